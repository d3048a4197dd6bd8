//! Proposals over all points and complaints: what they hold to, whatever the start, the time and the answers.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use glam::Vec3;
use proptest::prelude::*;
use proptest::sample::Index;
use wellspring::body::body;
use wellspring::domain::code::Code;
use wellspring::domain::complaint::Complaint;
use wellspring::domain::plan::{Dose, Pacing};
use wellspring::domain::point::{Grade, Point};
use wellspring::domain::profile::{Answer, Person, Profile};
use wellspring::domain::routine::{
    MOST_SUGGESTIONS, NoProposal, Proposal, Routine, Shelves, Start, Unmet, Warning, Why, adjust,
    propose, shipped_for, suggestions, times_a_day, warnings,
};
use wellspring::words::routine as words;

use crate::points::{library, none};
use crate::profile::laws::profiles;
use crate::profile::{person, profile, today, yes};

const PACING: Pacing = Pacing { change: Duration::from_secs(8), find_wait: None };

fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(60 * minutes)
}

fn shelves() -> Shelves<'static> {
    library().shelves()
}

fn point(code: &str) -> &'static Point {
    library().catalogue.find(code).expect("a point")
}

fn complaint(key: &str) -> &'static Complaint {
    library().complaints.iter().find(|one| one.key == key).expect("a complaint")
}

fn of_point(code: &str) -> Start<'static> {
    Start::Point(point(code))
}

fn starts() -> Vec<Start<'static>> {
    let points = library().catalogue.iter().map(Start::Point);
    points.chain(library().complaints.iter().map(Start::Complaint)).collect()
}

fn name(start: &Start<'_>) -> String {
    match start {
        Start::Point(point) => point.code.to_string(),
        Start::Complaint(complaint) => complaint.key.clone(),
    }
}

fn made(start: &Start<'_>, target: Duration, profile: &Profile) -> Result<Proposal, NoProposal> {
    propose(start, target, PACING, &shelves(), &person(&library().rules, profile))
}

fn codes(routine: &Routine) -> Vec<&str> {
    routine.items.iter().map(|item| item.code.as_str()).collect()
}

/// The points that calm, read from the complaints anew.
fn calming() -> BTreeSet<&'static str> {
    let links = ["stress", "worry", "sleep"].map(|key| &complaint(key).links);
    links.into_iter().flatten().map(|link| link.code.as_str()).collect()
}

/// The seconds that a press may last: fives, where there are any.
fn allowed(least: u64, most: u64) -> Vec<u64> {
    let fives: Vec<u64> = (least..=most).filter(|seconds| seconds % 5 == 0).collect();
    if fives.is_empty() { (least..=most).collect() } else { fives }
}

/// Every law of a proposal; the faults are told.
fn faults(start: &Start<'_>, target: Duration, answers: &Profile) -> Vec<String> {
    let mut faults = Vec::new();
    let head = format!("{} at {} s", name(start), target.as_secs());
    let mut tell = |why: String| faults.push(format!("{head}: {why}"));
    let person = person(&library().rules, answers);
    let proposal = match (made(start, target, answers), start) {
        (Ok(proposal), _) => proposal,
        (Err(NoProposal::NotPlayable(why)), Start::Point(point)) => {
            if person.suit(point).err() != Some(why) {
                tell("refused, but it can be played".to_owned());
            }
            return faults;
        }
        (Err(NoProposal::NothingLeft { .. }), Start::Complaint(complaint)) => {
            let safe = |code: &Code| person.is_safe(point(code.as_str()));
            if complaint.links.iter().any(|link| safe(&link.code)) {
                tell("nothing left, but a point can be played".to_owned());
            }
            return faults;
        }
        (Err(other), _) => {
            tell(format!("{other}"));
            return faults;
        }
    };
    let routine = &proposal.routine;
    let fitted = routine.fit(&library().catalogue, &person);
    let plan = fitted.plan(PACING).expect("a plan");
    if made(start, target, answers).as_ref() != Ok(&proposal) {
        tell("another time it is another".to_owned());
    }
    if fitted.left_out != [] || fitted.parts.len() != routine.items.len() {
        tell(format!("not played: {:?}", fitted.left_out));
    }
    if proposal.why.len() != routine.items.len() || proposal.why.iter().any(Vec::is_empty) {
        tell("an item without a reason".to_owned());
    }
    // Time.
    let (total, least) = (plan.total(), proposal.total.abs_diff(target) * 20 <= target);
    if total != proposal.total {
        tell(format!("takes {total:?}, tells {:?}", proposal.total));
    }
    if least == proposal.unmet.is_some() {
        tell(format!("{total:?}, and {:?}", proposal.unmet));
    }
    let (mut shortest, mut longest) = (true, true);
    for (item, part) in routine.items.iter().zip(&fitted.parts) {
        let technique = part.suited.technique();
        let allowed = allowed(technique.least.as_secs(), technique.most.as_secs());
        let Dose::Fixed(dose) = item.dose else {
            tell(format!("{} until release", item.code));
            continue;
        };
        if !allowed.contains(&dose.as_secs()) || part.choices.dose != item.dose {
            tell(format!("{} for {dose:?}", item.code));
        }
        shortest &= allowed.first() == Some(&dose.as_secs());
        longest &= allowed.last() == Some(&dose.as_secs());
        if matches!(part.suited.point().grade, Grade::No { .. }) {
            tell(format!("{} is graded no", item.code));
        }
    }
    match proposal.unmet {
        Some(Unmet::AtMost { .. }) if !longest || total > target => tell("at most".to_owned()),
        Some(Unmet::AtLeast { .. }) if !shortest || total < target || routine.items.len() > 1 => {
            tell("at least".to_owned());
        }
        Some(Unmet::Empty | Unmet::UntilRelease { .. }) => tell(format!("{:?}", proposal.unmet)),
        _ => {}
    }
    let again = adjust(routine, target, PACING, &library().catalogue, &person);
    if again.routine != *routine || again.unmet != proposal.unmet || again.total != total {
        tell("adjusting it again changes it".to_owned());
    }
    // Which points, in which order.
    let in_it = codes(routine);
    let points: Vec<&Point> = in_it.iter().map(|code| point(code)).collect();
    for (nth, one) in points.iter().enumerate() {
        if points[..nth].iter().any(|other| other.is_same_spot(one)) {
            tell(format!("{} twice", one.code));
        }
    }
    for (code, why) in &proposal.left_out {
        if person.suit(point(code.as_str())).err().as_ref() != Some(why) || routine.has(code) {
            tell(format!("{code} is said to be left out"));
        }
    }
    let named: Vec<&str> = match start {
        Start::Point(point) => {
            let guide = point.guide.as_ref().expect("playable");
            let related = guide.related.iter().filter_map(|named| named.code.as_ref());
            [&point.code].into_iter().chain(related).map(Code::as_str).collect()
        }
        Start::Complaint(_) => Vec::new(),
    };
    let first: Vec<&str> = named.iter().copied().filter(|code| in_it.contains(code)).collect();
    if !in_it.starts_with(&first) || first.first() != named.first() {
        tell(format!("begins {in_it:?}, the page has {named:?}"));
    }
    let calming = calming();
    let rest: Vec<bool> = in_it[first.len()..].iter().map(|code| calming.contains(code)).collect();
    if !rest.is_sorted() {
        tell(format!("what calms is not last: {in_it:?}"));
    }
    // What could be added.
    let more = suggestions(routine, &shelves(), &person);
    if more.len() > MOST_SUGGESTIONS || more != suggestions(routine, &shelves(), &person) {
        tell("suggestions: too many, or others the second time".to_owned());
    }
    for one in &more {
        let other = point(one.item.code.as_str());
        if points.iter().any(|point| point.is_same_spot(other)) || !person.is_safe(other) {
            tell(format!("suggests {}", other.code));
        }
        if one.why.is_empty() {
            tell(format!("suggests {} without a reason", other.code));
        }
    }
    faults
}

#[test]
fn every_start_at_every_length() {
    let none_answered = Profile::default();
    let mut all = Vec::new();
    for (nth, start) in starts().iter().enumerate() {
        // Each start at ten minutes, and at one more length in turn.
        let other = [1, 5, 15, 20, 60][nth % 5];
        for target in [10, other] {
            all.extend(faults(start, minutes(target), &none_answered));
        }
    }
    none(&all);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_start_for_everybody(
        start in any::<Index>(),
        seconds in 60_u64..3600,
        answers in profiles(),
    ) {
        let starts = starts();
        let faults = faults(start.get(&starts), Duration::from_secs(seconds), &answers);
        prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    /// Any routine, for anybody: adjusted once, it is what it is adjusted to again, and only its doses change.
    #[test]
    fn adjusting(
        nth in any::<Index>(),
        seconds in 1_u64..7200,
        repeats in proptest::collection::vec((1_u8..=5, 0_u64..=300, any::<bool>()), 12),
        answers in profiles(),
    ) {
        let mut routine = nth.get(&library().routines).clone();
        for (item, (times, rest, release)) in routine.items.iter_mut().zip(repeats) {
            item.times = times;
            item.rest = Duration::from_secs(rest);
            if release {
                item.dose = Dose::UntilRelease;
            }
        }
        let person = person(&library().rules, &answers);
        let (catalogue, target) = (&library().catalogue, Duration::from_secs(seconds));
        let once = adjust(&routine, target, PACING, catalogue, &person);
        let twice = adjust(&once.routine, target, PACING, catalogue, &person);
        prop_assert_eq!(&once, &twice);
        let plan = once.routine.fit(catalogue, &person).plan(PACING);
        prop_assert_eq!(plan.map_or(Duration::ZERO, |plan| plan.total()), once.total);
        prop_assert_eq!(once.total.abs_diff(target) * 20 > target, once.unmet.is_some());
        let mut same = once.routine.clone();
        for (item, before) in same.items.iter_mut().zip(&routine.items) {
            item.dose = before.dose;
        }
        prop_assert_eq!(same, routine);
    }
}

/// What is proposed, in order, for whom.
#[test]
fn proposals() {
    let at = today();
    let nobody = Profile::default();
    let pregnant = profile(&[("pregnancy", yes(&[]))], at);
    let left_arm = profile(&[("lymph", yes(&["left arm"]))], at);
    let rows: [(Start<'_>, u64, &Profile, &[&str], &[&str]); 5] = [
        (of_point("HE-1"), 10, &nobody, &["HE-1", "LU-1", "LI-4"], &[]),
        (of_point("HE-1"), 20, &nobody, &["HE-1", "LU-1", "LI-4"], &[]),
        (of_point("HE-1"), 10, &pregnant, &["HE-1", "LU-1"], &["LI-4"]),
        (of_point("HE-1"), 10, &left_arm, &["HE-1", "LU-1", "LI-4"], &[]),
        (of_point("PC-6"), 15, &nobody, &["PC-6", "ST-36", "TE-5"], &[]),
    ];
    for (start, length, answers, begins, out) in rows {
        let proposal = made(&start, minutes(length), answers).expect("a proposal");
        let in_it = codes(&proposal.routine);
        let left_out: Vec<&str> = proposal.left_out.iter().map(|(code, _)| code.as_str()).collect();
        println!("{} {length} min: {in_it:?}, left out {left_out:?}", name(&start));
        assert!(in_it.starts_with(begins), "{in_it:?}");
        assert_eq!(left_out, out, "{in_it:?}");
        assert_eq!(proposal.unmet, None, "{in_it:?}");
    }
}

/// From a complaint: as many of its first points as there is time for, not one alone at length.
#[test]
fn proposals_for_complaints() {
    let nobody = Profile::default();
    for (key, length, expected) in [
        ("headache", 10, vec!["LI-4", "TE-3", "GB-20"]),
        ("sleep", 10, vec!["GV-20", "KI-1"]),
        ("nausea", 5, vec!["PC-6"]),
        ("knee", 1, vec!["EX-LE2"]),
    ] {
        let start = Start::Complaint(complaint(key));
        let proposal = made(&start, minutes(length), &nobody).expect("a proposal");
        let in_it = codes(&proposal.routine);
        println!("{key} {length} min: {in_it:?}");
        assert!(expected.iter().all(|code| in_it.contains(code)), "{key}: {in_it:?}");
        assert_eq!(proposal.routine.complaints, [key]);
        assert!(proposal.why.iter().all(|why| matches!(why[0], Why::UsedFor { .. })), "{key}");
    }
    // Two points of all there is for travel sickness: that is said, with the remedy.
    let start = Start::Complaint(complaint("travel-sickness"));
    let proposal = made(&start, minutes(10), &nobody).expect("a proposal");
    let unmet = proposal.unmet.expect("one point is no ten minutes");
    assert_eq!(
        words::unmet(&unmet, minutes(10)),
        "10 min cannot be reached: with every press as long as its technique allows, this takes 6 min 28 s. Add a point, or choose a shorter time."
    );
}

/// Each reason as a person reads it.
#[test]
fn reasons_in_words() {
    let nobody = Profile::default();
    let proposal = made(&of_point("HE-1"), minutes(20), &nobody).expect("a proposal");
    let why = |code: &str| -> String {
        let nth = codes(&proposal.routine).iter().position(|one| *one == code).expect("in it");
        words::whys(&proposal.why[nth], &shelves())
    };
    assert_eq!(why("HE-1"), "You asked for it.");
    assert_eq!(
        why("LU-1"),
        "Related to HE-1: on the upper chest, traditionally used for breathing complaints. Also used for a congested chest, breathing complaints and shoulder pain and tension."
    );
    assert_eq!(
        why("CV-17"),
        "Also used for breathing complaints and a tight chest. Stands in the routine “Chest and shoulder opener”. Comes at the end because it is used to calm."
    );
    let start = Start::Complaint(complaint("headache"));
    let proposal = made(&start, minutes(10), &nobody).expect("a proposal");
    assert_eq!(
        words::whys(&proposal.why[0][..1], &shelves()),
        "A clinic's page names it for headache (MSK-LI4)."
    );
    assert_eq!(
        words::about(&start),
        "Built for headache: points that are used for it, the best founded first."
    );
}

/// Points nearer than a finger is wide on the figure count as one spot; of those further apart, only points with
/// several spots do, one of which is the other's.
#[test]
fn the_same_spot_is_the_same_on_the_figure() {
    let form = body().expect("the form");
    let at = |point: &Point| -> Vec3 {
        form.skin.position(form.spot(point.code.as_str()).expect("placed"))
    };
    let playable: Vec<&Point> =
        library().catalogue.iter().filter(|point| point.playable().is_ok()).collect();
    let mut faults = Vec::new();
    let mut same = 0;
    for (nth, one) in playable.iter().enumerate() {
        for other in &playable[nth + 1..] {
            // The figure is measured in decimetres.
            let millimetres = at(one).distance(at(other)) * 100.0;
            let is_same = one.is_same_spot(other);
            assert_eq!(is_same, other.is_same_spot(one));
            same += usize::from(is_same);
            let several = one.spots.is_some() || other.spots.is_some();
            if is_same != (millimetres < 10.0) && !(is_same && several) {
                faults.push(format!("{} and {}: {millimetres:.2} mm", one.code, other.code));
            }
        }
    }
    none(&faults);
    assert_eq!(same, 23);
}

/// Every phrase that is shipped is understood.
#[test]
fn every_phrase_of_how_often_is_understood() {
    let guides = library().catalogue.iter().filter_map(|point| point.guide.as_ref());
    let points = guides.map(|guide| &guide.how_often);
    let routines = library().routines.iter().map(|routine| &routine.how_often);
    let mut understood: BTreeMap<&str, Option<u8>> = BTreeMap::new();
    for text in points.chain(routines).filter(|text| !text.is_empty()) {
        let _ = understood.insert(text, times_a_day(text));
    }
    let unknown: Vec<&str> =
        understood.iter().filter(|(_, times)| times.is_none()).map(|(text, _)| *text).collect();
    println!("{understood:#?}");
    assert_eq!(unknown, ["Repeat it, also before tension builds up."], "it gives no number");
    let he1 = &point("HE-1").guide.as_ref().expect("a guide").how_often;
    let pc6 = &point("PC-6").guide.as_ref().expect("a guide").how_often;
    let sp6 = &point("SP-6").guide.as_ref().expect("a guide").how_often;
    assert_eq!([he1, pc6, sp6].map(|text| times_a_day(text)), [Some(3), Some(4), Some(1)]);
}

#[test]
fn shipped_routines_for_a_complaint() {
    for (key, expected) in [
        ("sleep", vec!["bedtime", "relaxing-set", "foot-wind-down"]),
        ("stuffy-nose", vec!["stuffy-nose", "allergy-season"]),
        ("mood", vec![]),
    ] {
        let found = shipped_for(complaint(key), &shelves());
        let keys: Vec<&str> = found.iter().map(|routine| routine.key.as_str()).collect();
        assert_eq!(keys, expected, "{key}");
    }
}

/// What could be added to what stands there, and what stands first among it.
#[test]
fn what_could_be_added() {
    let nobody = Profile::default();
    let person = person(&library().rules, &nobody);
    let mut routine = Routine::own("mine", "Mine");
    assert_eq!(suggestions(&routine, &shelves(), &person), [], "of nothing comes nothing");
    routine.complaints = vec!["knee".to_owned()];
    let more = suggestions(&routine, &shelves(), &person);
    let knee = complaint("knee");
    for one in &more {
        assert!(knee.links.iter().any(|link| link.code == one.item.code), "{}", one.item.code);
    }
    assert_eq!(more.len(), MOST_SUGGESTIONS);

    let proposal = made(&of_point("HE-1"), minutes(5), &nobody).expect("a proposal");
    let more = suggestions(&proposal.routine, &shelves(), &person);
    let first = more.first().expect("one");
    let named = |why: &Why| matches!(why, Why::Related { .. });
    assert!(named(&first.why[0]), "{first:?}");
    assert!(more.iter().any(|one| one.item.code.as_str() == "LI-4" && named(&one.why[0])));
    // Whoever cannot press a point is not offered it.
    let pregnant = profile(&[("pregnancy", yes(&[]))], today());
    let pregnant = Person { profile: &pregnant, ..person };
    let more = suggestions(&proposal.routine, &shelves(), &pregnant);
    assert!(!more.iter().any(|one| one.item.code.as_str() == "LI-4"));
    assert_eq!(more.len(), MOST_SUGGESTIONS);
}

/// The warning about pregnancy comes as long as the question is open, and tells what would be left out.
#[test]
fn a_proposal_warns_of_what_pregnancy_would_leave_out() {
    let tells = |answers: &Profile| -> Vec<String> {
        let person = person(&library().rules, answers);
        let start = of_point("LI-4");
        let proposal = propose(&start, minutes(5), PACING, &shelves(), &person).expect("one");
        let fitted = proposal.routine.fit(&library().catalogue, &person);
        let plan = fitted.plan(PACING).expect("a plan");
        let warned = warnings(&plan, &person).into_iter();
        warned
            .filter(|one| matches!(one, Warning::Pregnancy { .. }))
            .map(|one| words::warning(&one))
            .collect()
    };
    let answered = profile(&[("pregnancy", Answer::No)], today());
    assert_eq!(
        tells(&Profile::default()),
        [
            "In pregnancy LI-4 would be left out. Answer that question in About me before you play this."
        ]
    );
    assert_eq!(tells(&answered), Vec::<String>::new());
}
