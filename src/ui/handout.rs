//! Handouts with their pictures: what the command line writes and what the window prints.

use jiff::Timestamp;

use super::figure::print::Printer;
use super::figure::{self, What};
use super::theme::{self, Roles};
use crate::body::{self, plate::Detail};
use crate::domain::caution::Prompt;
use crate::domain::plan::{Pacing, PlanError, Sides};
use crate::domain::point::{NotPlayable, Point, Side};
use crate::domain::profile::{Person, Profile};
use crate::domain::routine::Routine;
use crate::domain::settings::{Settings, SkinTone, ThemeChoice};
use crate::format::handout::{self, Basis, Paper, Picture, Pictures};
use crate::platform::library::Library;
use crate::platform::picture;
use crate::t;

/// Pixels of a picture for each millimetre on the page: 200 to the inch.
const FINE: f32 = 200.0 / 25.4;

/// Pixels of a figure's words for each logical one: its labels are then some 8 points high.
const DENSITY: f32 = 1.5;

/// Width and height of pictures on the page, in millimetres: the point close up, the whole body, and a point of
/// a routine.
const CLOSE_UP: (f32, f32) = (76.0, 76.0);
const WHOLE: (f32, f32) = (44.0, 80.0);
const SMALL: (f32, f32) = (36.0, 36.0);

/// What a handout is made from.
#[derive(Debug, Clone, Copy)]
pub struct From<'a> {
    /// All that is known.
    pub library: &'a Library,
    /// What the person has set.
    pub settings: &'a Settings,
    /// What the person has answered.
    pub profile: &'a Profile,
    /// The day on which it is made.
    pub now: Timestamp,
    /// The paper.
    pub paper: Paper,
    /// Whether it is for anybody: then nobody's answers and habits are used.
    pub for_anybody: bool,
}

/// Why there is no handout.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotMade {
    /// There is nothing to press.
    #[error("{0}")]
    NotPlayable(#[from] NotPlayable),
    /// The choices do not suit the point.
    #[error("{0}")]
    Plan(#[from] PlanError),
    /// Nothing of the routine is left: a sentence.
    #[error("{0}")]
    NothingLeft(String),
    /// This machine failed: a sentence.
    #[error("{0}")]
    Machine(String),
}

/// The handout of a point, of both sides or one: an HTML file.
///
/// # Errors
/// When the point is not played for this person, or not on that side, or the figure cannot be drawn.
pub fn point(point: &Point, side: Option<Side>, from: &From<'_>) -> Result<String, NotMade> {
    let nobody = Profile::default();
    let suited = from.person(&nobody).suit(point)?;
    let habit = from.settings.choices.get(&point.code).copied().filter(|_| !from.for_anybody);
    let mut choices = suited.choices(habit);
    choices.sides = match side {
        Some(Side::Left) => Sides::Left,
        Some(Side::Right) => Sides::Right,
        _ => choices.sides,
    };
    let plan = crate::domain::plan::Plan::new(&[(suited, choices)], from.pacing())?;
    let shown = plan.presses().first().map_or(Side::Midline, |press| press.side);
    let prompt = Prompt::new(plan, &from.library.lines);
    let mut camera = Camera::new(from.settings.skin_tone)?;
    let pictures = Pictures {
        close_up: camera.take(figure::close_up(point, shown, Detail::All), CLOSE_UP)?,
        is_marked: is_marked(point),
        whole: camera.take(figure::whole(point, shown), WHOLE)?,
    };
    Ok(handout::point(&prompt, &pictures, &from.basis()))
}

/// The handout of a routine: an HTML file.
///
/// # Errors
/// When nothing of it is played for this person, or the figure cannot be drawn.
pub fn routine(routine: &Routine, from: &From<'_>) -> Result<String, NotMade> {
    let nobody = Profile::default();
    let person = from.person(&nobody);
    let fitted = routine.fit(&from.library.catalogue, &person);
    let plan = match fitted.plan(from.pacing()) {
        Err(PlanError::Empty) => {
            let why: Vec<String> =
                fitted.left_out.iter().map(|(_, why)| format!("{why}.")).collect();
            return Err(NotMade::NothingLeft(t!(
                "handout-nothing-left",
                name = routine.name.as_str(),
                why = why.join(" ")
            )));
        }
        plan => plan?,
    };
    let prompt = Prompt::new(plan, &from.library.lines);
    let mut camera = Camera::new(from.settings.skin_tone)?;
    let mut pictures = Vec::new();
    let mut place = None;
    for (nth, part) in fitted.parts.iter().enumerate() {
        if place.replace(part.place) == Some(part.place) {
            continue;
        }
        let press = prompt.plan().presses().iter().find(|press| press.point == nth);
        let side = press.map_or(Side::Midline, |press| press.side);
        let point = part.suited.point();
        pictures.push(Pictures {
            close_up: camera.take(figure::close_up(point, side, Detail::Point), SMALL)?,
            is_marked: is_marked(point),
            whole: None,
        });
    }
    Ok(handout::routine(routine, &fitted, &prompt, &pictures, &from.basis()))
}

fn is_marked(point: &Point) -> bool {
    body::body().is_some_and(|body| body.code(point.code.as_str()).is_some())
}

impl<'a> From<'a> {
    fn person<'b>(&self, nobody: &'b Profile) -> Person<'b>
    where
        'a: 'b,
    {
        let profile = if self.for_anybody { nobody } else { self.profile };
        Person { rules: &self.library.rules, profile, now: self.now }
    }

    /// Finding is told apart from the time that it takes.
    fn pacing(&self) -> Pacing {
        Pacing { change: self.settings.change(), find_wait: None }
    }

    fn basis(&self) -> Basis<'a> {
        Basis {
            paper: self.paper,
            emergency: self.settings.emergency(),
            lines: &self.library.lines,
            sources: &self.library.sources,
            // Where nothing has been answered, every question stands on it.
            for_anybody: self.for_anybody || self.profile.answers.is_empty(),
        }
    }
}

/// Takes pictures for paper.
struct Camera {
    printer: Printer,
    roles: Roles,
    skin: SkinTone,
}

impl Camera {
    fn new(skin: SkinTone) -> Result<Self, NotMade> {
        let printer = Printer::new().ok_or_else(|| NotMade::Machine(t!("figure-broken")))?;
        let roles = theme::roles_by_day(ThemeChoice::Paper);
        // The paper is white by itself.
        Ok(Self { printer, roles: Roles { sunk: roles.surface, ..roles }, skin })
    }

    /// A picture of that size in millimetres; none of nothing.
    fn take(&mut self, what: Option<What>, size: (f32, f32)) -> Result<Option<Picture>, NotMade> {
        let Some(what) = what else { return Ok(None) };
        let size = (pixels(size.0), pixels(size.1));
        let print = self.printer.print_at(what, &self.roles, self.skin, size, DENSITY);
        let png = picture::opaque(print.width, print.height, &print.pixels)
            .map_err(|error| NotMade::Machine(t!("handout-encoding", why = error.to_string())))?;
        Ok(Some(Picture { png, width: print.width, height: print.height }))
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a picture on a page has some hundred pixels"
)]
fn pixels(millimetres: f32) -> u32 {
    (millimetres * FINE).round() as u32
}
