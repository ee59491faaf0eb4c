"""Modality: duty, permission and uncertainty keep their kind."""

from __future__ import annotations

import re

from eenvoudig.fidelity._pair import Pair, verdict
from eenvoudig.fidelity._verdict import Verdict

_DUTY = {
    "nl": re.compile(
        r"\b(?:moet|moeten|moest|moesten|dient|dienen|diende|dienden|behoort|behoren|hoeft|hoeven|hoefde|verplicht\w*"
        r"|verplichting\w*|plicht\w*|\w+plicht\w*|vereis\w*|gehouden|noodzak\w*|nodig|eis|eisen|vereist\w*|geldt|voorwaarde\w*)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:must|shall|should|ha(?:ve|s|d|ving) to|need(?:s|ed)?|required?|requires?|requirement\w*|requiring|obliged?|obligat\w*"
        r"|mandatory|compulsory|dut(?:y|ies)|necessary|are to|is to|was to|were to|be to|due|condition\w*|necessitat\w*|ought|demand\w*|bound|call\w* for|essential|appl(?:y|ies))\b",
        re.IGNORECASE,
    ),
}
_STRONG_DUTY = {
    "nl": re.compile(r"\b(?:moet|moeten|dient|dienen|verplicht)\b", re.IGNORECASE),
    "en": re.compile(
        r"\b(?:must|shall|ha(?:ve|s) to|obliged|mandatory|compulsory)\b", re.IGNORECASE
    ),
}
_PERMISSION = {
    "nl": re.compile(
        r"\b(?:mag|mogen|mocht|mochten|kan|kunnen|kunt|kon|konden|bevoegd\w*|gerechtigd|recht\w*|toegestaan|toestemming|toelaat\w*|vrij\w*|mogelijk\w*|ruimte)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:may|might|can|could|cannot|allow\w*|permit\w*|permission|entitle\w*|authoris\w*|power\w*|free|right|able|possib\w*|option\w*|opportunit\w*|eligible|enable\w*|liable|lawful|impossible)\b|able\b",
        re.IGNORECASE,
    ),
}
_DOUBT = {
    "nl": re.compile(
        r"\b(?:naar verwachting|verwacht\w*|mogelijk|waarschijnlijk|vermoedelijk|wellicht|misschien|naar schatting|schat\w*|lijkt|lijken|leek|leken|zou|zouden"
        r"|vermoed\w*|dreig\w*|kan|kunnen|kunt|kans|risico\w*|soms|denk\w*|aannemelijk|beoog\w*|wil|willen|streef\w*|idee|bedoeling|gepland\w*|plan|voorzien|stel|als|onzeker|schijn\w*|raming\w*|geraamd\w*|in principe|in beginsel|inschatt\w*|zullen|zal|bijna zeker|zeker)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:expect\w*|possib\w*|probab\w*|likely|presum\w*|perhaps|may|might|can|could|would|should|estimat\w*|seem\w*|appear\w*|suspect\w*|threat\w*|risk\w*|sometimes|think\w*|plausible|apparent\w*|intend\w*|aim\w*|plan\w*|potential\w*|project\w*|anticipat\w*|forecast\w*|unlikely|was to|were to|is to|are to|supposed|assum\w*|conceivabl\w*|belie\w*|in principle|foreseen?|provisional\w*|reasonabl\w*|will|had|were|scheduled|due|doubt\w*|unlikely|able)\b",
        re.IGNORECASE,
    ),
}
_STRONG_DOUBT = re.compile(
    r"\b(?:naar verwachting|mogelijk(?= (?:een|dat|te|in|voor|zal|zullen|worden|wordt))|waarschijnlijk|vermoedelijk|wellicht|misschien|naar schatting)\b",
    re.IGNORECASE,
)


def modality(pair: Pair) -> Verdict:
    """What must be, may be and might be stays so.

    A duty may turn into an imperative or into a condition, and much of modality sits in words that
    no list has; so this check asks only that a duty, a permission or an expectation that the source
    has in so many words leaves some trace, and that no duty comes out of nothing.
    """
    language = pair.language
    lost, added = [], []
    duty = _STRONG_DUTY["nl"].findall(pair.source)
    if (
        duty
        and not _DUTY[language].search(pair.hypothesis)
        and _PERMISSION[language].search(pair.hypothesis)
    ):
        lost += duty
    new_duty = _STRONG_DUTY[language].findall(pair.hypothesis)
    if new_duty and not _DUTY["nl"].search(pair.source) and _PERMISSION["nl"].search(pair.source):
        added += new_duty
    doubt = _STRONG_DOUBT.findall(pair.source)
    if doubt and not _DOUBT[language].search(pair.hypothesis):
        lost += doubt
    return verdict("modality", lost, added)
