"""The public functions, on text and on files, offline."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import eenvoudig
from eenvoudig import Engine, InputError, _api
from eenvoudig.rewrite import Origin, Result

NOTE = (
    "# Noodhulp\n\nNederland heeft in 2022 € 3,2 mln. aan het WFP gegeven. Dat is 10% meer dan in "
    "2021.\n\n- De MHPSS-hulp wordt voortgezet.\n- 12\n"
)


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No socket can be opened."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_all_names_are_there_and_sorted() -> None:
    assert list(eenvoudig.__all__) == sorted(eenvoudig.__all__)
    for name in eenvoudig.__all__:
        assert getattr(eenvoudig, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        eenvoudig.nothing  # noqa: B018  the error is what is tested


@pytest.mark.usefixtures("offline")
def test_everything_works_offline(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "nota.md"
    path.write_text(NOTE, encoding="utf-8")
    for result in (
        eenvoudig.simplify(path, engine=engine),
        eenvoudig.translate(path, engine=engine),
    ):
        _holds_together(result)
        assert [s.segment.text for s in result.segments][-1] == "12"
        assert result.segments[-1].origin is Origin.COPIED
        assert result.text.startswith("# ")
        assert result.text.endswith("\n- 12\n")


@pytest.mark.usefixtures("offline")
def test_publish_reads_once(engine: Engine) -> None:
    document = eenvoudig.read(NOTE, suffix=".md")
    seen: list[tuple[int, int]] = []
    both = eenvoudig.publish(
        document, engine=engine, on_progress=lambda *counts: seen.append(counts)
    )
    assert both.plain.document is both.english.document is document
    assert both.plain.annotations is both.english.annotations
    assert seen == sorted(seen)
    assert seen[-1][0] <= seen[-1][1]
    alone = eenvoudig.simplify(document, engine=engine)
    assert alone.text == both.plain.text


def test_the_default_engine_is_loaded_once(built_model: Path) -> None:
    assert built_model.is_dir()
    assert _api.default_engine() is _api.default_engine()
    assert str(eenvoudig.translate("De vergadering is morgen.")).strip()


def test_the_same_text_gives_the_same_outcome(engine: Engine) -> None:
    document = eenvoudig.read(NOTE, suffix=".md")
    first, second = (eenvoudig.translate(document, engine=engine) for _ in range(2))
    assert first == second


def test_a_signature_says_what_made_it(engine: Engine) -> None:
    signature = eenvoudig.translate("Een zin.", engine=engine).signature
    assert {"eenvoudig", "glossary", "task", "engine", "base", "adapter", "tokenizer"} <= {
        *signature
    }


def test_no_text() -> None:
    with pytest.raises(InputError, match="is empty"):
        eenvoudig.simplify(" \n")


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    text=st.lists(
        st.sampled_from(
            [
                "De gemeente betaalt 12% van de kosten.",
                "# Kop",
                "- punt één",
                "Dit is *niet* waar[^1]!",
                "|a|b|\n|-|-|\n|x|y|",
                "BHOS, TEI’s en MHPSS.",
                "…",
                "«»",
                "\t",
            ]
        ),
        min_size=1,
        max_size=4,
    ).map("\n\n".join)
)
def test_nothing_is_ever_dropped(engine: Engine, text: str) -> None:
    if not text.strip():
        return
    for suffix in (".md", ".txt"):
        document = eenvoudig.read(text, suffix=suffix)
        _holds_together(eenvoudig.simplify(document, engine=engine))


def _holds_together(result: Result) -> None:
    """Each segment has one outcome, in the text, and a flag if and only if there is a doubt."""
    assert [r.segment for r in result.segments] == list(result.document.segments)
    for r in result.segments:
        assert r.output.strip()
        doubt = any(not v.passed for v in r.verdicts)
        assert doubt <= bool(r.flags)
        if r.origin is Origin.SOURCE:
            assert doubt
            assert r.rejected or r.attempts


def test_each_record_explains_its_own_abbreviations(engine: Engine) -> None:
    record = '{"a": "De VN is een organisatie."}\n'
    document = eenvoudig.read(2 * record, suffix=".jsonl", fields={"a": ".txt"})
    result = eenvoudig.simplify(document, engine=engine)
    assert result.text == 2 * '{"a": "De VN (Verenigde Naties) is een organisatie."}\n'
