//! The page of a point: everything that is known of it, what was chosen, and Start.

mod words;

use iced::widget::{column, container, row, stack};
use iced::{Alignment, Length, Size};

use super::{World, stacked, start_button};
use crate::body;
use crate::body::plate::Detail;
use crate::domain::code::Code;
use crate::domain::history::review::dose_today;
use crate::domain::plan::{Choices, Plan, Sides};
use crate::domain::point::{Point, Side};
use crate::t;
use crate::ui::icon::Icon;
use crate::ui::style::{self, Kind};
use crate::ui::theme::{Place, Roles};
use crate::ui::{Element, card, choosing, field, figure, space, type_scale};
use crate::words::{person, review, session, time};

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
    /// Open the page of another point.
    Open(Code),
    /// Make it a favourite, or take that back.
    Favourite,
    /// Make a handout of it.
    Print,
    /// Build a routine from it.
    Build,
    /// Add it to the person's own routine.
    AddToRoutine,
    /// Be reminded of it.
    Remind,
    /// Show the points for that complaint.
    Complaint(String),
    /// To the person's answers.
    AboutMe,
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
    /// Make it a favourite, or take that back.
    Favourite(Code),
    /// Make a handout of that point.
    Print(Code),
    /// Build a routine from that point.
    Build(Code),
    /// Add it to the person's own routine.
    AddToRoutine(Code),
    /// Be reminded of it.
    Remind(Code),
    /// Show the points for that complaint.
    Complaint(String),
    /// To the person's answers.
    AboutMe,
    /// Back to the list.
    Back,
    /// To the caution prompt for that point.
    Start(Code),
}

/// A window lower than this has no room for a picture above the words.
const LOW: f32 = 480.0;

/// The words of the star have no room beside the sides in a narrow window, nor in a narrow column of two.
const NARROW: f32 = 600.0;
const LONG: f32 = space::STACK_UNDER;
const SPLIT: f32 = 1150.0;

/// The whole body beside the close-up, and the height of a window that has room for it.
const INSET: Size = Size::new(104.0, 150.0);
const TALL: f32 = 640.0;

/// What the picture cannot say by itself: that a point lies inside, or is shown by its region alone.
fn caption(point: &Point, side: Side) -> Option<String> {
    let place = body::body().and_then(|body| body.place(point.code.as_str()));
    match place {
        None => Some(t!("figure-region-only", place = session::place(point, side))),
        Some(place) if place.within => Some(t!("figure-within")),
        Some(_) => None,
    }
}

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
                    Sides::Both | Sides::AtOnce => {}
                }
                return Action::Remember(self.code.clone(), choices);
            }
            Message::Open(code) => return Action::Open(code),
            Message::Favourite => return Action::Favourite(self.code.clone()),
            Message::Print => return Action::Print(self.code.clone()),
            Message::Build => return Action::Build(self.code.clone()),
            Message::AddToRoutine => return Action::AddToRoutine(self.code.clone()),
            Message::Remind => return Action::Remind(self.code.clone()),
            Message::Complaint(key) => return Action::Complaint(key),
            Message::AboutMe => return Action::AboutMe,
            Message::Back => return Action::Back,
            Message::Start => return Action::Start(self.code.clone()),
        }
        Action::None
    }

    /// The screen.
    pub fn view<'a>(&self, world: &World, size: Size) -> Element<'a, Message> {
        let roles = &world.roles(Place::House);
        let Some(point) = world.point(&self.code) else {
            return type_scale::body(t!("point-unknown", code = self.code.to_string()), roles)
                .into();
        };
        let narrow = size.width < space::BAR_UNDER;
        let edge = if narrow { space::BASE } else { space::PAGE };
        // In a low window the names come first, and the picture stands among the words.
        let among = stacked(size) && size.height < LOW;
        let picture = among.then(|| {
            let near = figure::close_up(point, self.side_of(point), Detail::All);
            container(super::figure(near, world, Place::House))
                .height((size.height * 0.6).max(180.0))
                .style(style::fill(roles.sunk))
                .into()
        });
        let text = container(words::text(point, picture, world, roles))
            .padding([space::BROAD, edge])
            .width(Length::Fill);
        // What came of a button at the end of the page is told where it is in view.
        let notices = world.notices.iter().map(|told| card::notice("", told.clone(), roles));
        let notices = column(notices).spacing(space::SNUG).padding([0.0, edge]);
        let bar = column![notices, self.start_bar(point, world, roles, size, edge)];
        if stacked(size) {
            let picture = if among {
                container(self.top(point, world, roles, size))
            } else {
                container(self.picture(point, world, roles, size))
                    .height((size.height * 0.42).clamp(200.0, 420.0))
            };
            let all = column![picture.width(Length::Fill).style(style::fill(roles.sunk)), text];
            return column![card::scroll(all, roles), bar].into();
        }
        row![
            container(self.picture(point, world, roles, size))
                .width(Length::FillPortion(56))
                .height(Length::Fill)
                .style(style::fill(roles.sunk)),
            column![card::scroll(text, roles), bar].width(Length::FillPortion(64))
        ]
        .into()
    }

    fn picture<'a>(
        &self,
        point: &Point,
        world: &World,
        roles: &Roles,
        window: Size,
    ) -> Element<'a, Message> {
        let side = self.side_of(point);
        let near = figure::close_up(point, side, Detail::All);
        let near = super::figure(near, world, Place::House);
        let mut picture = stack![near];
        // Beside a small picture the whole body would be in its way.
        if window.height >= TALL
            && let Some(whole) = figure::whole(point, side)
        {
            let whole = container(super::figure_of(whole, world, Place::House))
                .width(INSET.width)
                .height(INSET.height)
                .style(style::card(roles));
            picture =
                picture.push(container(whole).padding(space::BASE).align_bottom(Length::Fill));
        }
        let mut all = column![
            self.top(point, world, roles, window),
            container(picture).height(Length::Fill).width(Length::Fill)
        ]
        .width(Length::Fill)
        .height(Length::Fill);
        if let Some(caption) = caption(point, side) {
            let caption = type_scale::small(caption, roles);
            all = all.push(container(caption).padding([space::SNUG, space::WIDE]));
        }
        all.into()
    }

    fn side_of(&self, point: &Point) -> Side {
        if point.bilateral { self.side } else { Side::Midline }
    }

    fn top<'a>(
        &self,
        point: &Point,
        world: &World,
        roles: &Roles,
        size: Size,
    ) -> Element<'a, Message> {
        let back = card::back(t!("points"), Message::Back, roles);
        let (star, words) = if world.settings.favourites.contains(&point.code) {
            (Icon::StarFilled, t!("favourite"))
        } else {
            (Icon::Star, t!("favourite-add"))
        };
        // Beside the chips of a narrow column the star speaks for itself.
        let is_tight = size.width < NARROW || (LONG..SPLIT).contains(&size.width);
        let words = if is_tight { String::new() } else { words };
        let star =
            card::button(Kind::Link, Some(star), words, None, Some(Message::Favourite), roles);
        let mut top = row![back, star].spacing(space::BASE).align_y(Alignment::Center);
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

    fn start_bar<'a>(
        &self,
        point: &Point,
        world: &World,
        roles: &Roles,
        size: Size,
        edge: f32,
    ) -> Element<'a, Message> {
        let Ok((suited, choices)) = world.suit(point) else {
            return iced::widget::space().into();
        };
        let technique = suited.technique().clone();
        let for_you: Vec<String> = suited.changes().iter().map(person::change).collect();
        let total = Plan::new(&[(suited, choices)], world.pacing())
            .map(|plan| plan.total())
            .unwrap_or_default();
        let about = t!("about-time", time = time::length(total));
        let today = dose_today(&world.history, &point.code, world.now.date());
        let today = (today.times > 0).then(|| review::dose(point.code.as_str(), today));
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
        .push(today.map(|told| type_scale::small(told, roles).size(15).width(Length::Fill)))
        .width(Length::Fill);
        let start = start_button(Message::Start, roles).padding([16, 26]);
        let mut bar = column![card::line(roles)].spacing(space::BASE);
        if !for_you.is_empty() {
            bar = bar.push(card::notice(&t!("for-you"), for_you.join(" "), roles));
        }
        if self.choosing {
            let fields = choosing::fields(point, &technique, choices, Message::Choose, roles);
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
