//! Golden pictures: each screen, light and dark, wide and narrow, at normal and at double size.
//!
//! A changed picture fails; `UPDATE_GOLDEN=1` writes it anew, and then it is to be looked at before it is committed.

use std::path::PathBuf;
use std::time::Duration;

use iced::{Settings, Size};
use iced_test::Simulator;
use wellspring::app::presets::{fresh, used, used_for_a_year};
use wellspring::app::{App, Message, Room};
use wellspring::domain::conductor::Input;
use wellspring::domain::history::SessionId;
use wellspring::domain::point::Side;
use wellspring::domain::profile::{Answer, Place as BodyPlace};
use wellspring::domain::settings::ThemeChoice;
use wellspring::domain::speech::Amount;
use wellspring::screen::history;
use wellspring::screen::player::Saying;
use wellspring::screen::points::{Face, Panel};
use wellspring::ui::fonts;

const WIDE: Size = Size::new(1280.0, 832.0);
const USUAL: Size = Size::new(1024.0, 768.0);
/// 1024 x 768 with everything at double size.
const DOUBLE: Size = Size::new(512.0, 384.0);
/// Wide enough for two columns, but not for all buttons in one line.
const MIDDLE: Size = Size::new(820.0, 700.0);
const TALL: Size = Size::new(540.0, 900.0);

/// Points of an own routine, in an order that asks for much.
const OWN: &[&str] = &["PC-6", "KI-3", "LI-4", "SP-6", "LU-6", "GB-20"];

/// Points of an own routine with the seconds of rest after each.
const SET: &[(&str, u64)] = &[("HE-1", 60), ("LI-4", 30), ("SP-6", 0), ("CV-17", 0)];

pub fn settings() -> Settings {
    Settings {
        fonts: fonts::FILES.iter().map(|file| (*file).into()).collect(),
        default_font: fonts::TEXT,
        ..Settings::default()
    }
}

fn golden(name: &str, app: &App, size: Size) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/screens");
    let path = folder.join(format!("{name}.png"));
    let written = folder.join(format!("{name}-tiny-skia.png"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let _ = std::fs::remove_file(&written);
    } else {
        assert!(
            written.is_file(),
            "{} is missing; UPDATE_GOLDEN=1 writes it, then look at it",
            written.display()
        );
    }
    let mut simulator = Simulator::with_size(settings(), size, app.view());
    let snapshot = simulator.snapshot(&app.theme()).expect("a picture");
    let same = snapshot.matches_image(&path).expect("the golden picture can be read");
    if !same {
        let other = std::env::temp_dir().join(format!("wellspring-{name}.png"));
        let _ =
            std::fs::remove_file(other.with_file_name(format!("wellspring-{name}-tiny-skia.png")));
        let _ = snapshot.matches_image(&other);
        panic!("{name} looks different; the new picture is {}", other.display());
    }
}

macro_rules! pictures {
    ($($name:ident: $app:expr, $size:expr;)+) => {
        $(#[test]
        fn $name() {
            golden(stringify!($name), &$app, $size);
        })+
    };
}

const fn yes() -> Answer {
    Answer::Yes(Vec::new())
}

fn knee() -> Answer {
    Answer::Yes(BodyPlace::named("left knee").into_iter().collect())
}

#[allow(clippy::unnecessary_wraps, reason = "short for the table below")]
fn seconds(seconds: u64) -> Option<Duration> {
    Some(Duration::from_secs(seconds))
}

/// The end of a session of which everything has been said.
fn said(app: App) -> App {
    let four = wellspring::domain::history::Rating::new(4);
    let remark = "Lighter in the left arm; the right one is still stiff in the morning.";
    [
        Saying::Rate(four),
        Saying::Worse(Some(Side::Right)),
        Saying::Tag("after work".to_owned()),
        Saying::Remark(remark.to_owned()),
    ]
    .into_iter()
    .fold(app.at_caution("HE-1").rated(6).begun(seconds(300)), App::saying)
}

use ThemeChoice::{HighContrast, Night, Paper};

pictures! {
    today_first_paper: fresh().in_theme(Paper), WIDE;
    today_used_night: used().in_theme(Night), USUAL;
    today_used_double: used().in_theme(Paper), DOUBLE;
    points_paper: fresh().in_theme(Paper).in_room(Room::Points), USUAL;
    points_night: fresh().in_theme(Night).in_room(Room::Points), USUAL;
    points_searching_night: fresh().in_theme(Night).searching("headache"), USUAL;
    points_searching_tall_paper: fresh().in_theme(Paper).searching("sore shoulder"), TALL;
    points_panel_contrast: fresh().in_theme(HighContrast).filtering(Panel::Complaint), USUAL;
    points_nothing_paper: fresh().in_theme(Paper).searching("xyzzy"), USUAL;
    body_paper: fresh().in_theme(Paper).on_body(Face::Front, 1.0), WIDE;
    body_named_paper: fresh().in_theme(Paper).on_body(Face::Front, 2.5).pointing_at("CV-8"), TALL;
    body_back_night: fresh().in_theme(Night).on_body(Face::Back, 1.6), USUAL;
    body_found_contrast: fresh().in_theme(HighContrast).searching("headache").on_body(Face::Front, 3.0), USUAL;
    body_double_paper: fresh().in_theme(Paper).on_body(Face::Left, 1.0), DOUBLE;
    body_tall_night: fresh().in_theme(Night).on_body(Face::Right, 1.0), TALL;
    points_double_paper: fresh().in_theme(Paper).in_room(Room::Points), DOUBLE;
    routines_paper: fresh().in_theme(Paper).in_room(Room::Routines), USUAL;
    routine_paper: fresh().in_theme(Paper).at_routine("period-cramps"), WIDE;
    routine_night: fresh().in_theme(Night).answering("pregnancy", yes()).at_routine("short-fatigue-set"), USUAL;
    routine_double_paper: fresh().in_theme(Paper).at_routine("bedtime"), DOUBLE;
    routine_own_paper: fresh().in_theme(Paper).at_own_routine(OWN), USUAL;
    routine_own_night: fresh().in_theme(Night).at_own_routine(OWN), USUAL;
    builder_paper: fresh().in_theme(Paper).building_from("HE-1"), WIDE;
    builder_night: fresh().in_theme(Night).building_from("HE-1").choosing(1), WIDE;
    builder_usual_paper: fresh().in_theme(Paper).building_from("HE-1").choosing(0), USUAL;
    builder_contrast: fresh().in_theme(HighContrast).building_from("HE-1"), USUAL;
    builder_tall_paper: fresh().in_theme(Paper).building_from("HE-1").choosing(0), TALL;
    builder_double_night: fresh().in_theme(Night).building_from("HE-1"), DOUBLE;
    routine_own_double_paper: fresh().in_theme(Paper).at_own_routine(OWN), DOUBLE;
    about_me_paper: fresh().in_theme(Paper).in_room(Room::AboutMe), USUAL;
    about_me_places_night: fresh().in_theme(Night).answering("skin", knee()).in_room(Room::AboutMe), WIDE;
    about_me_double_paper: fresh().in_theme(Paper).answering("skin", yes()).in_room(Room::AboutMe), DOUBLE;
    point_left_out_paper: fresh().in_theme(Paper).answering("pregnancy", yes()).at_point("LI-4", false), USUAL;
    point_for_you_night: fresh().in_theme(Night).answering("blood-thinners", yes()).at_point("GB-20", false), WIDE;
    point_not_offered_paper: fresh().in_theme(Paper).at_point("ST-9", false), USUAL;
    caution_for_you_paper: fresh().in_theme(Paper).answering("blood-thinners", yes()).at_caution("LI-4"), WIDE;
    point_paper: fresh().in_theme(Paper).at_point("HE-1", false), WIDE;
    point_night: fresh().in_theme(Night).at_point("HE-1", false), WIDE;
    point_choosing_paper: fresh().in_theme(Paper).at_point("LI-4", true), USUAL;
    point_tall_paper: fresh().in_theme(Paper).at_point("LU-1", false), TALL;
    point_double_night: fresh().in_theme(Night).at_point("HE-1", false), DOUBLE;
    point_contrast: fresh().in_theme(HighContrast).at_point("HE-1", false), USUAL;
    caution_paper: fresh().in_theme(Paper).at_caution("HE-1"), WIDE;
    caution_night: fresh().in_theme(Night).at_caution("LI-4"), USUAL;
    caution_contrast: fresh().in_theme(HighContrast).at_caution("HE-1"), USUAL;
    caution_any_key_night: used().set(|all| all.any_key = true).in_theme(Night).at_caution("HE-1"), USUAL;
    caution_double_paper: fresh().in_theme(Paper).at_caution("HE-1"), DOUBLE;
    flash_night: fresh().set(|all| all.amount = Amount::Short).in_theme(Night).in_session("HE-1", seconds(65)), WIDE;
    finding_night: fresh().in_theme(Night).in_session("HE-1", None), WIDE;
    pressing_night: fresh().in_theme(Night).in_session("HE-1", seconds(60)), WIDE;
    pressing_paper: fresh().in_theme(Paper).in_session("HE-1", seconds(80)), USUAL;
    pressing_middle_night: fresh().in_theme(Night).in_session("HE-1", seconds(60)), MIDDLE;
    pressing_tall_night: fresh().in_theme(Night).in_session("HE-1", seconds(60)), TALL;
    pressing_double_night: fresh().in_theme(Night).in_session("HE-1", seconds(60)), DOUBLE;
    pressing_contrast: fresh().in_theme(HighContrast).in_session("HE-1", seconds(60)), USUAL;
    pressing_both_paper: fresh().in_theme(Paper).in_session("KI-16", seconds(60)), USUAL;
    rest_night: fresh().in_theme(Night).in_own_routine(SET, seconds(285)), WIDE;
    rest_paper: fresh().in_theme(Paper).in_own_routine(SET, seconds(285)), USUAL;
    rest_tall_night: fresh().in_theme(Night).in_own_routine(SET, seconds(285)), TALL;
    rest_double_paper: fresh().in_theme(Paper).in_own_routine(SET, seconds(285)), DOUBLE;
    finding_next_paper: fresh().in_theme(Paper).in_own_routine(SET, seconds(400)), USUAL;
    pressing_set_double_night: fresh().in_theme(Night).in_own_routine(SET, seconds(60)), DOUBLE;
    pressing_set_middle_paper: fresh().in_theme(Paper).in_own_routine(SET, seconds(60)), MIDDLE;
    over_left_night: fresh().in_theme(Night).in_own_routine(SET, seconds(60)).after(Input::LeaveNow), USUAL;
    today_unfinished_paper: used().in_theme(Paper).left_yesterday("chest-and-shoulder-opener", 3), WIDE;
    today_unfinished_night: used().in_theme(Night).left_yesterday("chest-and-shoulder-opener", 3), TALL;
    today_unfinished_double: used().in_theme(Paper).left_yesterday("chest-and-shoulder-opener", 3), DOUBLE;
    routine_unfinished_night: used().in_theme(Night).left_yesterday("chest-and-shoulder-opener", 3).at_routine("chest-and-shoulder-opener"), USUAL;
    changing_night: fresh().in_theme(Night).in_session("HE-1", seconds(132)), USUAL;
    paused_night: fresh().in_theme(Night).in_session("HE-1", seconds(60)).after(Input::Big), USUAL;
    leaving_paper: fresh().in_theme(Paper).in_session("HE-1", seconds(60)).after(Input::Leave), USUAL;
    stopped_night: fresh().in_theme(Night).in_session("HE-1", seconds(60)).after(Input::Stop), USUAL;
    stopped_paper: fresh().in_theme(Paper).in_session("HE-1", seconds(60)).after(Input::Stop), WIDE;
    over_night: fresh().in_theme(Night).in_session("HE-1", seconds(300)), USUAL;
    over_paper: fresh().in_theme(Paper).in_session("HE-1", seconds(300)), WIDE;
    caution_rated_paper: used().in_theme(Paper).at_caution("HE-1").rated(6), WIDE;
    caution_rated_tall_night: used().in_theme(Night).at_caution("HE-1").rated(10), TALL;
    caution_enough_paper: used().in_theme(Paper).pressed_today("HE-1", 2).at_caution("HE-1"), WIDE;
    caution_enough_tall_night: used().in_theme(Night).pressed_today("HE-1", 2).at_caution("HE-1"), TALL;
    point_today_night: used().in_theme(Night).at_point("HE-1", false), USUAL;
    over_said_paper: said(used().in_theme(Paper)), WIDE;
    over_said_night: said(used().in_theme(Night)), USUAL;
    over_said_tall_paper: said(used().in_theme(Paper)), TALL;
    over_said_double_night: said(used().in_theme(Night)), DOUBLE;
    over_said_all_contrast: said(used().in_theme(HighContrast)), Size::new(700.0, 1000.0);
    history_paper: used().in_theme(Paper).in_room(Room::History), WIDE;
    history_night: used().in_theme(Night).in_room(Room::History), USUAL;
    history_empty_paper: fresh().in_theme(Paper).in_room(Room::History), USUAL;
    history_year_paper: used_for_a_year().in_theme(Paper).in_room(Room::History), WIDE;
    history_year_night: used_for_a_year().in_theme(Night).in_room(Room::History), USUAL;
    history_year_contrast: used_for_a_year().in_theme(HighContrast).in_room(Room::History), USUAL;
    history_year_narrow: used_for_a_year().in_theme(Paper).in_room(Room::History), Size::new(420.0, 800.0);
    history_filters_paper: used_for_a_year().in_theme(Paper).in_room(Room::History).doing(
        Message::History(history::Message::Filters)), USUAL;
    history_numbers_paper: used_for_a_year().in_theme(Paper).in_room(Room::History).doing(
        Message::History(history::Message::Details)), Size::new(1280.0, 1400.0);
    history_sheet_paper: used_for_a_year().in_theme(Paper).in_room(Room::History).doing(
        Message::History(history::Message::Sheet)), USUAL;
    session_paper: used_for_a_year().in_theme(Paper).in_room(Room::History).doing(
        Message::History(history::Message::Open(SessionId("year-6".to_owned())))), WIDE;
    session_right_night: used_for_a_year().in_theme(Night).in_room(Room::History).doing(
        Message::History(history::Message::Open(SessionId("year-6".to_owned())))).doing(
        Message::Session(history::session::Message::PutRight(true))), USUAL;
    by_hand_paper: used().in_theme(Paper).in_room(Room::History).doing(
        Message::History(history::Message::Add)), USUAL;
    by_hand_double: used().in_theme(Night).in_room(Room::History).doing(
        Message::History(history::Message::Add)), DOUBLE;
    take_in_paper: used().in_theme(Paper).in_room(Room::History).doing(
        Message::History(history::Message::TakeIn)), USUAL;
    history_double_paper: used().in_theme(Paper).in_room(Room::History), DOUBLE;
    reminders_paper: super::reminders::two().in_theme(Paper), USUAL;
    reminders_night: super::reminders::two().in_theme(Night), USUAL;
    reminders_all_night: super::reminders::two().in_theme(Night), Size::new(1000.0, 1400.0);
    reminders_tall_paper: super::reminders::two().in_theme(Paper), Size::new(480.0, 1500.0);
    reminders_none_paper: fresh().in_theme(Paper).at_reminders(Vec::new(), super::reminders::works()), USUAL;
    settings_all_paper: used().in_theme(Paper).in_room(Room::Settings), Size::new(1000.0, 2660.0);
    settings_paper: fresh().in_theme(Paper).in_room(Room::Settings), WIDE;
    settings_night: fresh().in_theme(Night).in_room(Room::Settings), USUAL;
}
