//! Codes of points: how they are written, and the many spellings that mean the same point.

use std::fmt;

/// The fourteen meridians and the extra points.
///
/// The code letters are those of the WHO standard (2008) but for the heart, which keeps `HE` as on
/// the page that Wellspring began with; `HT` is shown beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meridian {
    /// LU
    Lung,
    /// LI
    LargeIntestine,
    /// ST
    Stomach,
    /// SP
    Spleen,
    /// HE (WHO: HT)
    Heart,
    /// SI
    SmallIntestine,
    /// BL
    Bladder,
    /// KI
    Kidney,
    /// PC
    Pericardium,
    /// TE
    TripleEnergizer,
    /// GB
    Gallbladder,
    /// LR
    Liver,
    /// CV
    ConceptionVessel,
    /// GV
    GovernorVessel,
    /// EX: points outside the fourteen meridians
    Extra,
}

impl Meridian {
    /// All of them, in the order of the WHO standard.
    pub const ALL: [Self; 15] = [
        Self::Lung,
        Self::LargeIntestine,
        Self::Stomach,
        Self::Spleen,
        Self::Heart,
        Self::SmallIntestine,
        Self::Bladder,
        Self::Kidney,
        Self::Pericardium,
        Self::TripleEnergizer,
        Self::Gallbladder,
        Self::Liver,
        Self::ConceptionVessel,
        Self::GovernorVessel,
        Self::Extra,
    ];

    /// Its English name as the files spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lung => "Lung",
            Self::LargeIntestine => "Large Intestine",
            Self::Stomach => "Stomach",
            Self::Spleen => "Spleen",
            Self::Heart => "Heart",
            Self::SmallIntestine => "Small Intestine",
            Self::Bladder => "Bladder",
            Self::Kidney => "Kidney",
            Self::Pericardium => "Pericardium",
            Self::TripleEnergizer => "Triple Energizer",
            Self::Gallbladder => "Gallbladder",
            Self::Liver => "Liver",
            Self::ConceptionVessel => "Conception Vessel",
            Self::GovernorVessel => "Governor Vessel",
            Self::Extra => "Extra Points",
        }
    }

    /// The meridian of that English name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|meridian| meridian.name() == name)
    }

    /// The letters of its codes.
    #[must_use]
    pub const fn letters(self) -> &'static str {
        match self {
            Self::Lung => "LU",
            Self::LargeIntestine => "LI",
            Self::Stomach => "ST",
            Self::Spleen => "SP",
            Self::Heart => "HE",
            Self::SmallIntestine => "SI",
            Self::Bladder => "BL",
            Self::Kidney => "KI",
            Self::Pericardium => "PC",
            Self::TripleEnergizer => "TE",
            Self::Gallbladder => "GB",
            Self::Liver => "LR",
            Self::ConceptionVessel => "CV",
            Self::GovernorVessel => "GV",
            Self::Extra => "EX",
        }
    }

    /// Other spellings of those letters seen in books and on pages.
    #[must_use]
    pub const fn other_letters(self) -> &'static [&'static str] {
        match self {
            Self::Lung => &["L", "LUNG"],
            Self::LargeIntestine => &["CO", "LARGEINTESTINE"],
            Self::Stomach => &["S", "E", "STOMACH"],
            Self::Spleen => &["RP", "SPLEEN"],
            Self::Heart => &["HT", "H", "C", "HEART"],
            Self::SmallIntestine => &["IT", "SMALLINTESTINE"],
            Self::Bladder => &["UB", "B", "V", "BLADDER"],
            Self::Kidney => &["K", "KID", "R", "KIDNEY"],
            Self::Pericardium => &["P", "PE", "HC", "PERICARDIUM"],
            Self::TripleEnergizer => &[
                "TH",
                "SJ",
                "TW",
                "TB",
                "TRIPLEENERGIZER",
                "TRIPLEWARMER",
                "TRIPLEHEATER",
                "SANJIAO",
            ],
            Self::Gallbladder => &["G", "VB", "GALLBLADDER"],
            Self::Liver => &["LIV", "LV", "F", "LIVER"],
            Self::ConceptionVessel => &["REN", "RN", "VC", "CONCEPTIONVESSEL"],
            Self::GovernorVessel => &["DU", "DM", "VG", "GOVERNORVESSEL", "GOVERNINGVESSEL"],
            Self::Extra => &["EXTRA", "M", "N"],
        }
    }
}

/// The groups of the extra points, from the head down: head and neck, chest and belly, back, arm, leg.
const EXTRA_GROUPS: [&str; 5] = ["HN", "CA", "B", "UE", "LE"];

/// The one spelling under which a point is kept, such as `HE-1` or `EX-HN3`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(String);

impl Code {
    /// Reads any common spelling of a code: `HE-1`, `ht1`, `Heart 1`, `SJ 5`, `Ex-HN 3`.
    ///
    /// It says nothing about whether such a point exists: the catalogue does.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let squeezed: String =
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
        if !squeezed.is_ascii() {
            return None;
        }
        let digits_at = squeezed.find(|c: char| c.is_ascii_digit())?;
        let (letters, digits) = squeezed.split_at(digits_at);
        let number: u16 = digits.parse().ok().filter(|number| *number > 0)?;
        if let Some(group) = letters.strip_prefix("EX")
            && EXTRA_GROUPS.contains(&group)
        {
            return Some(Self(format!("EX-{group}{number}")));
        }
        let meridian = Meridian::ALL
            .into_iter()
            .filter(|meridian| *meridian != Meridian::Extra)
            .find(|meridian| {
                meridian.letters() == letters || meridian.other_letters().contains(&letters)
            })?;
        Some(Self(format!("{}-{number}", meridian.letters())))
    }

    /// The code as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The meridian that its letters name.
    #[must_use]
    pub fn meridian(&self) -> Meridian {
        let letters = self.0.split('-').next().unwrap_or_default();
        Meridian::ALL
            .into_iter()
            .find(|meridian| meridian.letters() == letters)
            .unwrap_or(Meridian::Extra)
    }

    /// Its number along the meridian (within its group for extra points).
    #[must_use]
    pub fn number(&self) -> u16 {
        self.0
            .rsplit(|c: char| !c.is_ascii_digit())
            .next()
            .and_then(|digits| digits.parse().ok())
            .unwrap_or_default()
    }

    /// Its place in the order of the WHO standard: meridian by meridian, the extra points by group.
    #[must_use]
    pub fn place(&self) -> (Meridian, usize, u16) {
        let group = EXTRA_GROUPS
            .iter()
            .position(|group| {
                self.0.strip_prefix("EX-").is_some_and(|rest| rest.starts_with(group))
            })
            .unwrap_or_default();
        (self.meridian(), group, self.number())
    }

    /// The code of the WHO standard where it differs from ours (`HT-1` for `HE-1`).
    #[must_use]
    pub fn who(&self) -> Option<String> {
        self.0.strip_prefix("HE-").map(|number| format!("HT-{number}"))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_code() {
        let rows = [
            ("HE-1", "HE-1"),
            ("ht1", "HE-1"),
            ("HT 1", "HE-1"),
            ("H-1", "HE-1"),
            ("Heart 1", "HE-1"),
            ("HE 1", "HE-1"),
            ("he\u{2013}1", "HE-1"),
            ("SJ5", "TE-5"),
            ("P 6", "PC-6"),
            ("Du 20", "GV-20"),
            ("Liv3", "LR-3"),
            ("large intestine 4", "LI-4"),
            ("ex-hn 3", "EX-HN3"),
            ("EX-B1", "EX-B1"),
            ("LI-0", "-"),
            ("LI", "-"),
            ("XY-3", "-"),
            ("", "-"),
        ];
        for (text, expected) in rows {
            let code = Code::parse(text).map_or_else(|| "-".to_owned(), |code| code.to_string());
            assert_eq!(code, expected, "{text:?}");
        }
    }

    #[test]
    fn parts_of_a_code() {
        let code = Code::parse("HT-9").expect("a code");
        assert_eq!((code.meridian(), code.number()), (Meridian::Heart, 9));
        assert_eq!(code.who().as_deref(), Some("HT-9"));
        let extra = Code::parse("EX-UE11").expect("a code");
        assert_eq!((extra.meridian(), extra.number()), (Meridian::Extra, 11));
        assert_eq!(extra.who(), None);
    }
}
