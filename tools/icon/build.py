#!/usr/bin/env python3
"""Paints the app icon: `assets/app/wellspring.svg` into the two sizes the program uses.

    pip install -r tools/icon/requirements.txt
    tools/icon/build.py [--check]

`wellspring-256.png` is for the desktop, `wellspring-64.rgba` for the window: 64 rows
of 64 pixels from the top left, four bytes each (red, green, blue, alpha, not
multiplied together). `--check` writes nothing and fails when a picture is stale.
"""

import io
import sys
from pathlib import Path

import resvg_py
from PIL import Image

APP = Path(__file__).resolve().parent.parent.parent / "assets" / "app"


def main():
    stale = []
    for name, data in pictures().items():
        path = APP / name
        if "--check" not in sys.argv[1:]:
            path.write_bytes(data)
        elif not path.is_file() or path.read_bytes() != data:
            stale.append(name)
    if stale:
        sys.exit(f"build.py: not as drawn in wellspring.svg: {', '.join(stale)}; run build.py")


def pictures():
    png = io.BytesIO()
    paint(256).save(png, format="PNG", optimize=True)
    return {"wellspring-256.png": png.getvalue(), "wellspring-64.rgba": paint(64).tobytes()}


def paint(side):
    drawing = (APP / "wellspring.svg").read_text(encoding="utf-8")
    painted = resvg_py.svg_to_bytes(svg_string=drawing, width=side, height=side)
    return Image.open(io.BytesIO(bytes(painted))).convert("RGBA")


if __name__ == "__main__":
    main()
