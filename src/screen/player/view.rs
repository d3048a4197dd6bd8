//! How the player looks.

mod after;
mod controls;
mod noting;

use std::time::Duration;

use glam::Vec2;
use iced::widget::{Column, column, container, mouse_area, row, stack};
use iced::{Alignment, Length, Size};

use super::{Message, Player, Stage};
use crate::body::plate::Detail;
use crate::body::{self, Half};
use crate::domain::conductor::Input;
use crate::domain::plan::Phase;
use crate::domain::point::{Point, Side};
use crate::domain::run::{Run, State};
use crate::domain::sound::Sound as Cue;
use crate::domain::technique::Motion;
use crate::screen::{Sound, World};
use crate::t;
use crate::ui::figure::moving::{self, Mark, Movement};
use crate::ui::figure::palette::Colors;
use crate::ui::figure::shown::MOVING;
use crate::ui::figure::widget::Figure;
use crate::ui::icon::Icon;
use crate::ui::progress::{self, Segment};
use crate::ui::ring::Ring;
use crate::ui::style;
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, figure, space, type_scale};
use crate::words::{playing, session, time};

/// How large things are in a window of that size.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own about the window")]
#[derive(Debug, Clone, Copy)]
struct Scale {
    /// The time left.
    time: f32,
    /// The instruction.
    instruction: f32,
    /// The ring; none where the window is too low for it.
    ring: Option<f32>,
    /// Ring beside the words, or above them.
    beside: bool,
    edge: f32,
    /// Whether buttons name their keys, and those that have one show their words beside the icon.
    keys: bool,
    /// Whether the buttons stand in two lines.
    two_lines: bool,
    /// Whether the window is so low that everything must be small.
    low: bool,
}

/// With less height than this the ring gives way, and the words scroll.
const LOW: f32 = 540.0;

impl Scale {
    /// Each notice above the session takes height from it.
    fn of(size: Size, notices: u8) -> Self {
        let size = Size::new(size.width, size.height - 84.0 * f32::from(notices));
        let beside = size.width >= 760.0 && size.height >= LOW;
        let free = size.height - 230.0;
        let ring = if beside {
            Some(free.min(size.width * 0.44))
        } else {
            (size.height >= 700.0).then(|| (free * 0.42).min(size.width * 0.8))
        };
        let low = size.height < LOW;
        Self {
            time: (size.height * 0.2).min(size.width * 0.2).clamp(48.0, 320.0),
            instruction: (size.height * 0.0325).clamp(18.0, 44.0),
            ring,
            beside,
            edge: if size.width < space::BAR_UNDER { space::BASE } else { space::PAGE },
            keys: size.width >= 1200.0,
            two_lines: size.width < 1000.0,
            low,
        }
    }
}

pub(super) fn view<'a>(player: &Player, world: &World, size: Size) -> Element<'a, Message> {
    let roles = &world.roles(Place::Player);
    let inner = match player.stage() {
        Stage::Stopped => after::stopped(player, world, roles, size),
        Stage::Over => after::over(player, world, roles, size),
        Stage::Going | Stage::Paused | Stage::Leaving => running(player, world, roles, size),
    };
    // The window itself is of the ground's colour: to fill it again would cost at each step of the mark.
    let ground = container(inner).width(Length::Fill).height(Length::Fill);
    let ground: Element<'a, Message> = match player.stage() {
        // The whole window answers a click; while it asks whether to leave, only the buttons do.
        Stage::Going | Stage::Paused => {
            let big =
                if world.settings.any_key { player.elbow() } else { Message::Input(Input::Big) };
            mouse_area(ground).on_press(big).into()
        }
        Stage::Leaving | Stage::Stopped | Stage::Over => ground.into(),
    };
    // For those who do not hear: each cue lights the edge of the window.
    let flash = player.flash().filter(|_| world.settings.flash);
    let flash = flash.map(|sound| {
        let color = if sound == Cue::Release { roles.danger } else { roles.accent };
        container(iced::widget::space())
            .width(Length::Fill)
            .height(Length::Fill)
            .style(style::frame(color, FLASH))
    });
    stack![ground].push(flash).into()
}

/// Width of the light at the edge of the window.
const FLASH: f32 = 8.0;

fn running<'a>(player: &Player, world: &World, roles: &Roles, size: Size) -> Element<'a, Message> {
    let silent = matches!(world.sound, Sound::None { .. });
    let scale = Scale::of(size, u8::from(silent) + u8::from(world.unsaved.is_some()));
    let run = player.run();
    let words = words(player, roles, scale);
    let middle: Element<'a, Message> = match scale.ring {
        Some(ring) if scale.beside => row![
            container(wheel(player, world, roles, ring))
                .width(Length::FillPortion(54))
                .align_x(iced::Center)
                .align_y(iced::Center)
                .height(Length::Fill),
            container(words)
                .width(Length::FillPortion(46))
                .height(Length::Fill)
                .align_y(iced::Center)
        ]
        .spacing(space::WIDE)
        .into(),
        Some(ring) => {
            column![container(wheel(player, world, roles, ring)).center_x(Length::Fill), words]
                .spacing(space::BASE)
                .into()
        }
        None => words.into(),
    };
    let middle: Element<'a, Message> = if scale.beside {
        middle
    } else {
        card::scroll(container(middle).padding(iced::Padding::ZERO.right(space::BASE)), roles)
    };
    let bottom = if player.stage() == Stage::Leaving {
        controls::leaving(roles, scale)
    } else {
        controls::view(player, roles, scale)
    };
    let mut all =
        column![header(player, world, roles, scale), progress::bar(&segments(run, world), roles)]
            .spacing(space::BASE);
    if let Sound::None { why } = &world.sound {
        all = all.push(card::caution(&t!("no-sound"), why.clone(), roles));
    }
    if let Some(unsaved) = &world.unsaved {
        all = all.push(card::red_flag(&t!("not-saved-yet"), unsaved.clone(), roles));
    }
    let down = if scale.low { space::TIGHT } else { space::WIDE };
    all = all.push(container(middle).height(Length::Fill)).push(bottom);
    if scale.low {
        all = all.spacing(space::TIGHT);
    }
    all.padding([down, scale.edge]).into()
}

fn header<'a>(player: &Player, world: &World, roles: &Roles, scale: Scale) -> Element<'a, Message> {
    let run = player.run();
    let press = run.press();
    let point = run.plan().point_of(press);
    let names = row![
        type_scale::strong(point.title(), roles).size(20).line_height(1.3),
        type_scale::muted(session::place_and_hand(point, press.side), roles)
            .size(18)
            .line_height(1.4),
    ]
    .push((!scale.two_lines).then(|| controls::once_more(player, roles, scale)).flatten())
    .align_y(Alignment::Center)
    .spacing(space::SNUG)
    .wrap();
    let progress = playing::progress(run.plan(), run.step_index());
    let progress = progress.map(|words| type_scale::strong(words, roles));
    let total = t!("left-in-all", time = time::clock(run.total_left()));
    let (icon, volume, color) = match &world.sound {
        Sound::None { .. } => (Icon::SoundOff, t!("no-sound-short"), roles.caution),
        Sound::Quiet | Sound::Sounding { .. } => {
            (Icon::Sound, t!("percent", value = world.settings.cue_percent), roles.muted)
        }
    };
    // Not in the way of the ring: the key V does the same.
    let amount = session::amount(world.settings.amount);
    let amount = mouse_area(type_scale::muted(amount, roles)).on_press(Message::Amount);
    let mut state = row![].push(progress).push(type_scale::muted(total, roles));
    // A low window has no room for what can be set before a session.
    if !(scale.low && run.plan().points().len() > 1) {
        state = state.push(amount);
    }
    let state = state
        .push(icon.view(18.0, color))
        .push(type_scale::muted(volume, roles).color(color))
        .spacing(space::SNUG)
        .align_y(Alignment::Center);
    if scale.low {
        row![
            container(type_scale::strong(session::place_and_hand(point, press.side), roles))
                .width(Length::Fill),
            state
        ]
        .into()
    } else if scale.edge < space::PAGE {
        column![names, state].spacing(space::HAIR).into()
    } else {
        row![container(names).width(Length::Fill), state].align_y(Alignment::Center).into()
    }
}

/// The steps of the whole session; finding counts as a short one.
#[allow(clippy::cast_precision_loss, reason = "seconds of a session fit an f32")]
fn segments(run: &Run, world: &World) -> Vec<Segment> {
    let steps = run.plan().steps().iter().enumerate();
    steps
        .map(|(index, step)| {
            let here = index == run.step_index();
            let length = if here { run.length() } else { step.length };
            let length = length.map_or(8.0, |length| length.as_secs() as f32);
            let done = match (here, index < run.step_index()) {
                (_, true) => 1.0,
                (true, _) => run
                    .length()
                    .map_or(0.0, |length| shown_elapsed(run, world).div_duration_f32(length)),
                (false, false) => 0.0,
            };
            Segment { length, done: done.min(1.0) }
        })
        .collect()
}

/// The time spent in the step as far as it is drawn: in seconds, each beginning with the second that the clock
/// shows, and in fives of them under reduced motion. Drawing the ring finer cost as much again as the whole
/// session for what could hardly be seen.
fn shown_elapsed(run: &Run, world: &World) -> Duration {
    let quantum = if world.settings.reduced_motion { 5000 } else { 1000 };
    let Some((left, length)) = run.left().zip(run.length()) else { return run.elapsed() };
    let left = left.as_millis().div_ceil(quantum) * quantum;
    length.saturating_sub(Duration::from_millis(u64::try_from(left).unwrap_or(u64::MAX)))
}

fn wheel<'a>(player: &Player, world: &World, roles: &Roles, size: f32) -> Element<'a, Message> {
    let run = player.run();
    let press = run.press();
    let point = run.plan().point_of(press);
    let still = !matches!(run.state(), State::Going);
    let share = |part: Duration| run.length().map(|length| part.div_duration_f32(length));
    let mark = (run.step().phase == Phase::Press && press.until_release)
        .then(|| share(press.least))
        .flatten();
    let elapsed = shown_elapsed(run, world);
    let ring =
        Ring::new(share(elapsed).unwrap_or(0.0), mark.filter(|mark| *mark < 1.0), still, roles)
            .view(size);
    let edge = size * 0.085;
    let across = size - 2.0 * edge;
    let picture = figure::close_up(point, press.side, Detail::Bare).map(|what| {
        let colors = Colors::new(roles, world.settings.skin_tone).round(roles.surface);
        Figure::new(what, colors, world.pixels())
    });
    let picture = container(picture).padding(edge).width(size).height(size);
    let mut all = stack![picture].width(size).height(size);
    for (half, at) in marks_of(point, press.side) {
        let mark = Mark {
            movement: movement(run),
            moves: !still && !world.settings.reduced_motion,
            mirrored: half == Half::Right,
            inks: moving::Inks { point: roles.point, halo: roles.surface },
            density: world.pixels(),
        };
        let corner = Vec2::splat(edge) + at * across - Vec2::splat(MOVING);
        all = all.push(iced::widget::pin(mark).x(corner.x).y(corner.y));
    }
    all.push(ring).into()
}

/// Where the point of a press stands in its picture, on each half that is pressed and seen; nowhere for a point
/// that the form does not know.
fn marks_of(point: &Point, side: Side) -> Vec<(Half, Vec2)> {
    let (code, half) = (point.code.as_str(), figure::half(side));
    let Some(body) = body::body() else { return Vec::new() };
    let other = if side == Side::Both { body.other_stands_at(code, half) } else { None };
    let own = body.stands_at(code, half).map(|at| (half, at));
    own.into_iter().chain(other.map(|at| (half.other(), at))).collect()
}

/// What the mark on the picture does in the present step.
fn movement(run: &Run) -> Movement {
    let elapsed = run.elapsed();
    match (run.step().phase, run.press().motion) {
        (Phase::Press, Motion::Circular) => {
            Movement::Circle { elapsed, turn: run.turn(), circle: run.guidance().circle }
        }
        (Phase::Press, Motion::Steady) => {
            Movement::Press { elapsed: run.breathed(), breath: run.guidance().breath }
        }
        _ => Movement::Pulse,
    }
}

fn words<'a>(player: &Player, roles: &Roles, scale: Scale) -> Column<'a, Message> {
    let run = player.run();
    let (plan, step) = (run.plan(), run.step_index());
    let heading = match (player.stage(), run.state()) {
        (Stage::Leaving, _) => t!("standing-leaving"),
        (Stage::Paused, _) => t!("standing-paused"),
        (_, State::CountIn { left }) => {
            t!("counting-in", seconds = left.as_millis().div_ceil(1000).to_string())
        }
        _ => session::phase(plan, step),
    };
    let heading = type_scale::phase(heading, roles, scale.instruction * 0.84);
    let left = run.left().map(|left| type_scale::time(time::clock(left), roles, scale.time));
    let mut all = if scale.low {
        column![
            row![heading.width(Length::Fill)]
                .push(left)
                .spacing(space::BASE)
                .align_y(Alignment::Center)
        ]
    } else {
        column![heading].push(left)
    };
    all = all.spacing(if scale.low { space::HAIR } else { space::SNUG });
    if player.slept() {
        all = all.push(card::caution("", t!("standing-slept"), roles));
    }
    let instruction = session::instruction(plan, step);
    if !instruction.is_empty() {
        all = all.push(
            type_scale::instruction(instruction, roles, scale.instruction).width(Length::Fill),
        );
    }
    let finding = run.step().phase == Phase::Find;
    if finding || player.again {
        all = all.push(finding_steps(run, roles, scale));
    }
    if let Some(remark) = player
        .remark
        .as_ref()
        .map(|(remark, _)| remark.clone())
        .or_else(|| session::release_hint(run))
    {
        all = all.push(
            type_scale::muted(remark, roles)
                .size((scale.instruction * 0.7).max(16.0))
                .line_height(1.4),
        );
    }
    if !player.again {
        let resting = run.step().phase == Phase::Rest;
        let guide = plan.point_of(run.press()).guide.as_ref().filter(|_| resting);
        let posture = guide.map(|guide| guide.posture.clone()).filter(|words| !words.is_empty());
        let posture = posture.map(|words| type_scale::muted(words, roles).width(Length::Fill));
        let words = column![type_scale::body(session::next(plan, step), roles)].push(posture);
        let next = row![
            type_scale::muted(t!("next"), roles).width(64),
            words.spacing(space::HAIR).width(Length::Fill)
        ]
        .spacing(space::BASE);
        all = all.push(
            container(next)
                .padding([space::BASE, space::BASE + 4.0])
                .max_width(520)
                .style(style::card(roles)),
        );
    }
    all.width(Length::Fill)
}

fn finding_steps<'a>(run: &Run, roles: &Roles, scale: Scale) -> Element<'a, Message> {
    let point = run.plan().point_of(run.press());
    let Some(guide) = &point.guide else { return iced::widget::space().into() };
    let size = (scale.instruction * 0.86).max(17.0);
    let line = |(index, line): (usize, &String)| -> Element<'a, Message> {
        row![
            type_scale::instruction(format!("{}.", index + 1), roles, size).color(roles.muted),
            type_scale::instruction(line.clone(), roles, size).width(Length::Fill)
        ]
        .spacing(space::TIGHT)
        .into()
    };
    let mut steps =
        Column::with_children(guide.find.iter().enumerate().map(line)).spacing(space::TIGHT);
    if !guide.feel.is_empty() {
        steps = steps.push(
            type_scale::muted(guide.feel.clone(), roles)
                .size(size * 0.85)
                .line_height(1.4)
                .width(Length::Fill),
        );
    }
    steps.width(Length::Fill).into()
}
