"""Abbreviations explained in full at their first use, also where the model did not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from eenvoudig.glossary._annotate import Annotations, TermUse
from eenvoudig.glossary._definitions import alignment, content_words, overlap
from eenvoudig.glossary._forms import plural_en, plural_nl
from eenvoudig.glossary._match import APOSTROPHE, HYPHEN, mask
from eenvoudig.glossary._targets import full_form, in_output, plain_form, short_form
from eenvoudig.glossary._terms import Form, Language, Match, Mode

_CHAIN = re.compile(
    rf"(?:[{HYPHEN}/][^\W_]+)*(?:[{HYPHEN}] (?:en|of) [^\W_]+(?:[{HYPHEN}/][^\W_]+)+)?"
)
_NOUN = re.compile(r" ([a-z][a-z-]+)(?: ([a-z]+)\b|(?=[.,;:!?)]|$))")
_EXPLAINED = re.compile(r":| \(| \d")
"""After jargon: an explanation or a bracket, or a number that belongs to it (Kamerstuk 36 360)."""
_AFTER_NOUN = frozenset(
    (
        *("and", "or", "but", "of", "in", "on", "at", "to", "for", "with", "by", "from", "as"),
        *("is", "are", "was", "were", "be", "has", "have", "had", "will", "would", "can", "could"),
        *("do", "does", "did", "not", "also", "without", "against", "before", "per", "because"),
        *("may", "might", "must", "shall", "should", "that", "which", "who", "if", "when", "than"),
        *("into", "under", "over", "between", "during", "through", "within", "about", "after"),
    )
)
"""English words after which a noun phrase does not go on."""


class Expanded(NamedTuple):
    """An output in which abbreviations are explained.

    Attributes:
        text: the output.
        explained: what was put in, in order: "(BHOS: Foreign Trade and Development Cooperation)".
    """

    text: str
    explained: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Insertion:
    """A bracket's content and the offset in the old text where the bracket goes."""

    use: TermUse
    at: int
    body: str
    label: str


def expand(text: str, uses: Sequence[TermUse], language: Language) -> Expanded:
    """Explain in full what is first used in a segment, once, where its output does not.

    If the full or plain form stands in the output already, nothing is done; but if the abbreviation
    does not, and later segments use it, it is put in brackets after the full form. Done twice it
    changes nothing.

    Args:
        text: the segment's output.
        uses: the segment's term uses.
        language: the output's language.
    """
    places = [_insertion(text, use, language) for use in uses if _to_explain(use, language)]
    return _insert(text, [place for place in places if isinstance(place, _Insertion)])


def unexplained(text: str, uses: Sequence[TermUse], language: Language) -> tuple[TermUse, ...]:
    """The first uses that `expand` finds no place for in an output.

    Neither the abbreviation nor the full form stands in it, or only inside brackets or code.
    """
    return tuple(
        use
        for use in uses
        if _to_explain(use, language) and _insertion(text, use, language) is False
    )


def expand_all(
    outputs: Mapping[int, str], annotations: Annotations, language: Language
) -> dict[int, Expanded]:
    """Explain each abbreviation once in a whole document.

    What has no place in the output of the segment that uses it first is explained in a later
    segment that uses it too.

    Args:
        outputs: the segments' outputs by segment id, in the order of the document.
        annotations: the document's terms.
        language: the outputs' language.
    """
    expanded: dict[int, Expanded] = {}
    waiting: dict[tuple[Form, str], TermUse] = {}
    for number, text in outputs.items():
        uses = annotations.of(number)
        here = {_key(use) for use in uses if not use.heading} & waiting.keys()
        due = [*(waiting.pop(key) for key in sorted(here)), *uses]
        waiting |= {_key(use): use for use in unexplained(text, due, language)}
        expanded[number] = expand(text, due, language)
    return expanded


def _key(use: TermUse) -> tuple[Form, str]:
    return use.form, use.term.term


def _to_explain(use: TermUse, language: Language) -> bool:
    if use.heading or not use.first:
        return False
    if use.form is Form.SHORT:
        return bool(full_form(use, language)) and bool(use.term.english or language == "nl")
    return (
        language == "nl"
        and use.term.mode is Mode.EXPLAIN
        and bool(use.term.plain)
        and not use.named_before
    )


def _insertion(text: str, use: TermUse, language: Language) -> _Insertion | bool:
    """What to put where; True if nothing is needed, False if there is no place for it."""
    found = in_output(use.term, language).find(text)
    if use.form is not Form.SHORT:
        return _explanation(text, use, found)
    full = [match for match in found if match.form is Form.FULL]
    short = [match for match in found if match.form is Form.SHORT]
    if not found:  # an abbreviation that English does not use was left as it was
        short = [m for m in in_output(use.term, "nl").find(text) if m.form is Form.SHORT]
    if full and (short or not use.used_again or not short_form(use, language)):
        return True
    depth = _depths(text)
    if full:
        place = next((match for match in full if _is_free(text, match, depth)), None)
        if place is None or place.compound:
            return False
        return _Insertion(use, place.end, short_form(use, language), "")
    if any(_said_otherwise(text, match, use) for match in short):
        return True
    free = [match for match in short if not depth[match.start]]
    free.sort(key=lambda match: not _is_free(text, match, depth))
    return _beside(text, free[0], use, language) if free else False


def _explanation(text: str, use: TermUse, found: Sequence[Match]) -> _Insertion | bool:
    """A plain form in brackets after a term that plain Dutch keeps."""
    plain = plain_form(use)
    if overlap(content_words(plain), content_words(text)) > 0.5:
        return True
    depth = _depths(text)
    if any(_EXPLAINED.match(text, match.end) for match in found):
        return True
    place = next((m for m in found if not depth[m.start] and not m.compound), None)
    return _Insertion(use, place.end, plain, "") if place else False


def _beside(text: str, match: Match, use: TermUse, language: Language) -> _Insertion:
    """The full form after an abbreviation, or after the compound that it is part of."""
    at, label = _end_of_phrase(text, match, use, language)
    short = match.surface
    for mark in APOSTROPHE:
        short = short.removesuffix(f"{mark}s")
    return _Insertion(use, at, _body(use, match, language), short if label else "")


def _body(use: TermUse, match: Match, language: Language) -> str:
    term = use.term
    if language == "en":
        possessive = any(mark in match.surface for mark in APOSTROPHE)
        return plural_en(term.english) if match.plural and not possessive else term.english
    # In full, not the plain form: an official name must be found again elsewhere.
    plural = plural_en if term.foreign else plural_nl
    name = plural(term.term) if match.plural else term.term
    says_nothing = term.foreign or term.mode is Mode.EXPLAIN
    if says_nothing and term.plain and not use.named_before:
        return f"{name}, {plain_form(use)}"
    return name


def _end_of_phrase(text: str, match: Match, use: TermUse, language: Language) -> tuple[int, bool]:
    """Where the bracket goes, and whether it needs the abbreviation as a label."""
    chain = _CHAIN.match(text, match.end)
    end = chain.end() if chain else match.end
    before = text[match.start - 1 : match.start]
    if end > match.end:
        return end, True
    possessive = language == "en" and any(mark in match.surface for mark in APOSTROPHE)
    compound = language == "en" and not match.plural and (use.compound or match.compound)
    if possessive or compound:
        noun = _NOUN.match(text, end)
        if noun and noun[1] not in _AFTER_NOUN and (not noun[2] or noun[2] in _AFTER_NOUN):
            return noun.end(1), True
    return end, possessive or (before != "" and before in HYPHEN + "/")


def _said_otherwise(text: str, match: Match, use: TermUse) -> bool:
    """Whether the model explained the abbreviation in words of its own."""
    before, after = text[: match.start], text[match.end :]
    if before.endswith("(") and after.startswith(")") and re.search(r"[\w)]['’\"”]? \($", before):
        return True
    inside = re.match(r"\s?\(([^()]+)\)", after)
    if inside is None:
        return False
    words = content_words(inside[1])
    names = (*use.term.terms, *use.term.english_names, use.term.plain)
    known = {word for name in names for word in content_words(name)}
    return not known.isdisjoint(words) or alignment(inside[1], match.surface) == 0


def _is_free(text: str, match: Match, depth: Sequence[int]) -> bool:
    """Whether a bracket reads well after a match: not inside or before one, nor before an 's."""
    following = text[match.end :]
    return not depth[match.start] and not following.startswith((" (", *APOSTROPHE))


def _depths(text: str) -> list[int]:
    """For each character in how many brackets it stands; code and URLs count as brackets."""
    depth, depths = 0, []
    for char in mask(text):
        if char in "([{":
            depth += 1
        depths.append(depth + (char == "\0"))
        if char in ")]}":
            depth = max(0, depth - 1)
    return [*depths, 0]


def _insert(text: str, insertions: Sequence[_Insertion]) -> Expanded:
    """The text with a bracket at each place; what comes at the same place shares one."""
    parts: list[str] = []
    brackets: list[str] = []
    done = 0
    for at in sorted({one.at for one in insertions}):
        here = dict.fromkeys(
            f"{one.label}: {one.body}" if one.label else one.body
            for one in insertions
            if one.at == at
        )
        brackets.append(f"({'; '.join(here)})")
        parts += [text[done:at], " ", brackets[-1]]
        done = at
    return Expanded("".join([*parts, text[done:]]), tuple(brackets))
