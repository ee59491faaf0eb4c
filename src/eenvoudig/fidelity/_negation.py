"""Negation: what is denied, excluded or excepted stays so, and nothing else becomes so."""

from __future__ import annotations

import re

from eenvoudig.fidelity._cues import aligned, cues, sentences
from eenvoudig.fidelity._pair import Pair, verdict
from eenvoudig.fidelity._verdict import Verdict

# Not denials though they look like it: "not only … but also", bounds, and times ("not until").
_NEUTRAL = {
    "nl": cues(
        "al_dan_niet wel_of_niet wel_en_niet of_niet zo_niet niettemin niet_te_min "
        "desniettemin niet_voordat niet_eerder niet_vóór",
        r"\bniet (?:alleen|enkel|slechts|zozeer|in de laatste plaats|in het minst)\b",
        r"\bniet (?:meer|langer|later|minder|hoger|lager) dan\b",
        r"\bgeen (?:\w+ )?anders? dan\b",
        # "niet voor 1 maart" is a time; "niet voor partners" denies.
        r"\bniet voor (?=(?:de |het )?(?:\d|begin|medio|eind|volgen|jan|feb|maart|april|mei|jun|jul"
        r"|aug|sep|okt|nov|dec|maan|dins|woens|donder|vrijdag|zater|zon))",
    ),
    "en": cues(
        "whether_or_not or_not if_not nonetheless none_the_less no_doubt no_later not_exceed* "
        "without_prejudice without_delay without_interruption without_further",
        r"\bnot (?:only|just|merely|so much|least)\b",
        r"\b(?:no|not) (?:more|longer|less|fewer|higher|lower|earlier|sooner|later) than\b",
        r"\bno\. (?=\d)",
        r"\bnot (?=[^.;]{0,80}\b(?:until|before|prior to)\b)",
    ),
}
_DENIAL = {
    "nl": cues(
        "niet geen geenszins nooit nimmer noch niets niemand nergens evenmin zonder tenzij behalve "
        "behoudens onmogelijk niet-*"
    ),
    "en": cues(
        "not no never neither nor none nothing nobody no_one nowhere cannot without unless "
        "except impossible non-*",
        r"n['’]t\b",
    ),
}
# What may stand for a denial on the other side, or a denial for it: "afwijzen", "onverzekerd".
_IMPLIED = {
    "nl": cues(
        "pas slechts alleen uitsluitend weinig nauwelijks amper zelden anders afgezien nul "
        "nee kwijt achterwege voor_zover in_plaats_van mits minder hoogstens ongeacht leeg "
        "loos loze daarentegen buiten_beschouwing buiten_behandeling in_gebreke afwezig* "
        "te_kort_om stop* *weiger* afgewezen *afwijs* *afwijz* *verbod* *verbied* *verboden* "
        "*voorkom* *vermijd* *vermeden* uitgesloten *uitsluit* *uitzonder* *uitgezonderd* "
        "*tekort* *gebrek* *mislukt* faalt falen gestopt *staakt* *beëindig* *verval* "
        "*vervie* *vrijgesteld* *vrijstell* *onthef* *kwijtscheld* nalaten *nagelaten* "
        "*verzuim* *schort* *onthoud* *ontken* *belemmer* *verhinder* *ingetrokken* *intrek* "
        "*weersp* *afzien* gemist missen *uitblij* *uitblev* *uitbleef* *uitgeble* *geschrap* "
        "*schrapp* *afgescha* *afscha* overbodig* *nietig* zinloos *vrijblijv* ophoud* "
        "opgehouden *dwang* "
        "*loos *loze *vrij strijd* overtred* twijfel* verlopen overschr* verschil* gratis illega* "
        "irreg* inactie* geheim vertrouwelijk gesloten verwerp* tegenhoud* tegengehouden te_laat "
        "te_weinig bestrijd* schend*",
        r"\beerst (?:na|in|als|wanneer)\b",
        r"\b(?:wijst .{1,40} af|sluit .{1,20} uit|ziet .{1,20} af)\b",
        # "ongegrond", "onverzekerd", but not "onderzoek" or "onverwijld".
        r"\bon(?!der|ze|s|t(?!bre|brak|zeg)|lang|line|middellijk|geveer|danks|verkort|deugd"
        r"|afhankelijk|roerend|gelu|gelo|verwijld|herroepelijk|voorziene|even|vermin|rust)[a-zà-ÿ]{4,}",
    ),
    "en": cues(
        "only until hardly barely scarcely rarely seldom little few fewer less regardless "
        "irrespective other_than rather_than instead otherwise free_of anything apart_from "
        "subject_to insofar as_long_as out_of barring *fail* *refus* *reject* deny denied "
        "denies denial* lack* prohibit* prevent* avoid* exempt* exclu* except* stop* ceas* "
        "waiv* cancel* absent absence missing ban bans banned forbid* forbad* declin* withh* "
        "withdr* terminat* *expir* omit* neglect* revo* hamper* obstruct* deficien* shortage* "
        "shortfall* abandon* abolish* discontinu* barred quash* annul* lose loses lost "
        "release* "
        "*free contrary breach* infring* violat* doubt* differ* secret confidential closed "
        "yet_to late illegal*",
        r"\bun(?!der|til|it|ion|ite|iver|ique|iform|ani|ison|emp)[a-z]{3,}",
        r"\bin(?=ad|acc|app|comp|corr|eff|elig|suff|toler|valid|visib|abil)[a-z]{4,}",
        r"\bin(?=act(?:ion|ive)|capa)[a-z]{4,}",
        r"\binformal(?:ly)?\b|\bim(?=poss|prac|prob|prop)[a-z]{4,}|\bir(?=re(?!sp)|rat)[a-z]{4,}",
        r"\bil(?=leg|lic)[a-z]{4,}|\bdis(?=agr|abl|cont|prop|reg|sat|ad)[a-z]{3,}",
    ),
}


# "Lukt dat niet? Dan …" is plain Dutch for a condition, and denies nothing.
_QUESTION = re.compile(r"[^.?!]*\?")


def negation(pair: Pair) -> Verdict:
    """A denial on one side has a denial, or a word that denies by itself, on the other.

    Denials are counted, not read, and per sentence where source and hypothesis have equally many:
    an "afgewezen" may stand for a "niet", an "onverzekerd" for a "geen". A hypothesis may deny more
    often than a source that denies at all, as plain Dutch does ("Is dat niet zo?"). Two denials
    that became an affirmation ("niet ongebruikelijk") are flagged.
    """
    lost: list[str] = []
    added: list[str] = []
    for source, hypothesis in aligned(pair.source, pair.hypothesis):
        ours, our_others = _denials(source, "nl")
        theirs, their_others = _denials(hypothesis, pair.language)
        # Of many, in several sentences, one may be told in words that no list has.
        several = len(ours) > (1 if len(sentences(source)) > 1 else 2)
        if len(ours) > len(theirs) + their_others + several:
            lost += ours
        stated, _ = _denials(_QUESTION.sub(" ", hypothesis), pair.language)
        if not ours and len(stated) > our_others:
            added += theirs
    return verdict("negation", lost, added)


def _denials(text: str, language: str) -> tuple[list[str], int]:
    """The denials of a text, and how many words imply one."""
    plain = _NEUTRAL[language].sub(" ", text)
    return _DENIAL[language].findall(plain), len(_IMPLIED[language].findall(plain))
