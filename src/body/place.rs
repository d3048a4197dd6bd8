//! Where points lie on the form: by landmarks and a measure along the skin, or by eye.
//!
//! A [`Recipe`] says how a place is found; [`Chart::place`] follows it on the skin at rest. What a recipe of a
//! measured point gives is measured back from the final place by [`Chart::measure`], which knows nothing of the
//! number that the recipe asked for.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use glam::Vec3;

use super::atlas::{Atlas, Recipe};
use super::form::Spot;
use super::skin::{Skin, Tape, Taut};

/// Nearer to the midline than this (in dm), a place that should lie on it is set onto it.
const MIDLINE: f32 = 0.03;

/// Pieces of a ruler in a cun.
const PARTS: u16 = 4;

/// A tape is laid this much longer than the way through the air, to be sure that it reaches.
const REACH: f32 = 1.8;

/// A tape that is pulled taut reaches over so many cun: beyond what stands out on either side of a furrow.
const TAUT: f32 = 6.0;

/// No ruler has more pieces.
const MOST_PARTS: u16 = 400;

/// Why a place cannot be found.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum PlaceError {
    /// Nothing has this name.
    #[error("there is no landmark, point or scale \"{0}\"")]
    Unknown(String),
    /// Two places each lead to the other.
    #[error("\"{0}\" is placed by itself in the end")]
    Circle(String),
    /// The recipe says too little or too much.
    #[error(
        "the recipe says neither a place, nor two landmarks and how far, nor a start and how far aside"
    )]
    Recipe,
    /// The skin does not lead there.
    #[error("no tape leads from \"{0}\" to \"{1}\", or not so far")]
    Tape(String, String),
    /// In the recipe of another.
    #[error("{0}: {1}")]
    In(String, Box<PlaceError>),
}

/// A measure along the skin, taken from the form and not from a recipe.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Where it begins.
    pub from: String,
    /// Where the scale ends.
    pub to: String,
    /// What the scale says lies between them.
    pub cun_between: f32,
    /// What lies between the first and the point.
    pub cun_from: f32,
    /// How many cun the point lies aside of that, where it does.
    pub aside: Option<f32>,
}

/// An atlas laid on a skin.
#[derive(Debug)]
pub struct Chart<'a> {
    atlas: &'a Atlas,
    skin: &'a Skin<'a>,
    found: Mutex<BTreeMap<String, Option<Spot>>>,
}

impl<'a> Chart<'a> {
    /// Lays an atlas on a skin; places that are known already are not looked for again.
    #[must_use]
    pub fn new(atlas: &'a Atlas, skin: &'a Skin<'a>, known: BTreeMap<String, Spot>) -> Self {
        let found = known.into_iter().map(|(name, spot)| (name, Some(spot))).collect();
        Self { atlas, skin, found: Mutex::new(found) }
    }

    /// The atlas.
    #[must_use]
    pub const fn atlas(&self) -> &'a Atlas {
        self.atlas
    }

    /// The skin it lies on.
    #[must_use]
    pub const fn skin(&self) -> &'a Skin<'a> {
        self.skin
    }

    /// What was found; nothing for what is being looked for.
    fn found(&self) -> MutexGuard<'_, BTreeMap<String, Option<Spot>>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where a landmark or point is, on the left or on the midline.
    ///
    /// # Errors
    /// When there is none of that name or its recipe leads nowhere.
    pub fn place(&self, name: &str) -> Result<Spot, PlaceError> {
        let known = self.found().get(name).copied();
        match known {
            Some(Some(spot)) => return Ok(spot),
            Some(None) => return Err(PlaceError::Circle(name.to_owned())),
            None => {}
        }
        let recipe = self.recipe(name)?;
        let _ = self.found().insert(name.to_owned(), None);
        let spot =
            self.follow(recipe).map_err(|error| PlaceError::In(name.to_owned(), Box::new(error)));
        let _ = match spot {
            Ok(spot) => self.found().insert(name.to_owned(), Some(spot)),
            Err(_) => self.found().remove(name),
        };
        spot
    }

    fn recipe(&self, name: &str) -> Result<&'a Recipe, PlaceError> {
        let landmark = self.atlas.landmarks.get(name).map(|one| &one.recipe);
        let point = || self.atlas.points.get(name).map(|one| &one.recipe);
        landmark.or_else(point).ok_or_else(|| PlaceError::Unknown(name.to_owned()))
    }

    /// Where a recipe leads.
    ///
    /// # Errors
    /// When it leads nowhere.
    pub fn follow(&self, recipe: &Recipe) -> Result<Spot, PlaceError> {
        let base = match recipe {
            Recipe { at: Some((triangle, a, b, c)), from: None, start: None, .. } => {
                Spot { triangle: *triangle, weights: [*a, *b, *c] }
            }
            Recipe { at: None, from: Some(from), to: Some(to), start: None, .. } => {
                let tape = self.tape(recipe)?;
                let nowhere = || PlaceError::Tape(from.clone(), to.clone());
                let length = match (recipe.cun, recipe.share) {
                    (Some(cun), None) => cun * self.unit(recipe, &tape)?,
                    (None, Some(share)) => share * tape.length(),
                    _ => return Err(PlaceError::Recipe),
                };
                let spot = tape.spot(self.skin.form(), length).ok_or_else(nowhere)?;
                match recipe.aside {
                    None | Some(0.0) => spot,
                    Some(aside) => {
                        let way = tape.way(length).ok_or_else(nowhere)?;
                        self.aside(recipe, self.on_midline(spot), way, aside)?
                    }
                }
            }
            Recipe { at: None, from: None, start: Some(start), aside: Some(aside), .. } => {
                let spot = self.place(start)?;
                if *aside == 0.0 { spot } else { self.aside(recipe, spot, Vec3::Y, *aside)? }
            }
            _ => return Err(PlaceError::Recipe),
        };
        Ok(self.on_midline(base))
    }

    fn aside(&self, recipe: &Recipe, spot: Spot, way: Vec3, cun: f32) -> Result<Spot, PlaceError> {
        let normal = if recipe.square { way } else { Vec3::Y };
        let across = recipe.across.as_ref().ok_or(PlaceError::Recipe)?;
        let length = cun * self.scale(across)?;
        let none = || PlaceError::Tape("the midline".to_owned(), across.clone());
        if !recipe.taut {
            let tape = self.skin.along(spot, normal, Vec3::X, length);
            return tape.and_then(|tape| tape.end(self.skin.form())).ok_or_else(none);
        }
        let (tape, taut) = self.taut(spot, normal, length / cun).ok_or_else(none)?;
        // Along the skin the taut length only grows: the place is found by halving.
        let (mut near, mut far) = (0.0, tape.length());
        for _ in 0..40 {
            let middle = f32::midpoint(near, far);
            let at = tape.spot(self.skin.form(), middle).ok_or_else(none)?;
            if taut.length_to(self.skin.position(at).x.abs()) < length {
                near = middle;
            } else {
                far = middle;
            }
        }
        tape.spot(self.skin.form(), far).ok_or_else(none)
    }

    /// A tape sideways from the midline, and the same pulled taut.
    fn taut(&self, foot: Spot, normal: Vec3, unit: f32) -> Option<(Tape, Taut)> {
        let tape = self.skin.along(foot, normal, Vec3::X, unit * TAUT)?;
        let taut = Taut::new(&tape, self.out(foot));
        Some((tape, taut))
    }

    /// Level and out of the body at a place on the midline.
    fn out(&self, foot: Spot) -> Vec3 {
        let normal = self.skin.form().normal(self.skin.form().rest(), foot);
        Vec3::new(0.0, 0.0, normal.z).try_normalize().unwrap_or(Vec3::Z)
    }

    /// The tape that a recipe measures along, from the first landmark to the last.
    fn tape(&self, recipe: &Recipe) -> Result<Tape, PlaceError> {
        let (Some(from), Some(to)) = (&recipe.from, &recipe.to) else {
            return Err(PlaceError::Recipe);
        };
        let stops: Vec<&String> = [from].into_iter().chain(&recipe.via).chain([to]).collect();
        let mut whole: Option<Tape> = None;
        for pair in stops.windows(2) {
            let [a, b] = [self.place(pair[0])?, self.place(pair[1])?];
            let tape = self
                .skin
                .between(a, b, Vec3::from_array(recipe.lean))
                .ok_or_else(|| PlaceError::Tape(pair[0].clone(), pair[1].clone()))?;
            whole = Some(match whole {
                None => tape,
                Some(before) => before.then(tape),
            });
        }
        whole.ok_or(PlaceError::Recipe)
    }

    /// Decimetres in a cun of a recipe's tape.
    fn unit(&self, recipe: &Recipe, tape: &Tape) -> Result<f32, PlaceError> {
        match (recipe.cun_between, &recipe.scale) {
            (Some(cun), None) => Ok(tape.length() / cun),
            (None, Some(scale)) => self.scale(scale),
            _ => Err(PlaceError::Recipe),
        }
    }

    /// Decimetres in a cun of a scale.
    ///
    /// # Errors
    /// When there is no such scale or its ends cannot be found.
    pub fn scale(&self, name: &str) -> Result<f32, PlaceError> {
        let unknown = || PlaceError::Unknown(name.to_owned());
        let scale = self.atlas.scales.get(name).ok_or_else(unknown)?;
        let [from, to] = [self.place(&scale.from)?, self.place(&scale.to)?];
        let length = if scale.straight {
            self.skin.position(from).distance(self.skin.position(to))
        } else {
            let none = || PlaceError::Tape(scale.from.clone(), scale.to.clone());
            self.skin.between(from, to, Vec3::ZERO).ok_or_else(none)?.length()
        };
        Ok(length / scale.cun)
    }

    /// A place that lies on the midline but for a rounding, set onto it.
    fn on_midline(&self, spot: Spot) -> Spot {
        let corners = self.skin.form().corners(self.skin.form().rest(), spot.triangle as usize);
        if self.skin.position(spot).x.abs() > MIDLINE {
            return spot;
        }
        let mut weights = spot.weights;
        for (weight, corner) in weights.iter_mut().zip(corners) {
            if corner.x.abs() > 1e-4 {
                *weight = 0.0;
            }
        }
        let sum: f32 = weights.iter().sum();
        // Away from the midline within its triangle, as a corner of the eye may be: left as it is.
        if sum < 0.5 {
            return spot;
        }
        Spot { weights: weights.map(|weight| weight / sum), ..spot }
    }

    /// The measure of a place, taken back from where it is; nothing when it is set by eye.
    ///
    /// # Errors
    /// When its landmarks cannot be found.
    pub fn measure(&self, recipe: &Recipe, spot: Spot) -> Result<Option<Measure>, PlaceError> {
        if recipe.by_eye || recipe.at.is_some() {
            return Ok(None);
        }
        let place = self.skin.position(spot);
        if let Some(start) = &recipe.start {
            let start = self.place(start)?;
            let aside = self.taken_aside(recipe, start, place)?;
            let behind = self.skin.form().normal(self.skin.form().rest(), start).z < 0.0;
            let across = recipe.across.as_ref().ok_or(PlaceError::Recipe)?;
            let scale = self.atlas.scales.get(across);
            let scale = scale.ok_or_else(|| PlaceError::Unknown(across.clone()))?;
            return Ok(Some(Measure {
                from: if behind { "posterior midline" } else { "anterior midline" }.to_owned(),
                to: plain(&scale.to),
                cun_between: scale.cun,
                cun_from: aside,
                aside: None,
            }));
        }
        let tape = self.tape(recipe)?;
        let length = tape.length();
        let unit = match (recipe.cun_between, &recipe.scale) {
            (None, None) => length,
            _ => self.unit(recipe, &tape)?,
        };
        let (along, aside) = if recipe.aside.is_none() {
            (tape.nearest(place), None)
        } else {
            let along = self.foot(recipe, &tape, place);
            let none = || PlaceError::Tape("the midline".to_owned(), "the point".to_owned());
            let foot = tape.spot(self.skin.form(), along).ok_or_else(none)?;
            (along, Some(self.taken_aside(recipe, self.on_midline(foot), place)?))
        };
        let (Some(from), Some(to)) = (&recipe.from, &recipe.to) else {
            return Err(PlaceError::Recipe);
        };
        Ok(Some(Measure {
            from: plain(from),
            to: plain(to),
            cun_between: length / unit,
            cun_from: along / unit,
            aside,
        }))
    }

    /// What a measure is read off as spots, a few to each cun and true where a whole cun ends: the tape along
    /// which it runs as far as the point, and then the way aside. Nothing for a place set by eye.
    #[must_use]
    pub fn ruler(&self, recipe: &Recipe) -> Option<Vec<Vec<(Spot, bool)>>> {
        if recipe.by_eye || recipe.at.is_some() {
            return None;
        }
        let mut runs = Vec::new();
        let mut foot = None;
        let mut way = Vec3::Y;
        if let Some(start) = &recipe.start {
            foot = Some(self.place(start).ok()?);
        } else {
            let tape = self.tape(recipe).ok()?;
            let (unit, length) = match (recipe.cun, recipe.share) {
                (Some(cun), _) => {
                    let unit = self.unit(recipe, &tape).ok()?;
                    (unit, cun * unit)
                }
                // A share has no cun: its ends and the point are marked.
                (None, share) => (tape.length() * share?, tape.length()),
            };
            runs.push(self.marked(&tape, unit, length)?);
            if recipe.aside.is_some() {
                foot = Some(self.on_midline(tape.spot(self.skin.form(), length)?));
                way = tape.way(length)?;
            }
        }
        if let (Some(foot), Some(aside)) = (foot, recipe.aside.filter(|aside| *aside > 0.0)) {
            let unit = self.scale(recipe.across.as_ref()?).ok()?;
            let normal = if recipe.square { way } else { Vec3::Y };
            let tape = self.skin.along(foot, normal, Vec3::X, aside * unit)?;
            runs.push(self.marked(&tape, unit, aside * unit)?);
        }
        Some(runs)
    }

    /// The first part of a tape as spots; true where a whole unit ends.
    fn marked(&self, tape: &Tape, unit: f32, length: f32) -> Option<Vec<(Spot, bool)>> {
        let form = self.skin.form();
        let mut marks = Vec::new();
        let mut part = 0_u16;
        loop {
            let at = f32::from(part) * unit / f32::from(PARTS);
            // The last piece ends at the point, which need not be a whole part.
            if at >= length - 1e-3 || part > MOST_PARTS {
                let whole = (length / unit).fract();
                marks.push((tape.spot(form, length)?, !(0.01..=0.99).contains(&whole)));
                return Some(marks);
            }
            marks.push((tape.spot(form, at)?, part.is_multiple_of(PARTS)));
            part += 1;
        }
    }

    /// How far along the midline's tape a place aside of it lies: where a plane across the tape meets it.
    fn foot(&self, recipe: &Recipe, tape: &Tape, place: Vec3) -> f32 {
        let length = tape.length();
        let off = |along: f32| {
            let at = tape.spot(self.skin.form(), along).map(|spot| self.skin.position(spot));
            let normal = if recipe.square { tape.way(along) } else { Some(Vec3::Y) };
            at.zip(normal).map_or(f32::INFINITY, |(at, normal)| normal.dot(place - at).abs())
        };
        let steps = 2000_u16;
        (0..=steps)
            .map(|step| length * f32::from(step) / f32::from(steps))
            .min_by(|a, b| off(*a).total_cmp(&off(*b)))
            .unwrap_or_default()
    }

    /// How many cun a place lies aside of a foot on the midline.
    fn taken_aside(&self, recipe: &Recipe, foot: Spot, place: Vec3) -> Result<f32, PlaceError> {
        let across = recipe.across.as_ref().ok_or(PlaceError::Recipe)?;
        let unit = self.scale(across)?;
        let from = self.skin.position(foot);
        let chord = place - from;
        if chord.length() < 1e-3 {
            return Ok(0.0);
        }
        // Round the body in the plane that holds both, as far as the place and a little further.
        let upright = self.skin.form().normal(self.skin.form().rest(), foot);
        let normal = if recipe.square { chord.cross(upright) } else { Vec3::Y };
        let none = || PlaceError::Tape("the midline".to_owned(), across.clone());
        if recipe.taut {
            let (_, taut) = self.taut(foot, normal, unit).ok_or_else(none)?;
            return Ok(taut.length_to(place.x.abs()) / unit);
        }
        let tape =
            self.skin.along(foot, normal, Vec3::X, chord.length() * REACH).ok_or_else(none)?;
        Ok(tape.nearest(place) / unit)
    }
}

/// A name as words.
fn plain(name: &str) -> String {
    if name.contains(|letter: char| letter.is_ascii_uppercase()) {
        name.to_owned()
    } else {
        name.replace('-', " ")
    }
}
