//! Proposals over all points and complaints: what they hold to, whatever the start, the time and the answers.

use std::collections::BTreeMap;
use std::time::Duration;

use glam::Vec3;
use wellspring::body::body;
use wellspring::domain::complaint::Complaint;
use wellspring::domain::plan::Pacing;
use wellspring::domain::point::Point;
use wellspring::domain::profile::{Answer, Person, Profile};
use wellspring::domain::routine::{
    MOST_SUGGESTIONS, NoProposal, Proposal, Routine, Shelves, Start, Warning, Why, propose,
    shipped_for, suggestions, times_a_day, warnings,
};
use wellspring::words::routine as words;

use crate::points::{library, none};
use crate::profile::{person, profile, today, yes};

mod laws;

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

/// What is proposed, in order, for whom.
#[test]
fn proposals() {
    let at = today();
    let nobody = Profile::default();
    let pregnant = profile(&[("pregnancy", yes(&[]))], at);
    let left_arm = profile(&[("lymph", yes(&["left arm"]))], at);
    let rows = [
        (of_point("HE-1"), 10, &nobody, vec!["HE-1", "LU-1", "LI-4"], vec![]),
        (of_point("HE-1"), 20, &nobody, vec!["HE-1", "LU-1", "LI-4"], vec![]),
        (of_point("HE-1"), 10, &pregnant, vec!["HE-1", "LU-1"], vec!["LI-4"]),
        (of_point("HE-1"), 10, &left_arm, vec!["HE-1", "LU-1", "LI-4"], vec![]),
        (of_point("PC-6"), 15, &nobody, vec!["PC-6", "ST-36", "TE-5"], vec![]),
    ];
    for (start, length, answers, begins, out) in rows {
        let proposal = made(&start, minutes(length), answers).expect("a proposal");
        let in_it = codes(&proposal.routine);
        let left_out: Vec<&str> = proposal.left_out.iter().map(|(code, _)| code.as_str()).collect();
        println!("{} {length} min: {in_it:?}, left out {left_out:?}", name(&start));
        assert!(in_it.starts_with(&begins), "{in_it:?}");
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
