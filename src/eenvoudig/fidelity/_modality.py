"""Modality: duty, permission and expectation keep their kind."""

from __future__ import annotations

from eenvoudig.fidelity._cues import aligned, cues
from eenvoudig.fidelity._pair import Pair, verdict
from eenvoudig.fidelity._verdict import Verdict

_DUTY = {
    "nl": cues("moet moeten dient dienen verplicht gehouden"),
    "en": cues("must shall have_to has_to obliged required_to"),
}
_PERMISSION = {
    "nl": cues("mag mogen bevoegd gerechtigd kan kunnen kunt"),
    "en": cues("may can entitled permitted allowed"),
}
_EXPECTATION = cues(
    "naar_verwachting waarschijnlijk vermoedelijk wellicht misschien naar_schatting",
    r"\bmogelijk(?= (?:een|dat|te|in|voor|zal|zullen|worden|wordt)\b)",
)
_UNCERTAIN = {
    "nl": cues(
        "verwacht* mogelijk waarschijnlijk* vermoed* wellicht misschien *schat* lijkt lijken zou* "
        "dreig* kans aannemelijk ongeveer denk* soms raming*"
    ),
    "en": cues(
        "expect* possib* probab* likely presum* perhaps may might could estimat* seem* appear* "
        "suspect* plausib* potential* project* anticipat* forecast*"
    ),
}


def modality(pair: Pair) -> Verdict:
    """No duty becomes a permission, no permission a duty, and no expectation a fact.

    The signal words are counted, per sentence where source and hypothesis have equally many. A duty
    that turns into an imperative, or "kan" into "dat is mogelijk", is no fault: one kind must have
    become rarer and the other more frequent.
    """
    lost: list[str] = []
    added: list[str] = []
    for source, hypothesis in aligned(pair.source, pair.hypothesis):
        duties = _DUTY["nl"].findall(source), _DUTY[pair.language].findall(hypothesis)
        permissions = (
            _PERMISSION["nl"].findall(source),
            _PERMISSION[pair.language].findall(hypothesis),
        )
        for (ours, theirs), (other_ours, other_theirs) in (
            (duties, permissions),
            (permissions, duties),
        ):
            if len(ours) > len(theirs) and len(other_theirs) > len(other_ours):
                lost += ours
                added += other_theirs
        expected = _EXPECTATION.findall(source)
        if len(expected) > len(_UNCERTAIN[pair.language].findall(hypothesis)):
            lost += expected
    return verdict("modality", lost, added)
