//! Two windows at one door: who is first, what is asked, and what is answered.

use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use super::{Answer, Door, Reason, Told};
use crate::platform::dirs::Dirs;
use crate::platform::journal::{Journal, Writer};

const LIMIT: Duration = Duration::from_secs(20);
/// Nothing is told within this time.
const QUIET: Duration = Duration::from_millis(200);

fn dirs(root: &Path) -> Dirs {
    Dirs { config: root.join("config"), state: root.join("state") }
}

fn door(dirs: &Dirs) -> (Door, Receiver<Told>) {
    let (tell, told) = channel();
    let door = Door::open(dirs, move |one| {
        let _ = tell.send(one);
    });
    (door, told)
}

/// A window that holds the door, once it listens.
fn first(dirs: &Dirs) -> (Door, Receiver<Told>) {
    let opened = door(dirs);
    listens(dirs);
    opened
}

fn listens(dirs: &Dirs) {
    let begun = std::time::Instant::now();
    while std::os::unix::net::UnixStream::connect(dirs.window_socket()).is_err() {
        assert!(begun.elapsed() < LIMIT, "nobody listens");
        std::thread::yield_now();
    }
}

fn hears(told: &Receiver<Told>, wanted: Told) {
    assert_eq!(told.recv_timeout(LIMIT), Ok(wanted));
}

#[test]
fn the_first_hands_over_and_the_second_has_its_place_and_its_folder() {
    let root = tempfile::tempdir().expect("a folder");
    let dirs = dirs(root.path());
    let journal = Journal::begin(&dirs, |_| {});
    let (one, told_one) = first(&dirs);
    assert_eq!(told_one.recv_timeout(QUIET), Err(RecvTimeoutError::Timeout), "it is alone");
    let (two, told_two) = door(&dirs);
    hears(&told_two, Told::Another);
    two.ask();
    hears(&told_one, Told::Asked);
    one.answer(Answer::Yes);
    drop(journal);
    drop(one);
    hears(&told_two, Told::Ours);
    assert_eq!(*Journal::begin(&dirs, |_| {}).writer(), Writer::First);
    assert_eq!(told_two.recv_timeout(QUIET), Err(RecvTimeoutError::Timeout), "nothing else");
    // The next one asks there.
    listens(&dirs);
    let (three, told_three) = door(&dirs);
    hears(&told_three, Told::Another);
    three.ask();
    hears(&told_two, Told::Asked);
}

#[test]
fn whoever_stays_says_why_and_may_be_asked_again() {
    let root = tempfile::tempdir().expect("a folder");
    let dirs = dirs(root.path());
    let (one, told_one) = first(&dirs);
    let (two, told_two) = door(&dirs);
    hears(&told_two, Told::Another);
    for reason in [Reason::InSession, Reason::NotSaved, Reason::InSession] {
        two.ask();
        hears(&told_one, Told::Asked);
        one.answer(Answer::No(reason));
        hears(&told_two, Told::Kept(reason));
    }
}

#[test]
fn an_answer_that_nobody_waited_for_is_no_answer_to_the_next() {
    let root = tempfile::tempdir().expect("a folder");
    let dirs = dirs(root.path());
    let (one, told_one) = first(&dirs);
    one.answer(Answer::Yes);
    let (two, told_two) = door(&dirs);
    hears(&told_two, Told::Another);
    two.ask();
    hears(&told_one, Told::Asked);
    one.answer(Answer::No(Reason::InSession));
    hears(&told_two, Told::Kept(Reason::InSession));
}

#[test]
fn a_yes_that_is_not_followed_is_told_in_time() {
    let root = tempfile::tempdir().expect("a folder");
    let dirs = dirs(root.path());
    let (one, told_one) = first(&dirs);
    let (two, told_two) = door(&dirs);
    hears(&told_two, Told::Another);
    two.ask();
    hears(&told_one, Told::Asked);
    one.answer(Answer::Yes);
    hears(&told_two, Told::Kept(Reason::Silent));
    drop(one);
    hears(&told_two, Told::Ours);
}

#[test]
fn a_socket_that_was_left_behind_answers_nobody_and_is_replaced() {
    let root = tempfile::tempdir().expect("a folder");
    let dirs = dirs(root.path());
    std::fs::create_dir_all(&dirs.state).expect("a folder");
    drop(UnixListener::bind(dirs.window_socket()).expect("a socket"));
    assert!(dirs.window_socket().exists(), "it was left behind");
    // Somebody holds the lock and listens nowhere: a window of a killed thread, say.
    let lock = super::Lock::try_take(&dirs.window_lock()).expect("a lock");
    let (two, told_two) = door(&dirs);
    hears(&told_two, Told::Another);
    two.ask();
    hears(&told_two, Told::Kept(Reason::Silent));
    drop(lock);
    hears(&told_two, Told::Ours);
    listens(&dirs);
    let mode = dirs.window_socket().metadata().expect("a socket").permissions().mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
    drop(two);
    assert!(!dirs.window_socket().exists(), "it goes with its window");
}

#[test]
fn a_window_that_is_about_to_close_is_asked_no_more() {
    let root = tempfile::tempdir().expect("a folder");
    let dirs = dirs(root.path());
    let (one, told_one) = first(&dirs);
    let (two, told_two) = door(&dirs);
    hears(&told_two, Told::Another);
    one.shut();
    assert!(!dirs.window_socket().exists());
    two.ask();
    hears(&told_two, Told::Kept(Reason::Silent));
    assert_eq!(told_one.try_recv().ok(), None);
    drop(one);
    hears(&told_two, Told::Ours);
}
