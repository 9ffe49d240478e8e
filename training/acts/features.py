"""Words to the features of the act classifier: the reference for `setting/act.rs` in the program."""

import re

WORD = re.compile(r"[^\W_]+")
ENDINGS = ("ing", "ed", "es", "s", "e")


def stem(word: str) -> str:
    """A word without its commonest ending, when four letters remain."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def features(text: str) -> list[str]:
    """The stems of a text and the pairs of neighbouring ones, each once, sorted."""
    stems = [stem(word) for word in WORD.findall(text.lower())]
    pairs = [f"{a} {b}" for a, b in zip(stems, stems[1:])]
    return sorted(set(stems + pairs))
