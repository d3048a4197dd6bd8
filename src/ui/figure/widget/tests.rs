//! What the figure keeps from one picture to the next.

use std::sync::Arc;

use super::*;
use crate::body::body;
use crate::body::view::Turntable;
use crate::domain::settings::SkinTone;
use crate::ui::figure::Stars;
use crate::ui::theme::PAPER;

/// The working memory of a picture is larger than the picture.
#[test]
fn working_memory_is_kept_only_while_the_body_turns() {
    let stars = Arc::new(Stars::default());
    let middle = crate::body::middle(body().expect("the form").standing());
    let asked = |yaw: f32| {
        let mut table = Turntable::new(middle);
        table.face(yaw);
        let what = What::Turned { camera: table.camera, stars: Arc::clone(&stars), chosen: None };
        let figure: Figure<'_, ()> = Figure::new(what, Colors::new(&PAPER, SkinTone::Medium), 1.0);
        figure.asked(Size::new(90.0, 120.0))
    };
    let mut state = State::new();
    for (yaw, sharpen, finish) in [
        (0.0, false, Finish::Sharp),
        (15.0, false, Finish::Moving),
        (30.0, false, Finish::Moving),
        (30.0, true, Finish::Sharp),
        (30.0, false, Finish::Sharp),
    ] {
        state.sharpen = sharpen;
        state.ready(asked(yaw));
        let found = state.shown.borrow().as_ref().map(|shown| shown.finish);
        assert_eq!(found, Some(finish), "{yaw}");
        assert_eq!(state.studio.borrow().is_some(), finish == Finish::Moving, "{yaw}");
    }
}
