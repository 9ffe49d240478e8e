#!/usr/bin/env python3
"""A second domain: attributions against GUM's RST attribution relations.

    python gum_attribution.py texts  GUM/dev OUT            writes OUT/NAME.txt
    python gum_attribution.py score  GUM/dev PREDICTIONS    prints recall, precision, F1

PREDICTIONS: what `rashomon read --format jsonl OUT` prints, or JSON lines of another program: {"doc":
NAME, "attributions": [{"source", "cue", "content"}]}, each a list of [start, end] in code points, or null.

The mapping. A relation attribution-positive or -negative X -> Y says that the elementary unit X ("he
said") attributes the unit Y, and names the words of the source (atsrc) and of the cue (indwd, indph).
A prediction is the relation's if its cue (or its source, where it has no cue) touches X and its
content touches Y; it is linked if, besides, its source touches the source's words. One prediction
serves one relation. GUM's relations need a clause of attribution, so a statement with a noun for a cue
("his claim that"), and a part of a clause in quotation marks, are not among them: precision is a lower
bound. Genres: news, interview, speech.
"""
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

GENRES = ("news", "interview", "speech")


def read(path):
    """CoNLL-U -> (text, units {number: [start, end]}, relations [(X, Y, source spans)])."""
    text, tokens, starts, relations, skip = "", [], [], [], 0
    gap = ""
    for line in path.read_text(encoding="utf8").split("\n"):
        if line.startswith("# newpar") and "block" not in line and text:
            gap = "\n\n"
        if not line or line[0] == "#":
            continue
        fields = line.split("\t")
        number, form, misc = fields[0], fields[1], dict(f.split("=", 1) for f in fields[9].split("|") if "=" in f)
        if "." in number:
            continue
        if "-" in number:
            skip = int(number.split("-")[1])
            text += gap + form
            whole, gap = (len(text) - len(form), len(text)), "" if misc.get("SpaceAfter") == "No" else " "
            continue
        if int(number) <= skip:
            span = whole
            skip = 0 if int(number) == skip else skip
        else:
            text += gap + form
            span, gap = (len(text) - len(form), len(text)), "" if misc.get("SpaceAfter") == "No" else " "
        tokens.append(span)
        if "Discourse" in misc:
            starts.append((unit_of(misc["Discourse"]), len(tokens) - 1))
            relations += attributions(misc["Discourse"])
    ends = [at for _, at in starts[1:]] + [len(tokens)]
    units = {n: (tokens[a][0], tokens[b - 1][1]) for (n, a), b in zip(starts, ends)}
    source = lambda places: [tokens[i - 1] for i in places if i <= len(tokens)]
    return text, units, [(x, y, source(places)) for x, y, places in relations]


def unit_of(value):
    """Discourse=relation:X->Y:.. or ROOT:X -> X"""
    return int(re.search(r":(\d+)", value)[1])


def attributions(value):
    """-> [(X, Y, token numbers of the source)] of the attribution relations."""
    out = []
    for part in value.split(";"):
        m = re.match(r"attribution-(?:positive|negative)(?:_\w)?:(\d+)->(\d+)", part)
        if m:
            places = []
            for signal in re.findall(r"sem-atsrc-([\d,-]+?)-(?:gold|_)", part):
                for piece in signal.split(","):
                    a, _, b = piece.partition("-")
                    places += range(int(a), int(b or a) + 1)
            out.append((int(m[1]), int(m[2]), places))
    return out


def touches(spans, others):
    return any(a < d and c < b for a, b in spans or [] for c, d in others)


def score(relations, units, predictions):
    """-> (relations, found, linked, predictions)"""
    free, found, linked = list(predictions), 0, 0
    for x, y, source in relations:
        if x not in units or y not in units:
            continue
        mine = [p for p in free if touches(p["cue"] or p["source"], [units[x]]) and touches(p["content"], [units[y]])]
        best = next((p for p in mine if touches(p["source"], source)), mine[0] if mine else None)
        if best:
            free.remove(best)
            found += 1
            linked += touches(best["source"], source)
    return len(relations), found, linked, len(predictions)


def predictions(path):
    """-> {document: [{"source", "cue", "content"}]}, spans in code points."""
    out = {}
    for line in map(json.loads, open(path, encoding="utf8")):
        if "account" not in line:
            out[line["doc"]] = line["attributions"]
            continue
        text = line["account"]["text"].encode()
        chars = lambda spans: [[len(text[:x].decode()) for x in span] for span in spans or []] or None
        out[Path(line["account"]["path"]).stem] = [
            {role: chars(s[role]) for role in ("source", "cue", "content")} for s in line["statements"]]
    return out


def documents(folder):
    paths = sorted(Path(folder).glob("*.conllu"))
    return [(p.stem, *read(p)) for p in paths if p.stem.split("_")[1] in GENRES]


def main():
    verb, folder, other = sys.argv[1:4]
    if verb == "texts":
        Path(other).mkdir(parents=True, exist_ok=True)
        for name, text, _, _ in documents(folder):
            Path(other, name + ".txt").write_text(text, encoding="utf8")
        return
    given = predictions(other)
    sums = defaultdict(lambda: [0, 0, 0, 0])
    for name, _, units, relations in documents(folder):
        for key in (name.split("_")[1], "all"):
            sums[key] = [a + b for a, b in zip(sums[key], score(relations, units, given.get(name, [])))]
    for key, (gold, found, linked, predicted) in sums.items():
        f1 = lambda n: 200 * n / max(1, gold + predicted)
        print("%-10s relations %3d, predictions %3d | found R %5.1f P %5.1f F1 %5.1f | with source R %5.1f P %5.1f F1 %5.1f"
              % (key, gold, predicted, 100 * found / gold, 100 * found / max(1, predicted), f1(found),
                 100 * linked / gold, 100 * linked / max(1, predicted), f1(linked)))


if __name__ == "__main__":
    main()
