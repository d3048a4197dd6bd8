//! Everything that is known of a point, well set.

use iced::widget::{Column, Row, column, row};
use iced::{Alignment, Length};

use super::Message;
use crate::domain::point::{Evidence, Grade, Guide, NotPlayable, Origin, Point};
use crate::domain::profile::Suited;
use crate::screen::World;
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::style::Kind;
use crate::ui::theme::Roles;
use crate::ui::{Element, card, space, type_scale};
use crate::words::{library, measure, session};

/// All of it, from the names to the sources, with a picture after the names where it stands among the words.
pub(super) fn text<'a>(
    point: &Point,
    picture: Option<Element<'a, Message>>,
    world: &World,
    roles: &Roles,
) -> Column<'a, Message> {
    let mut all = Column::new()
        .push(heading(point, roles))
        .push(picture)
        .spacing(space::WIDE)
        .max_width(space::MEASURE);
    let suited = world.person().suit(point);
    // Pressed as the person's answers allow it, not as the catalogue has it.
    let adapted = suited.as_ref().ok().map(Suited::adapted);
    let shown = adapted.as_ref().unwrap_or(point);
    match suited {
        Err(NotPlayable::GradedNo { why, .. }) => {
            all = all.push(card::red_flag(&t!("point-not-offered"), why, roles));
        }
        Err(NotPlayable::LeftOut { because, .. }) => {
            let words = t!("point-left-out-because", because = because);
            let change = card::button(
                Kind::Plain,
                Some(Icon::Person),
                t!("about-me"),
                None,
                Some(Message::AboutMe),
                roles,
            );
            all = all.push(
                column![card::red_flag(&t!("point-left-out"), words, roles), change]
                    .spacing(space::SNUG),
            );
        }
        Ok(_) | Err(NotPlayable::NoGuide { .. } | NotPlayable::Unknown { .. }) => {}
    }
    if let Some(guide) = &point.guide {
        if !guide.introduction.is_empty() {
            all = all.push(body(guide.introduction.clone(), roles));
        }
        let mut find = Column::new().spacing(space::HAIR);
        if !guide.posture.is_empty() {
            find = find.push(type_scale::muted(guide.posture.clone(), roles).width(Length::Fill));
        }
        let find = find.push(card::numbered(&guide.find, roles));
        all = all.push(card::section(t!("section-find"), find, roles));
    }
    let mut place = column![body(point.location.clone(), roles)];
    if let Some(measure) = &point.measure {
        let measure = measure::words(measure);
        place = place.push(type_scale::small(measure, roles).width(Length::Fill));
    }
    all = all.push(card::section(t!("section-location"), place, roles));
    all = match &shown.guide {
        Some(guide) => how(all, guide, point, world, roles),
        None if matches!(point.grade, Grade::No { .. }) => all,
        None => all.push(type_scale::muted(t!("point-no-guide"), roles).width(Length::Fill)),
    };
    all = all.push(neighbours(point, world, roles));
    if !point.notes.is_empty() {
        let notes = body(point.notes.join("\n"), roles);
        all = all.push(card::section(t!("section-notes"), notes, roles));
    }
    let sources = point
        .sources
        .iter()
        .map(|id| type_scale::small(world.source(id), roles).width(Length::Fill).into());
    let sources = Column::with_children(sources).spacing(space::HAIR);
    all.push(card::section(t!("section-sources"), sources, roles))
}

fn body<'a>(words: String, roles: &Roles) -> iced::widget::Text<'a> {
    type_scale::body(words, roles).width(Length::Fill)
}

fn heading<'a>(point: &Point, roles: &Roles) -> Element<'a, Message> {
    let mut lead = format!(
        "{} · {}",
        t!("meridian", name = point.meridian.name()),
        session::region(point.region)
    );
    if point.origin == Origin::Own {
        lead = format!("{lead} · {}", t!("points-own"));
    }
    let mut chinese = point.chinese.clone();
    if !point.chinese_simplified.is_empty() && point.chinese_simplified != point.chinese {
        chinese = format!("{chinese} / {}", point.chinese_simplified);
    }
    let mut all = column![
        type_scale::small(lead, roles).size(15),
        row![type_scale::title(point.title(), roles), type_scale::han(chinese, roles)]
            .spacing(space::SNUG)
            .wrap(),
        type_scale::subtitle(point.english.clone(), roles),
    ]
    .spacing(2);
    // The WHO code comes first among the other names, and once.
    let who = point.code.who();
    let names = point.aliases.iter().filter(|name| who.as_ref() != Some(name)).cloned();
    let names: Vec<String> = who.clone().into_iter().chain(names).collect();
    if !names.is_empty() {
        let names = t!("also-called", names = names.join(", "));
        all = all.push(type_scale::small(names, roles).width(Length::Fill));
    }
    all.into()
}

fn how<'a>(
    mut all: Column<'a, Message>,
    guide: &Guide,
    point: &Point,
    world: &World,
    roles: &Roles,
) -> Column<'a, Message> {
    let mut press = column![body(session::technique(&guide.technique), roles)];
    for more in [&guide.press, &guide.how_often].into_iter().filter(|more| !more.is_empty()) {
        press = press.push(body(more.clone(), roles));
    }
    if !guide.technique.source.is_empty() {
        let source = t!("dose-from", source = world.source(&guide.technique.source));
        press = press.push(type_scale::small(source, roles).width(Length::Fill));
    }
    all = all.push(card::section(t!("section-press"), press, roles));
    if !guide.feel.is_empty() {
        all = all.push(card::section(t!("section-feel"), body(guide.feel.clone(), roles), roles));
    }
    if !guide.caution.is_empty() {
        all = all.push(card::caution(&t!("care"), guide.caution.clone(), roles));
    }
    if let Some(why) = point.grade.why().filter(|_| matches!(point.grade, Grade::WithCare { .. })) {
        all = all.push(card::caution(&t!("with-care"), why.to_owned(), roles));
    }
    if !guide.traditional_uses.is_empty() {
        let tags = guide.traditional_uses.iter().map(|word| card::tag(word.clone(), roles));
        all = all.push(card::section(t!("section-uses"), chips(tags), roles));
    }
    let complaints: Vec<Element<'a, Message>> = world
        .library
        .complaints
        .of_point(point)
        .map(|complaint| {
            let ground = complaint.links.iter().find(|link| link.code == point.code);
            let name = session::capital(&complaint.name);
            let words = ground.map_or(name.clone(), |link| {
                format!("{name} · {}", library::ground(link.ground).to_lowercase())
            });
            let open = Some(Message::Complaint(complaint.key.clone()));
            card::button(Kind::Chip { chosen: false }, None, words, None, open, roles).into()
        })
        .collect();
    if !complaints.is_empty() {
        all = all.push(card::section(t!("section-complaints"), chips(complaints), roles));
    }
    if !guide.evidence.is_empty() {
        let found = guide.evidence.iter().map(|found| evidence(found, world, roles));
        let found = Column::with_children(found).spacing(space::SNUG);
        all = all.push(card::section(t!("section-evidence"), found, roles));
    }
    if !guide.related.is_empty() {
        let related = guide.related.iter().map(|related| {
            let name = format!("{} {}", related.written, related.name);
            let open = related.code.clone().map(Message::Open);
            let chip = card::button(Kind::Chip { chosen: false }, None, name, None, open, roles);
            let why = type_scale::muted(related.why.clone(), roles).width(Length::Fill);
            Element::from(row![chip, why].spacing(space::SNUG).align_y(Alignment::Center))
        });
        let related = Column::with_children(related).spacing(space::TIGHT);
        all = all.push(card::section(t!("section-related"), related, roles));
    }
    let add = card::button(
        Kind::Plain,
        Some(Icon::Plus),
        t!("add-to-routine"),
        None,
        Some(Message::AddToRoutine),
        roles,
    );
    let remind = Some(Message::Remind);
    let remind = card::button(Kind::Plain, Some(Icon::Clock), t!("remind-me"), None, remind, roles);
    if world.person().is_safe(point) {
        let build = card::button(
            Kind::Plain,
            Some(Icon::Routines),
            t!("build-from"),
            None,
            Some(Message::Build),
            roles,
        );
        let handout = card::button(
            Kind::Plain,
            Some(Icon::Print),
            t!("print"),
            None,
            Some(Message::Print),
            roles,
        );
        let buttons = row![build, add, remind, handout].spacing(space::SNUG);
        all = all.push(buttons.wrap().vertical_spacing(space::TIGHT));
    }
    if !guide.questions.is_empty() {
        let asked = guide.questions.iter().map(|asked| {
            Element::from(column![
                type_scale::strong(asked.question.clone(), roles).width(Length::Fill),
                body(asked.answer.clone(), roles)
            ])
        });
        let asked = Column::with_children(asked).spacing(space::SNUG);
        all = all.push(card::section(t!("section-questions"), asked, roles));
    }
    all
}

fn chips<'a>(chips: impl IntoIterator<Item = Element<'a, Message>>) -> Element<'a, Message> {
    Row::with_children(chips).spacing(space::TIGHT).wrap().vertical_spacing(space::TIGHT).into()
}

fn evidence<'a>(found: &Evidence, world: &World, roles: &Roles) -> Element<'a, Message> {
    let words = format!("{}: {}", library::ground(found.kind), found.text);
    let mut all = column![body(words, roles)];
    if !found.source.is_empty() {
        let source = world.source(&found.source);
        all = all.push(type_scale::small(source, roles).width(Length::Fill));
    }
    all.into()
}

/// The points before and after it on its meridian, if it lies on one.
fn neighbours<'a>(point: &Point, world: &World, roles: &Roles) -> Option<Element<'a, Message>> {
    let beside = world.library.catalogue.beside(&point.code);
    let chip = |(icon, beside): (Icon, Option<&Point>)| -> Option<Element<'a, Message>> {
        let beside = beside?;
        let open = Some(Message::Open(beside.code.clone()));
        let kind = Kind::Chip { chosen: false };
        Some(card::button(kind, Some(icon), beside.title(), None, open, roles).into())
    };
    let beside: Vec<_> =
        [Icon::Before, Icon::Next].into_iter().zip(beside).filter_map(chip).collect();
    (!beside.is_empty()).then(|| card::section(t!("section-neighbours"), chips(beside), roles))
}
