#!/usr/bin/env python3
"""Exports the sentence encoder: all-MiniLM-L6-v2 as int8 ONNX, unchanged but for rounding.

    cd training && python -m sentences.export --out ../models/sentences-minilm-l6-2026-11

Inputs input_ids, attention_mask int64 [b, l], l <= 512; output `embedding` float32 [b, 384]: mean
of the last hidden states over the mask, scaled to length 1, so that a dot product is a cosine.
"""
import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnxruntime
from onnx import TensorProto
from tokenizers import Tokenizer

from minilm import base, graph

SENTENCES = Path(__file__).with_name("check.txt")


def build(int8):
    """-> ModelProto of encoder, mean over the mask, and scaling to length 1."""
    g = graph.Graph(int8)
    hidden = graph.encoder(g, base.weights())
    real = g.op("Unsqueeze", g.op("Cast", "attention_mask", to=TensorProto.FLOAT), g.ints(2))
    total = g.op("ReduceSum", g.op("Mul", hidden, real), g.ints(1), keepdims=0)
    mean = g.op("Div", total, g.op("ReduceSum", real, g.ints(1), keepdims=0))
    squares = g.op("ReduceSum", g.op("Mul", mean, mean), g.ints(1), keepdims=1)
    g.op("Div", mean, g.op("Sqrt", squares), name="embedding")
    both = {"input_ids": ["b", "l"], "attention_mask": ["b", "l"]}
    return g.model(both, {"embedding": ["b", base.HIDDEN]}, "rashomon-sentences")


def embed(model, lines):
    """Sentences -> [n, 384], one sentence at a time as the product runs it."""
    tokenizer = Tokenizer.from_file(str(base.folder() / "tokenizer.json"))
    tokenizer.no_padding()
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    out = []
    for line in lines:
        ids = np.array([tokenizer.encode(line).ids], np.int64)
        out.append(session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0])
    return np.array(out)


def compare(full, small):
    """-> (lowest and mean cosine of a sentence with itself, largest change of a cosine of two)."""
    same = (full * small).sum(1)
    return float(same.min()), float(same.mean()), float(np.abs(full @ full.T - small @ small.T).max())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    lines = SENTENCES.read_text(encoding="utf8").splitlines()
    small = build(True)
    low, mean, change = compare(embed(build(False), lines), embed(small, lines))
    raw = small.SerializeToString(deterministic=True)
    (out / "model.onnx").write_bytes(raw)
    print(json.dumps({"sentences": len(lines), "lowest_cosine": low, "mean_cosine": mean,
                      "largest_change_of_a_pair": change, "bytes": len(raw),
                      "sha256": hashlib.sha256(raw).hexdigest()}, indent=1))


if __name__ == "__main__":
    main()
