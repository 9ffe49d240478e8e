"""Text -> words, features, windows of pieces: everything the model is fed. See FEATURES.md.

A word is (start, end) in code points. Nothing here knows about labels.
"""
import re
from dataclasses import dataclass

from .quotes import DOUBLED, find_marks, pair

WORD = re.compile(r"''|``|[^\W_]+|_|[^\w\s]")
CLS, SEP, UNKNOWN = 101, 102, 100
PIECES, CONTEXT, PIECES_A_WORD = 254, 64, 16
OUTSIDE, INSIDE, MARK, UNCLOSED = 0, 1, 2, 3


def split_words(text):
    """-> [(start, end)] of letters-and-digits runs, of two apostrophes or backticks, and of every
    other character but white space."""
    return [m.span() for m in WORD.finditer(text)]


def split_paragraphs(text, words):
    """-> [(from, to)] index ranges of words with no line feed between them."""
    cuts = [i for i in range(1, len(words)) if "\n" in text[words[i - 1][1]:words[i][0]]]
    edges = [0] + cuts + [len(words)]
    return [(a, b) for a, b in zip(edges, edges[1:]) if b > a]


def case_class(word):
    """0 no letter, 1 no capital, 2 Capitalised (or one capital alone), 3 ALL CAPS, 4 mixed."""
    letters = [c for c in word if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if not letters:
        return 0
    if capitals == 0:
        return 1
    if capitals == len(letters) and capitals >= 2:
        return 3
    return 2 if capitals == 1 and letters[0].isupper() else 4


def quote_states(text, words):
    """Quote state of each word of ONE paragraph: 0 outside, 1 inside, 2 a mark, 3 after a mark that
    opened and was never closed."""
    if not words:
        return []
    marks = find_marks(text, words[0][0], words[-1][1])
    starts, quotations = {m[0] for m in marks}, pair(marks, words[-1][1])
    states = []
    for start, _ in words:
        around = [closed for a, b, closed in quotations if a <= start < b]
        states.append(MARK if start in starts else OUTSIDE if not around else INSIDE if around[0] else UNCLOSED)
    return states


def features(text, words, paragraphs):
    """-> [case + 5 * state], one a word."""
    out = []
    for a, b in paragraphs:
        states = quote_states(text, words[a:b])
        out += [case_class(text[s:e]) + 5 * q for (s, e), q in zip(words[a:b], states)]
    return out


class Pieces:
    """WordPiece of one word at a time, lower-cased, remembered."""

    def __init__(self, tokenizer):
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self.tokenizer, self.known = tokenizer, {}

    def __call__(self, word):
        """-> 1 to 16 piece ids; [UNK] where the tokenizer's clean-up leaves nothing."""
        word = '"' if word in DOUBLED else word.lower()
        if word not in self.known:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids
            self.known[word] = ids[:PIECES_A_WORD] or [UNKNOWN]
        return self.known[word]


@dataclass
class Window:
    """Words first..end of a document, of which those from body on are to be labelled."""
    first: int
    body: int
    end: int


def cut_paragraph(text, words, sizes, a, b):
    """Paragraph a..b -> ranges of at most 254 - 64 pieces if it is longer than 254; a cut comes
    after the last '.', '!' or '?' of the second half, if there is one."""
    if sum(sizes[a:b]) <= PIECES:
        return [(a, b)]
    out = []
    while a < b:
        end = stop = fit(sizes, a, b, PIECES - CONTEXT)
        if end < b:
            for i in range(end - 1, (a + end) // 2, -1):
                if text[slice(*words[i])] in (".", "!", "?"):
                    stop = i + 1
                    break
        out.append((a, stop))
        a = stop
    return out


def fit(sizes, a, b, room):
    """-> the largest end <= b such that the words a..end fit into `room` pieces."""
    total = 0
    for i in range(a, b):
        total += sizes[i]
        if total > room:
            return i
    return b


def windows(text, words, paragraphs, sizes):
    """Packs paragraphs (sizes: pieces of each word) greedily into windows of 254 pieces, then puts
    up to 64 pieces of whole words of the text before in front, as far as there is room."""
    ranges = [r for a, b in paragraphs for r in cut_paragraph(text, words, sizes, a, b)]
    bodies = []
    for a, b in ranges:
        if bodies and sum(sizes[bodies[-1][0]:b]) <= PIECES:
            bodies[-1] = (bodies[-1][0], b)
        else:
            bodies.append((a, b))
    return [Window(before(sizes, a, min(CONTEXT, PIECES - sum(sizes[a:b]))), a, b) for a, b in bodies]


def before(sizes, a, room):
    """-> the first word of the context in front of word a."""
    while a > 0 and sizes[a - 1] <= room:
        a -= 1
        room -= sizes[a]
    return a


def encode(window, pieces, marks):
    """pieces: ids of each word, marks: feature of each word -> (input_ids, features, position of
    the first piece of each word of the window), with [CLS] and [SEP]."""
    ids, feats, heads = [CLS], [0], []
    for w in range(window.first, window.end):
        heads.append(len(ids))
        ids += pieces[w]
        feats += [marks[w]] * len(pieces[w])
    return ids + [SEP], feats + [0], heads
