"""Clothes, hair and labels.

Clothes and hair are signed distances to smooth border curves on the form's rest pose, positive inside, so that the
app can draw a clean line between the vertices. Nothing here depends on single faces except lips and nails.
Distances are in decimetres. Left and right are equal because only |x| is used.
"""

import numpy as np

from eyes import IRIS_RINGS_ANGLE, angles_from, axis_of
from figure import EYE
from regions import LIPS, NAILS

SKIN_LABEL, WHITE, IRIS, LIP, NAIL = 0, 1, 2, 3, 4
FAR = -1.27


def smooth_step(value, low, high):
    t = np.clip((value - low) / (high - low), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


def smooth_curve(knots_x, knots_y, at):
    """Monotone cubic through the knots (Fritsch and Carlson), flat beyond both ends."""
    x, y = np.asarray(knots_x, float), np.asarray(knots_y, float)
    slope = np.diff(y) / np.diff(x)
    tangent = np.concatenate([[0.0], np.where(slope[:-1] * slope[1:] > 0.0,
                              2.0 * slope[:-1] * slope[1:] / np.where(slope[:-1] + slope[1:] == 0.0, 1.0, slope[:-1] + slope[1:]),
                              0.0), [0.0]])
    at = np.clip(at, x[0], x[-1])
    k = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(x) - 2)
    h = x[k + 1] - x[k]
    t = (at - x[k]) / h
    return ((2 * t**3 - 3 * t**2 + 1) * y[k] + (t**3 - 2 * t**2 + t) * h * tangent[k]
            + (-2 * t**3 + 3 * t**2) * y[k + 1] + (t**3 - t**2) * h * tangent[k + 1])


# Shorts: the navel lies at y = 1.97; the hem crosses the thigh a third of the way from hip to knee.
WAIST_FRONT = 1.60
WAIST_RISE = 0.05
HEM_POINT = np.array([1.05, -1.00, 0.17])
THIGH = np.array([0.03, -1.0, 0.08])


def shorts(points):
    a, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
    waist = WAIST_FRONT + WAIST_RISE * (1.3 - z) - y
    along = THIGH / np.linalg.norm(THIGH)
    hem = -((np.stack([a, y, z], axis=1) - HEM_POINT) @ along)
    not_hand = 2.6 - a
    return np.minimum(np.minimum(waist, hem), not_hand)


# Band across the breast: the nipples lie at (0.70, 3.92, 1.52), the hollow of the armpit at (1.68, 4.33, 0.15).
BAND_LOW = 3.12
BAND_FRONT, BAND_SIDE, BAND_BACK = 4.38, 3.70, 3.80


def band(points):
    a, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
    around = np.degrees(np.arctan2(a, z - 0.4))
    top = smooth_curve([0.0, 30.0, 98.0, 130.0, 180.0],
                       [BAND_FRONT, BAND_FRONT - 0.03, BAND_SIDE, BAND_SIDE + 0.02, BAND_BACK], around)
    slope = smooth_step(around, 30.0, 60.0) * (1.0 - smooth_step(around, 66.0, 98.0))
    upper = (top - y) / np.sqrt(1.0 + (0.8 * slope) ** 2)
    not_arm = 1.74 - a
    return np.minimum(np.minimum(upper, y - BAND_LOW), not_arm)


# Hair: the border of the scalp hair on the skin, from the middle of the front round the ear to the middle of the nape.
HAIRLINE = [(0.0, 8.224, 1.100), (0.152, 8.205, 1.083), (0.305, 8.168, 1.051), (0.439, 8.102, 0.994), (0.534, 8.008, 0.920),
            (0.580, 7.900, 0.890), (0.612, 7.780, 0.853), (0.650, 7.569, 0.749), (0.675, 7.400, 0.690), (0.683, 7.270, 0.658),
            (0.685, 7.205, 0.645), (0.687, 7.180, 0.628), (0.689, 7.205, 0.606), (0.691, 7.270, 0.588), (0.700, 7.390, 0.550),
            (0.704, 7.430, 0.410), (0.701, 7.371, 0.275), (0.690, 7.300, 0.210), (0.655, 7.150, 0.180), (0.588, 7.005, 0.178),
            (0.425, 6.805, 0.048), (0.0, 6.650, -0.141)]
HAIRLINE_ERROR = 0.05
# The upright axis in the middle of the head: the sides of the border are told apart by the angle round it and the height.
HEAD_Z = 0.45
HEAD_LOW, HEAD_TOP = 5.6, 9.5


def line_through(knots, count):
    """Points of a smooth line through the knots, evenly spaced."""
    knots = np.array(knots)
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(knots, axis=0), axis=1))])
    at = np.linspace(0.0, length[-1], count)
    return np.stack([smooth_curve(length, column, at) for column in knots.T], axis=1)


def hairline():
    """The border of the left side; beyond both ends the right side goes on, so that the line is level there."""
    knots = np.array(HAIRLINE)
    over = [-1.0, 1.0, 1.0]
    line = line_through(np.concatenate([knots[2:0:-1] * over, knots, knots[-2:-4:-1] * over]), 1201)
    return line[line[:, 0] >= 0.0]


def round_axis(points):
    return np.stack([np.degrees(np.arctan2(np.abs(points[:, 0]), points[:, 2] - HEAD_Z)), points[:, 1]], axis=1)


def enclosed(places, corners):
    """Which places of a plane lie in the polygon."""
    result = np.zeros(len(places), bool)
    for (x0, y0), (x1, y1) in zip(corners, np.roll(corners, -1, axis=0)):
        if y0 != y1:
            crossed = (places[:, 1] < y0) != (places[:, 1] < y1)
            result ^= crossed & (places[:, 0] < x0 + (places[:, 1] - y0) * (x1 - x0) / (y1 - y0))
    return result


def nearest(points, line):
    return np.concatenate([np.linalg.norm(part[:, None] - line, axis=2).min(axis=1)
                           for part in np.array_split(points, len(points) // 2000 + 1)])


def scalp(points):
    line = hairline()
    side = np.abs(points) * [1.0, 0.0, 0.0] + points * [0.0, 1.0, 1.0]
    front, nape = line[0, 1], line[-1, 1]
    border = np.concatenate([[(-1.0, HEAD_TOP), (-1.0, front)], round_axis(line), [(181.0, nape), (181.0, HEAD_TOP)]])
    result = np.full(len(points), FAR)
    head = np.flatnonzero(points[:, 1] > HEAD_LOW)
    inside = enclosed(round_axis(side[head]), border)
    result[head] = nearest(side[head], line) * np.where(inside, 1.0, -1.0)
    return result


# Eyebrow: points (|x|, y, half thickness) seen from the front.
BROW = [(0.155, 7.582, 0.034), (0.225, 7.600, 0.037), (0.302, 7.608, 0.036), (0.380, 7.603, 0.032), (0.450, 7.578, 0.030),
        (0.510, 7.543, 0.026)]


def eyebrows(points):
    line = line_through(BROW, 241)
    result = np.full(len(points), FAR)
    front = np.flatnonzero((points[:, 2] > 0.9) & (points[:, 1] > 7.0) & (points[:, 1] < 8.2))
    gap = np.hypot(np.abs(points[front, 0])[:, None] - line[:, 0], points[front, 1][:, None] - line[:, 1]) - line[:, 2]
    result[front] = -gap.min(axis=1)
    return result


def hair_at(points):
    return np.maximum(scalp(points), eyebrows(points))


# The faces of the head are large beside the eyebrows and the sideburns. So the values of the vertices near a border are
# chosen such that the field between them comes closest to the true distance (least squares), the more so the nearer the
# border.
FIT_BAND = 0.15
FIT_NEAR = 0.03
FIT_HOLD = 0.02
FIT_GRID = 8


def fitted(figure, rest):
    """The hair field of the left side; the right side is its mirror image."""
    value = hair_at(rest)
    left = figure.quads[:len(figure.quads) // 2]
    skin = left[figure.part[:len(left)] != EYE]
    triangles = skin[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3)
    triangles = triangles[(np.abs(value[triangles]) < FIT_BAND).any(axis=1)]
    share = np.array([(i, j, FIT_GRID - i - j) for i in range(FIT_GRID + 1) for j in range(FIT_GRID + 1 - i)]) / FIT_GRID
    spots = np.einsum("sk,tkc->tsc", share, rest[triangles])
    wanted = hair_at(spots.reshape(-1, 3)).reshape(len(triangles), -1)
    first, second, third = (rest[triangles[:, corner]] for corner in range(3))
    area = np.linalg.norm(np.cross(second - first, third - first), axis=1)
    weight = area[:, None] / len(share) / (1.0 + (wanted / FIT_NEAR) ** 2) ** 2
    used, number = np.unique(triangles, return_inverse=True)
    number = number.reshape(-1, 3)
    matrix, right = np.zeros((len(used), len(used))), np.zeros(len(used))
    for a in range(3):
        np.add.at(right, number[:, a], (weight * wanted) @ share[:, a])
        for b in range(3):
            np.add.at(matrix, (number[:, a], number[:, b]), weight @ (share[:, a] * share[:, b]))
    hold = FIT_HOLD * matrix.diagonal().mean()
    value[used] = np.linalg.solve(matrix + hold * np.eye(len(used)), right + hold * value[used])
    check_hairline(spots.reshape(-1, 3), (value[triangles] @ share.T).ravel())
    return value


def check_hairline(spots, value):
    """Fails if a knot of the hairline is far from the border that is drawn, or from the skin."""
    for knot in np.array(HAIRLINE):
        away = np.linalg.norm(spots - knot, axis=1)
        at = away.argmin()
        if max(away[at], abs(value[at])) > HAIRLINE_ERROR:
            raise ValueError(f"the hairline misses {knot}: {away[at]:.3f} off the skin, {value[at]:.3f} off the border")


def labels(figure):
    label = np.zeros(len(figure.quads), int)
    half = len(figure.quads) // 2
    for side in (0, half):
        label[side + np.searchsorted(figure.left_numbers, LIPS)] = LIP
        label[side + np.searchsorted(figure.left_numbers, NAILS)] = NAIL
    eyes = np.flatnonzero(figure.part == EYE)
    for chosen in (eyes[eyes < half], eyes[eyes >= half]):
        corners = figure.rest[figure.quads[chosen]].reshape(-1, 3)
        angle = np.degrees(angles_from(corners, *axis_of(corners))).reshape(-1, 4)
        label[chosen] = np.where((angle < IRIS_RINGS_ANGLE).all(axis=1), IRIS, WHITE)
    return label


def painted(figure, rest):
    """Cloth, hair and label of the form; `rest` is its rest pose."""
    cloth = np.maximum(shorts(rest), band(rest))
    hair = fitted(figure, rest)
    eye = np.unique(figure.quads[figure.part == EYE])
    cloth[eye] = FAR
    hair[eye] = FAR
    mirror = figure.mirror
    right = rest[:, 0] < 0.0
    hair[right] = hair[mirror[right]]
    return (cloth + cloth[mirror]) * 0.5, hair, labels(figure)
