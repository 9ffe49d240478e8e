#!/usr/bin/env python3
"""Exports trained weights as ONNX of standard operators, int8 and, to compare, float32.

    cd training && python -m attribution.export --weights RUN/weights.safetensors --out DIR

Writes DIR/model.onnx, tokenizer.json, config.json; with --full also model.fp32.onnx. --without-words leaves the table of
words, which is frozen in training, to the sentence encoder's file.
"""
import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from minilm import base, graph

from . import words as W
from .decode import LABELS, VERSION

LONGEST = W.PIECES + 2


def build(weights, int8, table_of_words=True):
    """-> ModelProto: input_ids, attention_mask, features -> tag_logits, arc_scores.

    Without the table of words, words float32 [b, l, 384], its rows, take the place of input_ids."""
    g = graph.Graph(int8)
    table = g.constant("feature_table", weights["encoder.embeddings.feature_embeddings.weight"])
    x = graph.encoder(g, weights, "encoder.", LONGEST, extra=g.op("Gather", table, "features"),
                      words=None if table_of_words else "words")
    g.linear(x, weights, "tag", out="tag_logits")
    dependant = g.gelu(g.linear(x, weights, "dependant"))
    head = g.gelu(g.linear(x, weights, "head"))
    pair = g.product(dependant, "pair.weight", weights["pair.weight"].T)
    both = g.op("MatMul", pair, g.op("Transpose", head, perm=[0, 2, 1]))
    popular = g.op("Transpose", g.linear(head, weights, "popular"), perm=[0, 2, 1])
    g.op("Add", both, popular, name="arc_scores")
    square = ["b", "l"]
    inputs = ("input_ids",) * table_of_words + ("attention_mask", "features")
    return g.model({k: square for k in inputs},
                   {"tag_logits": ["b", "l", len(LABELS)], "arc_scores": ["b", "l", "l"]},
                   "rashomon-attribution", floats={} if table_of_words else {"words": square + [base.HIDDEN]})


CONFIG = {"labels": LABELS, "features": True, "pieces": W.PIECES, "context": W.CONTEXT,
          "pieces_a_word": W.PIECES_A_WORD, "decoding": VERSION}


def load(path, shift):
    """Trained weights, float32, with `shift` added to the logit of O.

    The CRF's transitions stay behind: decoding without them measures the same."""
    weights = {k: v.astype(np.float32) for k, v in load_file(path).items()}
    weights["tag.bias"][LABELS.index("O")] += np.float32(shift)
    return weights


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--outside-shift", type=float, default=0.4, help="chosen on dev, for each weights anew")
    parser.add_argument("--full", action="store_true", help="write model.fp32.onnx too")
    parser.add_argument("--without-words", action="store_true", help="leave out the table of words")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    weights = load(args.weights, args.outside_shift)
    for name, int8 in (("model.onnx", True),) + ((("model.fp32.onnx", False),) if args.full else ()):
        raw = build(weights, int8, not args.without_words).SerializeToString(deterministic=True)
        (args.out / name).write_bytes(raw)
        print(name, len(raw), hashlib.sha256(raw).hexdigest())
    (args.out / "config.json").write_text(json.dumps(CONFIG, indent=1) + "\n")
    tokenizer = Tokenizer.from_file(str(base.folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(args.out / "tokenizer.json"), pretty=False)


if __name__ == "__main__":
    main()
