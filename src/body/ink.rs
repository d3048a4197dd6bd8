//! Marks on a picture: discs, rings and lines, each with a soft edge of one pixel.

use glam::Vec2;

use super::raster::Picture;

/// A colour with how much of it is laid on: red, green, blue and cover, each 0 to 1.
pub type Ink = [f32; 4];

impl Picture {
    /// A picture of nothing.
    #[must_use]
    pub fn empty(width: u32, height: u32) -> Self {
        let count = width as usize * height as usize;
        Self { width, height, pixels: vec![0; count * 4], depth: vec![f32::NEG_INFINITY; count] }
    }

    /// A filled circle; the radius is in pixels.
    pub fn disc(&mut self, middle: Vec2, radius: f32, ink: Ink) {
        let reach = Vec2::splat(radius + 1.0);
        self.lay(middle - reach, middle + reach, ink, |at| radius - at.distance(middle));
    }

    /// A circle's line of that width in pixels.
    pub fn ring(&mut self, middle: Vec2, radius: f32, width: f32, ink: Ink) {
        let reach = Vec2::splat(radius + width / 2.0 + 1.0);
        self.lay(middle - reach, middle + reach, ink, |at| {
            width / 2.0 - (at.distance(middle) - radius).abs()
        });
    }

    /// A straight line with round ends.
    pub fn line(&mut self, from: Vec2, to: Vec2, width: f32, ink: Ink) {
        let reach = Vec2::splat(width / 2.0 + 1.0);
        let along = to - from;
        let length = along.length_squared().max(f32::MIN_POSITIVE);
        self.lay(from.min(to) - reach, from.max(to) + reach, ink, |at| {
            let share = ((at - from).dot(along) / length).clamp(0.0, 1.0);
            width / 2.0 - at.distance(from + along * share)
        });
    }

    /// Lays ink wherever `inside` is positive, which says how many pixels deep a place lies in the shape.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "held to the picture, which has fewer pixels a side than a float can count"
    )]
    fn lay(&mut self, low: Vec2, high: Vec2, ink: Ink, inside: impl Fn(Vec2) -> f32) {
        let edge = Vec2::new(self.width as f32, self.height as f32);
        let (low, high) = (low.max(Vec2::ZERO).floor(), high.min(edge).ceil());
        for y in low.y as usize..high.y.max(0.0) as usize {
            for x in low.x as usize..high.x.max(0.0) as usize {
                let depth = inside(Vec2::new(x as f32 + 0.5, y as f32 + 0.5));
                let cover = (depth + 0.5).clamp(0.0, 1.0) * ink[3];
                if cover > 0.0 {
                    let at = (y * self.width as usize + x) * 4;
                    if let Some(pixel) = self.pixels.get_mut(at..at + 4) {
                        mix(pixel, ink, cover);
                    }
                }
            }
        }
    }
}

/// Lays a colour over a pixel whose own colour is not multiplied by its cover.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "shares between 0 and 1, times 255"
)]
fn mix(pixel: &mut [u8], ink: Ink, cover: f32) {
    let below = f32::from(pixel[3]) / 255.0 * (1.0 - cover);
    let whole = cover + below;
    for (part, ink) in pixel.iter_mut().zip(&ink[..3]) {
        let mixed = (ink * cover + f32::from(*part) / 255.0 * below) / whole;
        *part = (mixed * 255.0 + 0.5) as u8;
    }
    pixel[3] = (whole * 255.0 + 0.5) as u8;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty(size: u32) -> Picture {
        Picture::empty(size, size)
    }

    fn cover(picture: &Picture) -> f32 {
        picture.pixels.chunks_exact(4).map(|pixel| f32::from(pixel[3]) / 255.0).sum()
    }

    #[test]
    fn shapes_have_their_area() {
        let ink = [1.0, 0.0, 0.0, 1.0];
        let mut disc = empty(64);
        disc.disc(Vec2::new(31.3, 32.8), 12.0, ink);
        let mut ring = empty(64);
        ring.ring(Vec2::new(31.3, 32.8), 20.0, 3.0, ink);
        let mut line = empty(64);
        line.line(Vec2::new(8.0, 9.0), Vec2::new(50.0, 40.0), 4.0, ink);
        let pi = std::f32::consts::PI;
        for (picture, area) in [
            (disc, pi * 144.0),
            (ring, 2.0 * pi * 20.0 * 3.0),
            (line, Vec2::new(42.0, 31.0).length() * 4.0 + pi * 4.0),
        ] {
            let found = cover(&picture);
            assert!((found - area).abs() < area * 0.02, "{found} for {area}");
        }
    }

    #[test]
    fn what_lies_outside_is_left_out() {
        let mut picture = empty(16);
        for middle in [Vec2::new(-40.0, 3.0), Vec2::new(200.0, 200.0), Vec2::new(3.0, -99.0)] {
            picture.disc(middle, 10.0, [1.0; 4]);
            picture.line(middle, middle, 3.0, [1.0; 4]);
        }
        assert!(cover(&picture) < 0.001);
        picture.disc(Vec2::new(0.0, 0.0), 500.0, [0.2, 0.4, 0.6, 1.0]);
        assert!(picture.pixels.chunks_exact(4).all(|pixel| pixel == [51, 102, 153, 255]));
    }

    #[test]
    fn half_a_cover_lets_half_through() {
        let mut pixel = [0, 0, 0, 255];
        mix(&mut pixel, [1.0, 1.0, 1.0, 0.5], 0.5);
        assert_eq!(pixel, [128, 128, 128, 255]);
        let mut nothing = [9, 9, 9, 0];
        mix(&mut nothing, [1.0, 0.0, 0.0, 1.0], 0.25);
        assert_eq!(nothing, [255, 0, 0, 64]);
    }
}
