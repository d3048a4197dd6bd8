//! How long a routine takes to propose, and how long the builder needs for an edit of a hundred points.
//!
//! `cargo bench --bench routines` prints each as milliseconds against its budget (5 ms for a proposal, a frame of
//! 16 ms for an edit) and as a ratio to a floor measured in the same run: all links of all complaints and points
//! read once.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a measurement, not a program"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use iced_test::Simulator;
use jiff::Timestamp;
use wellspring::app::Message;
use wellspring::app::presets::fresh;
use wellspring::domain::catalogue::Catalogue;
use wellspring::domain::plan::Pacing;
use wellspring::domain::profile::{Person, Profile};
use wellspring::domain::routine::{
    Edit, Item, MOST_ITEMS, Routine, Start, Totals, adjust, propose, suggestions, warnings,
};
use wellspring::platform::library::Library;
use wellspring::screen::routines::builder;
use wellspring::ui::fonts;

/// The time that a proposal may take.
const PROPOSAL: Duration = Duration::from_millis(5);
/// The time that the builder has after an edit: a frame.
const FRAME: Duration = Duration::from_millis(16);
/// The time after which opening the builder would be felt: all texts are set anew then, and later only what changed.
const OPENING: Duration = Duration::from_millis(100);
/// Each is measured so often; the least time counts, so that other work on the machine does not.
const TIMES: usize = 9;
/// The lengths that are proposed, in minutes.
const LENGTHS: [u64; 4] = [5, 10, 20, 60];

fn main() {
    let (library, _) = Library::open(None).expect("what is shipped is whole");
    let profile = Profile::default();
    let person = Person { rules: &library.rules, profile: &profile, now: Timestamp::UNIX_EPOCH };
    let (shelves, pacing) = (library.shelves(), Pacing::default());

    let floor = least(|| links(&library));
    println!("floor: all links read once: {:.3} ms", milliseconds(floor));

    let points = library.catalogue.iter().filter(|point| person.is_safe(point)).map(Start::Point);
    let complaints = library.complaints.iter().map(Start::Complaint);
    let starts: Vec<Start<'_>> = points.chain(complaints).collect();
    let mut proposals: Vec<(Duration, String)> = Vec::new();
    for start in &starts {
        for minutes in LENGTHS {
            let target = Duration::from_secs(60 * minutes);
            let proposed =
                || propose(start, target, pacing, &shelves, &person).map(|one| one.total);
            let name = match start {
                Start::Point(point) => point.code.as_str(),
                Start::Complaint(complaint) => &complaint.key,
            };
            proposals.push((least(proposed), format!("{name}, {minutes} min")));
        }
    }
    proposals.sort();
    let middle = proposals[proposals.len() / 2].0;
    let (worst, slowest) = &proposals[proposals.len() - 1];
    println!("{} proposals over {} points", proposals.len(), library.catalogue.len());

    let routine = hundred(&library.catalogue, &person);
    let target = Duration::from_secs(3 * 3600);
    let fitted = routine.fit(&library.catalogue, &person);
    let plan = fitted.plan(pacing).expect("a plan");
    let rows = [
        ("proposal, middle".to_owned(), middle, PROPOSAL),
        (format!("proposal, worst ({slowest})"), *worst, PROPOSAL),
        (
            "fitting and planning 100 points".to_owned(),
            least(|| routine.fit(&library.catalogue, &person).plan(pacing)),
            FRAME,
        ),
        (
            "adjusting them to a time".to_owned(),
            least(|| adjust(&routine, target, pacing, &library.catalogue, &person)),
            FRAME,
        ),
        ("their warnings".to_owned(), least(|| warnings(&plan, &person)), FRAME),
        ("their totals".to_owned(), least(|| Totals::of(&plan)), FRAME),
        (
            "what could be added".to_owned(),
            least(|| suggestions(&routine, &shelves, &person)),
            FRAME,
        ),
        (
            "all of an edit".to_owned(),
            least(|| {
                let plan = routine.fit(&library.catalogue, &person).plan(pacing).expect("a plan");
                let more = suggestions(&routine, &shelves, &person).len();
                (Totals::of(&plan), warnings(&plan, &person).len(), more)
            }),
            FRAME,
        ),
        ("an edit in the window".to_owned(), least(edits(&routine)), FRAME),
        ("opening the builder: all of it laid out".to_owned(), picture(&routine), OPENING),
    ];
    let mut over = 0;
    for (what, time, budget) in rows {
        println!(
            "{what}: {:.3} ms, {:.1} times the floor, {:.1} % of the budget of {:.0} ms",
            milliseconds(time),
            time.as_secs_f64() / floor.as_secs_f64(),
            100.0 * time.as_secs_f64() / budget.as_secs_f64(),
            milliseconds(budget)
        );
        over += usize::from(time > budget);
    }
    println!("over the budget: {over}");
    if over > 0 {
        std::process::exit(1);
    }
}

/// All links of all complaints, and all relations of all points.
fn links(library: &Library) -> usize {
    let complaints = library.complaints.iter().flat_map(|complaint| &complaint.links);
    let complaints: usize = complaints.map(|link| link.code.as_str().len()).sum();
    let guides = library.catalogue.iter().filter_map(|point| point.guide.as_ref());
    let related = guides.flat_map(|guide| &guide.related).filter_map(|one| one.code.as_ref());
    complaints + related.map(|code| code.as_str().len()).sum::<usize>()
}

/// A routine of as many points as one may have, from all over the body.
fn hundred(catalogue: &Catalogue, person: &Person<'_>) -> Routine {
    let mut routine = Routine::own("hundred", "A hundred points");
    let suited: Vec<_> = catalogue.iter().filter_map(|point| person.suit(point).ok()).collect();
    let apart = suited.len() / MOST_ITEMS;
    let items = suited.iter().step_by(apart.max(1)).take(MOST_ITEMS);
    routine.items = items.map(|suited| Item::of(suited, suited.choices(None))).collect();
    routine
}

/// Moves a point of the routine in the builder of the window, from one end to the other, again and again.
fn edits(routine: &Routine) -> impl FnMut() -> usize {
    let mut app = fresh().building(routine.clone());
    let last = routine.items.len() - 1;
    move || {
        let edit = builder::Message::Edit(Edit::Move { from: 0, to: last });
        app.step(Message::Builder(edit), Instant::now()).len()
    }
}

/// How long it takes to build what the builder shows of them, and to lay it out.
fn picture(routine: &Routine) -> Duration {
    let app = fresh().building(routine.clone());
    least(|| {
        let size = iced::Size::new(1280.0, 832.0);
        let settings = iced::Settings {
            fonts: fonts::FILES.iter().map(|file| (*file).into()).collect(),
            default_font: fonts::TEXT,
            ..iced::Settings::default()
        };
        drop(Simulator::<'_, Message>::with_size(settings, size, app.view()));
    })
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The least time of some tries.
fn least<T>(mut work: impl FnMut() -> T) -> Duration {
    let mut least = Duration::MAX;
    for _ in 0..TIMES {
        let begun = Instant::now();
        let _ = black_box(work());
        least = least.min(begun.elapsed());
    }
    least
}
