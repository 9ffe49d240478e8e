"""Threads out of pair scores: what `compare/threads.rs` does, and how near it comes to gold."""

import itertools
import json
import os
import subprocess

import numpy as np

GRID = list(itertools.product([0.3, 0.35, 0.4, 0.45], [0.7, 0.8, 0.9], [0.25, 0.3, 0.35, 0.4]))
NEARLY_BEST, UNLIKE = 0.7, 0.03

# Where the features say that the speakers are known to differ.
DIFFERENT = 16


def read_gold(folder):
    """-> a case's gold; a story's lines (account, group or "-", speaker, words) in the same form."""
    if os.path.exists(f"{folder}/gold.json"):
        return json.load(open(f"{folder}/gold.json", encoding="utf-8"))
    statements, groups = {}, {}
    for nth, line in enumerate(open(f"{folder}/gold.tsv", encoding="utf-8")):
        account, group, speaker, anchor = line.rstrip("\n").split("\t")
        ident = f"{account}-{nth:03}"
        statements.setdefault(account, []).append({"id": ident, "speaker": speaker, "anchor": anchor, "offset": 0})
        if group != "-":
            groups.setdefault(group, []).append(ident)
    return {"statements": statements, "alignments": [{"ids": ids} for ids in groups.values()], "must_not_align": []}


class Case:
    """The pairs of a folder of accounts, its gold (gold.json of a case or gold.tsv of a story), and which gold statements
    each piece holds."""

    def __init__(self, folder, program, work):
        """`WORK/compared/NAME.json` is what `rashomon compare FOLDER --format json` printed."""
        self.name = os.path.basename(folder.rstrip("/"))
        file = f"{work}/case-{self.name}.json"
        if not os.path.exists(file):
            compared = f"{work}/compared/{self.name}.json"
            found = subprocess.run([program, "accounts", compared], check=True, capture_output=True).stdout
            with open(file, "wb") as out:
                out.write(found)
        read = json.load(open(file, encoding="utf-8"))
        gold = read_gold(folder)
        self.pieces, self.pairs = read["pairs"]["pieces"], read["pairs"]["pairs"]
        accounts = {a["account"]["id"]: a for a in read["comparison"]["accounts"]}
        self.stem = {i: os.path.splitext(os.path.basename(a["account"]["path"]))[0] for i, a in accounts.items()}
        self.accounts = sorted({self.stem[p["account"]] for p in self.pieces})
        self.found, self.in_piece = {}, [set() for _ in self.pieces]
        for account in accounts.values():
            self.locate(account, gold["statements"].get(self.stem[account["account"]["id"]], []))
        self.gold, self.forbidden = set(), [tuple(m["ids"]) for m in gold["must_not_align"] if len(m["ids"]) == 2]
        for group in gold["alignments"]:
            for pair in itertools.combinations(sorted(group["ids"]), 2):
                if pair[0][:2] != pair[1][:2] and all(i[:2] in self.accounts for i in pair):
                    self.gold.add(pair)

    def locate(self, account, statements):
        text, ident = account["account"]["text"], account["account"]["id"]
        byte = [0]
        for c in text:
            byte.append(byte[-1] + len(c.encode()))
        for wanted in statements:
            at = wanted["offset"]
            if text[at : at + len(wanted["anchor"])] != wanted["anchor"]:
                at = text.find(wanted["anchor"])
            if at < 0:
                continue
            start, end = byte[at], byte[at + len(wanted["anchor"])]
            cover = lambda spans: sum(max(0, min(end, b) - max(start, a)) for a, b in spans)
            ranked = []
            for s in account["statements"]:
                inner, full = cover(s["content"]), cover(s["content"] + s["cue"] + s["source"])
                if inner * 2 >= end - start or full * 2 >= end - start:
                    size = sum(b - a for a, b in s["content"])
                    ranked.append(((inner * 2 >= end - start, inner, full, -size), s["id"]))
            if ranked:
                self.found[wanted["id"]] = (ident, max(ranked)[1])
            for nth, piece in enumerate(self.pieces):
                if piece["account"] == ident and cover([piece["span"]]) * 2 >= end - start:
                    self.in_piece[nth].add(wanted["id"])

    def examples(self, size, accounts=None):
        """Features (the first `size`, where there are so many) and labels of pairs of pieces that hold gold statements."""
        x, y = [], []
        for a, b, verbatim, features in self.pairs:
            stems = {self.stem[self.pieces[a]["account"]], self.stem[self.pieces[b]["account"]]}
            if verbatim or len(features) < size or accounts is not None and not stems <= set(accounts):
                continue
            if self.in_piece[a] and self.in_piece[b]:
                pairs = itertools.product(self.in_piece[a], self.in_piece[b])
                x.append(features[:size])
                y.append(float(any(tuple(sorted(p)) in self.gold for p in pairs)))
        return np.array(x).reshape(len(x), size), np.array(y)

    def count(self, strands, only=None, touching=None):
        """Pairs of gold statements: right, missed; told and right, told; and those that must not be together."""
        threads = {}
        for nth, strand in enumerate(strands):
            for piece in strand:
                threads.setdefault((self.pieces[piece]["account"], self.pieces[piece]["statement"]), set()).add(nth)
        counted = lambda pair: (only is None or {i[:2] for i in pair} <= set(only)) and (
            touching is None or {i[:2] for i in pair} & set(touching)
        )
        together = lambda i, j: (
            i in self.found
            and j in self.found
            and threads.get(self.found[i], set()) & threads.get(self.found[j], set())
        )
        served = {}
        for ident, place in self.found.items():
            served.setdefault(place, []).append(ident)
        right = sum(bool(together(*p)) for p in self.gold if counted(p))
        missed = sum(not together(*p) for p in self.gold if counted(p))
        told = [
            p for p in itertools.combinations(sorted(self.found), 2) if p[0][:2] != p[1][:2] and counted(p) and together(*p)
        ]
        good = sum(
            any(
                tuple(sorted((a, b))) in self.gold
                for a in served[self.found[i]]
                for b in served[self.found[j]]
            )
            for i, j in told
        )
        forbidden = sum(bool(together(*p)) for p in self.forbidden if counted(p))
        return np.array([right, missed, good, len(told), forbidden])


def f1(counts):
    """F1 of the pairs; a pair that must not be together costs as much as three wrong ones."""
    right, missed, good, told, forbidden = counts
    precision, recall = good / max(1, told + 3 * forbidden), right / max(1, right + missed)
    return 2 * precision * recall / max(1e-9, precision + recall)


def weave(case, weights, thresholds):
    """Groups of pieces. `weights`: those of the scorer for every pair, and those for pairs asked about."""
    mutual, one_sided, join = thresholds
    account = [p["account"] for p in case.pieces]
    by_size = {len(w): w for w in weights}
    p = [1 / (1 + np.exp(-np.dot(features, by_size[len(features)]))) for *_, features in case.pairs]
    scores, best = {}, {}
    for (a, b, verbatim, features), score in zip(case.pairs, p):
        score = (0.9 if features[DIFFERENT] else 1.0) if verbatim else float(score)
        scores[a, b] = score
        for i, j in ((a, b), (b, a)):
            best[i, account[j]] = max(best.get((i, account[j]), 0), score)
    edges = []
    for (a, b), score in scores.items():
        of_a, of_b = best[a, account[b]], best[b, account[a]]
        both = score >= of_a and score >= of_b and score >= mutual
        one = (score >= of_a or score >= of_b) and score >= one_sided and score >= NEARLY_BEST * max(of_a, of_b)
        if both or one:
            edges.append((-score, a, b))
    group, members = {}, {}
    for _, a, b in sorted(edges):
        for piece in (a, b):
            if piece not in group:
                group[piece] = piece
                members[piece] = [piece]
        ga, gb = group[a], group[b]
        if ga == gb:
            continue
        between = [
            scores.get((min(i, j), max(i, j)), UNLIKE)
            for i in members[ga]
            for j in members[gb]
            if account[i] != account[j]
        ]
        if not between or np.mean(between) < join:
            continue
        for piece in members[gb]:
            group[piece] = ga
        members[ga] += members.pop(gb)
    return [m for m in members.values() if len({account[i] for i in m}) > 1]
