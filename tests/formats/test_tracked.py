"""Tracked changes: accepting all gives the plain result, rejecting all the original."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from eenvoudig import read as read_document
from eenvoudig._errors import UsageError
from eenvoudig.document import Document
from eenvoudig.formats import read, read_file, to_bytes, track_changes, write
from tests.formats.word import (
    BOLD,
    FIELD,
    RUN,
    WORDML,
    accepted,
    by_hand,
    letters,
    part,
    rejected,
    whole_blocks,
)

FIXTURES = Path(__file__).parent / "fixtures"
DATE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LINK = '<w:hyperlink r:id="rId{0}"><w:r><w:rPr><w:u/></w:rPr><w:t>{1}</w:t></w:r></w:hyperlink>'
NOTE = (
    '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>'
)
CONTROL = "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
SIMPLE = '<w:fldSimple w:instr=" REF b ">{}</w:fldSimple>'
THEIRS = '<w:ins w:id="7" w:author="Jansen">{}</w:ins>'
GONE = '<w:del w:id="8" w:author="Jansen"><w:r><w:delText>oud</w:delText></w:r></w:del>'


def both_ways(data: bytes, outputs: dict[int, str], document: Document | None = None) -> str:
    """The tracked body; it is asserted that it can go both ways."""
    document = document or whole_blocks(read_file(data, "a.docx"))
    plain = part(to_bytes(document, write(document, outputs)[0]))
    tracked = part(track_changes(document, outputs, comments={1: "Waarom"}, date=DATE))
    assert letters(rejected(tracked)) == letters(rejected(part(data)))
    assert letters(accepted(tracked)) == letters(accepted(plain))
    assert tracked.count("<w:bookmarkStart") == part(data).count("<w:bookmarkStart")
    is_as_word_has_it(tracked)
    return tracked


def is_as_word_has_it(xml: str) -> None:
    """Each change has a number of its own, and holds what the format lets it hold."""
    root = etree.fromstring(xml.encode())
    word = f"{{{WORDML}}}"
    ours = root.findall(f".//*[@{word}author='eenvoudig']")
    numbers = [change.get(f"{word}id") for change in ours]
    assert len(numbers) == len(set(numbers))
    for change in ours:
        inside = {etree.QName(element).localname for element in change.iter()}
        assert not inside & {"hyperlink", "fldSimple", "p"}
        assert ("t" in inside) <= (change.tag == f"{word}ins")
    for text in root.iter(f"{word}delText", f"{word}delInstrText"):
        assert any(element.tag == f"{word}del" for element in text.iterancestors())


def changes(xml: str) -> list[tuple[str, str]]:
    """What was deleted and inserted, in order."""
    found = re.findall(r"<w:(del|ins) [^>]*>(.*?)</w:\1>", xml)
    return [(kind, re.sub(r"<[^>]*>", "", inside)) for kind, inside in found]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "U dient dit formulier vóór 1 maart in te leveren.",
            "U moet dit formulier vóór 1 maart inleveren.",
            [("del", "dient"), ("ins", "moet"), ("del", "in te leveren"), ("ins", "inleveren")],
        ),
        ("De raad besluit.", "De raad besluit.", []),
        ("De raad besluit.", "De raad besluit morgen.", [("ins", " morgen")]),
        (
            "De bijdrage is € 5.000.",
            "De bijdrage is € 5.500.",
            [("del", "5.000"), ("ins", "5.500")],
        ),
        (  # one word in common is no reason for two changes
            "Ingevolge de verordening geschiedt betaling achteraf.",
            "U krijgt het geld pas na afloop, want zo staat het in de regels.",
            [
                ("del", "Ingevolge de verordening geschiedt betaling achteraf"),
                ("ins", "U krijgt het geld pas na afloop, want zo staat het in de regels"),
            ],
        ),
    ],
)
def test_changes_are_as_large_as_a_reader_likes(
    old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    assert changes(both_ways(by_hand(f"<w:p>{RUN.format(old)}</w:p>"), {1: new})) == expected


@pytest.mark.parametrize(
    ("inside", "output"),
    [
        (RUN.format("Zie ") + LINK.format(1, "de site") + RUN.format(" nu."), "Kijk op de site."),
        (RUN.format("Zie ") + LINK.format(1, "de site") + RUN.format(" nu."), "Kijk daar eens."),
        (
            RUN.format("Zie ")
            + LINK.format(1, "hier")
            + RUN.format(" en ")
            + LINK.format(2, "daar"),
            "Kijk daar en hier",
        ),
        (
            RUN.format("Zie ") + FIELD + RUN.format(" en ") + BOLD.format("let op"),
            "let op paragraaf 3",
        ),
        (FIELD + RUN.format(" en ") + LINK.format(1, "meer"), "meer staat in paragraaf 3"),
        (FIELD + RUN.format(" en ") + SIMPLE.format(RUN.format("deel 2")), "deel 2 en paragraaf 3"),
        (
            SIMPLE.format(RUN.format("deel 2"))
            + RUN.format(" en ")
            + CONTROL.format(RUN.format("Naam")),
            "Naam bij deel 2",
        ),
        (
            RUN.format("Een noot") + NOTE.format(2) + RUN.format(" en nog een") + NOTE.format(3),
            "Twee",
        ),
        (
            RUN.format("De ") + THEIRS.format(RUN.format("nieuwe raad")) + GONE,
            "De oude raad besluit",
        ),
        (RUN.format("De ") + THEIRS.format(RUN.format("nieuwe raad")) + GONE, "De nieuwe raad dus"),
        (
            "<w:r><w:t>Drie</w:t><w:noBreakHyphen/><w:t>daags &amp; kort</w:t></w:r>",
            "Drie\u2011daags",
        ),
        (
            RUN.format("besl") + RUN.format("uit van ") + BOLD.format("de raad"),
            "Een besluit van ons",
        ),
    ],
)
def test_links_fields_and_notes_go_both_ways(inside: str, output: str) -> None:
    both_ways(by_hand(f"<w:p><w:pPr><w:jc/></w:pPr>{inside}</w:p>"), {1: output})


def test_what_stays_in_its_place_is_written_once() -> None:
    inside = (
        RUN.format("Een noot") + NOTE.format(2) + RUN.format(" staat ") + LINK.format(1, "hier")
    )
    tracked = both_ways(by_hand(f"<w:p>{inside}.</w:p>"), {1: "Een noot zie je hier"})
    assert tracked.count("footnoteReference") == tracked.count("<w:hyperlink") == 1
    assert changes(tracked) == [("del", "staat "), ("ins", "zie je ")]


WORDS = st.lists(st.sampled_from("de raad hier woord Naam paragraaf 3 dik & nieuw .".split()))
PIECES = (
    RUN.format("woord "),
    RUN.format("de raad "),
    BOLD.format("dik"),
    "<w:r><w:t>een </w:t><w:tab/><w:t>na</w:t></w:r>",
    LINK.format(1, "hier"),
    LINK.format(2, "daar &amp; ginds"),
    '<w:bookmarkStart w:id="1"/>',
    '<w:bookmarkEnd w:id="1"/>',
    NOTE.format(2),
    FIELD,
    SIMPLE.format(RUN.format("deel 2")),
    CONTROL.format(RUN.format("Naam ") + BOLD.format("dik")),
    THEIRS.format(RUN.format("nieuw")),
    THEIRS.format(CONTROL.format(RUN.format("nieuw de")) + RUN.format(" raad")),
    LINK.format(3, "ginder").replace("<w:r>", '<w:bookmarkStart w:id="5"/><w:r>', 1),
    GONE,
    "<w:proofErr/>",
    "<w:r><w:rPr><w:i/></w:rPr></w:r>",
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), unique=True), st.lists(WORDS, min_size=1, max_size=3))
def test_any_paragraph_goes_both_ways(pieces: list[str], outputs: list[list[str]]) -> None:
    data = by_hand(f"<w:p>{''.join(pieces)}</w:p><w:p>{RUN.format('Tot slot.')}</w:p>")
    both_ways(data, {number: " ".join(words) for number, words in enumerate(outputs, 1)})


@pytest.mark.parametrize("name", ["pandoc.docx", "libreoffice.docx", "reviewed.docx"])
def test_files_of_other_programs_go_both_ways(name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    document = read_document(FIXTURES / name)
    outputs = {s.id: re.sub(r"\b[Dd]e (\w+)", r"een \1 dus", s.text) for s in document.segments}
    tracked = both_ways(data, outputs, document)
    assert len(changes(tracked)) > 4


def _system_python() -> str | None:
    """The Python that LibreOffice's `uno` is installed for, if there is one."""
    python = shutil.which("python3", path="/usr/bin")
    if not python or not shutil.which("soffice"):
        return None
    found = subprocess.run([python, "-c", "import uno"], check=False, capture_output=True)
    return python if found.returncode == 0 else None


def test_libreoffice_accepts_and_rejects(tmp_path: Path) -> None:
    python = _system_python()
    if not python:
        pytest.skip("LibreOffice is not installed, or not its Python module (python3-uno)")
    inside = RUN.format("Zie ") + LINK.format(1, "de site") + RUN.format(" en ") + FIELD
    target = '<w:bookmarkStart w:id="1" w:name="a"/>{}<w:bookmarkEnd w:id="1"/>'
    hand = by_hand(
        f"<w:p>{inside}{RUN.format(' &amp; kort.')}</w:p>"
        f"<w:p>{target.format(RUN.format('paragraaf 3'))}</w:p>"
    )
    files = {f"{n}.docx": (FIXTURES / f"{n}.docx").read_bytes() for n in ("pandoc", "libreoffice")}
    for name, data in {**files, "hand.docx": hand}.items():
        document = read_document(data, name=name)
        outputs = {
            s.id: re.sub(r"\b([Dd]e|en) (\w+)", r"een \2 dus", s.text) for s in document.segments
        }
        plain = to_bytes(document, write(document, outputs)[0])
        (tmp_path / f"old-{name}").write_bytes(data)
        (tmp_path / f"new-{name}").write_bytes(plain)
        (tmp_path / f"tracked-{name}").write_bytes(track_changes(document, outputs))
    settled = [str(path) for path in sorted(tmp_path.glob("*.docx"))]
    script = Path(__file__).with_name("settle.py")
    subprocess.run(
        [python, script, tmp_path / "profile", *settled], check=True, capture_output=True
    )
    for name in (*files, "hand.docx"):
        stem = Path(name).stem
        for kind, same in (("accepted", "new"), ("rejected", "old")):
            text = (tmp_path / f"tracked-{stem}.{kind}.txt").read_text(encoding="utf-8-sig")
            assert text == (tmp_path / f"{same}-{stem}.{kind}.txt").read_text(encoding="utf-8-sig")
            assert ("dus" in text) == (kind == "accepted")


def test_a_text_has_no_tracked_changes() -> None:
    with pytest.raises(UsageError, match=r"made in Word files only"):
        track_changes(read("nota.md", "De raad besluit."), {})
