#!/usr/bin/env python3
"""Fits the scorer of omissions: how likely it is that an account leaves out a statement that another has.

    for each set: rashomon compare -q --format json ../testdata/short/SET/*.txt > WORK/SET.json
    pair_features omissions WORK/*.json > WORK/omissions.jsonl
    python -m omissions.train --missed WORK/omissions.jsonl --labels ../eval/labels/omissions.tsv \\
        --out ../crates/rashomon-core/data/omissions/scorer.tsv

A statement is left out where a reader found an account silent, or found something that contradicts it there; it is not
where the account says it too, and a scrap is no statement. Prints what cross-validation over the sets gives.
"""
import argparse
import json
from pathlib import Path

import numpy as np

from logistic import across, fit, show_bands, write

FIRST_WORDS = 80
RIGHT = {"silent", "otherwise"}


def read_labels(path):
    """-> {(set, account that has it, account that lacks it, first words): whether it is left out}"""
    rows = [line.split("\t") for line in path.read_text(encoding="utf8").splitlines()]
    return {tuple(row[:4]): row[4] in RIGHT for row in rows}


def examples(path, labels):
    """-> (names of the features, [(set, features, right)]) of what is labelled"""
    names, out = [], []
    for line in path.read_text(encoding="utf8").splitlines():
        record = json.loads(line)
        name, names = Path(record["file"]).stem, record["found"]["names"]
        stem = {a["id"]: Path(a["path"]).stem for a in record["accounts"]}
        text = {a["id"]: a["text"].encode() for a in record["accounts"]}
        for missed in record["found"]["missed"]:
            start, end = missed["content"][0]
            words = " ".join(text[missed["account"]][start:end].decode().split())[:FIRST_WORDS].strip()
            key = name, stem[missed["account"]], stem[missed["absent"]], words
            if key in labels:
                out.append((name, missed["features"], labels[key]))
    return names, out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--missed", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    names, rows = examples(args.missed, read_labels(args.labels))
    x, y = np.array([row[1] for row in rows]), np.array([row[2] for row in rows], float)
    p = across(x, y, [row[0] for row in rows])
    print("%d labelled of %d sets, %.2f right" % (len(rows), len({row[0] for row in rows}), y.mean()))
    for least in (0.95, 0.93, 0.92, 0.9, 0.88, 0.85, 0.8, 0.7):
        told = p >= least
        print("from %.2f: %d, %.3f right" % (least, told.sum(), y[told].mean() if told.any() else 0))
    show_bands(p, y, 0.9, 0.8, 0.7, 0.6, 0.4, 0.0)
    write(args.out, "omissions", names, fit(x, y))


if __name__ == "__main__":
    main()
