//! A point as it suits one person: what a plan is made from.

use std::time::Duration;

use super::{Answer, Does, Person, Place, Question};
use crate::domain::caution::{Line, Tag, Weight};
use crate::domain::plan::Choices;
use crate::domain::point::{Guide, NotPlayable, Playable, Point, Side};
use crate::domain::technique::{Pressure, Technique};

/// What an answer changed about a press, and which one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// At most so long a side.
    pub length: Option<Duration>,
    /// No harder than this.
    pub pressure: Option<Pressure>,
    /// This side is left out.
    pub side: Option<Side>,
    /// The reason, in the question's words: "blood thinners".
    pub because: String,
}

/// A playable point as it suits one person: the only thing a plan is made from.
///
/// It can be had from [`Person::suit`] alone, so a session never passes by what the person has answered.
#[derive(Debug, Clone)]
pub struct Suited<'a> {
    playable: Playable<'a>,
    technique: Technique,
    press: Option<&'a str>,
    left_out: Vec<(Side, String)>,
    changes: Vec<Change>,
    lines: Vec<Line>,
    settled: Vec<Tag>,
}

impl<'a> Suited<'a> {
    /// The point as the catalogue has it.
    #[must_use]
    pub const fn point(&self) -> &'a Point {
        self.playable.point()
    }

    /// Its guide as the catalogue has it.
    #[must_use]
    pub const fn guide(&self) -> &'a Guide {
        self.playable.guide()
    }

    /// How this person presses it: the catalogue's technique, held to what the answers allow.
    #[must_use]
    pub const fn technique(&self) -> &Technique {
        &self.technique
    }

    /// What the answers have changed, each with its reason.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// What the person's answers, and the questions left open, add to the caution.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The tags whose line the person has answered with "no".
    #[must_use]
    pub fn settled(&self) -> &[Tag] {
        &self.settled
    }

    /// Why that side is left out, if it is.
    #[must_use]
    pub fn left_out(&self, side: Side) -> Option<&str> {
        self.left_out.iter().find(|(out, _)| *out == side).map(|(_, because)| because.as_str())
    }

    /// Those choices, or what is offered first, as far as the technique allows this person.
    #[must_use]
    pub fn choices(&self, chosen: Option<Choices>) -> Choices {
        let (technique, hands) = (&self.technique, self.guide().hands);
        chosen.map_or_else(
            || Choices::offered(technique, hands),
            |chosen| chosen.within(technique, hands),
        )
    }

    /// The point as this person's session shows it: pressed as [`Self::technique`] says.
    #[must_use]
    pub fn adapted(&self) -> Point {
        let mut point = self.point().clone();
        if let Some(guide) = point.guide.as_mut() {
            guide.technique = self.technique.clone();
            if let Some(press) = self.press {
                press.clone_into(&mut guide.press);
            }
        }
        point
    }
}

impl<'a> Person<'a> {
    /// The point as it suits this person.
    ///
    /// # Errors
    /// When it is graded "no", has no guide, or an answer leaves it out on every side.
    pub fn suit(&self, point: &'a Point) -> Result<Suited<'a>, NotPlayable> {
        let playable = point.playable()?;
        let mut suited = Suited {
            playable,
            technique: playable.guide().technique.clone(),
            press: None,
            left_out: Vec::new(),
            changes: Vec::new(),
            lines: Vec::new(),
            settled: Vec::new(),
        };
        for question in &self.rules.questions {
            match self.profile.answer(&question.key, self.now) {
                None => suited.may_apply(question),
                Some(Answer::No) => suited.settled.extend(question.settles.iter().cloned()),
                Some(Answer::Yes(places)) => suited.applies(question, places, self),
            }
        }
        let sides = sides_of(point);
        if let Some((_, because)) = suited.left_out.first()
            && sides.iter().all(|side| suited.left_out(*side).is_some())
        {
            return Err(NotPlayable::LeftOut {
                code: point.code.clone(),
                because: because.clone(),
            });
        }
        for (side, because) in suited.left_out.clone() {
            suited.changes.push(Change { length: None, pressure: None, side: Some(side), because });
        }
        Ok(suited)
    }

    /// Whether nothing that the person has answered leaves the point out, and it can be played.
    #[must_use]
    pub fn is_safe(&self, point: &'a Point) -> bool {
        self.suit(point).is_ok()
    }
}

/// The sides that a point has.
const fn sides_of(point: &Point) -> &'static [Side] {
    if point.bilateral { &[Side::Left, Side::Right] } else { &[Side::Midline] }
}

impl<'a> Suited<'a> {
    fn may_apply(&mut self, question: &Question) {
        let concerns = question.effects.iter().any(|effect| effect.scope.may_hold(self.point()));
        if let (true, Some(line)) = (concerns, &question.line) {
            self.lines.push(Line { weight: Weight::MayApply, ..line.clone() });
        }
    }

    fn applies(&mut self, question: &Question, places: &[Place], person: &Person<'a>) {
        // "Yes" without a place may be anywhere.
        let mut is_flagged = places.is_empty() && !question.offered.0.is_empty();
        // A place on one side may reach the middle: what lies there is played, and flagged.
        let point = self.point();
        is_flagged |=
            !point.bilateral && places.iter().any(|place| place.part.covers(point.region));
        for effect in &question.effects {
            let point = self.point();
            let sides: Vec<Side> = sides_of(point)
                .iter()
                .copied()
                .filter(|side| effect.scope.holds(point, *side, places))
                .collect();
            if sides.is_empty() {
                continue;
            }
            match effect.does {
                Does::Hide => {
                    for side in sides {
                        if self.left_out(side).is_none() {
                            self.left_out.push((side, question.because.clone()));
                        }
                    }
                }
                Does::Flag => is_flagged = true,
                Does::Cap { seconds, pressure } => {
                    let length = seconds.map(|seconds| Duration::from_secs(seconds.into()));
                    self.cap(length, pressure, question, person);
                }
            }
        }
        if let (true, Some(line)) = (is_flagged, &question.line) {
            self.lines.push(Line { weight: Weight::Care, ..line.clone() });
        }
    }

    fn cap(
        &mut self,
        length: Option<Duration>,
        pressure: Option<Pressure>,
        question: &Question,
        person: &Person<'a>,
    ) {
        let technique = &mut self.technique;
        let length = length.filter(|length| technique.most > *length);
        let pressure = pressure.filter(|pressure| technique.pressure > *pressure);
        if let Some(length) = length {
            technique.most = length;
            technique.default = technique.default.min(length);
            technique.least = technique.least.min(length);
            // With no room between the least and the most there is nothing to wait for.
            technique.until_release &= technique.least < length;
        }
        if let Some(pressure) = pressure {
            technique.pressure = pressure;
            self.press = Some(&person.rules.light_press);
        }
        if length.is_some() || pressure.is_some() {
            let because = question.because.clone();
            self.changes.push(Change { length, pressure, side: None, because });
        }
    }
}
