"""What the engine is given to say for a sentence of the screen, and how each hard word of it sounds."""

import json
import re
from pathlib import Path

import pinyin

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

MERIDIANS = {
    "LU": "Lung", "LI": "Large Intestine", "ST": "Stomach", "SP": "Spleen", "HE": "Heart", "HT": "Heart",
    "SI": "Small Intestine", "BL": "Bladder", "KI": "Kidney", "PC": "Pericardium", "TE": "Triple Energizer",
    "GB": "Gallbladder", "LR": "Liver", "GV": "Governing Vessel", "CV": "Conception Vessel",
}  # fmt: skip
EXTRA = {
    "EX-HN": "head and neck", "EX-CA": "chest and abdomen", "EX-B": "back", "EX-UE": "arm", "EX-LE": "leg",
}  # fmt: skip

PLAIN = {"’": "'", "‘": "'", "“": "", "”": "", '"': "", "…": ".", "·": ",", "×": " times ", "½": " and a half", "%": " per cent"}


class Unspeakable(Exception):
    """A sentence holds a sign that the tool has no words for."""


class Speech:
    """The lexicon and the names of all points, read once."""

    def __init__(self):
        self.phones, self.phrases = _lexicon(HERE / "lexicon.txt")
        self.names = {}
        for path in sorted((ROOT / "sessions" / "points").glob("*.json")):
            point = json.loads(path.read_text(encoding="utf-8"))
            for word in pinyin.words(point.get("pinyin", "")):
                self.names[pinyin.plain(word)] = pinyin.phones(word)

    def spoken(self, sentence):
        """The text for the engine, and the phones of those of its words that are told to it."""
        text = re.sub(r"\s*[–—]\s*", ", ", sentence)
        text = re.sub("|".join(map(re.escape, PLAIN)), lambda found: PLAIN[found[0]], text)
        text = re.sub(r"\b(EX-(?:HN|CA|B|UE|LE))-?(\d+)\b", lambda f: f"Extra point {EXTRA[f[1]]} {f[2]}", text)
        text = re.sub(r"\b([A-Z]{2})-(\d+)\b", lambda f: f"{MERIDIANS.get(f[1], f[1])} {f[2]}", text)
        text = re.sub(r"\b(\d+):(\d\d)\b", _time, text)
        for pattern, replacement in self.phrases:
            text = pattern.sub(replacement, text)
        text = re.sub(r"(?<=\w)-(?=\w)", " ", text)
        told = {}

        def look_up(found):
            word = found[0]
            key = pinyin.plain(word)
            # A name begins with a capital; an English word that is spelt alike need not.
            sounds = self.names.get(key) if word[0].isupper() else None
            sounds = sounds or self.phones.get(word.lower())
            if sounds:
                told[key] = sounds
                return key
            return word

        text = re.sub(r"[^\W\d_]+", look_up, text)
        text = re.sub(r"\s+", " ", text).strip()
        if odd := sorted({sign for sign in text if not (sign.isascii() and (sign.isalnum() or sign in " .,;:?!'()/-"))}):
            raise Unspeakable(f"no words for {' '.join(odd)} in: {sentence}")
        return text, told


def scheme_entry(word, phones):
    """A lexicon entry as the engine's own language writes it."""
    parts = []
    for syllable in phones.split(" . "):
        stress = 1 if re.search(r"[12]", syllable) else 0
        parts.append(f"(({re.sub(r'[012]', '', syllable)}) {stress})")
    return f"(lex.add.entry '(\"{word}\" nil ({' '.join(parts)})))"


def _time(found):
    minutes, seconds = int(found[1]), int(found[2])
    parts = []
    if minutes:
        parts.append("1 minute" if minutes == 1 else f"{minutes} minutes")
    if seconds or not minutes:
        parts.append(f"{seconds} seconds")
    return " ".join(parts)


def _lexicon(path):
    """Words with phones (`word: ph ph . ph`), and phrases said another way (`phrase = words`)."""
    phones, phrases = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if not line:
            continue
        if "=" in line:
            phrase, words = (part.strip() for part in line.split("=", 1))
            phrases.append((re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE), words))
        else:
            word, sounds = (part.strip() for part in line.split(":", 1))
            phones[word.lower()] = sounds
    return phones, phrases
