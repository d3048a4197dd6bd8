"""Reads the pinned font sources out of their package archives.

`sources.json` names each package, its version, the archive that the ordinary
package client leaves in a folder, and the SHA-256 of every file taken from it.
A file with another checksum is refused: the fonts must come out the same
wherever they are built.
"""

import hashlib
import io
import json
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


class SourceError(Exception):
    """What is missing or wrong, and what to do about it."""


def read(folder, source):
    """The bytes of every file of `source`, by file name inside the archive."""
    pinned = json.loads((HERE / "sources.json").read_text(encoding="utf-8"))[source]
    archive = Path(folder) / pinned["archive"]
    if not archive.is_file():
        raise SourceError(
            f"{archive} is missing: fetch {pinned['package']} {pinned['version']} "
            "into that folder (README.md has the command)"
        )
    wanted = pinned["files"]
    with _open(archive) as tar:
        found = {}
        for member in tar:
            name = member.name.removeprefix("./")
            if name in wanted:
                found[name] = tar.extractfile(member).read()
    for name, digest in wanted.items():
        if name not in found:
            raise SourceError(f"{archive} has no {name}: is it version {pinned['version']}?")
        actual = hashlib.sha256(found[name]).hexdigest()
        if actual != digest:
            raise SourceError(
                f"{name} in {archive} has SHA-256 {actual}, not {digest}: "
                f"fetch version {pinned['version']} or, after review, renew sources.json"
            )
    return found


def _open(archive):
    """The tar inside a `.tgz`, or the data part of a Debian package."""
    if archive.suffix == ".deb":
        return tarfile.open(fileobj=io.BytesIO(_deb_data(archive)), mode="r:*")
    return tarfile.open(archive, mode="r:*")


def _deb_data(archive):
    """The `data.tar.*` member of a Debian package, which is an `ar` archive."""
    content = archive.read_bytes()
    place = len(b"!<arch>\n")
    while place + 60 <= len(content):
        header = content[place : place + 60]
        name = header[:16].decode("ascii").strip().rstrip("/")
        size = int(header[48:58])
        if name.startswith("data.tar"):
            return content[place + 60 : place + 60 + size]
        place += 60 + size + size % 2
    raise SourceError(f"{archive} is not a Debian package: it holds no data.tar")
