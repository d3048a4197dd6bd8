//! Making the press that is under way longer or shorter.

use std::time::Duration;

use super::{ADJUSTMENT, LAST, Run, State, Unchanged, cues};
use crate::domain::plan::Phase;

impl Run {
    /// Makes the press longer by [`ADJUSTMENT`], up to the most that its technique allows.
    ///
    /// # Errors
    /// When nothing is being pressed, or it is as long as it may be.
    pub fn longer(&mut self) -> Result<Duration, Unchanged> {
        let (length, most) = (self.press_length()?, self.press().most);
        if length >= most {
            return Err(Unchanged::AtMost);
        }
        Ok(self.set_length((length + ADJUSTMENT).min(most)))
    }

    /// Makes the press shorter by [`ADJUSTMENT`]; ten seconds are always left to end in peace.
    ///
    /// # Errors
    /// When nothing is being pressed, or ten seconds or less are left.
    pub fn shorter(&mut self) -> Result<Duration, Unchanged> {
        let length = self.press_length()?;
        let shortest = self.elapsed + LAST;
        if length <= shortest {
            return Err(Unchanged::NearEnd);
        }
        Ok(self.set_length(length.saturating_sub(ADJUSTMENT).max(shortest)))
    }

    fn press_length(&self) -> Result<Duration, Unchanged> {
        match self.length {
            Some(length)
                if self.step().phase == Phase::Press
                    && !matches!(self.state, State::Stopped | State::Over) =>
            {
                Ok(length)
            }
            _ => Err(Unchanged::NotPressing),
        }
    }

    fn set_length(&mut self, length: Duration) -> Duration {
        self.length = Some(length);
        // A new end needs its own warning.
        if length.saturating_sub(self.elapsed) > LAST {
            self.sounded[cues::LAST_TEN] = false;
        }
        self.forget_cues();
        length
    }
}
