//! Laws of a person's own points: they add care, and never take any away.

use std::time::Duration;

use proptest::prelude::*;
use proptest::sample::Index;
use wellspring::domain::catalogue::{CAREFUL_CEILING, Catalogue};
use wellspring::domain::caution::Tag;
use wellspring::domain::code::Code;
use wellspring::domain::point::{Grade, Guide, Origin, Point, Region};
use wellspring::domain::technique::{Motion, Pressure};
use wellspring::format::point::default_technique;

use super::catalogue;

fn grades() -> impl Strategy<Value = Grade> {
    prop_oneof![
        Just(Grade::Yes),
        "[a-z]{0,8}".prop_map(|why| Grade::WithCare { why }),
        "[a-z]{0,8}".prop_map(|why| Grade::No { why }),
    ]
}

fn guides() -> impl Strategy<Value = Guide> {
    let words = "[a-z ]{0,12}";
    let uses = prop::collection::vec(
        prop_oneof![
            Just("a tight chest".to_owned()),
            Just("headache".to_owned()),
            Just("a sore foot".to_owned())
        ],
        0..3,
    );
    (words, words, uses, 10_u64..=600, 0_u64..=600, 0..3_usize, any::<bool>()).prop_map(
        |(caution, press, uses, least, more, pressure, until_release)| {
            let most = (least + more).min(600);
            let mut technique = default_technique();
            technique.least = Duration::from_secs(least);
            technique.default = Duration::from_secs(most);
            technique.most = Duration::from_secs(most);
            technique.pressure = Pressure::ALL[pressure];
            technique.until_release = until_release;
            Guide {
                introduction: String::new(),
                posture: String::new(),
                hands: Region::Foot.hands(),
                find: vec!["Find it.".to_owned()],
                feel: String::new(),
                press,
                technique,
                caution,
                stop: String::new(),
                red_flags: Vec::new(),
                traditional_uses: uses,
                conditions: Vec::new(),
                evidence: Vec::new(),
                related: Vec::new(),
                questions: Vec::new(),
                how_often: String::new(),
            }
        },
    )
}

/// Any own point of a shipped code in any of its spellings, with any names, also those of other points.
fn own_points(known: &'static Catalogue) -> impl Strategy<Value = (Point, Code)> {
    let name = any::<Index>()
        .prop_map(|index| index.get(&known.iter().collect::<Vec<_>>()).pinyin.clone());
    let names = prop_oneof![Just(String::new()), name, "[A-Z][a-z]{1,8}"];
    let tags = prop::collection::vec("[a-z]{1,9}".prop_map(Tag), 0..3);
    (any::<Index>(), any::<Index>(), grades(), names, tags, prop::option::of(guides())).prop_map(
        |(which, spelling, grade, pinyin, tags, guide)| {
            let points: Vec<&Point> = known.iter().collect();
            let shipped = *which.get(&points);
            let spellings: Vec<&str> =
                shipped.aliases.iter().map(String::as_str).chain([shipped.code.as_str()]).collect();
            let code = Code::parse(spellings[spelling.index(spellings.len())])
                .unwrap_or_else(|| shipped.code.clone());
            let own = Point { tags, guide, pinyin, ..Point::unknown(code, Region::Foot, grade) };
            (own, shipped.code.clone())
        },
    )
}

fn hold(shipped: &Point, own: &Point) {
    assert_eq!(own.origin, Origin::Own);
    assert_eq!(
        (own.region, own.meridian, own.bilateral),
        (shipped.region, shipped.meridian, shipped.bilateral)
    );
    assert!(shipped.tags.iter().all(|tag| own.tags.contains(tag)), "a caution was lost");
    assert!(own.grade.strictness() >= shipped.grade.strictness(), "a laxer grade");
    if matches!(shipped.grade, Grade::No { .. }) {
        assert!(own.playable().is_err(), "{} became playable", own.code);
        assert!(own.notes.iter().any(|note| note.contains("never played")));
    }
    let Some(guide) = &own.guide else { return };
    let technique = guide.technique.clone().check().expect("still a lawful technique");
    assert!(guide.technique.motions.iter().all(|motion| Motion::ALL.contains(motion)));
    match &shipped.guide {
        Some(theirs) => {
            assert!(technique.most <= theirs.technique.most, "a higher ceiling");
            assert!(technique.pressure <= theirs.technique.pressure, "a harder press");
            assert!(guide.caution.contains(&theirs.caution), "a shipped caution was lost");
            assert!(
                theirs.red_flags.iter().all(|flag| guide.red_flags.contains(flag)),
                "a red flag was lost"
            );
            assert_eq!(guide.hands, theirs.hands);
        }
        None if matches!(shipped.grade, Grade::WithCare { .. }) => {
            assert!(technique.most <= CAREFUL_CEILING && technique.pressure == Pressure::Light);
            assert!(
                guide.caution.contains(shipped.grade.why().expect("a reason")),
                "the catalogue's reason was lost"
            );
        }
        None => {}
    }
    if own.region.is_by_the_heart() {
        assert!(guide.red_flags.iter().any(|flag| flag == "chest"));
    }
}

fn known() -> &'static Catalogue {
    static KNOWN: std::sync::OnceLock<Catalogue> = std::sync::OnceLock::new();
    KNOWN.get_or_init(catalogue)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_own_point_never_takes_care_away((own, code) in own_points(known()), (second, _) in own_points(known())) {
        let known = known();
        let shipped = known.find(code.as_str()).expect("shipped");
        let laid = known.laid_over(own.clone());
        prop_assert_eq!(&laid.code, &code);
        hold(shipped, &laid);
        prop_assert_eq!(&known.laid_over(laid.clone()), &laid, "a second time changes nothing");
        // Also when another own point of the same code came before.
        let mut catalogue = known.clone();
        catalogue.add_own(Point { code: code.clone(), ..second });
        catalogue.add_own(own);
        prop_assert_eq!(catalogue.find(code.as_str()), Some(&laid));
        prop_assert_eq!(catalogue.len(), known.len());
        prop_assert_eq!(catalogue.shipped(&code), Some(shipped));
    }
}

/// Under a code of its own, a point with the name of one that is not offered is not offered either.
#[test]
fn no_road_leads_to_a_point_graded_no() {
    let known = known();
    let refused: Vec<&Point> =
        known.iter().filter(|point| matches!(point.grade, Grade::No { .. })).collect();
    assert_eq!(refused.len(), 35);
    for shipped in refused {
        let guide = known.find("LI-4").expect("LI-4").guide.clone();
        let blank = |code: &str| Point {
            guide: guide.clone(),
            ..Point::unknown(Code::parse(code).expect("a code"), Region::Foot, Grade::Yes)
        };
        let mut disguised = vec![blank(shipped.code.as_str())];
        for alias in shipped.aliases.iter().filter(|alias| Code::parse(alias).is_some()) {
            disguised.push(blank(alias));
        }
        for name in shipped.names().chain([shipped.code.as_str()]) {
            disguised.push(Point { aliases: vec![name.to_owned()], ..blank("EX-B99") });
            disguised.push(Point { pinyin: name.to_uppercase(), ..blank("EX-B99") });
            disguised.push(Point { chinese: name.to_owned(), ..blank("LI-4") });
        }
        for own in disguised {
            let told = format!("{} as {} {} {:?}", shipped.code, own.code, own.pinyin, own.aliases);
            assert!(own.playable().is_ok(), "{told}: else this proves nothing");
            assert!(known.laid_over(own).playable().is_err(), "{told}");
        }
    }
}

/// Names that are shared by two points bring the cautions of both, and a foreign name is told.
#[test]
fn a_name_of_another_point_brings_its_cautions() {
    let known = known();
    let li4 = known.find("LI-4").expect("LI-4");
    let own = Point {
        pinyin: "Jiquan".to_owned(),
        ..Point::unknown(li4.code.clone(), Region::Hand, Grade::Yes)
    };
    let laid = known.laid_over(own);
    assert_eq!(laid.grade.name(), "with care");
    assert!(
        laid.tags.iter().any(|tag| tag.0 == "axillary-artery")
            && laid.tags.iter().any(|tag| tag.0 == "pregnancy")
    );
    assert_eq!(laid.guide.expect("LI-4's").technique.most, Duration::from_secs(120));
    assert!(
        laid.notes.iter().any(|note| note.contains("HE-1") && note.contains("check the code")),
        "{:?}",
        laid.notes
    );
}
