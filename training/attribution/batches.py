"""Labelled windows -> batches of tensors, with the modest noise of training."""
import random
from dataclasses import dataclass

import torch

from . import words as W
from .data import label_window, mend
from .quotes import DOUBLE, DOUBLED

STYLES = (('"', '"'), ("“", "”"), ("«", "»"), ("„", "“"), ("‘", "’"), ("'", "'"))
LOWER, CAPITALS, RESTYLE, STRIP = 0.04, 0.03, 0.05, 0.02
MARKS = DOUBLE | set(DOUBLED)


@dataclass
class Batch:
    """Piece level: ids, mask, features [b, l]. Word level, body words in front, padded to a power
    of two: at [b, n] piece position, labels [b, n], count [b]; hard [b]: whether there are labels.
    Arcs, one row a labelled arc: window, dependant, head (piece positions). Soft, one a window, or
    None: tags [body, 7] log probabilities, arcs [body, 1 + words] probabilities, and the piece
    positions of the arcs' columns."""
    ids: torch.Tensor
    mask: torch.Tensor
    features: torch.Tensor
    at: torch.Tensor
    labels: torch.Tensor
    count: torch.Tensor
    hard: torch.Tensor
    arcs: torch.Tensor
    soft: list


def recase(marks, case):
    """Features as if every word with a letter had this case; the pieces are lower-case anyhow."""
    return [m if m % 5 == 0 else case + 5 * (m // 5) for m in marks]


def restyle(window_words, pieces, marks, style, pieces_of, hidden):
    """Every pair of double quotation marks written in another style. One in three that becomes single
    has the features of no quotation marks, as where apostrophes leave it open which is which."""
    ids = {side: pieces_of(mark) for side, mark in zip((0, 1), style)}
    opening, hidden = True, style[0] in "‘'" and hidden
    for i, word in enumerate(window_words):
        if word in MARKS:
            opening = word in "“«„``" or (word not in "”»" and opening)
            pieces[i] = ids[0 if opening else 1]
            opening = not opening
        if hidden:
            marks[i] %= 5
    return pieces, marks


def strip(window_words, keep_from, *lists):
    """Drops the quotation marks of the window; features as outside. -> lists, kept indices."""
    kept = [i for i, w in enumerate(window_words) if w not in MARKS]
    return [[x[i] for i in kept] for x in lists], kept, sum(i < keep_from for i in kept)


def example(document, window, rng, pieces_of, soft=None):
    """-> (ids, features, piece position of each body word, labels, arcs, soft scores, whether it has
    labels) of one window. Where an article has several annotators, one is drawn. `soft`: (tags, arcs)
    of the teacher."""
    gold = rng.choice(document.golds or [[]])
    labels, heads = label_window(gold, window)
    body = window.body - window.first
    spoken = [document.text[s:e] for s, e in document.words[window.first:window.end]]
    pieces = list(document.pieces[window.first:window.end])
    marks = list(document.marks[window.first:window.end])
    draw = rng.random()
    if draw < LOWER:
        marks = recase(marks, 1)
    elif draw < LOWER + CAPITALS:
        marks = recase(marks, 3)
    elif draw < LOWER + CAPITALS + RESTYLE:
        pieces, marks = restyle(spoken, pieces, marks, rng.choice(STYLES), pieces_of, rng.random() < 1 / 3)
    elif draw < LOWER + CAPITALS + RESTYLE + STRIP:
        (pieces, marks, labels, heads), kept, body = strip(spoken, body, pieces, marks, labels, heads)
        place = {old: new for new, old in enumerate(kept)}
        heads = [place.get(h, -2) if h >= 0 else h for h in heads]
        labels, marks = mend(labels), [m % 5 for m in marks]
        soft = thin(soft, kept, window) if soft else None
    ids, feats, at = W.encode(W.Window(0, body, len(pieces)), pieces, marks)
    arcs = [(at[i], at[h] if h >= 0 else 0) for i, h in enumerate(heads) if h > -2 and i >= body]
    soft = (*soft, [0] + at) if soft else None
    return ids, feats, at[body:], labels[body:], arcs, soft, bool(document.golds)


def thin(soft, kept, window):
    """The teacher's scores without those of the words dropped."""
    body = window.body - window.first
    rows = [i - body for i in kept if i >= body]
    return soft[0][rows], soft[1][rows][:, [0] + [1 + i for i in kept]]


def pad(rows, length, fill=0):
    return torch.tensor([r + [fill] * (length - len(r)) for r in rows])


def collate(examples):
    """Examples -> Batch."""
    ids, feats, at, labels, arcs, soft, hard = zip(*examples)
    length, n = max(map(len, ids)), 1
    while n < max(map(len, at)):
        n *= 2
    flat = [(b, d, h) for b, pairs in enumerate(arcs) for d, h in pairs]
    return Batch(pad(ids, length), pad([[1] * len(i) for i in ids], length), pad(feats, length),
                 pad(at, n), pad(labels, n), torch.tensor([len(a) for a in at]), torch.tensor(hard),
                 torch.tensor(flat).reshape(-1, 3), list(soft))


def order(windows, size, rng):
    """Shuffled batches of windows of like length: [(document, window)] -> [[(document, window)]]."""
    pool = windows[:]
    rng.shuffle(pool)
    chunk = size * 32
    batches = []
    for i in range(0, len(pool), chunk):
        part = sorted(pool[i:i + chunk], key=lambda dw: sum(map(len, dw[0].pieces[dw[1].first:dw[1].end])))
        batches += [part[j:j + size] for j in range(0, len(part), size)]
    rng.shuffle(batches)
    return [b for b in batches if len(b) == size]


def generator(seed, epoch):
    return random.Random(seed * 1000 + epoch)
