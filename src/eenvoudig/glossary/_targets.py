"""What a term should be called in an output: hints before generation, the check after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from eenvoudig.glossary._annotate import TermUse
from eenvoudig.glossary._definitions import content_words
from eenvoudig.glossary._forms import gerund_en, plural_en, plural_nl, stem, verb_forms_en
from eenvoudig.glossary._match import Matcher
from eenvoudig.glossary._terms import Form, Language, Mode, Pos, Term


def hints(uses: Sequence[TermUse], language: Language) -> tuple[tuple[str, str], ...]:
    """What a segment's terms should become, for the prompt.

    Returns:
        Pairs of the form in the source and the form in the output, in the order of the text, each
        once. An abbreviation has its full name beside it at its first use. What stays as it is is
        left out, but for abbreviations in English, and so is what has other words in between.
    """
    pairs: dict[str, str] = {}
    second: TermUse | None = None
    for use, other in zip(uses, (*uses[1:], None), strict=False):
        if use is second or use.parted:
            continue
        if other and use.defined_here and other.defined_here and other.term == use.term:
            second = other
            source = f"{use.surface} ({other.surface})"
            long, short = (other, use) if use.form is Form.SHORT else (use, other)
            target = _with_short(full_form(long, language), short_form(short, language))
        else:
            source, target = use.surface, _target(use, language)
        if target and (target != source or (language == "en" and use.form is Form.SHORT)):
            pairs.setdefault(source, target)
    return tuple(pairs.items())


def _target(use: TermUse, language: Language) -> str:
    if use.form is Form.SHORT:
        short = short_form(use, language)
        return _with_short(full_form(use, language), short) if use.first or not short else short
    if language == "nl" and use.compound:
        return ""
    if language == "nl" and use.term.mode is Mode.EXPLAIN and use.term.plain:
        return f"{use.surface} ({plain_form(use)})" if use.first and not use.named_before else ""
    return full_form(use, language)


def _with_short(full: str, short: str) -> str:
    return f"{full} ({short})" if full and short else full


def full_form(use: TermUse, language: Language) -> str:
    """The full form that a use should have in an output, in its number; "" if none is known."""
    term = use.term
    if language == "en":
        if term.pos is Pos.VERB and use.determiner == "het":  # "het inwaarden van": a noun
            return gerund_en(term.english)
        return plural_en(term.english) if use.plural and term.english else term.english
    if term.foreign:
        return plural_en(term.term) if use.plural else term.term
    plain = term.plain_plural if use.plural else term.plain
    if plain and term.mode in {Mode.TRANSLATE, Mode.FORBID}:
        return plain
    if use.form is Form.FULL:
        return use.surface
    return plural_nl(term.term) if use.plural else term.term


def plain_form(use: TermUse) -> str:
    """The plain Dutch form in the use's number, as far as there is one."""
    return (use.term.plain_plural if use.plural else "") or use.term.plain


def short_form(use: TermUse, language: Language) -> str:
    """The abbreviation that a use should have in an output, in its number; "" if there is none."""
    if language == "nl":
        return use.surface if use.form is Form.SHORT else use.term.abbreviation
    short = use.term.english_short
    own = [own for own in use.term.also_abbreviation if use.surface.startswith(own)]
    if use.form is Form.SHORT and own and not use.term.english_abbreviation:
        short = own[0]
    return short + "s" if short and use.plural else short


@lru_cache(maxsize=4096)
def in_output(term: Term, language: Language) -> Matcher:
    """What finds a term in an output, in each of the forms that are right there."""
    if language == "en":
        names = term.english_names or term.terms
        every = [name for one in names for name in (one, plural_en(one), *_other_spellings(one))]
        if term.pos is Pos.VERB:
            every += [form for name in names for form in verb_forms_en(name)]
        short = [term.english_short] if term.english_short else []
        if not term.english_abbreviation:
            short += term.also_abbreviation
        return Matcher([_forms(every, short)])
    names = () if term.mode is Mode.FORBID else term.terms
    if term.pos is Pos.NAME:
        names = (*names, *term.english_names)
    found = [_forms(names, term.abbreviations, term.pos)] if names else []
    if term.plain:
        plain = [term.plain, term.plain_plural] if term.plain_plural else [term.plain]
        found.append(_forms(plain, [], Pos.NOUN))
    return Matcher(found)


def _forms(names: Sequence[str], short: Sequence[str], pos: Pos = Pos.NOUN) -> Term:
    return Term(
        names[0],
        short[0] if short else "",
        pos,
        also_term=tuple(dict.fromkeys(names[1:])),
        also_abbreviation=tuple(dict.fromkeys(short[1:])),
    )


def _other_spellings(name: str) -> Iterator[str]:
    """A name as it may also be spelled in English: program, organization."""
    for british, other in (("rogramme", "rogram"), ("isation", "ization"), ("abour", "abor")):
        if british in name:
            yield name.replace(british, other)
        elif other in name:
            yield name.replace(other, british)


def missing(text: str, uses: Sequence[TermUse], language: Language) -> tuple[TermUse, ...]:
    """The uses whose term an output does not have, in any form that is right there.

    English needs the English name or abbreviation. Dutch needs the name, its plain form or its
    abbreviation: plain Dutch may say an ordinary word in other words, but not an abbreviation, a
    name, or a term with another mode than `translate`. A forbidden term must not be there, and its
    plain form must. Where the text itself gives full form and abbreviation, the full form must be
    there too.
    """
    right = {term: _is_right(text, term, language) for term in {use.term for use in uses}}
    return tuple(
        use
        for use in uses
        if _binding(use.term, use.form, language)
        and not (right[use.term] and (not _names_both(use) or _has_name(text, use.term, language)))
    )


def _names_both(use: TermUse) -> bool:
    """Whether this is the full form that the text has beside its abbreviation."""
    return use.defined_here and use.form is not Form.SHORT


def _has_name(text: str, term: Term, language: Language) -> bool:
    """Whether an output has a term's full name or its words, and not only the abbreviation."""
    found = in_output(term, language).find(text)
    return any(match.form is not Form.SHORT for match in found) or _has_words(text, term)


def _is_right(text: str, term: Term, language: Language) -> bool:
    if language == "nl" and term.mode is Mode.FORBID and in_output(_allowed(term), "nl").find(text):
        return False
    if in_output(term, language).find(text):
        return True
    return language == "en" and term.pos is Pos.NOUN and _has_words(text, term)


def _has_words(text: str, term: Term) -> bool:
    """Whether the words of an English name stand in a text, in any order.

    A coordination shares words: "herkomst- en transitlanden", "countries of origin and transit".
    """
    words = {stem(word) for word in content_words(text)}
    return any(
        len(wanted) > 1 and wanted <= words
        for name in term.english_names
        for wanted in [{stem(word) for word in content_words(name)}]
    )


def _allowed(term: Term) -> Term:
    """The term as if it were not forbidden, without its plain form."""
    return replace(term, mode=Mode.TRANSLATE, plain="", plain_plural="")


def _binding(term: Term, form: Form, language: Language) -> bool:
    if language == "en":
        return form is Form.SHORT or bool(term.english)
    if term.mode is Mode.FORBID:
        return bool(term.plain)
    return form is Form.SHORT or term.pos is Pos.NAME or term.mode is not Mode.TRANSLATE


def equivalents(uses: Sequence[TermUse], language: Language) -> tuple[tuple[str, str], ...]:
    """Every form of a segment's terms in the source, with every form that may stand for it.

    Unlike `hints`, which names the one form to use, it is for comparing an output and its source.
    """
    return tuple(
        dict.fromkeys(
            (use.surface, form)
            for use in uses
            for form in in_output(use.term, language).forms
            if form
        )
    )
