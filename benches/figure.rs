//! How long a picture takes, beside the plainest loop that could draw one.
//!
//! The plain loop looks at every pixel in the bounds of every triangle, once, and writes one flat colour: no
//! shading, no smooth edges. Machines differ; the ratio to this loop differs little.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use glam::{Vec2, Vec3};
use wellspring::body::form::{Form, Pose};
use wellspring::body::raster::{Finish, Studio};
use wellspring::body::view::Camera;
use wellspring::domain::settings::SkinTone;
use wellspring::ui::theme::PAPER;

/// Timed runs of each, after as many again to warm up.
const RUNS: usize = 15;

struct View {
    name: &'static str,
    pose: &'static str,
    target: [f32; 3],
    height: f32,
    size: [u32; 2],
    finish: Finish,
}

const VIEWS: [View; 6] = [
    View {
        name: "whole figure",
        pose: "stand",
        target: [0.0, 0.0, 0.0],
        height: 17.0,
        size: [900, 1200],
        finish: Finish::Sharp,
    },
    View {
        name: "left hand, 2 dm",
        pose: "stand",
        target: [3.25, -0.2, 0.5],
        height: 2.0,
        size: [700, 700],
        finish: Finish::Sharp,
    },
    View {
        name: "armpit, 5 dm",
        pose: "raised",
        target: [1.7, 5.0, 0.0],
        height: 5.0,
        size: [700, 700],
        finish: Finish::Sharp,
    },
    View {
        name: "chest, 1.5 dm",
        pose: "stand",
        target: [0.8, 4.5, 0.0],
        height: 1.5,
        size: [700, 700],
        finish: Finish::Sharp,
    },
    View {
        name: "turning, whole",
        pose: "stand",
        target: [0.0, 0.0, 0.0],
        height: 17.0,
        size: [560, 760],
        finish: Finish::Moving,
    },
    View {
        name: "turning, armpit",
        pose: "raised",
        target: [1.7, 5.0, 0.0],
        height: 5.0,
        size: [560, 760],
        finish: Finish::Moving,
    },
];

/// The plain loop.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "bounds are cut to the picture first"
)]
fn plain(form: &Form, pose: &Pose, camera: &Camera, [width, height]: [u32; 2]) -> Vec<u32> {
    let (right, bottom) = (width as f32, height as f32);
    let projection = camera.project(right, bottom);
    let places: Vec<Vec3> = pose.positions.iter().map(|&at| projection.place(at)).collect();
    let area = width as usize * height as usize;
    let mut depth = vec![f32::NEG_INFINITY; area];
    let mut pixels = vec![0; area];
    for (colour, corners) in (1_u32..).zip(&form.triangles) {
        let [a, b, c] = corners.map(|corner| places[usize::from(corner)]);
        let (low, high) = (a.min(b).min(c), a.max(b).max(c));
        let double = (b - a).truncate().perp_dot((c - a).truncate());
        if double == 0.0 {
            continue;
        }
        let part = 1.0 / double;
        let columns = low.x.clamp(0.0, right) as u32..(high.x + 1.0).clamp(0.0, right) as u32;
        let rows = low.y.clamp(0.0, bottom) as u32..(high.y + 1.0).clamp(0.0, bottom) as u32;
        for row in rows {
            for column in columns.clone() {
                let at = Vec2::new(column as f32 + 0.5, row as f32 + 0.5);
                let first = (c - b).truncate().perp_dot(at - b.truncate()) * part;
                let second = (a - c).truncate().perp_dot(at - c.truncate()) * part;
                let third = 1.0 - first - second;
                if first < 0.0 || second < 0.0 || third < 0.0 {
                    continue;
                }
                let near = first * a.z + second * b.z + third * c.z;
                let index = (row * width + column) as usize;
                if near > depth[index] {
                    depth[index] = near;
                    pixels[index] = colour;
                }
            }
        }
    }
    pixels
}

/// The medians, then the least, of some runs of two ways in turn, in milliseconds.
fn times(mut one: impl FnMut(), mut other: impl FnMut()) -> [[f64; 2]; 2] {
    let time = |run: &mut dyn FnMut()| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64() * 1000.0
    };
    let runs = (0..2 * RUNS).map(|_| (time(&mut one), time(&mut other))).skip(RUNS);
    let (ones, others): (Vec<f64>, Vec<f64>) = runs.unzip();
    let [ones, others] = [ones, others].map(|mut times| {
        times.sort_by(f64::total_cmp);
        times
    });
    [[ones[RUNS / 2], others[RUNS / 2]], [ones[0], others[0]]]
}

fn main() -> Result<(), Box<dyn Error>> {
    let form = wellspring::body::body().ok_or("the form does not load")?.form;
    let tones = PAPER.body(SkinTone::Medium);
    let mut studio = Studio::new();
    let [plain_ms, drawn_ms, ratio] = ["plain ms", "drawn ms", "ratio"];
    let columns = format!("{plain_ms:>10}{drawn_ms:>10}{ratio:>8}");
    println!("{:27}{:>28}{:>28}", "", "median", "least");
    println!("{:<18}{:>9}{columns}{columns}", "", "size");
    // As cargo does it: a word on the command line picks the views that have it in their name.
    let wanted = std::env::args().skip(1).find(|word| !word.starts_with('-')).unwrap_or_default();
    for view in VIEWS.iter().filter(|view| view.name.contains(&wanted)) {
        let pose = form.pose(view.pose).unwrap_or_else(|| form.rest());
        let camera = Camera {
            target: Vec3::from_array(view.target),
            yaw: 0.0,
            pitch: 0.0,
            roll: 0.0,
            height: view.height,
            mirrored: false,
        };
        let [width, height] = view.size;
        let [[floor, drawn], least] = times(
            || drop(black_box(plain(form, pose, &camera, view.size))),
            || {
                drop(black_box(studio.draw(
                    form,
                    pose,
                    &camera,
                    &tones,
                    width,
                    height,
                    view.finish,
                )));
            },
        );
        println!(
            "{:<18}{:>9}{floor:>10.2}{drawn:>10.2}{:>8.2}{:>10.2}{:>10.2}{:>8.2}",
            view.name,
            format!("{width}x{height}"),
            drawn / floor,
            least[0],
            least[1],
            least[1] / least[0]
        );
    }
    Ok(())
}
