"""Says pinyin in the sounds that an English voice has.

A point's name is written with a tone mark on every syllable (`Jíquán`), which shows where each syllable
lies; the sounds come from a table of beginnings and endings. Mandarin's own sounds are met as nearly as the
forty phones of the voice allow: it is how a careful English speaker would say the name.
"""

import re
import unicodedata

BEGINNINGS = {
    "": "", "b": "b", "p": "p", "m": "m", "f": "f", "d": "d", "t": "t", "n": "n", "l": "l", "g": "g", "k": "k",
    "h": "hh", "j": "jh", "q": "ch", "x": "sh", "zh": "jh", "ch": "ch", "sh": "sh", "r": "r", "z": "d z",
    "c": "t s", "s": "s",
}  # fmt: skip

# The number marks the vowel that carries the stress; every syllable of a name is spoken clearly.
ENDINGS = {
    "a": "aa1", "o": "w ao1", "e": "ah1", "ai": "ay1", "ei": "ey1", "ao": "aw1", "ou": "ow1", "an": "aa1 n",
    "en": "ah1 n", "ang": "aa1 ng", "eng": "ah1 ng", "er": "aa1 r", "ong": "uh1 ng",
    "i": "iy1", "ia": "y aa1", "ie": "y eh1", "iao": "y aw1", "iu": "y ow1", "ian": "y eh1 n", "in": "iy1 n",
    "iang": "y aa1 ng", "ing": "ih1 ng", "iong": "y uh1 ng",
    "u": "uw1", "ua": "w aa1", "uo": "w ao1", "uai": "w ay1", "ui": "w ey1", "uan": "w aa1 n", "un": "w ah1 n",
    "uang": "w aa1 ng", "v": "uw1", "ve": "w eh1", "van": "w eh1 n", "vn": "uw1 n",
}  # fmt: skip

# Syllables that begin with their vowel are written with y and w.
ALONE = {
    "yi": "y iy1", "ya": "y aa1", "ye": "y eh1", "yao": "y aw1", "you": "y ow1", "yan": "y eh1 n",
    "yin": "y iy1 n", "yang": "y aa1 ng", "ying": "y ih1 ng", "yong": "y uh1 ng", "yu": "y uw1", "yue": "y w eh1",
    "yuan": "y w eh1 n", "yun": "y uw1 n", "wu": "w uw1", "wa": "w aa1", "wo": "w ao1", "wai": "w ay1",
    "wei": "w ey1", "wan": "w aa1 n", "wen": "w ah1 n", "wang": "w aa1 ng", "weng": "w ah1 ng",
    "zhi": "jh er1", "chi": "ch er1", "shi": "sh er1", "ri": "zh er1", "zi": "d z ah1", "ci": "t s ah1",
    "si": "s ah1", "bo": "b w ao1",
}  # fmt: skip

TONES = "\u0300\u0301\u0304\u030c"


def _table():
    sounds = {}
    for first, begin in BEGINNINGS.items():
        for last, end in ENDINGS.items():
            sounds[first + last] = f"{begin} {end}".strip()
        # After j, q and x, a written u is the ü.
        if first in ("j", "q", "x"):
            for last in ("", "e", "an", "n"):
                sounds[f"{first}u{last}"] = f"{begin} {ENDINGS['v' + last]}"
    # No syllable begins with i, u or ü, nor with ong.
    for last in ENDINGS:
        if last[0] in "iuv" or last == "ong":
            del sounds[last]
    return sounds | ALONE


SYLLABLES = _table()


def plain(name):
    """A name in small letters without tone marks, and with v for ü: `zhonglvshu`."""
    parts = unicodedata.normalize("NFD", name.lower()).replace("u\u0308", "v")
    return "".join(part for part in parts if part not in TONES + "'’")


def syllables(name):
    """The syllables of a name that carries its tone marks."""
    letters = []
    for part in unicodedata.normalize("NFD", name.lower()):
        if part in TONES:
            letters[-1] = (letters[-1][0], True)
        elif part == "\u0308":
            letters[-1] = ("v", letters[-1][1])
        elif part.isalpha():
            letters.append((part, False))
    # A syllable inside of a word begins with a consonant, unless it cannot be otherwise (Fu-ai).
    found = _split(letters, "") or _split(letters, "aeo")
    if found is None:
        raise ValueError(f"{name} is not pinyin as far as pinyin.py knows")
    return found


def _split(letters, inner):
    """The first way, longest syllables first, in which each syllable has exactly one tone.

    `inner` are the vowels with which a syllable other than the first may begin.
    """
    if not letters:
        return []
    for length in range(min(6, len(letters)), 0, -1):
        word = "".join(letter for letter, _ in letters[:length])
        tones = sum(marked for _, marked in letters[:length])
        if word in SYLLABLES and tones == 1:
            rest = _split(letters[length:], inner)
            begins_well = not letters[length:] or letters[length][0] not in "aeo" or letters[length][0] in inner
            if rest is not None and begins_well:
                return [word, *rest]
    return None


def phones(name):
    """The phones of a name with its tone marks: `jh iy1 . ch w eh1 n`."""
    return " . ".join(SYLLABLES[syllable] for syllable in syllables(name))


def words(text):
    """The words of a pinyin name."""
    return re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text)
