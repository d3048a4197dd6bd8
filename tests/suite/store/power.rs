//! Power cuts on real file systems: the kernel is told to write nothing more, at some moment while a program notes
//! and saves, and the file system is mounted anew. Each round goes on where the last one was cut.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

use wellspring::platform::journal::load;

use super::dirs;
use super::mount::Mount;
use super::writer::{Flaw, Writer, check_all, settings_found, skipped};

/// A kind of file system: its program, that program's arguments, and the least size it takes, in MiB.
type System = (&'static str, &'static [&'static str], u64);

const EXT4: System = ("mkfs.ext4", &["-q", "-F"], 64);
const XFS: System = ("mkfs.xfs", &["-q", "-f"], 320);
/// Cuts on each file system in one run, unless `WELLSPRING_POWER_CUTS` says how many; five take a second.
const CUTS: usize = 12;

/// A file that holds a file system.
struct Image {
    file: PathBuf,
    at: PathBuf,
}

/// Runs a program of the system, which must be there.
#[track_caller]
fn run(program: &str, arguments: &[&str], path: &Path) {
    let output = Command::new(program).args(arguments).arg(path).output();
    let output = output.unwrap_or_else(|error| {
        panic!("{program}: {error}; ./test installs what these tests need")
    });
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
}

impl Image {
    /// Makes one; none where it may not be mounted.
    fn make(root: &Path, (program, arguments, mib): System) -> Option<Self> {
        // Asked first, so that nobody needs the programs who may not use them.
        let probe = root.join("probe");
        fs::create_dir(&probe).expect("made");
        drop(Mount::make(&["-t", "tmpfs", "tmpfs"], &probe)?);
        if !Path::new("/dev/loop-control").exists() {
            return skipped("there is no /dev/loop-control");
        }
        let image = Self { file: root.join("image"), at: root.join("disk") };
        let file = fs::File::create(&image.file).expect("made");
        file.set_len(mib * 1024 * 1024).expect("there is room");
        run(program, arguments, &image.file);
        fs::create_dir(&image.at).expect("made");
        Some(image)
    }

    fn mount(&self) -> Option<Mount> {
        Mount::make(&["-o", "loop", self.file.to_str().expect("text")], &self.at)
    }

    /// From here on the disk takes nothing; what it has not got by now is lost.
    fn cut_the_power(&self) {
        run("xfs_io", &["-x", "-c", "shutdown"], &self.at);
    }
}

/// Some time below `most`, another one at each call; which one does not matter.
fn moment(most: Duration) -> Duration {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Duration::from_nanos(u64::from(now.subsec_nanos()).wrapping_mul(0x9E37_79B9) % nanos(most))
}

fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX).max(1)
}

/// Cuts the power again and again; returns how many notes were said to be saved, and in how many rounds. None
/// where nothing may be mounted.
fn cut_again_and_again(system: System, flaw: Flaw, cuts: usize) -> Option<Result<usize, String>> {
    let root = tempfile::tempdir().expect("a folder");
    let image = Image::make(root.path(), system)?;
    let mut mount = image.mount()?;
    let begun = Instant::now();
    let mut all = Vec::new();
    for round in 0..cuts {
        let name = format!("round {round}");
        let mut writer = Writer::start(&image.at, &name, 1_000_000, flaw);
        writer.hear_until(1 + round * 7 % 30);
        // No condition to wait for: any moment will do, and this is one that nobody chose.
        std::thread::sleep(moment(Duration::from_millis(30)));
        // What it says later does not count: it outlives the cut, as no program does, and XFS answers a sync of a
        // folder that comes too late with a yes.
        let said = writer.said().clone();
        image.cut_the_power();
        drop(writer);
        all.push((name, said.noted));
        mount.take_off();
        mount = image.mount().expect("it could be mounted before");
        let loaded = load(&dirs(&image.at));
        if let Err(why) = check_all(&loaded, &all) {
            return Some(Err(format!("cut {round}: {why}")));
        }
        // The next round begins at 1 again, so only this one's can be there.
        match settings_found(&image.at) {
            found if found.unwrap_or(0) >= said.set || found.is_some() && said.set == 0 => {}
            found => {
                return Some(Err(format!(
                    "cut {round}: settings {} were saved, {found:?} are found",
                    said.set
                )));
            }
        }
    }
    mount.take_off();
    let noted = all.iter().map(|(_, noted)| noted).sum();
    println!("{}: {cuts} cuts, {noted} notes saved, {:?}", system.0, begun.elapsed());
    Some(Ok(noted))
}

fn nothing_is_lost(system: System) {
    let wanted = std::env::var("WELLSPRING_POWER_CUTS").ok();
    let cuts = wanted.and_then(|text| text.parse().ok()).unwrap_or(CUTS);
    let Some(found) = cut_again_and_again(system, Flaw::None, cuts) else { return };
    let noted = found.unwrap_or_else(|why| panic!("lost: {why}"));
    assert!(noted >= cuts, "hardly anything was saved: {noted} notes");
}

fn a_missing_sync_is_found_out(system: System) {
    let Some(found) = cut_again_and_again(system, Flaw::NoSync, 2) else { return };
    let why = found.expect_err("what was not synced was lost, and nobody noticed");
    assert!(why.contains("is there 0 times"), "{why}");
}

#[test]
fn power_cuts_on_ext4_lose_nothing_that_was_saved() {
    nothing_is_lost(EXT4);
}

#[test]
fn power_cuts_on_xfs_lose_nothing_that_was_saved() {
    nothing_is_lost(XFS);
}

#[test]
fn a_journal_without_sync_is_found_out_on_ext4() {
    a_missing_sync_is_found_out(EXT4);
}

#[test]
fn a_journal_without_sync_is_found_out_on_xfs() {
    a_missing_sync_is_found_out(XFS);
}
