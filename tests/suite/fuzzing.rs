//! Bytes from anywhere, thrown at every reader of them.
//!
//! `fuzz/corpus/<target>/` keeps what is worth reading again and again: `./test` reads each file, cut at many places
//! and changed in many ways. To go on for as long as one likes, from the same files:
//!
//! ```sh
//! WELLSPRING_FUZZ_SECONDS=3600 cargo test --release --test suite -- --ignored --nocapture fuzz_for_a_while
//! ```
//!
//! `WELLSPRING_FUZZ_TARGET` names one target alone. What breaks a reader is written to `fuzz/artifacts/<target>/`,
//! and belongs into the corpus once it is mended.

mod mutate;
mod targets;

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mutate::Mutator;
use targets::{TARGETS, Target};

/// No input of the size of the corpus takes a reader this long.
const SLOW: Duration = Duration::from_secs(5);
/// Inputs do not grow beyond this many bytes.
const LARGEST: usize = 24 * 1024;
/// Changed inputs of each target in every run of the tests.
const IN_EVERY_RUN: usize = 400;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(name)
}

/// What is kept for a target, by name.
fn corpus(target: &Target) -> Vec<(String, Vec<u8>)> {
    let folder = folder("corpus").join(target.name);
    let items =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut all: Vec<_> = items
        .flatten()
        .map(|item| {
            let bytes = fs::read(item.path()).expect("a file");
            (item.file_name().to_string_lossy().into_owned(), bytes)
        })
        .collect();
    all.sort();
    all
}

/// Runs a target; how it answered, or why that is wrong.
fn run(target: &Target, bytes: &[u8]) -> Result<String, String> {
    let timed = || {
        let begun = Instant::now();
        let answered = catch_unwind(AssertUnwindSafe(|| (target.run)(bytes)));
        (answered, begun.elapsed())
    };
    let (mut answered, mut took) = timed();
    // A machine that is busy with other things makes one reading slow, not three.
    for _ in 0..2 {
        if took >= SLOW {
            (answered, took) = timed();
        }
    }
    match answered {
        Ok(Ok(answer)) if took < SLOW => Ok(answer),
        Ok(Ok(_)) => Err(format!("it took {took:?}, three times over")),
        Ok(Err(why)) => Err(why),
        Err(panic) => {
            let said = panic.downcast_ref::<String>().cloned();
            let said = said.or_else(|| panic.downcast_ref::<&str>().map(|said| (*said).to_owned()));
            Err(format!("it panicked: {}", said.unwrap_or_default()))
        }
    }
}

/// Keeps what broke a reader, and says where.
fn keep(target: &Target, bytes: &[u8]) -> PathBuf {
    let mut hash = DefaultHasher::new();
    bytes.hash(&mut hash);
    let folder = folder("artifacts").join(target.name);
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(format!("{:016x}", hash.finish()));
    fs::write(&path, bytes).expect("kept");
    path
}

#[test]
fn every_target_has_a_corpus_and_every_corpus_a_target() {
    let items = fs::read_dir(folder("corpus")).expect("a corpus").flatten();
    let mut found: Vec<String> =
        items.map(|item| item.file_name().to_string_lossy().into_owned()).collect();
    found.sort();
    let mut names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    names.sort_unstable();
    assert_eq!(found, names);
    for target in &TARGETS {
        let answers: HashSet<String> =
            corpus(target).iter().filter_map(|(_, bytes)| run(target, bytes).ok()).collect();
        assert!(answers.len() >= 6, "{}: only {} answers: {answers:?}", target.name, answers.len());
    }
}

#[test]
fn the_corpus_whole_cut_and_changed_breaks_no_reader() {
    for target in &TARGETS {
        let corpus = corpus(target);
        let check = |name: &str, bytes: &[u8]| {
            if let Err(why) = run(target, bytes) {
                let kept = keep(target, bytes);
                panic!("{}, {name}: {why}; kept as {}", target.name, kept.display());
            }
        };
        for (name, bytes) in &corpus {
            check(name, bytes);
            let step = (bytes.len() / 16).max(1);
            for cut in (0..bytes.len()).step_by(step) {
                check(&format!("{name} cut at {cut}"), &bytes[..cut]);
            }
        }
        let mut mutator = Mutator::new(7, corpus.into_iter().map(|(_, bytes)| bytes).collect());
        for number in 0..IN_EVERY_RUN {
            let bytes = mutator.next(target.signed, LARGEST);
            check(&format!("change {number}"), &bytes);
        }
    }
}

/// A reader that breaks is found out: one that panics at a byte, one that answers wrongly and one that hangs.
#[test]
fn a_broken_reader_is_found_out() {
    #[allow(clippy::unnecessary_wraps, reason = "it is one of two")]
    fn panics(bytes: &[u8]) -> Result<String, String> {
        assert!(!bytes.contains(&0xFF), "that byte");
        Ok(String::new())
    }
    fn wrong(bytes: &[u8]) -> Result<String, String> {
        if bytes.len() % 97 == 5 { Err("a wrong answer".to_owned()) } else { Ok(String::new()) }
    }
    for (run_it, words) in
        [(panics as targets::Run, "it panicked: that byte"), (wrong, "a wrong answer")]
    {
        let target = Target { name: "broken", signed: false, run: run_it };
        let mut mutator = Mutator::new(1, vec![b"{\"version\": 1}".to_vec()]);
        let why = (0..20_000).find_map(|_| run(&target, &mutator.next(false, LARGEST)).err());
        assert!(why.as_deref().is_some_and(|why| why.contains(words)), "{why:?}");
    }
}

#[test]
#[ignore = "for as long as WELLSPRING_FUZZ_SECONDS says"]
fn fuzz_for_a_while() {
    let variable = |name: &str| std::env::var(name).ok();
    let Some(seconds) = variable("WELLSPRING_FUZZ_SECONDS").and_then(|text| text.parse().ok())
    else {
        return;
    };
    let only = variable("WELLSPRING_FUZZ_TARGET");
    let targets: Vec<&Target> = TARGETS
        .iter()
        .filter(|target| only.as_deref().is_none_or(|only| only == target.name))
        .collect();
    let seed = variable("WELLSPRING_FUZZ_SEED").and_then(|text| text.parse().ok());
    let seed = seed.unwrap_or_else(|| {
        let now = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
        now.as_secs()
    });
    println!("seed {seed}");
    // What breaks is kept and told below; the words of each panic would bury it.
    std::panic::set_hook(Box::new(|_| {}));
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut states: Vec<_> = targets
        .iter()
        .map(|target| {
            let corpus = corpus(target).into_iter().map(|(_, bytes)| bytes).collect();
            (Mutator::new(seed, corpus), HashSet::new(), 0_u64)
        })
        .collect();
    let mut broken: BTreeMap<String, PathBuf> = BTreeMap::new();
    while Instant::now() < end {
        for (target, (mutator, answers, count)) in targets.iter().zip(&mut states) {
            let until = (Instant::now() + Duration::from_secs(2)).min(end);
            while Instant::now() < until {
                let bytes = mutator.next(target.signed, LARGEST);
                *count += 1;
                match run(target, &bytes) {
                    // An answer that never came before leads further.
                    Ok(answer) => {
                        if answers.len() < 5000 && answers.insert(answer) {
                            mutator.learn(bytes);
                        }
                    }
                    Err(why) => {
                        let what = format!("{}: {why}", target.name);
                        let _ = broken.entry(what).or_insert_with(|| keep(target, &bytes));
                    }
                }
            }
        }
        let _ = std::io::stdout().flush();
    }
    drop(std::panic::take_hook());
    for (target, (_, answers, count)) in targets.iter().zip(&states) {
        println!("{}: {count} inputs, {} kinds of answers", target.name, answers.len());
    }
    let all: u64 = states.iter().map(|(_, _, count)| count).sum();
    println!("{all} inputs in {seconds} s");
    assert!(broken.is_empty(), "{broken:#?}");
}
