#!/usr/bin/env python3
"""Builds the three fonts of the app into `assets/fonts/`.

    build.py SOURCES [--points points.json] [--check]

SOURCES is the folder with the two archives named in `sources.json`.
`--points` renews `han.txt`, the list of Chinese characters, from a point list
first. `--check` writes nothing and fails when a font in `assets/fonts/` is not
what would be built. The same sources always give the same bytes.
"""

import argparse
import io
import json
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

sys.dont_write_bytecode = True

from sources import HERE, SourceError, read  # noqa: E402

FONTS = HERE.parent.parent / "assets" / "fonts"
HAN_LIST = HERE / "han.txt"

# Seconds since 1904, the epoch of font files: 2026-01-01. Fixed, so that two runs agree.
BUILT = 3_850_070_400

VERSION = "1.000"
TEXT_FAMILY = "Wellspring Sans"
HAN_FAMILY = "Wellspring Han"

# The line box of both families, in thousandths of the size: Fira's own. The Chinese
# font is given the same one, so that a name in both scripts sits on one baseline.
ASCENT, DESCENT = 935, -265

DIGITS = "0123456789"

PINYIN = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙǕǗǙǛÜŃŇǸ"
PUNCTUATION = "–—…·•‘’“”‹›«»×÷±°½¼¾⅓⅔−≈≠≤≥←↑→↓√∞‰€™№†‡"
MUST_HAVE = DIGITS + PINYIN + "–—…·•‘’“”‹›×÷±°½−←↑→↓" + "ABCXYZabcxyz"

LATIN = [
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x017F),  # Latin-1 and Extended-A: the languages of Europe
    (0x0192, 0x0192),
    (0x01CD, 0x01DC),  # carons and u-dieresis of pinyin
    (0x01F8, 0x01F9),  # n with grave
    (0x0218, 0x021B),  # Romanian
    (0x02BC, 0x02BC),
    (0x02C6, 0x02C7),
    (0x02D8, 0x02DD),
    (0x0300, 0x0304),  # combining tone marks
    (0x0306, 0x030C),
    (0x0327, 0x0328),
    (0x1E80, 0x1E85),  # Welsh
    (0x1E9E, 0x1E9E),
    (0x1EF2, 0x1EF3),
    (0x2002, 0x200A),  # spaces: en, em, thin, hair
    (0x2010, 0x2015),  # hyphens and dashes
    (0x2018, 0x201E),
    (0x202F, 0x202F),
    (0x2044, 0x2044),
    (0x2070, 0x2089),  # superior and inferior figures
    (0xFB01, 0xFB02),
]

# The words around point names that no point carries: the channels in Chinese.
CHANNELS = "手足少太陽阳明陰阴厥心小腸肠膀胱腎肾包三焦膽胆肝肺大胃脾任督脈脉經经外奇穴"
HAN_PUNCTUATION = " 、。，；：（）「」《》・\u3000"


class FontError(Exception):
    """A font that would not do what the app relies on."""


def main():
    arguments = read_arguments()
    if arguments.points:
        HAN_LIST.write_text(han_list(arguments.points), encoding="utf-8")
    built = build(arguments.sources)
    if arguments.check:
        stale = [name for name, data in built.items() if not same(FONTS / name, data)]
        if stale:
            raise FontError(f"not as built from the sources: {', '.join(stale)}; run build.py")
        print("all fonts are as built")
        return
    FONTS.mkdir(parents=True, exist_ok=True)
    for name, data in built.items():
        (FONTS / name).write_bytes(data)
        print(f"{name}: {len(data)} bytes")


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("sources", type=Path, help="folder with the archives of sources.json")
    parser.add_argument("--points", type=Path, help="renew han.txt from this point list")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    return parser.parse_args()


def same(path, data):
    return path.is_file() and path.read_bytes() == data


def build(folder):
    """Every font by file name, checked."""
    fira = read(folder, "fira-sans")
    noto = read(folder, "noto-cjk")
    collection = noto["usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"]
    return {
        "WellspringSans-Regular.ttf": text_font(
            fira["package/400Regular/FiraSans_400Regular.ttf"], "Regular", 400
        ),
        "WellspringSans-SemiBold.ttf": text_font(
            fira["package/600SemiBold/FiraSans_600SemiBold.ttf"], "SemiBold", 600
        ),
        "WellspringHan-Regular.otf": han_font(collection),
    }


def text_font(data, style, weight):
    """A Latin subset of Fira Sans whose figures all have one width."""
    font = open_font(data)
    use_tabular_figures(font)
    wanted = {code for first, last in LATIN for code in range(first, last + 1)}
    wanted |= {ord(character) for character in PUNCTUATION + PINYIN}
    cut(font, wanted, ["ccmp", "locl", "liga", "kern", "mark", "mkmk"])
    rename(font, TEXT_FAMILY, style, weight, "Fira Sans 4.203")
    data = save(font)
    check(data, TEXT_FAMILY, weight, MUST_HAVE)
    check_figures(data)
    return data


def use_tabular_figures(font):
    """Points the digits at their tabular forms: a running clock must not wobble."""
    features = font["GSUB"].table.FeatureList.FeatureRecord
    tabular = next(f.Feature for f in features if f.FeatureTag == "tnum")
    swaps = {}
    for index in tabular.LookupListIndex:
        for table in font["GSUB"].table.LookupList.Lookup[index].SubTable:
            swaps |= getattr(table, "ExtSubTable", table).mapping
    plain = font.getBestCmap()
    tabular_of = {ord(digit): swaps[plain[ord(digit)]] for digit in DIGITS}
    for table in font["cmap"].tables:
        table.cmap.update({code: tabular_of[code] for code in table.cmap if code in tabular_of})


def han_font(data):
    """The Chinese characters of the point names, from the Traditional Chinese face."""
    # Traditional is the spelling of the `chinese` field; the face also carries
    # every simplified character, since the collection shares one set of glyphs.
    faces = TTCollection(io.BytesIO(data), lazy=True, recalcTimestamp=False).fonts
    font = next(f for f in faces if f["name"].getDebugName(1) == "Noto Sans CJK TC")
    characters = {c for c in HAN_LIST.read_text(encoding="utf-8") if ord(c) > 0x20}
    wanted = characters | set(HAN_PUNCTUATION)
    cut(font, {ord(c) for c in wanted}, [])
    rename(font, HAN_FAMILY, "Regular", 400, "Noto Sans CJK TC 2.004")
    top = font["CFF "].cff
    top.fontNames = [HAN_FAMILY.replace(" ", "") + "-Regular"]
    for key, value in {
        "FullName": HAN_FAMILY,
        "FamilyName": HAN_FAMILY,
        "Weight": "Regular",
    }.items():
        setattr(top.topDictIndex[0], key, value)
    data = save(font)
    check(data, HAN_FAMILY, 400, characters)
    return data


def han_list(points):
    """The text of `han.txt`: every Chinese character in a point list and in CHANNELS."""
    characters = set(CHANNELS)
    for point in json.loads(points.read_text(encoding="utf-8")):
        characters |= set(point["chinese"]) | set(point["chinese_simplified"])
    row = 32
    ordered = "".join(sorted(characters))
    lines = [ordered[start : start + row] for start in range(0, len(ordered), row)]
    return "\n".join(lines) + "\n"


def open_font(data):
    return TTFont(io.BytesIO(data), recalcTimestamp=False)


def cut(font, codes, features):
    options = subset.Options()
    options.layout_features = features
    options.layout_scripts = ["*"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_bounds = True
    # The software renderer would run the hinting programs anew for most letters of most pictures: it took
    # half of the time of a scrolled list. Text is antialiased and reads as well without.
    options.hinting = False
    options.drop_tables += ["DSIG", "vhea", "vmtx", "VORG", "BASE"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted(codes))
    subsetter.subset(font)


def rename(font, family, style, weight, origin):
    """Our own names: the makers' names belong to the unmodified fonts alone."""
    postscript = f"{family.replace(' ', '')}-{style}"
    plain = style == "Regular"
    old = font["name"]
    kept = {number: old.getDebugName(number) for number in (0, 8, 9, 10, 13, 14)}
    names = {
        **kept,
        1: family if plain else f"{family} {style}",
        2: "Regular",
        3: f"{VERSION};{postscript}",
        4: family if plain else f"{family} {style}",
        5: f"Version {VERSION}",
        6: postscript,
        # Both are written for every weight, so that one family name finds them all.
        16: family,
        17: style,
    }
    if not names[10]:
        names[10] = f"A modified subset of {origin}."
    else:
        names[10] = f"A modified subset of {origin}. {names[10]}"
    old.names = []
    for number, text in sorted(names.items()):
        if text:
            old.setName(text, number, 3, 1, 0x409)
    metrics = font["OS/2"]
    metrics.usWeightClass = weight
    metrics.achVendID = "    "
    # Regular (bit 6) for both, as neither is a bold or italic of a four-style family;
    # bit 7 says that the typographic line box below is the one to use.
    metrics.fsSelection = (1 << 6) | (1 << 7)
    metrics.version = max(metrics.version, 4)
    scale = font["head"].unitsPerEm / 1000
    ascent, descent = round(ASCENT * scale), round(DESCENT * scale)
    metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap = ascent, descent, 0
    metrics.usWinAscent, metrics.usWinDescent = ascent, -descent
    lines = font["hhea"]
    lines.ascent, lines.descent, lines.lineGap = ascent, descent, 0
    head = font["head"]
    head.created = head.modified = BUILT
    head.fontRevision = float(VERSION)
    head.macStyle = 0


def save(font):
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def check(data, family, weight, characters):
    """What the app and its text engine rely on, read back from the finished file."""
    font = open_font(data)
    names = font["name"]
    if names.getDebugName(16) != family or font["OS/2"].usWeightClass != weight:
        raise FontError(f"{family} {weight}: the family name or the weight did not stay")
    shown = " ".join(names.getDebugName(n) or "" for n in (1, 3, 4, 6, 16))
    for reserved in ("Fira", "Source", "Noto"):
        if reserved in shown:
            raise FontError(f"{family}: the name still says {reserved}")
    cmap = font.getBestCmap()
    missing = "".join(sorted(c for c in characters if ord(c) not in cmap))
    if missing:
        raise FontError(f"{family} {weight} lacks {missing}")


def check_figures(data):
    font = open_font(data)
    cmap, widths = font.getBestCmap(), font["hmtx"]
    found = {widths[cmap[ord(digit)]][0] for digit in DIGITS}
    if len(found) != 1:
        raise FontError(f"the figures have {len(found)} widths: {sorted(found)}")


if __name__ == "__main__":
    try:
        main()
    except (FontError, SourceError, OSError) as error:
        sys.exit(f"build.py: {error}")
