"""The skeleton and the skin that follows it.

A pose is a list of (bone, axis, degrees). Axes are those of the figure at rest (x to its left, y up, z forward) or a
bone's own direction; several turns of one bone are applied in the order written. A child bone follows its parent.
"""

import numpy as np

X, Y, Z = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
OWN = "own"
STEPS = 16


def rotation(axis, degrees):
    """Rotation matrix about a unit axis (Rodrigues), right-handed."""
    axis = np.asarray(axis, float) / np.linalg.norm(axis)
    angle = np.radians(degrees)
    skew = np.array([[0.0, -axis[2], axis[1]], [axis[2], 0.0, -axis[0]], [-axis[1], axis[0], 0.0]])
    return np.eye(3) + np.sin(angle) * skew + (1.0 - np.cos(angle)) * (skew @ skew)


def other_side(bone):
    if bone.endswith(".L"):
        return bone[:-2] + ".R"
    if bone.endswith(".R"):
        return bone[:-2] + ".L"
    return bone


def mirrored(turns):
    """The same pose on the other side of the body."""
    return [(other_side(bone), axis if axis == OWN else (axis[0], -axis[1], -axis[2]),
             -degrees if axis == OWN else degrees) for bone, axis, degrees in turns]


class Rig:
    def __init__(self, source, figure):
        bones = source.json("rigs/standard/rig.default.json")
        weights = source.json("rigs/standard/weights.default.json")["weights"]
        cubes = {name: np.unique(quads) for name, quads in figure.groups.items() if name.startswith("joint-")}
        self.head = {name: self._joint(bone["head"], cubes, figure) for name, bone in bones.items()}
        self.tail = {name: self._joint(bone["tail"], cubes, figure) for name, bone in bones.items()}
        self.parent = {name: bone["parent"] for name, bone in bones.items()}
        self.names = self._parents_first(bones)
        self.weights = self._weights(weights, figure)

    @staticmethod
    def _joint(end, cubes, figure):
        strategy = end["strategy"]
        if strategy == "CUBE":
            return figure.full[cubes[end["cube_name"]]].mean(axis=0)
        if strategy == "VERTEX":
            return figure.full[end["vertex_index"]]
        return figure.full[end["vertex_indices"]].mean(axis=0)

    def _parents_first(self, bones):
        order = []
        remaining = sorted(bones)
        while remaining:
            ready = [name for name in remaining if not self.parent[name] or self.parent[name] in order]
            order += ready
            remaining = [name for name in remaining if name not in ready]
        return order

    def _weights(self, table, figure):
        """Weight matrix (vertices x bones), each vertex summing to 1, exactly symmetric."""
        column = {name: index for index, name in enumerate(self.names)}
        full = np.zeros((len(figure.full), len(self.names)))
        for name in self.names:
            for vertex, weight in table.get(name, []):
                full[vertex, column[name]] += weight
        swap = [column[other_side(name)] for name in self.names]
        full = (full + full[figure.full_mirror][:, swap]) * 0.5
        used = full[figure.used]
        used = np.concatenate([used, used[figure.parents].mean(axis=1)])
        total = used.sum(axis=1, keepdims=True)
        if (total <= 0.0).any():
            raise ValueError("a drawn vertex hangs on no bone")
        return used / total

    def transforms(self, turns):
        """Rotation and offset of each bone: posed = rotation @ rest + offset."""
        own = {}
        for bone, axis, degrees in turns:
            if bone not in self.parent:
                raise KeyError(bone)
            direction = self.tail[bone] - self.head[bone] if axis == OWN else axis
            own[bone] = rotation(direction, degrees) @ own.get(bone, np.eye(3))
        moved = {}
        for name in self.names:
            turn = own.get(name, np.eye(3))
            offset = self.head[name] - turn @ self.head[name]
            if self.parent[name]:
                parent_turn, parent_offset = moved[self.parent[name]]
                turn, offset = parent_turn @ turn, parent_turn @ offset + parent_offset
            moved[name] = (turn, offset)
        return moved

    def posed(self, rest, turns):
        """Rest positions bent by linear blend skinning in many small steps.

        Blending one large turn shrinks the skin at a bent or wrung joint. The blend of two nearly equal turns is
        nearly a turn itself, so going there in small steps keeps the volume and still needs only plain blending.
        """
        points = rest
        before = self.transforms([])
        for step in range(1, STEPS + 1):
            after = self.transforms([(bone, axis, degrees * step / STEPS) for bone, axis, degrees in turns])
            rotations, offsets = [], []
            for name in self.names:
                turn = after[name][0] @ before[name][0].T
                rotations.append(turn)
                offsets.append(after[name][1] - turn @ before[name][1])
            matrix = np.einsum("vb,bij->vij", self.weights, np.array(rotations), optimize=False)
            shift = np.einsum("vb,bj->vj", self.weights, np.array(offsets), optimize=False)
            points = np.einsum("vij,vj->vi", matrix, points, optimize=False) + shift
            before = after
        return points

    def joint(self, moved, bone, end="head"):
        """Where a bone's head or tail has gone."""
        turn, offset = moved[bone]
        return turn @ (self.head if end == "head" else self.tail)[bone] + offset
