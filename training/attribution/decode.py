"""Scores of one window -> attributions. Pure functions over numpy arrays; nothing is kept.

Changelog
1  Viterbi without learned transitions; content to the cue with most arc mass; cue to the source
   with most arc mass or none; a source recovered where the arc points at an untagged word.

2  A cue keeps its strongest fragment, and others only with an arc mass of SECOND or more: a
   fragment whose own cue was missed no longer spoils a neighbour's content. No source is
   recovered any more: a source must be tagged. Contents are dropped if the window has no cue.
   Each attribution has a confidence. (Before the first release it also took transitions and a
   shift of O; transitions made no difference, and the shift is now in the weights.)

Shapes: n words in the window, l pieces with [CLS] and [SEP].
A span is (first word, end word), end exclusive, counted in the window's words.
"""
import numpy as np

VERSION = 2
SECOND = 0.7
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


def viterbi(scores):
    """scores [n, 7] -> best allowed label of each word.

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
                if allowed(j, k) and best[j] > new[k]:
                    new[k], back[i, k] = best[j], j
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


def find_source(arcs, cue, sources):
    """The tagged source with most of the cue's arc mass; None if "none" has as much or more."""
    best = max(sources, key=lambda s: mass(arcs, cue, s), default=None)
    none = float(arcs[cue[0]:cue[1], 0].mean())
    return best if best and mass(arcs, cue, best) > none else None


def share_out(arcs, contents, cues):
    """-> {cue: [(fragment, mass)]}: each fragment to the cue with most of its arc mass, the first
    of equals; of each cue the strongest fragment, and those with a mass of SECOND or more."""
    owned = {cue: [] for cue in cues}
    for fragment in contents:
        cue = max(cues, key=lambda c: mass(arcs, fragment, c))
        owned[cue].append((fragment, mass(arcs, fragment, cue)))
    for cue, held in owned.items():
        strongest = max((m for _, m in held), default=0.0)
        owned[cue] = [(f, m) for f, m in held if m >= SECOND or m == strongest]
    return owned


def confidence(tags, cue, held, body):
    """Geometric mean of the probabilities of the roles given to the words of cue and content,
    times the mean arc mass of the content's fragments. tags: log probabilities [n - body, 7]."""
    logs = []
    for wanted, (a, b) in [(CUE, cue)] + [(CONTENT, f) for f, _ in held]:
        pair = tags[a - body:b - body, 2 * wanted - 1:2 * wanted + 1]
        logs += list(np.logaddexp(pair[:, 0], pair[:, 1]))
    return float(np.exp(np.mean(logs)) * np.mean([m for _, m in held]))


def join(fragments):
    """Sorted spans, those that touch merged."""
    out = []
    for a, b in sorted(fragments):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def decode(tag_logits, arc_scores, heads, body):
    """One window -> [{"source": span | None, "cue": span, "content": [span..], "confidence"}], in
    the order of the cues.

    tag_logits [l, 7], arc_scores [l, l], heads [n]: position of each word's first piece, body: the
    first word that is not context. Cues without content are dropped, and contents in a window
    without a cue.
    """
    tags = log_softmax(tag_logits[heads[body:]].astype(np.float64))
    labels = viterbi(tags)
    cues, contents, sources = (spans(labels, r, body) for r in (CUE, CONTENT, SOURCE))
    if not cues:
        return []
    arcs = word_arcs(arc_scores, heads)
    return [{"source": find_source(arcs, cue, sources), "cue": cue, "content": join(f for f, _ in held),
             "confidence": confidence(tags, cue, held, body)}
            for cue, held in share_out(arcs, contents, cues).items() if held]
