"""The neutral adult: one mesh of skin and eyes, exactly symmetric, with compact indices.

`Figure` keeps the whole base mesh (`full`), because the rig takes its joints from helper vertices that are not drawn,
and the drawn part of it: `rest`, `quads`, `mirror` and `part` (skin or eye). The first `len(used)` drawn vertices are
those of the base mesh numbered in `used`; the others were added to round the eyes and lie between four `parents`.
"""

import numpy as np

from eyes import refined
from mesh import symmetrised
from sculpt import plain_breast

SKIN, EYE = 0, 1

MACRO_WEIGHT = 1.0 / 6.0
PEOPLES = ("african", "asian", "caucasian")
SEXES = ("female", "male")


def neutral_adult(source, base):
    """Base mesh plus the mean of all young adults: no sex, no people, average build."""
    full = base.copy()
    for people in PEOPLES:
        for sex in SEXES:
            full += source.target(f"macrodetails/{people}-{sex}-young", len(base)) * MACRO_WEIGHT
    for sex in SEXES:
        name = f"macrodetails/universal-{sex}-young-averagemuscle-averageweight"
        full += source.target(name, len(base)) * 0.5
    return full


def mirrored_quads(quads, mirror):
    """The same quads on the other side: order reversed so that they still face outwards."""
    return mirror[quads[:, [0, 3, 2, 1]]]


def left_half(quads, full, mirror):
    """Quads of the left side in file order, and their numbers; the other half must be their mirror image."""
    numbers = np.flatnonzero(full[quads, 0].mean(axis=1) > 0.0)
    left = quads[numbers]
    both = np.concatenate([left, mirrored_quads(left, mirror)])
    wanted = np.sort(np.sort(quads, axis=1).view([("", quads.dtype)] * 4).ravel())
    got = np.sort(np.sort(both, axis=1).view([("", quads.dtype)] * 4).ravel())
    if len(wanted) != len(got) or not (wanted == got).all():
        raise ValueError("the mesh is not symmetric face by face")
    return left, numbers


class Figure:
    def __init__(self, source):
        base, groups = source.base_mesh()
        mirror = source.mirror(len(base))
        if not (mirror[mirror] == np.arange(len(base))).all():
            raise ValueError("the mirror map does not lead back")
        self.full_mirror = mirror
        self.full = symmetrised(neutral_adult(source, base), mirror)
        self.groups = groups

        skin, self.left_numbers = left_half(groups["body"], self.full, mirror)
        eye = groups["helper-l-eye"]
        left = np.concatenate([skin, eye])
        part = np.concatenate([np.full(len(skin), SKIN), np.full(len(eye), EYE)])
        quads = np.concatenate([left, mirrored_quads(left, mirror)])

        self.used = np.unique(quads)
        compact = np.full(len(base), -1)
        compact[self.used] = np.arange(len(self.used))
        mirror = compact[mirror[self.used]]
        quads = compact[left]
        rest = symmetrised(self.full[self.used], mirror)

        # The left eye is refined; the right one is its mirror image, with its new points in the same order.
        eye = part == EYE
        parents, places, eye_quads = refined(rest, quads[eye])
        count, new = len(rest), len(places)
        fresh = np.arange(count, count + new)
        self.parents = np.concatenate([parents, mirror[parents]])
        self.mirror = np.concatenate([mirror, fresh + new, fresh])
        left = np.concatenate([quads[~eye], eye_quads])
        part = np.concatenate([part[~eye], np.full(len(eye_quads), EYE)])
        self.quads = np.concatenate([left, mirrored_quads(left, self.mirror)])
        self.part = np.concatenate([part, part])
        rest = np.concatenate([rest, places, places * [-1.0, 1.0, 1.0]])
        self.rest = symmetrised(plain_breast(rest), self.mirror)
