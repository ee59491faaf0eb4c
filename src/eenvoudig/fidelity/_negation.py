"""Negation: what is denied, excluded or excepted stays so, and nothing else becomes so."""

from __future__ import annotations

import re

from eenvoudig.fidelity._pair import Pair, verdict
from eenvoudig.fidelity._verdict import Verdict

# Not negations though they look like it: bounds and "not only … but also".
_NEUTRAL = {
    "nl": re.compile(
        r"\bniet (?:alleen|enkel|slechts|zozeer|in de laatste plaats|in het minst)\b|\bal dan niet\b"
        r"|\bniet (?:meer|langer|later|minder|hoger|lager|eerder) dan\b|\bniet meer (?=kosten dan)"
        r"|\bgeen (?:[a-zà-ÿ]+ )?anders? dan\b|\bzo niet\b|\bniet(?:te)?min\b|\bdesniettemin\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\bnot (?:only|just|merely|so much|least)\b|\bwhether or not\b"
        r"|\b(?:no|not) (?:more|longer|later|less|fewer|higher|lower|earlier|sooner) than\b|\bnot exceed\w*"
        r"|\bif not\b|\bnonetheless\b|\bnone the less\b|\bno\. (?=\d)|\bno doubt\b",
        re.IGNORECASE,
    ),
}
_NEGATION = {
    "nl": re.compile(
        r"\b(?:niet|geen|geenszins|nooit|nimmer|noch|niets|niemand|nergens|evenmin|zonder|tenzij|behalve"
        r"|behoudens|onmogelijk)\b|\bniet-[a-zà-ÿ]+",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:not|no|never|neither|nor|none|nothing|nobody|no one|nowhere|cannot|without|unless|except"
        r"|impossible)\b|n['’]t\b|\bnon-[a-z]+",
        re.IGNORECASE,
    ),
}
# Words that may stand for a negation, or that a negation may stand for, on the other side.
_IMPLIED = {
    "nl": re.compile(
        r"\bon(?!der|ze\b|s\b|t(?!bre|brak|zeg|houd|neem|kom|slag|sla)|lang|line|middellijk|geveer|danks"
        r"|verkort|deugd)[a-zà-ÿ]{4,}|\b(?:pas|eerst|slechts|alleen|uitsluitend|enkel|weinig|nauwelijks|amper"
        r"|zelden|mits|minder|minst|lager|ongeacht|ondanks|hoewel|tegen|integendeel|anders|afgezien|nihil|nul|nee"
        r"|vrij van|hoogstens|kwijt|los van|buiten|evenveel|gelijk|voordat|voor zover|laatste|te \w+ om"
        r"|nog|mis|ver|wars|voorheen|eenmalig|weg|achterwege)\b"
        r"|(?:weiger|afgewezen|afwijz|afwijs|wijst|wijzen|wees|ontbre|ontbrak|verbod|verbied|verbood|verboden|voorkom|voorkóm"
        r"|vermijd|vermeden|uitgesloten|uitsluit|sluit|uitzonder|uitgezonderd|tekort|gebrek|mislukt|faalt|falen|gestopt|stop|stak"
        r"|beëindig|eindig|verval|vervie|vrijgesteld|vrijstell|ontheff|onthef|verlies|verliez|verloor|verloren|kwijtscheld|nalat|nagelat|verzuim"
        r"|schort|onthoud|ontwijk|ontlo|ontkom|ontken|belemmer|beperk|blokke|verhinder|gestaak|ingetrokken|intrek|trek|achter|loos|loze"
        r"|vrijblijv|moeilijk|lastig|slecht|weerleg|weersp|afgezien|afzien|ziet|zien|gemist|missen|mist|zwak|uitblij|uitgeble|bleef|blij"
        r"|geschrap|schrap|afgescha|afscha|wegval|overbod|zelden|leeg|gesloten|sluit|stil|nietig|vernietig)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:un(?!der|til|it|ion|ite|iver|ique|iform|ani)|in(?=ad|acc|app|cap|comp|corr|def|dep|dir|eff|el|equ|sec|suf|tol|val|vis|abil|act|exp|fre|form)"
        r"|im(?=poss|prac|prob|proper)|ir(?=re|ra)|il(?=le|li)|dis|mis)[a-z]{4,}"
        r"|\b(?:only|until|hardly|barely|scarcely|rarely|seldom|little|few|less|fewer|lower|least|regardless|despite|although"
        r"|apart from|other than|rather|instead|otherwise|against|before|too|zero|free of|irrespective|beyond|solely|exclusively"
        r"|sole|last|outside|away|however|but|still|yet|short|away|subject to|notwithstanding|once|anything|any|ever|far from)\b"
        r"|(?:fail|refus|reject|den(?:y|ie)|lack|prohibit|prevent|avoid|exempt|exclu|except|stop|ceas|waiv|cancel|los[et]"
        r"|absen|miss|ban(?:s|ned)?\b|forbid|forbad|declin|withh|withdr|terminat|expir|remov|drop|omit|neglect|end(?:s|ed)\b|revo[ck]|behind|hamper|restrict|limit|block|obstruct|contrary"
        r"|difficult|hard\b|poor|weak|deficien|scarc|short|rebut|refut|abandon|abolish|discontinu|barr?(?:ed)?\b|vacan|empty|close|null|quash|annul|remain|free\b|exempt|less\b|prevent|stand)",
        re.IGNORECASE,
    ),
}


def negation(pair: Pair) -> Verdict:
    """A denial on one side has a denial, or a word that denies by itself, on the other.

    Denials are counted, not read: "afwijzen" may stand for "niet", "onverzekerd" for "geen
    verzekering". That two denials were turned into an affirmation ("niet ongebruikelijk") is flagged.
    """
    source, hypothesis = _plain(pair.source, "nl"), _plain(pair.hypothesis, pair.language)
    before = _NEGATION["nl"].findall(source)
    after = _NEGATION[pair.language].findall(hypothesis)
    lost = _uncovered(before, after, _IMPLIED[pair.language].findall(hypothesis))
    added = _uncovered(after, before, _IMPLIED["nl"].findall(source))
    return verdict("negation", lost, added)


def _plain(text: str, language: str) -> str:
    return _NEUTRAL[language].sub(" ", text)


def _uncovered(denials: list[str], others: list[str], implied: list[str]) -> list[str]:
    return denials if len(denials) > len(others) + len(implied) else []
