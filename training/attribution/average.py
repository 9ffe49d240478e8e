#!/usr/bin/env python3
"""Averages the weights of two and more runs of one network that went on from each other.

    cd training && python -m attribution.average --out OUT.safetensors RUN/weights.safetensors ...

What either learned of noise differs, what both learned stays.
"""
import argparse
from pathlib import Path

from safetensors.torch import load_file, save_file


def average(runs):
    """States of the same names and shapes -> their mean, in the types of the first."""
    return {name: (sum(run[name].double() for run in runs) / len(runs)).to(first.dtype).contiguous()
            for name, first in runs[0].items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("runs", type=Path, nargs="+")
    args = parser.parse_args()
    args.out.parent.mkdir(parents=True, exist_ok=True)
    save_file(average([load_file(path) for path in args.runs]), args.out)


if __name__ == "__main__":
    main()
