#!/usr/bin/env python3
"""Makes the clips of the shipped voice: one for each sentence of `sounds/voice/en/sentences.txt`.

    build.py [--prune] [--again] [--workers N]     make what is missing or said otherwise by now
    build.py --check                               make all again elsewhere, and compare
    build.py --say "A sentence."                   show what the engine is given for it

`clips.txt` beside the clips tells what each one says, with a mark of what it was made from: so a change of a
sentence's spoken form, of the lexicon or of the levels is noticed, and only those clips are made again.
"""

import argparse
import concurrent.futures
import hashlib
import json
import subprocess
import sys
import tempfile
import time
import wave
from pathlib import Path

import numpy as np

sys.dont_write_bytecode = True

import level  # noqa: E402
from spoken import ROOT, Speech, Unspeakable, scheme_entry  # noqa: E402

LANGUAGE = ROOT / "sounds" / "voice" / "en"
VOICE = "slt"
FESTIVAL_VOICE = "voice_cmu_us_slt_arctic_hts"

# The pace of the engine, 1 being its own: with the pauses of level.py whole sentences come at about 150 words
# a minute. Slower speech with shorter pauses was understood worse (README.md).
SPEED = 0.82
# Of Vorbis, -1 to 10.
QUALITY = 0.5
# Raised when the making changes in a way that the numbers of this file and of level.py do not tell.
RECIPE = 1
BATCH = 24


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prune", action="store_true", help="remove clips that no sentence wants")
    parser.add_argument("--again", action="store_true", help="make every clip again")
    parser.add_argument("--check", action="store_true", help="make every clip elsewhere and compare the bytes")
    parser.add_argument("--say", metavar="SENTENCE", help="show what the engine is given, and make nothing")
    parser.add_argument("--workers", type=int, default=2, help="engines at work at once (default 2)")
    options = parser.parse_args()
    speech = Speech()
    if options.say:
        text, told = speech.spoken(options.say)
        print(text, *(f"{word}: {phones}" for word, phones in told.items()), sep="\n")
        return
    jobs = wanted(speech)
    folder = LANGUAGE / VOICE
    if options.check:
        with tempfile.TemporaryDirectory() as other:
            for _ in make(list(jobs.values()), Path(other), options.workers):
                pass
            differing = [job["sentence"] for name, job in jobs.items() if not same(folder / name, Path(other) / name)]
        for sentence in differing:
            print(f"differs: {sentence}")
        sys.exit(f"{len(differing)} of {len(jobs)} clips differ" if differing else None)
    folder.mkdir(parents=True, exist_ok=True)
    marks = read_marks(folder)
    is_made = lambda name, job: (folder / name).is_file() and marks.get(name) == job["mark"]  # noqa: E731
    todo = [job for name, job in jobs.items() if options.again or not is_made(name, job)]
    try:
        for job in make(todo, folder, options.workers):
            marks[job["name"]] = job["mark"]
    finally:
        write_marks(folder, jobs, marks)
    orphans = sorted(path for path in folder.glob("*.ogg") if path.name not in jobs)
    if options.prune:
        for path in orphans:
            path.unlink()
    size = sum(path.stat().st_size for path in folder.glob("*.ogg"))
    fate = "removed" if options.prune else "lie there still (--prune removes them)"
    print(f"{len(jobs)} sentences: {len(todo)} made, {len(jobs) - len(todo)} were there.")
    print(f"{len(orphans)} clips that no sentence wants {fate}." if orphans else "No clip is unwanted.")
    print(f"{size / 1e6:.2f} MB in all.")


def wanted(speech):
    """Each clip's file name, and what makes it."""
    jobs, troubles = {}, []
    for sentence in (LANGUAGE / "sentences.txt").read_text(encoding="utf-8").splitlines():
        try:
            text, told = speech.spoken(sentence)
        except Unspeakable as trouble:
            troubles.append(str(trouble))
            continue
        name = hashlib.sha256(f"{VOICE}\n{sentence}".encode()).hexdigest()[:16] + ".ogg"
        source = json.dumps([text, sorted(told.items()), RECIPE, SPEED, QUALITY, level.SETTINGS])
        mark = hashlib.sha256(source.encode()).hexdigest()[:8]
        jobs[name] = {"name": name, "sentence": sentence, "text": text, "told": told, "mark": mark}
    if troubles:
        sys.exit("\n".join([*troubles, "Add words for it to spoken.py or lexicon.txt."]))
    return jobs


def read_marks(folder):
    """What each clip was made from, by its file name."""
    try:
        lines = (folder / "clips.txt").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    return {f"{name}.ogg": mark for name, mark, _ in (line.split(" ", 2) for line in lines)}


def write_marks(folder, jobs, marks):
    made = [job for name, job in jobs.items() if marks.get(name) == job["mark"] and (folder / name).is_file()]
    lines = sorted(f"{Path(job['name']).stem} {job['mark']} {job['sentence']}\n" for job in made)
    (folder / "clips.txt").write_text("".join(lines), encoding="utf-8")


def same(one, other):
    return one.is_file() and one.read_bytes() == other.read_bytes()


def make(jobs, folder, workers):
    """Says and encodes all jobs, telling how far it is, and yields each job when it is done."""
    batches = [jobs[at : at + BATCH] for at in range(0, len(jobs), BATCH)]
    began, done = time.monotonic(), 0
    with concurrent.futures.ProcessPoolExecutor(workers) as pool:
        running = [pool.submit(make_batch, batch, folder) for batch in batches]
        for future in concurrent.futures.as_completed(running):
            yield from future.result()
            done += len(future.result())
            pace = (time.monotonic() - began) / done
            print(f"{done}/{len(jobs)} made, {pace * (len(jobs) - done):.0f} s to go", file=sys.stderr)


def make_batch(batch, folder):
    """One run of the engine over a few sentences, which are given back."""
    with tempfile.TemporaryDirectory() as scratch:
        spoken = say(batch, Path(scratch))
        for job, (path, parts) in zip(batch, spoken, strict=True):
            with wave.open(str(path)) as file:
                samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
                rate = file.getframerate()
            encode(level.clip(samples, rate, parts), folder / job["name"])
    return batch


def say(batch, scratch):
    """The engine's own sound of each sentence, with the places of the sounds and pauses in it."""
    entries = {word: phones for job in batch for word, phones in job["told"].items()}
    lines = [f"({FESTIVAL_VOICE})", f"(set! hts_engine_params (append hts_engine_params '((\"-r\" {SPEED}))))"]
    lines += [
        "(define (say text file)",
        "  (let ((utt (utt.synth (eval (list 'Utterance 'Text text)))))",
        "    (utt.save.wave utt file 'riff)",
        "    (mapcar (lambda (part) (format t \"%s %f %f,\" (item.name part)",
        "      (item.feat part 'segment_start) (item.feat part 'end))) (utt.relation.items utt 'Segment))",
        '    (format t "\\n")))',
    ]
    lines += [scheme_entry(word, phones) for word, phones in sorted(entries.items())]
    paths = [scratch / f"{number}.wav" for number in range(len(batch))]
    lines += [f'(say "{job["text"]}" "{path}")' for job, path in zip(batch, paths)]
    script = scratch / "say.scm"
    script.write_text("\n".join(lines) + "\n", encoding="ascii")
    run = subprocess.run(["festival", "-b", script], capture_output=True, text=True, check=False)
    told = run.stdout.splitlines()
    if run.returncode or len(told) != len(batch):
        sentences = "\n".join(job["sentence"] for job in batch)
        sys.exit(f"festival failed ({run.returncode}): {run.stderr}\nIt was to say:\n{sentences}")
    spoken = []
    for path, line in zip(paths, told):
        parts = [part.split() for part in line.strip(",").split(",")]
        spoken.append((path, [(name == "pau", float(begin), float(end)) for name, begin, end in parts]))
    return spoken


def encode(samples, path):
    """Writes a clip.

    The serial number of the stream is fixed, so that the same input gives the same bytes. Nothing is noted in
    the file, so that all clips have the same headers, which the pack keeps once.
    """
    command = ["oggenc", "-Q", "-r", "-B16", "-C1", f"-R{level.RATE}", f"-q{QUALITY}", "--serial", "1"]
    command += ["-o", path, "-"]
    subprocess.run(command, input=samples.astype("<i2").tobytes(), check=True)


if __name__ == "__main__":
    main()
