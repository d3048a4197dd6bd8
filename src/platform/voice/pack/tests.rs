//! The shipped voice speaks; damaged packs are errors.

use super::*;

/// A voice of one damaged clip after another.
fn broken(bytes: &'static [u8], entry: Entry) -> PackError {
    let index = Vec::leak(vec![entry]);
    let source = Box::leak(Box::new(Source {
        language: "en",
        folder: "test",
        is_default: false,
        about: "{}",
        bytes,
        heads: &[(0, 4)],
        index,
    }));
    let pack = Pack::of(source);
    assert_eq!((pack.name(), pack.language(), pack.about()), ("test", "en", None));
    pack.clip("Sit.").expect("a clip").expect_err("it is damaged")
}

fn entry() -> Entry {
    Entry { hash: hash("test", "Sit."), head: None, begin: 0, length: 8, frames: 4, rate: 16_000 }
}

#[test]
fn a_clip_is_named_by_voice_and_sentence() {
    // printf 'slt\nHalf-way.' | sha256sum
    assert_eq!(format!("{:016x}", hash("slt", "Half-way.")), "e7b31eba8f2b913e");
    assert_ne!(hash("slt", "Half-way."), hash("sl", "t\nHalf-way."));
}

#[test]
fn the_shipped_voice_tells_of_itself_and_speaks() {
    let pack = Pack::shipped().expect("a voice");
    assert_eq!((pack.folder(), pack.name(), pack.language()), ("slt", "SLT", "en"));
    let (what, licence) = pack.about().expect("voice.json is read");
    assert!(what.contains("Festival") && licence.contains("LICENSE.md"));
    assert!(pack.clips() > 1_000);
    let length = pack.length("Half-way.").expect("a clip");
    assert!((0.4..1.5).contains(&length.as_secs_f64()), "{length:?}");
    let clip = pack.clip("Half-way.").expect("a clip").expect("it is sound");
    assert_eq!(clip.rate.get(), 16_000);
    let seconds = Duration::from_nanos(clip.samples.len() as u64 * 1_000_000_000 / 16_000);
    assert_eq!(seconds, length);
    assert!(clip.samples.iter().any(|sample| sample.abs() > 5_000));
}

#[test]
fn a_sentence_is_found_by_its_exact_text() {
    let pack = Pack::shipped().expect("a voice");
    for other in ["", "half-way.", "Half-way", "Half-way. ", "A sentence that nobody wrote."] {
        assert_eq!(pack.length(other), None, "{other}");
        assert!(pack.clip(other).is_none(), "{other}");
    }
}

#[test]
fn plain_samples_are_read() {
    assert_eq!(plain(&[1, 0, 0xff, 0xff, 0, 0x80]), [1, -1, i16::MIN]);
    assert_eq!(
        [0.5, -1.0, 1.0, 7.0, -7.0].map(whole),
        [16_384, i16::MIN, i16::MAX, i16::MAX, i16::MIN]
    );
}

#[test]
fn a_damaged_pack_is_an_error_and_no_noise() {
    let bytes = b"OggSabcdefgh";
    let cases = [
        Entry { length: 80, ..entry() },
        Entry { rate: 0, ..entry() },
        Entry { head: Some(9), ..entry() },
        Entry { head: Some(0), begin: 4, ..entry() },
    ];
    for case in cases {
        let said = format!("{case:?}");
        let error = broken(bytes, case);
        assert!(matches!(error, PackError::Broken { .. }), "{said}: {error}");
        assert!(error.to_string().contains("install Wellspring again"));
    }
    let error = broken(bytes, Entry { length: 6, ..entry() });
    assert!(matches!(error, PackError::Length { found: 3, wanted: 4, .. }), "{error}");
}

#[test]
fn a_bit_that_fell_over_makes_no_panic() {
    let pack = Pack::shipped().expect("a voice");
    let entry = pack.entry("Half-way.").expect("a clip");
    let head = pack.source.heads[entry.head.expect("Vorbis")];
    let parts =
        [&pack.source.bytes[head.0..][..head.1], &pack.source.bytes[entry.begin..][..entry.length]];
    let whole = parts.concat();
    for at in (0..whole.len()).step_by(37) {
        let mut bent = whole.clone();
        bent[at] ^= 0x41;
        // Whatever comes of it, it is told as an error or is at most as long as it may be.
        if let Ok(samples) = vorbis(bent, entry.frames) {
            assert!(samples.len() <= entry.frames as usize, "byte {at}");
        }
        let cut = whole[..at].to_vec();
        if let Ok(samples) = vorbis(cut, entry.frames) {
            assert!(samples.len() <= entry.frames as usize, "cut at {at}");
        }
    }
}
