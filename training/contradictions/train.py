#!/usr/bin/env python3
"""Trains the scorer of relations.

    cd training && python -m contradictions.train --data DATA --near near.tsv --out RUN --epochs 3

Writes RUN/weights.safetensors (the moving average) and RUN/checkpoint.pt, from which a broken run goes on.
"""
import argparse
import json
import os
import time
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from attribution.train import CLIP, groups, schedule
from attribution.words import Pieces
from minilm import base

from . import pairs
from .evaluate import measure, relations
from .model import Relation, collate, encode

CLAIMS = Path(__file__).with_name("claims")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--claims", type=Path, default=CLAIMS)
    parser.add_argument("--data", type=Path, default=Path("../../shared/data"))
    parser.add_argument("--near", type=Path, help="pairs of near sentences, by near.py")
    parser.add_argument("--sets", type=Path, help="pairs of sentences of whole accounts, by sets.py")
    parser.add_argument("--times", type=int, default=2, help="how often an epoch has these")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, metavar="FILE", help="begin from these weights")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=32, help="pairs a step")
    parser.add_argument("--rate", type=float, default=1.5e-4)
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
    """Minus the log of what the classes that may be right have together."""
    allowed = torch.tensor([[c in p.classes for c in range(logits.shape[1])] for p in batch])
    logs = logits.log_softmax(-1)
    return -logs.masked_fill(~allowed, float("-inf")).logsumexp(-1).mean()


def main():
    args = arguments()
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    train, dev = pairs.split(pairs.events_in(args.claims))
    train = train + dev if args.all else train
    others = pairs.others(args.data, args.near, args.sets, args.times)
    pieces = Pieces(Tokenizer.from_file(str(base.folder() / "tokenizer.json")))
    torch.manual_seed(args.seed)
    model = Relation()
    if args.start:
        model.load_state_dict(load_file(args.start))
    else:
        model.encoder.load_base(base.weights())
    optimiser = torch.optim.AdamW(groups(model, args.rate, 3.0), fused=True)
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

    per_epoch = len(steps(pairs.epoch(train, others, args.seed, 0), args.batch, 0))
    total, began, seen = per_epoch * args.epochs, time.time(), []
    print(json.dumps({"events": len(train), "others": len(others), "steps": total}), flush=True)
    while step < total:
        number = step // per_epoch
        model.train()
        for batch in steps(pairs.epoch(train, others, args.seed, number), args.batch, number)[step % per_epoch:]:
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
        judge = Relation().eval()
        judge.load_state_dict(averaged())
        print(json.dumps({"epoch": number + 1} | measure(*relations(judge, pieces, dev))), flush=True)


if __name__ == "__main__":
    main()
