"""Makes a clip of what the engine said: cut to the speech, at the loudness and the peak of the house."""

import numpy as np
from scipy import signal

RATE = 16_000  # Hz; the voice holds nothing above 8 kHz
LOUDNESS = -18.0  # LUFS
CEILING = -3.3  # dBFS; the encoder may add a few tenths
BEFORE, AFTER = 0.020, 0.080  # s kept around the speech
FADE_IN, FADE_OUT = 0.010, 0.050  # s
EDGE = 0.010  # s, the fades at a lengthened pause
# The voice is 2 to 6 dB weaker between 2 and 5 kHz than the mean of human speakers (Byrne and others 1994),
# and there lie the consonants.
PRESENCE = 3.5  # dB at 3 kHz
PAUSE = 0.450  # s, the least inside of a sentence: the engine's own are a tenth of a second
LOOK_AHEAD = 0.004  # s, in which the limiter turns down before a peak
RECOVERY = 0.060  # s, in which it comes back
# Whatever is changed here, the clips are made again.
SETTINGS = [LOUDNESS, CEILING, BEFORE, AFTER, FADE_IN, FADE_OUT, EDGE, PRESENCE, PAUSE, LOOK_AHEAD, RECOVERY]


def clip(samples, rate, parts):
    """The finished samples (16-bit) of what the engine said.

    `parts` tells when, in seconds, each sound and each pause of it begins and ends: `(is_pause, begin, end)`.
    """
    x = signal.resample_poly(samples.astype(np.float64) / 32_768, RATE, rate, window=("kaiser", 8.0))
    # What lies below the voice is no speech.
    x = signal.sosfiltfilt(signal.butter(2, 70, "high", fs=RATE, output="sos"), x)
    x = signal.sosfiltfilt(_PRESENCE, x)
    x = _levelled(_fade(_cut(x, parts)))
    y = np.round(_fade(x) * 32_767).astype(np.int16)
    y[0] = y[-1] = 0
    return y


def _cut(x, parts):
    """The speech with a little around it, and with pauses long enough to follow a hand's movement."""
    sounding = [place for place, part in enumerate(parts) if not part[0]]
    inner = parts[sounding[0] : sounding[-1] + 1]
    at = max(0, round((inner[0][1] - BEFORE) * RATE))
    pieces = []
    for is_pause, begin, end in inner:
        lacking = round((PAUSE - (end - begin)) * RATE)
        if is_pause and lacking > 0:
            middle = round((begin + end) / 2 * RATE)
            pieces += [_fade(x[at:middle], EDGE, EDGE), np.zeros(lacking)]
            at = middle
    pieces.append(_fade(x[at : min(len(x), round((inner[-1][2] + AFTER) * RATE))], EDGE, EDGE))
    return np.concatenate(pieces)


def loudness(x):
    """LUFS as ITU-R BS.1770-4 has it for one channel, or of the loudest 0.4 s of what is shorter than that."""
    y = signal.lfilter(*_SHELVING, x)
    y = signal.lfilter(*_HIGH_PASS, y)
    block, hop = round(0.4 * RATE), round(0.1 * RATE)
    energy = np.concatenate(([0.0], np.cumsum(y * y)))
    if len(y) < block:
        powers = np.array([energy[-1] / block])
    else:
        begins = np.arange(0, len(y) - block + 1, hop)
        powers = (energy[begins + block] - energy[begins]) / block
    level = lambda power: -0.691 + 10 * np.log10(power + 1e-30)  # noqa: E731
    powers = powers[level(powers) > -70]
    if not len(powers):
        return -np.inf
    powers = powers[level(powers) > level(powers.mean()) - 10]
    return level(powers.mean())


def _levelled(x):
    """Raised or lowered to the loudness, peaks held by a limiter; where both cannot be, the peak wins."""
    ceiling = 10 ** (CEILING / 20)
    gain = 10 ** ((LOUDNESS - loudness(x)) / 20)
    for _ in range(12):
        y = _limited(x * gain, ceiling)
        off = LOUDNESS - loudness(y)
        if abs(off) < 0.03:
            break
        gain *= 10 ** (off / 20)
    return np.clip(y, -ceiling, ceiling)


def _limited(x, ceiling):
    """Turned down where it would pass the ceiling: smoothly, a little ahead, and slowly back."""
    need = np.minimum(1.0, ceiling / np.maximum(np.abs(x), 1e-9))
    if need.min() >= 1.0:
        return x
    ahead = round(LOOK_AHEAD * RATE)
    hold = round(RECOVERY * RATE)
    # The least gain from `hold` before to `ahead` after each sample, averaged over the look-ahead.
    size = ahead + hold + 1
    padded = np.concatenate((np.ones(hold), need, np.ones(ahead)))
    least = np.lib.stride_tricks.sliding_window_view(padded, size).min(axis=1)
    window = signal.windows.hann(2 * ahead + 1)
    smooth = np.convolve(np.concatenate((np.ones(ahead), least, np.ones(ahead))), window / window.sum(), "valid")
    return x * smooth


def _fade(x, fade_in=FADE_IN, fade_out=FADE_OUT):
    y = x.copy()
    for seconds, part in ((fade_in, slice(None)), (fade_out, slice(None, None, -1))):
        samples = min(round(seconds * RATE), len(y))
        y[part][:samples] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(samples) / max(samples, 1))
    return y


def _peaking(pitch, gain, q):
    """A bell filter in its second-order form; it is run forth and back, so that half the gain goes each way."""
    a = 10 ** (gain / 2 / 40)
    w = 2 * np.pi * pitch / RATE
    alpha = np.sin(w) / (2 * q)
    b = np.array([1 + alpha * a, -2 * np.cos(w), 1 - alpha * a])
    d = np.array([1 + alpha / a, -2 * np.cos(w), 1 - alpha / a])
    return np.concatenate((b / d[0], d / d[0]))[np.newaxis]


def _k_weighting():
    """The two filters of BS.1770 at our rate, from their analogue shape."""
    f, gain, q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
    k = np.tan(np.pi * f / RATE)
    vh = 10 ** (gain / 20)
    vb = vh**0.4996667741545416
    a0 = 1 + k / q + k * k
    shelving = (
        np.array([vh + vb * k / q + k * k, 2 * (k * k - vh), vh - vb * k / q + k * k]) / a0,
        np.array([1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0]),
    )
    f, q = 38.13547087602444, 0.5003270373238773
    k = np.tan(np.pi * f / RATE)
    a0 = 1 + k / q + k * k
    high = (np.array([1.0, -2.0, 1.0]), np.array([1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0]))
    return shelving, high


_SHELVING, _HIGH_PASS = _k_weighting()
_PRESENCE = _peaking(3_000, PRESENCE, 0.7)
