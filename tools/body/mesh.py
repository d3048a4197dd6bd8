"""Small helpers for points joined by quads."""

import numpy as np


def symmetrised(points, mirror):
    """Mean of each vertex and its mirrored partner, which puts midline vertices at x = 0."""
    flipped = points[mirror] * [-1.0, 1.0, 1.0]
    return (points + flipped) * 0.5


def triangles(quads):
    """Triangles 2k = (q0, q1, q2) and 2k + 1 = (q0, q2, q3)."""
    return quads[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3)


def vertex_normals(points, quads):
    """Area-weighted unit normals."""
    corners = points[triangles(quads)]
    face = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = np.zeros_like(points)
    flat = triangles(quads)
    for corner in range(3):
        for axis in range(3):
            normals[:, axis] += np.bincount(flat[:, corner], face[:, axis], len(points))
    length = np.linalg.norm(normals, axis=1, keepdims=True)
    return normals / np.maximum(length, 1e-12)


def edges(quads):
    """Each edge once, as sorted pairs."""
    pairs = quads[:, [0, 1, 1, 2, 2, 3, 3, 0]].reshape(-1, 2)
    return np.unique(np.sort(pairs, axis=1), axis=0)


def smoothed(values, pairs, count, amount=0.5, steps=1):
    """Values pulled towards the mean of the neighbours along the edges."""
    values = values.astype(float)
    degree = np.bincount(pairs.ravel(), minlength=count).astype(float)
    for _ in range(steps):
        shape = values.reshape(count, -1)
        mean = np.zeros_like(shape)
        for column in range(shape.shape[1]):
            mean[:, column] = (np.bincount(pairs[:, 0], shape[pairs[:, 1], column], count)
                               + np.bincount(pairs[:, 1], shape[pairs[:, 0], column], count))
        mean /= np.maximum(degree, 1.0)[:, None]
        values = (shape + (mean - shape) * amount).reshape(values.shape)
    return values
