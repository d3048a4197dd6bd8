"""Writer of form.bin, the file the app reads. The layout is described in README.md."""

import struct

import numpy as np

MAGIC = b"WSFORM01"
UNIT = np.float32(1.0 / 3500.0)
FIELD_STEP = 0.01


def steps(points):
    """Positions in whole steps."""
    result = np.round(np.asarray(points) / float(UNIT))
    if np.abs(result).max() > 32767:
        raise ValueError("a position does not fit 16 bits")
    return result.astype("<i2")


def field(distance):
    """Signed distances (decimetres) as bytes."""
    return np.clip(np.round(distance / FIELD_STEP), -127, 127).astype("i1")


def encoded(rest, cloth, hair, mirror, quads, label, poses):
    """Bytes of the whole file; `poses` is a list of (name, positions, openness 0..1), the rest pose first."""
    rest_steps = steps(rest)
    parts = [MAGIC, struct.pack("<IIIf", len(rest), len(quads), len(poses), UNIT),
             rest_steps.tobytes(), field(cloth).tobytes(), field(hair).tobytes(),
             mirror.astype("<u2").tobytes(), quads.astype("<u2").tobytes(), label.astype("u1").tobytes()]
    for name, points, openness in poses:
        pose_steps = steps(points)
        moved = np.flatnonzero((pose_steps != rest_steps).any(axis=1))
        parts += [name.encode().ljust(16, b"\0"), struct.pack("<I", len(moved)),
                  moved.astype("<u2").tobytes(), pose_steps[moved].tobytes(),
                  np.clip(np.round(openness * 255.0), 0, 255).astype("u1").tobytes()]
    return b"".join(parts)
