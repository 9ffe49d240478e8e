#!/usr/bin/env python3
"""How often an attribution of a given confidence is right, from dev; kept in the model's config.json.

    cd training && python -m attribution.calibrate --model ../models/attribution-l6-2026-11 \
        --gold ../../shared/data/polnear/dev

Right means: some gold attribution of the first annotator has a content that shares half of the words
(IoU >= 0.5), and a source that shares a word, or neither has one. The raw confidence of the decoding
is mapped by a monotone line through a few points: bins of equal size, pooled where they would fall.
Printed is the table for each half of the articles with the points of the other half; the points
written are those of all.
"""
import argparse
import json
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from . import data
from . import evaluate as E

BINS = 12


def words_in(document, spans):
    """Character spans -> indices of the words that they touch."""
    return {i for i, (s, e) in enumerate(document.words) for a, b in spans if s < b and a < e}


def is_right(content, source, gold):
    """content, source: sets of words; gold: attributions as `Document.golds` has them."""
    for wanted in gold:
        both, either = content & set(wanted["content"]), content | set(wanted["content"])
        whose = set(wanted["source"])
        if 2 * len(both) >= len(either) and (source & whose or not (source or whose)):
            return True
    return False


def outcomes(document, scores):
    """-> [(raw confidence, right)]"""
    return [(f["confidence"], is_right(words_in(document, f["content"]), words_in(document, f["source"] or []),
                                       document.golds[0])) for f in E.predict(document, scores)]


def points(pairs):
    """-> [[raw, share right]], both growing: bins of equal size, neighbours pooled where they fall."""
    pairs = sorted(pairs)
    pools = [[np.mean([r for r, _ in part]), np.mean([k for _, k in part]), len(part)]
             for part in np.array_split(np.array(pairs, float), BINS) if len(part)]
    done = []
    for pool in pools:
        done.append(pool)
        while len(done) > 1 and done[-2][1] >= done[-1][1]:
            (a, x, n), (b, y, m) = done[-2:]
            done[-2:] = [[(a * n + b * m) / (n + m), (x * n + y * m) / (n + m), n + m]]
    return [[round(float(raw), 4), round(float(share), 4)] for raw, share, _ in done]


def mapped(raw, knots):
    return float(np.interp(raw, [k[0] for k in knots], [k[1] for k in knots]))


def table(halves):
    """Prints what is shown and what is right, by tenths, each half with the other's points."""
    seen = [(mapped(raw, points(other)), right) for mine, other in (halves, halves[::-1]) for raw, right in mine]
    for low in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.0):
        part = [(c, r) for c, r in seen if c >= low]
        seen = [(c, r) for c, r in seen if c < low]
        if part:
            shown, right = np.mean(part, axis=0)
            print("shown from %.1f: %4d, mean shown %.3f, right %.3f" % (low, len(part), shown, right))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--gold", default="../../shared/data/polnear/dev")
    args = parser.parse_args()
    documents = data.read_part(args.gold, Tokenizer.from_file(str(args.model / "tokenizer.json")))
    session = E.load_session(args.model / "model.onnx")
    each = [outcomes(d, E.run(session, d)) for d in documents]
    halves = [[pair for d in each[k::2] for pair in d] for k in (0, 1)]
    table(halves)
    config = json.loads((args.model / "config.json").read_text())
    config["reliability"] = points(halves[0] + halves[1])
    (args.model / "config.json").write_text(json.dumps(config) + "\n")


if __name__ == "__main__":
    main()
