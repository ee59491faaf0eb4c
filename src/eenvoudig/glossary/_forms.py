"""Word forms by spelling rules: Dutch plurals and adjectives, English plurals.

The rules are those of the Woordenlijst Nederlandse Taal (het Groene Boekje): doubled consonants
after a short vowel, single vowels in an open syllable, v and z inside a word for f and s at an end.
Where the spelling alone cannot tell (stress, irregular vowels) all candidates are made, likeliest
first: a form too many is a word that does not exist, a form too few is a term that is missed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from eenvoudig.glossary._terms import Pos

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u00ad"), "-") | {ord("\u00ad"): None}

_IRREGULAR = {
    "lid": "leden",
    "stad": "steden",
    "schip": "schepen",
    "smid": "smeden",
    "crisis": "crises",
    "basis": "bases",
    "analysis": "analyses",
    "icus": "ici",
    "endus": "endi",
    "route": "routes",
}
"""Plurals that no rule gives, by the end of the singular."""

_LENGTHENING = (
    "dag", "weg", "drag", "slag", "hof", "lot", "vat", "gebrek", "oorlog", "slot", "glas", "bad",
    "pad", "gat", "dak", "gezag", "gebod", "verbod", "gebed", "spel", "god", "graf", "schot", "dal",
    "bevel",
)  # fmt: skip
"""Ends of words whose short vowel becomes long in the plural: verdrag, verdragen."""

_AFTER_HEAD_NL = frozenset(
    (
        *("van", "voor", "op", "in", "tot", "aan", "met", "over", "bij", "uit", "naar", "tegen"),
        *("ter", "te", "onder", "tussen", "door", "om", "die", "dat", "als", "zonder", "buiten"),
        *("binnen", "per", "volgens", "waar", "waarin", "waarmee", "wie", "inzake", "betreffende"),
    )
)
"""Dutch words before which a noun phrase has its head."""
_AFTER_HEAD_EN = frozenset(
    (
        *("of", "in", "to", "for", "on", "with", "at", "by", "from", "against", "under", "between"),
        *("that", "who", "which", "without", "per", "required", "subject", "declared"),
    )
)
"""English words before which a noun phrase has its head."""

_OPEN = re.compile(r"(?:^|.*[^aeiouy])([aeiouy])([^aeiouy])$")
_LONG = re.compile(r"(.*)(aa|ee|oo|uu)([^aeiouy])$")
_UNSTRESSED = ("el", "er", "en", "em", "or", "ik", "ig", "erd", "um", "on")
_STRESSED = ("stel", "bevel", "model", "kartel", "hotel")
_STRESSED_IE = ("tegie", "gorie", "theorie", "strie", "logie", "cratie", "nomie", "rapie")
_TAKES_EN = ("doel", "artikel", "beginsel", "middel", "maatregel", "stelsel", "wapen", "teken")
_WORD = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

_SEPARABLE = (
    *("tegemoet", "tegen", "terug", "samen", "vooruit", "voort", "vast", "plaats", "achter"),
    *("aan", "af", "bij", "deel", "door", "in", "langs", "los", "mee", "na", "neer", "om"),
    *("onder", "open", "op", "over", "toe", "uit", "voor", "weg", "goed"),
)
"""What a Dutch verb may be parted from, longest first where one begins another."""
_STRONG = {
    "wijzen": ("wees", "wezen", "gewezen"),
    "nemen": ("neemt", "nam", "namen", "genomen"),
    "geven": ("geeft", "gaf", "gaven", "gegeven"),
    "trekken": ("trok", "trokken", "getrokken"),
    "dienen": ("diende", "dienden", "gediend"),
    "stellen": ("stelde", "stelden", "gesteld"),
    "wegen": ("woog", "wogen", "gewogen"),
    "sluiten": ("sloot", "sloten", "gesloten"),
    "schrijven": ("schreef", "schreven", "geschreven"),
    "houden": ("houdt", "hield", "hielden", "gehouden"),
    "leggen": ("legt", "legde", "legden", "gelegd"),
    "brengen": ("bracht", "brachten", "gebracht"),
    "komen": ("kom", "komt", "kwam", "kwamen", "gekomen"),
    "vragen": ("vroeg", "vroegen", "gevraagd"),
    "zenden": ("zond", "zonden", "gezonden"),
    "lopen": ("liep", "liepen", "gelopen"),
    "bieden": ("biedt", "bood", "boden", "geboden"),
    "vallen": ("viel", "vielen", "gevallen"),
    "staan": ("sta", "staat", "stond", "stonden", "gestaan"),
    "gaan": ("ga", "gaat", "ging", "gingen", "gegaan"),
    "doen": ("doe", "doet", "deed", "deden", "gedaan"),
    "zien": ("zie", "ziet", "zag", "zagen", "gezien"),
}
"""Forms of the strong verbs that letters and decisions use most."""

_DEVOICE = str.maketrans("vz", "fs")


def fold(text: str) -> str:
    """The text without differences of case, apostrophe, hyphen or accent's encoding."""
    text = unicodedata.normalize("NFC", text).translate(_DASHES)
    return text.replace("’", "'").replace("‘", "'").replace("ʼ", "'").replace("´", "'").casefold()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A crude key that all forms of a word share (`wet`, `wetten`; `staat`, `staten`).

    Different words may share it too (`weten`): it finds candidates, which their forms then confirm.
    """
    key = unicodedata.normalize("NFD", word.casefold())
    key = "".join(char for char in key if not unicodedata.combining(char))
    for singular, plural in (("heid", "hed"), ("lid", "led"), ("stad", "sted"), ("schip", "schep")):
        if key.endswith(singular):
            key = key.removesuffix(singular) + plural
            break
    key = re.sub(r"(.)\1", r"\1", key.translate(_DEVOICE))
    bare = key.rstrip("aeiouynsm")
    return bare if len(bare) > 2 else key[:2]


def _with_ending(word: str, ending: str) -> Iterator[str]:
    """The word with -en or -e as Dutch spells it, likeliest first."""
    last = word[-1]
    voiced = {"f": "v", "s": "z"}.get(last)
    if long := _LONG.match(word):
        base = long[1] + long[2][0]
        if voiced and long[3] in "fs":
            yield base + voiced + ending
        yield base + last + ending
        return
    if _OPEN.match(word) and last not in "wxj":
        single = word + ending
        if word.endswith(_LENGTHENING):
            if voiced:
                yield word[:-1] + voiced + ending
            yield single
            return
        double = word + last + ending
        if word.endswith(_UNSTRESSED) and not word.endswith(_STRESSED) and len(word) > 4:
            yield single
        yield double
        return
    if voiced and not word.endswith(("ss", "ts", "ds", "ks", "ps", "ff")):
        forms = word[:-1] + voiced + ending, word + ending
        yield from reversed(forms) if word.endswith("ns") and word[-5:] != "grens" else forms
        return
    yield word + ending


def plurals(word: str) -> tuple[str, ...]:
    """The plurals that a lower-case Dutch noun may have, likeliest first."""
    for singular, plural in _IRREGULAR.items():
        if word.endswith(singular):
            return (word.removesuffix(singular) + plural,)
    if word.endswith("heid"):
        return (word.removesuffix("heid") + "heden",)
    if word.endswith("ie"):
        # -ie takes -s where the stress lies before it (motie) and -ën where it lies on it (kopie).
        forms = word + "s", word + "ën", word[:-2] + "iën"
        return (forms[1], forms[0], forms[2]) if word.endswith(_STRESSED_IE) else forms
    if word.endswith("ee"):
        return (word + "ën", word + "s")
    if word.endswith("e"):
        ends_in_n = word.endswith(("de", "te", "ze", "ge", "ve"))
        return (word + "n", word + "s") if ends_in_n else (word + "s", word + "n")
    if word.endswith(("eau", "é")):
        return (word + "s",)
    if word.endswith(("ij", "ei", "ui", "ou", "au")):
        return (word + "en",)
    if word[-1] in "aeiouy":
        return (word + "'s",)
    if not word[-1].isalpha():
        return (word + "'s",)
    en = tuple(_with_ending(word, "en"))
    if word.endswith("um"):
        return (word + "s", word[:-2] + "a", *en)
    syllables = len(re.findall(r"[aeiouy]+", word))
    takes_s = word.endswith(("er", "el", "en", "em", "eur", "or", "on", "ier"))
    takes_en = word.endswith(("oon", "eel", "oor", "eer", *_STRESSED, *_TAKES_EN))
    if takes_s and syllables > 1 and not takes_en:
        return (word + "s", *en)
    return (*en, word + "s") if len(word) > 5 else en


def diminutives(word: str) -> tuple[str, ...]:
    """The diminutives that a lower-case Dutch noun may have, singular.

    Which ending a noun takes depends on stress and length of its last vowel (ANS 12.3.1.4), which
    spelling does not always show; so all that the spelling allows are given.
    """
    last = word[-1]
    if last in "aou" and word[-2:-1] not in set("aeiou"):
        return (word + last + "tje",)
    if word.endswith("ing"):
        return (word[:-1] + "kje", word + "etje")
    if last in "bglmnr" and _OPEN.match(word):
        more = {"m": (word + "pje", word + "metje"), "g": (word + "je", word + "getje")}
        return more.get(last, (word + last + "etje", word + "tje"))
    if last == "m":
        return (word + "pje",)
    if last in "lnrw" or last in "aeiouyé":
        return (word + "tje", word + "'tje")
    return (word + "je",)


def _adjectives(word: str) -> Iterator[str]:
    """An adjective with and without its -e."""
    yield word
    if word.endswith(("heid", "teit", "ing")):
        return
    if not word.endswith("e"):
        if word.endswith("ieel"):
            yield word[:-4] + "iële"
        if word[-1] not in "aiouyn" or word.endswith("n"):
            yield from _with_ending(word, "e")
        return
    bare = word[:-1]
    if len(bare) < 3:
        return
    bare = bare[:-1] + {"v": "f", "z": "s"}.get(bare[-1], bare[-1])
    yield bare
    if bare[-1] == bare[-2]:
        yield bare[:-1]
    elif open_syllable := _OPEN.match(bare):
        yield bare[:-1] + open_syllable[1] + bare[-1]


def separable(word: str) -> tuple[str, str]:
    """A verb as its separable part and the rest: "toe", "kennen"; ("", verb) where it has none.

    The rest must be a verb by itself: "overleggen" has a long one, "aanen" has none.
    """
    for part in _SEPARABLE:
        rest = word.removeprefix(part)
        if (
            rest != word
            and len(rest) > 3
            and rest.endswith(("en", "gaan", "staan", "doen", "zien"))
        ):
            return part, rest
    return "", word


def finite_forms(word: str) -> tuple[str, ...]:
    """The present and past forms of a verb, which may stand apart from a separable part."""
    return (*_regular(word)[0], *(f for f in _STRONG.get(word, ()) if not f.startswith("ge")))


def _verbs(word: str) -> Iterator[str]:
    """A verb's infinitive, present, past and participle, joined to its separable part if any."""
    yield word
    for part, rest in dict.fromkeys([separable(word), ("", word)]):  # "investeren" only looks so
        finite, participles = _regular(rest)
        if part:
            yield f"{part}te{rest}"
        for form in (*finite, *participles, *_STRONG.get(rest, ())):
            yield part + form


def _regular(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The finite forms and the participles that a regular verb has."""
    finite: list[str] = []
    participles: list[str] = []
    for root in _roots(word):
        voiceless = word[:-2][-1] in "tkfschp"
        dental = "t" if voiceless else "d"
        third = root if root.endswith("t") else root + "t"
        past = root if root.endswith(dental) else root + dental
        finite += [root, third, past + "e", past + "en"]
        participle = past
        if not word.startswith(("be", "ge", "ver", "her", "ont", "er")):
            trema = {"e": "ë", "i": "ï", "u": "ü"}.get(past[0], past[0])
            participle = "ge" + trema + past[1:]
        participles += [participle, participle + "e"]
    return (word, *finite), tuple(participles)


def _roots(word: str) -> tuple[str, ...]:
    """A verb's stem as it stands in "ik …"; both where the stress, which nobody writes, decides."""
    if not word.endswith("en") or len(word) < 5:
        return ()
    root = word[:-2]
    root = root[:-1] + {"v": "f", "z": "s"}.get(root[-1], root[-1])
    if root[-1] == root[-2]:
        return (root[:-1],)
    if word.endswith("eren"):
        return (word[:-3] + "er", root)
    if (open_syllable := _OPEN.match(root)) and not word.endswith(("elen", "enen", "igen")):
        return (root[:-1] + open_syllable[1] + root[-1],)
    return (root,)


def head_of(words: list[str], stops: frozenset[str]) -> int:
    """The place of a noun phrase's head: the word before what qualifies it, else the last."""
    for place, word in enumerate(words):
        if place and word.casefold() in stops:
            return place - 1
    return len(words) - 1


@lru_cache(maxsize=50_000)
def phrase_forms(phrase: str, pos: Pos) -> tuple[Mapping[str, bool], ...]:
    """For each word of a phrase its folded forms, and for each form whether it is a plural."""
    words = [fold(word) for word in _WORD.findall(phrase)]
    head = head_of(words, _AFTER_HEAD_NL)
    forms = [_word_forms(word, pos, place - head) for place, word in enumerate(words)]
    if pos is Pos.NOUN and len(words) == 1 and phrase.islower():
        for small in diminutives(words[0]):
            forms[0] |= {small: False, small + "s": True}
    return tuple(map(MappingProxyType, forms))


def _may_be_noun(word: str) -> bool:
    """Whether a word before the head may be a noun: most that end in -e are adjectives."""
    return not word.endswith("e") or word.endswith("ie")


def all_plurals(word: str) -> tuple[str, ...]:
    """The plurals that a lower-case noun may have, and those that it may have against the rules."""
    return (*plurals(word), *_loose_plurals(word))


def _loose_plurals(word: str) -> tuple[str, ...]:
    """Plurals that loanwords and letter words take against the rules: coaches, sepots, aiossen."""
    if word.endswith(("heid", "s", *_IRREGULAR)):
        return (word + "sen",) if word.endswith("os") else ()
    return (word + "es", word + "s") if word.endswith(("ch", "sh", "x")) else (word + "s",)


def _word_forms(word: str, pos: Pos, from_head: int) -> dict[str, bool]:
    forms = {word: False}
    if len(word) == 1:
        return forms
    if pos in {Pos.NOUN, Pos.NAME} and from_head == 0 and word[-1].isalpha():
        forms |= {form: True for form in all_plurals(word) if form != word}
    elif pos in {Pos.NOUN, Pos.NAME} and from_head < 0 and _may_be_noun(word):
        # "procureurs-generaal", "samenwerkingsverbanden passend onderwijs": an earlier word may be
        # the head, which no spelling shows.
        forms |= dict.fromkeys(_adjectives(word), False)
        forms |= {form: True for form in plurals(word) if form not in forms}
    elif (pos in {Pos.NOUN, Pos.NAME} and from_head < 0) or (pos is Pos.ADJ and from_head == 0):
        forms |= dict.fromkeys(_adjectives(word), False)
    elif pos is Pos.VERB and from_head == 0:
        forms |= dict.fromkeys(_verbs(word), False)
    return forms


def _at_head(phrase: str, stops: frozenset[str]) -> tuple[str, str, str]:
    """A phrase cut in what stands before its head, the head, and what comes after."""
    places = list(_COMPOUND.finditer(phrase))
    head = places[head_of([place[0] for place in places], stops)]
    return phrase[: head.start()], head[0], phrase[head.end() :]


def head_noun(phrase: str) -> str:
    """A Dutch noun phrase's head: "maatregel" of "algemene maatregel van bestuur"."""
    return _at_head(phrase, _AFTER_HEAD_NL)[1]


def plural_nl(phrase: str) -> str:
    """The likeliest plural of a Dutch noun phrase."""
    if not _WORD.search(phrase):
        return phrase
    before, head, after = _at_head(phrase, _AFTER_HEAD_NL)
    if head.endswith("en") and not head.endswith(_TAKES_EN):
        return phrase
    adjective = re.search(r"(?<![^\W_])[a-zà-ÿ]+(?= $)", before)
    if adjective and not adjective[0].endswith(("e", "en")):
        before = before[: adjective.start()] + next(_with_ending(adjective[0], "e")) + " "
    return before + plurals(head)[0].replace("'", "’") + after


def plural_en(phrase: str) -> str:
    """The plural of an English noun phrase; a phrase whose head is a plural stays as it is."""
    if not _WORD.search(phrase):
        return phrase
    before, head, after = _at_head(phrase, _AFTER_HEAD_EN)
    return before + _plural_word_en(head) + after


_UNCOUNTABLE = frozenset(
    [
        "aid",
        "assistance",
        "diplomacy",
        "smuggling",
        "trafficking",
        "migration",
        "displacement",
        "relief",
        "support",
        "security",
        "cooperation",
        "parliament",
        "funding",
        "legislation",
        "policy-making",
        "information",
        "people",
        "staff",
        "nations",
        "affairs",
        "debt",
        "data",
        "care",
        "healthcare",
        "education",
        "research",
        "tracing",
        "equipment",
        "housing",
        "advice",
        "evidence",
        "software",
        "waste",
        "pollution",
        "traffic",
        "energy",
    ]
)


def _plural_word_en(word: str) -> str:
    lower = word.casefold()
    if lower in {"gas", "bus", "lens"}:
        return word + "es"
    if lower in _UNCOUNTABLE or (lower.endswith("s") and not lower.endswith(("ss", "us", "is"))):
        return word
    if lower.endswith("is"):
        return word[:-2] + "es"
    if lower.endswith("man"):
        return word[:-3] + "men"
    if lower.endswith("y") and lower[-2:-1] not in set("aeiou"):
        return word[:-1] + "ies"
    if lower.endswith(("s", "x", "ch", "sh", "z")):
        return word + "es"
    return word + "s"


def verb_forms_en(phrase: str) -> tuple[str, ...]:
    """The forms of a regular English verb at the beginning of a phrase: "grant a permit"."""
    verb, space, rest = phrase.partition(" ")
    stem_, lower = verb, verb.casefold()
    doubled = re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", lower)
    if lower.endswith("e"):
        forms = [verb + "s", verb + "d", verb[:-1] + "ing"]
    elif lower.endswith("y") and lower[-2:-1] not in set("aeiou"):
        forms = [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    else:
        stem_ = verb + verb[-1] if doubled else verb
        forms = [plural_en(verb), stem_ + "ed", stem_ + "ing"]
    irregular = _IRREGULAR_EN.get(lower, ())
    return tuple(f"{form}{space}{rest}" for form in (*irregular, *forms))


def gerund_en(phrase: str) -> str:
    """A verb at the beginning of a phrase as a noun: "granting a permit"."""
    return next(form for form in verb_forms_en(phrase) if form.partition(" ")[0].endswith("ing"))


_IRREGULAR_EN = {
    "withdraw": ("withdrew", "withdrawn"),
    "give": ("gave", "given"),
    "take": ("took", "taken"),
    "set": ("set",),
    "make": ("made",),
    "pay": ("paid",),
    "bring": ("brought",),
    "hold": ("held",),
    "write": ("wrote", "written"),
    "draw": ("drew", "drawn"),
    "find": ("found",),
    "submit": ("submitted", "submitting"),
    "refer": ("referred", "referring"),
}
