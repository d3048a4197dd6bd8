//! The samples of a clip.

use std::sync::Arc;

/// The samples of a clip at the stream's rate, one channel. It is cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub enum Samples {
    /// From -1 to 1.
    Whole(Arc<[f32]>),
    /// From -32,768 to 32,767, in half the memory: for speech, of which there is much.
    Short(Arc<[i16]>),
}

impl Samples {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Whole(samples) => samples.len(),
            Self::Short(samples) => samples.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of them, from -1 to 1; nothing behind the last.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<f32> {
        match self {
            Self::Whole(samples) => samples.get(place).copied(),
            Self::Short(samples) => {
                samples.get(place).map(|sample| f32::from(*sample) / 32_768.0) // exact
            }
        }
    }

    /// All of them, from -1 to 1.
    pub fn iter(&self) -> impl Iterator<Item = f32> {
        (0..self.len()).filter_map(|place| self.get(place))
    }
}

impl From<Vec<f32>> for Samples {
    fn from(samples: Vec<f32>) -> Self {
        Self::Whole(samples.into())
    }
}

impl From<Vec<i16>> for Samples {
    fn from(samples: Vec<i16>) -> Self {
        Self::Short(samples.into())
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;

    #[test]
    fn short_and_whole_samples_are_the_same_numbers() {
        let short = Samples::from(vec![0_i16, 1, -1, 16_384, i16::MAX, i16::MIN]);
        let whole = vec![0.0, 1.0 / 32_768.0, -1.0 / 32_768.0, 0.5, 32_767.0 / 32_768.0, -1.0];
        assert_eq!(short.iter().collect::<Vec<_>>(), whole);
        let whole = Samples::from(whole);
        for place in 0..8 {
            assert_eq!(short.get(place), whole.get(place), "{place}");
        }
        assert_eq!((short.len(), whole.len()), (6, 6));
        assert!(!short.is_empty() && Samples::from(Vec::<i16>::new()).is_empty());
    }
}
