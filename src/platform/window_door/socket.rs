//! The socket of the door: one line is asked, one line is answered.

use std::fs::{self, Permissions};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use super::{Answer, PATIENCE, Reason, Shared, Told};
use crate::platform::dirs::Dirs;

const HAND_OVER: &str = "hand over\n";
/// No line is longer, in bytes.
const LONGEST: u64 = 64;
/// How long whoever has knocked may take to say what they want.
const KNOCKING: Duration = Duration::from_secs(1);

const ANSWERS: [(Answer, &str); 3] = [
    (Answer::Yes, "yes\n"),
    (Answer::No(Reason::InSession), "in a session\n"),
    (Answer::No(Reason::NotSaved), "not saved\n"),
];

/// Listens until the door is closed. Only for the holder of the lock: the socket that is there is nobody's then.
pub(super) fn serve(shared: &Shared, given: &Receiver<Answer>) -> io::Result<()> {
    let path = shared.dirs.window_socket();
    remove(&shared.dirs);
    let listener = UnixListener::bind(&path)?;
    fs::set_permissions(&path, Permissions::from_mode(0o600))?;
    loop {
        let (caller, _) = listener.accept()?;
        if shared.is_closed() {
            return Ok(());
        }
        if let Err(error) = hear(&caller, shared, given) {
            log::debug!("another window asked in vain: {error}");
        }
    }
}

fn hear(mut caller: &UnixStream, shared: &Shared, given: &Receiver<Answer>) -> io::Result<()> {
    caller.set_read_timeout(Some(KNOCKING))?;
    caller.set_write_timeout(Some(KNOCKING))?;
    if line(caller)? != HAND_OVER {
        return Ok(());
    }
    // What was answered to somebody who no longer waited is no answer to this one.
    while given.try_recv().is_ok() {}
    (shared.tell)(Told::Asked);
    let answer = given.recv_timeout(PATIENCE).map_err(io::Error::other)?;
    let words = ANSWERS.iter().find(|(one, _)| *one == answer).map_or("", |(_, words)| words);
    caller.write_all(words.as_bytes())
}

/// Asks the first window.
pub(super) fn ask(dirs: &Dirs) -> io::Result<Answer> {
    let mut stream = UnixStream::connect(dirs.window_socket())?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(KNOCKING))?;
    stream.write_all(HAND_OVER.as_bytes())?;
    let answered = line(&stream)?;
    let known = ANSWERS.iter().find(|(_, words)| *words == answered);
    known.map(|(answer, _)| *answer).ok_or_else(|| io::Error::other(format!("{answered:?}")))
}

fn line(stream: &UnixStream) -> io::Result<String> {
    let mut line = String::new();
    let _ = BufReader::new(stream.take(LONGEST)).read_line(&mut line)?;
    Ok(line)
}

/// Lets a thread that listens look whether the door is closed.
pub(super) fn wake(dirs: &Dirs) {
    let _ = UnixStream::connect(dirs.window_socket());
}

/// Takes the socket away, if there is one.
pub(super) fn remove(dirs: &Dirs) {
    if let Err(error) = fs::remove_file(dirs.window_socket())
        && error.kind() != io::ErrorKind::NotFound
    {
        log::info!("{}: {error}", dirs.window_socket().display());
    }
}
