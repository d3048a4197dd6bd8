//! Which hand presses a point.

use super::{Meridian, Point, Region, Side};
use crate::domain::technique::Applicator;

/// Which hand can press where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hands {
    /// Whether only the opposite hand reaches a side (the right armpit needs the left hand).
    pub opposite: bool,
    /// Whether both hands can press both sides at once.
    pub both_at_once: bool,
}

impl Hands {
    /// The only hand that reaches that side; `None` where either hand does, and where both press.
    ///
    /// [`Point::hand`] says which hand is the easier one also where both reach.
    #[must_use]
    pub const fn pressing(self, side: Side) -> Option<Side> {
        match side {
            Side::Midline | Side::Both => None,
            _ if self.opposite => Some(side.other()),
            _ => None,
        }
    }
}

/// The hand that presses one side of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hand {
    /// The left.
    Left,
    /// The right.
    Right,
    /// Either will do, as on the midline.
    Either,
    /// Both at the same time, each on its own side.
    Both,
    /// Neither: the body leans on a ball.
    Neither,
}

impl Hand {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Left, Self::Right, Self::Either, Self::Both, Self::Neither];

    /// Its name as the words of the program spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Either => "either",
            Self::Both => "both",
            Self::Neither => "neither",
        }
    }

    /// The hand of that side of the body.
    const fn of(side: Side) -> Self {
        match side {
            Side::Left => Self::Left,
            Side::Right => Self::Right,
            Side::Midline => Self::Either,
            Side::Both => Self::Both,
        }
    }
}

impl Point {
    /// The hand that a session names for that side.
    ///
    /// Where one hand alone reaches, that one. Where both do, the easier one:
    /// - On the chest and the upper back the opposite hand, which lies across without lifting its shoulder.
    /// - On the inner side of the lower leg and foot the opposite hand too: those are pressed with the
    ///   ankle on the other knee, where that hand is.
    /// - Everywhere else the hand of the same side: at head, face and neck, on the belly, at the waist,
    ///   on thigh and knee, on the outer side of the lower leg and foot, and lying on the other side.
    ///
    /// What is easier is our judgement; no source says.
    #[must_use]
    pub fn hand(&self, side: Side) -> Hand {
        let Some(guide) = &self.guide else { return Hand::Either };
        if guide.technique.applicator == Applicator::Ball {
            return Hand::Neither;
        }
        if guide.hands.opposite || self.is_easier_across() {
            Hand::of(side.other())
        } else {
            Hand::of(side)
        }
    }

    /// Whether the opposite hand has it easier where both reach.
    const fn is_easier_across(&self) -> bool {
        match self.region {
            Region::Chest | Region::UpperBack => true,
            Region::LowerLeg | Region::Ankle | Region::Foot => {
                matches!(self.meridian, Meridian::Spleen | Meridian::Liver | Meridian::Kidney)
            }
            _ => false,
        }
    }
}
