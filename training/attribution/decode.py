"""Scores of one window -> attributions. Pure functions over numpy arrays; nothing is kept.

Changelog
1  Viterbi without learned transitions; content to the cue with most arc mass; cue to the source
   with most arc mass or none; a source recovered where the arc points at an untagged word.

Shapes: n words in the window, l pieces with [CLS] and [SEP].
A span is (first word, end word), end exclusive, counted in the window's words.
"""
import numpy as np

VERSION = 1
LABELS = ["O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT"]
SOURCE, CUE, CONTENT = 1, 2, 3


def role(label):
    """Label index -> 0 for O, else SOURCE, CUE or CONTENT."""
    return (label + 1) // 2


def allowed(before, after):
    """I-X may only follow B-X or I-X. `before` is None at the first word."""
    inside = after > 0 and after % 2 == 0
    return not inside or (before is not None and role(before) == role(after))


def log_softmax(x):
    """Along the last axis."""
    x = x - x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


def viterbi(scores, transitions):
    """scores [n, 7], transitions [7, 7] (from, to) -> best allowed label of each word.

    Ties go to the lower label.
    """
    n, count = scores.shape
    if n == 0:
        return []
    best = np.array([scores[0, k] if allowed(None, k) else -np.inf for k in range(count)])
    back = np.zeros((n, count), int)
    for i in range(1, n):
        new = np.full(count, -np.inf)
        for k in range(count):
            for j in range(count):
                if allowed(j, k) and best[j] + transitions[j, k] > new[k]:
                    new[k], back[i, k] = best[j] + transitions[j, k], j
        best = new + scores[i]
    path = [int(best.argmax())]
    for i in range(n - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]


def spans(labels, wanted, offset):
    """Runs B-X I-X.. of the role `wanted` -> [(first, end)], shifted by offset."""
    out = []
    for i, label in enumerate(labels):
        if role(label) != wanted:
            continue
        if label % 2 == 1:
            out.append([i + offset, i + offset + 1])
        else:
            out[-1][1] = i + offset + 1
    return [tuple(s) for s in out]


def mass(arcs, dependant, head):
    """Mean over the dependant's words of the arc probability that falls on any of the head's."""
    return float(arcs[dependant[0]:dependant[1], 1 + head[0]:1 + head[1]].sum(1).mean())


def word_arcs(arc_scores, heads):
    """[l, l] scores -> [n, 1 + n] probabilities: column 0 is [CLS] ("none"), then words. The
    softmax runs over all pieces, so a row may sum to less than 1."""
    arcs = np.exp(log_softmax(arc_scores[heads]))
    return arcs[:, [0] + list(heads)]


def find_source(arcs, cue, sources, labels, body):
    """The cue's source: a tagged one, one recovered where its arcs point, or None."""
    rows = arcs[cue[0]:cue[1]].mean(0)
    best = max(sources, key=lambda s: mass(arcs, cue, s), default=None)
    share = mass(arcs, cue, best) if best else 0.0
    word = int(rows[1:].argmax())
    if rows[1 + word] > max(share, rows[0]) and word >= body and labels[word - body] == 0:
        return (word, word + 1)
    return best if share > rows[0] else None


def join(fragments):
    """Sorted spans, those that touch merged."""
    out = []
    for a, b in sorted(fragments):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def decode(tag_logits, arc_scores, heads, body, transitions):
    """One window -> [{"source": span | None, "cue": span | None, "content": [span..]}].

    tag_logits [l, 7], arc_scores [l, l], heads: position of each word's first piece, body: the
    first word that is not context. In the order of the cues; contents without any cue come last.
    Cues without content are dropped.
    """
    scores = log_softmax(tag_logits[heads[body:]])
    labels = viterbi(scores, transitions)
    cues, contents, sources = (spans(labels, r, body) for r in (CUE, CONTENT, SOURCE))
    arcs = word_arcs(arc_scores, heads)
    owned = {cue: [] for cue in cues}
    out, orphans = [], []
    for fragment in contents:
        if cues:
            owned[max(cues, key=lambda c: mass(arcs, fragment, c))].append(fragment)
        else:
            orphans.append(fragment)
    for cue in cues:
        if owned[cue]:
            out.append({"source": find_source(arcs, cue, sources, labels, body), "cue": cue,
                        "content": join(owned[cue])})
    return out + [{"source": None, "cue": None, "content": [f]} for f in orphans]
