#!/usr/bin/env python3
"""Doubles the layers of trained weights: after each comes a new one that at first changes nothing.

    cd training && python -m attribution.grow --weights RUN/weights.safetensors --out GROWN.safetensors

A new layer is a copy of the one before it, but what it adds to its input is zero, and its norms undo
themselves as nearly as numbers for the whole layer can: they get the mean and the deviation that
their input has over a few windows of the training texts.
"""
import argparse
import dataclasses
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from minilm import base

from . import batches, data
from . import words as W
from .model import Attribution

WINDOWS = 64
ADDED = "attention.output.dense", "output.dense"
NORMS = "attention.output.LayerNorm", "output.LayerNorm"


def statistics(weights, windows):
    """-> [(mean, deviation) of what each layer puts out], averaged over words."""
    model = Attribution(base.SHAPE).eval()
    model.load_state_dict(weights)
    model.encoder.compute = torch.float32
    sums = [[0.0, 0.0, 0] for _ in model.encoder.encoder["layer"]]
    for number, layer in enumerate(model.encoder.encoder["layer"]):
        def note(module, inputs, output, sums=sums[number]):
            sums[0] += float(output.mean(-1).sum())
            sums[1] += float(output.std(-1, correction=0).sum())
            sums[2] += output.shape[0] * output.shape[1]
        layer.register_forward_hook(note)
    with torch.no_grad():
        for document, window in windows:
            ids, marks, _ = W.encode(window, document.pieces, document.marks)
            model(torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.long), torch.tensor([marks]))
    return [(mean / count, deviation / count) for mean, deviation, count in sums]


def grown(weights, found):
    """-> weights with twice the layers."""
    start = "encoder.encoder.layer."
    out = {name: value for name, value in weights.items() if not name.startswith(start)}
    for name, value in weights.items():
        if not name.startswith(start):
            continue
        number, part = name[len(start):].split(".", 1)
        number = int(number)
        out["%s%d.%s" % (start, 2 * number, part)] = value
        new, (owner, kind) = value.clone(), part.rsplit(".", 1)
        if owner in ADDED:
            new = torch.zeros_like(value)
        if owner in NORMS:
            mean, deviation = found[number]
            new = torch.full_like(value, deviation if kind == "weight" else mean)
        out["%s%d.%s" % (start, 2 * number + 1, part)] = new
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("../../shared/data/polnear/train"))
    args = parser.parse_args()
    weights = load_file(args.weights)
    tokenizer = Tokenizer.from_file(str(base.folder() / "tokenizer.json"))
    windows = [(d, w) for d in data.read_part(args.data, tokenizer) for w in d.windows][:WINDOWS]
    save_file(grown(weights, statistics(weights, windows)), args.out)


if __name__ == "__main__":
    main()
