from __future__ import annotations

import pytest

from eenvoudig.engines import Task
from eenvoudig.formats import parse
from eenvoudig.review import read_reviewed, to_tmx
from eenvoudig.rewrite import Strategy
from eenvoudig.simplification import STRATEGY as SIMPLIFY
from eenvoudig.translation import STRATEGY as TRANSLATE
from tests.review.reviewing import documents, rewritten

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
REQUIRED = "creationtool creationtoolversion segtype o-tmf adminlang srclang datatype".split()


@pytest.mark.parametrize(("strategy", "language"), [(SIMPLIFY, "nl-simple"), (TRANSLATE, "en-GB")])
def test_each_segment_is_a_unit_in_two_languages(strategy: Strategy, language: str) -> None:
    result = rewritten(documents()["docx"], strategy=strategy)
    root = parse("a.tmx", to_tmx(result))
    header, body = root
    assert set(REQUIRED) <= set(header.attrib)
    units = [(tu.get("tuid"), [(v.get(LANG), v[0].text) for v in tu.iter("tuv")]) for tu in body]
    assert units == [
        (str(r.segment.id), [("nl", r.segment.text), (language, r.output)]) for r in result.segments
    ]
    for unit in body:
        names = [child.tag for child in unit]
        # The DTD: notes and properties in any order, then the texts.
        assert names == sorted(names, key=lambda name: name == "tuv")


def test_it_reads_back() -> None:
    result = rewritten(documents()["docx"], renderings={"niet": ["geen"]})
    found = read_reviewed("b.tmx", to_tmx(result))
    assert (found.original, found.task, found.digest) == (
        "brief.docx",
        Task.SIMPLIFY,
        result.document.digest,
    )
    assert found.renderings == {"niet": ("geen",)}
    assert [(s.id, s.source, s.output, s.state) for s in found.segments] == [
        (r.segment.id, r.segment.text, r.output, r.state) for r in result.segments
    ]


def test_a_memory_of_another_program() -> None:
    text = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4">
    <header srclang="NL-nl"/><body><tu><tuv xml:lang="en"><seg>A <bpt i="1">{b}</bpt>council<ept
    i="1">{/b}</ept>.</seg></tuv><tuv xml:lang="nl-NL"><seg>Een raad.</seg></tuv></tu></body>
    </tmx>"""
    found = read_reviewed("b.tmx", text.encode())
    assert found.task is Task.TRANSLATE
    assert [(s.id, s.source, s.output) for s in found.segments] == [(0, "Een raad.", "A council.")]
