#!/usr/bin/env python3
"""Pairs of what is said in stories told by several accounts (`pairs/stories`): the same point, or another.

    cd training && python -m contradictions.stories --stories pairs/stories --model SENTENCES --out stories.tsv

STORY/gold.tsv has a line for every statement: account, group (or "-"), speaker, words. Statements of one group report one
point, though they may differ in it; of others it is not known whether they contradict each other. Writes the classes that
may be right, separated by commas, and both sides, once as whole sentences and once as the words themselves.
"""
import argparse
from pathlib import Path

import numpy as np

from .near import embedder
from .pairs import CLASSES, NOT_SAME, SAME
from .sets import sentences

NEAREST, LEAST = 3, 0.2


def said_in(folder):
    """-> [(account, group, sentence, words)]"""
    texts = {path.stem: sentences(path.read_text(encoding="utf8")) for path in sorted(folder.glob("*.txt"))}
    out = []
    for line in (folder / "gold.tsv").read_text(encoding="utf8").splitlines():
        account, group, _, words = line.split("\t")
        whole = next((text for text in texts[account] if words in text), words)
        out.append((account, group, whole, words))
    return out


def pairs_of(said, embed):
    """-> [(classes, one side, other side)] of one story"""
    points = {}
    for account, group, whole, _ in said:
        points.setdefault((account, whole), set()).add(group)
    near = np.array([embed(words) for *_, words in said])
    near = near @ near.T
    out = {}
    for i, (account, group, whole, words) in enumerate(said):
        others = [j for j in np.argsort(-near[i], kind="stable") if said[j][0] != account]
        chosen = [j for j in others if group != "-" and said[j][1] == group]
        chosen += [j for j in others if said[j][1] != group or group == "-"][:NEAREST]
        for j in chosen:
            _, its, other, its_words = said[j]
            one = group != "-" and its == group
            if not one and near[i, j] < LEAST:
                continue
            out[tuple(sorted((words, its_words)))] = {SAME} if one else NOT_SAME
            # A sentence may make several points.
            shared = (points[account, whole] & points[said[j][0], other]) - {"-"}
            if whole != other:
                out[tuple(sorted((whole, other)))] = {SAME} if shared else NOT_SAME
    return [(sorted(classes), *sides) for sides, classes in sorted(out.items()) if sides[0] != sides[1]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--stories", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without", default="", metavar="FIRST", help="leave out stories that begin with these letters")
    args = parser.parse_args()
    embed, out = embedder(args.model), []
    for folder in sorted(path for path in args.stories.iterdir() if path.is_dir()):
        if not (args.without and folder.name.startswith(tuple(args.without))):
            out += pairs_of(said_in(folder), embed)
    lines = ["\t".join([",".join(CLASSES[c] for c in classes), " ".join(a.split()), " ".join(b.split())]) for classes, a, b in out]
    args.out.write_text("\n".join(lines) + "\n", encoding="utf8")
    print(len(out), "pairs,", sum(classes == [SAME] for classes, *_ in out), "the same")


if __name__ == "__main__":
    main()
