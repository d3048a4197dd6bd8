//! Every word a person reads comes from here: Fluent files under `i18n/`, embedded.
//!
//! Sentences that belong to a point live with the point; these are the sentences of the program.

pub mod caution;
pub mod columns;
pub mod library;
pub mod measure;
pub mod person;
pub mod plan;
pub mod playing;
pub mod rating;
pub mod reminder;
pub mod review;
pub mod routine;
pub mod session;
pub mod sharing;
pub mod speech;
pub mod time;
pub mod typed;

use std::sync::LazyLock;

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};

/// The English files. The order makes no difference: a key stands once in all of them.
const ENGLISH: &[(&str, &str)] = &[
    ("builder.ftl", include_str!("../i18n/en/builder.ftl")),
    ("common.ftl", include_str!("../i18n/en/common.ftl")),
    ("playing.ftl", include_str!("../i18n/en/playing.ftl")),
    ("rating.ftl", include_str!("../i18n/en/rating.ftl")),
    ("routines.ftl", include_str!("../i18n/en/routines.ftl")),
    ("reminders.ftl", include_str!("../i18n/en/reminders.ftl")),
    ("files.ftl", include_str!("../i18n/en/files.ftl")),
    ("handout.ftl", include_str!("../i18n/en/handout.ftl")),
    ("review.ftl", include_str!("../i18n/en/review.ftl")),
    ("screens.ftl", include_str!("../i18n/en/screens.ftl")),
    ("session.ftl", include_str!("../i18n/en/session.ftl")),
    ("sharing.ftl", include_str!("../i18n/en/sharing.ftl")),
    ("terminal.ftl", include_str!("../i18n/en/terminal.ftl")),
];

static BUNDLE: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let mut bundle = FluentBundle::new_concurrent(vec![unic_langid::LanguageIdentifier::default()]);
    // The marks that isolate right-to-left text would be drawn as boxes.
    bundle.set_use_isolating(false);
    for &(name, text) in ENGLISH {
        let resource =
            FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, errors)| {
                log::error!("i18n/en/{name}: {errors:?}");
                resource
            });
        if let Err(errors) = bundle.add_resource(resource) {
            log::error!("i18n/en/{name}: {errors:?}");
        }
    }
    bundle
});

/// The text of that key; the key itself where there is none, so that nothing is ever silently blank.
#[must_use]
pub fn text(key: &str) -> String {
    text_with(key, &[])
}

/// The text of that key with its places filled in.
#[must_use]
pub fn text_with(key: &str, places: &[(&str, FluentValue<'_>)]) -> String {
    let Some(pattern) = BUNDLE.get_message(key).and_then(|message| message.value()) else {
        log::error!("no text for {key}");
        return key.to_owned();
    };
    let mut args = FluentArgs::new();
    for (name, value) in places {
        args.set(*name, value.clone());
    }
    let mut errors = Vec::new();
    let text = BUNDLE.format_pattern(pattern, Some(&args), &mut errors);
    if !errors.is_empty() {
        log::error!("{key}: {errors:?}");
    }
    text.into_owned()
}

/// The text of a key: `t!("start")`, or with places `t!("of-points", count = 3)`.
#[macro_export]
macro_rules! t {
    ($key:literal) => {
        $crate::words::text($key)
    };
    ($key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::words::text_with($key, &[$((stringify!($name), ::fluent::FluentValue::from($value))),+])
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_parses_and_no_key_stands_twice() {
        let mut bundle =
            FluentBundle::new_concurrent(vec![unic_langid::LanguageIdentifier::default()]);
        for &(name, text) in ENGLISH {
            let resource = FluentResource::try_new(text.to_owned())
                .map_err(|(_, errors)| format!("{name}: {errors:?}"))
                .expect("parses");
            bundle
                .add_resource(resource)
                .map_err(|errors| format!("{name}: {errors:?}"))
                .expect("no key twice");
        }
    }

    #[test]
    fn a_missing_key_is_shown() {
        assert_eq!(text("there-is-no-such-key"), "there-is-no-such-key");
    }
}
