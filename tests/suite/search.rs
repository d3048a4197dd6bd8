//! Finding points: what people type, and what they must see first.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is wrong, and shows what it counted"
)]

use std::collections::{BTreeMap, BTreeSet};

use wellspring::domain::catalogue::{Catalogue, squeeze};
use wellspring::domain::code::{Code, Meridian};
use wellspring::domain::complaint::Complaints;
use wellspring::domain::point::{Origin, Point, Region};
use wellspring::domain::search::{Index, nearest_points};
use wellspring::words::session;

use crate::points::{library, none};

mod rows;

fn find(query: &str) -> Vec<&'static str> {
    library().index().find(query).into_iter().map(Code::as_str).collect()
}

/// The first of what is found, for a message.
fn first(query: &str) -> String {
    find(query).into_iter().take(6).collect::<Vec<_>>().join(" ")
}

/// A point is found by every one of its names, among the first three: some names belong to two points.
#[test]
fn every_name_finds_its_point() {
    let mut faults = Vec::new();
    let mut asked = 0;
    for point in library().catalogue.iter() {
        let code = point.code.as_str();
        let who = point.code.who();
        let names = point.names().chain([code]).chain(who.as_deref()).map(str::to_owned);
        // As people type them: without marks, spaces or case, or with other ones.
        let spellings = names.flat_map(|name| {
            let plain = name.replace(['-', ' ', '\''], "");
            [name.to_lowercase(), name.to_uppercase(), plain, name.replace('-', " "), name]
        });
        for name in spellings.collect::<BTreeSet<_>>() {
            asked += 1;
            let found = find(&name);
            let place = found.iter().position(|found| *found == code);
            // With a name that is shared, what can be played comes first.
            if place.is_none_or(|place| place > 2) {
                faults.push(format!("{name:?} finds {code} at {place:?}: {}", first(&name)));
            }
        }
    }
    println!("{asked} spellings asked");
    none(&faults);
    assert!(asked > 5000, "{asked}");
}

/// A complaint by its name or any word for it shows its points in their own order, the best founded first.
#[test]
fn every_complaint_shows_its_points_first() {
    let mut faults = Vec::new();
    for complaint in library().complaints.iter() {
        let linked: Vec<&str> = complaint.links.iter().map(|link| link.code.as_str()).collect();
        for name in [&complaint.name].into_iter().chain(&complaint.words) {
            for name in [name.clone(), name.to_uppercase(), format!("  {name} ")] {
                let found = find(&name);
                if !found.starts_with(&linked) {
                    faults.push(format!(
                        "{}: {name:?}: {}, not {linked:?}",
                        complaint.key,
                        first(&name)
                    ));
                }
            }
        }
    }
    none(&faults);
}

/// Typing on never loses what the whole word finds: the first of the end is there from the third letter on.
#[test]
fn typing_letter_by_letter_closes_in() {
    let mut faults = Vec::new();
    for point in library().catalogue.iter().filter(|point| point.playable().is_ok()) {
        for name in [&point.pinyin_plain, &point.english] {
            let ends = name.char_indices().map(|(at, letter)| at + letter.len_utf8()).skip(2);
            for end in ends {
                let typed = &name[..end];
                if !find(typed).contains(&point.code.as_str()) {
                    faults.push(format!("{typed:?} loses {}", point.code));
                }
            }
        }
    }
    none(&faults);
}

/// A small mistake in a name of five letters or more is forgiven.
#[test]
fn small_mistakes_are_forgiven() {
    let mut faults = Vec::new();
    let mut asked = 0;
    for point in library().catalogue.iter().filter(|point| point.playable().is_ok()) {
        let name: Vec<char> = squeeze(&point.pinyin_plain).chars().collect();
        if name.len() < 5 {
            continue;
        }
        for at in 1..name.len() - 1 {
            let mut dropped = name.clone();
            let _ = dropped.remove(at);
            let mut swapped = name.clone();
            swapped.swap(at, at + 1);
            let mut changed = name.clone();
            changed[at] = 'x';
            for typed in [dropped, swapped, changed] {
                let typed: String = typed.into_iter().collect();
                asked += 1;
                if !find(&typed).contains(&point.code.as_str()) {
                    faults.push(format!(
                        "{typed:?} does not find {} {}",
                        point.code, point.pinyin_plain
                    ));
                }
            }
        }
    }
    none(&faults);
    assert!(asked > 4000, "{asked}");
}

/// Nothing typed shows everything, in the order of the catalogue.
#[test]
fn nothing_typed_shows_everything() {
    let library = library();
    let all: Vec<&str> = library.catalogue.iter().map(|point| point.code.as_str()).collect();
    for query in ["", "  ", "-"] {
        assert_eq!(find(query), all, "{query:?}");
    }
}

/// A code names its point, and at most those whose codes begin with it.
#[test]
fn a_code_finds_little_else() {
    for (query, expected) in [
        ("heart 1", &["HE-1"][..]),
        ("LR-1", &["LR-1", "LR-10", "LR-11", "LR-12", "LR-13", "LR-14"]),
        ("PC9", &["PC-9"]),
    ] {
        assert_eq!(
            find(query).iter().collect::<BTreeSet<_>>(),
            expected.iter().collect(),
            "{query}"
        );
        assert_eq!(find(query).first(), expected.first(), "{query}");
    }
}

/// Every region and every meridian finds its own, and shows what can be played first.
#[test]
fn regions_and_meridians() {
    let catalogue = &library().catalogue;
    let check = |query: &str, belongs: &dyn Fn(&Point) -> bool| {
        let wanted: BTreeSet<&str> = catalogue
            .iter()
            .filter(|point| belongs(point))
            .map(|point| point.code.as_str())
            .collect();
        let found = find(query);
        let kept = &found[..wanted.len().min(found.len())];
        // Some may come before: points of that very name, and those used for a complaint of that name.
        let missing: Vec<&&str> = wanted.iter().filter(|code| !found.contains(code)).collect();
        assert!(missing.is_empty(), "{query:?} misses {missing:?}");
        kept.iter().filter(|code| wanted.contains(*code)).count()
    };
    for meridian in Meridian::ALL {
        let own = |point: &Point| point.meridian == meridian;
        let count = catalogue.iter().filter(|point| own(point)).count();
        for name in [meridian.name(), meridian.letters()] {
            assert_eq!(check(name, &own), count, "{name}");
        }
    }
    let mut table: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for region in Region::ALL {
        let own = |point: &Point| point.region == region;
        let count = catalogue.iter().filter(|point| own(point)).count();
        let _ = table.insert(region.name(), (check(&session::region(region), &own), count));
        let _ = check(&region.name().replace('-', " "), &own);
    }
    println!("of each region among the first: {table:?}");
}

/// A person's own point is found by its names, and for the complaints that its page names.
#[test]
fn own_points_are_found() {
    let library = library();
    let mut catalogue = library.catalogue.clone();
    let guide = catalogue.find("LI-4").and_then(|point| point.guide.clone()).map(|mut guide| {
        guide.conditions = vec!["Sleeplessness".to_owned()];
        guide
    });
    catalogue.add_own(Point {
        english: "Quiet Corner".to_owned(),
        guide,
        ..Point::unknown(
            Code::parse("EX-B98").expect("a code"),
            Region::Foot,
            wellspring::domain::point::Grade::Yes,
        )
    });
    let index = Index::new(&catalogue, &library.complaints, session::region);
    let find = |query: &str| -> Vec<String> {
        index.find(query).into_iter().map(ToString::to_string).collect()
    };
    for query in ["EX-B98", "ex b98", "quiet corner", "quiet", "quite corner"] {
        assert_eq!(find(query)[0], "EX-B98", "{query}");
    }
    let sleep = library.complaints.find("sleep").expect("a complaint");
    assert_eq!(find("insomnia")[sleep.links.len()], "EX-B98", "after those that are shipped");
    assert_eq!(catalogue.find("EX-B98").map(|point| point.origin), Some(Origin::Own));
    assert!(
        Index::new(&Catalogue::default(), &Complaints::default(), session::region)
            .find("")
            .is_empty()
    );
}

/// What was perhaps meant, for an error.
#[test]
fn what_was_perhaps_meant() {
    for (text, expected) in [
        ("LI-44", "LI-20"),
        ("HE-12", "HE-9"),
        ("hegou", "LI-4"),
        ("Jiqun", "HE-1"),
        ("neigaun", "PC-6"),
    ] {
        let found = nearest_points(&library().catalogue, text);
        let codes: Vec<&str> = found.iter().take(3).map(|point| point.code.as_str()).collect();
        assert!(codes.contains(&expected), "{text}: {codes:?}");
    }
    assert!(nearest_points(&library().catalogue, "qqqqqqqqqqqq").is_empty());
}
