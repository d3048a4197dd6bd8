//! The clips of the shipped voice: all there, none too many, and sounding as they are meant to.

#![allow(clippy::cast_precision_loss, reason = "sizes and numbers of samples are far below 2^52")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ebur128::{EbuR128, Mode};
use sha2::{Digest, Sha256};
use wellspring::platform::library::Library;
use wellspring::platform::voice::{Clip, Pack};
use wellspring::words::speech;

#[path = "../../tools/voice/pack.rs"]
mod packing;

const HOW: &str = "run tools/voice/build.py --prune (tools/voice/README.md)";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sounds/voice/en")
}

fn sentences() -> Vec<String> {
    let list = std::fs::read_to_string(folder().join("sentences.txt")).unwrap();
    list.lines().map(str::to_owned).collect()
}

fn voice() -> &'static Pack {
    Pack::shipped().expect("a voice")
}

fn clip(sentence: &str) -> Clip {
    voice().clip(sentence).unwrap_or_else(|| panic!("{sentence}: no clip; {HOW}")).unwrap()
}

/// The file names of the clips, without their endings.
fn files() -> BTreeSet<String> {
    let items = std::fs::read_dir(folder().join(voice().folder())).unwrap();
    let paths = items.map(|item| item.unwrap().path());
    let clips =
        paths.filter(|path| path.extension().is_some_and(|end| end == "ogg" || end == "wav"));
    clips.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

fn name_of(sentence: &str) -> String {
    let digest = Sha256::digest(format!("{}\n{sentence}", voice().folder()));
    let first = digest[..8].iter().fold(0_u64, |name, byte| name << 8 | u64::from(*byte));
    format!("{first:016x}")
}

#[test]
fn the_list_is_sorted_and_each_sentence_stands_alone() {
    let list = sentences();
    assert!(list.len() > 1_000, "{} sentences", list.len());
    assert!(list.iter().map(String::as_bytes).is_sorted_by(|a, b| a < b), "sorted, and none twice");
    for sentence in &list {
        assert_eq!(sentence.trim(), sentence);
        assert!(sentence.ends_with(['.', '?', '!']), "{sentence}: no end");
        let inner = [". ", "? ", "! "].iter().any(|end| sentence.contains(end));
        assert!(!inner, "{sentence}: two sentences");
    }
}

#[test]
fn every_sentence_has_a_clip_and_every_clip_a_sentence() {
    let mut unwanted = files();
    let mut missing = Vec::new();
    for sentence in sentences() {
        if !unwanted.remove(&name_of(&sentence)) {
            missing.push(sentence);
        }
    }
    assert_eq!(missing, [""; 0], "sentences without a clip: {HOW}");
    assert!(unwanted.is_empty(), "clips without a sentence: {unwanted:?}; {HOW}");
    assert_eq!(voice().clips(), sentences().len());
}

/// LUFS of a clip; of less than 0.4 s the loudness of its one moment.
fn loudness(clip: &Clip) -> f64 {
    let mut meter = EbuR128::new(1, clip.rate.get(), Mode::I | Mode::M).unwrap();
    meter.add_frames_i16(&clip.samples).unwrap();
    let moment = clip.rate.get() as usize * 2 / 5;
    if clip.samples.len() < moment {
        meter.add_frames_i16(&vec![0; moment - clip.samples.len()]).unwrap();
        return meter.loudness_momentary().unwrap();
    }
    meter.loudness_global().unwrap()
}

#[test]
fn every_clip_is_of_the_loudness_and_length_that_it_should_be() {
    let mut faults = Vec::new();
    for sentence in sentences() {
        let clip = clip(&sentence);
        let mut fault = |what: String| faults.push(format!("{sentence}: {what}"));
        if clip.rate.get() != 16_000 {
            fault(format!("{} Hz", clip.rate));
        }
        let off = loudness(&clip) + 18.0;
        if off.abs() > 1.0 {
            fault(format!("{off:+.1} LU from -18 LUFS"));
        }
        let peak = clip.samples.iter().map(|sample| sample.unsigned_abs()).max().unwrap_or(0);
        let peak = 20.0 * (f64::from(peak) / 32_768.0).log10();
        if peak > -1.0 {
            fault(format!("peak {peak:.1} dBFS"));
        }
        let edge = clip.samples.iter().take(16).chain(clip.samples.iter().rev().take(16));
        if edge.map(|sample| sample.unsigned_abs()).max() > Some(330) {
            fault("it begins or ends with a click".to_owned());
        }
        let length = voice().length(&sentence).unwrap().as_secs_f64();
        let decoded = clip.samples.len() as f64 / f64::from(clip.rate.get());
        if (length - decoded).abs() > 1e-6 {
            fault(format!("{decoded} s, and {length} s by the index"));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn whole_sentences_come_at_a_hundred_and_fifty_words_a_minute() {
    // A name of a word or two has no pace: what is around it counts as much as itself.
    let list = sentences();
    // Nor has the name of a point, which is said slowly, with a pause at each comma.
    let (library, _) = Library::open(None).expect("the shipped library");
    let names: BTreeSet<String> = library.catalogue.iter().map(speech::name).collect();
    let whole = list
        .iter()
        .filter(|sentence| sentence.split_whitespace().count() >= 5 && !names.contains(*sentence));
    let (words, minutes) = whole.fold((0.0, 0.0), |(words, minutes), sentence| {
        let length = voice().length(sentence).unwrap_or_else(|| panic!("{sentence}: {HOW}"));
        let count = sentence.split_whitespace().count() as f64;
        (words + count, minutes + length.as_secs_f64() / 60.0)
    });
    let pace = words / minutes;
    assert!((140.0..160.0).contains(&pace), "{pace} words a minute");
}

#[test]
fn all_clips_are_small() {
    let voice = folder().join(voice().folder());
    let sizes =
        std::fs::read_dir(voice).unwrap().map(|item| item.unwrap().metadata().unwrap().len());
    let total: u64 = sizes.sum();
    assert!(total < 25_000_000, "{total} bytes");
}

#[test]
fn every_voice_tells_of_itself_and_carries_its_licence() {
    let mut names = BTreeSet::new();
    for pack in Pack::all() {
        let at = folder().join("..").join(pack.language()).join(pack.folder());
        assert!(pack.about().is_some(), "{}: voice.json", at.display());
        assert!(at.join("LICENSE.md").is_file(), "{}: LICENSE.md", at.display());
        assert!(names.insert(pack.name()), "{}: two voices of one name", pack.name());
    }
}

/// A WAV file of two samples.
fn wave(channels: u8, bits: u8) -> Vec<u8> {
    let mut file = b"RIFF\0\0\0\0WAVEfact\x03\0\0\0abc\0fmt \x10\0\0\0\x01\0".to_vec();
    file.extend([channels, 0, 0x80, 0xbb, 0, 0, 0, 0x77, 1, 0, 2, 0, bits, 0]);
    file.extend(b"data\x04\0\0\0\x01\0\x02\0");
    file
}

#[test]
fn the_packer_takes_recordings_and_refuses_what_is_none() {
    let told = packing::tell(&wave(1, 16)).unwrap();
    let body = wave(1, 16).len() - 4;
    let wanted = packing::Told { rate: 48_000, frames: 2, body, end: body + 4, is_plain: true };
    assert_eq!(told, wanted);
    let short = &wave(1, 16)[..body + 2];
    for (file, why) in [
        (wave(2, 16), "one channel"),
        (wave(1, 24), "one channel"),
        (short.to_vec(), "not a whole WAV"),
        (b"ID3".to_vec(), "neither"),
        (b"OggS".to_vec(), "not a whole Ogg"),
        (Vec::new(), "neither"),
    ] {
        let said = packing::tell(&file).unwrap_err();
        assert!(said.contains(why), "{said}");
    }
    let first = files().into_iter().next().unwrap();
    let mut vorbis = std::fs::read(folder().join("slt").join(first).with_extension("ogg")).unwrap();
    assert_eq!(packing::tell(&vorbis).unwrap().rate, 16_000);
    vorbis.pop();
    assert!(packing::tell(&vorbis).is_err(), "cut off");
}

#[test]
fn a_folder_of_recordings_becomes_a_pack() {
    let (from, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let language = from.path().join("en");
    let put = |path: &str, bytes: &[u8]| {
        let path = language.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    put("anna/00000000000000ff.wav", &wave(1, 16));
    put("anna/000000000000000a.wav", &wave(1, 16));
    put("anna/voice.json", b"{}");
    put("default.txt", b"anna\n");
    packing::pack(from.path(), out.path()).unwrap();
    assert_eq!(std::fs::read(out.path().join("en-anna.pack")).unwrap(), [1, 0, 2, 0, 1, 0, 2, 0]);
    let list = std::fs::read_to_string(out.path().join("voices.rs")).unwrap();
    assert!(list.contains("is_default: true"), "{list}");
    let second = "Entry { hash: 0xff, head: None, begin: 4, length: 4, frames: 2, rate: 48000 }";
    assert!(list.contains(second), "{list}");
    let refused = |expected: &str| {
        let said = packing::pack(from.path(), out.path()).unwrap_err().to_string();
        assert!(said.contains(expected), "{said}");
    };
    put("anna/00000000000000ff.ogg", b"x");
    refused("second clip for the same sentence");
    std::fs::remove_file(language.join("anna/00000000000000ff.wav")).unwrap();
    refused("neither an Ogg nor a WAV");
    std::fs::remove_file(language.join("anna/00000000000000ff.ogg")).unwrap();
    put("anna/Half-way.wav", &wave(1, 16));
    refused("16 hexadecimal digits");
    put("default.txt", b"bert\n");
    refused("`bert`");
}

/// How often faster than it sounds the clips are decoded; by hand: `--ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn decoding_is_quick() {
    let begin = std::time::Instant::now();
    let mut seconds = 0.0;
    let mut slowest = BTreeMap::new();
    for sentence in sentences() {
        let one = std::time::Instant::now();
        seconds += clip(&sentence).samples.len() as f64 / 16_000.0;
        slowest.insert(one.elapsed(), sentence);
    }
    let took = begin.elapsed().as_secs_f64();
    let (worst, sentence) = slowest.last_key_value().unwrap();
    println!(
        "{seconds:.0} s in {took:.2} s: {:.0} times; slowest {worst:?}: {sentence}",
        seconds / took
    );
    assert!(seconds / took > 20.0);
}
