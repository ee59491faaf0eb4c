import os
import subprocess
import sys
from collections.abc import Sequence

import pytest

from eenvoudig.engines import Decoding, Engine, Hint, Request, Task
from eenvoudig.engines._embedded import _generate

SENTENCES = (
    "In 2025 betaalt de gemeente 350 euro aan elke school.",
    "Inleiding",
    "De minister is voornemens de regeling per 1 januari te wijzigen.",
)
REQUESTS = [Request(task, sentence) for sentence in SENTENCES for task in Task]


def texts(engine: Engine, requests: Sequence[Request]) -> list[str]:
    return [hypotheses[0].text for hypotheses in engine.generate(requests)]


def test_answers_keep_the_order_of_the_requests(engine: Engine) -> None:
    assert texts(engine, REQUESTS[::-1]) == texts(engine, REQUESTS)[::-1]


def test_answers_end_by_themselves(engine: Engine) -> None:
    for hypotheses in engine.generate(REQUESTS):
        assert hypotheses[0].complete
        assert hypotheses[0].text
        assert "\n" not in hypotheses[0].text
        assert hypotheses[0].score <= 0


def test_identical_requests_are_answered_once(engine: Engine) -> None:
    reported: list[int] = []
    answers = engine.generate([REQUESTS[0]] * 3 + [REQUESTS[2]], on_progress=reported.append)
    assert answers[0] is answers[1] is answers[2]
    assert sum(reported) == 4


def test_no_requests_no_answers(engine: Engine) -> None:
    assert engine.generate([]) == []


def test_a_translation_is_english_and_keeps_the_numbers(engine: Engine) -> None:
    (answer,) = texts(engine, REQUESTS[:1])
    assert "350" in answer
    assert "2025" in answer
    assert "gemeente" not in answer


def test_a_long_number_can_be_copied(engine: Engine) -> None:
    (answer,) = texts(engine, [Request(Task.TRANSLATE, "Het nummer is 1204567890123456.")])
    assert "1204567890123456" in answer


HINTS = [
    (
        "Het budget voor BHOS stijgt volgend jaar.",
        "BHOS",
        "Foreign Trade and Development Cooperation",
    ),
    ("Het waterschap verlaagt het peil.", "waterschap", "district water board"),
    ("De vergunning is gisteren verleend.", "vergunning", "planning consent"),
    ("De wethouder stelt het plan vast.", "wethouder", "alderman"),
    ("De toeslag stijgt volgend jaar.", "toeslag", "allowance"),
    ("De commissie brengt vandaag advies uit.", "commissie", "board"),
]


def test_hints_are_taken_up_nearly_always(engine: Engine) -> None:
    plain = texts(engine, [Request(Task.TRANSLATE, source) for source, _, _ in HINTS])
    requests = [Request(Task.TRANSLATE, s, (Hint(nl, en),)) for s, nl, en in HINTS]
    hinted = texts(engine, requests)
    assert not any(en in text for (_, _, en), text in zip(HINTS, plain, strict=True))
    assert sum(en in text for (_, _, en), text in zip(HINTS, hinted, strict=True)) >= 5


@pytest.mark.parametrize(
    "decoding",
    [Decoding(beam_size=4, hypotheses=4), Decoding(hypotheses=4, temperature=0.8, seed=7)],
    ids=["beam", "sampling"],
)
def test_several_hypotheses_differ_and_come_likeliest_first(
    engine: Engine, decoding: Decoding
) -> None:
    for hypotheses in engine.generate(REQUESTS, decoding):
        assert 1 <= len(hypotheses) <= 4
        assert len({hypothesis.text for hypothesis in hypotheses}) == len(hypotheses)
        scores = [hypothesis.score for hypothesis in hypotheses]
        assert scores == sorted(scores, reverse=True)


def test_a_seed_gives_the_same_samples_again(engine: Engine) -> None:
    first, again, other = (
        engine.generate(REQUESTS, Decoding(temperature=1.0, seed=seed)) for seed in (1, 1, 2)
    )
    assert first == again != other


def test_an_answer_that_runs_into_the_limit_is_not_complete(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_generate, "LENGTH", dict.fromkeys(Task, (0.0, 3)))
    assert not engine.generate(REQUESTS[:1])[0][0].complete


def test_a_source_that_is_too_long_gets_no_answer(engine: Engine) -> None:
    long, short = engine.generate([Request(Task.TRANSLATE, "raad " * 3000), REQUESTS[2]])
    assert (long[0].text, long[0].complete) == ("", False)
    assert short[0].complete


def test_a_text_that_invites_repetition_does_not_run_on(engine: Engine) -> None:
    (hypotheses,) = engine.generate([Request(Task.TRANSLATE, "ja ja ja ja " * 10)])
    assert len(hypotheses[0].text.split()) < 120


def test_signature_names_everything_that_made_the_answers(engine: Engine) -> None:
    assert set(engine.signature) >= {"engine", "base", "adapter", "tokenizer", "quantization"}
    assert all(engine.signature.values())


OFFLINE = """
import socket

def refuse(*args, **kwargs):
    raise OSError("no network here")

socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
from eenvoudig.engines import Request, Task, load_engine
answers = load_engine(build=False).generate([Request(Task.TRANSLATE, "De raad komt bijeen.")])
print(answers[0][0].text)
"""


@pytest.mark.usefixtures("engine")
def test_works_without_network_and_without_chatter() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "HF_HUB_OFFLINE"}
    run = subprocess.run(
        [sys.executable, "-c", OFFLINE], capture_output=True, text=True, check=True, env=environment
    )
    assert run.stdout.strip()
    assert run.stderr == ""


def test_importing_engines_is_light() -> None:
    code = "import sys, eenvoudig.engines; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert "eenvoudig" in loaded
    assert not loaded & {"torch", "transformers", "ctranslate2", "sentencepiece", "numpy"}
