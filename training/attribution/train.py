#!/usr/bin/env python3
"""Fine-tunes an encoder on PolNeAR train, in processes of one thread whose gradients are averaged.

    cd training && python -m attribution.train --data ../../shared/data/polnear/train --out work/run

--mpnet FOLDER trains the teacher. --soft FOLDER adds the teacher's scores (see `soften.py`) to what
is learned, and the articles that have nothing else. --start FILE begins from trained weights, of
which --keep LAYERS may take some only.

Every step seeds itself from (seed, step, process), so a run broken off goes on from
OUT/checkpoint.pt to the same weights. OUT/weights.safetensors, the moving average of the weights,
is what is exported; OUT/last.safetensors are the last weights themselves.
"""
import argparse
import dataclasses
import json
import os
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

from minilm import base
from mpnet import base as mpnet

from . import batches, data
from .model import Attribution, NEVER, crf_loss
from .soften import documents
from .words import Pieces

WINDOWS = 8
TAG_SHARE, ARC_SHARE, WARM_UP, CLIP = 0.5, 0.3, 0.08, 1.0

# Of tags and arcs: the teacher is much better at the first and hardly at the second.
SOFT_SHARES = 0.6, 0.4


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../../shared/data/polnear/train"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--average", type=float, default=0.997, help="share kept by the moving average")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--faster", type=float, default=3.0, help="rate of the heads over the encoder's")
    parser.add_argument("--mpnet", type=Path, metavar="FOLDER", help="train the teacher from these base weights")
    parser.add_argument("--frozen", type=int, default=0, metavar="LAYERS", help="lowest layers left as they are")
    parser.add_argument("--soft", type=Path, metavar="FOLDER", help="the teacher's scores, by soften.py")
    parser.add_argument("--wire", type=Path, metavar="FOLDER", help="wire stories, see unlabelled.py")
    parser.add_argument("--start", type=Path, metavar="FILE", help="begin from these weights")
    parser.add_argument("--keep", default="", metavar="LAYERS", help='of those weights, such as "024"')
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save-every", type=int, default=100, metavar="STEPS")
    parser.add_argument("--port", type=int, default=29517)
    parser.add_argument("--stop-after", type=int, default=0, metavar="STEPS", help="for trying things out")
    return parser.parse_args()


def groups(model, rate, faster):
    """Parameter groups: encoder at `rate`, heads faster; no decay on vectors."""
    found = {}
    for name, p in model.named_parameters():
        if p.requires_grad:
            head = not name.startswith("encoder.") or "feature_embeddings" in name
            found.setdefault((head, p.dim() > 1), []).append(p)
    return [{"params": ps, "lr": rate * (faster if head else 1), "weight_decay": 0.01 * matrix}
            for (head, matrix), ps in sorted(found.items())]


def schedule(step, total):
    """Share of the full rate: linear up over the first 8%, then linear down to nothing."""
    warm = max(1, int(WARM_UP * total))
    return min((step + 1) / warm, (total - step) / (total - warm))


def hard_losses(model, batch, logits, arcs):
    """Against the annotators -> (tag loss a word: CRF and cross entropy; arc loss an arc)."""
    real = (torch.arange(logits.shape[1]) < batch.count[:, None]) & batch.hard[:, None]
    if not real.any():
        return logits.sum() * 0, arcs.sum() * 0
    count = batch.count * batch.hard
    crf = crf_loss(logits, batch.labels, count, model.constrained()) / count.sum()
    plain = F.cross_entropy(logits[real], batch.labels[real])
    tag = (1 - TAG_SHARE) * crf + TAG_SHARE * plain
    window, dependant, head = batch.arcs.unbind(1)
    if not len(window):
        return tag, arcs.sum() * 0
    rows = arcs[window, dependant].masked_fill(batch.mask[window] == 0, NEVER)
    return tag, F.cross_entropy(rows, head)


def soft_losses(batch, logits, arcs):
    """Against the teacher -> (cross entropy a word, cross entropy an arc: a word counts as far as the
    teacher takes it for part of a cue or content)."""
    tag, words, arc, weights = 0.0, 0, 0.0, 1e-6
    for i, (tags, heads, columns) in enumerate(batch.soft):
        n = len(tags)
        tags, heads = torch.from_numpy(tags).float().exp(), torch.from_numpy(heads).float()
        tag = tag - (tags * F.log_softmax(logits[i, :n], -1)).sum()
        weight = tags[:, 3:].sum(-1)
        rows = arcs[i, batch.at[i, :n]].masked_fill(batch.mask[i] == 0, NEVER)
        log = F.log_softmax(rows, -1)[:, columns]
        arc = arc - ((heads * log).sum(-1) * weight).sum()
        words, weights = words + n, weights + float(weight.sum())
    return tag / words, arc / weights


def losses(model, batch):
    """-> (tag loss a word, arc loss an arc), hard, or soft and hard mixed."""
    model.dropout.draw()
    tags, arcs = model(batch.ids, batch.mask, batch.features)
    logits = tags.gather(1, batch.at[..., None].expand(-1, -1, tags.shape[-1]))
    hard = hard_losses(model, batch, logits, arcs)
    if batch.soft[0] is None:
        return hard
    soft = soft_losses(batch, logits, arcs)
    return tuple((1 - share) * h + share * s for share, h, s in zip(SOFT_SHARES, hard, soft))


def one_gradient(parameters):
    """-> a vector that holds all gradients: each parameter's is a view into it."""
    flat = torch.zeros(sum(p.numel() for p in parameters))
    for p, part in zip(parameters, flat.split([p.numel() for p in parameters])):
        p.grad = part.view_as(p)
    return flat


def layers_in(weights):
    """How many layers a file of weights has."""
    return 1 + max(int(name.split(".")[3]) for name in weights if name.startswith("encoder.encoder.layer."))


def freeze(model, layers):
    """Leaves the encoder's lowest layers as they are, and all below them but the features' embedding."""
    for layer in model.encoder.encoder["layer"][:layers]:
        layer.requires_grad_(False)
    if layers:
        model.encoder.embeddings.requires_grad_(False)
        model.encoder.embeddings["feature_embeddings"].requires_grad_(True)


def begin(args):
    """The model before its first step."""
    shape = mpnet.SHAPE if args.mpnet else base.SHAPE
    model = Attribution(shape)
    if args.start:
        started = load_file(args.start)
        model = Attribution(dataclasses.replace(shape, layers=layers_in(started)))
        model.load_state_dict(started)
        kept = model.encoder.encoder["layer"]
        model.encoder.encoder["layer"] = nn.ModuleList(kept[int(i)] for i in args.keep or range(len(kept)))
    else:
        model.encoder.load_base(mpnet.weights(args.mpnet) if args.mpnet else base.weights())
    freeze(model, args.frozen)
    return model


class Soft:
    """The teacher's scores, read as they are asked for."""

    def __init__(self, folder):
        parts = [np.load(path) for path in sorted(folder.glob("part-*.npz"))]
        self.where = {name: part for part in parts for name in part.files}

    def of(self, document, window):
        """-> (tags [body, 7], arcs [body, 1 + words])"""
        name = "%s|%d|" % (document.name, document.windows.index(window))
        return tuple(self.where[name + kind][name + kind] for kind in ("tags", "arcs"))


class Run:
    """Everything one process holds."""

    def __init__(self, rank, args):
        tokenizer = Tokenizer.from_file(str(base.folder() / "tokenizer.json"))
        self.rank, self.args = rank, args
        self.soft = Soft(args.soft) if args.soft else None
        self.documents = (documents(args.data.parent.parent, tokenizer, args.wire) if args.soft
                          else data.read_part(args.data, tokenizer))
        self.windows = [(d, w) for d in self.documents for w in d.windows]
        self.pieces_of = Pieces(tokenizer)
        torch.manual_seed(args.seed)
        self.model = begin(args)
        self.optimiser = torch.optim.AdamW(groups(self.model, args.rate, args.faster), fused=True)
        self.rates = [g["lr"] for g in self.optimiser.param_groups]
        self.parameters = [p for p in self.model.parameters() if p.requires_grad]
        self.gradient = one_gradient(self.parameters)
        self.slow = [p.detach().clone() for p in self.parameters]
        self.step, self.per_epoch = 0, len(self.order(0))
        self.total = self.per_epoch * args.epochs

    def order(self, epoch):
        return batches.order(self.windows, WINDOWS, batches.generator(self.args.seed, epoch))

    def batch(self, chosen):
        """This process's share of the windows chosen for the step."""
        rng = random.Random("%d %d %d" % (self.args.seed, self.step, self.rank))
        mine = chosen[self.rank::self.args.processes]
        return batches.collate([batches.example(d, w, rng, self.pieces_of, self.soft and self.soft.of(d, w))
                                for d, w in mine])

    def take_step(self, chosen):
        """-> (tag loss, arc loss) of this process."""
        torch.manual_seed((self.args.seed * 1000003 + self.step) * self.args.processes + self.rank)
        share = schedule(self.step, self.total)
        for group, rate in zip(self.optimiser.param_groups, self.rates):
            group["lr"] = rate * share
        tag, arc = losses(self.model, self.batch(chosen))
        (tag + ARC_SHARE * arc).backward()
        if self.args.processes > 1:
            dist.all_reduce(self.gradient)
        size = float(self.gradient.norm()) / self.args.processes
        self.gradient *= min(1.0, CLIP / (size + 1e-6)) / self.args.processes
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
                            world_size=args.processes)
    run = Run(rank, args)
    run.load()
    train(run)
    dist.destroy_process_group()


if __name__ == "__main__":
    arguments_given = arguments()
    arguments_given.out.mkdir(parents=True, exist_ok=True)
    mp.spawn(work, (arguments_given,), arguments_given.processes)
