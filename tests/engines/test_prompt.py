from pathlib import Path

import pytest

from eenvoudig.engines import Hint, Request, Task
from eenvoudig.engines._embedded._data import EXAMPLES, model_data
from eenvoudig.engines._prompt import few_shot, prompt, read_examples
from tests.cases import Case, read_cases

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.mark.parametrize("case", read_cases(FIXTURES / "prompts.txt"), ids=lambda case: case.title)
def test_prompt(case: Case) -> None:
    task, source, hints, expected = case.parts
    terms = [line.split(" = ") for line in hints.splitlines()]
    request = Request(Task(task), source, tuple(Hint(nl, en) for nl, en in terms))
    assert prompt(request) == expected


def test_examples_are_answered_and_end_their_line() -> None:
    examples = read_examples(model_data() / EXAMPLES)
    for task in Task:
        text = few_shot(examples[task])
        assert text.endswith("\n")
        assert all(f" {answer}\n" in text for _, answer in examples[task])
        assert "Terms: " in text
        assert "Terms: \n" not in text
