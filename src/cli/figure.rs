//! `wellspring figure`: where a point lies, as a picture or as numbers.

use std::path::Path;

use serde::Serialize;

use super::arguments::FigureFlags;
use super::known::{self, Here};
use super::{Failure, print, print_lines};
use crate::body::form::Spot;
use crate::body::plate::Detail;
use crate::body::{self, Body, Half};
use crate::domain::point::{Point, Region, Side};
use crate::domain::settings::ThemeChoice;
use crate::format::contract;
use crate::platform::dirs::Dirs;
use crate::platform::picture;
use crate::t;
use crate::ui::figure::print::{Captioned, Print, Printer};
use crate::ui::figure::{self, What};
use crate::ui::theme::{self, Roles};
use crate::words::session;

/// The version of the object that is printed.
const VERSION: u64 = 1;

/// Side of a picture, in pixels, where nothing else is asked for.
const USUAL: (u32, u32) = (900, 900);

pub(super) fn run(dirs: &Dirs, flags: &FigureFlags) -> Result<(), Failure> {
    let here = Here::open(dirs)?;
    let body = body::body().ok_or_else(|| Failure::Machine(t!("figure-broken")))?;
    match (&flags.code, flags.sheet) {
        (_, true) => sheets(flags, &here),
        (None, false) if flags.all && flags.json => {
            let points: Vec<Placed> =
                body.codes().filter_map(|code| placed(body, code, Half::Left)).collect();
            print_json(&All { version: VERSION, points })
        }
        (None, false) => Err(Failure::Refused(t!("figure-which"))),
        (Some(code), false) => {
            let point = known::find(&here.library.catalogue, code)?;
            one(point, flags, &here, body)
        }
    }
}

fn one(point: &Point, flags: &FigureFlags, here: &Here, body: &Body) -> Result<(), Failure> {
    let code = point.code.to_string();
    let Some(known) = body.code(&code) else {
        return Err(Failure::Refused(t!("figure-not-placed", code = code)));
    };
    let side = if point.bilateral { flags.side.unwrap_or(Side::Left) } else { Side::Midline };
    if let Some(view) = &flags.view
        && !body.views().any(|one| one == view)
    {
        let views: Vec<&str> = body.views().collect();
        let all = views.join(", ");
        return Err(Failure::Refused(t!("figure-no-view", view = view.as_str(), views = all)));
    }
    if let Some(file) = &flags.output {
        let mut what = figure::close_up(point, side, Detail::All);
        if let Some(What::CloseUp { view, .. }) = &mut what {
            view.clone_from(&flags.view);
        }
        let what = what.ok_or_else(|| Failure::Machine(t!("figure-broken")))?;
        let picture = printer()?.print(
            what,
            &roles(flags),
            flags.skin.unwrap_or(here.settings.skin_tone),
            flags.size.unwrap_or(USUAL),
        );
        save(file, &picture)?;
        if !flags.json {
            return print_lines(&[t!("figure-written", file = file.display().to_string())]);
        }
    } else if !flags.json {
        return Err(Failure::Refused(t!("figure-where-to", code = code)));
    }
    let placed = placed(body, known, figure::half(side));
    let placed = placed.ok_or_else(|| Failure::Machine(t!("figure-broken")))?;
    print_json(&One { version: VERSION, placed })
}

/// A contact sheet for each part of the body.
fn sheets(flags: &FigureFlags, here: &Here) -> Result<(), Failure> {
    let Some(folder) = &flags.output else {
        return Err(Failure::Refused(t!("figure-sheet-where-to")));
    };
    std::fs::create_dir_all(folder).map_err(|error| {
        let folder = folder.display().to_string();
        Failure::Machine(t!("figure-no-folder", folder = folder, why = error.to_string()))
    })?;
    let mut printer = printer()?;
    let side = flags.side.unwrap_or(Side::Left);
    for region in Region::ALL {
        let points = here.library.catalogue.iter().filter(|point| point.region == region);
        let tiles: Vec<Captioned> = points
            .filter_map(|point| {
                let side = if point.bilateral { side } else { Side::Midline };
                let what = figure::close_up(point, side, Detail::All)?;
                Some(Captioned { what, caption: point.title() })
            })
            .collect();
        let count = tiles.len();
        let skin = flags.skin.unwrap_or(here.settings.skin_tone);
        let Some(picture) = printer.sheet(tiles, &roles(flags), skin) else { continue };
        let file = folder.join(format!("{}.png", region.name()));
        save(&file, &picture)?;
        // Told as it goes: all of them take some seconds.
        let (file, region) = (file.display().to_string(), session::region(region));
        print_lines(&[t!("figure-sheet-written", file = file, region = region, count = count)])?;
    }
    Ok(())
}

fn printer() -> Result<Printer, Failure> {
    Printer::new().ok_or_else(|| Failure::Machine(t!("figure-broken")))
}

fn roles(flags: &FigureFlags) -> Roles {
    theme::roles_by_day(flags.theme.unwrap_or(ThemeChoice::Paper))
}

fn save(file: &Path, picture: &Print) -> Result<(), Failure> {
    picture::save(file, picture.width, picture.height, &picture.pixels).map_err(|error| {
        let file = file.display().to_string();
        Failure::Machine(t!("figure-not-written", file = file, why = error.to_string()))
    })
}

#[derive(Serialize)]
struct All {
    version: u64,
    points: Vec<Placed>,
}

#[derive(Serialize)]
struct One {
    version: u64,
    #[serde(flatten)]
    placed: Placed,
}

/// Where a point lies on the mesh at rest, so that anyone can check it.
#[derive(Serialize)]
struct Placed {
    code: &'static str,
    side: &'static str,
    /// Decimetres; y up, z forward, the left of the body at positive x.
    position: [f32; 3],
    triangle: u32,
    weights: [f32; 3],
    #[serde(rename = "placed")]
    how: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cun_between: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cun_from: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cun_aside: Option<f32>,
    within: bool,
    pose: String,
    view: String,
}

fn placed(body: &Body, code: &'static str, half: Half) -> Option<Placed> {
    let left = body.spot(code)?;
    let is_midline = body.skin.position(left).x.abs() < 0.01;
    let spot = if half == Half::Right { body.form.mirrored(left)? } else { left };
    let Spot { triangle, weights } = spot;
    let measure = body.measure(code);
    let place = body.place(code)?;
    let pose = body.close_up(code, None, half)?.pose.name.clone();
    let round = |value: f32| (value * 1e4).round() / 1e4;
    Some(Placed {
        code,
        side: match (is_midline, half) {
            (true, _) => "midline",
            (false, Half::Left) => "left",
            (false, Half::Right) => "right",
        },
        position: body.skin.position(spot).to_array().map(round),
        triangle,
        weights,
        how: if measure.is_some() { "measured" } else { "by eye" },
        cun_between: measure.as_ref().map(|one| round(one.cun_between)),
        cun_from: measure.as_ref().map(|one| round(one.cun_from)),
        cun_aside: measure.as_ref().and_then(|one| one.aside).map(round),
        from: measure.as_ref().map(|one| one.from.clone()),
        to: measure.map(|one| one.to),
        within: place.within,
        pose,
        view: place.view.clone(),
    })
}

fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    print(&contract::text(value).map_err(|error| Failure::machine(&error))?)
}
