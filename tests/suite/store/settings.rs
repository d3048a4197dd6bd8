//! Settings and own points: replaced in one step, tolerant of whatever is found.

use std::fs;

use wellspring::domain::settings::{Settings, ThemeChoice};
use wellspring::platform::store::{
    Replaced, load_points, load_settings, save_point, save_settings,
};

use super::{code, dirs};

fn changed(theme: ThemeChoice) -> Settings {
    Settings { theme, ..Settings::default() }
}

#[test]
fn settings_round_and_unchanged_are_not_written() {
    let root = tempfile::tempdir().expect("a folder");
    let dirs = dirs(root.path());
    assert_eq!(load_settings(&dirs), (Settings::default(), Vec::new()), "missing is the usual");
    assert!(!dirs.config.exists(), "reading makes nothing");
    let night = changed(ThemeChoice::Night);
    assert_eq!(save_settings(&dirs, &night).expect("saved"), Replaced::Written);
    assert_eq!(load_settings(&dirs), (night.clone(), Vec::new()));
    assert_eq!(save_settings(&dirs, &night).expect("saved"), Replaced::Unchanged);
    assert!(!dirs.config.join("settings.json.bak").exists(), "there was none before");
    save_settings(&dirs, &changed(ThemeChoice::Paper)).expect("saved");
    let backup = fs::read_to_string(dirs.config.join("settings.json.bak")).expect("a backup");
    assert!(backup.contains("night"), "{backup}");
    let drafts = fs::read_dir(&dirs.config).expect("there").filter(|item| {
        item.as_ref().is_ok_and(|item| item.file_name().to_string_lossy().contains("draft"))
    });
    assert_eq!(drafts.count(), 0);
}

#[test]
fn broken_settings_are_told_of_and_kept() {
    let rows: [(&str, &[u8]); 5] = [
        ("empty", b""),
        ("cut off", br#"{"version": 1, "theme": "ni"#),
        ("a list", b"[1, 2]"),
        ("not text", b"\xFF\xFE{}"),
        ("zeros", &[0; 64]),
    ];
    for (name, broken) in rows {
        let root = tempfile::tempdir().expect("a folder");
        let dirs = dirs(root.path());
        save_settings(&dirs, &changed(ThemeChoice::Paper)).expect("saved");
        save_settings(&dirs, &changed(ThemeChoice::Night)).expect("saved");
        fs::write(dirs.settings_file(), broken).expect("broken");
        let (found, notices) = load_settings(&dirs);
        assert_eq!(found.theme, ThemeChoice::Paper, "{name}: the backup is used");
        assert_eq!(notices.len(), 1, "{name}: {notices:?}");
        assert_eq!(
            fs::read(dirs.settings_file()).expect("there"),
            broken,
            "{name}: reading changes nothing"
        );
        let replaced = save_settings(&dirs, &changed(ThemeChoice::HighContrast)).expect("saved");
        let Replaced::BrokenKept(kept) = replaced else { panic!("{name}: {replaced:?}") };
        assert_eq!(fs::read(kept).expect("kept"), broken, "{name}");
        assert_eq!(
            load_settings(&dirs),
            (changed(ThemeChoice::HighContrast), Vec::new()),
            "{name}"
        );
        let backup = fs::read_to_string(dirs.config.join("settings.json.bak")).expect("a backup");
        assert!(backup.contains("paper"), "{name}: the broken text is no backup");
    }
}

#[test]
fn settings_that_are_too_large_are_moved_aside() {
    let root = tempfile::tempdir().expect("a folder");
    let dirs = dirs(root.path());
    fs::create_dir(&dirs.config).expect("made");
    fs::write(dirs.settings_file(), vec![b' '; 2 * 1024 * 1024]).expect("large");
    let (found, notices) = load_settings(&dirs);
    assert_eq!((found, notices.len()), (Settings::default(), 1));
    assert!(notices[0].to_string().contains("larger than 1024 KiB"), "{}", notices[0]);
    let replaced = save_settings(&dirs, &changed(ThemeChoice::Night)).expect("saved");
    assert!(matches!(replaced, Replaced::BrokenKept(_)), "{replaced:?}");
}

#[test]
fn what_a_newer_version_wrote_stays() {
    let root = tempfile::tempdir().expect("a folder");
    let dirs = dirs(root.path());
    fs::create_dir(&dirs.config).expect("made");
    let newer = r#"{"version": 7, "theme": "sepia", "voice": {"rate": 0.9}, "cue_percent": 10,
        "choices": {"HE-1": {"sides": "both", "motion": "steady", "seconds": 90, "breath": "slow"}, "QQ-1": 5}}"#;
    fs::write(dirs.settings_file(), newer).expect("written");
    let (mut settings, notices) = load_settings(&dirs);
    assert_eq!((settings.theme, settings.cue_percent), (ThemeChoice::System, 10));
    assert_eq!(notices.len(), 3, "version, theme, choice: {notices:?}");
    settings.cue_percent = 20;
    save_settings(&dirs, &settings).expect("saved");
    let text = fs::read_to_string(dirs.settings_file()).expect("there");
    let file: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(file["version"], 7);
    assert_eq!(file["theme"], "sepia");
    assert_eq!(file["voice"]["rate"], 0.9);
    assert_eq!(file["cue_percent"], 20);
    assert_eq!(file["choices"]["HE-1"]["breath"], "slow");
    assert_eq!(file["choices"]["HE-1"]["seconds"], 90);
    assert_eq!(file["choices"]["QQ-1"], 5);
    settings.theme = ThemeChoice::Night;
    save_settings(&dirs, &settings).expect("saved");
    assert_eq!(load_settings(&dirs).0.theme, ThemeChoice::Night, "what the person sets, stands");
}

#[cfg(unix)]
#[test]
fn a_linked_file_is_replaced_and_its_link_stays() {
    let root = tempfile::tempdir().expect("a folder");
    let dirs = dirs(root.path());
    let kept = root.path().join("dotfiles");
    fs::create_dir_all(&kept).expect("made");
    fs::create_dir(&dirs.config).expect("made");
    let target = kept.join("wellspring.json");
    std::os::unix::fs::symlink(&target, dirs.settings_file()).expect("linked");
    save_settings(&dirs, &changed(ThemeChoice::Paper)).expect("a link to nothing yet");
    save_settings(&dirs, &changed(ThemeChoice::Night)).expect("saved");
    assert!(dirs.settings_file().is_symlink());
    assert!(fs::read_to_string(&target).expect("there").contains("night"));
    assert!(dirs.config.join("settings.json.bak").exists(), "the backup is in our own folder");
    assert_eq!(
        fs::read_dir(&kept).expect("there").count(),
        1,
        "nothing else among the person's files"
    );
}

#[test]
fn own_points_are_read_in_order_and_bad_files_are_told_of() {
    let root = tempfile::tempdir().expect("a folder");
    let dirs = dirs(root.path());
    assert_eq!(load_points(&dirs), (Vec::new(), Vec::new()));
    let path = save_point(&dirs, &code("LU-1"), "{\"code\": \"LU-1\"}").expect("saved");
    assert_eq!(path, dirs.points_dir().join("LU-1.json"));
    save_point(&dirs, &code("HE-1"), "{}").expect("saved");
    save_point(&dirs, &code("HE-1"), "{\"code\": \"HE-1\"}").expect("saved again");
    fs::write(dirs.points_dir().join("A.JSON"), "{}").expect("written");
    fs::write(dirs.points_dir().join("notes.txt"), "mine").expect("written");
    fs::write(dirs.points_dir().join("bad.json"), b"\xFF").expect("written");
    fs::write(dirs.points_dir().join("large.json"), vec![b' '; 1024 * 1024 + 1]).expect("written");
    fs::create_dir(dirs.points_dir().join("old.json")).expect("made");
    let (texts, notices) = load_points(&dirs);
    let names: Vec<_> = texts.iter().filter_map(|(path, _)| path.file_name()?.to_str()).collect();
    assert_eq!(names, ["A.JSON", "HE-1.json", "LU-1.json"]);
    assert_eq!(texts[1].1, "{\"code\": \"HE-1\"}");
    let told: Vec<String> = notices.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("bad.json") && told[0].contains("UTF-8"), "{told:?}");
    assert!(told[1].contains("large.json") && told[1].contains("larger"), "{told:?}");
}

#[test]
fn each_field_is_read_on_its_own() {
    let usual = Settings::default();
    let rows: [(&str, Settings, &[&str]); 16] = [
        ("{}", usual.clone(), &[]),
        ("\u{feff}{}", usual.clone(), &[]),
        (r#"{"theme": "night"}"#, changed(ThemeChoice::Night), &[]),
        (
            r#"{"theme": 3, "cue_percent": 5}"#,
            Settings { cue_percent: 5, ..usual.clone() },
            &["`theme` is not understood (3)"],
        ),
        (
            r#"{"text_percent": 900}"#,
            Settings { text_percent: 200, ..usual.clone() },
            &["`text_percent` is out of its range; 200"],
        ),
        (
            r#"{"text_percent": 1e30}"#,
            Settings { text_percent: 200, ..usual.clone() },
            &["`text_percent`"],
        ),
        (r#"{"cue_percent": -4}"#, Settings { cue_percent: 0, ..usual.clone() }, &[]),
        (
            r#"{"cue_percent": 300, "beat_percent": "loud"}"#,
            Settings { cue_percent: 100, ..usual.clone() },
            &["`beat_percent` is not understood", "`cue_percent` is out"],
        ),
        (r#"{"find_wait_seconds": null, "sound_device": null}"#, usual.clone(), &[]),
        (
            r#"{"find_wait_seconds": 1, "sound_device": ["x"]}"#,
            Settings { find_wait_seconds: Some(10), ..usual.clone() },
            &["`sound_device`", "`find_wait_seconds`"],
        ),
        (r#"{"backup_folder": " "}"#, usual.clone(), &[]),
        (r#"{"backup_folder": 7}"#, usual.clone(), &["`backup_folder`"]),
        (r#"{"emergency_number": "call <b>me</b>"}"#, usual.clone(), &["`emergency_number`"]),
        (r#"{"choices": [1]}"#, usual.clone(), &["`choices` is not understood"]),
        (r#"{"version": "one"}"#, usual.clone(), &["`version`"]),
        (r#"{"version": 99}"#, usual.clone(), &["newer version"]),
    ];
    for (text, expected, words) in rows {
        let (settings, notices) = wellspring::format::settings::read(text).expect(text);
        assert_eq!(settings, expected, "{text}");
        assert_eq!(notices.len(), words.len(), "{text}: {notices:?}");
        for (notice, words) in notices.iter().zip(words) {
            assert!(notice.contains(words), "{text}: {notice}");
        }
    }
}

#[test]
fn choices_are_kept_for_each_point() {
    use std::time::Duration;
    use wellspring::domain::plan::{Choices, Dose, Sides};
    use wellspring::domain::technique::Motion;
    use wellspring::format::settings::{read, write};

    let mut settings = Settings {
        find_wait_seconds: Some(25),
        sound_device: Some("Köln \"1\"".to_owned()),
        backup_folder: Some("/media/Köln".to_owned()),
        ..Settings::default()
    };
    for (at, sides) in Sides::ALL.into_iter().enumerate() {
        for (motion, dose) in [
            (Motion::Circular, Dose::UntilRelease),
            (Motion::Steady, Dose::Fixed(Duration::from_secs(75))),
        ] {
            let number = at * 2 + usize::from(motion == Motion::Steady) + 1;
            let _ = settings
                .choices
                .insert(code(&format!("HE-{number}")), Choices { sides, motion, dose });
        }
    }
    let text = write(&settings, None);
    assert_eq!(read(&text).expect("ours"), (settings.clone(), Vec::new()));
    assert_eq!(write(&settings, Some(&text)), text, "nothing grows by itself");
    let other = r#"{"choices": {"ht 1": {"sides": "left", "motion": "steady", "seconds": 90}}}"#;
    let (settings, _) = read(other).expect("another spelling");
    assert_eq!(settings.choices.keys().map(ToString::to_string).collect::<Vec<_>>(), ["HE-1"]);
    assert!(!write(&settings, Some(other)).contains("ht 1"), "and is written in the one spelling");
}
