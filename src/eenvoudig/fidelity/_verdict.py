"""What a fidelity check says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one check says of one hypothesis.

    Attributes:
        check: the check's name: "numbers", "dates", "names", "negation", …
        passed: nothing was found.
        lost: what stands in the source and not in the hypothesis, as it is written in the source.
        added: what stands in the hypothesis and not in the source, as it is written there.
    """

    check: str
    passed: bool
    lost: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
