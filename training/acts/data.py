"""Sentences with the PLOVER root of the event they tell, and verb patterns that mean one."""

import csv
import random
import re
from pathlib import Path

CAMEO = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID",
    "08": "YIELD", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN",
    "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT",
    "20": "ASSAULT",
}


def sentences(path: Path) -> list[tuple[str, str]]:
    """Sentence and root of every row."""
    with path.open(encoding="utf8") as file:
        return [(row["sentence"], row["gold_root"]) for row in csv.DictReader(file, delimiter="\t")]


def split(rows: list[tuple[str, str]], seed: int) -> tuple[list[int], list[int]]:
    """Indices to learn from and a fifth held back, by root; a repeated sentence stays on one side."""
    by_root: dict[str, dict[str, list[int]]] = {}
    for index, (sentence, root) in enumerate(rows):
        by_root.setdefault(root, {}).setdefault(sentence, []).append(index)
    held: list[int] = []
    draw = random.Random(seed)
    for root in sorted(by_root):
        groups = list(by_root[root].values())
        draw.shuffle(groups)
        held += [index for group in groups[: round(len(groups) / 5)] for index in group]
    held_texts = {rows[index][0] for index in held}
    learn = [index for index in range(len(rows)) if rows[index][0] not in held_texts]
    return learn, sorted(held)


def patterns(path: Path) -> list[tuple[str, str]]:
    """Phrases of PETRARCH's verb dictionary and the PLOVER root of their CAMEO code."""
    out: list[tuple[str, str]] = []
    verb = ""
    for line in path.read_text(encoding="utf8", errors="replace").splitlines():
        line = line.split("#")[0].strip()
        if head := re.match(r"---\s+(\S+)\s+", line):
            verb = head[1].replace("_", " ").lower()
            continue
        code = re.search(r"\[(\d{2,4})", line)
        root = CAMEO.get(code[1][:2]) if code else None
        if root is None or not verb:
            continue
        words = re.sub(r"\[.*", "", line)
        if words.startswith("- "):
            words = words[2:].replace("*", f" {verb} ")
            words = re.sub(r"[&+(){}|]", " ", words).replace("_", " ").lower()
            out.append((" ".join(words.split()), root))
        elif re.match(r"[+A-Z]", words):
            forms = re.sub(r"[+{}]", " ", words).split()
            out.extend((form.replace("_", " ").lower(), root) for form in forms)
    return out
