#!/usr/bin/env python3
"""Fits the scorer of figures: which two figures in conflict measure one thing.

    python -m figures.train --features WORK/features.jsonl --planted ../eval/labels/planted.tsv \\
        --gold NAME=CASE/gold.json ... --out ../crates/rashomon-core/data/figures/scorer.tsv

FEATURES holds what `pair_features figures` printed of comparisons whose files are named KIND-NAME.json (see README.md).
Collections that the planted list or --gold names are labelled by them; the rest are real stories without labels, in
which nearly no two figures differ: they count as such, with little weight. Prints precision and recall by
cross-validation over the collections, and writes the weights. The same input gives the same weights.
"""
import argparse
import json
import os
from pathlib import Path

import numpy as np

from logistic import across, fit, write

FOLDS = 6
# Two figures that no list has may differ all the same, in a case and still more in a story without labels.
UNLISTED = {"planted": 1.0, "gold": 0.3, "story": 0.1}
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--features", type=Path, required=True)
    parser.add_argument("--planted", type=Path, required=True)
    parser.add_argument("--gold", nargs="*", default=[], metavar="NAME=FILE")
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args()


def planted(path):
    """-> {collection: [((account, words), (account, words))]}"""
    out = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, a, words, b, others = line.split("\t")
        out.setdefault(name, []).append(((a, words), (b, others)))
    return out


def of_gold(path):
    """The key discrepancies of an annotated case, each two sides of one."""
    out = []
    for found in json.loads(Path(path).read_text(encoding="utf-8"))["key_discrepancies"]:
        sides = [(side["account"], side["anchor"]) for side in found["sides"]]
        out += [(a, b) for i, a in enumerate(sides) for b in sides[i + 1:]]
    return out


def places(text, words):
    """Where words stand in a text, in bytes."""
    text, words, found, at = text.encode(), words.encode(), [], -1
    while (at := text.find(words, at + 1)) >= 0:
        found.append((at, at + len(words)))
    return found


def labelled(record, listed):
    """-> for each pair, which of those listed it is, or None"""
    stem = {a["id"]: os.path.basename(a["path"]).rsplit(".", 1)[0] for a in record["accounts"]}
    text = {stem[a["id"]]: a["text"] for a in record["accounts"]}
    spans = [[(account, places(text[account], words)) for account, words in sides] for sides in listed]

    def on(side, wanted):
        (account, (start, end)), (other, found) = side, wanted
        return stem[account] == other and any(a < end and start < b for a, b in found)

    def which(sides):
        for nth, (x, y) in enumerate(spans):
            if on(sides[0], x) and on(sides[1], y) or on(sides[0], y) and on(sides[1], x):
                return nth
        return None

    return [which(pair["sides"]) for pair in record["found"]["pairs"]]


def read(args):
    """-> names of features, rows of (collection, kind, features, listed number or None, each figure with the other's
    account)"""
    lists = planted(args.planted)
    gold = dict(pair.split("=", 1) for pair in args.gold)
    rows, names = [], []
    for line in args.features.open(encoding="utf-8"):
        record = json.loads(line)
        names = record["found"]["names"]
        name = Path(record["file"]).stem.split("-", 1)[1]
        kind = "planted" if name in lists else "gold" if name in gold else "story"
        listed = lists.get(name) or (of_gold(gold[name]) if kind == "gold" else [])
        for pair, which in zip(record["found"]["pairs"], labelled(record, listed)):
            (a, at), (b, there) = pair["sides"]
            rows.append((name, kind, pair["features"], which, ((name, a, *at, b), (name, b, *there, a))))
    return names, rows


def best_of_both(rows, p):
    """What is not the most probable match of both its figures is not told."""
    best = {}
    for row, probability in zip(rows, p):
        for way in row[4]:
            best[way] = max(best.get(way, 0.0), probability)
    return np.array([q if all(q >= best[way] for way in row[4]) else 0.0 for row, q in zip(rows, p)])


def report(rows, p):
    """Prints, by threshold, how much of what would be told is listed, and how much of what could be is told."""
    could = {(r[0], r[3]) for r in rows if r[1] == "planted" and r[3] is not None}
    for least in THRESHOLDS:
        told = [r for r, probability in zip(rows, p) if probability >= least]
        planted = [r for r in told if r[1] == "planted"]
        found = {(r[0], r[3]) for r in planted if r[3] is not None}
        print("from %.2f: told %d, listed %.2f, found %d of %d; in stories without labels %d"
              % (least, len(planted), sum(r[3] is not None for r in planted) / max(1, len(planted)), len(found),
                 len(could), sum(r[1] == "story" for r in told)))


def main():
    args = arguments()
    names, rows = read(args)
    x = np.array([r[2] for r in rows], dtype=np.float64)
    y = np.array([r[3] is not None for r in rows], dtype=np.float64)
    weight = np.array([1.0 if r[3] is not None else UNLISTED[r[1]] for r in rows])
    collections = sorted({r[0] for r in rows})
    p = across(x, y, [r[0] for r in rows], weight, FOLDS)
    print("%d pairs, %d listed, of %d collections" % (len(rows), int(y.sum()), len(collections)))
    report(rows, best_of_both(rows, p))
    write(args.out, "figures", names, fit(x, y, weight))


if __name__ == "__main__":
    main()
