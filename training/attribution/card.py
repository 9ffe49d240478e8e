#!/usr/bin/env python3
"""Writes the card of exported weights, and fails where int8 costs half a point of any figure or more.

    cd training && python -m attribution.card --model ../models/attribution-l6-2026-11 \
        --figures work/accurate/int8.json --full work/accurate/fp32.json \
        --notes attribution/notes-accurate.md

FIGURES and FULL are what `evaluate.py --json` wrote.
"""
import argparse
import hashlib
import json
import sys
from pathlib import Path

from .evaluate import SHOWN

NAMES = {"content/exact": "content, exact", "content/iou50": "content, IoU >= 0.5", "source/exact": "source, exact",
         "cue/exact": "cue, exact", "linked/iou50": "linked", "linked_direct/iou50": "linked, direct",
         "linked_indirect/iou50": "linked, indirect", "linked_pure/iou50": "linked, pure quotations"}
MOST_LOST = 0.5

# What the model is given for words: with a table of them in its file or without.
WITH_TABLE = "`input_ids`, "
WITHOUT_TABLE = "`words` float32 `[b, l, 384]`, rows of the sentence encoder's table of words (the file has none of its own); "


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def rows(figures, full):
    """-> table rows; percent."""
    for name in SHOWN:
        m, low, high = figures[name], *figures[name].get("F1_95", (0, 0))
        yield "| %s | %.1f | %.1f | %.1f | %.1f to %.1f | %.1f |" % (
            NAMES[name], 100 * m["P"], 100 * m["R"], 100 * m["F1"], 100 * low, 100 * high, 100 * full[name]["F1"])


def lost(figures, full):
    """-> {measure: points of F1 lost to int8}, where it is too much."""
    loss = {name: 100 * (full[name]["F1"] - figures[name]["F1"]) for name in SHOWN}
    return {name: round(x, 2) for name, x in loss.items() if x >= MOST_LOST}


def card(model, figures, full, notes, texts):
    template = Path(__file__).with_name("card.md").read_text(encoding="utf8")
    onnx, config = model / "model.onnx", json.loads((model / "config.json").read_text())
    points = ", ".join("%.2f: %.2f" % tuple(p) for p in config["reliability"])
    own = b"embeddings.words_u8" in onnx.read_bytes()
    return template.format(
        words=WITH_TABLE if own else WITHOUT_TABLE, texts=texts,
        name=model.name, bytes=onnx.stat().st_size, sha=sha256(onnx), tokenizer=sha256(model / "tokenizer.json"),
        decoding=config["decoding"], scores="\n".join(rows(figures, full)), reliability=points, notes=notes.strip())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--figures", type=Path, required=True)
    parser.add_argument("--full", type=Path, required=True)
    parser.add_argument("--texts", default="", help="other texts that the teacher labelled, to go on with the list of them")
    parser.add_argument("--notes", type=Path, required=True, help="how these weights were trained, Markdown")
    args = parser.parse_args()
    figures, full = (json.loads(path.read_text()) for path in (args.figures, args.full))
    (args.model / "CARD.md").write_text(card(args.model, figures, full, args.notes.read_text(encoding="utf8"),
                                             args.texts), encoding="utf8")
    if lost(figures, full):
        sys.exit("int8 costs too much: %s" % lost(figures, full))


if __name__ == "__main__":
    main()
