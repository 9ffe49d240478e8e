#!/usr/bin/env python3
"""Alters exported int8 weights where the float32 ones they were made from are not at hand.

    cd training && python -m attribution.alter --model ../models/attribution-l6-2026-11 --outside-shift 0.2

--outside-shift is added to the logit of O, --without-words leaves the table of words to the sentence encoder's file,
--float FILE.safetensors writes the weights as float32, for `train.py --start`. CARD.md and what a confidence is worth
(`calibrate.py`) must be made anew.
"""
import argparse
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import save_file

from minilm import base

from .decode import LABELS

TABLE = "encoder.embeddings.words"


def constants(model):
    """-> {name: array}"""
    return {c.name: numpy_helper.to_array(c) for c in model.graph.initializer}


def shift_outside(model, shift):
    """Adds `shift` to the logit of O."""
    constant = next(c for c in model.graph.initializer if c.name == "tag.bias")
    bias = numpy_helper.to_array(constant).copy()
    bias[LABELS.index("O")] += np.float32(shift)
    constant.CopyFrom(numpy_helper.from_array(bias, constant.name))


def leave_words(model):
    """The rows of words become an input, and their table goes; it must be the one that the sentence encoder has."""
    graph, held = model.graph, constants(model)
    ours = held[TABLE + "_u8"], held[TABLE + "_scale"], held[TABLE + "_zero"]
    theirs = base.quantise_table(base.weights()["embeddings.word_embeddings.weight"])
    assert all(np.array_equal(np.ravel(a), np.ravel(b)) for a, b in zip(ours, theirs)), "trained on other words"
    gather = next(n for n in graph.node if TABLE + "_u8" in n.input)
    spread = next(n for n in graph.node if gather.output[0] in n.input)
    for node in (gather, spread):
        graph.node.remove(node)
    for node in graph.node:
        for i, name in enumerate(node.input):
            node.input[i] = {spread.output[0]: "words", "input_ids": "attention_mask"}.get(name, name)
    for constant in [c for c in graph.initializer if c.name.startswith(TABLE + "_")]:
        graph.initializer.remove(constant)
    graph.input.remove(next(i for i in graph.input if i.name == "input_ids"))
    graph.input.append(helper.make_tensor_value_info("words", TensorProto.FLOAT, ["b", "l", base.HIDDEN]))


def floats(model):
    """-> {name: float32 array}, as `model.Attribution` names them; the transitions, which are not exported, are 0."""
    held = constants(model)
    out = {"transitions": np.zeros((len(LABELS), len(LABELS)), np.float32)}
    for name, array in held.items():
        if name.endswith(".weight_i8"):
            stem = name.removesuffix("_i8")
            out[stem] = np.ascontiguousarray((array * held[stem + "_scale"]).T.astype(np.float32))
        elif name.endswith((".weight", ".bias")):
            out[name] = array
    e = "encoder.embeddings."
    out[e + "feature_embeddings.weight"] = held["feature_table"]
    words = base.weights()["embeddings.word_embeddings.weight"]
    out[e + "word_embeddings.weight"] = base.round_table(words)
    # The file has as many places as a window has, with the segment's row added.
    places = base.weights()["embeddings.position_embeddings.weight"].copy()
    places[:len(held[e + "places"])] = held[e + "places"]
    out[e + "position_embeddings.weight"] = places
    out[e + "token_type_embeddings.weight"] = np.zeros((2, base.HIDDEN), np.float32)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, required=True, help="folder with model.onnx")
    parser.add_argument("--outside-shift", type=float, default=0.0)
    parser.add_argument("--without-words", action="store_true")
    parser.add_argument("--float", type=Path, metavar="FILE")
    args = parser.parse_args()
    path = args.model / "model.onnx"
    model = onnx.load(path)
    if args.float:
        save_file(floats(model), args.float)
    if args.outside_shift:
        shift_outside(model, args.outside_shift)
    if args.without_words:
        leave_words(model)
    if args.outside_shift or args.without_words:
        onnx.checker.check_model(model, full_check=True)
        path.write_bytes(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    main()
