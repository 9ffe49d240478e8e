"""The network: an encoder (MiniLM, or MPNet for the teacher) with features added to its embeddings,
a tag head with a CRF, a biaffine arc head.

Weights are float32, the computation is bfloat16. Dropout sits on hidden states only.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

from minilm import base

from .decode import LABELS, allowed

ARC, FEATURES, NEVER = 128, 20, -1e4


class Linear(nn.Linear):
    """A layer that computes in the type of its input; its weights stay float32."""

    def forward(self, x):
        return F.linear(x, self.weight.to(x.dtype), None if self.bias is None else self.bias.to(x.dtype))


class Norm(nn.LayerNorm):
    """Likewise."""

    def __init__(self, shape):
        super().__init__(shape.hidden, eps=shape.epsilon)

    def forward(self, x):
        return F.layer_norm(x, self.normalized_shape, self.weight.to(x.dtype), self.bias.to(x.dtype), self.eps)


class Dropout(nn.Module):
    """Dropout that draws its zeros once a step: every call reads a stretch of them, from a random
    place on. Drawing them is slow on a CPU; `draw` is called before each training step."""

    POOL = 1 << 22

    def __init__(self, share):
        super().__init__()
        self.share, self.pool = share, None

    def draw(self):
        kept = torch.rand(self.POOL) >= self.share
        self.pool = kept.to(torch.bfloat16) / (1 - self.share)

    def forward(self, x):
        if not self.training or self.pool is None or x.numel() > self.POOL:
            return F.dropout(x, self.share, self.training)
        start = int(torch.randint(self.POOL - x.numel() + 1, ()))
        return x * self.pool[start:start + x.numel()].view_as(x)


class Layer(nn.Module):
    """One transformer layer; parameter names as in the base weights."""

    def __init__(self, shape, dropout):
        super().__init__()
        self.attention = nn.ModuleDict({
            "self": nn.ModuleDict({k: Linear(shape.hidden, shape.hidden) for k in ("query", "key", "value")}),
            "output": nn.ModuleDict({"dense": Linear(shape.hidden, shape.hidden), "LayerNorm": Norm(shape)})})
        self.intermediate = nn.ModuleDict({"dense": Linear(shape.hidden, shape.inner)})
        self.output = nn.ModuleDict({"dense": Linear(shape.inner, shape.hidden), "LayerNorm": Norm(shape)})
        self.shape, self.dropout = shape, dropout

    def forward(self, x, bias):
        """x [b, l, hidden], bias [b, 1 or heads, 1 or l, l] (very negative for padding) -> as x.

        Written out, since PyTorch's fused attention is slower backwards on a CPU."""
        mine, out = self.attention["self"], self.attention["output"]
        heads = lambda y: y.unflatten(-1, (self.shape.heads, -1)).transpose(1, 2)
        q, k, v = (heads(mine[name](x)) for name in ("query", "key", "value"))
        scores = (q * (self.shape.hidden // self.shape.heads) ** -0.5) @ k.transpose(2, 3)
        mixed = scores.add_(bias).softmax(-1) @ v
        x = out["LayerNorm"](x + self.dropout(out["dense"](mixed.transpose(1, 2).flatten(2))))
        inner = F.gelu(self.intermediate["dense"](x))
        return self.output["LayerNorm"](x + self.dropout(self.output["dense"](inner)))


def buckets(length):
    """Distance of two pieces (from row to column) -> one of MPNet's 32 buckets, [length, length]:
    16 a direction, exact up to 7, then logarithmic up to 127."""
    away = torch.arange(length)[None, :] - torch.arange(length)[:, None]
    size = away.abs()
    far = 8 + (torch.log(size.clamp(min=1) / 8) / math.log(16) * 8).long().clamp(max=7)
    return torch.where(size < 8, size, far) + 16 * (away > 0)


class Encoder(nn.Module):
    """MiniLM or MPNet. The word table is frozen, and rounded as the int8 model will have it."""

    def __init__(self, shape, dropout):
        super().__init__()
        embed = lambda n: nn.Embedding(n, shape.hidden)
        self.embeddings = nn.ModuleDict({
            "word_embeddings": embed(30522), "position_embeddings": embed(512),
            "token_type_embeddings": embed(2), "feature_embeddings": embed(FEATURES),
            "LayerNorm": Norm(shape)})
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))})
        self.distance = nn.Embedding(32, shape.heads) if shape.relative else None
        self.dropout, self.compute = dropout, torch.bfloat16
        self.embeddings["word_embeddings"].weight.requires_grad_(False)
        nn.init.zeros_(self.embeddings["feature_embeddings"].weight)

    def load_base(self, found):
        """Takes base weights, {name: float32 array}; the features' embedding stays zero."""
        weights = {k: torch.tensor(v) for k, v in found.items() if k in self.state_dict()}
        name = "embeddings.word_embeddings.weight"
        weights[name] = torch.tensor(base.round_table(weights[name].numpy()))
        missing, unknown = self.load_state_dict(weights, strict=False)
        assert missing == ["embeddings.feature_embeddings.weight"] and not unknown, (missing, unknown)

    def forward(self, ids, mask, features):
        """All int64 [b, l] -> [b, l, hidden]."""
        e = self.embeddings
        places = e["position_embeddings"].weight[:ids.shape[1]] + e["token_type_embeddings"].weight[0]
        x = e["LayerNorm"](e["word_embeddings"](ids) + places + e["feature_embeddings"](features))
        x = self.dropout(x.to(self.compute))
        bias = ((1 - mask) * NEVER).to(x.dtype)[:, None, None, :]
        if self.distance is not None:
            bias = bias + self.distance(buckets(ids.shape[1])).permute(2, 0, 1).to(x.dtype)
        for layer in self.encoder["layer"]:
            x = layer(x, bias)
        return x


class Attribution(nn.Module):
    """Encoder and heads. `transitions` [7, 7] (from, to) are the CRF's."""

    def __init__(self, shape=base.SHAPE, dropout=0.1):
        super().__init__()
        self.dropout = Dropout(dropout)
        self.encoder = Encoder(shape, self.dropout)
        self.tag = Linear(shape.hidden, len(LABELS))
        self.dependant, self.head = Linear(shape.hidden, ARC), Linear(shape.hidden, ARC)
        self.pair, self.popular = Linear(ARC, ARC, bias=False), Linear(ARC, 1)
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))

    def forward(self, ids, mask, features):
        """-> tag_logits [b, l, 7], arc_scores [b, l, l] (dependant, head)."""
        x = self.dropout(self.encoder(ids, mask, features))
        dependant, head = F.gelu(self.dependant(x)), F.gelu(self.head(x))
        arcs = self.pair(dependant) @ head.transpose(1, 2) + self.popular(head).transpose(1, 2)
        return self.tag(x).float(), arcs.float()

    def constrained(self):
        """The transitions, with those that are not allowed at -10000."""
        ban = torch.tensor([[0.0 if allowed(j, k) else NEVER for k in range(7)] for j in range(7)])
        return self.transitions + ban


def log_product(a, b):
    """Matrix product in the log semiring: [.., 7, 7] x [.., 7, 7]."""
    return torch.logsumexp(a.unsqueeze(-1) + b.unsqueeze(-3), dim=-2)


def crf_loss(logits, labels, count, transitions):
    """Negative log likelihood, summed over windows.

    logits [b, n, 7] with n a power of two, labels [b, n], count [b]: words that are real, in front; 0 for a window
    without labels, which adds nothing.
    The partition is a tree of n products of 7 x 7 matrices, log2(n) steps deep.
    """
    b, n, k = logits.shape
    real = torch.arange(n) < count[:, None]
    start = torch.tensor([0.0 if allowed(None, i) else NEVER for i in range(k)])
    scores = logits + F.pad(start[None, None], (0, 0, 0, n - 1))
    unit = torch.full((k, k), NEVER).fill_diagonal_(0.0)
    steps = torch.where(real[:, 1:, None, None], transitions + scores[:, 1:, None, :], unit)
    steps = torch.cat([steps, unit.expand(b, 1, k, k)], 1)
    while steps.shape[1] > 1:
        steps = log_product(steps[:, 0::2], steps[:, 1::2])
    total = torch.logsumexp(torch.logsumexp(scores[:, 0, :, None] + steps[:, 0], 1), 1)
    gold = (scores.gather(2, labels[..., None])[..., 0] * real).sum(1)
    moves = transitions[labels[:, :-1], labels[:, 1:]] * real[:, 1:]
    return ((total - gold - moves.sum(1)) * (count > 0)).sum()
