//! Whole-process figures: time from start to the first painted window, memory, and processor time of a
//! running session, each beside the least iced window of the same features in the same run.
//!
//! `cargo bench --bench whole-process` builds both and prints a table. Linux only; needs Xvfb, xdotool and PulseAudio.

#![allow(unused_results, reason = "commands are built step by step")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measurement, not a program"
)]

#[cfg(target_os = "linux")]
#[path = "../tests/suite"]
mod suite {
    pub mod rig;
}

#[cfg(target_os = "linux")]
mod figures {
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    use x11rb::connection::Connection;
    use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat, MapState};

    use super::suite::rig::{AppUnderTest, Display, PATIENCE, SoundServer, wait_until};

    /// A window in which the body has about 560x760 pixels.
    const TURNING: (u32, u32) = (560, 1060);

    /// Starts of each program; odd, so that there is a middle one.
    const STARTS: usize = 11;

    fn minimal() -> PathBuf {
        let status = Command::new(env!("CARGO"))
            .args(["build", "--release", "--locked", "--example", "minimal-window"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdout(Stdio::null())
            .status();
        assert!(status.is_ok_and(|status| status.success()), "the minimal window builds");
        let bench = std::env::current_exe().expect("a path");
        bench
            .parent()
            .and_then(Path::parent)
            .expect("target/release")
            .join("examples/minimal-window")
    }

    fn command(program: &Path, config: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).env("WELLSPRING_CONFIG_DIR", config);
        command
    }

    /// Milliseconds from starting the program until its window shows more than one colour.
    fn first_paint(display: &Display, program: &Path, config: &Path) -> f64 {
        let (connection, screen) = x11rb::connect(Some(display.name())).expect("the display");
        let root = connection.setup().roots[screen].root;
        let begun = Instant::now();
        let mut child = command(program, config, &[])
            .env("DISPLAY", display.name())
            .env_remove("WAYLAND_DISPLAY")
            .env("WELLSPRING_STATE_DIR", config)
            .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
            .env("PULSE_SERVER", "unix:/nonexistent")
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let painted = || -> Option<()> {
            let windows = connection.query_tree(root).ok()?.reply().ok()?.children;
            windows.into_iter().find_map(|window| {
                let attributes = connection.get_window_attributes(window).ok()?.reply().ok()?;
                let shape = connection.get_geometry(window).ok()?.reply().ok()?;
                if attributes.map_state != MapState::VIEWABLE || shape.width < 400 {
                    return None;
                }
                let image = connection.get_image(
                    ImageFormat::Z_PIXMAP,
                    window,
                    0,
                    0,
                    shape.width,
                    shape.height,
                    !0,
                );
                let data = image.ok()?.reply().ok()?.data;
                data.chunks_exact(4).any(|pixel| pixel[..3] != data[..3]).then_some(())
            })
        };
        while painted().is_none() {
            assert!(begun.elapsed() < PATIENCE, "no window");
            std::thread::sleep(Duration::from_millis(1));
        }
        let time = begun.elapsed().as_secs_f64() * 1000.0;
        let _ = child.kill();
        let _ = child.wait();
        wait_until(PATIENCE, "an empty screen", || {
            connection
                .query_tree(root)
                .ok()
                .and_then(|tree| tree.reply().ok())
                .is_some_and(|tree| tree.children.is_empty())
        });
        time
    }

    fn median(mut figures: Vec<f64>) -> f64 {
        figures.sort_by(f64::total_cmp);
        figures[figures.len() / 2]
    }

    fn row(what: &str, unit: &str, ours: f64, floor: f64) {
        println!("{what:<44} {ours:>9.2} {unit:<4} {floor:>9.2} {unit:<4} {:>6.2}", ours / floor);
    }

    fn share(app: &AppUnderTest<'_>, time: Duration) -> f64 {
        let (cpu, begun) = (app.cpu_seconds(), Instant::now());
        std::thread::sleep(time);
        (app.cpu_seconds() - cpu) / begun.elapsed().as_secs_f64() * 100.0
    }

    /// Processor milliseconds for a step of turning the whole body, in a window where it has 560x760 pixels, and
    /// how many such steps fit into a second.
    fn turning(display: &Display, program: &Path, config: &Path) -> (f64, f64) {
        const STEPS: u32 = 150;
        let app = AppUnderTest::launch(
            display,
            None,
            command(program, config, &[]),
            "Wellspring",
            |_| {},
        );
        app.wait_painted();
        app.key("2");
        app.key("v");
        app.resize(TURNING.0, TURNING.1);
        std::thread::sleep(Duration::from_secs(1));
        let before = app.cpu_seconds();
        for _ in 0..STEPS {
            app.key("Right");
            std::thread::sleep(Duration::from_millis(40));
        }
        let step = (app.cpu_seconds() - before) * 1000.0 / f64::from(STEPS);
        (step, 1000.0 / step)
    }

    #[allow(clippy::cast_precision_loss, reason = "KiB of memory fit an f64")]
    pub fn print() {
        let floor = minimal();
        let ours = PathBuf::from(env!("CARGO_BIN_EXE_wellspring"));
        let folder = tempfile::tempdir().expect("a folder");
        let display = Display::start();
        println!("{:<44} {:>14} {:>14} {:>6}", "", "wellspring", "least window", "ratio");
        let (mut us, mut least) = (Vec::new(), Vec::new());
        for _ in 0..STARTS {
            us.push(first_paint(&display, &ours, folder.path()));
            least.push(first_paint(&display, &floor, folder.path()));
        }
        row("start to first painted window, median", "ms", median(us), median(least));

        let sound = SoundServer::start();
        let wellspring = |arguments: &[&str]| command(&ours, folder.path(), arguments);
        let idle =
            AppUnderTest::launch(&display, Some(&sound), wellspring(&[]), "Wellspring", |_| {});
        idle.wait_painted();
        let memory = idle.rss_kib() as f64 / 1024.0;
        let idle_share = share(&idle, Duration::from_secs(10));
        drop(idle);
        let least = AppUnderTest::launch(
            &display,
            None,
            command(&floor, folder.path(), &[]),
            "minimal window",
            |_| {},
        );
        least.wait_painted();
        let least_memory = least.rss_kib() as f64 / 1024.0;
        let least_share = share(&least, Duration::from_secs(10));
        drop(least);
        row("memory, window open", "MiB", memory, least_memory);
        println!("{:<44} {idle_share:>9.2} %    {least_share:>9.2} %", "processor, idle");

        let arguments =
            ["start", "HE-1", "--side", "left", "--until-release", "--motion", "circular"];
        let running =
            AppUnderTest::launch(&display, Some(&sound), wellspring(&arguments), "HE-1", |_| {});
        running.wait_painted();
        let before = running.pixels();
        let answered = Instant::now();
        running.key("Return");
        wait_until(PATIENCE, "the player", || running.pixels() != before);
        let begun = answered.elapsed().as_secs_f64() * 1000.0;
        println!(
            "{:<44} {begun:>9.2} ms   (limit 500)",
            "caution answered to session shown, at most"
        );
        running.key("space");
        wait_until(PATIENCE, "the sound", || sound.players() == 1);
        std::thread::sleep(Duration::from_secs(6));
        let running_share = share(&running, Duration::from_secs(30));
        let running_memory = running.rss_kib() as f64 / 1024.0;
        running.key("space");
        std::thread::sleep(Duration::from_secs(2));
        let paused_share = share(&running, Duration::from_secs(10));
        drop(running);
        let still = folder.path().join("still");
        std::fs::create_dir(&still).expect("a folder");
        std::fs::write(still.join("settings.json"), r#"{"version":1,"reduced_motion":true}"#)
            .expect("written");
        let still = AppUnderTest::launch(
            &display,
            Some(&sound),
            command(&ours, &still, &arguments),
            "HE-1",
            |_| {},
        );
        still.wait_painted();
        still.key("Return");
        still.key("space");
        wait_until(PATIENCE, "the sound", || sound.players() == 1);
        std::thread::sleep(Duration::from_secs(6));
        let still_share = share(&still, Duration::from_secs(30));
        drop(still);
        let ticking = AppUnderTest::launch(
            &display,
            None,
            command(&floor, folder.path(), &["--tick"]),
            "minimal window",
            |_| {},
        );
        ticking.wait_painted();
        let ticking_share = share(&ticking, Duration::from_secs(30));
        row("processor, session running / text ticking", "%", running_share, ticking_share);
        let silent = AppUnderTest::launch(&display, None, wellspring(&arguments), "HE-1", |_| {});
        silent.wait_painted();
        silent.key("Return");
        silent.key("space");
        std::thread::sleep(Duration::from_secs(6));
        let silent_share = share(&silent, Duration::from_secs(30));
        drop(silent);
        row("the same with voice and sound / without", "%", running_share, silent_share);
        println!("{:<44} {still_share:>9.2} %", "processor, session with reduced motion");
        println!("{:<44} {paused_share:>9.2} %", "processor, session paused");
        let (step, rate) = turning(&display, &ours, folder.path());
        println!("{:<44} {step:>9.2} ms   {rate:>9.1} a second", "a step of turning the body");
        row("memory, session running / window open", "MiB", running_memory, least_memory);
    }
}

fn main() {
    #[cfg(target_os = "linux")]
    figures::print();
    #[cfg(not(target_os = "linux"))]
    eprintln!("These figures are measured on Linux alone.");
}
