//! From where the figure is looked at.

use glam::{Vec2, Vec3};

/// A camera without perspective, so that lengths in the picture can be compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// What is in the middle of the picture, in decimetres.
    pub target: Vec3,
    /// How far the camera has gone round the body, in degrees: 0 looks from the front, 90 from the figure's
    /// left, 180 from behind.
    pub yaw: f32,
    /// How far above the horizon it stands, in degrees: 90 looks straight down, -90 straight up.
    pub pitch: f32,
    /// How far the picture is turned clockwise, in degrees.
    pub roll: f32,
    /// Decimetres from the lower edge of the picture to the upper.
    pub height: f32,
    /// Whether left and right are exchanged, which shows the other side of the body.
    pub mirrored: bool,
}

/// A camera with a picture's size: from the body to pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    /// Rows of the turn: to the right, up, and towards the camera.
    right: Vec3,
    up: Vec3,
    /// Towards the camera, of length 1.
    pub towards: Vec3,
    target: Vec3,
    scale: f32,
    middle: Vec2,
    mirrored: bool,
}

impl Camera {
    /// This camera for a picture of that size in pixels.
    #[must_use]
    pub fn project(&self, width: f32, height: f32) -> Projection {
        let (yaw, pitch, roll) =
            (self.yaw.to_radians(), self.pitch.to_radians(), self.roll.to_radians());
        let towards = Vec3::new(yaw.sin() * pitch.cos(), pitch.sin(), yaw.cos() * pitch.cos());
        let level = Vec3::new(yaw.cos(), 0.0, -yaw.sin());
        let rise = towards.cross(level);
        let right = level * roll.cos() + rise * roll.sin();
        let up = rise * roll.cos() - level * roll.sin();
        Projection {
            right,
            up,
            towards,
            target: self.target,
            scale: height / self.height,
            middle: Vec2::new(width, height) / 2.0,
            mirrored: self.mirrored,
        }
    }
}

impl Projection {
    /// Where a place of the body is in the picture (pixels right and down), and how near the camera, in
    /// decimetres; larger is nearer.
    #[must_use]
    pub fn place(&self, position: Vec3) -> Vec3 {
        let from = position - self.target;
        let x = self.right.dot(from) * self.scale;
        let x = if self.mirrored { -x } else { x };
        Vec3::new(
            self.middle.x + x,
            self.middle.y - self.up.dot(from) * self.scale,
            self.towards.dot(from),
        )
    }

    /// The line of sight through a pixel: where it crosses the target's plane, and the way to the camera.
    #[must_use]
    pub fn sight(&self, pixel: Vec2) -> (Vec3, Vec3) {
        let from = (pixel - self.middle) / self.scale;
        let x = if self.mirrored { -from.x } else { from.x };
        (self.target + self.right * x - self.up * from.y, self.towards)
    }

    /// Pixels in a decimetre.
    #[must_use]
    pub const fn scale(&self) -> f32 {
        self.scale
    }

    /// The directions of the picture in the body: right, up and towards the camera.
    #[must_use]
    pub const fn axes(&self) -> [Vec3; 3] {
        [self.right, self.up, self.towards]
    }

    /// Whether left and right are exchanged.
    #[must_use]
    pub const fn is_mirrored(&self) -> bool {
        self.mirrored
    }
}

/// The body under a hand: turned, brought near, and put back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turntable {
    /// The camera.
    pub camera: Camera,
    home: Vec3,
}

/// Decimetres shown from the lower edge to the upper: the most and the least.
const FAR: f32 = 18.4;
const NEAR: f32 = 1.2;

/// Degrees for a pixel of dragging.
pub const DEGREES: f32 = 0.4;

impl Turntable {
    /// The whole body from the front; `middle` is the middle of its box.
    #[must_use]
    pub const fn new(middle: Vec3) -> Self {
        let camera = Camera {
            target: middle,
            yaw: 0.0,
            pitch: 0.0,
            roll: 0.0,
            height: FAR,
            mirrored: false,
        };
        Self { camera, home: middle }
    }

    /// Back to the whole body, seen from that side: 0 the front, 90 its left, and so on.
    pub fn face(&mut self, yaw: f32) {
        *self = Self::new(self.home);
        self.camera.yaw = yaw;
    }

    /// Turned by a drag of so many pixels right and down.
    pub fn turn(&mut self, drag: Vec2) {
        self.camera.yaw = (self.camera.yaw - drag.x * DEGREES).rem_euclid(360.0);
        self.camera.pitch = (self.camera.pitch + drag.y * DEGREES).clamp(-90.0, 90.0);
    }

    /// Brought nearer (above 1) or put further (below 1), so that what is under the pointer stays there.
    /// `from_middle` is the pointer's distance from the middle of the picture, right and down, in shares of its
    /// height.
    pub fn zoom(&mut self, factor: f32, from_middle: Vec2) {
        let before = self.camera.height;
        self.camera.height = (before / factor).clamp(NEAR, FAR);
        let [right, up, _] = self.camera.project(1.0, 1.0).axes();
        let gone = before - self.camera.height;
        self.camera.target += (right * from_middle.x - up * from_middle.y) * gone;
        if self.camera.height >= FAR {
            self.camera.target = self.home;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn camera(yaw: f32, pitch: f32, roll: f32, mirrored: bool) -> Camera {
        Camera { target: Vec3::new(0.3, -1.0, 0.2), yaw, pitch, roll, height: 4.0, mirrored }
    }

    #[test]
    fn the_four_sides() {
        for (yaw, pitch, place, right, down, near) in [
            (0.0, 0.0, Vec3::X, 1.0, 0.0, 0.0),
            (0.0, 0.0, Vec3::Y, 0.0, -1.0, 0.0),
            (0.0, 0.0, Vec3::Z, 0.0, 0.0, 1.0),
            (90.0, 0.0, Vec3::X, 0.0, 0.0, 1.0),
            (90.0, 0.0, Vec3::Z, -1.0, 0.0, 0.0),
            (180.0, 0.0, Vec3::X, -1.0, 0.0, 0.0),
            (0.0, 90.0, Vec3::Y, 0.0, 0.0, 1.0),
            (0.0, -90.0, Vec3::Z, 0.0, -1.0, 0.0),
        ] {
            let camera = Camera { target: Vec3::ZERO, ..camera(yaw, pitch, 0.0, false) };
            let found = camera.project(400.0, 400.0).place(place);
            let expected = Vec3::new(200.0 + right * 100.0, 200.0 + down * 100.0, near);
            assert!(found.distance(expected) < 1e-3, "{yaw} {pitch} {place}: {found}");
        }
    }

    #[test]
    fn what_is_sighted_is_placed_there_again() {
        for (yaw, pitch, roll, mirrored) in
            [(0.0, 0.0, 0.0, false), (35.0, -20.0, 10.0, false), (200.0, 60.0, -40.0, true)]
        {
            let projection = camera(yaw, pitch, roll, mirrored).project(500.0, 700.0);
            for pixel in [Vec2::new(3.0, 9.0), Vec2::new(250.0, 350.0), Vec2::new(499.0, 20.0)] {
                let (through, towards) = projection.sight(pixel);
                for far in [-3.0, 0.0, 2.0] {
                    let found = projection.place(through + towards * far);
                    assert!(found.truncate().distance(pixel) < 0.01, "{pixel}: {found}");
                    assert!((found.z - far).abs() < 1e-3);
                }
            }
        }
    }

    #[test]
    fn mirrored_is_the_other_way_round() {
        let place = Vec3::new(1.0, 0.4, -0.3);
        let plain = camera(20.0, 10.0, 5.0, false).project(300.0, 200.0).place(place);
        let other = camera(20.0, 10.0, 5.0, true).project(300.0, 200.0).place(place);
        assert!((plain.x + other.x - 300.0).abs() < 1e-3 && (plain.y - other.y).abs() < 1e-4);
    }

    #[test]
    fn the_place_under_the_pointer_stays_there() {
        let mut table = Turntable::new(Vec3::new(0.0, 0.2, 0.5));
        table.turn(Vec2::new(120.0, -40.0));
        let pointer = Vec2::new(0.21, -0.3);
        let pixel = |from: Vec2| Vec2::new(300.0, 400.0) + from * 800.0;
        let (through, _) = table.camera.project(600.0, 800.0).sight(pixel(pointer));
        for factor in [1.3, 1.3, 2.0, 0.8] {
            table.zoom(factor, pointer);
            let found = table.camera.project(600.0, 800.0).place(through).truncate();
            assert!(found.distance(pixel(pointer)) < 0.05, "{found}");
        }
        for _ in 0..20 {
            table.zoom(0.7, Vec2::new(0.4, 0.4));
        }
        assert_eq!(table.camera.target, Vec3::new(0.0, 0.2, 0.5));
        for _ in 0..40 {
            table.zoom(1.5, Vec2::ZERO);
        }
        assert!(table.camera.height >= NEAR);
    }

    #[test]
    fn turning_goes_round_and_stops_at_the_poles() {
        let mut table = Turntable::new(Vec3::ZERO);
        table.turn(Vec2::new(-2000.0, 9000.0));
        assert!((0.0..360.0).contains(&table.camera.yaw) && table.camera.pitch <= 90.0);
        table.face(180.0);
        assert_eq!((table.camera.yaw, table.camera.pitch, table.camera.height), (180.0, 0.0, FAR));
    }
}
