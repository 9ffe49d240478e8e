#!/usr/bin/env python3
"""Writes or checks features_cases.json, the fixture for other implementations of words.py.

    cd training && python -m attribution.features_cases [--write]
"""
import json
import sys
from pathlib import Path

from . import words as W

FILE = Path(__file__).with_name("features_cases.json")
TEXTS = [
    "The envoy said no deal was near.",
    "\"We will wait,\" said Ana Ruiz, \"and then ACT.\"",
    "Ruiz called it “a first step” – nothing more.",
    "“We were told to leave, the guide said, and we left.",
    "Er sagte: „Wir gehen.“ Dann ging er.",
    "Le ministre a parlé d’« accord » possible.",
    "The pipe is 6\" wide, the iPhone XR’s box 12\" long.",
    "He said: \"I read “Hard Times” twice.\" U.N. aides nodded.",
    "“One.\n“Two.”\nThree” and four.",
    "B-52s, 3rd_party A WHO O'Brien naïve ÉCOLE McDonald",
    "",
    "\"So it ends\" , she wrote . \" Or not",
    "»Nein«, sagte sie, “ ” 〝x〞 ‟y”",
    "''We will go,'' said Ruiz, ``or stay.'' It''s late.",
    "‘We’re going,’ said Ruiz. ‘It’s the leaders’ plan’",
    "He called it 'a good day', and went.",
    "“I read ‘Hard Times’,” she said.",
    "»Ja«, sagte er, und »nein«.",
    "”Fear. I am afraid.” ― Ana Ruiz",
    "It was “half true.“ So he said.",
    "He said ''it's 'breaking' news?'.''",
]


def describe(text):
    """-> the case as the fixture keeps it; offsets are code points."""
    words = W.split_words(text)
    paragraphs = W.split_paragraphs(text, words)
    feats = W.features(text, words, paragraphs)
    return {"text": text, "words": [text[s:e] for s, e in words], "starts": [s for s, _ in words],
            "paragraphs": [list(p) for p in paragraphs], "case": [f % 5 for f in feats],
            "state": [f // 5 for f in feats], "features": feats}


def main():
    cases = [describe(t) for t in TEXTS]
    if "--write" in sys.argv[1:]:
        lines = ",\n".join(" " + json.dumps(c, ensure_ascii=False) for c in cases)
        FILE.write_text("[\n" + lines + "\n]\n", encoding="utf8")
    assert json.loads(FILE.read_text(encoding="utf8")) == cases, "features_cases.json differs"
    print("%d cases agree" % len(cases))


if __name__ == "__main__":
    main()
