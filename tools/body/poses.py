"""The poses of the figure, as turns of the bones.

Only the left side moves in the one-sided poses; pictures of the right side are mirrored by the app. All angles are in
degrees, counted from the source rest pose, whose arms hang about 45 degrees outwards with bent elbows.
"""

import numpy as np

from mesh import symmetrised
from rig import OWN, X, Y, Z, mirrored
from sculpt import armpit_of_raised_arm

FINGERS = ("2", "3", "4", "5")


class Axes:
    """Anatomical axes of the left arm and hand, read from the joints so that they fit the mesh."""

    def __init__(self, rig):
        upper = rig.head["lowerarm01.L"] - rig.head["upperarm01.L"]
        fore = rig.head["wrist.L"] - rig.head["lowerarm01.L"]
        self.elbow = np.cross(upper, fore)
        knuckles = rig.head["finger5-1.L"] - rig.head["finger2-1.L"]
        along = rig.tail["finger3-3.L"] - rig.head["finger3-1.L"]
        # Turning about the row of knuckles closes the hand; turning about the palm's normal spreads the fingers.
        self.curl = knuckles
        self.spread = np.cross(knuckles, along)


def legs_together():
    """Feet a hand apart instead of a wide stance; the soles stay level."""
    return [("upperleg01.L", Z, -4.5), ("foot.L", Z, 3.5)]


def forearm_turn(degrees):
    """Pronation (+) or supination (-) spread over the forearm, so that the wrist does not wring."""
    return [("lowerarm01.L", OWN, degrees * 0.34), ("lowerarm02.L", OWN, degrees * 0.42), ("wrist.L", OWN, degrees * 0.24)]


def elbow(axes, degrees):
    """Bends (+) or straightens (-) the elbow."""
    return [("lowerarm01.L", tuple(axes.elbow), degrees)]


def fingers(axes, curl=0.0, spread=0.0, thumb=0.0):
    """Curls the fingers towards the palm and spreads them like a fan; the thumb moves away from the palm."""
    turns = []
    for finger, fan in zip(FINGERS, (1.0, 0.25, -0.5, -1.3)):
        turns += [(f"finger{finger}-1.L", tuple(axes.spread), spread * fan),
                  (f"finger{finger}-1.L", tuple(axes.curl), curl),
                  (f"finger{finger}-2.L", tuple(axes.curl), curl * 1.2),
                  (f"finger{finger}-3.L", tuple(axes.curl), curl * 0.8)]
    turns += [("finger1-1.L", tuple(axes.spread), thumb)]
    return turns


def arm_down(axes, back=0.0, out=0.0):
    """The arm beside the trunk with the palm forwards; `back` and `out` move it farther from the thigh."""
    return ([("shoulder01.L", Z, -4.0), ("upperarm01.L", Z, -25.0 + out), ("upperarm01.L", X, back)]
            + forearm_turn(-75.0) + elbow(axes, -32.0) + fingers(axes, curl=4.0))


def arm_raised(axes):
    return ([("clavicle.L", Z, 14.0), ("shoulder01.L", Z, 18.0),
             ("upperarm01.L", OWN, -35.0), ("upperarm01.L", Z, 62.0), ("upperarm01.L", Y, 15.0), ("upperarm02.L", OWN, -90.0)]
            + elbow(axes, 72.0) + forearm_turn(40.0) + fingers(axes, curl=6.0, thumb=-20.0))


def palm_up(axes):
    return ([("shoulder01.L", Z, -3.0), ("upperarm01.L", OWN, -8.0), ("upperarm01.L", Z, -18.0), ("upperarm02.L", OWN, -14.0)]
            + forearm_turn(-105.0) + elbow(axes, 38.0) + fingers(axes, curl=8.0))


def palm_down(axes):
    return ([("shoulder01.L", Z, -3.0), ("upperarm01.L", Z, -18.0)]
            + forearm_turn(60.0) + elbow(axes, 38.0) + fingers(axes, spread=8.0, thumb=-8.0))


def toes(spread):
    turns = []
    for toe, fan in zip("12345", (-1.2, -0.5, 0.1, 0.6, 1.2)):
        turns.append((f"toe{toe}-1.L", Y, spread * fan))
    return turns


def step():
    return [("upperleg01.L", X, -55.0), ("upperleg01.L", Y, 8.0), ("lowerleg01.L", X, 50.0), ("foot.L", X, 5.0)] + toes(6.0)


def seated_leg_across():
    """The left ankle on the right thigh; the angles bring the ankle's centre 11 cm above the thigh's axis."""
    return [("upperleg01.L", OWN, -47.6), ("upperleg01.L", X, -91.7), ("upperleg01.L", Y, 25.0),
            ("upperleg02.L", OWN, -60.6), ("lowerleg01.L", X, 111.8), ("foot.L", X, 15.0)] + toes(6.0)


def seated_leg():
    return [("upperleg01.L", X, -78.0), ("lowerleg01.L", X, 78.0)]


def pose_list(rig):
    """(name, turns, symmetric) of every pose, in the order of the file."""
    axes = Axes(rig)
    legs = legs_together()
    legs = legs + mirrored(legs)
    down = arm_down(axes)
    right_down = mirrored(down)
    arm_back = arm_down(axes, back=25.0)
    arm_out = arm_down(axes, back=15.0, out=12.0)
    return [
        ("rest", legs, True),
        ("stand", legs + down + right_down, True),
        ("raised", legs + arm_raised(axes) + right_down, False),
        ("palm-up", legs + palm_up(axes) + right_down, False),
        ("palm-down", legs + palm_down(axes) + right_down, False),
        ("step", legs + step() + arm_back + mirrored(arm_back), False),
        ("seated", seated_leg_across() + mirrored(seated_leg()) + arm_out + mirrored(arm_out), False),
    ]


def posed(rig, figure):
    """(name, positions, symmetric) of every pose."""
    for name, turns, symmetric in pose_list(rig):
        points = rig.posed(figure.rest, turns)
        if name == "raised":
            points = armpit_of_raised_arm(points, figure.rest, figure.quads)
        if symmetric:
            points = symmetrised(points, figure.mirror)
        yield name, points, symmetric
