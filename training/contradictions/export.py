#!/usr/bin/env python3
"""Exports the scorer of relations as int8 ONNX, without the table of words, which is the sentence encoder's.

    cd training && python -m contradictions.export --weights RUN/weights.safetensors --out ../models/relations-minilm-l6-2026-11

Inputs words float32 [b, l, 384] (rows of the table), attention_mask and features int64 [b, l]; output `scores` float32
[b, 8], scores of the classes in `pairs.CLASSES`.
"""
import argparse
import hashlib
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from minilm import base, graph

from .model import MOST_PIECES
from .pairs import CLASSES

LONGEST = 2 * MOST_PIECES + 3


def build(weights, int8=True):
    """-> ModelProto"""
    g = graph.Graph(int8)
    table = g.constant("feature_table", weights["encoder.embeddings.feature_embeddings.weight"])
    x = graph.encoder(g, weights, "encoder.", LONGEST, extra=g.op("Gather", table, "features"), words="words")
    first = g.op("Squeeze", g.op("Slice", x, g.ints(0), g.ints(1), g.ints(1)), g.ints(1))
    g.linear(first, weights, "relation", out="scores")
    square = ["b", "l"]
    return g.model({"attention_mask": square, "features": square}, {"scores": ["b", len(CLASSES)]},
                   "rashomon-relations", floats={"words": ["b", "l", base.HIDDEN]})


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    weights = {k: v.astype(np.float32) for k, v in load_file(args.weights).items()}
    raw = build(weights).SerializeToString(deterministic=True)
    (args.out / "model.onnx").write_bytes(raw)
    print(len(raw), hashlib.sha256(raw).hexdigest())


if __name__ == "__main__":
    main()
