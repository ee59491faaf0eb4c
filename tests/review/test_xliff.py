"""XLIFF as the standards have it. The rules that XML Schema can't say are looked at one by one."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from eenvoudig import Result
from eenvoudig._messages import set_language
from eenvoudig.engines import Task
from eenvoudig.formats import parse
from eenvoudig.review import read_reviewed, to_xliff, to_xliff_12
from eenvoudig.rewrite import State
from eenvoudig.translation import STRATEGY as TRANSLATE
from tests.review.reviewing import FLAGGED, documents, rewritten

CORE = "{urn:oasis:names:tc:xliff:document:2.0}"
GLOSSARY = "{urn:oasis:names:tc:xliff:glossary:2.0}"
METADATA = "{urn:oasis:names:tc:xliff:metadata:2.0}"
OLD = "{urn:oasis:names:tc:xliff:document:1.2}"


@pytest.fixture
def result() -> Result:
    set_language("en")
    return rewritten(documents()["md"], renderings={"niet": ["geen", 'een "nee"']})


@pytest.fixture
def root(result: Result) -> Element:
    return parse("a.xlf", to_xliff(result))


def words(element: Element | None) -> str:
    assert element is not None
    return "".join(element.itertext())


def test_the_file_says_what_it_is_of(root: Element, result: Result) -> None:
    assert root.attrib == {"version": "2.1", "srcLang": "nl", "trgLang": "nl"}
    (file,) = root
    assert file.get("original") == "brief.md"
    facts = {meta.get("type"): meta.text for meta in file[1].iter(f"{METADATA}meta")}
    assert facts["sha256"] == result.document.digest
    assert facts["task"] == "simplify"
    assert facts["signature"] == "eenvoudig:0.1.0|glossary:abc|engine:given"
    assert "both Dutch" in words(file.find(f"{CORE}notes/{CORE}note"))


def test_units_are_the_segments(root: Element, result: Result) -> None:
    units = list(root.iter(f"{CORE}unit"))
    assert [u.get("id") for u in units] == [str(r.segment.id) for r in result.segments]
    assert [words(u.find(f".//{CORE}source")) for u in units] == [
        r.segment.text for r in result.segments
    ]
    assert [words(u.find(f".//{CORE}target")) for u in units] == [r.output for r in result.segments]
    kinds = [group.get("type") for group in root.iter(f"{CORE}group")]
    assert kinds[:2] == ["eenvoudig:heading", "eenvoudig:paragraph"]
    assert len(kinds) == len(result.document.blocks)


def test_what_needs_an_eye_is_initial_and_says_why(root: Element) -> None:
    for unit in root.iter(f"{CORE}unit"):
        segment = unit.find(f"{CORE}segment")
        assert segment is not None
        flagged = words(segment.find(f"{CORE}source")).startswith(FLAGGED)
        assert segment.get("state") == ("initial" if flagged else "translated")
        assert segment.get("subState") == ("eenvoudig:kept_source" if flagged else None)
        notes = {n.get("category"): words(n) for n in unit.iter(f"{CORE}note")}
        assert ("flag" in notes) is flagged
        if flagged:
            assert "numbers: not in the outcome: 61" in notes["flag"]
            assert notes["rejected"] == "Not used: Zij krijgen geld."


def test_each_term_is_marked_in_the_source_and_told(root: Element) -> None:
    entries = 0
    for unit in root.iter(f"{CORE}unit"):
        source = unit.find(f".//{CORE}source")
        assert source is not None
        marked = {m.get("id"): m for m in source.iter(f"{CORE}mrk")}
        assert all(m.get("type") == "term" for m in marked.values())
        refs = [entry.get("ref") for entry in unit.iter(f"{GLOSSARY}glossEntry")]
        assert refs == [f"#{identifier}" for identifier in marked]
        for entry in unit.iter(f"{GLOSSARY}glossEntry"):
            # The standard wants a translation or a definition.
            assert {child.tag for child in entry[1:]}
            entries += 1
    assert entries


def test_elements_stand_in_the_order_of_the_standard(root: Element) -> None:
    rank = {
        f"{CORE}skeleton": 0,
        f"{GLOSSARY}glossary": 1,
        f"{METADATA}metadata": 2,
        f"{CORE}notes": 3,
        f"{CORE}group": 4,
        f"{CORE}unit": 4,
        f"{CORE}segment": 4,
    }
    for parent in (
        *root.iter(f"{CORE}file"),
        *root.iter(f"{CORE}group"),
        *root.iter(f"{CORE}unit"),
    ):
        ranks = [rank[child.tag] for child in parent]
        assert ranks == sorted(ranks)
    identifiers = [e.get("id") for e in root.iter() if e.tag != f"{CORE}mrk" and e.get("id")]
    assert len(set(identifiers)) == len(identifiers)


def test_version_1_2(result: Result) -> None:
    root = parse("a.xlf", to_xliff_12(result))
    (file,) = root
    assert file.get("datatype") == "x-md"
    assert file.get("target-language") == "nl"
    for unit in root.iter(f"{OLD}trans-unit"):
        names = [child.tag.removeprefix(OLD) for child in unit]
        assert names[:2] == ["source", "target"]
        assert set(names[2:]) <= {"note"}
        assert unit.get("approved") == "no"
        flagged = words(unit[0]).startswith(FLAGGED)
        state = "needs-review-translation" if flagged else "translated"
        assert unit[1].get("state") == state
    terms = [words(note) for note in root.iter(f"{OLD}note") if note.get("annotates") == "source"]
    assert any(term.startswith("Centraal Orgaan opvang asielzoekers (") for term in terms)


def test_english_says_so() -> None:
    result = rewritten(documents()["html"], strategy=TRANSLATE)
    assert parse("a.xlf", to_xliff(result)).get("trgLang") == "en-GB"
    old = parse("a.xlf", to_xliff_12(result))[0]
    assert (old.get("target-language"), old.get("datatype")) == ("en-GB", "html")


@pytest.mark.parametrize("write", [to_xliff, to_xliff_12])
def test_it_reads_back(result: Result, write: object) -> None:
    assert callable(write)
    found = read_reviewed("b.xlf", write(result))
    assert (found.original, found.task, found.format) == ("brief.md", Task.SIMPLIFY, "md")
    assert (found.digest, found.layout) == (result.document.digest, "keep")
    assert found.signature == result.signature
    assert found.renderings == {"niet": ("geen", 'een "nee"')}
    assert [(s.id, s.source, s.output, s.state) for s in found.segments] == [
        (r.segment.id, r.segment.text, r.output, r.state) for r in result.segments
    ]


def test_a_unit_that_a_program_parted_is_one_again() -> None:
    text = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="nl">
    <file id="f"><unit id="3"><segment state="final"><source>Eén zin; </source><target>A.</target>
    </segment><ignorable><source> </source></ignorable><segment state="translated">
    <source>nog <pc id="1">een</pc>.</source><target>B.</target></segment></unit></file></xliff>"""
    (segment,) = read_reviewed("a.xlf", text.encode()).segments
    assert (segment.id, segment.source, segment.output) == (3, "Eén zin;  nog een.", "A. B.")
    assert segment.state is State.TRANSLATED


@pytest.mark.parametrize(
    ("attributes", "target", "state"),
    [
        ('approved="yes"', "<target>A</target>", State.REVIEWED),
        ("", '<target state="final">A</target>', State.FINAL),
        ("", '<target state="signed-off">A</target>', State.REVIEWED),
        ("", '<target state="needs-review-translation">A</target>', State.INITIAL),
        ("", '<target state="x-own">A</target>', State.INITIAL),
        ("", "<target>A</target>", State.TRANSLATED),
        ("", "", State.INITIAL),
    ],
)
def test_states_of_version_1_2(attributes: str, target: str, state: State) -> None:
    text = (
        '<xliff version="1.2"><file original="a" source-language="nl"><body>'
        f'<trans-unit id="1" {attributes}><source>x</source>{target}</trans-unit>'
        "</body></file></xliff>"
    )
    (segment,) = read_reviewed("a.xlf", text.encode()).segments
    assert (segment.state, segment.output) == (state, "A" if target else "")


def test_control_characters_do_not_break_the_file() -> None:
    document = documents()["md"]
    result = rewritten(document, lambda text: f"{text}\x07\x0b")
    found = read_reviewed("a.xlf", to_xliff(result))
    assert found.segments[0].output == "Opvang in 2025\ufffd\ufffd"
