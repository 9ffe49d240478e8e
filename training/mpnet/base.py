"""The teacher's base weights: all-mpnet-base-v2 (Apache-2.0), fp32, from a folder that holds its
`model.safetensors`, as put together by `fetch.py`. Names and rows are made those of BERT, since its
word pieces are BERT's, moved by four."""
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from minilm.base import Shape

SHAPE = Shape(layers=12, heads=12, hidden=768, inner=3072, epsilon=1e-5, relative=True)
MOVED, PIECES, START, END, CLS, SEP = 4, 30522, 0, 2, 101, 102
RENAMED = (("attention.attn.q.", "attention.self.query."), ("attention.attn.k.", "attention.self.key."),
           ("attention.attn.v.", "attention.self.value."), ("attention.attn.o.", "attention.output.dense."),
           ("attention.LayerNorm.", "attention.output.LayerNorm."),
           ("encoder.relative_attention_bias.", "distance."))


def weights(folder):
    """-> {name: float32 array}, names, word rows and position rows as in BERT."""
    found = {}
    for name, value in load_file(Path(folder) / "model.safetensors").items():
        for old, new in RENAMED:
            name = name.replace(old, new)
        found[name] = value.astype(np.float32) if value.dtype.kind == "f" else value
    words, places = "embeddings.word_embeddings.weight", "embeddings.position_embeddings.weight"
    table = found[words][MOVED:MOVED + PIECES].copy()
    table[CLS], table[SEP] = found[words][START], found[words][END]
    found[words], found[places] = table, found[places][2:]
    found["embeddings.token_type_embeddings.weight"] = np.zeros((2, SHAPE.hidden), np.float32)
    return found
