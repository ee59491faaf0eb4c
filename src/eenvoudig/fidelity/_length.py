"""Length: too short means that something was left out, too long that something was made up."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from eenvoudig.fidelity._pair import Pair
from eenvoudig.fidelity._verdict import Verdict

# Hypothesis to source, in characters. Plain Dutch explains; English runs as long as Dutch.
_BOUNDS: Mapping[str, tuple[float, float]] = MappingProxyType({"en": (0.6, 1.6), "nl": (0.5, 2.1)})
# In a heading or a list item one explained abbreviation outweighs the rest.
_SLACK = 40


def length(pair: Pair) -> Verdict:
    """The hypothesis is about as long as its source, within the bounds of its language.

    The bounds come from the policy corpus: all but the outermost of its references lie within.
    """
    low, high = _BOUNDS[pair.language]
    source, hypothesis = len(pair.source.strip()), len(pair.hypothesis.strip())
    short = hypothesis < low * source - _SLACK / 4
    long = hypothesis > high * source + _SLACK
    lost = (pair.source,) if short else ()
    added = (pair.hypothesis,) if long else ()
    return Verdict("length", not (short or long), lost, added)
