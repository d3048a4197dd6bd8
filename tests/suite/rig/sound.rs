//! A private sound server whose output is recorded instead of heard.

use super::{PATIENCE, Process, is_here, program, wait_until};
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tempfile::TempDir;

/// The only output of the server: it swallows what is played and lets it be recorded.
const SINK: &str = "cue";

/// Samples a second, of the server and of every recording.
pub const RATE: u32 = 48_000;

/// A sound server of its own, ended with the value: PulseAudio or, where that is not installed, PipeWire
/// with its stand-in for it.
pub struct SoundServer {
    folder: TempDir,
    /// In the order in which they were started.
    processes: Vec<Process>,
}

impl SoundServer {
    pub fn start() -> Self {
        let mut server =
            Self { folder: TempDir::new().expect("a temporary folder"), processes: Vec::new() };
        server.run();
        server
    }

    /// What belongs into `PULSE_SERVER`.
    pub fn address(&self) -> String {
        format!("unix:{}", self.socket().display())
    }

    /// Ends the server as a crash would: whoever is connected is cut off.
    pub fn kill(&mut self) {
        while let Some(mut process) = self.processes.pop() {
            process.kill();
        }
        // What a killed server leaves behind would keep the next one from starting.
        let _ = fs::remove_dir_all(self.folder.path().join("run"));
    }

    /// Ends the server as a crash would, and starts it again at the same address. A recording of before
    /// has ended by then; what it heard can still be read.
    pub fn restart(&mut self) {
        self.kill();
        self.run();
    }

    /// Holds the output up, as a device that sleeps: connections stay, nothing is played.
    #[track_caller]
    pub fn suspend(&self) {
        self.tell(&["suspend-sink", SINK, "1"]);
    }

    /// Ends `suspend`.
    #[track_caller]
    pub fn resume(&self) {
        self.tell(&["suspend-sink", SINK, "0"]);
    }

    /// Stops the server in its tracks, as a machine does that is short of time.
    pub fn freeze(&self) {
        self.signal(rustix::process::Signal::STOP);
    }

    /// Lets a frozen server go on.
    pub fn thaw(&self) {
        self.signal(rustix::process::Signal::CONT);
    }

    fn signal(&self, signal: rustix::process::Signal) {
        self.processes.iter().for_each(|process| process.signal(signal));
    }

    /// When the server ran dry of what a program plays, and played silence instead, in seconds from when it last
    /// began to be recorded. PipeWire does not say.
    #[track_caller]
    pub fn dry(&self) -> Vec<f64> {
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        // "(  15.387|   0.000) D: [null-sink] protocol-native.c: Implicit underrun of ..."
        let moment = |line: &str| -> Option<f64> {
            line.strip_prefix('(')?.split('|').next()?.trim().parse().ok()
        };
        let begins =
            |line: &&str| line.contains("Created output ") && line.contains("\"parec\" on ");
        let begun = log.lines().filter(begins).filter_map(moment).next_back();
        let dry = log.lines().filter(|line| line.contains("underrun of ")).filter_map(moment);
        begun.map_or_else(Vec::new, |begun| {
            dry.map(|at| at - begun).filter(|at| *at >= 0.0).collect()
        })
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// How many programs are playing at the moment, silence included.
    #[track_caller]
    pub fn players(&self) -> usize {
        let output = self
            .with_address(&mut program("pactl"))
            .args(["list", "short", "sink-inputs"])
            .output();
        String::from_utf8_lossy(&output.expect("pactl runs").stdout).lines().count()
    }

    /// Records all that is played from now on.
    #[track_caller]
    pub fn record(&self) -> Recording {
        let folder = TempDir::new().expect("a temporary folder");
        let path = folder.path().join("heard.f32");
        let file = File::create(&path).expect("a temporary file");
        // An idle null sink works in blocks of two seconds; the wish for 20 ms makes it work in such steps.
        // (Without it the first sound after a silence comes up to two seconds late.)
        let mut recorder = program("parec");
        self.with_address(&mut recorder)
            .args([
                "--device",
                &format!("{SINK}.monitor"),
                "--raw",
                "--latency-msec=20",
                "--format=float32le",
            ])
            .args([&format!("--rate={RATE}"), "--channels=1"])
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(Stdio::null());
        RECORDING.fetch_add(1, Ordering::SeqCst);
        let mut recording =
            Recording { _folder: folder, path, process: Process::start(&mut recorder) };
        wait_until(PATIENCE, "the first sound of the recording", || {
            assert!(recording.process.ended().is_none(), "parec ended at once");
            recording.seconds() > 0.0
        });
        recording
    }

    /// Everything lies in one folder that only we can enter: sockets, and what the servers keep.
    fn run(&mut self) {
        let folder = self.folder.path().join("run");
        fs::create_dir_all(folder.join("pulse")).expect("a temporary folder");
        if is_here("pulseaudio") {
            self.run_pulseaudio();
        } else if is_here("pipewire-pulse") {
            self.run_pipewire();
        } else {
            let _ = program("pulseaudio");
        }
    }

    fn run_pulseaudio(&mut self) {
        let mut server = program("pulseaudio");
        server
            .args(["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"])
            .args(["--realtime=no", "--high-priority=no", "--disallow-exit=no"])
            .args(["--log-level=debug", "--log-time"])
            .arg(format!("--log-target=file:{}", self.log().display()))
            .arg(format!(
                "--load=module-null-sink sink_name={SINK} rate={RATE} channels=2 format=float32le"
            ))
            .arg(format!(
                "--load=module-native-protocol-unix auth-anonymous=1 socket={}",
                self.socket().display()
            ));
        self.spawn(&mut server);
        wait_until(PATIENCE, "PulseAudio", || self.answers());
    }

    fn run_pipewire(&mut self) {
        let bus = format!("unix:path={}", self.folder.path().join("run/bus").display());
        let address = format!("--address={bus}");
        self.spawn(program("dbus-daemon").args(["--session", &address, "--nofork", "--nopidfile"]));
        wait_until(PATIENCE, "the message bus", || self.folder.path().join("run/bus").exists());
        self.spawn(&mut program("pipewire"));
        wait_until(PATIENCE, "PipeWire", || self.folder.path().join("run/pipewire-0").exists());
        self.spawn(&mut program("wireplumber"));
        self.spawn(&mut program("pipewire-pulse"));
        wait_until(PATIENCE, "PipeWire's stand-in for PulseAudio", || self.answers());
        let (name, rate) = (format!("sink_name={SINK}"), format!("rate={RATE}"));
        self.tell(&["load-module", "module-null-sink", &name, &rate, "channels=2"]);
        wait_until(PATIENCE, "the sink as the one that is used", || {
            let _ =
                self.with_address(&mut program("pactl")).args(["set-default-sink", SINK]).output();
            let asked = self.with_address(&mut program("pactl")).arg("get-default-sink").output();
            asked.is_ok_and(|told| String::from_utf8_lossy(&told.stdout).trim() == SINK)
        });
    }

    fn spawn(&mut self, command: &mut Command) {
        let run = self.folder.path().join("run");
        let command = self.with_address(command);
        command.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", run.join("bus").display()));
        command
            .env_remove("DISPLAY")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        self.processes.push(Process::start(command));
    }

    fn answers(&self) -> bool {
        let mut ask = program("pactl");
        let ask =
            self.with_address(&mut ask).arg("info").stdout(Stdio::null()).stderr(Stdio::null());
        ask.status().is_ok_and(|status| status.success())
    }

    #[track_caller]
    fn tell(&self, arguments: &[&str]) {
        super::printed(self.with_address(&mut program("pactl")).args(arguments));
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("run/pulse/native")
    }

    fn with_address<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("HOME", self.folder.path())
            .env("XDG_RUNTIME_DIR", self.folder.path().join("run"))
            .env_remove("XDG_CONFIG_HOME")
            .env("PULSE_SERVER", self.address())
    }
}

impl Drop for SoundServer {
    fn drop(&mut self) {
        self.kill();
    }
}

/// How many recordings go on in this process.
static RECORDING: AtomicUsize = AtomicUsize::new(0);
/// No recording of a test is longer.
const OTHERS: Duration = Duration::from_secs(240);

impl Drop for Recording {
    fn drop(&mut self) {
        RECORDING.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A recording that goes on until it is stopped.
pub struct Recording {
    /// Held for its end.
    _folder: TempDir,
    path: PathBuf,
    process: Process,
}

impl Recording {
    /// How much has been recorded until now.
    pub fn seconds(&self) -> f64 {
        let bytes = fs::metadata(&self.path).map_or(0, |file| file.len());
        #[expect(clippy::cast_precision_loss, reason = "a few hundred megabytes")]
        let samples = (bytes / 4) as f64;
        samples / f64::from(RATE)
    }

    /// Ends the recording: its samples, mono, at 48,000 a second.
    #[track_caller]
    pub fn stop(mut self) -> Vec<f32> {
        self.process.signal(rustix::process::Signal::INT);
        self.process.wait_exit(PATIENCE);
        let bytes = fs::read(&self.path).expect("the recording");
        drop(self);
        // What follows is work for the processor, which whoever still records must not be short of.
        wait_until(OTHERS, "the end of all other recordings", || {
            RECORDING.load(Ordering::SeqCst) == 0
        });
        bytes
            .chunks_exact(4)
            .map(|part| f32::from_le_bytes([part[0], part[1], part[2], part[3]]))
            .collect()
    }

    /// Waits until that much more has been recorded than now.
    #[track_caller]
    pub fn wait_more(&self, time: Duration) {
        let end = self.seconds() + time.as_secs_f64();
        wait_until(time + PATIENCE, "more of the recording", || self.seconds() >= end);
    }
}

#[test]
#[ignore = "in real time, with a sound server; ./test runs it"]
fn what_is_played_is_recorded_to_the_sample() {
    // Noise of which no stretch is like another, three seconds long; 16 bits, as the cues.
    let mut seed = 1_u32;
    let noise: Vec<i16> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        i16::from_be_bytes([seed.to_be_bytes()[0], seed.to_be_bytes()[1]]) / 4
    })
    .take(3 * 48_000)
    .collect();
    let played: Vec<f32> = noise.iter().map(|&sample| f32::from(sample) / 32_768.0).collect();
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    let bytes: Vec<u8> = noise.iter().flat_map(|sample| sample.to_le_bytes()).collect();
    fs::write(file.path(), bytes).expect("a temporary file");

    let mut server = SoundServer::start();
    let hear = |server: &SoundServer| {
        let recording = server.record();
        assert_eq!(server.players(), 0);
        let mut play = program("pacat");
        let rate = format!("--rate={RATE}");
        let play = server.with_address(&mut play).args([
            "--playback",
            "--raw",
            "--format=s16le",
            "--channels=1",
        ]);
        super::printed(play.arg(rate).arg(file.path()));
        // The first hundredths of a second may be lost while the sink wakes up.
        let (early, late) = (&played[24_000..72_000], &played[96_000..144_000]);
        let heard = super::find_clips(&recording.stop(), &[early, late]);
        let told: Vec<(usize, bool)> =
            heard.iter().map(|heard| (heard.clip, heard.score > 0.99)).collect();
        assert_eq!(told, [(0, true), (1, true)]);
        assert_eq!(heard[1].at - heard[0].at, 72_000);
    };
    hear(&server);
    // Once more after a crash, in the middle of a recording.
    let cut_off = server.record();
    server.restart();
    assert!(!cut_off.stop().is_empty());
    hear(&server);
}
