"""Models of other makes: each made, trained and run here, by CTranslate2 and by torch."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path

import pytest

from eenvoudig import translate
from eenvoudig._errors import ModelCorrupt, ModelMissing, UsageError
from eenvoudig.engines import (
    Checkpoint,
    Decoding,
    Engine,
    Request,
    Task,
    list_models,
    load_engine,
)
from eenvoudig.engines._transformers._find import fingerprint
from tests.engines import tiny

PREFIX = "vertaal: "
TOLD = {"tasks": ("translate",), "prefix": PREFIX}
ASKED = [Request(Task.TRANSLATE, source) for source, _ in tiny.PAIRS]
WANTED = [english for _, english in tiny.PAIRS]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A trained model of each kind."""
    names = ("marian", "nllb", "t5", "long_t5", "llama", "llama_chat", "olmo_chat")
    at = {name: tmp_path_factory.mktemp(name) for name in names}
    tiny.marian(at["marian"])
    tiny.nllb(at["nllb"])
    tiny.t5(at["t5"], PREFIX)
    tiny.long_t5(at["long_t5"], PREFIX)
    tiny.causal(at["llama"], instructed=False, known=True)
    tiny.causal(at["llama_chat"], instructed=True, known=True)
    tiny.causal(at["olmo_chat"], instructed=True, known=False)
    return at


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def loaded(folders: dict[str, Path], cache: Path) -> dict[str, Engine]:
    return {
        name: load_engine(
            Checkpoint(str(folder), **(TOLD if "t5" in name else {})),  # type: ignore[arg-type]
            cache=cache,
        )
        for name, folder in folders.items()
    }


NAMES = ["marian", "nllb", "t5", "long_t5", "llama", "llama_chat", "olmo_chat"]


@pytest.mark.parametrize("name", NAMES)
def test_each_kind_says_what_it_learnt(loaded: dict[str, Engine], name: str) -> None:
    received: list[int] = []
    answers = loaded[name].generate(ASKED, on_progress=received.append)
    assert [hypotheses[0].text for hypotheses in answers] == WANTED
    assert all(h.complete and -0.5 < h.score <= 0 for hypotheses in answers for h in hypotheses)
    assert sum(received) == len(ASKED)


@pytest.mark.parametrize("name", NAMES)
def test_search_gives_different_hypotheses_the_likeliest_first(
    loaded: dict[str, Engine], name: str
) -> None:
    [hypotheses] = loaded[name].generate(ASKED[:1], Decoding(beam_size=3, hypotheses=3))
    assert hypotheses[0].text == WANTED[0]
    assert len({h.text for h in hypotheses}) == len(hypotheses) > 1
    assert [h.score for h in hypotheses] == sorted((h.score for h in hypotheses), reverse=True)


@pytest.mark.parametrize("name", ["marian", "olmo_chat"])
def test_sampling_with_a_seed_gives_the_same_again(loaded: dict[str, Engine], name: str) -> None:
    decoding = Decoding(hypotheses=4, temperature=3.0, seed=5)
    first, second = (loaded[name].generate(ASKED[:2], decoding) for _ in range(2))
    assert first == second
    assert len(first[0]) > 1


@pytest.mark.parametrize(
    ("name", "runner"),
    [
        ("marian", "ctranslate2 int8 cpu"),
        ("nllb", "ctranslate2 int8 cpu"),
        ("t5", "ctranslate2 int8 cpu"),
        ("llama", "ctranslate2 int8 cpu"),
        ("long_t5", "torch float32 cpu"),
        ("olmo_chat", "torch float32 cpu"),
    ],
)
def test_who_runs_it_and_which_it_is_stand_in_the_signature(
    loaded: dict[str, Engine], folders: dict[str, Path], name: str, runner: str
) -> None:
    signature = loaded[name].signature
    assert signature["engine"] == "transformers"
    assert signature["runner"] == runner
    assert signature["model"] == folders[name].name  # no path: that is nobody's business
    assert signature["revision"] == fingerprint(folders[name])[:12]


def test_what_each_kind_can_do(loaded: dict[str, Engine]) -> None:
    both = frozenset(Task)
    told = {name: (e.abilities.tasks, e.abilities.hints) for name, e in loaded.items()}
    assert told["marian"] == told["nllb"] == told["t5"] == (frozenset({Task.TRANSLATE}), False)
    assert told["llama"] == told["llama_chat"] == (both, True)
    assert loaded["llama_chat"].abilities.context
    assert not loaded["llama"].abilities.context
    assert all(engine.abilities.remote == "" for engine in loaded.values())
    assert all(engine.least_score(Task.TRANSLATE) == -math.inf for engine in loaded.values())


def test_a_task_it_was_not_made_for_is_refused_with_an_engine_that_does_it(
    loaded: dict[str, Engine],
) -> None:
    with pytest.raises(UsageError, match=r"does not write plain Dutch.*embedded"):
        loaded["marian"].generate([Request(Task.SIMPLIFY, "De raad besluit morgen.")])


def test_the_same_request_is_answered_once(loaded: dict[str, Engine]) -> None:
    received: list[int] = []
    answers = loaded["marian"].generate([ASKED[0]] * 5 + ASKED, on_progress=received.append)
    assert [a[0].text for a in answers] == [WANTED[0]] * 5 + WANTED
    assert sum(received) == 5 + len(ASKED)


def test_what_does_not_fit_is_not_complete_and_stops_nothing(loaded: dict[str, Engine]) -> None:
    long = Request(Task.TRANSLATE, "De raad besluit morgen. " * 200)
    answers = loaded["marian"].generate([long, *ASKED])
    assert answers[0][0].text == ""
    assert not answers[0][0].complete
    assert [a[0].text for a in answers[1:]] == WANTED


def test_the_whole_product_runs_on_it(loaded: dict[str, Engine]) -> None:
    result = translate("De minister betaalt 350 euro.", engine=loaded["marian"])
    assert result.text == "The minister pays 350 euros."
    assert not result.flagged
    assert result.signature["model"].startswith("marian")


def test_what_it_never_learnt_is_flagged(loaded: dict[str, Engine]) -> None:
    result = translate("De burgemeester ontving 12.500 brieven.", engine=loaded["marian"])
    assert result.flagged


def test_a_conversion_is_kept_and_damage_is_found(folders: dict[str, Path], tmp_path: Path) -> None:
    choice = Checkpoint(str(folders["marian"]))
    load_engine(choice, cache=tmp_path)
    [built] = list_models(cache=tmp_path)
    assert not built.current
    before = (built.path / "model.bin").stat().st_mtime_ns
    load_engine(choice, cache=tmp_path)
    assert (built.path / "model.bin").stat().st_mtime_ns == before
    (built.path / "config.json").write_text("{}")
    with pytest.raises(ModelCorrupt, match=r"config\.json"):
        load_engine(choice, cache=tmp_path)


def test_another_version_of_a_folder_has_another_fingerprint(
    folders: dict[str, Path], tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folders["marian"], copy)
    assert fingerprint(copy) == fingerprint(folders["marian"])
    with (copy / "model.safetensors").open("r+b") as file:
        file.seek(-1, 2)
        last = file.read(1)
        file.seek(-1, 2)
        file.write(bytes([last[0] ^ 1]))
    assert fingerprint(copy) != fingerprint(folders["marian"])


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hub that any attempt to reach would fail at, so that an attempt shows."""
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("name", ["nobody/has-this-model", "no/such/folder", "nothing-of-the-kind"])
def test_nothing_is_fetched(name: str) -> None:
    with pytest.raises(ModelMissing, match="models get"):
        load_engine(f"transformers:{name}")


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="holds no model"):
        load_engine(f"transformers:{tmp_path}")


@pytest.mark.parametrize(
    "config",
    ["{", "{}", '{"model_type": "of-its-own", "auto_map": {"AutoConfig": "code.Config"}}'],
)
def test_a_broken_folder_or_one_with_code_of_its_own(
    folders: dict[str, Path], tmp_path: Path, config: str
) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(folders["marian"], folder)
    (folder / "config.json").write_text(config)
    (folder / "code.py").write_text("raise SystemExit('it was run')")
    with pytest.raises(ModelCorrupt, match="cannot be loaded"):
        load_engine(f"transformers:{folder}")


def test_a_model_that_writes_nothing(folders: dict[str, Path], tmp_path: Path) -> None:
    folder = tmp_path / "bert"
    shutil.copytree(folders["llama"], folder)
    (folder / "config.json").write_text(json.dumps({"model_type": "deberta-v2"}))
    with pytest.raises(UsageError, match="does not write text"):
        load_engine(f"transformers:{folder}")


def test_a_t5_must_be_told_what_it_was_trained_for(folders: dict[str, Path]) -> None:
    with pytest.raises(UsageError, match=r"Nobody can tell.*tasks"):
        load_engine(f"transformers:{folders['t5']}")
