//! The regions of the body, and telling them from words.

use super::Hands;

/// Where on the body a point lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the explanation")]
pub enum Region {
    Head,
    Face,
    Mouth,
    Neck,
    Shoulder,
    Axilla,
    Chest,
    Abdomen,
    UpperBack,
    LowerBack,
    SacrumButtock,
    Groin,
    PelvicFloor,
    UpperArm,
    Elbow,
    Forearm,
    Wrist,
    Hand,
    Thigh,
    Knee,
    LowerLeg,
    Ankle,
    Foot,
}

impl Region {
    /// All of them, from the head down.
    pub const ALL: [Self; 23] = [
        Self::Head,
        Self::Face,
        Self::Mouth,
        Self::Neck,
        Self::Shoulder,
        Self::Axilla,
        Self::Chest,
        Self::Abdomen,
        Self::UpperBack,
        Self::LowerBack,
        Self::SacrumButtock,
        Self::Groin,
        Self::PelvicFloor,
        Self::UpperArm,
        Self::Elbow,
        Self::Forearm,
        Self::Wrist,
        Self::Hand,
        Self::Thigh,
        Self::Knee,
        Self::LowerLeg,
        Self::Ankle,
        Self::Foot,
    ];

    /// Its name as the files spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Face => "face",
            Self::Mouth => "mouth",
            Self::Neck => "neck",
            Self::Shoulder => "shoulder",
            Self::Axilla => "axilla",
            Self::Chest => "chest",
            Self::Abdomen => "abdomen",
            Self::UpperBack => "upper-back",
            Self::LowerBack => "lower-back",
            Self::SacrumButtock => "sacrum-buttock",
            Self::Groin => "groin",
            Self::PelvicFloor => "pelvic-floor",
            Self::UpperArm => "upper-arm",
            Self::Elbow => "elbow",
            Self::Forearm => "forearm",
            Self::Wrist => "wrist",
            Self::Hand => "hand",
            Self::Thigh => "thigh",
            Self::Knee => "knee",
            Self::LowerLeg => "lower-leg",
            Self::Ankle => "ankle",
            Self::Foot => "foot",
        }
    }

    /// The region of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.name() == name)
    }

    /// The region that a text speaks of, by the first word of it that names one.
    ///
    /// ```
    /// # use wellspring::domain::point::Region;
    /// assert_eq!(Region::told_by("In the hollow of the armpit, beside the ribs"), Some(Region::Axilla));
    /// ```
    #[must_use]
    pub fn told_by(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        WORDS
            .iter()
            .flat_map(|(region, words)| words.iter().map(move |word| (region, word)))
            .filter_map(|(region, word)| {
                text.find(word).map(|at| (at, std::cmp::Reverse(word.len()), *region))
            })
            .min_by_key(|(at, length, _)| (*at, *length))
            .map(|(_, _, region)| region)
    }

    /// Words of plain speech for it.
    #[must_use]
    pub fn words(self) -> &'static [&'static str] {
        WORDS.iter().find(|(region, _)| *region == self).map_or(&[], |(_, words)| words)
    }

    /// Whether trouble of the heart may be felt there: shoulder, armpit, chest, upper back, upper arm.
    #[must_use]
    pub const fn is_by_the_heart(self) -> bool {
        matches!(
            self,
            Self::Shoulder | Self::Axilla | Self::Chest | Self::UpperBack | Self::UpperArm
        )
    }

    /// Which hand reaches a point there, unless its source says otherwise.
    #[must_use]
    pub const fn hands(self) -> Hands {
        let opposite = matches!(
            self,
            Self::Shoulder
                | Self::Axilla
                | Self::Chest
                | Self::UpperArm
                | Self::Elbow
                | Self::Forearm
                | Self::Wrist
                | Self::Hand
        );
        Hands { opposite, both_at_once: false }
    }
}

/// Words of plain speech and of point pages for each region.
const WORDS: [(Region, &[&str]); 23] = [
    (Region::Head, &["head", "scalp", "skull", "temple", "crown", "hairline"]),
    (
        Region::Face,
        &["face", "eyebrow", "cheek", "nose", "nostril", "forehead", "jaw", "chin", "eye", "lip"],
    ),
    (Region::Mouth, &["mouth", "tongue", "gum"]),
    (Region::Neck, &["neck", "throat", "nape"]),
    (Region::Shoulder, &["shoulder"]),
    (Region::Axilla, &["axilla", "armpit", "underarm"]),
    (Region::Chest, &["chest", "breast", "clavicle", "collarbone", "rib ", "ribs", "sternum"]),
    (Region::Abdomen, &["abdomen", "belly", "navel", "stomach", "umbilicus"]),
    (
        Region::UpperBack,
        &["upper back", "scapula", "shoulder blade", "thoracic spine", "thoracic vertebra"],
    ),
    (Region::LowerBack, &["lower back", "low back", "lumbar", "waist"]),
    (Region::SacrumButtock, &["sacrum", "sacral", "buttock", "hip"]),
    (Region::Groin, &["groin", "inguinal"]),
    (Region::PelvicFloor, &["perineum", "pelvic floor", "coccyx"]),
    (Region::UpperArm, &["upper arm", "biceps", "deltoid", "humerus"]),
    (Region::Elbow, &["elbow"]),
    (Region::Forearm, &["forearm"]),
    (Region::Wrist, &["wrist"]),
    (Region::Hand, &["hand", "thumb", "finger", "palm", "knuckle"]),
    (Region::Thigh, &["thigh"]),
    (Region::Knee, &["knee"]),
    (Region::LowerLeg, &["lower leg", "shin", "calf", "tibia"]),
    (Region::Ankle, &["ankle", "malleolus"]),
    (Region::Foot, &["foot", "feet", "toe", "sole", "heel"]),
];
