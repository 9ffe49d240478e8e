"""The network: MiniLM over "[CLS] a [SEP] b [SEP]", and a layer over the first state that scores the classes.

The feature of a piece says on which side it stands, and whether its word is on the other side too.
"""
import torch
from torch import nn

from attribution.model import Dropout, Encoder, Linear
from attribution.words import CLS, SEP, split_words
from minilm import base

from .pairs import CLASSES

MOST_PIECES = 80


class Relation(nn.Module):
    """`encoder` as everywhere, `relation` a linear layer over [CLS]."""

    def __init__(self, shape=base.SHAPE, dropout=0.1):
        super().__init__()
        self.dropout = Dropout(dropout)
        self.encoder = Encoder(shape, self.dropout)
        self.relation = Linear(shape.hidden, len(CLASSES))

    def forward(self, ids, mask, features):
        """All int64 [b, l] -> [b, classes]."""
        states = self.encoder(ids, mask, features)
        return self.relation(self.dropout(states[:, 0])).float()


def side(text, pieces):
    """-> [(word in lower case, piece ids)] of at most MOST_PIECES pieces."""
    out, size = [], 0
    for start, end in split_words(text):
        ids = pieces(text[start:end])
        size += len(ids)
        if size > MOST_PIECES:
            break
        out.append((text[start:end].lower(), ids))
    return out


def encode(a, b, pieces):
    """Two texts -> (ids, features)."""
    a, b = side(a, pieces), side(b, pieces)
    ids, features = [CLS], [0]
    for number, own, other in ((0, a, b), (1, b, a)):
        words = {word for word, _ in other}
        for word, found in own:
            ids += found
            features += [number + 2 * (word in words)] * len(found)
        ids.append(SEP)
        features.append(number)
    return ids, features


def collate(encoded):
    """-> ids, mask, features, int64 [b, l]"""
    longest = max(len(ids) for ids, _ in encoded)
    fill = lambda values: values + [0] * (longest - len(values))
    ids = torch.tensor([fill(ids) for ids, _ in encoded])
    mask = torch.tensor([fill([1] * len(ids)) for ids, _ in encoded])
    return ids, mask, torch.tensor([fill(features) for _, features in encoded])
