#!/usr/bin/env python3
"""Pairs of sentences of real stories of one event that are near each other: what the scorer will mostly be shown.

    cd training && python -m contradictions.near --data DATA --model ../models/sentences-minilm-l6-2026-11 --out near.tsv

From the training topics of ECB+ (CC BY 3.0). Stories of one event contradict each other seldom, so the pairs are taken to
be "not contradictory", whatever else they are.
"""
import argparse
import random
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from minilm import base

NEAREST, LEAST, MOST = 2, 0.35, 0.97


def sentences(path):
    """-> [sentence] of 6 to 60 words, glued together as they are usually written."""
    said = {}
    for token in ET.parse(path).getroot().iter("token"):
        said.setdefault(int(token.get("sentence")), []).append(token.text or "")
    out = []
    for _, words in sorted(said.items()):
        if 6 <= len(words) <= 60:
            text = " ".join(words)
            for mark in ".,;:?!')’”%":
                text = text.replace(" " + mark, mark)
            out.append(text.replace("( ", "(").replace("“ ", "“").replace("$ ", "$"))
    return out


def embedder(folder):
    """-> a function from a text to its vector."""
    tokenizer = Tokenizer.from_file(str(base.folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(128)
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])

    def embed(text):
        ids = np.array([tokenizer.encode(text).ids], np.int64)
        return session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
    return embed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--most", type=int, default=6000)
    args = parser.parse_args()
    embed, found = embedder(args.model), []
    for topic in sorted((args.data / "ecbplus" / "train").iterdir(), key=lambda p: p.name):
        for kind in ("ecb", "ecbplus"):
            rows = [(path, text) for path in sorted(topic.glob("*_*[0-9]%s.xml" % kind)) for text in sentences(path)]
            if len(rows) < 2:
                continue
            vectors = np.array([embed(text) for _, text in rows])
            near = vectors @ vectors.T
            for i, (path, text) in enumerate(rows):
                others = [j for j in np.argsort(-near[i], kind="stable")
                          if rows[j][0] != path and LEAST <= near[i, j] <= MOST]
                found += [tuple(sorted((text, rows[j][1]))) for j in others[:NEAREST]]
    found = sorted(set(found))
    random.Random(1).shuffle(found)
    lines = ["\t".join(pair) for pair in found[:args.most]]
    args.out.write_text("\n".join(lines) + "\n", encoding="utf8")
    print(len(found), "pairs,", len(lines), "kept")


if __name__ == "__main__":
    main()
