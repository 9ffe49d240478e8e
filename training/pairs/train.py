"""Fits the pair scorer and measures it.  numpy only; same input, same weights.

  python -m pairs.train --data ../../shared/data --program ../target/debug/examples/pair_features \
      --case ../../shared/cases/sochi --case ../testdata/cases/strait ... --work WORK --out SCORER.tsv
"""

import argparse
import json
import os
import subprocess

import numpy as np

from . import sentences
from .weave import GRID, Case, f1, weave

NAMES = (
    "bias near wide overlap shared quoted neighbours thin denied denial_differs opposed figures names order "
    "speakers_allied speakers_open speakers_different"
).split()
RIDGE = 2.0
FOLDS = 5

# What all pairs of the cases together count against those of each set of sentences: sentences tell what a paraphrase
# is, cases what accounts do.
CASES, SENTENCES = 5.0, 0.06

# Where the examples say little, weights stay near these: words that say the opposite of each other are rare in them.
PRIOR = {"opposed": -4.0}


def features_of(program, pairs, file):
    """Features of sentence pairs; None where the program found them too far apart to compare."""
    if not os.path.exists(file):
        clean = lambda s: " ".join(s.split())
        with open(file + ".pairs", "w", encoding="utf-8") as out:
            out.writelines(f"{clean(a)}\t{clean(b)}\n" for a, b, _ in pairs)
        lines = subprocess.run([program, "sentences", file + ".pairs"], check=True, capture_output=True).stdout
        with open(file, "wb") as out:
            out.write(lines)
    return [json.loads(line) for line in open(file, encoding="utf-8")]


def fit(sets):
    """Ridge logistic regression by Newton's method; each set has a bias of its own but the cases share `bias`."""
    groups = [name for name in sets if name != "cases"]
    xs, ys, ws = [], [], []
    for name, (x, y) in sets.items():
        own = np.zeros((len(x), len(groups)))
        if name != "cases":
            own[:, groups.index(name)] = 1
        xs.append(np.hstack([x, own]))
        ys.append(y)
        ws.append(np.full(len(y), (CASES if name == "cases" else SENTENCES) * 1000 / len(y)))
    x, y, w = np.vstack(xs), np.concatenate(ys), np.concatenate(ws)
    prior = np.array([PRIOR.get(name, 0.0) for name in NAMES] + [0.0] * len(groups))
    beta = prior.copy()
    penalty = np.full(x.shape[1], RIDGE)
    penalty[0] = 0.01
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (w * (y - p)) - penalty * (beta - prior)
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return beta[: len(NAMES)], dict(zip(groups, beta[len(NAMES) :]))


def best_f1(scores, labels):
    """The threshold with the best F1 of the positive class."""
    best = (0.0, 0.0)
    for threshold in np.unique(scores):
        hit = (scores >= threshold) & (labels == 1)
        value = 2 * hit.sum() / max(1, (scores >= threshold).sum() + labels.sum())
        best = max(best, (value, threshold))
    return best


def main():
    parser = argparse.ArgumentParser()
    for name in ("data", "program", "work", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--case", action="append", required=True)
    arguments = parser.parse_args()
    os.makedirs(arguments.work, exist_ok=True)
    rows, sets = {}, {}
    for name, pairs in sentences.assemble(arguments.data).items():
        found = features_of(arguments.program, pairs, f"{arguments.work}/{name}.jsonl")
        x = np.array([f[1] if f else [1.0] + [0.0] * (len(NAMES) - 1) for f in found])
        rows[name] = (x, np.array([label for *_, label in pairs], float))
        keep = [i for i, f in enumerate(found) if f]
        if name != "mrpc-val":
            sets[name] = (rows[name][0][keep], rows[name][1][keep])
    cases = [Case(folder, arguments.program, arguments.work) for folder in arguments.case]
    first, others = cases[0], cases[1:]

    def with_cases(keep):
        parts = [case.examples() for case in others] + [first.examples(keep)]
        return {**sets, "cases": tuple(np.concatenate(z) for z in zip(*parts))}

    weights, biases = fit(with_cases(first.accounts))
    print("weights:", {n: round(float(w), 2) for n, w in zip(NAMES, weights)})
    for name, score in (("cosine", lambda x: x[:, 1]), ("scorer", lambda x: x @ weights + biases["mrpc"] * x[:, 0])):
        _, threshold = best_f1(score(rows["mrpc"][0]), rows["mrpc"][1])
        x, y = rows["mrpc-val"]
        hit = score(x) >= threshold
        value = 2 * (hit & (y == 1)).sum() / (hit.sum() + y.sum())
        print(f"MRPC validation, {name}: F1 {value:.3f}, accuracy {(hit == (y == 1)).mean():.3f}")

    # Across accounts: weights and thresholds from the others, counted on pairs that touch those left out.
    counts = np.zeros(5)
    for fold in range(FOLDS):
        held = set(first.accounts[fold::FOLDS])
        own = [a for a in first.accounts if a not in held]
        beta, _ = fit(with_cases(own))
        thresholds = max(GRID, key=lambda t: (f1(first.count(weave(first, beta, t), only=own)), t))
        counts += first.count(weave(first, beta, thresholds), touching=held)
    print(f"{first.name}: F1 {f1(counts):.3f} across accounts; right, missed, told and right, told, forbidden: {counts.astype(int).tolist()}")
    thresholds = max(GRID, key=lambda t: (sum(f1(c.count(weave(c, weights, t))) for c in [first, first] + others), t))
    print("thresholds: mutual, one-sided, join", thresholds)
    for case in cases:
        counts = case.count(weave(case, weights, thresholds))
        print(f"{case.name}: F1 {f1(counts):.3f}; right, missed, told and right, told, forbidden: {counts.astype(int).tolist()}")
    with open(arguments.out, "w", encoding="utf-8") as out:
        out.write("# Weights of the pair scorer, made by training/pairs; see CARD.md.\n")
        out.writelines(f"{name}\t{weight:.4f}\n" for name, weight in zip(NAMES, weights))


if __name__ == "__main__":
    main()
