"""Pairs of sentences with a label (1: they report one thing) from the paraphrase sets, ECB+ and perturbation."""

import csv
import glob
import random
import re
import xml.etree.ElementTree as ET

SEED = 20261122


def mrpc(path):
    with open(path, encoding="utf-8-sig") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [(r[3], r[4], int(r[0])) for r in rows if len(r) == 5]


def sick(path):
    with open(path, encoding="utf-8") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [(r[1], r[2], int(r[4] == "ENTAILMENT")) for r in rows if len(r) == 5]


def sts(paths, same=4, other=2.5):
    """Graded pairs: from 4 up they say the same, up to 2.5 they do not, those between are left out."""
    out = []
    for path in paths:
        for line in open(path, encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 3 or not cells[0].strip():
                continue
            grade = float(cells[0])
            if grade >= same or grade <= other:
                out.append((cells[1].strip(), cells[2].strip(), int(grade >= same)))
    return out


def ecb(folder, most):
    """Sentences in which a reporting event of one chain stands, in two documents; and neighbours that share none."""
    out, by_chain = [], {}
    for path in sorted(glob.glob(f"{folder}/**/*.xml", recursive=True)):
        root = ET.parse(path).getroot()
        tokens = {t.get("t_id"): (t.get("sentence"), t.text or "") for t in root.iter("token")}
        said = {}
        for sentence, word in tokens.values():
            said.setdefault(sentence, []).append(word)
        chain = {}
        for relation in root.iter("CROSS_DOC_COREF"):
            for source in relation.findall("source"):
                chain[source.get("m_id")] = relation.get("note")
        for mention in root.iter("ACTION_REPORTING"):
            anchors = [a.get("t_id") for a in mention.findall("token_anchor")]
            if mention.get("m_id") in chain and anchors:
                text = " ".join(said[tokens[anchors[0]][0]])
                by_chain.setdefault(chain[mention.get("m_id")], []).append((path, text))
    chains = sorted(by_chain)
    for name in chains:
        mentions = by_chain[name]
        for (path, a), (other, b) in zip(mentions, mentions[1:]):
            if path != other and a != b:
                out.append((a, b, 1))
    topics = {}
    for name in chains:
        for path, text in by_chain[name]:
            topics.setdefault(path.split("/")[-2], []).append((name, text))
    for mentions in topics.values():
        for (name, a), (other, b) in zip(mentions, mentions[7:]):
            if name != other:
                out.append((a, b, 0))
    random.Random(SEED).shuffle(out)
    return out[:most]


def perturbed(sentences, most):
    """What accounts do to one sentence (the same thing), and what makes it say another (not the same)."""
    rng = random.Random(SEED)
    out = []
    sentences = [s for s in sentences if 8 <= len(s.split()) <= 40]
    for nth, sentence in enumerate(sentences):
        if len(out) >= most:
            break
        words = sentence.split()
        kind = nth % 5
        if kind == 0:  # cut short
            out.append((sentence, " ".join(words[: rng.randint(5, max(5, len(words) * 2 // 3))]), 1))
        elif kind == 1:  # words dropped
            out.append((sentence, " ".join(w for w in words if rng.random() > 0.2), 1))
        elif kind == 2 and re.search(r"\d", sentence):  # another figure for the same thing
            out.append((sentence, re.sub(r"\d", lambda _: str(rng.randint(1, 9)), sentence), 1))
        elif kind == 3:  # told at second hand
            told = re.sub(r"\b[Ww]e\b", "they", re.sub(r"\bI\b", "he", sentence))
            told = re.sub(r"\bwill\b", "would", re.sub(r"\b(is|are)\b", "was", told))
            out.append((sentence, "He said that " + told, 1))
        elif kind == 4:  # denied
            denied = re.sub(r"\b(is|are|was|were|will|has|have|had|would)\b", r"\1 not", sentence, count=1)
            if denied != sentence:
                out.append((sentence, denied, 0))
    return out


def assemble(data):
    """All sets by name; every choice is fixed by the seed."""
    rng = random.Random(SEED)

    def some(rows, most):
        rows = list(rows)
        rng.shuffle(rows)
        return rows[:most]

    train = mrpc(f"{data}/paraphrase/mrpc-train.tsv")
    return {
        "mrpc": some(train, 700),
        "mrpc-val": mrpc(f"{data}/paraphrase/mrpc-val.tsv"),
        "sick": some(sick(f"{data}/paraphrase/sick-train.tsv"), 250),
        "sts": some(sts(sorted(glob.glob(f"{data}/paraphrase/sts-*.tsv"))), 250),
        "ecb": ecb(f"{data}/ecbplus/train", 200),
        "perturbed": perturbed([a for a, _, _ in some(train, 1500)], 300),
    }
