//! What is written of the form: landmarks, scales, views, and how each point is found.

use std::collections::BTreeMap;

use serde::Deserialize;

/// How a place is found. Exactly one way is filled in.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Recipe {
    /// Set by eye: the triangle and the weights of its corners.
    pub at: Option<(u32, f32, f32, f32)>,
    /// The landmark (or point) where the measure begins ...
    pub from: Option<String>,
    /// ... the one that it runs to ...
    pub to: Option<String>,
    /// ... and what the tape touches on the way.
    pub via: Vec<String>,
    /// How many cun from the first.
    pub cun: Option<f32>,
    /// Or which share of the way.
    pub share: Option<f32>,
    /// What the scale says lies between the two.
    pub cun_between: Option<f32>,
    /// Or the scale whose cun is meant.
    pub scale: Option<String>,
    /// How the tape's plane leans, where it should not stand square on the skin.
    pub lean: [f32; 3],
    /// A place on the midline to go aside from, where no measure leads there.
    pub start: Option<String>,
    /// How many cun aside, towards the left of the body.
    pub aside: Option<f32>,
    /// The scale of going aside.
    pub across: Option<String>,
    /// Go aside square to the midline (on the head) rather than level.
    pub square: bool,
    /// The tape aside is pulled taut across a furrow rather than laid into it.
    pub taut: bool,
    /// A measure is only a help: the place counts as set by eye.
    pub by_eye: bool,
}

/// A place that words name.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Landmark {
    /// What is written beside it in a picture.
    #[serde(default)]
    pub label: Option<String>,
    /// How it is found.
    #[serde(flatten)]
    pub recipe: Recipe,
}

/// A stretch of the body that is so many cun long.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Where it begins.
    pub from: String,
    /// Where it ends.
    pub to: String,
    /// How many cun it is.
    pub cun: f32,
    /// Measured straight through the air, as the width of a finger is.
    #[serde(default)]
    pub straight: bool,
}

/// From where a part is best seen.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// The bearing.
    pub pose: String,
    /// See [`super::view::Camera`].
    pub yaw: f32,
    /// See [`super::view::Camera`].
    #[serde(default)]
    pub pitch: f32,
    /// See [`super::view::Camera`].
    #[serde(default)]
    pub roll: f32,
    /// Decimetres from the lower edge to the upper.
    pub height: f32,
}

/// A point of the catalogue on the form.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Place {
    /// The view it is best seen in.
    pub view: String,
    /// Decimetres from the lower edge to the upper, where not the view's.
    #[serde(default)]
    pub height: Option<f32>,
    /// How far the point stands right of and above the middle, in shares of the picture.
    #[serde(default)]
    pub shift: [f32; 2],
    /// The landmarks that are drawn and named.
    #[serde(default)]
    pub show: Vec<String>,
    /// Further places of a point that has several.
    #[serde(default)]
    pub also: Vec<Recipe>,
    /// It lies inside the mouth or nose; the place is the entrance.
    #[serde(default)]
    pub within: bool,
    /// How it is found.
    #[serde(flatten)]
    pub recipe: Recipe,
}

/// All landmarks, scales, views and places.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Atlas {
    /// By name.
    pub landmarks: BTreeMap<String, Landmark>,
    /// By name.
    pub scales: BTreeMap<String, Scale>,
    /// By name.
    pub views: BTreeMap<String, View>,
    /// By code.
    pub points: BTreeMap<String, Place>,
}

impl Atlas {
    /// Takes in all of another.
    pub fn extend(&mut self, other: Self) {
        self.landmarks.extend(other.landmarks);
        self.scales.extend(other.scales);
        self.views.extend(other.views);
        self.points.extend(other.points);
    }
}
