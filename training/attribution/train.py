#!/usr/bin/env python3
"""Fine-tunes MiniLM on PolNeAR train: two processes of one thread, gradients averaged.

    cd training && python -m attribution.train --data ../../shared/data/polnear/train --out work/run

Every step seeds itself from (seed, step, process), so a run broken off goes on from
OUT/checkpoint.pt to the same weights. OUT/weights.safetensors, the moving average of the weights,
is what is exported; OUT/last.safetensors are the last weights themselves.
"""
import argparse
import json
import os
import random
import time
from pathlib import Path

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch.nn import functional as F

from minilm import base

from . import batches, data
from .model import Attribution, NEVER, crf_loss
from .words import Pieces

HALF, PROCESSES = 4, 2
HEADS_FASTER, TAG_SHARE, ARC_SHARE, WARM_UP, CLIP = 3.0, 0.5, 0.3, 0.08, 1.0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", default="../../shared/data/polnear/train")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--average", type=float, default=0.997, help="share kept by the moving average")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save-every", type=int, default=100, metavar="STEPS")
    parser.add_argument("--port", type=int, default=29517)
    parser.add_argument("--stop-after", type=int, default=0, metavar="STEPS", help="for trying things out")
    return parser.parse_args()


def groups(model, rate):
    """Parameter groups: encoder at `rate`, heads faster; no decay on vectors."""
    found = {}
    for name, p in model.named_parameters():
        if p.requires_grad:
            head = not name.startswith("encoder.") or "feature_embeddings" in name
            found.setdefault((head, p.dim() > 1), []).append(p)
    return [{"params": ps, "lr": rate * (HEADS_FASTER if head else 1), "weight_decay": 0.01 * matrix}
            for (head, matrix), ps in sorted(found.items())]


def schedule(step, total):
    """Share of the full rate: linear up over the first 8%, then linear down to nothing."""
    warm = max(1, int(WARM_UP * total))
    return min((step + 1) / warm, (total - step) / (total - warm))


def losses(model, batch):
    """-> (tag loss a word: CRF and cross entropy; arc loss an arc)."""
    model.dropout.draw()
    tags, arcs = model(batch.ids, batch.mask, batch.features)
    logits = tags.gather(1, batch.at[..., None].expand(-1, -1, tags.shape[-1]))
    words = batch.count.sum()
    crf = crf_loss(logits, batch.labels, batch.count, model.constrained()) / words
    real = torch.arange(logits.shape[1]) < batch.count[:, None]
    plain = F.cross_entropy(logits[real], batch.labels[real])
    tag = (1 - TAG_SHARE) * crf + TAG_SHARE * plain
    window, dependant, head = batch.arcs.unbind(1)
    if not len(window):
        return tag, arcs.sum() * 0
    rows = arcs[window, dependant].masked_fill(batch.mask[window] == 0, NEVER)
    return tag, F.cross_entropy(rows, head)


def one_gradient(parameters):
    """-> a vector that holds all gradients: each parameter's is a view into it."""
    flat = torch.zeros(sum(p.numel() for p in parameters))
    for p, part in zip(parameters, flat.split([p.numel() for p in parameters])):
        p.grad = part.view_as(p)
    return flat


class Run:
    """Everything one process holds."""

    def __init__(self, rank, args):
        tokenizer = Tokenizer.from_file(str(base.folder() / "tokenizer.json"))
        self.rank, self.args = rank, args
        self.documents = data.read_part(args.data, tokenizer)
        self.windows = [(d, w) for d in self.documents for w in d.windows]
        self.pieces_of = Pieces(tokenizer)
        torch.manual_seed(args.seed)
        self.model = Attribution()
        self.model.encoder.load_base()
        self.optimiser = torch.optim.AdamW(groups(self.model, args.rate), fused=True)
        self.rates = [g["lr"] for g in self.optimiser.param_groups]
        self.parameters = [p for p in self.model.parameters() if p.requires_grad]
        self.gradient = one_gradient(self.parameters)
        self.slow = [p.detach().clone() for p in self.parameters]
        self.step, self.per_epoch = 0, len(self.order(0))
        self.total = self.per_epoch * args.epochs

    def order(self, epoch):
        return batches.order(self.windows, HALF * PROCESSES, batches.generator(self.args.seed, epoch))

    def batch(self, chosen):
        """This process's half of the windows chosen for the step."""
        rng = random.Random("%d %d %d" % (self.args.seed, self.step, self.rank))
        mine = chosen[self.rank * HALF:(self.rank + 1) * HALF]
        return batches.collate([batches.example(d, w, rng, self.pieces_of) for d, w in mine])

    def take_step(self, chosen):
        """-> (tag loss, arc loss) of this process."""
        torch.manual_seed((self.args.seed * 1000003 + self.step) * PROCESSES + self.rank)
        share = schedule(self.step, self.total)
        for group, rate in zip(self.optimiser.param_groups, self.rates):
            group["lr"] = rate * share
        tag, arc = losses(self.model, self.batch(chosen))
        (tag + ARC_SHARE * arc).backward()
        dist.all_reduce(self.gradient)
        size = float(self.gradient.norm()) / PROCESSES
        self.gradient *= min(1.0, CLIP / (size + 1e-6)) / PROCESSES
        self.optimiser.step()
        self.gradient.zero_()
        self.step += 1
        keep = min(self.args.average, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(self.slow, self.parameters, 1 - keep)
        return float(tag.detach()), float(arc.detach())

    def averaged(self):
        """State of the model with the averaged weights in place of the last ones."""
        slow = {id(p): s for p, s in zip(self.parameters, self.slow)}
        state = self.model.state_dict()
        state.update({n: slow[id(p)] for n, p in self.model.named_parameters() if id(p) in slow})
        return {k: v.contiguous() for k, v in state.items()}

    def save(self):
        state = {"step": self.step, "model": self.model.state_dict(), "slow": self.slow,
                 "optimiser": self.optimiser.state_dict()}
        torch.save(state, self.args.out / "checkpoint.new")
        os.replace(self.args.out / "checkpoint.new", self.args.out / "checkpoint.pt")
        save_file(self.averaged(), self.args.out / "weights.safetensors")
        save_file(self.model.state_dict(), self.args.out / "last.safetensors")

    def load(self):
        path = self.args.out / "checkpoint.pt"
        if path.exists():
            state = torch.load(path, weights_only=True)
            self.step, self.slow = state["step"], [s.detach() for s in state["slow"]]
            self.model.load_state_dict(state["model"])
            self.optimiser.load_state_dict(state["optimiser"])


def train(run):
    """From the step reached to the last."""
    began, seen = time.time(), [0.0, 0.0, 0]
    run.model.train()
    while run.step < run.total:
        for chosen in run.order(run.step // run.per_epoch)[run.step % run.per_epoch:]:
            tag, arc = run.take_step(chosen)
            seen = [seen[0] + tag, seen[1] + arc, seen[2] + 1]
            if run.rank == 0 and run.step % 50 == 0:
                print(json.dumps({"step": run.step, "of": run.total, "seconds": round(time.time() - began),
                                  "tag": round(seen[0] / seen[2], 4), "arc": round(seen[1] / seen[2], 4)}),
                      flush=True)
                seen = [0.0, 0.0, 0]
            if run.rank == 0 and run.step % run.args.save_every == 0:
                run.save()
            if run.step == run.args.stop_after:
                return
    if run.rank == 0:
        run.save()


def work(rank, args):
    torch.set_num_threads(1)
    dist.init_process_group("gloo", init_method="tcp://127.0.0.1:%d" % args.port, rank=rank,
                            world_size=PROCESSES)
    run = Run(rank, args)
    run.load()
    train(run)
    dist.destroy_process_group()


if __name__ == "__main__":
    arguments_given = arguments()
    arguments_given.out.mkdir(parents=True, exist_ok=True)
    mp.spawn(work, (arguments_given,), PROCESSES)
