//! What the person says once the session is over: how strong it is now, which side was worse, tags, a remark.
//! Nothing of it has to be said, and no word of it is lost.

use std::time::Duration;

use iced::keyboard::{Key, key::Named};

use super::{Action, Player};
use crate::domain::conductor::{Ask, Moment};
use crate::domain::history::{Change, LONGEST_REMARK, LONGEST_TAG, Rating};
use crate::domain::point::Side;
use crate::ui::keys::{self, Pressed};

/// The name of the box for the remark.
pub const REMARK: &str = "remark";
/// Words that are typed are noted after so long without a key, so that a power cut takes few of them.
const KEPT_AFTER: Duration = Duration::from_secs(3);

/// What a person says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// That strong it is now; none takes the answer back.
    Rate(Option<Rating>),
    /// The question is passed over.
    Skip,
    /// That side was worse; none was.
    Worse(Option<Side>),
    /// The remark as it is being typed.
    Remark(String),
    /// The remark has been left, or is complete.
    KeepRemark,
    /// Writes a remark.
    WriteRemark,
    /// That tag is given, or taken back.
    Tag(String),
    /// A new tag as it is being typed.
    NewTag(String),
    /// The new tag is complete.
    AddTag,
}

/// What is being said.
#[derive(Debug, Clone, Default)]
pub(super) struct Noting {
    /// The remark as it stands in its box.
    pub(super) remark: String,
    /// The new tag as it stands in its box.
    pub(super) new_tag: String,
    /// The tags that the person uses most.
    pub(super) usual: Vec<String>,
    /// Whether it is asked how strong it is.
    pub(super) asks: bool,
    /// The question has been answered or passed over.
    pub(super) answered: bool,
    /// The person has said that no side was worse.
    pub(super) neither: bool,
    /// When a letter was typed last that is not noted yet, by the monotonic clock.
    typed: Option<Duration>,
}

impl Player {
    /// What is rated, and how strong it was before; `asks` if it is asked at the end.
    pub fn rated_before(
        &mut self,
        complaint: Option<String>,
        before: Option<Rating>,
        asks: bool,
    ) -> Vec<Ask> {
        self.noting.asks = asks;
        self.conductor.rated_before(complaint, before)
    }

    /// The tags that the person uses most, to choose from.
    pub fn offer_tags(&mut self, usual: Vec<String>) {
        self.noting.usual = usual;
    }

    /// Whether it can be said now how strong it is.
    pub(super) fn asks_rating(&self) -> bool {
        self.noting.asks && self.conductor.can_be_rated()
    }

    /// Whether both sides were pressed, of which one may have been worse.
    pub(super) fn both_sides(&self) -> bool {
        let run = self.run();
        let pressed = run.plan().presses().iter().zip(run.tallies());
        let pressed = pressed.filter(|(_, tally)| !tally.pressed.is_zero());
        let sides: Vec<Side> = pressed.map(|(press, _)| press.side).collect();
        sides.contains(&Side::Both) || (sides.contains(&Side::Left) && sides.contains(&Side::Right))
    }

    /// Whether words stand in a box that are not noted yet.
    #[must_use]
    pub fn has_words_in_hand(&self) -> bool {
        self.conductor.can_be_rated()
            && (self.noting.remark.trim() != self.conductor.said().remark
                || !self.noting.new_tag.trim().is_empty())
    }

    /// Notes the words that stand in the boxes.
    pub fn keep_words(&mut self) -> Vec<Ask> {
        if !self.has_words_in_hand() {
            return Vec::new();
        }
        self.noting.typed = None;
        let remark = Some(self.noting.remark.clone());
        let new_tag = std::mem::take(&mut self.noting.new_tag);
        let mut tags = self.conductor.said().tags.clone();
        tags.push(new_tag);
        self.conductor.says(Change { remark, tags: Some(tags), ..Change::default() })
    }

    /// Words that nobody goes on typing are noted.
    pub(super) fn keep_in_time(&mut self, now: Moment) -> Vec<Ask> {
        let due = self.noting.typed.is_some_and(|typed| now.mono >= typed + KEPT_AFTER);
        if !due {
            return Vec::new();
        }
        self.noting.typed = None;
        self.keep_remark()
    }

    /// Whether time has to be told until the words are noted.
    pub(super) const fn is_typing(&self) -> bool {
        self.noting.typed.is_some()
    }

    fn keep_remark(&mut self) -> Vec<Ask> {
        let remark = Some(self.noting.remark.clone());
        self.conductor.says(Change { remark, ..Change::default() })
    }

    /// Takes what the person says.
    pub(super) fn note(&mut self, message: &Message, now: Moment) -> Action {
        if !self.conductor.can_be_rated() {
            return Action::Perform(Vec::new());
        }
        let says = |player: &mut Self, change| Action::Perform(player.conductor.says(change));
        match message {
            Message::Rate(Some(rating)) => {
                self.noting.answered = true;
                Action::Perform(self.conductor.rates(Some(*rating)))
            }
            Message::Rate(None) => says(self, Change { after: Some(None), ..Change::default() }),
            Message::Skip => {
                self.noting.answered = true;
                Action::Perform(self.conductor.rates(None))
            }
            Message::Worse(side) => {
                self.noting.neither = side.is_none();
                says(self, Change { worse: Some(*side), ..Change::default() })
            }
            Message::Remark(text) => {
                self.noting.remark = text.chars().take(LONGEST_REMARK).collect();
                self.noting.typed = Some(now.mono);
                Action::Perform(Vec::new())
            }
            Message::KeepRemark => {
                self.noting.typed = None;
                Action::Perform(self.keep_remark())
            }
            Message::WriteRemark => Action::FocusOn(REMARK),
            Message::Tag(tag) => {
                let mut tags = self.conductor.said().tags.clone();
                match tags.iter().position(|known| known == tag) {
                    Some(at) => drop(tags.remove(at)),
                    None => tags.push(tag.clone()),
                }
                says(self, Change { tags: Some(tags), ..Change::default() })
            }
            Message::NewTag(text) => {
                self.noting.new_tag = text.chars().take(LONGEST_TAG).collect();
                Action::Perform(Vec::new())
            }
            Message::AddTag => {
                let mut tags = self.conductor.said().tags.clone();
                tags.push(std::mem::take(&mut self.noting.new_tag));
                says(self, Change { tags: Some(tags), ..Change::default() })
            }
        }
    }

    /// What a key says on the page of the end. With `any_key` only a rating has a key.
    pub(super) fn noting_key(&self, pressed: &Pressed<'_>, any_key: bool) -> Option<Message> {
        let _ = pressed.fresh?;
        if let Some(rating) = keys::rating(pressed).filter(|_| self.asks_rating()) {
            return Some(Message::Rate(Some(rating)));
        }
        if any_key || !pressed.modifiers.is_empty() || !self.conductor.can_be_rated() {
            return None;
        }
        let worse = |side| self.both_sides().then_some(Message::Worse(side));
        match pressed.key.as_ref() {
            Key::Named(Named::Space) => {
                (self.asks_rating() && !self.noting.answered).then_some(Message::Skip)
            }
            Key::Named(Named::ArrowLeft) => worse(Some(Side::Left)),
            Key::Named(Named::ArrowRight) => worse(Some(Side::Right)),
            Key::Character("n" | "N") => worse(None),
            Key::Character("w" | "W") => Some(Message::WriteRemark),
            _ => None,
        }
    }
}
