//! The scale from 0 to 10 on which a discomfort is rated: eleven buttons in one line, in any width.

use iced::widget::{Row, container, text};
use iced::{Length, Pixels};

use super::press::{Press, Status};
use super::style::{self, Kind};
use super::theme::Roles;
use super::{Element, fonts, space};

/// No wider than this: the buttons of the scale stay square-ish.
const WIDEST: f32 = 560.0;

/// The scale. A press of the chosen number takes it back: `on_choose` gets what stands then.
pub fn scale<'a, Message: Clone + 'a>(
    chosen: Option<u8>,
    on_choose: impl Fn(Option<u8>) -> Message,
    roles: &Roles,
) -> Element<'a, Message> {
    let one = |number: u8| {
        let is_it = chosen == Some(number);
        let paint = style::button(Kind::Chip { chosen: is_it }, roles);
        let font = if is_it { fonts::STRONG } else { fonts::TEXT };
        let words = text(number.to_string())
            .size(17)
            .line_height(Pixels(22.0))
            .font(font)
            .color(paint(Status::Active).text)
            .center()
            .width(Length::Fill);
        let button = Press::new(words, paint).padding([8, 0]).width(Length::Fill);
        button.on_press(Some(on_choose((!is_it).then_some(number)))).into()
    };
    let all = Row::with_children((0..=10).map(one)).spacing(space::HAIR);
    container(all).max_width(WIDEST).width(Length::Fill).into()
}
