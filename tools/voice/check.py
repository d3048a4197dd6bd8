#!/usr/bin/env python3
"""Lets a speech recogniser write down what the clips say, and counts how often it differs from their sentences.

    check.py [--sample 200] [--words 5] [--worst 30] [--text PART] [--seed 1]

The recogniser is a small one. It is told which words the field uses and how they follow each other (expect.py),
but never the sentences that it is to hear. It serves to compare two ways of saying the same, and to find clips
that want a person's ear. Names of points are left out: `--words` is the least number of words of a sentence.
"""

import argparse
import hashlib
import random
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import expect  # noqa: E402
from build import LANGUAGE, VOICE  # noqa: E402
from level import RATE  # noqa: E402
from spoken import Speech  # noqa: E402

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
# The recogniser writes American.
SPELT = {
    "centre": "center", "colour": "color", "colours": "colors", "grey": "gray", "oedema": "edema",
    "towards": "toward", "outwards": "outward", "inwards": "inward", "upwards": "upward", "downwards": "downward",
    "backwards": "backward", "forwards": "forward", "neighbour": "neighbor",
}  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=200, help="clips to hear (default 200)")
    parser.add_argument("--words", type=int, default=5, help="least number of words of a sentence (default 5)")
    parser.add_argument("--worst", type=int, default=30, help="sentences to show (default 30)")
    parser.add_argument("--seed", type=int, default=1, help="another number, another sample (default 1)")
    parser.add_argument("--text", default="", help="hear only sentences with these words in them")
    options = parser.parse_args()
    sentences = (LANGUAGE / "sentences.txt").read_text(encoding="utf-8").splitlines()
    sentences = [text for text in sentences if len(text.split()) >= options.words and options.text in text]
    # The same seed gives the same sample, so that two runs can be compared.
    random.Random(options.seed).shuffle(sentences)
    sentences = sentences[: options.sample]
    speech = Speech()
    with tempfile.TemporaryDirectory() as folder:
        decoder = expect.decoder(folder, speech, sentences, plain)
    rows, wrong, words = [], 0, 0
    for sentence in sentences:
        meant, heard = plain(speech.spoken(sentence)[0]), plain(hear(decoder, sentence))
        errors = distance(meant, heard)
        wrong, words = wrong + errors, words + len(meant)
        rows.append((errors / len(meant), sentence, " ".join(heard)))
    rows.sort(reverse=True)
    for rate, sentence, heard in rows[: options.worst]:
        print(f"{rate:4.0%}  {sentence}\n      {heard}")
    exact = sum(rate == 0 for rate, _, _ in rows)
    print(f"{len(rows)} clips, {words} words: {wrong / words:.1%} of the words wrong; {exact} clips without a fault.")


def hear(decoder, sentence):
    """What the recogniser writes for a clip."""
    name = hashlib.sha256(f"{VOICE}\n{sentence}".encode()).hexdigest()[:16]
    path = LANGUAGE / VOICE / f"{name}.ogg"
    samples = subprocess.run(["oggdec", "-Q", "-R", "-o", "-", path], capture_output=True, check=True).stdout
    # It wants a moment of quiet around.
    quiet = bytes(RATE // 2)
    decoder.start_utt()
    decoder.process_raw(quiet + samples + quiet, full_utt=True)
    decoder.end_utt()
    return decoder.hyp().hypstr if decoder.hyp() else ""


def plain(text):
    """The words of a text, spelt in one way."""
    text = re.sub(r"\d+", lambda found: ONES[int(found[0])] if int(found[0]) < len(ONES) else found[0], text.lower())
    words = re.findall(r"[a-z0-9']+", re.sub(r"\(\d+\)", "", text))
    return [SPELT.get(word, word) for word in words]


def distance(meant, heard):
    """The least number of words to change, add and leave out."""
    row = list(range(len(heard) + 1))
    for number, word in enumerate(meant, 1):
        before, row[0] = row[0], number
        for place, other in enumerate(heard, 1):
            before, row[place] = row[place], min(before + (word != other), row[place] + 1, row[place - 1] + 1)
    return row[-1]


if __name__ == "__main__":
    main()
