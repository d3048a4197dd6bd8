//! What people type, row by row, and the first that they must see.

use crate::points::{library, none};
use wellspring::domain::code::Code;

/// A query, and the first results in their order.
const ROWS: &[(&str, &[&str])] = &[
    // Codes, in every spelling.
    ("he1", &["HE-1"]),
    ("HT 1", &["HE-1"]),
    ("heart 1", &["HE-1"]),
    ("h-1", &["HE-1"]),
    ("H 1", &["HE-1"]),
    ("LI4", &["LI-4"]),
    ("li 4", &["LI-4"]),
    ("Li\u{2013}4", &["LI-4"]),
    ("large intestine 4", &["LI-4"]),
    ("SJ5", &["TE-5"]),
    ("th 5", &["TE-5"]),
    ("TW-5", &["TE-5"]),
    ("san jiao 5", &["TE-5"]),
    ("du 20", &["GV-20"]),
    ("ren17", &["CV-17"]),
    ("liv3", &["LR-3"]),
    ("ub 23", &["BL-23"]),
    ("p6", &["PC-6"]),
    ("ex hn 3", &["EX-HN3"]),
    ("gv 29", &["EX-HN3"]),
    ("GB 20.", &["GB-20"]),
    // Names, in every script.
    ("jiquan", &["HE-1"]),
    ("Jíquán", &["HE-1"]),
    ("JÍ QUÁN", &["HE-1"]),
    ("ji2 quan2", &["HE-1"]),
    ("極泉", &["HE-1"]),
    ("极泉", &["HE-1"]),
    ("Highest Spring", &["HE-1"]),
    ("hegu", &["LI-4"]),
    ("hoku", &["LI-4"]),
    ("合谷", &["LI-4"]),
    ("third eye", &["EX-HN3"]),
    ("yintang", &["EX-HN3"]),
    ("leg three miles", &["ST-36"]),
    ("three miles", &["ST-36"]),
    ("zusanli", &["ST-36"]),
    ("zu san li", &["ST-36"]),
    ("Tsu San Li", &["ST-36"]),
    ("neiguan", &["PC-6"]),
    ("inner gate", &["PC-6"]),
    ("nei guan", &["PC-6"]),
    ("內關", &["PC-6"]),
    ("wind pool", &["GB-20"]),
    ("fengchi", &["GB-20"]),
    ("great surge", &["LR-3"]),
    // With mistakes.
    ("niguan", &["PC-6"]),
    ("neigaun", &["PC-6"]),
    ("neigua", &["PC-6"]),
    ("zusanly", &["ST-36"]),
    ("jiqaun", &["HE-1"]),
    ("highst sprng", &["HE-1"]),
    ("thrid eye", &["EX-HN3"]),
    ("inner gat", &["PC-6"]),
    // Complaints: the best founded first.
    ("headache", &["LI-4", "TE-3", "GB-20"]),
    ("Headaches", &["LI-4", "TE-3", "GB-20"]),
    ("headahce", &["LI-4", "TE-3", "GB-20"]),
    ("migraine", &["LI-4"]),
    ("sore shoulder", &["GB-21", "HE-1"]),
    ("shoulder pain", &["GB-21", "HE-1"]),
    ("insomnia", &["GV-20", "KI-1"]),
    ("can't sleep", &["GV-20", "KI-1"]),
    ("can\u{2019}t sleep", &["GV-20", "KI-1"]),
    ("i cant sleep", &["GV-20"]),
    ("sleep", &["GV-20"]),
    ("nausea", &["PC-6"]),
    ("nausia", &["PC-6"]),
    ("feeling sick", &["PC-6"]),
    ("motion sickness", &["PC-6"]),
    ("hand pain", &["EX-UE9"]),
    ("my hand hurts", &["EX-UE9"]),
    ("stuffy nose", &["LI-20", "BL-2"]),
    ("stuffed nose", &["LI-20", "BL-2"]),
    ("period pain", &["SP-6"]),
    ("points for a headache", &["LI-4"]),
    ("my head hurts", &["LI-4"]),
    ("help with nausea", &["PC-6"]),
    ("stiff neck", &["GB-20"]),
    // Two things at once.
    ("wrist nausea", &["PC-6"]),
    ("headache hand", &["LI-4"]),
    ("foot sleep", &["KI-1"]),
    ("heart armpit", &["HE-1"]),
    ("nausea xyzzy", &["PC-6"]),
    // While a mistake is being typed.
    ("haedac", &["LI-4"]),
];

/// A query, and a region whose points stand first.
const PLACES: &[(&str, &str)] = &[
    ("armpit", "axilla"),
    ("under arm", "axilla"),
    ("sole", "foot"),
    ("lower back", "lower-back"),
    ("sacrum", "sacrum-buttock"),
    ("belly", "abdomen"),
];

/// What finds nothing at all.
const NOTHING: &[&str] = &["xyzzy quux", "supercalifragilistic", "HE-99", "9999", "猫", "zzzz"];

#[test]
fn what_people_type() {
    let library = library();
    let codes = |query: &str| -> Vec<&str> {
        library.index().find(query).into_iter().map(Code::as_str).collect()
    };
    let mut faults = Vec::new();
    for (query, expected) in ROWS {
        let found = codes(query);
        if !found.starts_with(expected) {
            let first: Vec<_> = found.iter().take(6).collect();
            faults.push(format!("{query:?}: {first:?}, not {expected:?}"));
        }
    }
    for (query, region) in PLACES {
        let found = codes(query);
        let regions: Vec<&str> = found
            .iter()
            .take(5.min(
                library.catalogue.iter().filter(|point| point.region.name() == *region).count(),
            ))
            .filter_map(|code| library.catalogue.find(code))
            .map(|point| point.region.name())
            .collect();
        if regions.is_empty() || regions.iter().any(|found| found != region) {
            faults.push(format!("{query:?}: {regions:?}, not the {region}"));
        }
    }
    for query in NOTHING {
        let found = codes(query);
        if !found.is_empty() {
            faults.push(format!(
                "{query:?}: {} found: {:?}",
                found.len(),
                &found[..found.len().min(6)]
            ));
        }
    }
    none(&faults);
}
