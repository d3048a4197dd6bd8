//! How loud a sound is, after ITU-R BS.1770-4, and how loud each kind of sound is to be.

/// The kinds of sound by loudness. Bells lie in the range that AES TD1004 asks of streams (-20 to -16
/// LUFS); what comes often or answers a key lies under them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loudness {
    /// Tells of a change: -18 LUFS.
    Bell,
    /// The sliding voices, which answer a key press: -20 LUFS.
    Glide,
    /// A message that must not startle: -22 LUFS.
    Soft,
    /// Often and soft: -26 LUFS.
    Tick,
    /// Lies under another cue or under speech: -27 LUFS.
    Under,
    /// Tells only that there is still something to hear: -30 LUFS.
    Faint,
}

impl Loudness {
    /// The loudness as a weighted mean square: `10^((LUFS + 0.691) / 10)`, written out because a
    /// power may differ in the last bit between platforms.
    #[must_use]
    pub const fn mean_square(self) -> f64 {
        match self {
            Self::Bell => 0.018_582_322_796_293_27,
            Self::Glide => 0.011_724_653_045_822_962,
            Self::Soft => 0.007_397_755_950_744_067,
            Self::Tick => 0.002_945_099_689_996_018,
            Self::Under => 0.002_339_375_837_841_565,
            Self::Faint => 0.001_172_465_304_582_296,
        }
    }
}

/// One block of the measure: 400 ms at 48 kHz. Blocks overlap by three quarters.
const BLOCK: usize = 19_200;

/// The weighted mean square of a sound at 48 kHz: integrated with both gates if it is a second or
/// longer, else of its loudest 400 ms, because a shorter sound has no integrated loudness.
#[must_use]
#[allow(clippy::cast_precision_loss)] // lengths of a few hundred thousand
pub fn mean_square(samples: &[f64]) -> f64 {
    let weighted = weigh(samples);
    let step = BLOCK / 4;
    let mut blocks = Vec::new();
    let mut from = 0;
    loop {
        let to = (from + BLOCK).min(weighted.len());
        let energy: f64 = weighted[from..to].iter().map(|sample| sample * sample).sum();
        blocks.push(energy / BLOCK as f64);
        from += step;
        if from + BLOCK > weighted.len() {
            break;
        }
    }
    if samples.len() < 48_000 {
        return blocks.into_iter().fold(0.0, |most, block| if block > most { block } else { most });
    }
    let over = |gate: f64| {
        let heard: Vec<f64> = blocks.iter().copied().filter(|block| *block > gate).collect();
        heard.iter().sum::<f64>() / heard.len().max(1) as f64
    };
    over(over(1.172e-7) / 10.0) // first gate -70 LUFS, second 10 LU under what passes it
}

/// The two filters of BS.1770 (the head, and the ear's weakness for low notes) for 48 kHz.
fn weigh(samples: &[f64]) -> Vec<f64> {
    let head = filter(
        samples,
        [1.535_124_859_586_97, -2.691_696_189_406_38, 1.198_392_810_852_85],
        [-1.690_659_293_182_41, 0.732_480_774_215_85],
    );
    filter(&head, [1.0, -2.0, 1.0], [-1.990_047_454_833_98, 0.990_072_250_366_21])
}

fn filter(samples: &[f64], ahead: [f64; 3], back: [f64; 2]) -> Vec<f64> {
    let (mut one, mut two) = (0.0, 0.0);
    samples
        .iter()
        .map(|sample| {
            let out = ahead[0] * sample + one;
            one = ahead[1] * sample - back[0] * out + two;
            two = ahead[2] * sample - back[1] * out;
            out
        })
        .collect()
}
