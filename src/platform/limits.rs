//! Limits that the system sets to a program.

/// Lets a file that reaches the greatest size that is allowed be an error like any other: the system would end the
/// program, with all that it has not saved. To be called once, at the start; elsewhere than on Unix there is nothing
/// to do.
pub fn bear_size_limits() {
    #[cfg(unix)]
    {
        use std::sync::Arc;
        use std::sync::atomic::AtomicBool;

        use signal_hook::consts::SIGXFSZ;

        // Nobody asks whether it came: the write that it came from fails, and says why.
        if let Err(error) = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false))) {
            log::debug!("a limit on the size of files may end the program: {error}");
        }
    }
}
