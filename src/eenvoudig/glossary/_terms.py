"""Term and Match: what a glossary knows, and where a text uses it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Language = Literal["nl", "en"]
"""The language of an output: plain Dutch or English."""


_DE = ("de", "deze", "elke", "iedere", "welke", "onze")
_HET = ("het", "dit", "elk", "ieder", "welk", "ons")
OTHER_GENDER = {**dict(zip(_DE, _HET, strict=True)), **dict(zip(_HET, _DE, strict=True))}
"""Dutch words before a noun that have its gender, and what they are before one of the other."""


class Mode(StrEnum):
    """What has to become of a term."""

    TRANSLATE = "translate"
    """English has the English name; plain Dutch may have the plain form."""
    KEEP = "keep"
    """Plain Dutch keeps the term as it is; English has the English name."""
    FORBID = "forbid"
    """Plain Dutch must have the plain form, never the term."""
    EXPLAIN = "explain"
    """Plain Dutch keeps the term and has the plain form in brackets at its first use."""


class Pos(StrEnum):
    """Part of speech."""

    NOUN = "noun"
    NAME = "name"
    VERB = "verb"
    ADJ = "adj"
    PHRASE = "phrase"


class Form(StrEnum):
    """Which of a term's forms stands in a text."""

    FULL = "full"
    SHORT = "short"
    ENGLISH = "english"


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a glossary.

    Attributes:
        term: the full Dutch form, singular.
        abbreviation: its abbreviation in Dutch texts, "" if it has none.
        pos: part of speech.
        gender: "de" or "het", "" where there is none.
        english: the official English name, British spelling; "" only for what a text defines.
        english_abbreviation: the one that English has where it is another; "-" if it has none.
        plain: a plain Dutch form that may replace the term in a running text, "" if there is none.
        plain_plural: the plain form's plural, "" if it has none of its own.
        plain_gender: "de" or "het" of the plain form, "" where there is none or it is not known.
        explanation: what it is, in one B1 sentence.
        mode: what has to become of it.
        source: who uses the English name officially.
        note: what is uncertain or good to know.
        domain: its field, the name of its file.
        also_term: other Dutch full forms.
        also_abbreviation: other abbreviations.
        also_english: other English names that are right.
    """

    term: str
    abbreviation: str = ""
    pos: Pos = Pos.NOUN
    gender: str = ""
    english: str = ""
    english_abbreviation: str = ""
    plain: str = ""
    plain_plural: str = ""
    plain_gender: str = ""
    explanation: str = ""
    mode: Mode = Mode.TRANSLATE
    source: str = ""
    note: str = ""
    domain: str = ""
    also_term: tuple[str, ...] = ()
    also_abbreviation: tuple[str, ...] = ()
    also_english: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """All Dutch full forms, the preferred one first."""
        return (self.term, *self.also_term)

    @property
    def abbreviations(self) -> tuple[str, ...]:
        """All abbreviations in Dutch texts, the preferred one first."""
        return (self.abbreviation, *self.also_abbreviation) if self.abbreviation else ()

    @property
    def english_names(self) -> tuple[str, ...]:
        """All English names, the preferred one first."""
        return (self.english, *self.also_english) if self.english else ()

    @property
    def english_short(self) -> str:
        """The abbreviation that English uses, "" if it uses none."""
        if self.english_abbreviation == "-":
            return ""
        return self.english_abbreviation or self.abbreviation

    @property
    def foreign(self) -> bool:
        """Whether the full form in Dutch is the English name itself."""
        return self.term == self.english


@dataclass(frozen=True, slots=True)
class Match:
    """A term in a text.

    Attributes:
        term: the term.
        surface: the form that stands there: the term's own part of a compound.
        start: its first character's offset in the text.
        end: the offset after its last character.
        form: whether it is the full form, the abbreviation or the English name.
        plural: whether it is a plural.
        compound: whether a hyphen ties it to another word: "BHOS-instrumentarium".
        parted: whether other words stand between its words: "kent … toe", "maatschappelijke …
            organisaties". The surface has "…" there, and start and end are its first word's.
        rivals: other terms that are written in the same way; which one is meant, the rest of a
            document may tell.
    """

    term: Term
    surface: str
    start: int
    end: int
    form: Form = Form.FULL
    plural: bool = False
    compound: bool = False
    parted: bool = False
    rivals: tuple[Term, ...] = ()
