"""Bounds: a number that is a least stays a least, one that is a most stays a most."""

from __future__ import annotations

from eenvoudig.fidelity._cues import aligned, cues
from eenvoudig.fidelity._pair import Pair, verdict
from eenvoudig.fidelity._verdict import Verdict

_LEAST_NL = cues(
    "minstens minimaal minimum* tenminste ten_minste niet_minder_dan niet_lager_dan op_zijn_minst"
)
_MOST_NL = cues(
    "hoogstens maximaal maximum* maximale ten_hoogste niet_meer_dan niet_hoger_dan hooguit "
    "niet_langer_dan niet_verder_dan uiterlijk"
)
_LEAST = {
    "nl": _LEAST_NL,
    "en": cues("at_least minimum minimal no_less_than not_less_than no_fewer_than"),
}
_MOST = {
    "nl": _MOST_NL,
    "en": cues("at_most maximum maximal no_more_than not_more_than up_to no_longer_than"),
}
# What may be behind a bound that only the hypothesis names.
_ALSO = "*minimum* *maxim* *plafond* *grens* *limiet* norm *norm verplichting numerus uiterlijk "
_ALSO_LEAST = cues(_ALSO + "vanaf boven meer_dan of_meer en_meer minder_dan niet_eerder lager")
_ALSO_MOST = cues(
    _ALSO + "tot onder niet_boven minder_dan of_minder meer_dan niet_later niet_ouder hoger langer"
)


def bounds(pair: Pair) -> Verdict:
    """No bound turns round, and none is made up.

    A bound that the hypothesis no longer names is left to the reader: "maximaal" is said in many
    ways. One that it names must have its like in the source.
    """
    added: list[str] = []
    for source, hypothesis in aligned(pair.source, pair.hypothesis):
        for named, ours, also in (
            (_LEAST[pair.language], _LEAST_NL, _ALSO_LEAST),
            (_MOST[pair.language], _MOST_NL, _ALSO_MOST),
        ):
            found = named.findall(hypothesis)
            if found and not ours.search(source) and not also.search(source):
                added += found
    return verdict("bounds", [], added)
