#!/usr/bin/env python3
"""Whether threads gather what ECB+ gathers: reporting events of several documents of one story.

    python eval/ecbplus.py --program target/release/rashomon --data ../shared/data/ecbplus

The documents of each story of a part are compared by the program. A mention of ACTION_REPORTING in a sentence that the
corpus checked is found if it overlaps a cue, and two mentions of different documents are together if a thread has
statements of both. Against the chains of the corpus: precision, recall and F1 of pairs of documents' mentions, and
B-cubed over all found mentions (threads joined where they share a statement). Beside it, two baselines on the same
mentions: every mention alone, and together where the sentences share most of their words. Needs nothing but Python.
"""
import argparse
import csv
import itertools
import json
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from pathlib import Path

NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?%)\]’”]|'s|n't|'re|'ve|'ll|'d|'m|''|’s)$")
NO_SPACE_AFTER = re.compile(r"^(?:[(\[$“‘]|``)$")

# Share of the shorter sentence's words that two sentences must have in common, for the baseline.
MOST_WORDS = 0.5


def document(path, checked):
    """-> text, [(start, end, chain, sentence's words)] of the reporting mentions, in characters."""
    root = ET.parse(path).getroot()
    text, place, sentence_of, words = "", {}, {}, defaultdict(list)
    last, glued = None, True
    for token in root.iter("token"):
        word, sentence = token.text or "", int(token.get("sentence"))
        if last is not None and sentence != last:
            text, glued = text + "\n", True
        if not glued and not NO_SPACE_BEFORE.match(word):
            text += " "
        place[token.get("t_id")] = (len(text), len(text) + len(word))
        sentence_of[token.get("t_id")] = sentence
        words[sentence].append(word.lower())
        text += word
        last, glued = sentence, bool(NO_SPACE_AFTER.match(word))
    chain = {source.get("m_id"): relation.get("note")
             for relation in root.iter("CROSS_DOC_COREF") for source in relation.findall("source")}
    mentions = []
    for mention in root.iter("ACTION_REPORTING"):
        tokens = [anchor.get("t_id") for anchor in mention.findall("token_anchor")]
        if tokens and sentence_of[tokens[0]] in checked:
            name = chain.get(mention.get("m_id"), "%s %s" % (path.name, mention.get("m_id")))
            spans = [place[t] for t in tokens]
            mentions.append((min(s for s, _ in spans), max(e for _, e in spans), name,
                             Counter(w for w in words[sentence_of[tokens[0]]] if len(w) > 3)))
    return text, mentions


def stories(data, part):
    """-> {story: [path]}: the documents that tell one event; a topic of ECB+ has two."""
    out = defaultdict(list)
    for path in sorted((data / part).rglob("*.xml")):
        topic, kind = re.match(r"(\d+)_\d+(ecbplus|ecb)", path.stem).groups()
        out[topic + kind].append(path)
    return out


def checked_sentences(data):
    out = defaultdict(set)
    with open(data / "ECBplus_coreference_sentences.csv", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            out["%s_%s" % (row["Topic"], row["File"])].add(int(row["Sentence Number"]))
    return out


def compared(program, texts):
    """-> per document, its statements' cues in characters with the threads that they stand in."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for nth, text in enumerate(texts):
            file = Path(folder) / ("%03d.txt" % nth)
            file.write_text(text, encoding="utf-8")
            files.append(str(file))
        out = subprocess.run([program, "compare", "-q", "--format", "json", *files], check=True, capture_output=True)
    result = json.loads(out.stdout)
    threads = defaultdict(set)
    for nth, thread in enumerate(result["threads"]):
        for member in thread["members"]:
            threads[member["account"], member["statement"]].add(nth)
    cues = {}
    for annotated in result["accounts"]:
        account = annotated["account"]
        raw = account["text"].encode()
        characters = lambda at: len(raw[:at].decode(errors="ignore"))
        cues[int(Path(account["path"]).stem)] = [
            (characters(start), characters(end), threads[account["id"], statement["id"]])
            for statement in annotated["statements"] for start, end in statement["cue"]]
    return cues


def b_cubed(gold, found):
    """-> precision, recall over items; `gold` and `found` name each item's group."""
    items = range(len(gold))
    shares = []
    for i in items:
        same_gold = {j for j in items if gold[j] == gold[i]}
        same_found = {j for j in items if found[j] == found[i]}
        both = len(same_gold & same_found)
        shares.append((both / len(same_found), both / len(same_gold)))
    return [sum(s[k] for s in shares) / max(1, len(shares)) for k in (0, 1)]


def groups(count, together):
    """Names groups of items that hang together, one after the other."""
    name = list(range(count))
    for i, j in together:
        if name[i] != name[j]:
            old, new = name[j], name[i]
            name = [new if n == old else n for n in name]
    return name


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", default="dev", help="train to choose by, dev to measure")
    args = parser.parse_args()
    checked = checked_sentences(args.data)
    names = ("threads", "sentences that share most words", "each alone")
    pairs = {name: [0, 0] for name in names}
    cubed = {name: [[], []] for name in names}
    all_gold = missed = mentions_of_all = items_of_all = 0
    for story, paths in sorted(stories(args.data, args.part).items()):
        documents = [document(path, checked[path.stem]) for path in paths]
        cues = compared(args.program, [text for text, _ in documents])
        items = []
        for nth, (_, mentions) in enumerate(documents):
            for start, end, chain, words in mentions:
                own = [t for s, e, t in cues.get(nth, []) if s < end and start < e]
                items.append((nth, chain, words, set().union(*own) if own else None))
        mentions_of_all += len(items)
        same = lambda x, y: x[0] != y[0] and x[1] == y[1]
        every = sum(same(x, y) for x, y in itertools.combinations(items, 2))
        items = [item for item in items if item[3] is not None]
        items_of_all += len(items)
        gold = [(i, j) for i, j in itertools.combinations(range(len(items)), 2) if same(items[i], items[j])]
        all_gold, missed = all_gold + len(gold), missed + every - len(gold)
        across = [(i, j) for i, j in itertools.combinations(range(len(items)), 2) if items[i][0] != items[j][0]]

        def alike(i, j):
            a, b = items[i][2], items[j][2]
            return sum((a & b).values()) >= MOST_WORDS * max(1, min(sum(a.values()), sum(b.values())))

        told = {"threads": [p for p in across if items[p[0]][3] & items[p[1]][3]],
                "sentences that share most words": [p for p in across if alike(*p)], "each alone": []}
        for name, together in told.items():
            pairs[name][0] += len(set(together) & set(gold))
            pairs[name][1] += len(together)
            for k, value in enumerate(b_cubed([i[1] for i in items], groups(len(items), together))):
                cubed[name][k].append((value, len(items)))
    print("%d reporting mentions, %d of them found as cues; %d pairs of one chain in two documents, %d of both found"
          % (mentions_of_all, items_of_all, all_gold + missed, all_gold))
    for name in names:
        right, together = pairs[name]
        p, r = right / max(1, together), right / max(1, all_gold)
        bp, br = (sum(v * n for v, n in cubed[name][k]) / max(1, items_of_all) for k in (0, 1))
        print("%-32s pairs P %.3f R %.3f F1 %.3f; B-cubed P %.3f R %.3f F1 %.3f"
              % (name, p, r, f1(p, r), bp, br, f1(bp, br)))


if __name__ == "__main__":
    main()
