"""Ambient occlusion: how much of the open sky each vertex sees, from 0 (hidden) to 1 (open).

For each of a few hundred directions the surface is cut into small samples that fall into square columns along that
direction. In a column the samples are sorted by height; the first sample above a vertex that turns its outer side
towards it is what blocks the light. Asking for the outer side keeps a vertex from being darkened by the skin it sits
in, so no bias in depth is needed. Near blockers count fully and far ones fade out, so that hollows stand out and the
shadow of a whole arm on the trunk does not.
"""

import numpy as np

from mesh import edges, smoothed, triangles, vertex_normals

DIRECTIONS = 384
CELL = 0.035            # decimetres, width of a column
SAMPLE = 0.04           # decimetres, distance of samples on the surface
LIFT = 0.012            # decimetres, vertices are lifted off the skin along their normal
REACH = 2.5             # decimetres, beyond this nothing blocks
OPEN_QUANTILE = 0.80    # this share of the vertices is at most fully open
CONTRAST = 1.5


def sphere(count):
    """Evenly spread directions (Fibonacci spiral)."""
    index = np.arange(count) + 0.5
    height = 1.0 - 2.0 * index / count
    turn = np.pi * (1.0 + 5.0 ** 0.5) * index
    radius = np.sqrt(1.0 - height * height)
    return np.stack([radius * np.cos(turn), height, radius * np.sin(turn)], axis=1)


def across(direction):
    """Two unit vectors square to the direction."""
    helper = np.eye(3)[np.argmin(np.abs(direction))]
    first = np.cross(direction, helper)
    first /= np.linalg.norm(first)
    return first, np.cross(direction, first)


def surface_samples(points, quads):
    """Points spread over the skin, no farther apart than SAMPLE, with their face normals."""
    corners = points[triangles(quads)]
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = np.linalg.norm(normal, axis=1)
    corners, normal = corners[area > 1e-10], (normal / np.maximum(area, 1e-12)[:, None])[area > 1e-10]
    sides = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2)
    cuts = np.maximum(1, np.ceil(sides.max(axis=1) / SAMPLE)).astype(int)
    places, normals = [], []
    for cut in np.unique(cuts):
        chosen = cuts == cut
        first, second = np.meshgrid(np.arange(cut), np.arange(cut), indexing="ij")
        lower = first + second < cut
        upper = first + second < cut - 1
        u = np.concatenate([(first[lower] + 1 / 3) / cut, (first[upper] + 2 / 3) / cut])
        v = np.concatenate([(second[lower] + 1 / 3) / cut, (second[upper] + 2 / 3) / cut])
        weight = np.stack([1 - u - v, u, v], axis=1)
        places.append(np.einsum("kc,tcx->tkx", weight, corners[chosen], optimize=False).reshape(-1, 3))
        normals.append(np.repeat(normal[chosen], len(u), axis=0))
    return np.concatenate(places), np.concatenate(normals)


def along(points, direction):
    """Dot products, summed in a fixed order so that every machine gets the same numbers."""
    return points[:, 0] * direction[0] + points[:, 1] * direction[1] + points[:, 2] * direction[2]


def raw_openness(points, quads):
    normals = vertex_normals(points, quads)
    start = points + normals * LIFT
    places, facing = surface_samples(points, quads)
    low = np.minimum(places.min(axis=0), start.min(axis=0))
    span = np.linalg.norm(np.maximum(places.max(axis=0), start.max(axis=0)) - low) + 1.0
    columns = int(2 * span / CELL) + 2
    seen = np.zeros(len(points))
    whole = np.zeros(len(points))
    for direction in sphere(DIRECTIONS):
        slant = along(normals, direction)
        lit = np.flatnonzero(slant > 0.0)
        blocking = places[along(facing, direction) < 0.0]
        first, second = across(direction)

        def column_and_height(points):
            moved = points - low
            column = (np.floor((along(moved, first) + span) / CELL).astype(np.int64) * columns
                      + np.floor((along(moved, second) + span) / CELL).astype(np.int64))
            return column, along(moved, direction) + span

        # Column and height in one number: sorting it sorts by column, then by height.
        column, height = column_and_height(blocking)
        key = np.sort(column * (4.0 * span) + height)
        own_column, own_height = column_and_height(start[lit])
        own_key = own_column * (4.0 * span) + own_height
        place = np.searchsorted(key, own_key)
        nearest = np.append(key, np.inf)[place]
        distance = nearest - own_key
        # A sample of the next column lies farther away than any height in this one.
        blocked = np.clip(1.0 - distance / REACH, 0.0, 1.0) ** 1.5
        whole[lit] += slant[lit]
        seen[lit] += slant[lit] * (1.0 - blocked)
    return seen / np.maximum(whole, 1e-9)


def openness(points, quads, mirror, symmetric):
    """Openness of every vertex of a posed figure, evened out along the edges."""
    value = raw_openness(points, quads)
    value = smoothed(value, edges(quads), len(points), amount=0.5)
    if symmetric:
        value = (value + value[mirror]) * 0.5
    value = np.clip(value / np.quantile(value, OPEN_QUANTILE), 0.0, 1.0)
    return value ** CONTRAST
