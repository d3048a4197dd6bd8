//! Figures from the command line.

use std::fs;

use super::Person;

#[test]
fn every_point_is_told_as_numbers() {
    let person = Person::new();
    let all = person.run(&["figure", "--all", "--json"]);
    assert_eq!((all.code, all.err.as_str()), (0, ""));
    let all = all.json();
    assert_eq!(all["version"], 1);
    let points = all["points"].as_array().expect("a list");
    assert_eq!(points.len(), 411);
    let measured = points.iter().filter(|point| point["placed"] == "measured").count();
    assert_eq!(measured, 271);
    for point in points {
        let position = point["position"].as_array().expect("a position");
        assert_eq!(position.len(), 3, "{point}");
        let weights: f64 = point["weights"]
            .as_array()
            .expect("weights")
            .iter()
            .filter_map(serde_json::Value::as_f64)
            .sum();
        assert!((weights - 1.0).abs() < 1e-3, "{point}");
        assert!(point["triangle"].is_u64(), "{point}");
        let is_measured = point["placed"] == "measured";
        for field in ["from", "to", "cun_between", "cun_from"] {
            assert_eq!(point.get(field).is_some(), is_measured, "{field}: {point}");
        }
    }
    let one = person.run(&["figure", "PC 6", "--json"]).json();
    assert_eq!((&one["code"], &one["placed"]), (&"PC-6".into(), &"measured".into()));
    assert!((one["cun_from"].as_f64().expect("cun") - 2.0).abs() < 0.25);
    assert!((one["cun_between"].as_f64().expect("cun") - 12.0).abs() < 0.01);
    let right = person.run(&["figure", "pc6", "--side", "R", "--json"]).json();
    assert_eq!(right["side"], "right");
    let x = |value: &serde_json::Value| value["position"][0].as_f64().expect("a number");
    assert!((x(&one) + x(&right)).abs() < 1e-3);
}

#[test]
fn a_picture_is_written_at_its_size() {
    let person = Person::new();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("li-4.png");
    let path = file.to_str().expect("a path");
    let came = person.run(&[
        "figure", "hegu", "--side", "R", "--size", "320x200", "--theme", "night", "-o", path,
    ]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    assert!(came.out.contains(path), "{}", came.out);
    let reader =
        png::Decoder::new(std::io::BufReader::new(fs::File::open(&file).expect("written")));
    let info = reader.read_info().expect("a PNG").info().size();
    assert_eq!(info, (320, 200));
}

#[test]
fn wrong_wishes_are_told_with_their_remedy() {
    let person = Person::new();
    for (arguments, code, words) in [
        (&["figure"][..], 1, "which point?"),
        (&["figure", "HE-1"], 1, "-o HE-1.png"),
        (&["figure", "HE-1", "--view", "moon", "-o", "x.png"], 1, "arm-armpit"),
        (&["figure", "XX-9", "--json"], 1, "XX-9"),
        (&["figure", "HE-1", "--size", "9x9", "-o", "x.png"], 2, "64 to 4096"),
        (&["figure", "--sheet"], 1, "-o FOLDER"),
        (&["figure", "HE-1", "-o", "/no/such/folder/x.png"], 3, "Make its folder"),
        (
            &["figure", "--sheet", "-o", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml/x")],
            3,
            "Name another with -o",
        ),
    ] {
        let came = person.run(arguments);
        assert_eq!(came.code, code, "{arguments:?}: {}", came.err);
        assert!(came.err.contains(words), "{arguments:?}: {}", came.err);
    }
}
