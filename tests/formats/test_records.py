"""JSON Lines and CSV: what changes, what stays, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eenvoudig._errors import EenvoudigError, InputError, UsageError
from eenvoudig.document import Document, NoteKind, Segment
from eenvoudig.formats import read, read_file, to_bytes, write
from tests.cases import Case, read_cases

FIXTURES = Path(__file__).parent / "fixtures"
CASES = [
    (suffix, case) for suffix in ("jsonl", "csv") for case in read_cases(FIXTURES / f"{suffix}.txt")
]
each_case = pytest.mark.parametrize(
    ("suffix", "case"), CASES, ids=[f"{suffix}: {case.title}" for suffix, case in CASES]
)


def whole_blocks(document: Document) -> Document:
    """The document with each block as one segment."""
    blocks = [
        replace(b, segments=(Segment(n, b.text, 0, len(b.text), b.source_span(0, len(b.text))),))
        for n, b in enumerate(document.blocks, 1)
    ]
    return replace(document, blocks=tuple(blocks))


def fields_of(lines: str) -> dict[str, str]:
    pairs = [line.partition("=") for line in lines.split("\n")]
    return {name: f".{suffix or 'txt'}" for name, _, suffix in pairs}


def opened(suffix: str, case: Case) -> Document:
    fields, source = case.parts[:2]
    return whole_blocks(read(f"a.{suffix}", source, fields=fields_of(fields)))


@each_case
def test_blocks_and_their_lines(suffix: str, case: Case) -> None:
    document = opened(suffix, case)
    found = [f"{document.line_of(b.span.start)}: {b.text}" for b in document.blocks]
    assert found == case.parts[2].split("\n")


@each_case
def test_only_the_words_change(suffix: str, case: Case) -> None:
    document = opened(suffix, case)
    outputs = {s.id: s.text.upper() for s in document.segments}
    assert write(document, outputs) == (case.parts[3], ())


@each_case
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_unchanged_is_byte_for_byte(suffix: str, case: Case, newline: str) -> None:
    data = b"\xef\xbb\xbf" + case.parts[1].replace("\n", newline).encode()
    document = read_file(data, f"a.{suffix}", fields=fields_of(case.parts[0]))
    document = whole_blocks(document)
    written, notes = write(document, {s.id: s.text for s in document.segments})
    assert to_bytes(document, written) == data
    assert notes == ()


@each_case
def test_every_character_has_its_place(suffix: str, case: Case) -> None:
    document = opened(suffix, case)
    for block in document.blocks:
        assert block.span.start <= block.source_offset(0)
        assert block.source_offset(len(block.text) - 1) < block.span.end
        for at, character in enumerate(block.text):
            there = document.source[block.source_offset(at)]
            assert there in {character, "\\", "&", '"'} or character == " "


VALUES = st.text('ab. ,;|"\\/\n\r\t{}[]:é😀\u2028', max_size=20)
# csv.writer leaves a carriage return unquoted where lines end in a line feed.
CELLS = VALUES.map(lambda value: value.replace("\r", ""))
RECORDS = st.fixed_dictionaries(
    {"titel": VALUES}, optional={"tekst": VALUES | st.none(), 'een "naam"': st.lists(VALUES)}
)


@settings(deadline=None)
@given(st.lists(RECORDS, max_size=4), st.booleans())
def test_any_records_come_back_as_other_records(
    records: list[dict[str, object]], ascii_only: bool
) -> None:
    records = [{"titel": "een", "tekst": "twee"}, *records]
    source = "\n".join(json.dumps(r, ensure_ascii=ascii_only) for r in records)
    document = whole_blocks(read("a.jsonl", source, fields={"titel": ".txt"}))
    assert write(document, {s.id: s.text for s in document.segments}) == (source, ())
    written, _ = write(document, {s.id: '"X"\\' for s in document.segments})
    found = [json.loads(line) for line in written.split("\n")]
    assert [r.keys() for r in found] == [r.keys() for r in records]
    assert found[0] == {"titel": '"X"\\', "tekst": "twee"}
    assert [r.get("tekst") for r in found] == [r.get("tekst") for r in records]


@settings(deadline=None)
@given(
    st.lists(st.tuples(CELLS, CELLS), max_size=5),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_rows_come_back_as_other_rows(
    rows: list[tuple[str, str]], separator: str, quoting: int, newline: str
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=newline)  # type: ignore[arg-type]  # both are of the kinds that csv has
    writer.writerows([("titel", "tekst"), ("een", "twee"), *rows])
    source = out.getvalue()
    document = whole_blocks(read("a.csv", source, fields={"titel": ".txt"}))
    assert write(document, {s.id: s.text for s in document.segments}) == (source, ())
    written, _ = write(document, {s.id: f'een{separator}"twee"' for s in document.segments})
    found = list(csv.reader(io.StringIO(written, newline=""), delimiter=separator, strict=True))
    assert found[1] == [f'een{separator}"twee"', "twee"]
    assert [row[1] for row in found[2:]] == [tekst for _, tekst in rows]


@settings(deadline=None)
@given(st.text(alphabet='"\\,;\n\r {}[]:atu0', max_size=40), st.sampled_from(["csv", "jsonl"]))
def test_any_text_is_read_or_refused(source: str, suffix: str) -> None:
    try:
        document = whole_blocks(read(f"a.{suffix}", source, fields={"a": ".txt"}))
    except EenvoudigError:
        return
    assert write(document, {})[0] == source


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("a.jsonl", '{"a": "een"}\n{"a": "een}\n', "Line 2 of a.jsonl is no JSON"),
        ("a.jsonl", '\n["een"]\n', "Line 2 of a.jsonl is no record"),
        ("a.jsonl", '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
        ("a.jsonl", '{"a": "een \\ud800"}', "Line 1 of a.jsonl: the value of a"),
        ("a.jsonl", '{"a": "een"}\n{"a": "een \\u0000"}', "Line 2 of a.jsonl: the value of a"),
        ("a.csv", "a,b\n1,2\n3\n", "Line 3 of a.csv: values in this row: 1; in the first row: 2."),
        ("a.csv", 'a,b\n"1\n,2\n', "Line 2 of a.csv: the quote"),
        ("a.csv", 'a,b\n"1"x,2\n', "Line 2 of a.csv: the quote"),
    ],
)
def test_a_bad_line_is_named(name: str, source: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(name, source, fields={"a": ".txt"})
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("a.jsonl", {}, "--field, once for each: titel, body.tekst."),
        ("a.jsonl", {"id": ".txt"}, "The fields with text are: titel, body.tekst."),
        ("a.jsonl", {"titel": ".docx"}, "html, md, txt"),
        ("a.txt", {"titel": ".txt"}, "--field is for records"),
    ],
)
def test_the_fields_must_be_there(name: str, fields: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(name, '{"id": 1, "titel": "een", "body": {"tekst": "twee"}}', fields=fields)
    assert said in str(caught.value)


def test_a_mark_without_a_place_is_reported_at_its_line() -> None:
    source = '{"a": "x"}\n{"a": "Lees <a href=\\"x\\">de nota</a>."}\n'
    document = whole_blocks(read("a.jsonl", source, fields={"a": ".html"}))
    written, notes = write(document, {2: "Lees het stuk."})
    last = json.loads(written.split("\n")[1])
    assert last == {"a": 'Lees het stuk. (<a href="x">de nota</a>)'}
    assert [(n.kind, document.line_of(n.span.start)) for n in notes] == [(NoteKind.LOST_MARK, 2)]


def test_what_is_not_read_is_counted_over_all_values() -> None:
    record = json.dumps({"a": "<p>Zie <img alt=kaart> en <img alt=nog></p>"})
    document = read("a.jsonl", f"{record}\n{record}\n", fields={"a": ".html"})
    assert [note.text for note in document.notes] == ["4× alt"]


def test_what_a_tag_says_changes_in_its_value() -> None:
    source = json.dumps({"a": '<p>Zie <img alt="een kaart"> nu.</p>', "b": 1}) + "\n"
    document = whole_blocks(read("a.jsonl", source, fields={"a": ".html"}))
    outputs = {s.id: s.text.upper() for s in document.segments}
    text, _ = write(document, outputs)
    assert json.loads(text) == {"a": '<p>ZIE <img alt="EEN KAART"> NU.</p>', "b": 1}


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.jsonl", '{"a": "Een.\\n\\nTwee.", "b": "Drie."}\n\n{"a": "Vier."}\n'),
        ("a.csv", 'a,b\n"Een.\n\nTwee.",Drie.\nVier.,\n'),
    ],
)
def test_records_are_told_apart(name: str, source: str) -> None:
    document = read(name, source, fields={"a": ".txt", "b": ".txt"})
    found = [[block.text for block in blocks] for blocks in document.records]
    assert found == [["Een.", "Twee.", "Drie."], ["Vier."]]
