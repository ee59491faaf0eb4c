"""References: articles, paragraphs, parliamentary papers, case numbers, motions."""

from __future__ import annotations

import re

from eenvoudig.fidelity._pair import Pair, verdict, without_terms
from eenvoudig.fidelity._verdict import Verdict

_LABEL = r"\d+(?:[.:]\d+)*(?:[a-z]{1,2}(?![^\W_]))?"
_ARTICLE = re.compile(
    r"(?<!\w)(?:[Aa]rtikel(?:en)?|[Aa]rt\.|[Aa]rticles?|[Ss]ections?|§|[Bb]ijlagen?"
    r"|[Aa]nnex(?:es)?|[Hh]oofdstuk(?:ken)?|[Cc]hapters?|[Rr]esoluti(?:e|on)s?|[Kk]amerstuk(?:ken)?)"
    rf"\s*(?P<labels>{_LABEL}(?:\s*(?:,|en|of|and|or|to|tot en met|t/m|[-–])\s*{_LABEL})*)"
)
_EACH = re.compile(_LABEL)
# Letters and digits with marks between them: "ECLI:NL:RVS:2024:12", "C-123/22", "2024/1226".
_CODE = re.compile(
    r"(?<![\w/.:-])(?:"
    r"ECLI:[\w:]+\w"
    r"|[A-Z]{1,4}[-\s]?\d{1,5}/\d{2,4}(?:-[A-Z]+)?"
    r"|\d{4}/\d{2,5}(?!\d)"
    r"|(?!COVID)[A-Z]{1,6}[-.]?\d{2,}(?:[-./]\d+)*"
    r"|\d{2,5}-[IVXLC]+(?!\w)"
    r")(?![\w])"
)
_MOTION = re.compile(
    r"(?:[Mm]otie|[Aa]mendement)[- ](?P<name>(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er)\s)*[A-ZÀ-Þ][\w’'-]+)"
)


def references(pair: Pair) -> Verdict:
    """Every article, paper, case and motion that is referred to is referred to on the other side.

    "artikel 13b" asks for a "13b"; that "tweede lid" is "paragraph 2" is a matter of numbers.
    """
    source, hypothesis = without_terms(pair)
    lost = _missing(source, pair.hypothesis)
    lost += [
        match[0]
        for match in _MOTION.finditer(source)
        if match["name"].split("-")[0].lower() not in pair.hypothesis.lower()
    ]
    return verdict("references", lost, _missing(hypothesis, pair.source))


def _missing(text: str, other: str) -> list[str]:
    labels = [
        label[0] for match in _ARTICLE.finditer(text) for label in _EACH.finditer(match["labels"])
    ]
    missing = [label for label in labels if not _has_label(label, other)]
    squeezed = re.sub(r"[\s.-]", "", other).lower()
    missing += [
        code for code in _CODE.findall(text) if re.sub(r"[\s.-]", "", code).lower() not in squeezed
    ]
    return missing


def _has_label(label: str, text: str) -> bool:
    """Whether the label stands in the text by itself, its letter in brackets or not."""
    number = re.match(r"[\d.:]*\d", label)
    letter = label[number.end() :] if number else ""
    stem = re.escape(label[: len(label) - len(letter)] if letter else label)
    if re.search(rf"(?<![\d.:]){stem}{letter}(?![^\W_])", text):
        return True
    # "artikel 3:2" is "article 3.2" to some; "5a" may be written "5 a" or "5(a)".
    loose = stem.replace(r"\.", "[.:]").replace(":", "[.:]")
    return bool(re.search(rf"(?<![\d.:]){loose}\s*\(?{letter}\)?(?![^\W_])", text))
