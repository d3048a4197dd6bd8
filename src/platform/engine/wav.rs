//! Reads the WAV files that speech engines write.
//!
//! Our own and not the decoder of the audio room: engines write 16-bit PCM and nothing else, their length fields
//! are wrong when they write to a pipe, and "no sound in it" has to be told from "no WAV at all".

use std::num::NonZero;

/// Rates that an engine may speak at, in samples a second.
const RATES: std::ops::RangeInclusive<u32> = 4_000..=192_000;
/// The tags of plain PCM, and of PCM that says more about its channels.
const PCM: [u16; 2] = [1, 0xFFFE];

/// The rate of a WAV file and its samples, all channels mixed into one. There may be none.
///
/// A length that is zero or goes past the end stands for "to the end".
///
/// # Errors
/// What is wrong with it, to be put after "the file": no WAV, or none of 16-bit PCM.
pub fn read(bytes: &[u8]) -> Result<(NonZero<u32>, Vec<i16>), &'static str> {
    let mut rest = match bytes.split_at_checked(12) {
        Some((head, rest)) if head.starts_with(b"RIFF") && head.ends_with(b"WAVE") => rest,
        _ => return Err("is no WAV file"),
    };
    let mut format = None;
    while let Some((head, after)) = rest.split_at_checked(8) {
        let length = usize::try_from(long(head, 4)).unwrap_or(usize::MAX);
        if head.starts_with(b"data") {
            let (rate, channels) = format.ok_or("does not say what its samples are")?;
            let length = if length == 0 { after.len() } else { length.min(after.len()) };
            return Ok((rate, mix(&after[..length], channels)));
        }
        let Some((chunk, next)) = after.split_at_checked(length) else { break };
        if head.starts_with(b"fmt ") {
            format = Some(format_of(chunk)?);
        }
        rest = next.get(length % 2..).unwrap_or_default();
    }
    Err("ends before its samples")
}

fn format_of(chunk: &[u8]) -> Result<(NonZero<u32>, usize), &'static str> {
    let (tag, channels, rate, bits) =
        (short(chunk, 0), short(chunk, 2), long(chunk, 4), short(chunk, 14));
    if !PCM.contains(&tag) || bits != 16 {
        return Err("does not hold samples of 16 bits");
    }
    match NonZero::new(rate) {
        Some(known) if RATES.contains(&rate) && channels > 0 => Ok((known, usize::from(channels))),
        _ => Err("names a rate or a number of channels that cannot be"),
    }
}

#[allow(clippy::cast_possible_truncation)] // a mean of 16-bit samples fits 16 bits
fn mix(data: &[u8], channels: usize) -> Vec<i16> {
    let divisor = i64::try_from(channels).unwrap_or(i64::MAX);
    let sample = |pair: &[u8]| i64::from(i16::from_le_bytes([pair[0], pair[1]]));
    data.chunks_exact(2 * channels)
        .map(|frame| (frame.chunks_exact(2).map(sample).sum::<i64>() / divisor) as i16)
        .collect()
}

/// The number of two bytes there, or 0.
fn short(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |pair| u16::from_le_bytes([pair[0], pair[1]]))
}

/// The number of four bytes there, or 0.
fn long(bytes: &[u8], at: usize) -> u32 {
    u32::from(short(bytes, at)) | u32::from(short(bytes, at + 2)) << 16
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A WAV file with that length field.
    pub fn written(rate: u32, channels: u16, samples: &[i16], length: u32) -> Vec<u8> {
        let mut file = b"RIFF\xFF\xFF\xFF\x7FWAVEfmt \x10\0\0\0\x01\0".to_vec();
        file.extend(channels.to_le_bytes());
        file.extend(rate.to_le_bytes());
        file.extend((rate * u32::from(channels) * 2).to_le_bytes());
        file.extend((channels * 2).to_le_bytes());
        file.extend(16_u16.to_le_bytes());
        file.extend(b"data");
        file.extend(length.to_le_bytes());
        file.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
        file
    }

    #[test]
    fn samples_come_out_as_they_went_in_whatever_the_length_says() {
        let samples = [0, 1, -1, i16::MAX, i16::MIN, 300];
        for length in [12, 0, 13, 0x7FFF_F000, u32::MAX] {
            let (rate, read) = read(&written(22_050, 1, &samples, length)).unwrap();
            assert_eq!((rate.get(), read.as_slice()), (22_050, samples.as_slice()), "{length}");
        }
        let (_, cut) = read(&written(16_000, 1, &samples, 4)).unwrap();
        assert_eq!(cut, [0, 1], "what follows the samples is no sound");
        let (_, mixed) = read(&written(16_000, 2, &samples, 12)).unwrap();
        assert_eq!(mixed, [0, 16_383, -16_234], "the mean of both channels");
        assert!(read(&written(16_000, 1, &[], 0)).unwrap().1.is_empty(), "no sound is no fault");
    }

    #[test]
    fn other_chunks_are_stepped_over() {
        let plain = written(8_000, 1, &[7, 8], 4);
        let odd = [&plain[..12], b"JUNK\x03\0\0\0abc\0", &plain[12..]].concat();
        assert_eq!(read(&odd).unwrap().1, [7, 8]);
    }

    #[test]
    fn what_is_no_wav_of_16_bits_is_refused() {
        let good = written(16_000, 1, &[1, 2], 4);
        let with = |at: usize, byte: u8| {
            let mut file = good.clone();
            file[at] = byte;
            file
        };
        for (file, why) in [
            (Vec::new(), "is no WAV file"),
            (b"an error of festival".to_vec(), "is no WAV file"),
            (good[..30].to_vec(), "ends before its samples"),
            (good[..40].to_vec(), "ends before its samples"),
            ([&good[..12], &good[36..]].concat(), "does not say what its samples are"),
            (with(20, 3), "does not hold samples of 16 bits"),
            (with(34, 8), "does not hold samples of 16 bits"),
            (with(22, 0), "names a rate or a number of channels that cannot be"),
            (with(27, 9), "names a rate or a number of channels that cannot be"),
        ] {
            assert_eq!(read(&file), Err(why));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>, cut in 0_usize..60) {
            let _ = read(&bytes);
            let mut file = written(16_000, 2, &[1; 8], 16);
            file.truncate(cut);
            file.extend(bytes);
            if let Ok((_, samples)) = read(&file) {
                prop_assert!(samples.len() * 2 <= file.len());
            }
        }
    }
}
