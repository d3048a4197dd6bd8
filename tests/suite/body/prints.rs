//! Golden pictures of points, as `wellspring figure` prints them.
//!
//! A changed picture fails; `UPDATE_GOLDEN=1` writes it anew, and then it is to be looked at before it is committed.

use std::path::PathBuf;

use wellspring::body::plate::Detail;
use wellspring::domain::point::Side;
use wellspring::domain::settings::SkinTone;
use wellspring::platform::picture;
use wellspring::ui::figure;
use wellspring::ui::figure::print::{Print, Printer};
use wellspring::ui::theme::{CONTRAST, NIGHT, PAPER, Roles};

use crate::points::catalogue;

const SIZE: (u32, u32) = (560, 560);

fn print(code: &str, side: Side, roles: &Roles, skin: SkinTone) -> Print {
    let catalogue = catalogue();
    let point = catalogue.find(code).expect("a point");
    let what = figure::close_up(point, side, Detail::All).expect("placed");
    Printer::new().expect("a printer").print(what, roles, skin, SIZE)
}

fn golden(name: &str, code: &str, side: Side, roles: &Roles, skin: SkinTone) {
    let found = print(code, side, roles, skin);
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/figures");
    let path = folder.join(format!("{name}.png"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        picture::save(&path, found.width, found.height, &found.pixels).expect("written");
    }
    let file = std::fs::File::open(&path).unwrap_or_else(|error| {
        panic!("{}: {error}; UPDATE_GOLDEN=1 writes it, then look at it", path.display())
    });
    let mut reader = png::Decoder::new(std::io::BufReader::new(file)).read_info().expect("a PNG");
    let mut kept = vec![0; reader.output_buffer_size()];
    let info = reader.next_frame(&mut kept).expect("pixels");
    assert_eq!((info.width, info.height), (found.width, found.height), "{name}");
    if kept != found.pixels {
        let other = std::env::temp_dir().join(format!("wellspring-figure-{name}.png"));
        picture::save(&other, found.width, found.height, &found.pixels).expect("written");
        panic!("{name} looks different; the new picture is {}", other.display());
    }
}

macro_rules! prints {
    ($($name:ident: $code:literal, $side:ident, $roles:ident, $skin:ident;)+) => {
        $(#[test]
        fn $name() {
            golden(stringify!($name), $code, Side::$side, &$roles, SkinTone::$skin);
        })+
    };
}

prints! {
    armpit_paper: "HE-1", Left, PAPER, Medium;
    armpit_right_night: "HE-1", Right, NIGHT, Medium;
    wrist_paper: "PC-6", Left, PAPER, Light;
    wrist_night: "PC-6", Left, NIGHT, Brown;
    hand_paper: "LI-4", Left, PAPER, Medium;
    hand_right_contrast: "LI-4", Right, CONTRAST, Dark;
    face_paper: "GB-14", Left, PAPER, Medium;
    face_night: "EX-HN3", Midline, NIGHT, Light;
    crown_paper: "GV-20", Midline, PAPER, Medium;
    ear_night: "TE-17", Left, NIGHT, Medium;
    neck_paper: "GB-20", Left, PAPER, Dark;
    belly_paper: "CV-12", Midline, PAPER, Medium;
    belly_night: "ST-25", Left, NIGHT, Medium;
    back_paper: "BL-23", Left, PAPER, Medium;
    knee_paper: "ST-36", Left, PAPER, Medium;
    ankle_night: "SP-6", Left, NIGHT, Brown;
    sole_paper: "KI-1", Left, PAPER, Medium;
    toes_night: "LR-1", Right, NIGHT, Medium;
}

#[test]
fn the_same_picture_twice() {
    let once = print("HE-1", Side::Left, &PAPER, SkinTone::Medium);
    assert_eq!(once, print("HE-1", Side::Left, &PAPER, SkinTone::Medium));
    assert_ne!(once, print("HE-1", Side::Right, &PAPER, SkinTone::Medium));
    assert_ne!(once, print("HE-1", Side::Left, &NIGHT, SkinTone::Medium));
}
