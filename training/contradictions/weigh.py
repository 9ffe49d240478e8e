#!/usr/bin/env python3
"""Fits the scorer of contradictions, which weighs what the scorer of relations says, to sets whose contradictions are listed.

    for each set: rashomon compare -q --format json SET/*.txt > WORK/SET.json
    pair_features relations WORK/*.json > WORK/relations.jsonl
    python -m contradictions.weigh --pairs WORK/relations.jsonl --labels ../eval/labels \\
        --out ../crates/rashomon-core/data/contradictions/scorer.tsv

A pair of sentences counts as contradictory where the list has words of both, a reader's label says so (`sentences.tsv`), or a
second reader of the whole sets (`judged.tsv`), unless a label says that they are not. Prints what cross-validation over
the sets gives: how much of what would be told is right, and how much of what is listed would be found.
"""
import argparse
import json
from pathlib import Path

import numpy as np

from logistic import across, fit, show_bands, write


def table(path):
    """-> {set: [other cells]}"""
    out = {}
    for line in path.read_text(encoding="utf8").splitlines():
        name, *cells = line.split("\t")
        out.setdefault(name, []).append(cells)
    return out


def one_line(text):
    return " ".join(text.split())


def labelled(record, listed, labels, judged):
    """-> per pair of a record: (numbers of the listed contradictions in it, a reader's label or None)"""
    stem = {a["id"]: Path(a["path"]).stem for a in record["accounts"]}
    text = {a["id"]: a["text"].encode() for a in record["accounts"]}
    known = {tuple(sorted([(a, x), (b, y)])): kind for a, x, b, y, kind in labels}
    out = []
    for pair in record["found"]["pairs"]:
        sides = [(stem[i], text[i][slice(*span)].decode()) for i, span in pair["sides"]]
        holds = lambda name, words, side: side[0] == name and (words in side[1] or one_line(side[1]) in words)
        both = lambda rows: {nth for nth, (_, a, x, b, y) in enumerate(rows)
                             if any(holds(a, x, s) and holds(b, y, t) for s, t in (sides, sides[::-1]))}
        label = known.get(tuple(sorted((n, one_line(t)) for n, t in sides)))
        if label is None and judged:
            label = "against" if "against" in {judged[nth][0] for nth in both(judged)} else "none"
        out.append((both(listed), label))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    listed, labels, judged = (table(args.labels / name) for name in ("planted.tsv", "sentences.tsv", "judged.tsv"))
    rows, names = [], []
    for line in args.pairs.read_text(encoding="utf8").splitlines():
        record = json.loads(line)
        name, names = Path(record["file"]).stem, record["found"]["names"]
        here = labelled(record, listed.get(name, []), labels.get(name, []), judged.get(name, []))
        for pair, (within, label) in zip(record["found"]["pairs"], here):
            right = bool(within) or label not in (None, "none")
            rows.append((name, pair["features"], right, within, bool(within) or label is not None, pair["found"]))
    x, y = np.array([r[1] for r in rows]), np.array([r[2] for r in rows], float)
    sets = {r[0] for r in rows}
    p = across(x, y, [r[0] for r in rows])
    total = sum(len(listed.get(name, [])) for name in sets)
    print("%d pairs of %d sets, %d contradictory; %d listed" % (len(rows), len(sets), y.sum(), total))
    for least in (0.9, 0.8, 0.7, 0.6, 0.5, 0.45, 0.4, 0.35, 0.3):
        told = [r for r, probability in zip(rows, p) if probability >= least]
        found = {(r[0], nth) for r in told for nth in r[3]}
        judged = [r[2] for r in told if r[4]]
        print("from %.2f: told %d, right %.2f (of %d judged %.2f), listed found %d (%.3f); by rules too %d" % (
            least, len(told), np.mean([r[2] for r in told] or [0]), len(judged), np.mean(judged or [0]), len(found),
            len(found) / total, sum(bool(r[5]) for r in told)))
    show_bands(p, y, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
    write(args.out, "contradictions", names, fit(x, y))


if __name__ == "__main__":
    main()
