//! The settings: each takes effect at once and is remembered.

use iced::widget::{Column, column, row};
use iced::{Alignment, Length, Size};

use super::{Sound, World, page};
use crate::domain::settings::{Settings, SkinTone, ThemeChoice};
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::style::Kind;
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, field, space, type_scale};

/// What a person does here.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// Set everything so.
    Set(Box<Settings>),
    /// Let the sound be heard.
    TestSound,
    /// Look for sound devices.
    FindDevices,
    /// Open the folder with the files.
    OpenFolder,
}

/// What the app should do.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Make these the settings.
    Set(Box<Settings>),
    /// Let the sound be heard.
    TestSound,
    /// Look for sound devices.
    FindDevices,
    /// Open the folder with the files.
    OpenFolder,
}

/// Takes what the person did.
#[must_use]
pub fn update(message: Message) -> Action {
    match message {
        // Typing a number passes through states that are not numbers yet: those are kept as typed.
        Message::Set(settings) => {
            let typed = settings.emergency_number.clone();
            let mut settings = settings.within_ranges();
            if settings.emergency_number != typed {
                settings.emergency_number = typed
                    .chars()
                    .filter(|c| c.is_ascii_digit() || "+-() ".contains(*c))
                    .take(20)
                    .collect();
            }
            Action::Set(Box::new(settings))
        }
        Message::TestSound => Action::TestSound,
        Message::FindDevices => Action::FindDevices,
        Message::OpenFolder => Action::OpenFolder,
    }
}

/// A message that changes one thing.
fn set(settings: &Settings, change: impl FnOnce(&mut Settings)) -> Message {
    let mut settings = settings.clone();
    change(&mut settings);
    Message::Set(Box::new(settings))
}

/// The screen.
pub fn view<'a>(world: &World, size: Size) -> Element<'a, Message> {
    let roles = &world.roles(Place::House);
    let content = column![
        type_scale::title(t!("settings"), roles),
        group(t!("settings-look"), look(&world.settings, roles), roles),
        group(t!("settings-sound"), sound(world, roles), roles),
        group(t!("settings-pace"), pace(&world.settings, roles), roles),
        group(t!("settings-safety"), safety(&world.settings, roles), roles),
        group(t!("settings-files"), files(world, roles), roles),
    ]
    .spacing(space::BROAD);
    page(content, world, roles, size)
}

fn group<'a>(label: String, fields: Column<'a, Message>, roles: &Roles) -> Element<'a, Message> {
    column![type_scale::section(label, roles), card::line(roles), fields.spacing(space::WIDE)]
        .spacing(space::SNUG)
        .into()
}

fn look<'a>(settings: &Settings, roles: &Roles) -> Column<'a, Message> {
    let themes = [
        (ThemeChoice::System, t!("theme-system")),
        (ThemeChoice::Paper, t!("theme-paper")),
        (ThemeChoice::Night, t!("theme-night")),
        (ThemeChoice::HighContrast, t!("theme-contrast")),
    ];
    let chips =
        field::chips(themes, settings.theme, |theme| set(settings, |all| all.theme = theme), roles);
    let text = settings.text_percent;
    let step = |to: u16| set(settings, |all| all.text_percent = to);
    let stepper = field::stepper(
        t!("percent", value = text),
        (text > 100).then(|| step(text - 10)),
        (text < 200).then(|| step(text + 10)),
        roles,
    );
    let skins = [
        (SkinTone::Light, t!("skin-light")),
        (SkinTone::Medium, t!("skin-medium")),
        (SkinTone::Brown, t!("skin-brown")),
        (SkinTone::Dark, t!("skin-dark")),
    ];
    let skins = field::chips(
        skins,
        settings.skin_tone,
        |tone| set(settings, |all| all.skin_tone = tone),
        roles,
    );
    let motion = [(false, t!("motion-full")), (true, t!("motion-reduced"))];
    let motion = field::chips(
        motion,
        settings.reduced_motion,
        |on| set(settings, |all| all.reduced_motion = on),
        roles,
    );
    column![
        field::labelled(t!("settings-theme"), Some(t!("settings-theme-hint")), chips, roles),
        field::labelled(t!("settings-text"), None, stepper, roles),
        field::labelled(t!("settings-skin"), None, skins, roles),
        field::labelled(t!("settings-motion"), Some(t!("settings-motion-hint")), motion, roles),
    ]
}

fn sound<'a>(world: &World, roles: &Roles) -> Column<'a, Message> {
    let settings = &world.settings;
    let volume = |value: u8| if value == 0 { t!("off") } else { t!("percent", value = value) };
    let (for_cues, for_beat) = (settings.clone(), settings.clone());
    let cues = field::percent(
        settings.cue_percent,
        volume(settings.cue_percent),
        move |value| set(&for_cues, |all| all.cue_percent = value),
        roles,
    );
    let beat = field::percent(
        settings.beat_percent,
        volume(settings.beat_percent),
        move |value| set(&for_beat, |all| all.beat_percent = value),
        roles,
    );
    let mut names: Vec<Option<String>> = vec![None];
    names.extend(world.devices.iter().cloned().map(Some));
    if settings.sound_device.is_some() && !names.contains(&settings.sound_device) {
        names.push(settings.sound_device.clone());
    }
    let devices = names
        .iter()
        .enumerate()
        .map(|(index, name)| (index, name.clone().unwrap_or_else(|| t!("device-system"))));
    let chosen = names.iter().position(|name| *name == settings.sound_device).unwrap_or_default();
    let devices = field::chips(
        devices,
        chosen,
        |index| set(settings, |all| all.sound_device.clone_from(&names[index])),
        roles,
    );
    let find =
        card::button(Kind::Link, None, t!("device-find"), None, Some(Message::FindDevices), roles);
    let test = card::button(
        Kind::Plain,
        Some(Icon::Sound),
        t!("sound-test"),
        None,
        Some(Message::TestSound),
        roles,
    );
    let heard = match &world.sound {
        Sound::Quiet => t!("sound-quiet"),
        Sound::Sounding { device } => t!("sound-on", device = device.clone()),
        Sound::None { why } => t!("sound-none", why = why.clone()),
    };
    column![
        field::labelled(t!("settings-cues"), None, cues, roles),
        field::labelled(t!("settings-beat"), Some(t!("settings-beat-hint")), beat, roles),
        field::labelled(
            t!("settings-device"),
            None,
            column![devices, find].spacing(space::TIGHT),
            roles
        ),
        row![test, type_scale::small(heard, roles).width(Length::Fill)]
            .spacing(space::BASE)
            .align_y(Alignment::Center),
    ]
}

fn pace<'a>(settings: &Settings, roles: &Roles) -> Column<'a, Message> {
    let change = settings.change_seconds;
    let to = |seconds: u16| set(settings, |all| all.change_seconds = seconds);
    let change = field::stepper(
        t!("length-seconds", seconds = change),
        (change > 3).then(|| to(change - 1)),
        (change < 60).then(|| to(change + 1)),
        roles,
    );
    let waits = [None, Some(10), Some(20), Some(30), Some(45), Some(60)].map(|wait| {
        (
            wait,
            wait.map_or_else(
                || t!("wait-for-key"),
                |seconds| t!("length-seconds", seconds = seconds),
            ),
        )
    });
    let wait = field::chips(
        waits,
        settings.find_wait_seconds,
        |wait| set(settings, |all| all.find_wait_seconds = wait),
        roles,
    );
    column![
        field::labelled(t!("settings-change"), Some(t!("settings-change-hint")), change, roles),
        field::labelled(t!("settings-wait"), Some(t!("settings-wait-hint")), wait, roles),
    ]
}

fn safety<'a>(settings: &Settings, roles: &Roles) -> Column<'a, Message> {
    let all = settings.clone();
    let number = field::line(
        "112",
        &settings.emergency_number,
        move |number| set(&all, |all| all.emergency_number = number),
        roles,
    );
    column![field::labelled(
        t!("settings-emergency"),
        Some(t!("settings-emergency-hint")),
        number,
        roles
    )]
}

fn files<'a>(world: &World, roles: &Roles) -> Column<'a, Message> {
    let open = card::button(
        Kind::Plain,
        Some(Icon::Folder),
        t!("open-folder"),
        None,
        Some(Message::OpenFolder),
        roles,
    );
    column![
        field::labelled(
            t!("settings-where"),
            Some(t!("settings-where-hint")),
            type_scale::body(world.files.clone(), roles),
            roles
        ),
        open,
        type_scale::small(t!("about-not-medical"), roles).width(Length::Fill),
        type_scale::small(t!("about-version", version = env!("CARGO_PKG_VERSION")), roles),
    ]
}
