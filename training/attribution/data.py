"""Reads PolNeAR and makes labelled windows of it."""
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from . import words as W
from .decode import LABELS

ROLES = ("source", "cue", "content")


@dataclass
class Document:
    """An article, cut into words and windows. `golds`: one list of attributions an annotator, the
    annotator whose id sorts first in front; an attribution is {role: sorted word indices}."""
    name: str
    text: str
    words: list
    pieces: list
    marks: list
    windows: list
    golds: list


def read_ann(raw):
    """brat standoff -> [{role: [[start, end]..]}], one an E line."""
    spans, out = {}, []
    for line in raw.split("\n"):
        m = re.match(r"(T\d+)\t\S+ ([\d ;]+)\t", line)
        if m:
            spans[m[1]] = [list(map(int, f.split())) for f in m[2].split(";")]
    for line in raw.split("\n"):
        m = re.match(r"E\d+\t(.*)$", line)
        if m:
            found = defaultdict(list)
            for argument in m[1].split():
                kind, target = argument.split(":")
                found[re.sub(r"\d+$", "", kind).lower()] += spans[target]
            out.append({role: sorted(found[role]) for role in ROLES})
    return out


def to_words(attributions, words):
    """Character spans -> word indices: a word belongs to a span that it touches."""
    at = {c: i for i, (s, e) in enumerate(words) for c in range(s, e)}
    return [{r: sorted({at[c] for s, e in a[r] for c in range(s, e) if c in at}) for r in ROLES}
            for a in attributions]


def read_document(name, text, golds, pieces_of):
    words = W.split_words(text)
    paragraphs = W.split_paragraphs(text, words)
    pieces = [pieces_of(text[s:e]) for s, e in words]
    cut = W.windows(text, words, paragraphs, [len(p) for p in pieces])
    return Document(name, text, words, pieces, W.features(text, words, paragraphs), cut,
                    [to_words(g, words) for g in golds])


def read_part(folder, tokenizer):
    """folder/text/*.txt and folder/attributions/*_ANNOTATOR.ann -> [Document], sorted by name."""
    pieces_of, anns, out = W.Pieces(tokenizer), defaultdict(list), []
    for path in sorted(Path(folder, "attributions").glob("*.ann")):
        anns[path.stem.rsplit("_", 1)[0]].append(path)
    for name in sorted(anns):
        text = read(Path(folder, "text", name + ".txt"))
        out.append(read_document(name, text, [read_ann(read(p)) for p in anns[name]], pieces_of))
    return out


def read(path):
    """Without newline translation: offsets count every character."""
    with open(path, encoding="utf8", newline="") as f:
        return f.read()


def label_window(gold, window):
    """-> (labels [n], -1 in the context; heads [n]: word index within the window that the word's
    arc points at, -1 for none ([CLS]), -2 for no arc to learn).

    Indices outside the window are left out, so a content whose cue is elsewhere has no arc.
    """
    n = window.end - window.first
    labels = [-1] * (window.body - window.first) + [0] * (window.end - window.body)
    heads = [-2] * n
    for a in gold:
        inside = {r: [w - window.first for w in a[r] if window.body <= w < window.end] for r in ROLES}
        for k, r in enumerate(ROLES):
            for i, w in enumerate(inside[r]):
                follows = i > 0 and inside[r][i - 1] == w - 1
                labels[w] = LABELS.index("%s-%s" % ("I" if follows else "B", r.upper()))
        for w in inside["content"] if inside["cue"] else ():
            heads[w] = inside["cue"][0]
        for w in inside["cue"] if inside["source"] or not a["source"] else ():
            heads[w] = inside["source"][0] if inside["source"] else -1
    return mend(labels), heads


def mend(labels):
    """An I that follows nothing of its role becomes a B: its B was dropped, or another annotation
    lies on top. -1 is a word without a label."""
    return [k - 1 if k > 0 and k % 2 == 0 and (i == 0 or labels[i - 1] not in (k, k - 1)) else k
            for i, k in enumerate(labels)]


def write_predictions(path, predictions):
    """{document: [attribution in characters]} -> the scorer's JSON lines."""
    with open(path, "w", encoding="utf8") as f:
        for name, found in predictions.items():
            f.write(json.dumps({"doc": name, "attributions": found}) + "\n")
