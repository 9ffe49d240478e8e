"""Trains the mention tagger and the pair scorer from rows that the Rust code writes; see README.md.

    python -m mentions.train tagger WORK/tagger-train WORK/tagger-dev OUT/tagger.bin
    python -m mentions.train pairs WORK/pairs-train WORK/pairs-dev OUT/pairs.bin

The features are made by the code that will use the weights, so that the two cannot differ. One seed, one
thread: the same rows give the same bytes.
"""

import sys

import numpy as np
import torch

SEED = 20190514
BUCKETS, TAGS, HEADS = 1 << 16, 9, 3  # tags from HEADS on head a mention; as in tagger.rs
HIDDEN, FEATURES = 32, 399  # as in weights.rs and pairs.rs


def column(path, name, kind):
    return torch.from_numpy(np.fromfile(f"{path}.{name}", dtype=kind).astype(np.int64))


# --- tagger


def tagger_rows(path):
    right = column(path, "right", "u1")
    return column(path, "ids", "<u2").view(len(right), -1), right, column(path, "weights", "u1").float()


def train_tagger(train, dev, out, epochs=8, rate=0.01, decay=1e-6, batch=2048, kept=0.85):
    ids, tags, weights = tagger_rows(train)
    table = torch.nn.EmbeddingBag(BUCKETS, TAGS, mode="sum")
    torch.nn.init.zeros_(table.weight)
    bias = torch.nn.Parameter(torch.zeros(TAGS))
    optimizer = torch.optim.Adam([*table.parameters(), bias], lr=rate)
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = rate * (1 - epoch / epochs)
        for pick in torch.randperm(len(ids)).split(batch):
            # Leaving out features at random keeps the rare ones from deciding alone.
            mask = (torch.rand(ids[pick].shape) < kept).float() / kept
            scores = table(ids[pick], per_sample_weights=mask) + bias
            losses = torch.nn.functional.cross_entropy(scores, tags[pick], reduction="none")
            loss = (losses * weights[pick]).mean() + decay * (table.weight**2).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    judge_tagger(table, bias, dev)
    weights = table.weight.detach().numpy()
    scale = np.abs(weights).max() / 127
    with open(out, "wb") as file:
        file.write(np.array([scale, *bias.detach().numpy()], dtype="<f4").tobytes())
        file.write(np.round(weights / scale).astype(np.int8).tobytes())


@torch.no_grad()
def judge_tagger(table, bias, dev):
    ids, tags, _ = tagger_rows(dev)
    guess = (table(ids) + bias).argmax(1)
    head, gold = guess >= HEADS, tags >= HEADS
    both, exact = (head & gold).sum(), ((guess == tags) & head).sum()
    print(
        f"dev: right {(guess == tags).float().mean():.4f}, heads P {both / head.sum():.3f} R {both / gold.sum():.3f},"
        f" with the right class P {exact / head.sum():.3f} R {exact / gold.sum():.3f}",
        flush=True,
    )


# --- pairs


class Rows:
    """Mentions with their choices, in the order of the texts."""

    def __init__(self, path):
        self.ids = column(path, "ids", "<u2")
        self.values = column(path, "values", "u1").float() / 255
        counts = column(path, "counts", "u1")
        self.right = column(path, "right", "u1").bool()
        choices = column(path, "choices", "<u2")
        self.weights = column(path, "weights", "u1").float()
        zero = torch.zeros(1, dtype=torch.int64)
        self.cells = torch.cat([zero, counts.cumsum(0)])  # where each choice begins
        self.starts = torch.cat([zero, choices.cumsum(0)])  # where each mention begins

    def batch(self, first, last):
        """Mentions first..last: features, choices, whose they are, which are right, weights."""
        a, b = self.starts[first], self.starts[last]
        x, y = self.cells[a], self.cells[b]
        sizes = self.starts[first + 1 : last + 1] - self.starts[first:last]
        of = torch.repeat_interleave(torch.arange(last - first), sizes)
        first_choice = self.starts[first:last] - a
        return (self.ids[x:y], self.values[x:y], self.cells[a:b] - x, of, first_choice, self.right[a:b])


class Pairs(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.into = torch.nn.EmbeddingBag(FEATURES, HIDDEN, mode="sum")
        torch.nn.init.normal_(self.into.weight, std=0.1)
        self.bias = torch.nn.Parameter(torch.full((HIDDEN,), 0.1))
        self.out = torch.nn.Parameter(torch.randn(HIDDEN) * 0.3)

    def forward(self, ids, values, starts):
        hidden = self.into(ids, starts, per_sample_weights=values) + self.bias
        return torch.relu(hidden) @ self.out


# What the three mistakes of Durrett and Klein (2013) cost: beginning a chain wrongly, joining what should begin
# one, joining the wrong one.
FALSE_NEW, FALSE_LINK, WRONG_LINK = 2.0, 0.3, 1.0


def costs(of, first, right):
    is_new = right[first]
    cost = torch.where(is_new[of], FALSE_LINK, WRONG_LINK)
    cost[first] = FALSE_NEW
    return torch.where(right, 0.0, cost)


def log_sums(scores, of, count):
    """For each mention the log of the sum of its choices' exponentials."""
    top = torch.full((count,), -1e9).scatter_reduce(0, of, scores.detach(), "amax")
    return torch.zeros(count).index_add(0, of, (scores - top[of]).exp()).clamp_min(1e-30).log() + top


@torch.no_grad()
def judge_pairs(model, rows):
    good, count = torch.zeros(2), torch.zeros(2)
    total = len(rows.weights)
    for at in range(0, total, 200):
        end = min(at + 200, total)
        ids, values, starts, of, first, right = rows.batch(at, end)
        scores = model(ids, values, starts)
        best = torch.full((end - at,), -1e9).scatter_reduce(0, of, scores, "amax")
        hit = torch.zeros(end - at).index_add(0, of, ((scores == best[of]) & right).float()).clamp_max(1)
        for kind, mask in enumerate((right[first], ~right[first])):
            good[kind] += hit[mask].sum()
            count[kind] += mask.sum()
    return f"new {good[0] / count[0]:.4f} of {int(count[0])}, joined {good[1] / count[1]:.4f} of {int(count[1])}"


def train_pairs(train, dev, out, epochs=8, rate=0.004, size=48):
    rows, dev_rows = Rows(train), Rows(dev)
    model = Pairs()
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.02)
    total = len(rows.weights)
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = rate * (1 - epoch / epochs)
        losses = 0.0
        for block in np.random.permutation((total + size - 1) // size):
            at, end = block * size, min(block * size + size, total)
            ids, values, starts, of, first, right = rows.batch(at, end)
            scores = model(ids, values, starts) + costs(of, first, right)
            every = log_sums(scores, of, end - at)
            good = log_sums(scores.masked_fill(~right, -1e4), of, end - at)
            loss = ((every - good) * rows.weights[at:end]).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses += loss.item()
        print(f"epoch {epoch + 1}: loss {losses:.0f}, dev: {judge_pairs(model, dev_rows)}", flush=True)
    with torch.no_grad(), open(out, "wb") as file:
        for part in (model.into.weight, model.bias, model.out):
            file.write(part.numpy().astype("<f4").tobytes())


if __name__ == "__main__":
    torch.manual_seed(SEED)
    np.random.seed(SEED)
    torch.set_num_threads(1)
    what, train, dev, out = sys.argv[1:]
    {"tagger": train_tagger, "pairs": train_pairs}[what](train, dev, out)
