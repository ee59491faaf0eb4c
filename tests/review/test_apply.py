"""From a result to a reviewer and back into the document."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import eenvoudig
from eenvoudig import InputError, Result
from eenvoudig.engines import Engine
from eenvoudig.glossary import Annotations
from eenvoudig.review import apply_reviewed, read_reviewed, to_critic, to_tmx, to_xliff, to_xliff_12
from eenvoudig.rewrite import Origin, Reason, State
from eenvoudig.translation import STRATEGY as TRANSLATE
from tests.review.reviewing import FLAGGED, MARKDOWN, documents, rewritten

FORMS: dict[str, Callable[[Result], bytes]] = {
    "xliff": to_xliff,
    "xliff12": to_xliff_12,
    "tmx": to_tmx,
    "json": lambda result: json.dumps(result.to_dict()).encode(),
}
SLIP = "Het COA vraagt de gemeenten om 5.400 plekken."


def edited(content: bytes, *changes: tuple[str, str]) -> bytes:
    """A reviewed file in which these words were changed; each stood in it."""
    text = content.decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def reasons(result: Result) -> dict[str, list[Reason]]:
    return {r.segment.text[:12]: [flag.reason for flag in r.flags] for r in result.flagged}


@pytest.mark.parametrize("suffix", ["md", "html", "docx"])
@pytest.mark.parametrize("form", FORMS)
def test_unchanged_it_is_the_file_that_was_written_directly(suffix: str, form: str) -> None:
    document = documents()[suffix]
    result = rewritten(document)
    applied = eenvoudig.apply(FORMS[form](result), source=document)
    assert applied.content == result.content
    assert applied.content != document.container
    assert reasons(applied) == {FLAGGED[:12]: [Reason.UNREVIEWED]}
    assert applied.signature["engine"] == "given"


@pytest.mark.parametrize("suffix", ["md", "html", "docx"])
@pytest.mark.parametrize("form", FORMS)
def test_marks_lie_around_their_words_in_another_language(suffix: str, form: str) -> None:
    document = documents()[suffix]
    result = rewritten(
        document,
        lambda text: (
            "The COA asks the municipalities for 4,500 places." if "vraagt" in text else "Text."
        ),
        TRANSLATE,
        {"4.500 plekken": ["4,500 places"]},
    )
    applied = eenvoudig.apply(FORMS[form](result), source=document)
    assert applied.content == result.content
    assert Reason.LOST_MARK not in reasons(applied).get("Het COA vraa", [])


@pytest.mark.parametrize("suffix", ["md", "html", "docx"])
@pytest.mark.parametrize("form", FORMS)
def test_what_a_reviewer_writes_stands_in_the_document(suffix: str, form: str) -> None:
    document = documents()[suffix]
    content = FORMS[form](rewritten(document))
    line_end = "\\n" if form == "json" else "\n"
    written = f"Wonen en{line_end}  werken in 2025"
    content = edited(content, ("Een plek om te wonen in 2025", written))
    applied = eenvoudig.apply(content, source=document)
    assert applied.segments[0].output == "Wonen en werken in 2025"
    assert "Wonen en werken in 2025" in applied.text


@pytest.mark.parametrize("form", FORMS)
def test_a_slip_with_a_number_is_told(form: str) -> None:
    document = documents()["docx"]
    result = rewritten(document, lambda text: SLIP if "COA" in text else text)
    applied = eenvoudig.apply(FORMS[form](result), source=document)
    slipped = next(r for r in applied.segments if "COA" in r.segment.text)
    assert slipped.output == SLIP
    (told,) = [flag.detail for flag in slipped.flags if flag.reason is Reason.DIFFERS]
    assert "-4.500" in told
    assert "+5.400" in told


@pytest.mark.parametrize(
    ("form", "yes"),
    [
        ("xliff", ('state="translated"', 'state="final"')),
        ("xliff12", ('approved="no"', 'approved="yes"')),
        ("tmx", (">translated<", ">reviewed<")),
        ("json", ('"state": "translated"', '"state": "reviewed"')),
    ],
)
def test_only_what_was_approved(form: str, yes: tuple[str, str]) -> None:
    document = documents()["md"]
    result = rewritten(document)
    content = FORMS[form](result)
    none = eenvoudig.apply(content, source=document, only_approved=True)
    assert none.text == MARKDOWN
    assert set(reasons(none)) == {"Opvang in 20", "Het COA vraa", FLAGGED[:12]}
    some = eenvoudig.apply(edited(content, yes), source=document, only_approved=True)
    assert some.segments[0].output == "Een plek om te wonen in 2025"
    assert some.segments[0].origin is Origin.REVIEWED
    assert some.segments[0].state is State.REVIEWED


def test_an_empty_or_absent_target_keeps_the_source() -> None:
    document = documents()["md"]
    content = to_xliff_12(rewritten(document))
    applied = eenvoudig.apply(
        edited(content, ("Een plek om te wonen in 2025</target>", " </target>")), source=document
    )
    assert applied.segments[0].output == "Opvang in 2025"
    assert reasons(applied)["Opvang in 20"] == [Reason.MISSING]
    memory = to_tmx(rewritten(document)).decode()
    first, _, rest = memory.partition("<tu ")
    without = first + "<tu " + rest.partition("<tu ")[2]
    applied = eenvoudig.apply(without, source=document)
    assert reasons(applied)["Opvang in 20"] == [Reason.MISSING]


def test_numbers_of_another_program_count_less_than_the_text() -> None:
    document = documents()["md"]
    result = rewritten(document)
    content = edited(
        to_xliff_12(result), *((f' id="{n}"', f' id="{n + 1}"') for n in range(9, 0, -1))
    )
    assert eenvoudig.apply(content, source=document).content == result.content


@pytest.mark.parametrize("form", FORMS)
def test_another_source_is_refused(form: str) -> None:
    document = documents()["md"]
    content = FORMS[form](rewritten(document))
    other = eenvoudig.read(MARKDOWN + "\n", name="brief.md", suffix=".md")
    with pytest.raises(InputError, match=r"brief\.md is not the file that - was made from"):
        eenvoudig.apply(content, source=other)


@pytest.mark.parametrize("form", FORMS)
def test_an_edited_source_is_refused_and_named(form: str) -> None:
    document = documents()["docx"]
    content = edited(FORMS[form](rewritten(document)), ("nacht", "dag"))
    with pytest.raises(InputError, match=r"segments that are not in brief\.docx: 3 “Middels"):
        eenvoudig.apply(content, source=document)


def test_the_source_is_found_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "brief.md"
    source.write_text(MARKDOWN, encoding="utf-8")
    result = rewritten(eenvoudig.read(source))
    beside = tmp_path / "brief.xlf"
    beside.write_bytes(to_xliff(result))
    assert eenvoudig.apply(beside).content == result.content
    elsewhere = tmp_path / "uit" / "brief.xlf"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(to_xliff(result))
    with pytest.raises(InputError, match=r"\(brief\.md\) is not beside it"):
        eenvoudig.apply(elsewhere)
    monkeypatch.chdir(tmp_path)
    assert eenvoudig.apply(elsewhere).content == result.content


def test_a_text_from_pages_comes_back(tmp_path: Path) -> None:
    source = tmp_path / "nota"
    source.write_text("De raad geeft\nsubsidie. Het\nCOA bouwt.\n", encoding="utf-8")
    document = eenvoudig.read(source, suffix=".txt", pdf_text=True)
    result = rewritten(document, lambda text: f"{text[:-1]} nu.")
    reviewed = tmp_path / "nota.xlf"
    reviewed.write_bytes(to_xliff(result))
    assert (
        eenvoudig.apply(reviewed).text
        == result.text
        == "De raad geeft subsidie nu. Het COA bouwt nu.\n"
    )


def test_marked_text_is_taken_as_it_is() -> None:
    document = documents()["md"]
    result = rewritten(document)
    critic = to_critic(result)
    applied = eenvoudig.apply(critic, source=document)
    assert applied.text.split() == result.text.split()
    assert reasons(applied) == {FLAGGED[:12]: [Reason.UNREVIEWED]}
    left = eenvoudig.apply(critic, source=document, only_approved=True)
    assert left.text == MARKDOWN
    assert set(reasons(left)) == {"Opvang in 20", "Het COA vraa", FLAGGED[:12]}
    decided = edited(
        critic,
        ("{~~Opvang in 2025~>Een plek om te wonen in 2025~~}", "Wonen in 2025"),
        ("4.500", "5.400"),
    )
    applied = eenvoudig.apply(decided, source=document)
    assert applied.text.startswith("# Wonen in 2025\n")
    assert applied.segments[0].origin is Origin.REVIEWED
    assert reasons(applied)["Het COA vraa"] == [Reason.DIFFERS]


def test_marked_text_with_other_paragraphs_is_refused() -> None:
    document = documents()["md"]
    critic = edited(to_critic(rewritten(document)), ("Middels", "\n\nMiddels"))
    with pytest.raises(InputError, match="has 9 paragraphs, and its source"):
        eenvoudig.apply(critic, source=document)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<?xml version='1.0'?><a/>", "no XLIFF and no TMX: it begins with <a>"),
        (b"<xliff version='2.1'", "is no XML: line 1"),
        (b"<xliff version='2.1'/>", "has no reviewed segments"),
        (b"<!DOCTYPE x [<!ENTITY e 'e'>]><xliff>&e;</xliff>", "declares entities"),
        (b"<xliff>" + b"<g>" * 500, "nests too deep"),
        (b'{"schema": "eenvoudig/result/1"}', "is no JSON as"),
        (b'{"schema": "eenvoudig/result/1", "document": [], "segments": 3}', "is no JSON as"),
        (b"PK\x03\x04", "is no reviewed file"),
        (b"\x00\x01", "is no reviewed file"),
    ],
)
def test_what_is_no_reviewed_file(content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        eenvoudig.apply(content, source=documents()["md"])


def test_a_source_that_is_not_named() -> None:
    with pytest.raises(InputError, match="Name it with --source"):
        eenvoudig.apply(b"De raad {++nu++}.\n{>>eenvoudig\ntask: simplify\n<<}\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De raad {++nu++}.", "its last comment is missing"),
        ("De raad.\n{++nu\n{>>eenvoudig\ntask: simplify\n<<}\n", "a.md, line 2: a mark is not"),
        ("De {++r {~~a~>b~~}++}.\n{>>eenvoudig\ntask: simplify\n<<}\n", "line 1: a mark is not"),
    ],
)
def test_a_text_whose_marks_are_broken_is_refused(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        eenvoudig.apply(text.encode(), name="a.md", source=documents()["md"])


@pytest.mark.parametrize("suffix", ["md", "html", "docx"])
def test_with_the_real_engine(engine: Engine, suffix: str) -> None:
    document = documents()[suffix]
    result = eenvoudig.translate(document, engine=engine)
    for write in FORMS.values():
        assert eenvoudig.apply(write(result), source=document).content == result.content


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", None), ("format", 3), ("layout", []), ("sha256", {}), ("name", ["brief.md"])],
)
def test_json_of_another_shape_is_refused(field: str, value: object) -> None:
    data = rewritten(documents()["md"], terms=False).to_dict()
    data["document"][field] = value
    with pytest.raises(InputError, match="is no JSON as"):
        eenvoudig.apply(json.dumps(data))


@given(st.text(alphabet="{+-~>=<} \na#*", max_size=60))
@settings(deadline=None)
def test_any_text_with_marks_is_applied_or_refused(text: str) -> None:
    document = eenvoudig.read("De raad.", suffix=".md")
    annotations = Annotations({}, {}, (), ())
    about = "\n{>>eenvoudig\ntask: simplify\n<<}\n"
    try:
        reviewed = read_reviewed("a.md", f"De {text}raad.{about}".encode())
        applied = apply_reviewed(reviewed, document, annotations, signature={})
    except InputError:  # it has other paragraphs, or marks that are not whole
        return
    assert len(applied.segments) == len(document.segments)
