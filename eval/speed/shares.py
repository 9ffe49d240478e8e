#!/usr/bin/env python3
"""What each stage behind the encoder takes, as a share of the encoder's processor time.

    CARGO_PROFILE_RELEASE_DEBUG=line-tables-only CARGO_PROFILE_RELEASE_STRIP=none cargo build --release -p rashomon
    RAYON_NUM_THREADS=1 perf record -F 499 --call-graph dwarf,24576 -o PERF \\
        target/release/rashomon read -q --format jsonl TEXTS > /dev/null
    eval/speed/shares.py PERF

Each sample of the profile is given to the stage on its stack. What is done once in a run (weights, patterns, tables)
is counted apart, since it does not grow with the accounts.
"""
import collections
import re
import subprocess
import sys

# The first that stands on a sample's stack has it; a name may be a part of a function's path.
STAGES = (
    ("once in a run", ("Models::load", "sync::once", "sync::lazy_lock")),
    ("encoder", ("Encoder>::encode", "rashomon_encoder::")),
    ("speakers: chains (coreference)", ("rashomon_core::coreference",)),
    ("speakers: the rest", ("rashomon_core::speakers",)),
    ("setting, voucher", ("rashomon_core::setting",)),
    ("voice", ("rashomon_core::voice",)),
    ("issues", ("rashomon_core::issues",)),
    ("around the tagger", ("rashomon_core::attribute",)),
    ("times, quantities, events", ("rashomon_core::times", "rashomon_core::quantities", "rashomon_core::encounters")),
    ("reading", ("rashomon_read::",)),
)
ASKED = ("speakers: chains (coreference)", "speakers: the rest", "setting, voucher", "voice", "issues")


def stacks(profile):
    """The functions on the stack of each sample."""
    command = ["perf", "script", "-i", profile, "--no-inline", "-F", "comm,ip,sym"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as script:
        stack = []
        for line in script.stdout:
            if re.match(r"\s+[0-9a-f]+ ", line):
                stack.append(line.split(maxsplit=1)[1].strip())
            elif not line.strip() and stack:
                yield stack
                stack = []


def stage(stack):
    whole = "\n".join(stack)
    return next((name for name, parts in STAGES if any(part in whole for part in parts)), "other")


def main():
    counts = collections.Counter(stage(stack) for stack in stacks(sys.argv[1]))
    encoder = counts["encoder"]
    for name in [name for name, _ in STAGES] + ["other"]:
        print(f"{name:32} {counts[name]:6} samples {100 * counts[name] / encoder:6.1f} % of the encoder's")
    print(f"{'speakers, setting, voice, issues':32} {100 * sum(counts[n] for n in ASKED) / encoder:21.1f} %")


if __name__ == "__main__":
    main()
