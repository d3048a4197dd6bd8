//! The settings: each takes effect at once and is remembered.

use iced::widget::{Column, column, row};
use iced::{Alignment, Length, Size};

use super::{Sound, World, page};
use crate::domain::settings::{Settings, SkinTone, ThemeChoice};
use crate::domain::speech::Amount;
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::style::Kind;
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, field, space, type_scale};
use crate::words::session;

/// What a person does here.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// Set everything so.
    Set(Box<Settings>),
    /// Let the sound be heard.
    TestSound,
    /// Look for sound devices.
    FindDevices,
    /// Look for voices on this machine.
    FindVoices,
    /// Let the voice be heard.
    TestVoice,
    /// Open the folder with the files.
    OpenFolder,
    /// Copy everything to that folder now.
    BackUp(String),
    /// To the reminders.
    Reminders,
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
    /// Look for voices on this machine.
    FindVoices,
    /// Let the voice be heard.
    TestVoice,
    /// Open the folder with the files.
    OpenFolder,
    /// Copy everything to that folder now.
    BackUp(String),
    /// To the reminders.
    Reminders,
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
        Message::FindVoices => Action::FindVoices,
        Message::TestVoice => Action::TestVoice,
        Message::OpenFolder => Action::OpenFolder,
        Message::BackUp(folder) => Action::BackUp(folder),
        Message::Reminders => Action::Reminders,
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
        group(t!("settings-voice"), voice(world, roles), roles),
        group(t!("settings-sound"), sound(world, roles), roles),
        group(t!("settings-hands"), hands(&world.settings, roles), roles),
        group(t!("settings-pace"), pace(&world.settings, roles), roles),
        group(t!("settings-safety"), safety(&world.settings, roles), roles),
        group(t!("reminders"), reminders(world, roles), roles),
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
    let for_cues = settings.clone();
    let cues = field::percent(
        settings.cue_percent,
        volume(settings.cue_percent),
        move |value| set(&for_cues, |all| all.cue_percent = value),
        roles,
    );
    let loudness = || {
        [
            (Loudness::Off, t!("loudness-off")),
            (Loudness::Low, t!("loudness-low")),
            (Loudness::Normal, t!("loudness-normal")),
        ]
    };
    let beat = field::chips(
        loudness(),
        Loudness::of(settings.beat_percent),
        |one| set(settings, |all| all.beat_percent = one.percent()),
        roles,
    );
    let circles = settings.circles_per_minute;
    let to = |rate: u16| set(settings, |all| all.circles_per_minute = rate);
    let rate = field::stepper(
        t!("a-minute", rate = circles.to_string()),
        (circles > 20).then(|| to(circles - 5)),
        (circles < 60).then(|| to(circles + 5)),
        roles,
    );
    let breath = field::chips(
        loudness(),
        Loudness::of(settings.breath_percent),
        |one| set(settings, |all| all.breath_percent = one.percent()),
        roles,
    );
    let tenths = settings.breath_tenths;
    let to = |rate: u16| set(settings, |all| all.breath_tenths = rate);
    let breaths = field::stepper(
        t!("a-minute", rate = format!("{}.{}", tenths / 10, tenths % 10)),
        (tenths > 45).then(|| to(tenths - 5)),
        (tenths < 70).then(|| to(tenths + 5)),
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
        field::labelled(
            t!("settings-beat"),
            Some(t!("settings-beat-hint")),
            row![beat, rate].spacing(space::WIDE).wrap().vertical_spacing(space::TIGHT),
            roles
        ),
        field::labelled(
            t!("settings-breath"),
            Some(t!("settings-breath-hint")),
            row![breath, breaths].spacing(space::WIDE).wrap().vertical_spacing(space::TIGHT),
            roles
        ),
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

/// How loud what paces hands and breath is. The settings keep it in per cent; these are the three steps offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loudness {
    Off,
    Low,
    Normal,
}

impl Loudness {
    const fn percent(self) -> u8 {
        match self {
            Self::Off => 0,
            Self::Low => 25,
            Self::Normal => 50,
        }
    }

    /// The step nearest to that volume.
    const fn of(percent: u8) -> Self {
        match percent {
            0 => Self::Off,
            1..=37 => Self::Low,
            _ => Self::Normal,
        }
    }
}

fn voice<'a>(world: &World, roles: &Roles) -> Column<'a, Message> {
    let settings = &world.settings;
    let amounts = Amount::ALL.map(|amount| (amount, session::amount(amount)));
    let amount = field::chips(
        amounts,
        settings.amount,
        |amount| set(settings, |all| all.amount = amount),
        roles,
    );
    let for_voice = settings.clone();
    let percent = settings.voice_percent;
    let words = if percent == 0 { t!("off") } else { t!("percent", value = percent) };
    let volume = field::percent(
        percent,
        words,
        move |value| set(&for_voice, |all| all.voice_percent = value),
        roles,
    );
    let mut voices = vec![(None, t!("voice-own"))];
    voices.extend(world.voices.iter().map(|(key, name)| (Some(key.clone()), name.clone())));
    if let Some(chosen) = &settings.voice
        && !voices.iter().any(|(key, _)| key.as_ref() == Some(chosen))
    {
        voices.push((Some(chosen.clone()), chosen.clone()));
    }
    let chosen = voices.iter().position(|(key, _)| *key == settings.voice).unwrap_or_default();
    let names = voices.iter().enumerate().map(|(index, (_, name))| (index, name.clone()));
    let who = field::chips(
        names.collect::<Vec<_>>(),
        chosen,
        |index| set(settings, |all| all.voice.clone_from(&voices[index].0)),
        roles,
    );
    let find =
        card::button(Kind::Link, None, t!("voice-find"), None, Some(Message::FindVoices), roles);
    let test = card::button(
        Kind::Plain,
        Some(Icon::Sound),
        t!("voice-test"),
        None,
        Some(Message::TestVoice),
        roles,
    );
    column![
        field::labelled(t!("settings-amount"), Some(t!("settings-amount-hint")), amount, roles),
        field::labelled(t!("settings-voice-volume"), None, volume, roles),
        field::labelled(
            t!("settings-who"),
            Some(t!("settings-who-hint")),
            column![who, find].spacing(space::TIGHT),
            roles
        ),
        test,
    ]
}

fn hands<'a>(settings: &Settings, roles: &Roles) -> Column<'a, Message> {
    let keys = [(false, t!("keys-usual")), (true, t!("keys-any"))];
    let keys =
        field::chips(keys, settings.any_key, |on| set(settings, |all| all.any_key = on), roles);
    let flash = [(true, t!("flash-on")), (false, t!("off"))];
    let flash =
        field::chips(flash, settings.flash, |on| set(settings, |all| all.flash = on), roles);
    column![
        field::labelled(t!("settings-keys"), Some(t!("settings-keys-hint")), keys, roles),
        field::labelled(t!("settings-flash"), Some(t!("settings-flash-hint")), flash, roles),
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
    let ask = [(true, t!("ask-on")), (false, t!("off"))];
    let ask = field::chips(
        ask,
        settings.ask_ratings,
        |on| set(settings, |all| all.ask_ratings = on),
        roles,
    );
    column![
        field::labelled(t!("settings-change"), Some(t!("settings-change-hint")), change, roles),
        field::labelled(t!("settings-wait"), Some(t!("settings-wait-hint")), wait, roles),
        field::labelled(t!("settings-ask"), Some(t!("settings-ask-hint")), ask, roles),
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

fn reminders<'a>(world: &World, roles: &Roles) -> Column<'a, Message> {
    let count = world.reminders.iter().filter(|one| one.is_on).count();
    let words = t!("settings-reminders", count = count);
    let open = Some(Message::Reminders);
    let open =
        card::button(Kind::Plain, Some(Icon::Clock), t!("reminders-open"), None, open, roles);
    column![type_scale::body(words, roles).width(Length::Fill), open].spacing(space::SNUG)
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
        backup(world, roles),
        type_scale::small(t!("about-not-medical"), roles).width(Length::Fill),
        type_scale::small(t!("about-version", version = env!("CARGO_PKG_VERSION")), roles),
    ]
}

/// Where a copy of everything goes each week.
fn backup<'a>(world: &World, roles: &Roles) -> Element<'a, Message> {
    let settings = world.settings.clone();
    let folder = settings.backup_folder.clone().unwrap_or_default();
    let on_input = move |text: String| {
        set(&settings, |settings| {
            settings.backup_folder = (!text.trim().is_empty()).then_some(text);
        })
    };
    let typed = field::text(&t!("settings-backup-where"), &folder, on_input, roles);
    let now = (!folder.trim().is_empty()).then(|| {
        let message = Some(Message::BackUp(folder.clone()));
        card::button(Kind::Plain, None, t!("settings-backup-now"), None, message, roles)
    });
    let line = iced::widget::row![typed].push(now).spacing(space::SNUG).align_y(iced::Center);
    field::labelled(t!("settings-backup"), Some(t!("settings-backup-hint")), line, roles)
}
