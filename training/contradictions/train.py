#!/usr/bin/env python3
"""Trains the scorer of relations.

    cd training && python -m contradictions.train --data DATA --near near.tsv --out RUN --epochs 3

--mpnet FOLDER trains the teacher from these base weights; --soft FILE ... adds what it thinks (`soften.py`). Writes
RUN/weights.safetensors (the moving average) and RUN/checkpoint.pt, from which a broken run goes on.
"""
import argparse
import json
import os
import time
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from attribution.train import CLIP, freeze, groups, schedule
from attribution.words import Pieces
from minilm import base
from mpnet import base as mpnet

from . import pairs
from .evaluate import measure, relations
from .model import Relation, collate, encode

# Of the teacher's opinion in the loss, where it was asked.
SOFT_SHARE = 0.7
CLAIMS = Path(__file__).with_name("claims")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--claims", type=Path, default=CLAIMS)
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"))
    parser.add_argument("--near", type=Path, help="pairs of near sentences, by near.py")
    parser.add_argument("--sets", type=Path, help="pairs of sentences of whole accounts, by sets.py")
    parser.add_argument("--times", type=int, default=2, help="how often an epoch has these")
    parser.add_argument("--share", type=float, default=1.0, help="of the pairs other than those that an epoch takes")
    parser.add_argument("--mpnet", type=Path, metavar="FOLDER", help="train the teacher from these base weights")
    parser.add_argument("--frozen", type=int, default=0, metavar="LAYERS", help="lowest layers left as they are")
    parser.add_argument("--soft", type=Path, nargs="+", default=[], help="what the teacher thinks, by soften.py")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, metavar="FILE", help="begin from these weights")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=32, help="pairs a step")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--faster", type=float, default=3.0, help="rate of the layer on top over the encoder's")
    parser.add_argument("--average", type=float, default=0.998, help="share kept by the moving average")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--all", action="store_true", help="train on the events for choosing too")
    parser.add_argument("--stop-after", type=int, default=0, metavar="STEPS", help="for trying things out")
    return parser.parse_args()


def steps(found, size, seed):
    """Batches of pairs of like length, in an order that depends on the seed."""
    order = sorted(range(len(found)), key=lambda i: (len(found[i].a) + len(found[i].b)) // 16)
    cut = [order[i:i + size] for i in range(0, len(order), size)]
    shuffled = torch.randperm(len(cut), generator=torch.Generator().manual_seed(seed)).tolist()
    return [[found[i] for i in cut[at]] for at in shuffled]


def loss_of(logits, batch):
    """Minus the log of what the classes that may be right have together, mixed with the cross entropy against the teacher."""
    allowed = torch.tensor([[c in p.classes for c in range(logits.shape[1])] for p in batch])
    logs = logits.log_softmax(-1)
    hard = -logs.masked_fill(~allowed, float("-inf")).logsumexp(-1)
    share = torch.tensor([SOFT_SHARE if p.soft else 0.0 for p in batch])
    soft = torch.tensor([p.soft or (0.0,) * logits.shape[1] for p in batch])
    return ((1 - share) * hard - share * (soft * logs).sum(-1)).mean()


def main():
    args = arguments()
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    train, dev = pairs.split(pairs.events_in(args.claims))
    train = train + dev if args.all else train
    others = pairs.others(args.data, args.near, args.sets, args.times)
    pieces = Pieces(Tokenizer.from_file(str(base.folder() / "tokenizer.json")))
    torch.manual_seed(args.seed)
    shape = mpnet.SHAPE if args.mpnet else base.SHAPE
    model = Relation(shape)
    if args.start:
        model.load_state_dict(load_file(args.start))
    else:
        model.encoder.load_base(mpnet.weights(args.mpnet) if args.mpnet else base.weights())
    freeze(model, args.frozen)
    optimiser = torch.optim.AdamW(groups(model, args.rate, args.faster), fused=True)
    rates = [group["lr"] for group in optimiser.param_groups]
    parameters = [p for p in model.parameters() if p.requires_grad]
    slow = [p.detach().clone() for p in parameters]
    checkpoint, step = args.out / "checkpoint.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        step, slow = state["step"], state["slow"]
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])

    def averaged():
        of = {id(p): s for p, s in zip(parameters, slow)}
        state = model.state_dict()
        state.update({n: of[id(p)] for n, p in model.named_parameters() if id(p) in of})
        return {k: v.contiguous() for k, v in state.items()}

    def save():
        state = {"step": step, "model": model.state_dict(), "slow": slow, "optimiser": optimiser.state_dict()}
        torch.save(state, args.out / "checkpoint.new")
        os.replace(args.out / "checkpoint.new", checkpoint)
        save_file(averaged(), args.out / "weights.safetensors")

    soft = pairs.read_soft(args.soft)
    drawn = lambda number: pairs.taught(pairs.epoch(train, others, args.seed, number, share=args.share), soft)
    per_epoch = len(steps(drawn(0), args.batch, 0))
    total, began, seen = per_epoch * args.epochs, time.time(), []
    print(json.dumps({"events": len(train), "others": len(others), "steps": total}), flush=True)
    while step < total:
        number = step // per_epoch
        model.train()
        for batch in steps(drawn(number), args.batch, number)[step % per_epoch:]:
            torch.manual_seed(args.seed * 1000003 + step)
            model.dropout.draw() if step % 8 == 0 or model.dropout.pool is None else None
            for group, rate in zip(optimiser.param_groups, rates):
                group["lr"] = rate * schedule(step, total)
            loss = loss_of(model(*collate([encode(p.a, p.b, pieces) for p in batch])), batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, CLIP)
            optimiser.step()
            optimiser.zero_grad()
            step += 1
            keep = min(args.average, (1 + step) / (10 + step))
            with torch.no_grad():
                torch._foreach_lerp_(slow, parameters, 1 - keep)
            seen.append(float(loss.detach()))
            if step % 50 == 0:
                print(json.dumps({"step": step, "of": total, "seconds": round(time.time() - began),
                                  "loss": round(sum(seen) / len(seen), 4)}), flush=True)
                seen = []
            if step % 500 == 0:
                save()
            if args.stop_after and step >= args.stop_after:
                return
        save()
        if args.mpnet:  # too slow to be tried on as many pairs
            continue
        judge = Relation(shape).eval()
        judge.load_state_dict(averaged())
        print(json.dumps({"epoch": number + 1} | measure(*relations(judge, pieces, dev))), flush=True)


if __name__ == "__main__":
    main()
