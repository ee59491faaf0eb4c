"""Lists of words that signal something, written so that a person can read and extend them."""

from __future__ import annotations

import re

# "nr. 1" and "no. 1" end nothing.
_SENTENCE_END = re.compile(
    r"(?<=[.?!])(?<!\b[Nn][or]\.)(?<!\b[Aa]rt\.) +(?=[“‘(A-ZÀ-Þ0-9€])|(?<=;) +"
)


def cues(words: str, *patterns: str) -> re.Pattern[str]:
    """A pattern for any of the words: "*" stands for any letters, "_" for a space."""
    forms = [re.escape(word).replace(r"\*", r"\w*").replace("_", " ") for word in words.split()]
    return re.compile("|".join([rf"\b(?:{'|'.join(forms)})\b", *patterns]), re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """The sentences of a segment, roughly: at a full stop or a semicolon, whatever it ends."""
    return _SENTENCE_END.split(text)


def aligned(source: str, hypothesis: str) -> list[tuple[str, str]]:
    """The two texts as a pair and, where they have equally many sentences, each pair of those."""
    pairs = [(source, hypothesis)]
    ours, theirs = sentences(source), sentences(hypothesis)
    if len(ours) == len(theirs) > 1:
        pairs += zip(ours, theirs, strict=True)
    return pairs
