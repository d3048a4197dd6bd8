//! What the renderer promises, on small made-up forms.

use super::*;
use crate::body::form::Label;
use glam::{Vec2, Vec3};

const TONES: Tones = Tones {
    skin: [0.94, 0.80, 0.70],
    hair: [0.31, 0.24, 0.21],
    cloth: [0.50, 0.64, 0.61],
    lips: [0.83, 0.60, 0.54],
    nail: [0.97, 0.84, 0.78],
    white: [0.97, 0.96, 0.94],
    iris: [0.29, 0.22, 0.18],
    line: [0.31, 0.21, 0.17],
    shade: [0.47, 0.29, 0.23],
};

/// A form from triangles, each with its own corners; all of it bare skin in full light.
fn form(triangles: &[[Vec3; 3]], normal: impl Fn(Vec3) -> Vec3) -> Form {
    let positions: Vec<Vec3> = triangles.iter().flatten().copied().collect();
    let count = u16::try_from(positions.len()).unwrap_or(0);
    let ids: Vec<u16> = (0..count).collect();
    Form {
        triangles: ids.chunks_exact(3).map(|ids| [ids[0], ids[1], ids[2]]).collect(),
        labels: vec![Label::Skin; triangles.len()],
        cloth: vec![-1.0; positions.len()],
        hair: vec![-1.0; positions.len()],
        mirror: ids,
        poses: vec![Pose {
            name: "rest".to_owned(),
            normals: positions.iter().map(|&at| normal(at)).collect(),
            open: vec![1.0; positions.len()],
            positions,
        }],
    }
}

/// A triangle or more that face the camera, without anything round about them.
fn flat(triangles: &[[Vec3; 3]]) -> Form {
    form(triangles, |_| Vec3::Z)
}

/// A ball round the middle.
fn ball(radius: f32, slices: u16) -> Form {
    let at = |slice: u16, band: u16| {
        let around = f32::from(slice % slices) / f32::from(slices) * std::f32::consts::TAU;
        let up = (f32::from(band) / f32::from(slices) - 0.5) * std::f32::consts::PI;
        Vec3::new(around.sin() * up.cos(), up.sin(), around.cos() * up.cos()) * radius
    };
    let mut triangles = Vec::new();
    for slice in 0..slices {
        for band in 0..slices {
            let [a, b] = [at(slice, band), at(slice + 1, band)];
            let [c, d] = [at(slice + 1, band + 1), at(slice, band + 1)];
            triangles.extend([[a, b, c], [a, c, d]]);
        }
    }
    form(&triangles, |at| at.try_normalize().unwrap_or(Vec3::Z))
}

const FRONT: Camera =
    Camera { target: Vec3::ZERO, yaw: 0.0, pitch: 0.0, roll: 0.0, height: 4.0, mirrored: false };

fn draw(form: &Form, camera: &Camera, size: [u32; 2], finish: Finish) -> Picture {
    let [width, height] = size;
    Studio::new().draw(form, form.rest(), camera, &TONES, width, height, finish)
}

fn alpha(picture: &Picture, x: usize, y: usize) -> u8 {
    picture.pixels[(y * picture.width as usize + x) * 4 + 3]
}

/// How many pixels a picture covers, counting parts.
fn covered(picture: &Picture) -> f32 {
    picture.pixels.chunks_exact(4).map(|pixel| f32::from(pixel[3]) / 255.0).sum()
}

#[test]
fn a_closed_form_has_no_holes() {
    for (yaw, pitch, size) in
        [(0.0, 0.0, 200_u32), (33.0, 21.0, 317), (90.0, -45.0, 128), (7.5, 90.0, 64)]
    {
        let form = ball(1.5, 24);
        let camera = Camera { yaw, pitch, ..FRONT };
        let picture = draw(&form, &camera, [size; 2], Finish::Sharp);
        let size = size as usize;
        let middle = real(size) / 2.0;
        let radius = 1.5 * real(size) / 4.0;
        for y in 0..size {
            for x in 0..size {
                let away = Vec2::new(real(x) + 0.5, real(y) + 0.5).distance(Vec2::splat(middle));
                let seen = alpha(&picture, x, y);
                if away < radius - 1.5 {
                    assert_eq!(seen, 255, "a hole at {x}, {y} of {size}, turned {yaw}, {pitch}");
                } else if away > radius + 1.5 {
                    assert_eq!(
                        seen, 0,
                        "a stray pixel at {x}, {y} of {size}, turned {yaw}, {pitch}"
                    );
                }
            }
        }
    }
}

#[test]
fn triangles_that_share_a_side_never_share_a_pixel_or_leave_one_out() {
    let size = Size { width: 64, height: 64 };
    let [a, b, c, d] =
        [[3.3, 2.1], [60.7, 5.9], [55.2, 61.4], [7.7, 50.3]].map(|[x, y]| Vec3::new(x, y, 0.0));
    for step in 0_u8..50 {
        let inner = Vec3::new(20.0 + f32::from(step) * 0.37, 31.0 + f32::from(step) * 0.11, 0.0);
        let mut times = vec![0_u8; 64 * 64];
        for triangle in [[a, b, inner], [b, c, inner], [c, d, inner], [d, a, inner]] {
            cover(triangle, size, &mut times);
        }
        let mut whole = vec![0_u8; 64 * 64];
        for triangle in [[a, b, c], [a, c, d]] {
            cover(triangle, size, &mut whole);
        }
        assert!(times.iter().all(|&times| times <= 1), "a pixel is drawn twice");
        assert_eq!(times, whole, "cut otherwise, the same surface covers other pixels");
    }
}

fn cover(triangle: [Vec3; 3], size: Size, times: &mut [u8]) {
    let scan = depth::Scan::new(triangle, 1, size);
    for y in scan.lines[0]..scan.lines[2] {
        let [left, right] = scan.line(y).map(|x| depth::nearest(x, 64.0));
        for x in left..right {
            times[y * size.width + x] += 1;
        }
    }
}

#[test]
fn coverage_adds_up_to_the_area() {
    let triangle = [[-1.31, -1.17], [1.43, -0.72], [0.21, 1.53]].map(|[x, y]| Vec3::new(x, y, 0.0));
    let area = (triangle[1] - triangle[0]).cross(triangle[2] - triangle[0]).z / 2.0;
    for (size, finish) in [(100_u16, Finish::Sharp), (231, Finish::Sharp), (231, Finish::Moving)] {
        let picture = draw(&flat(&[triangle]), &FRONT, [size.into(); 2], finish);
        let scale = f32::from(size) / 4.0;
        let part = covered(&picture) / (area * scale * scale);
        assert!((part - 1.0).abs() < 0.01, "{part} of the area is covered at {size}");
    }
}

#[test]
fn a_ball_is_as_round_as_a_circle() {
    // Sixteen corners round a circle would cover 2.6 % less; each side is rounded instead.
    let picture = draw(&ball(1.5, 16), &FRONT, [400, 400], Finish::Sharp);
    let circle = std::f32::consts::PI * 150.0 * 150.0;
    let part = covered(&picture) / circle;
    assert!((part - 1.0).abs() < 0.006, "the ball covers {part} of its circle");
}

#[test]
fn the_nearer_surface_wins_in_any_order() {
    let wide = |z: f32| [[-1.0, -1.0], [1.0, -1.0], [0.0, 1.0]].map(|[x, y]| Vec3::new(x, y, z));
    for order in [[-0.5, 0.75], [0.75, -0.5]] {
        let picture = draw(&flat(&order.map(wide)), &FRONT, [80, 80], Finish::Sharp);
        let middle = picture.depth[40 * 80 + 40];
        assert!((middle - 0.75).abs() < 1.0e-4, "{middle} is in front");
    }
}

#[test]
fn a_surface_that_faces_away_is_not_drawn() {
    let triangle = [[-1.0, -1.0], [0.0, 1.0], [1.0, -1.0]].map(|[x, y]| Vec3::new(x, y, 0.0));
    assert!(covered(&draw(&flat(&[triangle]), &FRONT, [50, 50], Finish::Sharp)) == 0.0);
}

#[test]
fn alpha_grows_with_how_far_an_edge_reaches_into_a_pixel() {
    // A square whose edges move through a pixel, steep and level: more of it is never less opaque.
    for turned in [false, true] {
        let mut levels = Vec::new();
        for step in 0_u8..=16 {
            let edge = 0.48 + f32::from(step) / 16.0 * 0.04;
            let corners = [[-1.0, -1.0], [edge, -1.0], [edge, 1.0], [-1.0, 1.0]];
            let [a, b, c, d] = corners
                .map(|[x, y]| if turned { Vec3::new(-y, x, 0.0) } else { Vec3::new(x, y, 0.0) });
            let picture = draw(&flat(&[[a, b, c], [a, c, d]]), &FRONT, [100, 100], Finish::Sharp);
            levels.push(if turned { alpha(&picture, 50, 37) } else { alpha(&picture, 62, 50) });
        }
        assert!(levels.is_sorted(), "alpha goes back and forth: {levels:?}");
        levels.dedup();
        assert!(levels.len() >= 8, "too few steps: {levels:?}");
    }
}

#[test]
fn the_same_picture_comes_out_again() {
    let form = ball(1.5, 20);
    let camera = Camera { yaw: 12.0, pitch: 34.0, roll: 5.0, ..FRONT };
    let mut studio = Studio::new();
    let mut take =
        |size| studio.draw(&form, form.rest(), &camera, &TONES, size, size, Finish::Sharp);
    let first = take(150);
    let _ = take(333);
    assert!(take(150) == first, "what was drawn before shows");
    assert!(
        draw(&form, &camera, [150, 150], Finish::Sharp) == first,
        "a new studio draws otherwise"
    );
}

#[test]
fn mirrored_is_turned_over() {
    let form = ball(1.2, 18);
    let camera = Camera { target: Vec3::new(0.4, 0.1, 0.0), yaw: 25.0, ..FRONT };
    for width in [101_u32, 128] {
        let plain = draw(&form, &camera, [width, 90], Finish::Sharp);
        let mirrored =
            draw(&form, &Camera { mirrored: true, ..camera }, [width, 90], Finish::Sharp);
        let across = width as usize;
        for (row, turned) in
            plain.pixels.chunks_exact(across * 4).zip(mirrored.pixels.chunks_exact(across * 4))
        {
            assert!(row.chunks_exact(4).rev().eq(turned.chunks_exact(4)));
        }
        for (row, turned) in
            plain.depth.chunks_exact(across).zip(mirrored.depth.chunks_exact(across))
        {
            assert!(row.iter().rev().eq(turned));
        }
    }
}

#[test]
fn odd_pictures_and_cameras_do_no_harm() {
    let form = ball(1.5, 12);
    let sizes = [[0, 0], [0, 7], [7, 0], [1, 1], [1, 90], [90, 1], [63, 65], [64, 64], [65, 63]];
    let heights = [4.0, 1.0e-3, 1.0e-9, 1.0e-30, 0.0, -4.0, 1.0e9, f32::MAX, f32::MIN_POSITIVE];
    let targets = [Vec3::ZERO, Vec3::new(0.0, 0.0, 1.0), Vec3::splat(1.0e30), Vec3::splat(-1.0e6)];
    for [width, height] in sizes {
        for finish in [Finish::Moving, Finish::Sharp] {
            for at in heights {
                for target in targets {
                    let camera = Camera { target, height: at, yaw: 1.0e6, pitch: 91.0, ..FRONT };
                    let picture = draw(&form, &camera, [width, height], finish);
                    assert_eq!(picture.pixels.len(), (width * height * 4) as usize);
                    assert_eq!(picture.depth.len(), (width * height) as usize);
                    let _ = picture.sees(Vec3::splat(at), 0.1);
                }
            }
        }
    }
}

#[test]
fn a_wide_picture_is_drawn_to_its_end() {
    let corners = [[-300.0, -300.0], [300.0, -300.0], [300.0, 300.0], [-300.0, 300.0]];
    let [a, b, c, d] = corners.map(|[x, y]| Vec3::new(x, y, 0.0));
    let form = flat(&[[a, b, c], [a, c, d]]);
    let picture = draw(&form, &FRONT, [4096, 40], Finish::Sharp);
    assert!(picture.pixels.chunks_exact(4).all(|pixel| pixel[3] == 255));
}

#[test]
fn what_is_behind_the_body_is_not_seen() {
    let form = ball(1.5, 24);
    for mirrored in [false, true] {
        let camera = Camera { yaw: 40.0, mirrored, ..FRONT };
        let picture = draw(&form, &camera, [200, 200], Finish::Sharp);
        let projection = camera.project(200.0, 200.0);
        let front = projection.towards * 1.5 + Vec3::Y * 0.01;
        assert!(picture.sees(projection.place(front), 0.05));
        assert!(!picture.sees(projection.place(-front), 0.05));
        assert!(picture.sees(projection.place(Vec3::Y * 1.9), 0.05), "beside the body");
        assert!(!picture.sees(projection.place(Vec3::Y * 2.1), 0.05), "outside the picture");
    }
}

#[test]
fn a_line_stands_at_the_edge_and_not_within() {
    let square = |low: f32, high: f32, z: f32| {
        let [a, b, c, d] =
            [[low, low], [high, low], [high, high], [low, high]].map(|[x, y]| Vec3::new(x, y, z));
        [[a, b, c], [a, c, d]]
    };
    let triangles = [square(-1.5, 1.5, 0.0), square(-0.5, 0.5, 1.0)].concat();
    let picture = draw(&flat(&triangles), &FRONT, [100, 100], Finish::Sharp);
    let red = |x: usize| picture.pixels[(50 * 100 + x) * 4];
    let bare = red(50);
    assert!(red(61) < bare - 20, "no line inside the nearer square: {} of {bare}", red(61));
    assert_eq!(red(63), bare, "the farther square must stay clean");
    assert!(red(86) < bare - 20, "no line at the silhouette");
    assert_eq!(red(75), bare);
}

#[test]
fn clothes_end_softly_where_their_field_is_zero() {
    let [a, b, c, d] =
        [[-1.5, -1.5], [1.5, -1.5], [1.5, 1.5], [-1.5, 1.5]].map(|[x, y]| Vec3::new(x, y, 0.0));
    let mut form = flat(&[[a, b, c], [a, c, d]]);
    let field = |at: Vec3| at.x + 0.005;
    form.cloth = form.poses[0].positions.iter().map(|&at| field(at)).collect();
    let picture = draw(&form, &FRONT, [100, 100], Finish::Sharp);
    let red = |x: usize| picture.pixels[(50 * 100 + x) * 4];
    let (skin, cloth) = (red(40), red(60));
    assert!(skin > cloth + 50);
    assert_eq!(red(48), skin);
    assert!(red(49) < skin && red(49) > red(50), "the border has no soft pixel");
    assert_eq!(red(53), cloth);
}
