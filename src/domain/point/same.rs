//! Points that are pressed at practically the same spot.

use super::Point;

/// Pairs that lie nearer to each other than a fingertip is wide: less than a centimetre on the figure, which the
/// tests measure. Some of these have several spots, and the other point is one of them.
const SAME_SPOT: [[&str; 2]; 23] = [
    ["BL-3", "BL-4"],
    ["BL-27", "BL-31"],
    ["EX-HN14", "EX-HN22"],
    ["EX-LE4", "EX-LE5"],
    ["EX-LE5", "ST-35"],
    ["EX-LE10", "GB-43"],
    ["EX-LE10", "LR-2"],
    ["EX-LE10", "ST-44"],
    ["EX-B9", "GV-2"],
    ["EX-HN6", "TE-20"],
    ["EX-UE9", "TE-2"],
    ["EX-UE11", "PC-9"],
    ["GB-2", "SI-19"],
    ["GB-12", "EX-HN14"],
    ["GB-12", "EX-HN22"],
    ["GV-26", "GV-27"],
    ["HE-4", "HE-5"],
    ["HE-5", "HE-6"],
    ["HE-6", "HE-7"],
    ["HE-9", "SI-1"],
    ["SI-13", "BL-41"],
    ["SI-19", "TE-21"],
    ["TE-21", "TE-22"],
];

impl Point {
    /// Whether a finger on one of the two lies on the other as well; a point lies at its own spot.
    #[must_use]
    pub fn is_same_spot(&self, other: &Self) -> bool {
        self.at_its_spot().any(|code| code == other.code.as_str())
    }

    /// The codes of the points at the spot of this one: its own first.
    pub fn at_its_spot(&self) -> impl Iterator<Item = &str> {
        let own = self.code.as_str();
        let others = SAME_SPOT.iter().filter_map(move |[one, other]| {
            let is_one = (*one == own).then_some(*other);
            is_one.or_else(|| (*other == own).then_some(*one))
        });
        [own].into_iter().chain(others)
    }
}
