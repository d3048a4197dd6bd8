//! What a running process costs, from Linux' own books.

use std::fs;

/// Processor time that the process and its ended children have used, in seconds.
#[track_caller]
pub(super) fn cpu_seconds(process: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).expect("the process is running");
    #[expect(clippy::cast_precision_loss, reason = "a few million ticks")]
    let seconds = ticks(&stat).expect("the four times") as f64
        / rustix::param::clock_ticks_per_second() as f64;
    seconds
}

/// utime + stime + cutime + cstime, which come 11 fields after the name; the name may hold anything.
fn ticks(stat: &str) -> Option<u64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let times: Vec<u64> =
        fields.split_whitespace().skip(11).take(4).map_while(|time| time.parse().ok()).collect();
    (times.len() == 4).then(|| times.iter().sum())
}

/// Memory that the process holds at the moment, in KiB.
#[track_caller]
pub(super) fn rss_kib(process: u32) -> u64 {
    let status =
        fs::read_to_string(format!("/proc/{process}/status")).expect("the process is running");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok()).expect("its VmRSS")
}

#[test]
fn the_four_times_are_summed() {
    let stat = "42 (a) b (c)) S 1 42 42 0 -1 4194560 1047 0 0 0 7 5 30 100 20 0 1 0 8 9 10";
    assert_eq!(ticks(stat), Some(142));
    assert_eq!(ticks("42 (a) S 1"), None);
    assert!(cpu_seconds(std::process::id()) >= 0.0 && rss_kib(std::process::id()) > 100);
}
