#!/usr/bin/env python3
"""Measures an exported model on a part of PolNeAR with the scorer, a separate program.

    cd training && python -m attribution.evaluate --model ../models/attribution-l6-2026-11 \
        --gold ../../shared/data/polnear/dev --scorer ../../shared/score/attribution_score.py

--scores FILE keeps the model's scores, so that another decoding is measured in seconds.
"""
import argparse
import functools
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from minilm import base

from . import data
from . import words as W
from .decode import decode

SHOWN = ("content/exact", "content/iou50", "source/exact", "cue/exact", "linked/iou50",
         "linked_direct/iou50", "linked_indirect/iou50", "linked_pure/iou50")


def load_session(path, threads=2):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@functools.cache
def table_of_words():
    """The rows of words that a model without them was trained on, float32 [pieces, 384]."""
    return base.round_table(base.weights()["embeddings.word_embeddings.weight"])


def run(session, document):
    """-> [(tag_logits [l, 7], arc_scores [l, l])], one a window."""
    wants = {i.name for i in session.get_inputs()}
    out = []
    for window in document.windows:
        ids, feats, _ = W.encode(window, document.pieces, document.marks)
        feed = {"input_ids": np.array([ids]), "attention_mask": np.ones((1, len(ids)), np.int64),
                "features": np.array([feats])}
        if "words" in wants:
            feed["words"] = table_of_words()[ids][None]
        tags, arcs = session.run(["tag_logits", "arc_scores"], {k: v for k, v in feed.items() if k in wants})
        out.append((tags[0], arcs[0].astype(np.float32)))
    return out


def teacher_scores(path, document, kept={}):
    """The same of the teacher's weights."""
    import torch
    from safetensors.torch import load_file

    from mpnet import base as mpnet

    from .model import Attribution
    if path not in kept:
        kept[path] = Attribution(mpnet.SHAPE).eval()
        kept[path].load_state_dict(load_file(path))
    out = []
    for window in document.windows:
        ids, feats, _ = W.encode(window, document.pieces, document.marks)
        with torch.no_grad():
            tags, arcs = kept[path](*(torch.tensor([x]) for x in (ids, [1] * len(ids), feats)))
        out.append((tags[0].numpy(), arcs[0].numpy()))
    return out


def save_scores(path, scores):
    np.savez(path, **{"%s|%d|%s" % (name, i, kind): array for name, windows in scores.items()
                      for i, pair in enumerate(windows) for kind, array in zip(("tags", "arcs"), pair)})


def load_scores(path):
    """-> {document: [(tag_logits, arc_scores)]}"""
    kept, out = np.load(path), {}
    for key in (k for k in kept.files if k.endswith("|tags")):
        out.setdefault(key.split("|")[0], []).append((kept[key], kept[key[:-4] + "arcs"]))
    return out


def predict(document, scores):
    """-> the document's attributions with character spans, as the scorer reads them."""
    found = []
    for window, (tags, arcs) in zip(document.windows, scores):
        _, _, heads = W.encode(window, document.pieces, document.marks)
        spoken = document.words[window.first:window.end]
        chars = lambda spans: [[spoken[a][0], spoken[b - 1][1]] for a, b in spans]
        for a in decode(tags, arcs, np.array(heads), window.body - window.first):
            found.append({"source": chars([a["source"]]) if a["source"] else None,
                          "cue": chars([a["cue"]]), "content": chars(a["content"]),
                          "confidence": round(a["confidence"], 4)})
    return found


def score(predictions, gold, scorer, bootstrap=0):
    """Runs the scorer -> its metrics."""
    with tempfile.TemporaryDirectory() as folder:
        pred, out = Path(folder, "pred.jsonl"), Path(folder, "out.json")
        data.write_predictions(pred, predictions)
        subprocess.run([sys.executable, scorer, "--gold", gold, "--pred", pred, "--json", out,
                        "--bootstrap", str(bootstrap)], check=True, stdout=subprocess.DEVNULL)
        return json.loads(out.read_text())["metrics"]


def show(metrics):
    """One line of F1 a measure shown, with its interval if there is one."""
    for name in SHOWN:
        m = metrics[name]
        span = "  [%.1f, %.1f]" % tuple(100 * x for x in m["F1_95"]) if "F1_95" in m else ""
        print("%-24s P %5.1f  R %5.1f  F1 %5.1f%s" % (name, 100 * m["P"], 100 * m["R"], 100 * m["F1"], span))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, required=True, help="folder with the model and tokenizer.json")
    parser.add_argument("--teacher", type=Path, metavar="WEIGHTS", help="measure the teacher instead")
    parser.add_argument("--file", default="model.onnx")
    parser.add_argument("--gold", default="../../shared/data/polnear/dev")
    parser.add_argument("--scorer", default="../../shared/score/attribution_score.py")
    parser.add_argument("--bootstrap", type=int, default=0)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures")
    parser.add_argument("--scores", type=Path, metavar="FILE.npz")
    args = parser.parse_args()
    documents = data.read_part(args.gold, Tokenizer.from_file(str(args.model / "tokenizer.json")))
    if args.scores and args.scores.exists():
        scores = load_scores(args.scores)
    elif args.teacher:
        scores = {d.name: teacher_scores(args.teacher, d) for d in documents}
    else:
        session = load_session(args.model / args.file)
        scores = {d.name: run(session, d) for d in documents}
        if args.scores:
            save_scores(args.scores, scores)
    predictions = {d.name: predict(d, scores[d.name]) for d in documents}
    metrics = score(predictions, args.gold, args.scorer, args.bootstrap)
    show(metrics)
    if args.json:
        args.json.write_text(json.dumps(metrics))


if __name__ == "__main__":
    main()
