//! Engines that fail in every way that we could think of, and real ones.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::wav::tests::written;
use super::*;

/// Ample for what is to succeed, on a machine that is busy with other tests.
const AMPLE: Duration = Duration::from_secs(60);
/// What stands before each pretend engine: `$out` is the file that it is to write.
const HEAD: &str = "#!/bin/sh\nhere=${0%/*}\nwhile [ $# -gt 0 ]; do case $1 in -w) out=$2; shift ;; esac; shift; done\n";

/// A pretend eSpeak NG: a script in a folder of its own, with the WAV of a second of sound beside it.
struct Pretend {
    root: tempfile::TempDir,
    engine: Engine,
}

impl Pretend {
    fn new(script: &str) -> Self {
        let root = tempfile::tempdir().unwrap();
        let program = root.path().join("espeak-ng");
        // Written by another process: were it open for writing here while some other test forks, it could not
        // be run for a moment.
        let mut writer = Command::new("/bin/sh")
            .args(["-c", "cat >\"$0\" && chmod 700 \"$0\""])
            .arg(&program)
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = writer.stdin.take().unwrap();
        input.write_all(format!("{HEAD}{script}").as_bytes()).unwrap();
        drop(input);
        assert!(writer.wait().unwrap().success());
        let sound: Vec<i16> =
            (0..16_000).map(|at| if at % 32 < 16 { 3_000 } else { -3_000 }).collect();
        fs::write(root.path().join("good.wav"), written(16_000, 1, &sound, 0x7FFF_F000)).unwrap();
        fs::create_dir(root.path().join("scratch")).unwrap();
        let scratch = root.path().join("scratch");
        let engine = Engine { kind: Kind::EspeakNg, program, models: Vec::new(), scratch };
        Self { root, engine }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn render(&self, text: &str, limit: Duration) -> Result<Clip, EngineError> {
        let result = self.engine.render(None, text, limit);
        assert_clean(&self.engine.scratch);
        result
    }
}

/// Nothing is left in the folder, and no process that works in it.
fn assert_clean(scratch: &Path) {
    let left: Vec<_> = scratch.read_dir().unwrap().flatten().map(|entry| entry.path()).collect();
    assert!(left.is_empty(), "{left:?}");
    let begun = Instant::now();
    loop {
        let processes = Path::new("/proc").read_dir().unwrap().flatten();
        let alive: Vec<_> = processes
            .filter(|entry| {
                entry.path().join("cwd").read_link().is_ok_and(|at| at.starts_with(scratch))
            })
            .collect();
        // A grandchild that was killed is reaped by the system, in its own time.
        if alive.is_empty() {
            return;
        }
        assert!(begun.elapsed() < AMPLE, "{alive:?}");
        std::thread::yield_now();
    }
}

/// Whether that process is there, be it as one that is dead and has not been reaped by us.
fn is_alive(number: &str) -> bool {
    let Ok(stat) = fs::read_to_string(format!("/proc/{number}/stat")) else { return false };
    let (_, after) = stat.rsplit_once(')').unwrap();
    let mut fields = after.split_whitespace();
    let (state, parent) = (fields.next().unwrap(), fields.next().unwrap());
    state != "Z" || parent == std::process::id().to_string()
}

#[test]
fn a_good_engine_gives_a_clip() {
    let pretend = Pretend::new("cat >\"$here/text\"\ncat \"$here/good.wav\" >\"$out\"");
    let clip = pretend.render("-x \"Press\"\n<b>in</b>; `reboot` 😀", AMPLE).unwrap();
    assert_eq!(clip.rate.get(), 16_000);
    assert!(clip.samples.len().abs_diff(16_000 * 110 / 100) < 200, "{}", clip.samples.len());
    let heard = fs::read_to_string(pretend.path("text")).unwrap();
    assert_eq!(heard, "-x Press b in /b ; 'reboot'", "it came by standard input");
}

#[test]
fn what_an_engine_may_know_and_do_is_little() {
    let pretend = Pretend::new(
        "env >\"$here/env\"; pwd >\"$here/pwd\"; ls -lan . >\"$here/ls\"\n\
         n=0; until [ \"$(cut -d' ' -f19 /proc/$$/stat)\" = 10 ] || [ $n -gt 200 ]; do n=$((n + 1)); sleep 0.02; done\n\
         cat /proc/$$/stat >\"$here/stat\"\n\
         cat \"$here/good.wav\" >\"$out\"",
    );
    let _ = pretend.render("Press", AMPLE).unwrap();
    let read = |name: &str| fs::read_to_string(pretend.path(name)).unwrap();
    let environment = read("env");
    let names: Vec<_> =
        environment.lines().filter_map(|line| line.split_once('=')).map(|pair| pair.0).collect();
    let known =
        ["PATH", "HOME", "LC_ALL", "TMPDIR", "TMP", "TEMP", "LD_LIBRARY_PATH", "ESPEAK_DATA_PATH"];
    let shells = ["PWD", "OLDPWD", "SHLVL", "_"];
    for name in names {
        assert!(known.contains(&name) || shells.contains(&name), "{name} is passed on");
    }
    assert!(Path::new(read("pwd").trim()).starts_with(&pretend.engine.scratch));
    for line in read("ls").lines().skip(1) {
        let (mode, name) = (&line[..10], line.rsplit(' ').next().unwrap());
        let wanted = if name == "." { "drwx------" } else { "-rw-------" };
        assert!(name == ".." || name == "speech.wav" || mode == wanted, "{line}");
    }
    let stat = read("stat");
    let after = stat.rsplit_once(')').unwrap().1;
    assert_eq!(after.split_whitespace().nth(16), Some("10"), "nice");
}

#[test]
fn an_engine_that_hangs_is_killed_with_all_that_it_started() {
    let pretend = Pretend::new(
        "sleep 600 &\necho $! >>\"$here/pids\"\n(trap '' TERM INT HUP; sleep 600) &\necho $! >>\"$here/pids\"\n\
         echo $$ >>\"$here/pids\"\necho ready >\"$here/ready\"\nwait",
    );
    // Cancelled once all of it runs, then once more by the limit.
    let ready = pretend.path("ready");
    let cancelled = pretend.engine.render_while(None, "Press", AMPLE, &|| !ready.exists());
    assert_eq!(cancelled, Err(EngineError::Cancelled));
    assert_clean(&pretend.engine.scratch);
    let limit = Duration::from_millis(400);
    let begun = Instant::now();
    let slow = pretend.render("Press", limit);
    let took = begun.elapsed();
    assert_eq!(slow, Err(EngineError::TooSlow { engine: "eSpeak NG", limit }));
    assert!((limit..limit + Duration::from_secs(5)).contains(&took), "{took:?}");
    let numbers = fs::read_to_string(pretend.path("pids")).unwrap();
    assert!(numbers.lines().count() >= 3, "{numbers}");
    let begun = Instant::now();
    while numbers.lines().any(is_alive) {
        assert!(begun.elapsed() < AMPLE, "{numbers}");
        std::thread::yield_now();
    }
}

#[test]
fn what_an_engine_leaves_running_behind_it_is_killed() {
    let pretend =
        Pretend::new("sleep 600 &\necho $! >\"$here/pid\"\ncat \"$here/good.wav\" >\"$out\"");
    assert!(pretend.render("Press", AMPLE).is_ok());
    let number = fs::read_to_string(pretend.path("pid")).unwrap();
    let begun = Instant::now();
    while is_alive(number.trim()) {
        assert!(begun.elapsed() < AMPLE);
        std::thread::yield_now();
    }
}

#[test]
fn each_failure_has_its_error() {
    let engine = "eSpeak NG";
    let ended = |code, words: &str| EngineError::Ended { engine, code, words: words.to_owned() };
    let no_sound = |words: &str| EngineError::NoSound { engine, words: words.to_owned() };
    for (script, expected) in [
        (
            "echo one >&2; echo 'no \u{1b}such voice' >&2; echo >&2; exit 3",
            ended(Some(3), "no such voice"),
        ),
        ("exit 1", ended(Some(1), "")),
        ("kill -SEGV $$", ended(None, "")),
        ("echo garbage >\"$out\"", EngineError::Unreadable { engine, why: "is no WAV file" }),
        (
            "head -c 40 \"$here/good.wav\" >\"$out\"",
            EngineError::Unreadable { engine, why: "ends before its samples" },
        ),
        ("head -c 44 \"$here/good.wav\" >\"$out\"", no_sound("")),
        ("echo 'SIOD ERROR' >&2", no_sound("SIOD ERROR")),
        (": >\"$out\"", no_sound("")),
        ("mkfifo \"$out\"", no_sound("")),
        ("mkdir \"$out\"", no_sound("")),
        ("ln -s /dev/zero \"$out\"", no_sound("")),
        (
            "head -c 70000000 /dev/zero >\"$out\"; sleep 600",
            EngineError::Unreadable { engine, why: "is larger than any speech" },
        ),
        (
            // All at once and at the very end, so that it is not seen while it grows.
            "head -c 70000000 /dev/zero >\"$here/large\"; mv \"$here/large\" \"$out\"",
            EngineError::Unreadable { engine, why: "is larger than any speech" },
        ),
    ] {
        assert_eq!(Pretend::new(script).render("Press", AMPLE), Err(expected), "{script}");
    }
}

#[test]
fn a_flood_of_words_is_thrown_away() {
    let flood = "i=0; while [ $i -lt 60 ]; do head -c 1000000 /dev/zero | tr '\\0' x >&2; i=$((i+1)); done; echo >&2\n";
    let good = Pretend::new(&format!("{flood}cat \"$here/good.wav\" >\"$out\""));
    assert!(good.render("Press", AMPLE).is_ok());
    let bad = Pretend::new(&format!("{flood}echo 'the end' >&2; exit 4"));
    let ended =
        EngineError::Ended { engine: "eSpeak NG", code: Some(4), words: "the end".to_owned() };
    assert_eq!(bad.render("Press", AMPLE), Err(ended));
    let endless = Pretend::new("yes >&2");
    let limit = Duration::from_millis(300);
    assert!(matches!(endless.render("Press", limit), Err(EngineError::TooSlow { .. })));
}

#[test]
fn what_cannot_be_started_is_told() {
    let pretend = Pretend::new("exit 0");
    fs::remove_file(&pretend.engine.program).unwrap();
    assert!(matches!(pretend.render("Press", AMPLE), Err(EngineError::Gone { .. })));
    assert_eq!(pretend.engine.voices(), []);
    let unknown = pretend.engine.render(Some("--version"), "Press", AMPLE);
    assert!(matches!(unknown, Err(EngineError::NoSuchVoice { .. })));
    assert_eq!(pretend.render("😀", AMPLE), Err(EngineError::NothingToSay), "nothing is started");
    let lost = Engine { scratch: pretend.path("nowhere"), ..pretend.engine.clone() };
    assert!(matches!(lost.render(None, "Press", AMPLE), Err(EngineError::Machine { .. })));
}

#[test]
fn sentences_are_spoken_in_order_and_kept() {
    let pretend = Pretend::new(
        "text=$(cat); echo \"$text\" >>\"$here/spoken\"\n\
         case $text in bad) exit 3 ;; odd) exit 0 ;; esac\ncat \"$here/good.wav\" >\"$out\"",
    );
    let renderer = Renderer::start().unwrap();
    let speaker = Speaker { engine: pretend.engine.clone(), voice: None };
    let all = |sentences: &[&str]| {
        let sentences = sentences.iter().map(|&sentence| sentence.to_owned()).collect();
        let job = renderer.render(&speaker, sentences, AMPLE);
        let came: Vec<Rendered> = std::iter::from_fn(|| job.wait()).collect();
        assert_eq!(job.look(), Err(AllCame));
        assert!(came.iter().enumerate().all(|(number, rendered)| rendered.number == number));
        let told: Vec<_> =
            came.iter().map(|came| (came.sentence.clone(), came.clip.is_ok())).collect();
        told
    };
    let spoken = || fs::read_to_string(pretend.path("spoken")).unwrap_or_default();
    let told = |pairs: &[(&str, bool)]| -> Vec<(String, bool)> {
        pairs.iter().map(|(sentence, is_ok)| ((*sentence).to_owned(), *is_ok)).collect()
    };
    assert_eq!(all(&["one", "two", "one"]), told(&[("one", true), ("two", true), ("one", true)]));
    assert_eq!(spoken(), "one\ntwo\n");
    assert!(renderer.kept(&speaker, "two").is_some() && renderer.kept(&speaker, "bad").is_none());
    // A sentence that makes no sound leaves the others alone; an engine that fails does not, but what is kept
    // is still given.
    assert_eq!(
        all(&["odd", "three", "bad", "four", "two"]),
        told(&[("odd", false), ("three", true), ("bad", false), ("four", false), ("two", true)])
    );
    assert_eq!(spoken(), "one\ntwo\nodd\nthree\nbad\n");
    let other = Speaker { voice: Some("en-us".to_owned()), ..speaker.clone() };
    assert_eq!(renderer.kept(&other, "one"), None, "another voice has spoken nothing");
    assert_clean(&pretend.engine.scratch);
}

#[test]
fn one_engine_runs_at_a_time_and_ends_when_nobody_waits() {
    let pretend = Pretend::new(
        "mkdir \"$here/running\" || echo twice >\"$here/fault\"\n\
         case $(cat) in hang) echo $$ >\"$here/pid\"; sleep 600 ;; esac\n\
         rmdir \"$here/running\"; cat \"$here/good.wav\" >\"$out\"",
    );
    let renderer = Renderer::start().unwrap();
    let speaker = Speaker { engine: pretend.engine.clone(), voice: None };
    let order = |sentences: &[&str]| {
        renderer.render(&speaker, sentences.iter().map(|&text| text.to_owned()).collect(), AMPLE)
    };
    let (one, two) = (order(&["a", "b", "c"]), order(&["d", "e"]));
    assert_eq!(std::iter::from_fn(|| two.wait()).filter(|came| came.clip.is_ok()).count(), 2);
    assert_eq!(std::iter::from_fn(|| one.wait()).filter(|came| came.clip.is_ok()).count(), 3);
    assert!(!pretend.path("fault").exists());

    let hanging = || {
        let job = order(&["hang", "after"]);
        let begun = Instant::now();
        while fs::read_to_string(pretend.path("pid")).map_or(true, |number| !number.ends_with('\n'))
        {
            assert!(begun.elapsed() < AMPLE);
            std::thread::yield_now();
        }
        assert_eq!(job.look(), Ok(None));
        job
    };
    drop(hanging());
    fs::remove_file(pretend.path("pid")).unwrap();
    // The next list comes to its turn only once the one that was dropped is off.
    let begun = Instant::now();
    let next = order(&["f"]);
    assert!(next.wait().is_some());
    assert!(begun.elapsed() < Duration::from_secs(30));
    let _ = fs::remove_dir(pretend.path("running"));
    let job = hanging();
    let begun = Instant::now();
    drop(renderer);
    assert!(begun.elapsed() < Duration::from_secs(30));
    assert_eq!(job.wait(), None);
    assert_clean(&pretend.engine.scratch);
}

/// The real engine of that kind; the tests have it installed.
fn real(kind: Kind, scratch: &Path) -> Option<Engine> {
    let engine = found().into_iter().find(|engine| engine.kind == kind)?;
    Some(Engine { scratch: scratch.to_owned(), ..engine })
}

#[test]
#[allow(clippy::cast_precision_loss)] // a few hundred thousand samples
fn real_engines_speak_at_the_pace_and_loudness_of_a_session() {
    let text = "Hold the point with your right thumb. Press in slowly over three seconds until you feel it clearly, then keep the pressure even. If the ache turns sharp or shoots along the limb, stop at once.";
    let words = 36.0;
    let scratch = tempfile::tempdir().unwrap();
    assert!(
        real(Kind::EspeakNg, scratch.path()).is_some(),
        "this test needs espeak-ng: install it, or have ./test do that"
    );
    for engine in Kind::ALL.into_iter().filter_map(|kind| real(kind, scratch.path())) {
        let voices = engine.voices();
        assert!(!voices.is_empty(), "{} lists no voice", engine.name());
        let names = voices.iter().take(3).map(|voice| Some(voice.name.as_str()));
        for voice in [None].into_iter().chain(names) {
            let begun = Instant::now();
            let clip = engine.render(voice, text, AMPLE).unwrap_or_else(|error| panic!("{error}"));
            let seconds = clip.samples.len() as f64 / f64::from(clip.rate.get());
            let pace = words * 60.0 / seconds;
            let level = loudness(&clip.samples, clip.rate.get());
            let peak = clip.samples.iter().map(|sample| sample.unsigned_abs()).max().unwrap();
            println!(
                "{} {voice:?}: {pace:.0} words a minute, {level:.1} LUFS, peak {peak}, {} Hz, made in {:?}",
                engine.name(),
                clip.rate,
                begun.elapsed()
            );
            assert!((135.0..=170.0).contains(&pace), "{} {voice:?}: {pace}", engine.name());
            assert!(peak <= 23_199, "{} {voice:?}: {peak}", engine.name());
            let is_level = (level - level::LOUDNESS).abs() < 1.0;
            assert!(is_level, "{} {voice:?}: {level}", engine.name());
        }
    }
    assert_clean(scratch.path());
}

#[test]
fn real_engines_take_odd_texts_as_words() {
    let scratch = tempfile::tempdir().unwrap();
    let marker = scratch.path().join("executed");
    let command =
        format!("`touch {0}` $(touch {0}) \"; (system \"touch {0}\") #", marker.display());
    let odd = [
        "--help",
        "-",
        "...a",
        "don't 'quote' \"me\" (now",
        "<speak><audio src='x'/>hi</speak> [[slnc 9000]]",
        &command,
        &"aeiou".repeat(30),
        &"and so on ".repeat(20),
    ];
    for engine in Kind::ALL.into_iter().filter_map(|kind| real(kind, scratch.path())) {
        for text in odd {
            let result = engine.render(None, text, Duration::from_secs(20));
            let start: String = text.chars().take(30).collect();
            println!("{} {start:?}: {:?}", engine.name(), result.map(|clip| clip.samples.len()));
            assert!(!marker.exists(), "{} {start}", engine.name());
            assert_clean(scratch.path());
        }
    }
}

#[test]
fn a_wrong_voice_of_a_real_engine_is_an_error_or_speech_never_a_command() {
    let scratch = tempfile::tempdir().unwrap();
    let engine = real(Kind::EspeakNg, scratch.path()).expect("this test needs espeak-ng");
    let wrong = engine.render(Some("zz-zz"), "Press", AMPLE);
    assert!(matches!(wrong, Err(EngineError::Ended { code: Some(1), .. })), "{wrong:?}");
    assert_clean(scratch.path());
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,80}",
        "[-a-z \"'\\n\\t<>\\[\\](){}$`\\\\|;&]{0,60}",
        (any::<char>(), 0_usize..12_000).prop_map(|(one, times)| one.to_string().repeat(times)),
        ("[a-z]{1,9}", 0_usize..1_500).prop_map(|(word, times)| format!("{word} ").repeat(times)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_clip_or_an_error_in_time_and_leaves_nothing(text in any_text()) {
        let limit = Duration::from_secs(10);
        let pretend = Pretend::new("wc -c >\"$here/length\"; cat \"$here/good.wav\" >\"$out\"");
        let begun = Instant::now();
        let result = pretend.render(&text, limit);
        prop_assert_eq!(result.is_ok(), plain::plain(&text).is_ok());
        let scratch = tempfile::tempdir().unwrap();
        if let Some(engine) = real(Kind::EspeakNg, scratch.path()) {
            let result = engine.render(None, &text, limit);
            prop_assert!(result.is_ok() || plain::plain(&text).is_err() || begun.elapsed() >= limit, "{:?}", result);
            assert_clean(scratch.path());
        }
        prop_assert!(begun.elapsed() < 2 * limit + Duration::from_secs(5));
    }
}
