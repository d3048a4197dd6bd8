"""Rounder eyes: the eight-sided rings of the base mesh become sixteen-sided, so that the iris is drawn as a circle."""

import numpy as np

IRIS_RINGS_ANGLE = 28.0     # degrees from the axis of the eye; the second ring of the mesh ends there


def axis_of(points):
    """Middle of the eyeball and the direction in which it looks, from the ring around the iris."""
    middle = (points.min(axis=0) + points.max(axis=0)) * 0.5
    toward = points - middle
    angle = np.degrees(np.arccos(toward[:, 2] / np.linalg.norm(toward, axis=1)))
    ring = points[(angle > 16.5) & (angle < IRIS_RINGS_ANGLE)].mean(axis=0) - middle
    return middle, ring / np.linalg.norm(ring)


def angles_from(points, middle, axis):
    toward = points - middle
    return np.arccos(np.clip((toward @ axis) / np.linalg.norm(toward, axis=1), -1.0, 1.0))


def refined(points, quads):
    """Every quad cut in four. Returns the parents of the new points (4 each), their places, and the new quads."""
    middle, axis = axis_of(points[np.unique(quads)])
    numbers, parents = {}, []

    def number(*corners):
        key = tuple(sorted(corners))
        if key not in numbers:
            numbers[key] = len(points) + len(parents)
            parents.append(corners if len(corners) == 4 else (corners[0], corners[1], corners[0], corners[1]))
        return numbers[key]

    result = []
    for a, b, c, d in quads.tolist():
        ab, bc, cd, da, core = number(a, b), number(b, c), number(c, d), number(d, a), number(a, b, c, d)
        result += [[a, ab, core, da], [ab, b, bc, core], [core, bc, c, cd], [da, core, cd, d]]
    parents = np.array(parents)

    # New points keep the mean angle to the axis, so that the ends of a ring's edge and its middle lie on one circle.
    corners = points[parents]
    angle = angles_from(corners.reshape(-1, 3), middle, axis).reshape(-1, 4).mean(axis=1)
    radius = np.linalg.norm(corners - middle, axis=2).mean(axis=1)
    across = (corners - middle).mean(axis=1)
    across -= (across @ axis)[:, None] * axis
    size = np.linalg.norm(across, axis=1, keepdims=True)
    across = np.where(size > 1e-6, across / np.maximum(size, 1e-6), 0.0)
    angle = np.where(size[:, 0] > 1e-6, angle, 0.0)
    places = middle + radius[:, None] * (np.cos(angle)[:, None] * axis + np.sin(angle)[:, None] * across)
    return parents, places, np.array(result)
