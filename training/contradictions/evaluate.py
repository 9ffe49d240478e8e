"""How well relations are told apart, on the claims for choosing."""
import random

import numpy as np
import torch

from .model import collate, encode
from .pairs import CLASSES, CONTRADICTORY, NEITHER, SAME, pairs_of_event


def scores(model, pieces, found, size=64, orders=(False, True)):
    """Pairs -> probabilities [n, classes], averaged over the orders: as they are, swapped."""
    out = np.zeros((len(found), len(CLASSES)), np.float32)
    order = sorted(range(len(found)), key=lambda i: len(found[i].a) + len(found[i].b))
    with torch.no_grad():
        for at in range(0, len(order), size):
            chosen = order[at:at + size]
            for swap in orders:
                sides = [(found[i].b, found[i].a) if swap else (found[i].a, found[i].b) for i in chosen]
                logits = model(*collate([encode(a, b, pieces) for a, b in sides]))
                out[chosen] += logits.softmax(-1).numpy() / len(orders)
    return out


def relations(model, pieces, events, across=40):
    """-> (pairs, probabilities) of all claims, with many that have nothing to do with each other."""
    rng = random.Random(7)
    found = [p for _, claims in events for p in pairs_of_event(claims, rng, across)]
    return found, scores(model, pieces, found)


def average_precision(right, score):
    order = np.argsort(-score, kind="stable")
    hits = right[order].astype(float)
    return float((hits.cumsum() / np.arange(1, len(hits) + 1) * hits).sum() / max(1.0, hits.sum()))


def recall_at(right, score, precision):
    """The share found where this share of what is found is right."""
    order = np.argsort(-score, kind="stable")
    hits = right[order].cumsum()
    kept = np.flatnonzero(hits / np.arange(1, len(hits) + 1) >= precision)
    return float(hits[kept[-1]] / right.sum()) if len(kept) else 0.0


def measure(found, probabilities):
    """-> {measure: value}"""
    gold = np.array([next(iter(p.classes)) for p in found])
    against = np.isin(gold, list(CONTRADICTORY))
    score = probabilities[:, sorted(CONTRADICTORY)].sum(1)
    three = np.where(score > probabilities[:, :2].max(1), 2, probabilities[:, :2].argmax(1))
    out = {"pairs": len(found), "accuracy": float((three == np.minimum(gold, 2)).mean()),
           "contradiction AP": average_precision(against, score),
           "recall at .8": recall_at(against, score, 0.8), "recall at .9": recall_at(against, score, 0.9),
           "same AP": average_precision(gold == SAME, probabilities[:, SAME])}
    kinds = probabilities[:, sorted(CONTRADICTORY)].argmax(1) + 2
    out["kind right"] = float((kinds == gold)[against].mean())
    for kind in sorted(CONTRADICTORY):
        chosen = (gold == kind) | (gold == NEITHER)
        out[CLASSES[kind] + " AP"] = average_precision((gold == kind)[chosen], score[chosen])
    return {k: v if isinstance(v, int) else round(v, 3) for k, v in out.items()}
