"""All checks, and the one call that runs them."""

from __future__ import annotations

from eenvoudig.fidelity._abbreviations import abbreviations
from eenvoudig.fidelity._amounts import amounts
from eenvoudig.fidelity._bounds import bounds
from eenvoudig.fidelity._complete import complete
from eenvoudig.fidelity._copied import copied
from eenvoudig.fidelity._dates import dates
from eenvoudig.fidelity._language import language
from eenvoudig.fidelity._length import length
from eenvoudig.fidelity._markup import markup
from eenvoudig.fidelity._modality import modality
from eenvoudig.fidelity._names import names
from eenvoudig.fidelity._negation import negation
from eenvoudig.fidelity._numbers import numbers
from eenvoudig.fidelity._pair import Check, Pair
from eenvoudig.fidelity._references import references
from eenvoudig.fidelity._repetition import repetition
from eenvoudig.fidelity._spelling import spelling
from eenvoudig.fidelity._urls import urls
from eenvoudig.fidelity._verdict import Verdict

CHECKS: tuple[Check, ...] = (
    numbers,
    amounts,
    dates,
    names,
    abbreviations,
    references,
    urls,
    negation,
    modality,
    bounds,
    length,
    repetition,
    spelling,
    copied,
    language,
    markup,
    complete,
)


def verify(pair: Pair, checks: tuple[Check, ...] = CHECKS) -> tuple[Verdict, ...]:
    """Compare a hypothesis with its source: one verdict per check, in the checks' order."""
    return tuple(check(pair) for check in checks)
