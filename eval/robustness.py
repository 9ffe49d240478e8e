#!/usr/bin/env python3
"""How attribution bears texts that are not well kept: a gold folder, distorted in ways that leave
every offset where it was, scored by the program.

    python eval/robustness.py --program target/release/rashomon --gold ../shared/data/polnear/dev
"""
import argparse
import json
import random
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

OPEN, CLOSE = "“", "”"
LOOK_ALIKE = {"l": "1", "o": "0", "e": "c", "i": "l", "n": "r", "h": "b", "s": "5", "B": "8", "m": "n", "u": "n"}


def one_for_one(change):
    """A change of single characters, kept only where it stays one character."""
    return lambda text: "".join(c if len(change(c)) != 1 else change(c) for c in text)


def marks(opening, closing):
    """Double marks in another style; '' counts, and keeps its two places."""
    def change(text):
        inside, out = False, []
        for c in re.findall(r"''|``|.", text, re.S):
            if c == "\n":
                inside = False
            if c in ("''", "``", '"', OPEN, CLOSE):
                inside = c == OPEN or (c != CLOSE and not inside)
                out.append((opening if inside else closing) + " " * (len(c) - 1))
            else:
                out.append(c)
        return "".join(out)
    return change


def noisy(text):
    """One letter in fifty misread."""
    rng = random.Random(len(text))
    return "".join(LOOK_ALIKE.get(c, c) if rng.random() < 0.04 else c for c in text)


KINDS = {
    "as it is": lambda text: text,
    "no capitals": one_for_one(str.lower),
    "all capitals": one_for_one(str.upper),
    "straight marks": marks('"', '"'),
    "typographic marks": marks(OPEN, CLOSE),
    "guillemets": marks("«", "»"),
    "German marks": marks("„", "“"),
    "single marks": marks("‘", "’"),
    "straight single marks": marks("'", "'"),
    "no quotation marks": marks(" ", " "),
    "misread letters": noisy,
    "one paragraph": lambda text: text.replace("\n", " "),
}
SHOWN = ("content/iou50", "source/exact", "cue/exact", "linked/iou50", "linked_direct/iou50", "linked_indirect/iou50")


def measure(program, gold, change):
    """-> {measure: F1} of the program over the changed texts."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(Path(gold, "attributions"), Path(folder, "attributions"))
        Path(folder, "text").mkdir()
        for path in Path(gold, "text").glob("*.txt"):
            text = path.read_bytes().decode()
            Path(folder, "text", path.name).write_bytes(change(text).encode())
        out = Path(folder, "out.json")
        subprocess.run([program, "score", "--quiet", "--gold", folder, "--json", out], check=True,
                       stdout=subprocess.DEVNULL)
        metrics = json.loads(out.read_text())["metrics"]
        return [100 * metrics[name]["F1"] for name in SHOWN]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default="target/release/rashomon")
    parser.add_argument("--gold", default="../shared/data/polnear/dev")
    args = parser.parse_args()
    print("| text | %s |" % " | ".join(SHOWN))
    print("| --- |%s" % (" --- |" * len(SHOWN)))
    for name, change in KINDS.items():
        print("| %s | %s |" % (name, " | ".join("%.1f" % x for x in measure(args.program, args.gold, change))),
              flush=True)


if __name__ == "__main__":
    main()
