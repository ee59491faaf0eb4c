"""What terms a document uses, where, and which of its abbreviations nobody explains."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from eenvoudig.document import Block, BlockKind, Document, Segment
from eenvoudig.glossary._definitions import Definition, capitals, definitions
from eenvoudig.glossary._load import Glossary
from eenvoudig.glossary._match import Matcher, is_free, mask
from eenvoudig.glossary._terms import OTHER_GENDER, Form, Match, Term

_CANDIDATE = re.compile(r"(?<![\w.])[^\W\d_](?:[^\W_])+(?!\w)")
_ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_POSTCODE = re.compile(r"\b\d{4}\s?[A-Z]{2}\b")
_EMPHASIS = frozenset(
    (
        *("AAN", "ALLE", "ALLEEN", "ALTIJD", "DAT", "DE", "EEN", "EN", "GEEN", "HET", "IS", "JA"),
        *("LET", "MAAR", "MAG", "MET", "MOET", "NEE", "NIET", "NOG", "NOOIT", "OF", "OOK", "OP"),
        *("PAS", "TE", "VAN", "VOOR", "WEL", "WIJ", "ZIJN", "NAAR", "ELKE", "IEDER", "NIEUW"),
        *("OM", "AL", "PER"),
    )
)
"""Words that stand in capitals for emphasis and are no abbreviations."""
_DETERMINER = re.compile(r"\b(\w+) (?:\w+e )?$")
_CURRENCIES = frozenset(("EUR", "USD", "GBP", "CHF", "JPY"))
"""Codes that stand with an amount, where their full name reads badly."""


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term where a segment uses it.

    Attributes:
        term: the term; one made of the text's own definition if the glossary has another or none.
        surface: the form that stands there.
        start: its first character's offset in the segment's text.
        end: the offset after its last character.
        form: full form, abbreviation or English name.
        plural: whether it is a plural.
        compound: whether a hyphen ties it to another word.
        parted: whether other words stand between its words; `start` and `end` are its first one's.
        first: this is the term's first use in this kind of form (full or abbreviated) in the
            document's running text; never in a heading.
        named_before: the term stood in the running text before, in another form.
        used_again: a later segment has the term's abbreviation.
        defined_here: it is part of the text's own definition of the abbreviation.
        heading: it stands in a heading.
        determiner: "de", "het", "dit" or another word with a gender right before it, or before
            an adjective that is; "" if there is none.
    """

    term: Term
    surface: str
    start: int
    end: int
    form: Form = Form.FULL
    plural: bool = False
    compound: bool = False
    parted: bool = False
    first: bool = False
    named_before: bool = False
    used_again: bool = False
    defined_here: bool = False
    heading: bool = False
    determiner: str = ""


@dataclass(frozen=True, slots=True)
class Undefined:
    """An abbreviation that neither the text nor the glossary explains, at its first use."""

    abbreviation: str
    segment: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """An abbreviation that means one thing in the text and another in the glossary.

    Attributes:
        abbreviation: the abbreviation.
        text: the text's own full form, which is followed.
        glossary: the glossary's term.
        segment: the id of the segment that defines it.
    """

    abbreviation: str
    text: str
    glossary: Term
    segment: int


@dataclass(frozen=True, slots=True)
class Annotations:
    """The terms of a document.

    Attributes:
        uses: by segment id, the uses in the order of the text; only segments with terms.
        definitions: by segment id, the abbreviations that the text defines there.
        undefined: abbreviations that nobody explains.
        conflicts: abbreviations on which text and glossary differ.
    """

    uses: Mapping[int, tuple[TermUse, ...]]
    definitions: Mapping[int, tuple[Definition, ...]]
    undefined: tuple[Undefined, ...]
    conflicts: tuple[Conflict, ...]

    def of(self, segment: int) -> tuple[TermUse, ...]:
        """The uses in the segment with this id."""
        return self.uses.get(segment, ())


def annotate(document: Document, glossary: Glossary) -> Annotations:
    """Find the terms and abbreviations in a document's segments.

    A definition in the text counts in the whole document, before the glossary's. What is used
    first, and again, is found for each of its records by itself.
    """
    segments = _segments(document.blocks)
    defined = {
        segment.id: found
        for segment, _ in segments
        if (found := definitions(segment.text, glossary))
    }
    own = {d.short: d.term for found in reversed(defined.values()) for d in reversed(found)}
    matcher = Matcher(own.values())
    uses: dict[int, tuple[TermUse, ...]] = {}
    undefined: dict[str, Undefined] = {}
    lower_case = _lower_case_words(document)
    matched = {
        segment.id: _matches(segment.text, defined.get(segment.id, ()), (matcher, glossary))
        for segment, _ in segments
    }
    meant = _meant(matched.values())
    for blocks in document.records:
        seen: set[tuple[Form, str]] = set()
        in_record: dict[int, tuple[TermUse, ...]] = {}
        for segment, heading in _segments(blocks):
            here = defined.get(segment.id, ())
            matches = [meant(match) for match in matched[segment.id]]
            if in_segment := tuple(_uses(segment.text, matches, here, seen, heading=heading)):
                in_record[segment.id] = in_segment
            for short in _unexplained(segment, matches, lower_case):
                undefined.setdefault(short, Undefined(short, segment.id))
        uses |= _looking_ahead(in_record)
    conflicts = tuple(
        Conflict(d.short, d.long, d.conflict, number)
        for number, here in defined.items()
        for d in here
        if d.conflict
    )
    return Annotations(
        MappingProxyType(uses), MappingProxyType(defined), tuple(undefined.values()), conflicts
    )


def _segments(blocks: tuple[Block, ...]) -> list[tuple[Segment, bool]]:
    """The segments of blocks, each with whether it is a heading's."""
    return [
        (segment, block.kind is BlockKind.HEADING) for block in blocks for segment in block.segments
    ]


def _matches(
    text: str, here: tuple[Definition, ...], finders: tuple[Matcher, Glossary]
) -> list[Match]:
    """The text's own definitions, then its own abbreviations, then the glossary's terms."""
    matches: list[Match] = []
    shouted = _shouted(text)
    definitions_here = [Match(d.term, d.long, d.start, d.end, _long_form(d)) for d in here]
    for found in (definitions_here, *(finder.find(text) for finder in finders)):
        taken = [(match.start, match.end) for match in matches]
        matches += [
            match
            for match in found
            if is_free(taken, match.start, match.end) and not (shouted and match.form is Form.SHORT)
        ]
        matches.sort(key=lambda match: match.start)
    return matches


def _meant(found: Iterable[list[Match]]) -> Callable[[Match], Match]:
    """What tells, for an abbreviation that several terms have, which one a document means.

    The one whose full form stands in the document; else the one in whose field most of its other
    terms are; else the glossary's first. Within a document it means one thing (Gale, Church &
    Yarowsky, 1992, "One sense per discourse").
    """
    fields: Counter[str] = Counter()
    written: set[Term] = set()
    for match in (match for matches in found for match in matches):
        if not match.rivals:
            fields[match.term.domain] += 1
        if match.form is not Form.SHORT:
            written.add(match.term)

    def choose(match: Match) -> Match:
        if not match.rivals:
            return match
        choices = (match.term, *match.rivals)
        best = max(choices, key=lambda term: (term in written, fields[term.domain]))
        return replace(match, term=best)

    return choose


def _long_form(definition: Definition) -> Form:
    long, term = definition.long.casefold(), definition.term
    english = {name.casefold() for name in term.english_names}
    return Form.ENGLISH if long in english and not term.foreign else Form.FULL


def _uses(
    text: str,
    matches: list[Match],
    here: tuple[Definition, ...],
    seen: set[tuple[Form, str]],
    *,
    heading: bool,
) -> Iterator[TermUse]:
    defining = {d.short_start for d in here} | {d.start for d in here}
    for match in matches:
        kind = Form.SHORT if match.form is Form.SHORT else Form.FULL
        other = Form.FULL if kind is Form.SHORT else Form.SHORT
        first = not heading and (kind, match.term.term) not in seen
        if first:
            seen.add((kind, match.term.term))
        yield TermUse(
            match.term,
            match.surface,
            match.start,
            match.end,
            match.form,
            plural=match.plural,
            compound=match.compound,
            parted=match.parted,
            first=first,
            named_before=(other, match.term.term) in seen,
            defined_here=match.start in defining,
            heading=heading,
            determiner=_determiner(text[: match.start]),
        )


def _determiner(before: str) -> str:
    """The last word, or the one before an adjective, in lower case, if it has a gender."""
    found = _DETERMINER.search(before)
    word = found[1].lower() if found else ""
    return word if word in OTHER_GENDER else ""


def _looking_ahead(uses: dict[int, tuple[TermUse, ...]]) -> dict[int, tuple[TermUse, ...]]:
    """The same, each use with whether its abbreviation comes back."""
    later: set[str] = set()
    ahead: dict[int, tuple[TermUse, ...]] = {}
    for number, in_segment in reversed(uses.items()):
        ahead[number] = tuple(replace(use, used_again=use.term.term in later) for use in in_segment)
        later |= {use.term.term for use in in_segment if use.form is Form.SHORT}
    return dict(reversed(ahead.items()))


def _shouted(text: str) -> bool:
    """Whether a text stands in capitals, so that capitals say nothing about its words."""
    words = [word for word in re.findall(r"[^\W\d_]{2,}", text) if not _ROMAN.fullmatch(word)]
    return len(words) > 2 and sum(word.isupper() for word in words) * 4 > len(words) * 3


def _lower_case_words(document: Document) -> frozenset[str]:
    text = " ".join(block.text for block in document.blocks)
    return frozenset(re.findall(r"(?<![\w])[^\W\d_A-Z]{2,}(?!\w)", text))


def _unexplained(
    segment: Segment, matches: list[Match], lower_case: frozenset[str]
) -> Iterator[str]:
    if _shouted(segment.text):
        return
    text = _POSTCODE.sub(lambda code: "\0" * len(code[0]), mask(segment.text))
    taken = [(match.start, match.end) for match in matches]
    for found in _CANDIDATE.finditer(text):
        if not is_free(taken, *found.span()):
            continue
        word = found[0]
        if word.endswith("s") and word[:-1].isupper():
            word = word[:-1]
        if _is_abbreviation(word, lower_case):
            yield word


def _is_abbreviation(word: str, lower_case: frozenset[str]) -> bool:
    letters = sum(char.isalpha() for char in word)
    return (
        capitals(word) >= 2
        and capitals(word) * 2 >= letters
        and letters <= 8
        and not _ROMAN.fullmatch(word)
        and word not in _EMPHASIS | _CURRENCIES
        and not (len(word) > 3 and word.lower() in lower_case)
        and not (word.startswith("IJ") and word[2:].islower())
    )
