from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from eenvoudig import GlossaryError
from eenvoudig.glossary import Fault, Glossary, Mode, check, load

HEADER = "term,abbreviation,english,plain,mode\n"
LINE = "noodhulp,NH,emergency aid,snelle hulp,translate\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "own.csv"


def terms(path: Path) -> list[tuple[str, str, str]]:
    return [(t.term, t.abbreviation, t.english) for t in load([path]).terms]


@pytest.mark.parametrize(
    "content",
    [
        (HEADER + LINE).encode(),
        (HEADER + LINE).encode("utf-8-sig"),
        (HEADER + LINE).replace("\n", "\r\n").encode(),
        (HEADER + LINE).replace(",", ";").encode(),
        ("sep=;\n" + (HEADER + LINE).replace(",", ";")).encode("utf-8-sig"),
        (HEADER + LINE).replace(",", "\t").encode(),
        (HEADER.upper() + LINE + "\n,,,,\n").encode(),
        (b"English,Term,Abbreviation\nemergency aid,noodhulp,NH"),
        (b'term,abbreviation,english,,\n"noodhulp","NH","emergency  aid",,\n'),
    ],
    ids=["commas", "bom", "crlf", "semicolons", "sep line", "tabs", "blank", "order", "quotes"],
)
def test_spreadsheets_may_write_it_in_many_ways(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert terms(file) == [("noodhulp", "NH", "emergency aid")]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (HEADER + LINE + "hulp,,,,\n", 3, "'hulp' has no English"),
        (HEADER + LINE + LINE, 3, "'noodhulp' is on line 2 already"),
        (HEADER + LINE + "Noodhulp,,aid,,\n", 3, "'Noodhulp' is on line 2 already"),
        (HEADER + "hulp,,aid,,maybe\n", 2, "'maybe' is no mode"),
        ("term,english,pos\nhulp,aid,word\n", 2, "'word' is no pos"),
        ("term,english,gender\nhulp,aid,die\n", 2, "'die' is no gender"),
        ("term,englisch\nhulp,aid\n", 1, "the column 'englisch' is unknown"),
        ("term,term,english\nhulp,hulp,aid\n", 1, "the column 'term' is unknown or there twice"),
        ("english,plain\naid,hulp\n", 1, "there is no column 'term'"),
        (HEADER + ",,aid,,\n", 2, "the term is missing"),
        (HEADER + "hulp,,aid,,,,x\n", 2, "there are 7 cells for 5 columns"),
        (HEADER + "hulp,,=A1,,\n", 2, "the cell under 'english' is a formula"),
        (HEADER + 'hulp,,"aid,,\n', 2, "this is no CSV"),
        (HEADER + LINE + "h\0lp,,aid,,\n", 3, "this is no text file"),
    ],
)
def test_what_is_wrong_has_a_file_and_a_line(
    file: Path, content: str, line: int, words: str
) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(GlossaryError) as caught:
        load([file])
    assert str(caught.value).startswith(f"{file}, line {line}: {words}")
    assert caught.value.hint


def test_another_encoding_is_told(file: Path) -> None:
    file.write_bytes((HEADER + LINE + "coördinatie,,coordination,,\n").encode("latin-1"))
    with pytest.raises(GlossaryError, match=r"own\.csv, line 3: this is not UTF-8"):
        load([file])


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_an_empty_file_is_told(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(GlossaryError, match="empty"):
        load([file])


def test_a_missing_file_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="cannot be read"):
        load([tmp_path / "absent.csv"])
    with pytest.raises(GlossaryError, match="no CSV file"):
        load([tmp_path])


def test_a_name_that_is_kept_is_its_own_english(file: Path) -> None:
    file.write_text("term,mode\nDutch Relief Alliance,keep\n", encoding="utf-8")
    (term,) = load([file]).terms
    assert (term.english, term.mode, term.foreign) == ("Dutch Relief Alliance", Mode.KEEP, True)


def test_a_cell_may_hold_several_forms(file: Path) -> None:
    file.write_text(
        "term,abbreviation,english,plain\nlidstaat | EU-land,LS | EL,Member State | EU country,"
        "land | landen\n",
        encoding="utf-8",
    )
    (term,) = load([file]).terms
    assert term.terms == ("lidstaat", "EU-land")
    assert term.abbreviations == ("LS", "EL")
    assert term.english_names == ("Member State", "EU country")
    assert (term.plain, term.plain_plural) == ("land", "landen")


def test_the_users_terms_come_first_and_the_last_file_counts(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text("term,abbreviation,english\nnoodhulp,,crisis aid\nbron,IOM,source\n", "utf-8")
    two.write_text("term,english\nnoodhulp,quick aid\n", encoding="utf-8")
    glossary = load(extra=[one, two])
    assert [m.term.english for m in glossary.find("noodhulp")] == ["quick aid"]
    assert [m.term.english for m in glossary.find("IOM")] == ["source"]
    assert [m.term.english for m in glossary.find("Internationale Organisatie voor Migratie")] == [
        "International Organization for Migration"
    ]


def test_the_digest_is_that_of_the_terms(tmp_path: Path) -> None:
    one, two, three = (tmp_path / name / "own.csv" for name in ("a", "b", "c"))
    for path, content in (
        (one, HEADER + LINE),
        (two, (HEADER + LINE).replace(",", ";")),
        (three, HEADER + LINE.replace("aid", "help")),
    ):
        path.parent.mkdir()
        path.write_text(content, encoding="utf-8")
    assert load([one]).digest == load([two]).digest != load([three]).digest
    assert len(load([one]).digest) == 64


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.csv").write_text(f"term,english\n{name}x,{name}\n", encoding="utf-8")
    assert [(t.term, t.domain) for t in load([tmp_path]).terms] == [("ax", "a"), ("bx", "b")]


def test_an_empty_glossary_finds_nothing() -> None:
    assert Glossary().find("De VN.") == ()


def test_importing_it_is_light() -> None:
    heavy = {"torch", "transformers", "ctranslate2", "lingua", "wordfreq", "numpy", "choppa"}
    code = "import sys, eenvoudig.glossary; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert heavy.isdisjoint(loaded)


def test_checking_finds_what_reading_lets_pass(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "term,abbreviation,pos,gender,english,plain,explanation,mode\n"
        "steun,ST,noun,de,support,,Steun is hulp.,translate\n"
        "regeling,RG,noun,het,scheme,,Een regeling zegt wat mag.,translate\n"
        f"zin,,noun,de,sentence,,{'woord ' * 21},translate\n"
        "ABC,ABC,name,,ABC,,Dit is ABC.,keep\n"
        "middels,,phrase,,by means of,,Middels betekent met.,forbid\n"
        "kapot,,adj,,broken,,,translate\n"
        "boom,,noun,,tree,,Een boom groeit.,translate\n"
        "leeg,,noun,de,,,,translate\n",
        encoding="utf-8",
    )
    (tmp_path / "b.csv").write_text(
        "term,abbreviation,pos,gender,english,explanation\n"
        "stand,ST,noun,de,level,Een stand is een hoogte.\n"
        "start,ST,noun,de,start,Een start is een begin.\n"
        "steun,,noun,de,support,Steun is hulp.\n",
        encoding="utf-8",
    )
    (tmp_path / "c.csv").write_text("woord\n", encoding="utf-8")
    found = [(f.path.name, f.line, f.fault) for f in check([tmp_path])]
    assert found == [
        ("a.csv", 3, Fault.ARTICLE),
        ("a.csv", 3, Fault.ORDER),
        ("a.csv", 4, Fault.EXPLANATION),
        ("a.csv", 5, Fault.ABBREVIATION),
        ("a.csv", 5, Fault.ORDER),
        ("a.csv", 6, Fault.PLAIN),
        ("a.csv", 7, Fault.EXPLANATION),
        ("a.csv", 7, Fault.ORDER),
        ("a.csv", 8, Fault.ARTICLE),
        ("a.csv", 8, Fault.ORDER),
        ("a.csv", 9, Fault.UNREADABLE),
        ("b.csv", 3, Fault.CONFLICT),
        ("b.csv", 4, Fault.DUPLICATE),
        ("c.csv", 1, Fault.UNREADABLE),
    ]
