"""Glossaries in the forms of other programs, in and out; and what goes wrong in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eenvoudig._errors import GlossaryError
from eenvoudig.glossary import FORMS, Glossary, Mode, Pos, Term, load, read, to_text

WORDS = st.text(
    st.characters(categories=["Lu", "Ll", "Nd"], include_characters=' -’&/,;:"<>'),
    min_size=1,
    max_size=20,
).map(lambda text: " ".join(text.split()).strip("-,;: ") or "woord")
NAMES = WORDS.filter(lambda text: "|" not in text and text[0].isalpha())


@st.composite
def a_term(draw: st.DrawFn) -> Term:
    full = draw(st.lists(NAMES, min_size=1, max_size=3, unique_by=str.casefold))
    english = draw(st.lists(NAMES, min_size=1, max_size=2, unique=True))
    short = draw(st.lists(NAMES, max_size=2, unique=True))
    plain = draw(st.lists(NAMES, max_size=2))
    return Term(
        term=full[0],
        also_term=tuple(full[1:]),
        english=english[0],
        also_english=tuple(english[1:]),
        abbreviation=short[0] if short else "",
        also_abbreviation=tuple(short[1:]),
        plain=plain[0] if plain else "",
        plain_plural=plain[1] if len(plain) > 1 else "",
        pos=draw(st.sampled_from(Pos)),
        mode=draw(st.sampled_from(Mode)),
        gender=draw(st.sampled_from(["", "de", "het"])),
        explanation=draw(st.just("") | NAMES),
        english_abbreviation=draw(st.sampled_from(["", "-", "UN"])),
        source=draw(st.just("") | NAMES),
        note=draw(st.just("") | NAMES),
        domain="own",
    )


TERMS = st.lists(a_term(), min_size=1, max_size=5, unique_by=lambda term: term.term.casefold())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("forms")


@pytest.mark.parametrize("form", ["csv", "tsv", "yaml", "tbx"])
@settings(max_examples=60)
@given(terms=TERMS)
def test_what_is_written_is_read_again(folder: Path, form: str, terms: list[Term]) -> None:
    path = folder / f"own.{form}"
    path.write_text(to_text(terms, form), encoding="utf-8")
    assert list(read(path)) == terms


@pytest.mark.parametrize("form", sorted(FORMS))
def test_the_shipped_terms_survive_each_form(tmp_path: Path, form: str) -> None:
    shipped = load()
    path = tmp_path / f"all.{'csv' if form == 'pairs' else form}"
    path.write_text(to_text(shipped.terms, form), encoding="utf-8")
    again = list(read(path))
    if form == "pairs":
        english = {term.term.casefold(): term.english for term in again}
        assert all(english[term.term.casefold()] == term.english for term in shipped.terms)
        assert english["vn"] == "UN"
    else:
        assert again == list(shipped.terms)


@pytest.mark.parametrize(
    "text",
    [
        "bezwaarschrift,notice of objection\nraad,municipal council\n",
        "source,target\nbezwaarschrift,notice of objection\nraad,municipal council\n",
        "bezwaarschrift\tnotice of objection\nraad\tmunicipal council\n",
        '"bezwaarschrift","notice of objection","NL","EN"\n"raad","municipal council","nl","en"\n',
        "notice of objection,bezwaarschrift,EN,NL\nraad,municipal council,NL,EN\nraad,Rat,NL,DE\n",
    ],
)
def test_pairs_of_other_services(tmp_path: Path, text: str) -> None:
    path = tmp_path / "deepl.csv"
    path.write_text(text, encoding="utf-8")
    pairs = [(term.term, term.english) for term in read(path)]
    assert pairs == [("bezwaarschrift", "notice of objection"), ("raad", "municipal council")]


def test_yaml_as_people_write_it(tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    path.write_text(
        "# ours\n"
        "- term: [bijzondere bijstand, bijz. bijstand]\n"
        "  english: special assistance\n"
        "  mode: explain\n"
        "  plain: [extra hulp, extra hulp]\n"
        "- term: raad\n"
        "  english: municipal council\n",
        encoding="utf-8",
    )
    first, second = read(path)
    assert first.terms == ("bijzondere bijstand", "bijz. bijstand")
    assert (first.mode, first.plain_plural) == (Mode.EXPLAIN, "extra hulp")
    assert second.english == "municipal council"


TBX = """<?xml version="1.0"?>
<martif type="TBX" xml:lang="en"><text><body>
  <termEntry id="1">
    <descrip type="subjectField">law</descrip>
    <langSet xml:lang="nl-NL"><tig><term>algemene maatregel van bestuur</term>
      <termNote type="partOfSpeech">noun</termNote></tig>
      <tig><term>AMvB</term><termNote type="termType">acronym</termNote></tig></langSet>
    <langSet xml:lang="en-GB"><ntig><termGrp><term>order in <hi>council</hi></term></termGrp></ntig>
    </langSet>
  </termEntry>
  <termEntry id="2"><langSet xml:lang="fr"><tig><term>décret</term></tig></langSet></termEntry>
</body></text></martif>
"""


DCT = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dct" xml:lang="nl" xmlns="urn:iso:std:iso:30042:ed-2"
  xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<text><body><conceptEntry id="1"><min:subjectField>water</min:subjectField>
<langSec xml:lang="nl"><basic:definition>Een dijk langs een rivier.</basic:definition>
<termSec><term>winterdijk</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>
<min:partOfSpeech>noun</min:partOfSpeech><basic:grammaticalGender>masculine</basic:grammaticalGender>
</termSec><termSec><term>WD</term><basic:termType>abbreviation</basic:termType></termSec></langSec>
<langSec xml:lang="en"><termSec><term>winter dyke</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""


def test_tbx_in_the_style_of_an_element_for_each_category(tmp_path: Path) -> None:
    path = tmp_path / "dct.tbx"
    path.write_text(DCT, encoding="utf-8")
    (term,) = read(path)
    assert (term.term, term.abbreviation, term.gender) == ("winterdijk", "WD", "de")
    assert (term.english, term.domain) == ("winter dyke", "water")
    assert term.explanation == "Een dijk langs een rivier."


def test_tbx_of_another_program_and_of_version_two(tmp_path: Path) -> None:
    path = tmp_path / "old.tbx"
    path.write_text(TBX, encoding="utf-8")
    [term] = read(path)
    assert term.term == "algemene maatregel van bestuur"
    assert (term.abbreviation, term.english, term.domain) == ("AMvB", "order in council", "law")


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE tbx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    "<tbx><text><body>&b;</body></text></tbx>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    "<tbx><text><body>&x;</body></text></tbx>"
)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.tbx", BOMB, "declares entities"),
        ("a.tbx", OUTSIDE, "declares entities"),
        ("a.tbx", "<tbx>\n<text>\n</tbx>", "line 3, column 3: this is no XML"),
        ("a.tbx", "<html></html>", "no TBX: it begins with <html>"),
        ("a.yaml", "- term: a\n  english: [", "line 2, column 13: this is no YAML"),
        ("a.yaml", "term: a\n", "line 1: this is no list of entries"),
        ("a.yaml", "", "line 1: this is no list of entries"),
        ("a.yaml", "- term: a\n  engels: b\n", "line 1: the key 'engels' is unknown"),
        ("a.yaml", "- term: a\n- english: {x: 1}\n", "line 1: 'a' has no English"),
        ("a.yaml", "- term: {x: 1}\n", "line 1: 'term' holds more than texts"),
        ("a.yaml", "- !!python/object/apply:os.system [ls]\n", "the key \"['ls']\" is unknown"),
        ("a.csv", "term;english;mode\na;b;sing\n", "line 2: 'sing' is no mode"),
        ("a.csv", "woord,english\na,b\n", "line 1: the column 'woord' is unknown"),
        ("a.csv", "a,b\nc\n", "line 2: this is neither an entry nor a pair"),
        ("a.csv", "term,english\na,b\n,c\n", "line 3: the term is missing"),  # merged cells
        (
            "a.csv",
            "term,english\na,=HYPERLINK(1)\n",
            "line 2: the cell under 'english' is a formula",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GlossaryError) as error:
        list(read(path))
    assert message in str(error.value)
    assert str(path) in str(error.value)


def test_a_million_lines_are_no_glossary(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("term,english\n" + "".join(f"t{n},e\n" for n in range(1_000_000)))
    with pytest.raises(GlossaryError, match=r"more than 200000 entries"):
        list(read(path))


def test_another_encoding_in_yaml(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("- term: coördinatie\n".encode("cp1252"))
    with pytest.raises(GlossaryError, match=r"line 1: this is not UTF-8"):
        list(read(path))


def test_a_glossary_of_the_users_own_may_be_of_any_form(tmp_path: Path) -> None:
    for form in ("tbx", "yaml"):
        path = tmp_path / f"own.{form}"
        path.write_text(to_text([Term("raad", english="board")], form), encoding="utf-8")
        loaded: Glossary = load([], extra=[path])
        [match] = loaded.find("De raden.")
        assert match.term.english == "board"


def test_what_a_spreadsheet_would_run_is_written_as_text() -> None:
    text = to_text([Term("a", english="b", note="=1+1")], "csv")
    assert json.dumps("'=1+1")[1:-1] in text
