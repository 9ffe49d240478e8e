#!/usr/bin/env python3
"""The teacher's scores for every window of PolNeAR train and of the unlabelled texts.

    cd training && python -m attribution.soften --weights TEACHER/weights.safetensors \
        --data ../../shared/data --out work/soft --part 1/2

Writes OUT/part-1.npz: "NAME|WINDOW|tags" float16 [body words, 7], log probabilities, and
"NAME|WINDOW|arcs" float16 [body words, 1 + words], probabilities; column 0 is "none". Windows
that files there have are not scored again.
"""
import argparse
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from minilm import base
from mpnet import base as mpnet

from . import batches, data, unlabelled
from . import words as W
from .decode import word_arcs
from .model import Attribution

WINDOWS = 8


def documents(folder, tokenizer, wire=None):
    """Everything that is labelled softly: articles with gold, then texts without (golds: [])."""
    pieces_of = W.Pieces(tokenizer)
    extra = [data.read_document(name, text, [], pieces_of) for name, text in unlabelled.texts(folder, wire)]
    return data.read_part(Path(folder, "polnear/train"), tokenizer) + extra


def score(model, windows):
    """[(document, window)] -> [(tags, arcs)], numpy, as the file keeps them."""
    fed = [W.encode(w, d.pieces, d.marks) for d, w in windows]
    length = max(len(ids) for ids, _, _ in fed)
    pad = lambda k: batches.pad([f[k] for f in fed], length)
    mask = batches.pad([[1] * len(f[0]) for f in fed], length)
    with torch.no_grad():
        tags, arcs = model(pad(0), mask, pad(1))
        arcs = arcs.masked_fill(mask[:, None, :] == 0, -1e4)
    out = []
    for i, ((_, w), (_, _, heads)) in enumerate(zip(windows, fed)):
        body = heads[w.body - w.first:]
        log = torch.log_softmax(tags[i, body], -1).numpy()
        out.append((log.astype(np.float16), word_arcs(arcs[i].numpy(), heads)[w.body - w.first:].astype(np.float16)))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--wire", type=Path, metavar="FOLDER", help="wire stories, see unlabelled.py")
    parser.add_argument("--part", default="1/1", metavar="K/N", help="every Nth batch, from the Kth on")
    args = parser.parse_args()
    part, parts = map(int, args.part.split("/"))
    torch.set_num_threads(1)
    model = Attribution(mpnet.SHAPE).eval()
    model.load_state_dict(load_file(args.weights))
    done = {name for path in args.out.glob("part-*.npz") for name in np.load(path).files}
    tokenizer = Tokenizer.from_file(str(base.folder() / "tokenizer.json"))
    named = [(d, i, w) for d in documents(args.data, tokenizer, args.wire) for i, w in enumerate(d.windows)
             if "%s|%d|tags" % (d.name, i) not in done]
    named.sort(key=lambda n: sum(map(len, n[0].pieces[n[2].first:n[2].end])))
    kept = {}
    for start in range((part - 1) * WINDOWS, len(named), parts * WINDOWS):
        chosen = named[start:start + WINDOWS]
        for (d, i, _), (tags, arcs) in zip(chosen, score(model, [(d, w) for d, _, w in chosen])):
            kept["%s|%d|tags" % (d.name, i)], kept["%s|%d|arcs" % (d.name, i)] = tags, arcs
    args.out.mkdir(parents=True, exist_ok=True)
    np.savez(args.out / ("part-%s%d.npz" % ("more-" * bool(done), part)), **kept)


if __name__ == "__main__":
    main()
