"""Tells the recogniser which words to expect: those of the field, and how they follow each other.

The expectation is made of the texts of all points but never of a sentence that is to be heard, so that the
recogniser cannot know it by heart.
"""

import json
import math
import os
import re
from collections import Counter, defaultdict

from pocketsphinx import Decoder, get_model_path

from level import RATE
from spoken import ROOT, Unspeakable

FIELDS = ("find", "feel", "press", "caution", "introduction", "location")
# How much of each count goes to pairs that were never seen (absolute discounting).
DISCOUNT = 0.6


def decoder(folder, speech, heard, words_of):
    """A recogniser for the sentences in `heard`; `words_of` gives the words of a spoken text."""
    dictionary = os.path.join(get_model_path(), "en-us", "cmudict-en-us.dict")
    with open(dictionary, encoding="utf-8") as file:
        sounds = defaultdict(list)
        for line in file:
            sounds[re.sub(r"\(\d+\)", "", line.split()[0])].append(line.rstrip())
    for word, phones in (speech.names | speech.phones).items():
        plain = re.sub(r"[012.]", "", phones).upper().replace("AX", "AH").split()
        sounds.setdefault(word, [f"{word} {' '.join(plain)}"])

    def known(text):
        try:
            return [word for word in words_of(speech.spoken(text)[0]) if word in sounds]
        except Unspeakable:
            return []

    vocabulary = {word for text in heard for word in known(text)}
    texts = [known(text) for text in sorted(_texts() - set(heard))]
    model, lexicon = os.path.join(folder, "field.arpa"), os.path.join(folder, "field.dict")
    with open(model, "w", encoding="ascii") as file:
        file.write(_pairs(texts, vocabulary))
    vocabulary |= {word for text in texts for word in text}
    with open(lexicon, "w", encoding="ascii") as file:
        file.writelines(f"{line}\n" for word in sorted(vocabulary) for line in sounds[word])
    return Decoder(lm=model, dict=lexicon, samprate=RATE, loglevel="FATAL")


def _texts():
    """Every sentence of the points' files."""
    found = set()

    def walk(part):
        if isinstance(part, str):
            found.update(re.split(r"(?<=[.!?])\s+", part))
        elif isinstance(part, (list, dict)):
            for inner in part.values() if isinstance(part, dict) else part:
                walk(inner)

    for path in (ROOT / "sessions" / "points").glob("*.json"):
        point = json.loads(path.read_text(encoding="utf-8"))
        walk([point.get(field, "") for field in FIELDS])
    walk(json.loads((ROOT / "sessions" / "sentences.json").read_text(encoding="utf-8")))
    return found


def _pairs(texts, vocabulary):
    """How often each word follows each other, in the form that recognisers read (ARPA)."""
    single, pairs = Counter(dict.fromkeys(vocabulary, 0.5)), defaultdict(Counter)
    for text in texts:
        single.update([*text, "</s>"])
        for first, second in zip(["<s>", *text], [*text, "</s>"]):
            pairs[first][second] += 1
    total = sum(single.values())
    share = {word: count / total for word, count in single.items()}
    rest, lines = {}, []
    for first, after in sorted(pairs.items()):
        count = sum(after.values())
        unseen = DISCOUNT * len(after) / count
        rest[first] = math.log10(unseen / max(1e-6, 1 - sum(share[second] for second in after)))
        for second, often in sorted(after.items()):
            likely = (often - DISCOUNT) / count + unseen * share[second]
            lines.append(f"{math.log10(likely):.4f} {first} {second}")
    singles = [f"-99 <s> {rest['<s>']:.4f}"]
    singles += [f"{math.log10(share[word]):.4f} {word} {rest.get(word, 0):.4f}" for word in sorted(single)]
    head = ["\\data\\", f"ngram 1={len(singles)}", f"ngram 2={len(lines)}"]
    return "\n".join([*head, "", "\\1-grams:", *singles, "", "\\2-grams:", *lines, "", "\\end\\", ""])
