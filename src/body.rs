//! The human form: mesh, poses, cameras, pictures, and where points lie on the skin.
//!
//! Numbers in, pixels out. The form and its places come from `assets/body/`, which `tools/body` and the recipes
//! in `assets/body/places/` make; they are read when a figure is first asked for.

pub mod atlas;
pub mod form;
pub mod ink;
pub mod lines;
pub mod place;
pub mod plate;
pub mod raster;
pub mod skin;
pub mod view;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use glam::{Vec2, Vec3};

use atlas::{Atlas, Place};
use form::{Form, Pose, Spot};
use place::{Chart, Measure};
use skin::Skin;
use view::Camera;

/// The places, region by region.
const PLACES: [&str; 7] = [
    include_str!("../assets/body/places/arm.json"),
    include_str!("../assets/body/places/back.json"),
    include_str!("../assets/body/places/foot.json"),
    include_str!("../assets/body/places/front.json"),
    include_str!("../assets/body/places/hand.json"),
    include_str!("../assets/body/places/head.json"),
    include_str!("../assets/body/places/leg.json"),
];

/// Where the recipes lead on the mesh: made from `PLACES`, so that nothing is measured to draw a figure.
const SPOTS: &str = include_str!("../assets/body/spots.json");

static FORM: LazyLock<Option<Form>> = LazyLock::new(|| {
    let read = Form::read(include_bytes!("../assets/body/form.bin"));
    read.map_err(|error| log::error!("assets/body/form.bin: {error}")).ok()
});

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let mut whole = Atlas::default();
    for text in PLACES {
        match serde_json::from_str(text) {
            Ok(part) => whole.extend(part),
            Err(error) => log::error!("assets/body/places: {error}"),
        }
    }
    whole
});

static SKIN: LazyLock<Option<Skin<'static>>> = LazyLock::new(|| FORM.as_ref().map(Skin::new));

static CHART: LazyLock<Option<Chart<'static>>> = LazyLock::new(|| {
    let spots: BTreeMap<String, Spot> = serde_json::from_str(SPOTS)
        .map_err(|error| log::error!("assets/body/spots.json: {error}"))
        .unwrap_or_default();
    SKIN.as_ref().map(|skin| Chart::new(&ATLAS, skin, spots))
});

static BODY: LazyLock<Option<Body>> = LazyLock::new(|| {
    Some(Body { form: FORM.as_ref()?, skin: SKIN.as_ref()?, chart: CHART.as_ref()? })
});

/// The form with all that is known of it.
#[derive(Debug)]
pub struct Body {
    /// The mesh and its poses.
    pub form: &'static Form,
    /// Its skin, for measuring.
    pub skin: &'static Skin<'static>,
    /// Where landmarks and points lie on it.
    pub chart: &'static Chart<'static>,
}

/// A pose looked at by a camera.
#[derive(Debug, Clone, Copy)]
pub struct Sight {
    /// The pose.
    pub pose: &'static Pose,
    /// The camera.
    pub camera: Camera,
}

/// Which half of the body is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Half {
    /// The left, or the midline.
    Left,
    /// The right: the picture of the left, mirrored.
    Right,
}

impl Half {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// Decimetres from the lower edge to the upper of a picture of the whole body.
const WHOLE: f32 = 18.4;

/// How far from the middle of a picture that is cut round a mark still lies within it, in shares of its width.
const RIM: f32 = 0.46;

/// A point that faces the camera less than this (the cosine of the angle between the two) is seen from the side.
const FACING: f32 = 0.3;

/// The embedded body; nothing where its files are broken, which a test rules out.
#[must_use]
pub fn body() -> Option<&'static Body> {
    BODY.as_ref()
}

impl Body {
    /// How a point is placed.
    #[must_use]
    pub fn place(&self, code: &str) -> Option<&'static Place> {
        self.chart.atlas().points.get(code)
    }

    /// A code that is placed, as the atlas keeps it.
    #[must_use]
    pub fn code(&self, code: &str) -> Option<&'static str> {
        self.chart.atlas().points.get_key_value(code).map(|(code, _)| code.as_str())
    }

    /// Where a point lies, on the left or the midline.
    #[must_use]
    pub fn spot(&self, code: &str) -> Option<Spot> {
        let _ = self.place(code)?;
        self.chart.place(code).ok()
    }

    /// All codes that are placed.
    pub fn codes(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.chart.atlas().points.keys().map(String::as_str)
    }

    /// Names of all views.
    pub fn views(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.chart.atlas().views.keys().map(String::as_str)
    }

    /// The measure of a point, taken back from where it lies; nothing when it is placed by eye.
    #[must_use]
    pub fn measure(&self, code: &str) -> Option<Measure> {
        self.chart.measure(&self.place(code)?.recipe, self.spot(code)?).ok().flatten()
    }

    /// The best view of a point, or of that point in another view.
    #[must_use]
    pub fn close_up(&self, code: &str, view: Option<&str>, half: Half) -> Option<Sight> {
        let place = self.place(code)?;
        let own = view.is_none_or(|view| view == place.view);
        let view = self.chart.atlas().views.get(view.unwrap_or(&place.view))?;
        let pose = self.form.pose(&view.pose)?;
        let height = place.height.filter(|_| own).unwrap_or(view.height);
        let mut camera = Camera {
            target: self.form.position(pose, self.spot(code)?),
            yaw: view.yaw,
            pitch: view.pitch,
            roll: view.roll,
            height,
            mirrored: half == Half::Right,
        };
        let [right, up, _] = camera.project(1.0, 1.0).axes();
        if own {
            camera.target -= (right * place.shift[0] + up * place.shift[1]) * height;
        }
        Some(Sight { pose, camera })
    }

    /// The whole body, turned so that a point faces the eye as it does in its own view.
    #[must_use]
    pub fn whole(&self, code: &str, half: Half) -> Option<Sight> {
        let near = self.close_up(code, None, half)?;
        // From one of the four sides, which is read at a glance; soles and crown are shown from the front.
        let yaw = (near.camera.yaw / 90.0).round() * 90.0;
        let yaw = if near.camera.pitch.abs() > 60.0 { 0.0 } else { yaw };
        let camera = Camera { yaw, pitch: 0.0, roll: 0.0, height: WHOLE, ..near.camera };
        Some(Sight { pose: near.pose, camera: Camera { target: middle(near.pose), ..camera } })
    }

    /// The point nearest to what is seen there on the standing body, and where that place is; `from_middle` is
    /// right and down from the middle, in shares of the picture's height.
    #[must_use]
    pub fn nearest(&self, camera: &Camera, from_middle: Vec2) -> Option<(&'static str, Vec3)> {
        let pose = self.standing();
        let (through, towards) = camera.project(0.0, 1.0).sight(from_middle + Vec2::new(0.0, 0.5));
        let seen = self.skin.seen_in(&pose.positions, through, towards)?;
        let at = self.form.position(pose, seen);
        // Points are kept on the left.
        let rest = self.skin.position(seen);
        let left = Vec3::new(rest.x.abs(), rest.y, rest.z);
        let far = |code: &&'static str| {
            self.spot(code).map_or(f32::INFINITY, |spot| self.skin.position(spot).distance(left))
        };
        let code = self.codes().min_by(|a, b| far(a).total_cmp(&far(b)))?;
        Some((code, at))
    }

    /// Where a point stands in its own picture: right of the left edge and below the upper, in shares of the
    /// picture's sides, for a picture as wide as high.
    #[must_use]
    pub fn stands_at(&self, code: &str, half: Half) -> Option<Vec2> {
        let sight = self.close_up(code, None, half)?;
        let at = self.form.position(sight.pose, self.spot(code)?);
        Some(sight.camera.project(1.0, 1.0).place(at).truncate())
    }

    /// Where the same point of the other half stands in that picture, cut round as large as it goes; nothing where
    /// it lies outside, faces away or is hidden.
    #[must_use]
    pub fn other_stands_at(&self, code: &str, half: Half) -> Option<Vec2> {
        let sight = self.close_up(code, None, half)?;
        let spot = self.form.mirrored(self.spot(code)?)?;
        let at = self.form.position(sight.pose, spot);
        let projection = sight.camera.project(1.0, 1.0);
        let place = projection.place(at).truncate();
        let (through, towards) = projection.sight(place);
        let is_within = place.distance(Vec2::splat(0.5)) <= RIM;
        if !is_within || self.form.normal(sight.pose, spot).dot(towards) < FACING {
            return None;
        }
        let seen = self.skin.seen_in(&sight.pose.positions, through, towards)?;
        let before = (self.form.position(sight.pose, seen) - at).dot(towards);
        (before <= plate::SLACK).then_some(place)
    }

    /// The pose in which the body is turned under the hand: standing.
    #[must_use]
    pub fn standing(&self) -> &'static Pose {
        self.form.pose("stand").unwrap_or_else(|| self.form.rest())
    }
}

/// The middle of a pose's box.
#[must_use]
pub fn middle(pose: &Pose) -> Vec3 {
    let low = pose.positions.iter().copied().fold(Vec3::MAX, Vec3::min);
    let high = pose.positions.iter().copied().fold(Vec3::MIN, Vec3::max);
    (low + high) / 2.0
}
