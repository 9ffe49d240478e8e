"""Trains the act classifier and measures it on a fifth that it has not seen.

    python -m acts.train --data ../../shared/data/events --models ../models --out ../crates/rashomon-core/data/acts.tsv

Beside the classifier stand two baselines (the most frequent root; the nearest centroid of sentence vectors)
and a classifier that sees the sentence vector too.
"""

import argparse
import math
from collections import Counter
from pathlib import Path

import numpy as np
import torch

from .data import patterns, sentences, split
from .features import features

SEED = 20261
# Chosen by four-fold cross-validation inside the learning part.
PENALTY = 1e-4
PATTERN_WEIGHT = 0.15
LEAST_TEXTS = 2
SCALE = 20


def vocabulary(texts: list[list[str]]) -> dict[str, float]:
    """Features of at least two texts, with their inverse document frequency."""
    counts = Counter(feature for text in texts for feature in text)
    kept = sorted(feature for feature, count in counts.items() if count >= LEAST_TEXTS)
    return {feature: math.log(len(texts) / counts[feature]) for feature in kept}


def matrix(texts: list[list[str]], known: dict[str, float]) -> torch.Tensor:
    """One row a text: inverse document frequencies, of length 1."""
    place = {feature: column for column, feature in enumerate(known)}
    out = np.zeros((len(texts), len(known)), np.float32)
    for row, text in enumerate(texts):
        for feature in text:
            if feature in place:
                out[row, place[feature]] = known[feature]
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
    return torch.tensor(out)


def fit(rows: torch.Tensor, roots: list[int], weights: list[float], classes: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Logistic regression; roots count by the square root of how rare they are."""
    goal, per_row = torch.tensor(roots), torch.tensor(weights)
    counts = torch.bincount(goal, weights=per_row, minlength=classes).clamp(min=1)
    per_row = per_row * (per_row.sum() / (classes * counts)).sqrt()[goal]
    weight = torch.zeros(rows.shape[1], classes, requires_grad=True)
    bias = torch.zeros(classes, requires_grad=True)
    optimizer = torch.optim.LBFGS([weight, bias], max_iter=80, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        each = torch.nn.functional.cross_entropy(rows @ weight + bias, goal, reduction="none")
        total = (each * per_row).sum() / per_row.sum() + PENALTY * (weight**2).sum()
        total.backward()
        return total

    optimizer.step(loss)
    return weight.detach(), bias.detach()


def measured(found: np.ndarray, gold: np.ndarray, classes: int) -> str:
    """Accuracy and the mean of the roots' F1."""
    f1 = []
    for root in range(classes):
        both = ((found == root) & (gold == root)).sum()
        f1.append(2 * both / max((found == root).sum() + (gold == root).sum(), 1))
    return f"accuracy {np.mean(found == gold):.3f}  macro-F1 {np.mean(f1):.3f}"


def vectors(texts: list[str], models: Path) -> np.ndarray:
    """The program's own sentence vectors."""
    import onnxruntime
    from tokenizers import Tokenizer

    folder = max(models.glob("attribution-*"))
    pieces = Tokenizer.from_file(str(folder / "tokenizer.json"))
    session = onnxruntime.InferenceSession(str(max(models.glob("sentences-*")) / "model.onnx"))

    def one(text: str) -> np.ndarray:
        ids = [101, *pieces.encode(text, add_special_tokens=False).ids[:254], 102]
        feed = np.array([ids], dtype=np.int64)
        return session.run(None, {"input_ids": feed, "attention_mask": np.ones_like(feed)})[0][0]

    return np.stack([one(text) for text in texts])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--models", type=Path, help="to measure what sentence vectors add")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    rows = sentences(options.data / "plv-train.tsv")
    roots = sorted({root for _, root in rows})
    number = {root: n for n, root in enumerate(roots)}
    gold = np.array([number[root] for _, root in rows])
    extra = [(text, root) for text, root in patterns(options.data / "petrarch2/CAMEO.2.0.txt") if root in number]
    learn, held = split(rows, SEED)
    texts = [features(text) for text, _ in rows]
    extra_texts = [features(text) for text, _ in extra]
    print(f"{len(learn)} to learn from, {len(held)} held back, {len(extra)} patterns")

    def train(indices: list[int], with_patterns: bool, more: np.ndarray | None = None):
        known = vocabulary([texts[i] for i in indices] + (extra_texts if with_patterns else []))
        data = matrix([texts[i] for i in indices] + (extra_texts if with_patterns else []), known)
        weights = [1.0] * len(indices) + [PATTERN_WEIGHT] * (len(extra) if with_patterns else 0)
        goal = [int(gold[i]) for i in indices] + ([number[root] for _, root in extra] if with_patterns else [])
        if more is not None:
            own = torch.tensor(more[indices])
            data = torch.cat([torch.cat([own, torch.zeros(len(data) - len(own), own.shape[1])]), 1.5 * data], 1)
        return known, *fit(data, goal, weights, len(roots))

    def apply(model, indices: list[int], more: np.ndarray | None = None) -> np.ndarray:
        known, weight, bias = model
        data = matrix([texts[i] for i in indices], known)
        if more is not None:
            data = torch.cat([torch.tensor(more[indices]), 1.5 * data], 1)
        return (data @ weight + bias).argmax(1).numpy()

    for with_patterns in (False, True):
        found = np.zeros(len(rows), int)
        for fold in range(4):
            away = learn[fold::4]
            kept = [i for i in learn if i not in set(away)]
            found[away] = apply(train(kept, with_patterns), away)
        print(f"cross-validation, patterns {with_patterns}: {measured(found[learn], gold[learn], len(roots))}", flush=True)
    frequent = np.bincount(gold[learn]).argmax()
    print("majority            ", measured(np.full(len(held), frequent), gold[held], len(roots)))
    for with_patterns in (False, True):
        print(f"words, patterns {with_patterns}: ", measured(apply(train(learn, with_patterns), held), gold[held], len(roots)), flush=True)
    model = train(learn, True)
    write(options.out, model, roots)
    if options.models:
        more = vectors([text for text, _ in rows], options.models)
        centres = np.stack([more[[i for i in learn if gold[i] == r]].mean(0) for r in range(len(roots))])
        centres /= np.linalg.norm(centres, axis=1, keepdims=True)
        print("nearest centroid    ", measured((more[held] @ centres.T).argmax(1), gold[held], len(roots)))
        both = train(learn, True, more)
        print("words and vectors   ", measured(apply(both, held, more), gold[held], len(roots)))


def write(path: Path, model, roots: list[str]) -> None:
    """Whole numbers: weights times SCALE; features that round to nothing for every root are left out."""
    known, weight, bias = model
    rounded = (weight * SCALE).round().int().tolist()
    lines = [
        "# What a statement does, in PLOVER's root categories: a linear classifier over stems and pairs of stems.",
        "# Made by training/acts/train.py; the card is training/acts/README.md. Columns: feature, its inverse",
        f"# document frequency times 100, then a weight times {SCALE} for each root. The first row has the roots, the",
        "# second their biases.",
        "\t".join(["", "", *roots]),
        "\t".join(["", "", *(str(round(float(value) * SCALE)) for value in bias)]),
    ]
    for (feature, frequency), row in zip(known.items(), rounded):
        if any(abs(value) >= SCALE // 10 for value in row):
            lines.append("\t".join([feature, str(round(frequency * 100)), *map(str, row)]))
    path.write_text("\n".join(lines) + "\n", encoding="utf8")
    print(f"{len(lines) - 6} features, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
