//! The measure of a point: how the WHO standard counts from a landmark to it.

/// A number of cun from a landmark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distance {
    /// The landmark that is counted from.
    pub from: String,
    /// Which way; "on line" with no cun means that the point lies on the line itself.
    pub direction: String,
    /// How far, in tenths of the unit.
    pub tenths: u16,
    /// `B-cun` (a share of the body part), `F-cun` (a finger's) or `fingerbreadth`.
    pub unit: String,
}

/// How a point is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// So many cun from a landmark along a line.
    Along {
        /// How far from where.
        distance: Distance,
        /// Along or on which line.
        line: String,
        /// How far to the side of that line.
        offset: Option<Distance>,
    },
    /// A share of the way between two landmarks.
    Share {
        /// The landmark it starts from.
        from: String,
        /// The landmark it goes to.
        to: String,
        /// Which share, such as `1/2`.
        fraction: String,
        /// Along or on which line.
        line: String,
    },
}
