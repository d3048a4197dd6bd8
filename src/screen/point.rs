//! The page of a point: everything that is known of it, what was chosen, and Start.

use std::time::Duration;

use iced::widget::{Column, column, container, row};
use iced::{Alignment, Length, Size};

use super::{World, stacked};
use crate::domain::code::Code;
use crate::domain::plan::{Choices, Dose, Pacing, Plan, Sides};
use crate::domain::point::{Evidence, EvidenceKind, Grade, Guide, Origin, Point, Side};
use crate::domain::technique::Technique;
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, field, figure, space, type_scale};
use crate::words::{session, time};

/// The page of one point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointPage {
    code: Code,
    /// The side that the picture shows.
    side: Side,
    /// Whether the choices stand open.
    choosing: bool,
}

/// What a person does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Show that side on the picture.
    Show(Side),
    /// Open or close the choices.
    Choosing(bool),
    /// Choose this.
    Choose(Choices),
    /// Open the page of a related point.
    Open(Code),
    /// Back to the list.
    Back,
    /// Start.
    Start,
}

/// What the app should do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Remember these choices for this point.
    Remember(Code, Choices),
    /// Open the page of that point.
    Open(Code),
    /// Back to the list.
    Back,
    /// To the caution prompt for that point.
    Start(Code),
}

/// A window lower than this has no room for a picture above the words.
const LOW: f32 = 480.0;

/// By how much a step makes a fixed press longer or shorter.
const STEP: Duration = Duration::from_secs(15);

impl PointPage {
    /// The page of that point.
    #[must_use]
    pub const fn new(code: Code) -> Self {
        Self { code, side: Side::Left, choosing: false }
    }

    /// The point it shows.
    #[must_use]
    pub const fn code(&self) -> &Code {
        &self.code
    }

    /// Takes what the person did.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Show(side) => self.side = side,
            Message::Choosing(open) => self.choosing = open,
            Message::Choose(choices) => {
                match choices.sides {
                    Sides::Left => self.side = Side::Left,
                    Sides::Right => self.side = Side::Right,
                    Sides::Both => {}
                }
                return Action::Remember(self.code.clone(), choices);
            }
            Message::Open(code) => return Action::Open(code),
            Message::Back => return Action::Back,
            Message::Start => return Action::Start(self.code.clone()),
        }
        Action::None
    }

    /// The screen.
    pub fn view<'a>(&self, world: &World, size: Size) -> Element<'a, Message> {
        let roles = &world.roles(Place::House);
        let Some(point) = world.catalogue.find(self.code.as_str()) else {
            return type_scale::body(t!("point-unknown", code = self.code.to_string()), roles)
                .into();
        };
        let narrow = size.width < space::BAR_UNDER;
        let edge = if narrow { space::BASE } else { space::PAGE };
        let text =
            container(Self::text(point, roles)).padding([space::BROAD, edge]).width(Length::Fill);
        let bar = self.start_bar(point, world, roles, size, edge);
        if stacked(size) {
            // In a low window the words come first; the picture would be too small to help.
            let picture = if size.height < LOW {
                container(self.top(point, roles))
            } else {
                container(self.picture(point, roles))
                    .height((size.height * 0.42).clamp(200.0, 420.0))
            };
            let all = column![picture.width(Length::Fill).style(style::fill(roles.sunk)), text];
            return column![card::scroll(all, roles), bar].into();
        }
        row![
            container(self.picture(point, roles))
                .width(Length::FillPortion(56))
                .height(Length::Fill)
                .style(style::fill(roles.sunk)),
            column![card::scroll(text, roles), bar].width(Length::FillPortion(64))
        ]
        .into()
    }

    fn picture<'a>(&self, point: &Point, roles: &Roles) -> Element<'a, Message> {
        let side = self.side_of(point);
        let picture = container(figure::view(point.region, side)).padding([0.0, space::WIDE]);
        let caption = t!("figure-region-only", place = session::place(point, side));
        column![
            self.top(point, roles),
            picture.height(Length::Fill),
            container(type_scale::small(caption, roles)).padding([space::SNUG, space::WIDE])
        ]
        .width(Length::Fill)
        .height(Length::Fill)
        .into()
    }

    fn side_of(&self, point: &Point) -> Side {
        if point.bilateral { self.side } else { Side::Midline }
    }

    fn top<'a>(&self, point: &Point, roles: &Roles) -> Element<'a, Message> {
        let back = card::button(
            Kind::Link,
            Some(Icon::Back),
            t!("points"),
            None,
            Some(Message::Back),
            roles,
        );
        let mut top = row![back].spacing(space::TIGHT).align_y(Alignment::Center);
        if point.bilateral {
            let sides = [(Side::Left, t!("left-side")), (Side::Right, t!("right-side"))];
            top = top.push(iced::widget::space().width(Length::Fill)).push(field::chips(
                sides,
                self.side_of(point),
                Message::Show,
                roles,
            ));
        }
        top.padding([space::BASE, space::WIDE]).width(Length::Fill).into()
    }

    fn text<'a>(point: &Point, roles: &Roles) -> Column<'a, Message> {
        let mut lead = format!(
            "{} · {}",
            t!("meridian", name = point.meridian.name()),
            session::region(point.region)
        );
        if point.origin == Origin::Own {
            lead = format!("{lead} · {}", t!("points-own"));
        }
        let who = point.code.who().map(|who| type_scale::small(t!("who-code", code = who), roles));
        let mut names = row![type_scale::subtitle(point.english.clone(), roles)]
            .spacing(space::SNUG)
            .align_y(Alignment::Center);
        if let Some(who) = who {
            names = names.push(who);
        }
        let heading = column![
            type_scale::small(lead, roles).size(15),
            row![
                type_scale::title(point.title(), roles),
                type_scale::han(point.chinese.clone(), roles)
            ]
            .spacing(space::SNUG)
            .wrap(),
            names,
        ]
        .spacing(2);
        let mut all = Column::new().push(heading).spacing(space::WIDE).max_width(space::MEASURE);
        if let Grade::No { why } = &point.grade {
            all = all.push(card::red_flag(&t!("point-not-offered"), why.clone(), roles));
        }
        if let Some(guide) = &point.guide {
            if !guide.introduction.is_empty() {
                all = all
                    .push(type_scale::body(guide.introduction.clone(), roles).width(Length::Fill));
            }
            all = all.push(card::section(
                t!("section-find"),
                card::numbered(&guide.find, roles),
                roles,
            ));
        }
        let where_ = type_scale::body(point.location.clone(), roles).width(Length::Fill);
        all = all.push(card::section(t!("section-location"), where_, roles));
        match &point.guide {
            Some(guide) => Self::guide(all, guide, point, roles),
            None => all.push(type_scale::muted(t!("point-no-guide"), roles).width(Length::Fill)),
        }
    }

    fn guide<'a>(
        mut all: Column<'a, Message>,
        guide: &Guide,
        point: &Point,
        roles: &Roles,
    ) -> Column<'a, Message> {
        let body = |words: String| type_scale::body(words, roles).width(Length::Fill);
        let section =
            |label: String, words: &str| card::section(label, body(words.to_owned()), roles);
        let mut press = column![body(session::technique(&guide.technique))];
        for more in [&guide.press, &guide.how_often].into_iter().filter(|more| !more.is_empty()) {
            press = press.push(body(more.clone()));
        }
        all = all.push(card::section(t!("section-press"), press, roles));
        if !guide.feel.is_empty() {
            all = all.push(section(t!("section-feel"), &guide.feel));
        }
        if !guide.traditional_uses.is_empty() {
            let tags = guide.traditional_uses.iter().map(|word| card::tag(word.clone(), roles));
            let tags = iced::widget::Row::with_children(tags)
                .spacing(space::TIGHT)
                .wrap()
                .vertical_spacing(space::TIGHT);
            all = all.push(card::section(t!("section-uses"), tags, roles));
        }
        if !guide.conditions.is_empty() {
            all = all.push(section(t!("section-conditions"), &guide.conditions.join(" · ")));
        }
        all = all.push(card::caution(&t!("care"), guide.caution.clone(), roles));
        if let Some(why) =
            point.grade.why().filter(|_| matches!(point.grade, Grade::WithCare { .. }))
        {
            all = all.push(card::caution(&t!("with-care"), why.to_owned(), roles));
        }
        if !guide.related.is_empty() {
            let related = guide.related.iter().map(|related| {
                let name = format!("{} {}", related.written, related.name);
                let open = related.code.clone().map(Message::Open);
                let chip =
                    card::button(Kind::Chip { chosen: false }, None, name, None, open, roles);
                let why = type_scale::muted(related.why.clone(), roles).width(Length::Fill);
                Element::from(row![chip, why].spacing(space::SNUG).align_y(Alignment::Center))
            });
            all = all.push(card::section(
                t!("section-related"),
                Column::with_children(related).spacing(space::TIGHT),
                roles,
            ));
        }
        if !guide.questions.is_empty() {
            let asked = guide.questions.iter().map(|asked| {
                Element::from(column![
                    type_scale::strong(asked.question.clone(), roles),
                    body(asked.answer.clone())
                ])
            });
            all = all.push(card::section(
                t!("section-questions"),
                Column::with_children(asked).spacing(space::SNUG),
                roles,
            ));
        }
        if !guide.evidence.is_empty() {
            let found = guide.evidence.iter().map(|found| body(evidence(found)).into());
            all = all.push(card::section(
                t!("section-evidence"),
                Column::with_children(found).spacing(space::HAIR),
                roles,
            ));
        }
        if !point.notes.is_empty() {
            all = all.push(section(t!("section-notes"), &point.notes.join("\n")));
        }
        all.push(
            type_scale::small(t!("sources", sources = point.sources.join(", ")), roles)
                .width(Length::Fill),
        )
    }

    fn start_bar<'a>(
        &self,
        point: &Point,
        world: &World,
        roles: &Roles,
        size: Size,
        edge: f32,
    ) -> Element<'a, Message> {
        let (Some(choices), Ok(playable)) = (world.choices(point), point.playable()) else {
            return iced::widget::space().into();
        };
        let pacing =
            Pacing { change: world.settings.change(), find_wait: world.settings.find_wait() };
        let total =
            Plan::new(&[(playable, choices)], pacing).map(|plan| plan.total()).unwrap_or_default();
        let about = t!("about-time", time = time::length(total));
        let change = if self.choosing { t!("choices-close") } else { t!("choices-change") };
        let words = column![
            type_scale::strong(session::choices(point, choices), roles),
            row![
                type_scale::small(format!("{about} ·"), roles).size(15),
                card::button(
                    Kind::Link,
                    None,
                    change,
                    None,
                    Some(Message::Choosing(!self.choosing)),
                    roles
                ),
            ]
            .spacing(space::HAIR)
            .align_y(Alignment::Center)
        ]
        .width(Length::Fill);
        let start = card::button(
            Kind::Main,
            Some(Icon::Play),
            t!("start"),
            None,
            Some(Message::Start),
            roles,
        )
        .padding([16, 26]);
        let mut bar = column![card::line(roles)].spacing(space::BASE);
        if self.choosing {
            let fields = choosing(point, &playable.guide().technique, choices, roles);
            // In a low window the choices scroll, so that Start stays in reach.
            bar = bar.push(if size.height < LOW {
                Element::from(
                    container(card::scroll(fields, roles)).height((size.height * 0.5).max(120.0)),
                )
            } else {
                fields.into()
            });
        }
        bar = bar.push(row![words, start].spacing(space::BASE).align_y(Alignment::Center));
        container(bar)
            .padding(iced::Padding {
                bottom: if size.height < LOW { space::SNUG } else { space::WIDE },
                left: edge,
                right: edge,
                top: 0.0,
            })
            .into()
    }
}

fn evidence(found: &Evidence) -> String {
    let kind = match found.kind {
        EvidenceKind::Trial => t!("evidence-trial"),
        EvidenceKind::Clinic => t!("evidence-clinic"),
        EvidenceKind::Tradition => t!("evidence-tradition"),
    };
    format!("{kind}: {} ({})", found.text, found.source)
}

fn choosing<'a>(
    point: &Point,
    technique: &Technique,
    choices: Choices,
    roles: &Roles,
) -> Column<'a, Message> {
    let choose = |choices: Choices| Message::Choose(choices);
    let mut all = Column::new().spacing(space::BASE).width(Length::Fill);
    if point.bilateral {
        let sides = [
            (Sides::Both, t!("both-in-turn")),
            (Sides::Left, t!("left-side")),
            (Sides::Right, t!("right-side")),
        ];
        let chips =
            field::chips(sides, choices.sides, |sides| choose(Choices { sides, ..choices }), roles);
        all = all.push(card::section(t!("choose-side"), chips, roles));
    }
    if technique.motions.len() > 1 {
        let motions = technique
            .motions
            .iter()
            .map(|motion| (*motion, session::capital(&session::motion(*motion))));
        let chips = field::chips(
            motions,
            choices.motion,
            |motion| choose(Choices { motion, ..choices }),
            roles,
        );
        all = all.push(card::section(t!("choose-motion"), chips, roles));
    }
    let fixed = match choices.dose {
        Dose::Fixed(time) => time,
        Dose::UntilRelease => technique.default,
    };
    let dose = |dose: Dose| choose(Choices { dose, ..choices });
    let mut time_row = row![].spacing(space::BASE).align_y(Alignment::Center);
    if technique.until_release {
        let until = choices.dose == Dose::UntilRelease;
        let chips = [(true, t!("until-release")), (false, t!("fixed-time"))];
        let chips = field::chips(
            chips,
            until,
            |until| dose(if until { Dose::UntilRelease } else { Dose::Fixed(fixed) }),
            roles,
        );
        time_row = time_row.push(chips);
    }
    if choices.dose != Dose::UntilRelease {
        let less = (fixed > technique.least)
            .then(|| dose(Dose::Fixed((fixed.saturating_sub(STEP)).max(technique.least))));
        let more =
            (fixed < technique.most).then(|| dose(Dose::Fixed((fixed + STEP).min(technique.most))));
        time_row = time_row.push(field::stepper(time::length(fixed), less, more, roles));
    }
    let hint = t!("choose-time-range", range = time::range(technique.least, technique.most));
    let time_column =
        column![time_row.wrap().vertical_spacing(space::TIGHT), type_scale::small(hint, roles)]
            .spacing(space::HAIR);
    all.push(card::section(t!("choose-time"), time_column, roles))
}
