"""Fits the pair scorers and measures them.  numpy only; same input, same weights.

  python -m pairs.train --data ../../shared/data --program ../target/debug/examples/pair_features \
      --case ../../shared/cases/sochi --case ../testdata/cases/strait ... --stories pairs/stories/* \
      --held ../testdata/retold/* --work WORK --out ../crates/rashomon-core/data/pairs
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
    "speakers_allied speakers_open speakers_different same contradicts"
).split()
# What is known of every pair, and of one that the scorer of relations was asked about.
SIZES = len(NAMES) - 2, len(NAMES)
RIDGE = 2.0
FOLDS = 5

# What all pairs of the cases together count, and those of the stories, which are harder than life, against those of each set
# of sentences: sentences tell what a paraphrase is, cases and stories what accounts do.
SHARES = {"cases": 5.0, "stories": 0.3}
SENTENCES = 0.06

# How much F1 in the first case, in each other case and in all stories counts in the choice of thresholds.
CHOICE = 3, 1, 1

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


def fit(sets, size):
    """Ridge logistic regression by Newton's method -> weights of the first `size` features; each set of sentences has a bias
    of its own, cases and stories share `bias`."""
    groups = [name for name in sets if name not in SHARES]
    xs, ys, ws = [], [], []
    for name, (x, y) in sets.items():
        own = np.zeros((len(x), len(groups)))
        if name in groups:
            own[:, groups.index(name)] = 1
        xs.append(np.hstack([x, own]))
        ys.append(y)
        ws.append(np.full(len(y), SHARES.get(name, SENTENCES) * 1000 / max(1, len(y))))
    x, y, w = np.vstack(xs), np.concatenate(ys), np.concatenate(ws)
    prior = np.array([PRIOR.get(name, 0.0) for name in NAMES[:size]] + [0.0] * len(groups))
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
    return beta[:size]


def best_f1(scores, labels):
    """The threshold with the best F1 of the positive class."""
    best = (0.0, 0.0)
    for threshold in np.unique(scores):
        hit = (scores >= threshold) & (labels == 1)
        value = 2 * hit.sum() / max(1, (scores >= threshold).sum() + labels.sum())
        best = max(best, (value, threshold))
    return best


def mrpc(found, labels, score):
    """F1 of paraphrases on MRPC validation, the threshold for each half from the other half."""
    told = np.array([score(f[1]) if f else -np.inf for f in found])
    hit = np.zeros(len(labels), bool)
    for half in (0, 1):
        here = np.arange(len(labels)) % 2 == half
        hit[here] = told[here] >= best_f1(told[~here], labels[~here])[1]
    return 2 * (hit & (labels == 1)).sum() / (hit.sum() + labels.sum())


def main():
    parser = argparse.ArgumentParser()
    for name in ("data", "program", "work", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--case", action="append", required=True)
    parser.add_argument("--stories", nargs="*", default=[], help="folders of stories to learn from")
    parser.add_argument("--held", nargs="*", default=[], help="folders that are only measured, in figures")
    arguments = parser.parse_args()
    os.makedirs(arguments.work, exist_ok=True)
    sentences_of, found_of = sentences.assemble(arguments.data), {}
    for name, pairs in sentences_of.items():
        found_of[name] = features_of(arguments.program, pairs, f"{arguments.work}/{name}.jsonl")
    read = lambda folders: [Case(folder, arguments.program, arguments.work) for folder in folders]
    (first, *others), stories = read(arguments.case), read(arguments.stories)

    def examples(size, own=None, told=stories):
        """Everything to learn `size` weights from: the first case's pairs of `own` accounts, the other cases, stories."""
        sets = {}
        if size == SIZES[0]:
            # What the scorer of relations says of sentences that it was trained on is worth nothing here.
            for name, found in found_of.items():
                keep = [i for i, f in enumerate(found) if f and name != "mrpc-val"]
                x = np.array([found[i][1][:size] for i in keep]).reshape(len(keep), size)
                sets[name] = x, np.array([sentences_of[name][i][2] for i in keep], float)
            del sets["mrpc-val"]
        gather = lambda parts: tuple(np.concatenate(z) for z in zip(*parts))
        sets["cases"] = gather([first.examples(size, own)] + [case.examples(size) for case in others])
        # The first scorer is for choosing what to ask about; stories are too hard for what it knows.
        if told and size == SIZES[1]:
            sets["stories"] = gather([story.examples(size) for story in told])
        return sets

    both = lambda **which: [fit(examples(size, **which), size) for size in SIZES]
    weights = both()
    for size, found in zip(SIZES, weights):
        print(size, {n: round(float(w), 2) for n, w in zip(NAMES, found)})
    labels = np.array([label for *_, label in sentences_of["mrpc-val"]])
    by_size = {len(w): w for w in weights}
    scores = {"cosine": lambda x: x[1], "first scorer": lambda x: np.dot(x[: SIZES[0]], weights[0]),
              "scorer": lambda x: np.dot(x, by_size[len(x)])}
    for name, score in scores.items():
        print(f"MRPC validation, {name}: F1 {mrpc(found_of['mrpc-val'], labels, score):.3f}")

    def choose(beta, own=None, told=stories):
        def worth(thresholds):
            values = [CHOICE[0] * f1(first.count(weave(first, beta, thresholds), only=own))]
            values += [CHOICE[1] * f1(case.count(weave(case, beta, thresholds))) for case in others]
            if told:
                values.append(CHOICE[2] * f1(sum(case.count(weave(case, beta, thresholds)) for case in told)))
            return sum(values), thresholds
        return max(GRID, key=worth)

    thresholds = choose(weights)
    print("thresholds: mutual, one-sided, join", thresholds)

    # Across accounts and across stories: weights from the others, counted on pairs that touch those left out.
    across, across_stories = np.zeros(5), np.zeros(5)
    for fold in range(FOLDS):
        held = set(first.accounts[fold::FOLDS])
        own = [a for a in first.accounts if a not in held]
        beta = both(own=own)
        across += first.count(weave(first, beta, choose(beta, own=own, told=[])), touching=held)
        rest = [story for nth, story in enumerate(stories) if nth % FOLDS != fold]
        beta = both(told=rest)
        across_stories += sum(story.count(weave(story, beta, thresholds)) for story in stories[fold::FOLDS])
    show = lambda name, counts: print(
        f"{name}: F1 {f1(counts):.3f}; right, missed, told and right, told, forbidden: {np.array(counts).astype(int).tolist()}"
    )
    show(f"{first.name} across accounts", across)
    show("stories across stories", across_stories)
    for case in [first] + others:
        show(case.name, case.count(weave(case, weights, thresholds)))
    if arguments.held:
        show("held out", sum(case.count(weave(case, weights, thresholds)) for case in read(arguments.held)))
    for name, beta in zip(("scorer.tsv", "asked.tsv"), weights):
        with open(f"{arguments.out}/{name}", "w", encoding="utf-8") as out:
            out.write("# Weights of the pair scorer, made by training/pairs; see CARD.md.\n")
            out.writelines(f"{n}\t{w:.4f}\n" for n, w in zip(NAMES, beta))


if __name__ == "__main__":
    main()
