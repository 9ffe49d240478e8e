#!/usr/bin/env python3
"""The teacher's probabilities for the pairs that the scorer of relations learns from.

    cd training && python -m contradictions.soften --weights TEACHER/weights.safetensors --data DATA \
        --near near.tsv --sets sets.tsv --out WORK/soft-1.tsv --part 1/2

Writes "a, b, probability of each class", read in that order; `train.py --soft FILE ...` reads it.
"""
import argparse
import random
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from attribution.words import Pieces
from minilm import base
from mpnet import base as mpnet

from . import pairs
from .evaluate import scores
from .model import Relation
from .train import CLAIMS

LOT = 2048


def asked(args):
    """-> [Pair], each two passages once: all of the sets and of public data, and so much of the claims."""
    found = {}
    for pair in pairs.others(args.data, args.near, args.sets, 1):
        found.setdefault(frozenset((pair.a, pair.b)), pair)
    rng = random.Random(3)
    for pair in pairs.epoch(pairs.events_in(args.claims), [], 1, 0):
        if rng.random() < args.claimed:
            found.setdefault(frozenset((pair.a, pair.b)), pair)
    return list(found.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--claims", type=Path, default=CLAIMS)
    parser.add_argument("--claimed", type=float, default=0.25, help="share of the pairs of claims")
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"))
    parser.add_argument("--near", type=Path)
    parser.add_argument("--sets", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--part", default="1/1", metavar="K/N", help="every Nth pair, from the Kth on")
    args = parser.parse_args()
    part, parts = map(int, args.part.split("/"))
    torch.set_num_threads(1)
    model = Relation(mpnet.SHAPE).eval()
    model.load_state_dict(load_file(args.weights))
    pieces = Pieces(Tokenizer.from_file(str(base.folder() / "tokenizer.json")))
    found = asked(args)[part - 1::parts]
    with open(args.out, "w", encoding="utf8") as file:
        for at in range(0, len(found), LOT):
            lot = found[at:at + LOT]
            for pair, row in zip(lot, scores(model, pieces, lot, 32, (False,))):
                file.write("\t".join([pair.a, pair.b] + ["%.4f" % p for p in row]) + "\n")
            print(at + len(lot), "of", len(found), flush=True)


if __name__ == "__main__":
    main()
