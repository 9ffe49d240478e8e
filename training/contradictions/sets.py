#!/usr/bin/env python3
"""Pairs of sentences from sets of accounts whose contradictions are listed: as the scorer will meet them.

    cd training && python -m contradictions.sets --sets FOLDER --listed planted.tsv [--judged judged.tsv] --model SENTENCES --out sets.tsv

FOLDER/SET/ACCOUNT.txt; a row of the list is set, kind, account, words, account, words. Writes the classes that may be
right, separated by commas, and both sentences. Sentences of one account nearest to one of another that are not listed
do not contradict each other, as far as a careful reader saw.

A set in `--judged` was read by a second one, who said of every two sentences whether they report the same, one a part of
the other, or contradict each other: the rest of its pairs have nothing to do with each other.
"""
import argparse
import re
from pathlib import Path

import numpy as np

from .near import embedder
from .pairs import CLASSES, CONTRADICTORY, NEITHER, NOT_CONTRADICTORY, SAME

NEAREST, LEAST = 3, 0.2
END = re.compile(r"(?<=[a-z0-9”’)]{2}[.!?])[”’)]*\s+(?=[A-Z“‘\[])|$")
# What the list tells apart and the scorer does not.
JUDGED = {"same": {SAME}, "part": {NEITHER, SAME}, "against": CONTRADICTORY}
LIKE = {"attribution": {CLASSES.index("polarity"), CLASSES.index("person")}, "wording": set(range(len(CLASSES)))}


def sentences(text):
    """-> [sentence]; cut with little care, as they need not be the program's own."""
    out = []
    for paragraph in text.split("\n"):
        start = 0
        for end in END.finditer(paragraph):
            if paragraph[start:end.start()].strip():
                out.append(paragraph[start:end.end()].strip())
            start = end.end()
    return out


def listed(path):
    """-> {set: [(classes, account, words, account, words)]}"""
    out = {}
    for line in path.read_text(encoding="utf8").splitlines():
        name, kind, *rest = line.split("\t")
        out.setdefault(name, []).append((LIKE.get(kind) or JUDGED.get(kind) or {CLASSES.index(kind)}, *rest))
    return out


def holding(said, a, of_a, b, of_b):
    """The pairs of sentences that hold these words -> (account, index, account, index), the accounts in order."""
    for i, text in enumerate(said[a]):
        for j, other in enumerate(said[b]):
            if of_a in text and of_b in other:
                yield (a, i, b, j) if a < b else (b, j, a, i)


def pairs_of_set(folder, rows, judged, embed):
    """-> [(classes, sentence, sentence)]"""
    said = {path.stem: sentences(path.read_text(encoding="utf8")) for path in sorted(folder.glob("*.txt"))}
    vectors = {name: np.array([embed(text) for text in texts]) for name, texts in said.items()}
    found = {}
    for told in (rows, judged):
        known = set(found)  # what the first reader listed stands
        for classes, *sides in told:
            for key in holding(said, *sides):
                if key not in known:
                    found.setdefault(key, set()).update(classes)
    rest = {NEITHER} if judged else NOT_CONTRADICTORY
    for a in said:
        for b in said:
            near = vectors[a] @ vectors[b].T if a != b else np.zeros((0, 0))
            for i in range(len(near)):
                for j in np.argsort(-near[i], kind="stable")[:NEAREST]:
                    key = (a, i, b, int(j)) if a < b else (b, int(j), a, i)
                    if near[i, j] >= LEAST and said[a][i] != said[b][j]:
                        found.setdefault(key, set(rest))
    return [(sorted(classes), said[a][i], said[b][j]) for (a, i, b, j), classes in sorted(found.items())
            if len(classes) < len(CLASSES)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("--listed", type=Path, required=True)
    parser.add_argument("--judged", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    embed, out = embedder(args.model), []
    rows, judged = listed(args.listed), listed(args.judged) if args.judged else {}
    for folder in sorted(path for path in args.sets.iterdir() if path.name in rows):
        out += pairs_of_set(folder, rows[folder.name], judged.get(folder.name, []), embed)
    lines = ["\t".join([",".join(CLASSES[c] for c in classes), a, b]) for classes, a, b in out]
    args.out.write_text("\n".join(lines) + "\n", encoding="utf8")
    against = sum(not set(classes) - CONTRADICTORY for classes, _, _ in out)
    print(len(out), "pairs,", against, "contradictory")


if __name__ == "__main__":
    main()
