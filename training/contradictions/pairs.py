"""Pairs of passages with what they are to each other, from claims written for this project and from public data.

A file of claims holds events ("# title"), each with claims set apart by a blank line. Of a claim, lines with "=" report
the same thing, each line with "! KIND" contradicts all of these, each with "~" is about the same matter and
contradicts none. Claims of one event have nothing to do with each other.
"""
import csv
import random
from dataclasses import dataclass, field, replace
from pathlib import Path

from pairs.sentences import mrpc, sts

CLASSES = ["neither", "same", "polarity", "number", "date", "place", "person", "scope"]
NEITHER, SAME = 0, 1
CONTRADICTORY = frozenset(range(2, len(CLASSES)))
NOT_CONTRADICTORY, NOT_SAME = frozenset({NEITHER, SAME}), frozenset(range(len(CLASSES))) - {SAME}


@dataclass
class Claim:
    """What the three kinds of lines say; `against` holds (class, words)."""
    same: list = field(default_factory=list)
    against: list = field(default_factory=list)
    beside: list = field(default_factory=list)

    def lines(self):
        return self.same + [words for _, words in self.against] + self.beside


@dataclass
class Pair:
    """Two passages, and the classes that may be right (more than one where the source leaves it open)."""
    a: str
    b: str
    classes: frozenset
    kept: bool = False  # by every epoch, whatever share of the others it takes
    soft: tuple = ()  # what the teacher thinks of each class


def read_claims(path):
    """-> {title: [Claim]}; a line of no known kind is an error."""
    events, claims = {}, []
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        line = line.strip()
        mark, _, words = line.partition(" ")
        if mark == "#":
            claims = events.setdefault(words, [])
        elif not line:
            continue
        elif mark == "=":
            if not claims or claims[-1].against or claims[-1].beside:
                claims.append(Claim())
            claims[-1].same.append(words)
        elif mark == "!" and words.split(" ")[0] in CLASSES[2:]:
            kind, _, words = words.partition(" ")
            claims[-1].against.append((CLASSES.index(kind), words))
        elif mark == "~":
            claims[-1].beside.append(words)
        else:
            raise ValueError("%s:%d: neither #, =, ! KIND nor ~" % (path, number))
    return events


def events_in(folder):
    """-> [(title, [Claim])] of all files, in order."""
    return [event for path in sorted(Path(folder).glob("*.txt")) for event in read_claims(path).items()]


def pairs_of_event(claims, rng, across):
    """All pairs within its claims, and `across` a claim of lines of different claims."""
    out = []
    for nth, claim in enumerate(claims):
        same = claim.same
        out += [Pair(a, b, frozenset({SAME})) for i, a in enumerate(same) for b in same[i + 1:]]
        out += [Pair(a, b, frozenset({kind})) for a in same for kind, b in claim.against]
        out += [Pair(a, b, frozenset({NEITHER})) for a in same for b in claim.beside]
        others = [line for other in claims[:nth] + claims[nth + 1:] for line in other.lines()]
        for _ in range(across if others else 0):
            out.append(Pair(rng.choice(claim.lines()), rng.choice(others), frozenset({NEITHER})))
    return out


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def sick(path):
    """Its contradictions are of one picture described in two ways: polarity, mostly."""
    known = {"ENTAILMENT": frozenset({SAME}), "NEUTRAL": frozenset({NEITHER}),
             "CONTRADICTION": frozenset({CLASSES.index("polarity")})}
    return [Pair(row[1], row[2], known[row[4]]) for row in rows(path)[1:] if row[4] in known]


def neighbours(path):
    """Sentences of real stories of one event that are near each other: few contradict each other, see `near.py`."""
    return [Pair(a, b, NOT_CONTRADICTORY) for a, b in rows(path)]


def of_sets(path):
    """Pairs of sentences of whole accounts, see `sets.py`."""
    found = [(frozenset(CLASSES.index(name) for name in names.split(",")), a, b) for names, a, b in rows(path)]
    return [Pair(a, b, classes, classes <= CONTRADICTORY or classes == {SAME}) for classes, a, b in found]


def others(data, near, sets, times):
    """Everything but the claims; pairs of `sets` come so many times."""
    folder = Path(data) / "paraphrase"
    alike = lambda found, unlike: [Pair(a, b, frozenset({SAME}) if same else unlike) for a, b, same in found]
    # What is no paraphrase may be contradictory or not; headlines with little in common are neither.
    out = sick(folder / "sick-train.tsv") + alike(mrpc(folder / "mrpc-train.tsv"), NOT_SAME)
    out += alike(sts(sorted(folder.glob("sts-headlines-*.tsv")), 4.5, 2), frozenset({NEITHER}))
    return out + (neighbours(near) if near else []) + (of_sets(sets) * times if sets else [])


def taught(found, soft):
    """The pairs with what the teacher thinks of them, where it was asked."""
    return [replace(p, soft=soft.get(frozenset((p.a, p.b)), ())) for p in found]


def read_soft(paths):
    """-> {frozenset of two passages: (probability of each class)}, see `soften.py`."""
    return {frozenset(row[:2]): tuple(map(float, row[2:])) for path in paths for row in rows(path)}


def split(events, share=10):
    """Every tenth event is for choosing -> (train, dev)."""
    return ([e for i, e in enumerate(events) if i % share != 4], [e for i, e in enumerate(events) if i % share == 4])


def epoch(events, more, seed, number, across=4, share=1.0):
    """The pairs of one epoch, shuffled, either side first. Of those that need not be kept, it takes a share."""
    rng = random.Random("%d %d" % (seed, number))
    out = [p for _, claims in events for p in pairs_of_event(claims, rng, across)] + more
    out = [p for p in out if share == 1 or p.kept or rng.random() < share]
    out = [replace(p, a=p.b, b=p.a) if rng.random() < 0.5 else p for p in out]
    rng.shuffle(out)
    return out
