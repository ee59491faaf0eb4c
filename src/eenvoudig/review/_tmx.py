"""TMX 1.4b (LISA): a result as a translation memory's units, and what comes back.

Plain Dutch and its source are both Dutch, and a unit tells its texts apart by their languages; so
the plain one is marked with the variant that BCP 47 has for a simplified form: `nl-simple`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eenvoudig.engines import Task
from eenvoudig.formats import PLAIN, local_name
from eenvoudig.memory import tmx_properties, tmx_words
from eenvoudig.review._exchange import ENGLISH, SOURCE_LANGUAGE, render
from eenvoudig.review._reviewed import Reviewed, ReviewedSegment, from_facts
from eenvoudig.rewrite import Result, State

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def to_tmx(result: Result) -> bytes:
    """The result as a TMX file."""
    target = ENGLISH if result.task is Task.TRANSLATE else PLAIN
    return render(result, "tmx.xml.j2", target_language=target)


def from_tmx(name: str, root: Element) -> Reviewed:
    """What a TMX file says; of each unit its Dutch and the first text that is not its Dutch."""
    header = next((e for e in root if local_name(e) == "header"), None)
    facts = {} if header is None else tmx_properties(header)
    source_language = (header.get("srclang", "") if header is not None else "").casefold()
    if source_language in {"", "*all*"}:
        source_language = SOURCE_LANGUAGE
    segments = []
    languages = []
    for unit in root.iter():
        if local_name(unit) != "tu":
            continue
        texts = [(e.get(_LANG, e.get("lang", "")).casefold(), _seg(e)) for e in unit if _is_text(e)]
        sources = [n for n, (language, _) in enumerate(texts) if language == source_language]
        first = sources[0] if sources else 0
        others = [text for n, text in enumerate(texts) if n != first]
        if not texts or not others:
            continue
        language, output = others[0]
        languages.append(language)
        number = unit.get("tuid", "")
        identifier = int(number) if re.fullmatch(r"\d{1,9}", number) else 0
        state = tmx_properties(unit).get("state", "")
        found = State(state) if state in set(State) else State.TRANSLATED
        segments.append(ReviewedSegment(identifier, texts[first][1], output, found))
    language = languages[0] if languages else ""
    return from_facts(name, facts, segments, original=facts.get("original", ""), language=language)


def _is_text(element: Element) -> bool:
    return local_name(element) == "tuv"


def _seg(variant: Element) -> str:
    return next((tmx_words(e) for e in variant if local_name(e) == "seg"), "")
