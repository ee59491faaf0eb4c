"""Putting a term right in an output in which the engine missed it.

Only where it is certain what has to be replaced: the Dutch term stands in the English as it was;
what the engine makes of the term alone stands in it; or a code that was put in the term's place. A
repaired output is checked like any other; where no way applies it stays as it is, and flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from eenvoudig.glossary._annotate import TermUse
from eenvoudig.glossary._forms import plural_en
from eenvoudig.glossary._targets import full_form, missing, plain_form, short_form
from eenvoudig.glossary._terms import OTHER_GENDER, Form, Language, Mode

_VOWEL_SOUND = re.compile(
    r"(?!eu|Eu|EU|one\b|once)[aeioAEIO]|u(?!ni|se|sa|ti|ro|k\b)|hono|heir|hour"
    r"|[FHLMNRSX](?=[A-Z\d]|$)|8|11\b"
)
"""How a word begins that takes "an"; an abbreviation is spelled out."""
_ARTICLE = re.compile(r"\b([Aa]n?) $")
_DUTCH_ARTICLE = re.compile(
    r"\b(?:de|het|een|dit|dat|deze|die|elk|elke|ieder|iedere) (?:\w+e )?$", re.IGNORECASE
)


def repair(
    text: str,
    uses: Sequence[TermUse],
    language: Language,
    renderings: Mapping[str, str] | None = None,
) -> str:
    """The output with the terms that it misses put right, as far as that is certain.

    Args:
        text: the output.
        uses: the terms of its source.
        language: of the output.
        renderings: for a term's form in the source, what the engine makes of it by itself.

    Returns:
        The output; the same where there is nothing to put right, or it is not certain how.
    """
    for use in missing(text, uses, language):
        if use.parted:
            continue
        if language == "nl":
            text = _without_forbidden(text, use)
            continue
        wanted = short_form(use, "en") if use.form is Form.SHORT else ""
        wanted = wanted or full_form(use, "en")
        found = [use.surface, *(use.term.abbreviations if use.form is Form.SHORT else ())]
        if renderings and (rendering := renderings.get(use.surface)):
            found += [rendering, rendering[:1].lower() + rendering[1:], plural_en(rendering)]
        for form in dict.fromkeys(found):
            fixed = _replaced(text, form, wanted)
            if fixed != text:
                text = fixed
                break
    return agree(text, uses) if language == "nl" else text


def agree(text: str, uses: Sequence[TermUse]) -> str:
    """Plain Dutch in which a plain form has an article of its own gender.

    An engine that puts "maximumprijs" for "prijsplafond" often leaves the article as it was: "het
    maximumprijs". Only a word that the source has before the term is touched, for "het" may also be
    a pronoun.
    """
    for use in uses:
        term, other = use.term, OTHER_GENDER.get(use.determiner)
        known = term.gender and term.plain_gender and term.gender != term.plain_gender
        if not known or not other or use.plural or use.compound:
            continue
        for old, new in (
            (use.determiner, other),
            (use.determiner.capitalize(), other.capitalize()),
        ):
            text = re.sub(rf"\b{old}(?= (?:\w+e )?{re.escape(term.plain)}(?!\w))", new, text)
    return text


def with_codes(
    source: str, hints: Iterable[tuple[str, str]], missed: Iterable[str]
) -> tuple[str, dict[str, str]]:
    """A source with codes in the place of terms that an engine misses.

    Args:
        source: the segment.
        hints: for each term the form that stands there and the one that is wanted.
        missed: the forms to put codes for.

    Returns:
        The source with the codes, and for each code the form that is wanted. A form that stands
        there more than once, or in another word, keeps its place.
    """
    names: dict[str, str] = {}
    wanted = set(missed)
    for form, target in hints:
        places = list(re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", source))
        if form in wanted and len(places) == 1:
            code = f"X{len(names) + 1}"
            if code in source:
                continue
            source = source[: places[0].start()] + code + source[places[0].end() :]
            names[code] = target
    return source, names


def filled_in(text: str, names: Mapping[str, str]) -> str:
    """An answer with the names for the codes; empty where a code is not there exactly once."""
    for code, name in names.items():
        fixed = _replaced(text, code, name)
        if fixed == text:
            return ""
        text = fixed
    return text


def _replaced(text: str, form: str, wanted: str) -> str:
    """The text with a form that stands in it once made into another, article and all."""
    places = list(re.finditer(rf"(?<![\w-]){re.escape(form)}(?!\w)", text)) if form else []
    if len(places) != 1 or not wanted:
        return text
    start, end = places[0].span()
    before, after = text[:start], text[end:]
    if not before and form[:1].isupper():
        wanted = wanted[:1].upper() + wanted[1:]
    if article := _ARTICLE.search(before):
        an = "an" if _VOWEL_SOUND.match(wanted) else "a"
        an = an.capitalize() if article[1][0].isupper() else an
        before = before[: article.start(1)] + an + " "
    # "the the Ministry", "UN (UN)": the engine may have written part of it already.
    if before.casefold().endswith("the ") and wanted.casefold().startswith("the "):
        wanted = wanted[4:]
    return before + wanted + after


def _without_forbidden(text: str, use: TermUse) -> str:
    """Plain Dutch with the plain form for a forbidden term, where no article has to agree."""
    wanted = plain_form(use)
    if use.term.mode is not Mode.FORBID or not wanted:
        return text
    places = list(re.finditer(rf"(?<![\w-]){re.escape(use.surface)}(?![\w-])", text, re.IGNORECASE))
    agrees = use.plural or (use.term.gender and use.term.plain_gender)
    if len(places) != 1 or (not agrees and _DUTCH_ARTICLE.search(text[: places[0].start()])):
        return text
    start, end = places[0].span()
    if text[start].isupper():
        wanted = wanted[:1].upper() + wanted[1:]
    return text[:start] + wanted + text[end:]
