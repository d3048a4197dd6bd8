//! The floor that the whole-process figures are measured against: the least window iced can open with the
//! same features, showing one line of text that changes as often as the player's.

use std::time::Duration;

use iced::widget::{center, text};
use iced::{Element, Subscription};

struct Minimal {
    ticks: u64,
}

fn main() -> iced::Result {
    let ticking = std::env::args().any(|argument| argument == "--tick");
    let subscription = move |_: &Minimal| {
        if ticking {
            iced::time::every(Duration::from_millis(250)).map(|_| ())
        } else {
            Subscription::none()
        }
    };
    iced::application(|| Minimal { ticks: 0 }, update, view)
        .title("minimal window")
        .window_size((1280.0, 832.0))
        .subscription(subscription)
        .run()
}

fn update(minimal: &mut Minimal, (): ()) {
    minimal.ticks += 1;
}

fn view(minimal: &Minimal) -> Element<'_, ()> {
    center(text(minimal.ticks).size(60)).into()
}
