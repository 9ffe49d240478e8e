"""Reads every export with programs that are not ours and checks it against the JSON: read_back.py FOLDER"""

import csv
import io
import json
import sys
import zipfile
from pathlib import Path

import cassis
import docx
import networkx
from lxml import etree
from pyld import jsonld

SAFE = etree.XMLParser(resolve_entities=False, no_network=True)


def read(folder: Path, name: str) -> bytes:
    return (folder / name).read_bytes()


def holdable(text: str) -> str:
    """What XML can hold of a text."""
    return "".join(c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "\ufffd" for c in text)


def pieces(account: dict) -> list[tuple[dict, str]]:
    """Each statement with each piece of its words."""
    text = account["account"]["text"].encode()
    return [(s, text[a:b].decode()) for s in account["statements"] for a, b in s["content"]]


def graphs(folder: Path, found: dict) -> None:
    graphml = networkx.parse_graphml(read(folder, "network.graphml").decode(), force_multigraph=True)
    gexf = networkx.read_gexf(io.BytesIO(read(folder, "network.gexf")))
    assert graphml.is_directed() and gexf.is_directed()
    assert set(graphml.nodes) == set(gexf.nodes)
    assert graphml.number_of_edges() == gexf.number_of_edges()
    names = {identity["id"]: identity["name"] for identity in found["identities"]}
    for node, facts in graphml.nodes(data=True):
        if node in names:
            assert facts["name"] == holdable(names[node]), (facts, names[node])
    for speaker, other, facts in graphml.edges(data=True):
        assert speaker != other and facts["sign"] in (-1, 0, 1)
        account = next(a for a in found["accounts"] if holdable(a["account"]["id"]) == facts["account"])
        assert facts["statement"] in {s["id"] for s in account["statements"]}
    print(f"graphs: {graphml.number_of_nodes()} nodes, {graphml.number_of_edges()} edges")


def uima(folder: Path, found: dict) -> None:
    archive = zipfile.ZipFile(folder / "inception.zip")
    system = cassis.load_typesystem(io.BytesIO(archive.read("TypeSystem.xml")))
    names = sorted(name for name in archive.namelist() if name.endswith(".xmi"))
    assert len(names) == len(found["accounts"])
    total = 0
    for name, account in zip(names, found["accounts"]):
        cas = cassis.load_cas_from_xmi(io.BytesIO(archive.read(name)), typesystem=system)
        assert cas.sofa_string == holdable(account["account"]["text"])
        got = sorted((a.identifier, a.get_covered_text()) for a in cas.select("webanno.custom.Statement"))
        assert got == sorted((s["id"], holdable(words)) for s, words in pieces(account)), name
        total += len(got)
    print(f"UIMA CAS: {len(names)} accounts, {total} pieces of statements")


def annotations(folder: Path, found: dict) -> None:
    context = {
        "@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type",
        "target": {"@id": "hasTarget", "@type": "@id"}, "source": {"@id": "hasSource", "@type": "@id"},
        "body": {"@id": "hasBody"}, "selector": {"@id": "hasSelector"}, "items": {"@id": "items", "@container": "@list"},
    }

    def load(url: str, _options: dict) -> dict:
        assert url == "http://www.w3.org/ns/anno.jsonld", f"nothing else is to be loaded: {url}"
        return {"document": {"@context": context}, "documentUrl": url, "contextUrl": None}

    page = json.loads(read(folder, "annotations.jsonld"))
    expanded = jsonld.expand(page, {"documentLoader": load})
    assert len(expanded) == 1 and expanded[0]["@type"] == ["http://www.w3.org/ns/oa#AnnotationPage"]
    ids = [item["id"] for item in page["items"]]
    assert len(ids) == len(set(ids))
    texts = [a["account"]["text"] for a in found["accounts"]]
    selected = 0
    for item in page["items"]:
        for target in item["target"] if isinstance(item["target"], list) else []:
            quote, position = target["selector"]
            exact = quote["exact"]
            start, end = position["start"], position["end"]
            holders = [t for t in texts if t[start:end] == exact]
            assert any(t[:start].endswith(quote["prefix"]) and t[end:].startswith(quote["suffix"]) for t in holders), item
            selected += 1
    statements = sum(len(a["statements"]) for a in found["accounts"])
    assert len(ids) >= statements + len(found["discrepancies"])
    print(f"web annotations: {len(ids)}, with {selected} places")


def paper(folder: Path, found: dict) -> None:
    document = docx.Document(str(folder / "paper.docx"))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    few = len(found["accounts"]) <= 3
    assert all(len(row) == (1 + len(found["accounts"]) if few else 2) for row in rows)
    assert len(rows) == 1 + len(found["ledger"]["issues"])
    assert document.paragraphs[0].style.name == "Title"
    markdown = read(folder, "paper.md").decode()
    table = [line for line in markdown.splitlines() if line.startswith("|")]
    assert len(table) == 2 + len(found["ledger"]["issues"])
    assert "<script" not in markdown.lower()
    print(f"paper: a table of {len(rows)} rows")


def tables(folder: Path, found: dict) -> None:
    archive = zipfile.ZipFile(folder / "tables.zip")
    rows = {n: list(csv.DictReader(io.StringIO(archive.read(n).decode(), newline=""))) for n in archive.namelist()}
    assert all(None not in row and None not in row.values() for table in rows.values() for row in table)
    accounts = found["accounts"]
    assert len(rows["accounts.csv"]) == len(accounts)
    assert len(rows["statements.csv"]) == sum(len(a["statements"]) for a in accounts)
    known = {(a["account"]["id"], s["id"]) for a in accounts for s in a["statements"]}
    members = [m for t in found["threads"] for m in t["members"] if (m["account"], m["statement"]) in known]
    assert len(rows["threads.csv"]) == len(members)
    assert len(rows["discrepancies.csv"]) == sum(len(d["evidence"]) for d in found["discrepancies"])
    assert len(rows["omissions.csv"]) == len(found["omissions"])
    assert len(rows["ledger.csv"]) == len(found["ledger"]["cells"])
    assert len(rows["voices.csv"]) == sum(len(v["by_account"]) for v in found["figures"]["voices"])
    assert {row["event"] for row in rows["events.csv"]} == {e["id"] for e in found["events"]}
    for table in rows.values():
        for row in table:
            for value in row.values():
                assert not value.startswith(("=", "+", "@", "\t", "\r")), value
    dna = list(csv.DictReader(io.StringIO(read(folder, "statements-dna.csv").decode(), newline="")))
    assert dna and all(row["agreement"] in "01" and row["concept"] for row in dna)
    print(f"tables: {len(rows)}, statement table of {len(dna)} rows")


def refi(folder: Path, found: dict) -> None:
    archive = zipfile.ZipFile(folder / "project.qdpx")
    root = etree.fromstring(archive.read("project.qde"), SAFE)
    space = {"q": "urn:QDA-XML:project:1.0"}
    order = [etree.QName(part).localname for part in root]
    assert order == [name for name in ("Users", "CodeBook", "Sources", "Notes") if name in order]
    codes = {code.get("guid") for code in root.iterfind(".//q:Code", space)}
    guids = [part.get("guid") for part in root.iter() if part.get("guid")]
    assert len(guids) == len(set(guids))
    sources = root.findall("q:Sources/q:TextSource", space)
    assert len(sources) == len(found["accounts"])
    selections = 0
    for source, account in zip(sources, found["accounts"]):
        text = archive.read("sources/" + source.get("plainTextPath").removeprefix("internal://")).decode()
        assert text == account["account"]["text"]
        got = []
        for selection in source.iterfind("q:PlainTextSelection", space):
            got.append(text[int(selection.get("startPosition")):int(selection.get("endPosition"))])
            targets = [ref.get("targetGUID") for ref in selection.iterfind("q:Coding/q:CodeRef", space)]
            assert targets and set(targets) <= codes
        assert got == [words for _, words in pieces(account)]
        selections += len(got)
    print(f"REFI-QDA: {len(sources)} sources, {selections} selections, {len(codes)} codes")


def main() -> None:
    folder = Path(sys.argv[1])
    found = json.loads(read(folder, "comparison.json"))
    for check in (graphs, uima, annotations, paper, tables, refi):
        check(folder, found)


if __name__ == "__main__":
    main()
