"""Corrections after the blending of the bones, where plain blending loses the shape that people look for."""

import numpy as np

from mesh import edges, smoothed

# Left armpit, in the rest pose: the middle of the hollow, and the two folds that frame it.
HOLLOW = np.array([1.69, 4.33, 0.12])
BACK_FOLD_Z = -0.40
# Where chest and upper arm meet at the upper end of the front fold, and the bend of the back fold.
CREASES = (np.array([1.86, 4.48, 0.66]), np.array([1.60, 4.45, -0.35]))
# Left nipple, in the source rest pose.
NIPPLE = np.array([1.021, 3.961, 1.487])


def bell(distance, width):
    return np.exp(-0.5 * (distance / width) ** 2)


def blended_smooth(points, quads, weight, steps):
    """Points evened out along the edges where the weight is 1, untouched where it is 0."""
    pairs = edges(quads)
    for _ in range(steps):
        points = points + (smoothed(points, pairs, len(points), amount=0.5) - points) * weight[:, None]
    return points


def armpit_of_raised_arm(points, rest, quads):
    """Deepens the hollow of the armpit and softens the creases around it.

    Blending the bones gathers the skin of the armpit into sharp creases, and lifts the floor of the hollow to the level
    of the chest and back muscles that frame it. The creases are evened out first; then the floor sinks towards the
    shoulder joint and the fold of the back muscle swells a little.
    """
    left = rest[:, 0] > 0.0
    near = np.clip(1.6 * bell(np.linalg.norm(rest - HOLLOW, axis=1), 0.42), 0.0, 1.0) * left
    for crease in CREASES:
        near = np.maximum(near, bell(np.linalg.norm(rest - crease, axis=1), 0.24) * left)
    points = blended_smooth(points, quads, near, 4)
    around = bell(np.linalg.norm((rest - HOLLOW)[:, :2], axis=1), 0.34) * left
    back = around * bell(rest[:, 2] - BACK_FOLD_Z, 0.20)
    middle = around * bell(rest[:, 2] - HOLLOW[2], 0.22)
    move = back[:, None] * [0.12, -0.10, -0.03] + middle[:, None] * [-0.30, 0.25, -0.05]
    return blended_smooth(points + move, quads, near, 1)


def plain_breast(points):
    """Replaces the nipples by the curve of the skin around them: the band must look like cloth and not like skin.

    Meant for the source rest pose; the skin around each nipple is fitted by a curved sheet z(x, y).
    """
    points = points.copy()
    for sign in (1.0, -1.0):
        x, y = points[:, 0] * sign - NIPPLE[0], points[:, 1] - NIPPLE[1]
        distance = np.hypot(x, y)
        front = points[:, 2] > 1.0
        sheet = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1)
        ring = front & (distance > 0.16) & (distance < 0.34)
        shape = np.linalg.lstsq(sheet[ring], points[ring, 2], rcond=None)[0]
        fade = np.clip((0.24 - distance) / 0.12, 0.0, 1.0) * front
        fade = fade * fade * (3.0 - 2.0 * fade)
        points[:, 2] += ((sheet * shape).sum(axis=1) - points[:, 2]) * fade
    return points
