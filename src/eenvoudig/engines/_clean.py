"""Taking off what an instruction-tuned model puts around its answer.

Its output is untrusted text. Only what is surely not part of the answer is taken off, by the rules
here and no others; whatever stays is compared with the source by the fidelity checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_THOUGHT_TAGS = "(think|thinking|thought|reasoning|reflection|analysis)"
_THOUGHT = re.compile(rf"<{_THOUGHT_TAGS}>.*?(</\1>|\Z)", re.DOTALL | re.IGNORECASE)
"""Reasoning between tags; what was never closed runs to the end, and there is no answer."""
_UNOPENED = re.compile(rf"\A.*</{_THOUGHT_TAGS}>", re.DOTALL | re.IGNORECASE)
"""The same where the chat template itself wrote the opening tag."""
_CHANNEL = re.compile(r"\A.*<\|channel\|>final<\|message\|>", re.DOTALL)
"""The harmony format of gpt-oss: only its last channel is the answer."""
_TOKEN = re.compile(r"<\|[a-z_]+\|>|</?s>|<(start|end)_of_turn>|\[/?INST\]", re.IGNORECASE)
_CONTROL = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal would take for an order."""
_FENCE = re.compile(r"\A```[^\n`]*\n(.*?)\n?```\s*\Z", re.DOTALL)
_TAG = re.compile(
    r"</?(tekst|text|antwoord|answer|output|translation|vertaling)(-\d+)?>", re.IGNORECASE
)
_LABEL = (
    r"(the )?(english )?translation|(engelse )?vertaling|plain dutch|english|engels|nederlands|"
    r"b1(-(versie|tekst))?|antwoord|answer|output|resultaat|result"
)
"""What alone before a colon names the answer."""
_NAMES = (
    r"tekst|text|zin|sentence|versie|version|vertaling|translation|antwoord|answer|nederlands|dutch|"
    r"engels|english|b1(-niveau)?"
)
"""What a line that announces the answer calls it."""
_PREAMBLE = re.compile(
    rf"\A\W*(({_LABEL})|[^\n:]{{0,80}}\b({_NAMES})\b[^\n:]{{0,60}})\W{{0,3}}:\W*?(\n+|\s+|(?=\w))",
    re.IGNORECASE,
)
"""A line that announces the answer, up to its colon."""
_OPENER = re.compile(
    r"\A(zeker|natuurlijk|uiteraard|sure|certainly|of course|okay|oké)\b[^\n]{0,60}[!.]\s*\n+",
    re.IGNORECASE,
)
_AFTERWORD = re.compile(
    r"\n\s*\n\s*[\W_]*(let op|toelichting|opmerking|note|explanation|uitleg|laat (het )?me weten|"
    r"let me know|ik heb|i have|in deze versie|wijzigingen|changes)\b.*\Z",
    re.DOTALL | re.IGNORECASE,
)
"""A paragraph after the answer about the answer."""
_QUOTES = {'"': '"', "“": "”", "„": "”", "‘": "’", "'": "'", "«": "»"}
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_HEADING = re.compile(r"\A#{1,6}\s+")
_BULLET = re.compile(r"^\s*[-*•]\s+", re.MULTILINE)


def clean(answer: str, source: str) -> str:
    """The answer without preamble, reasoning, quotation marks and Markdown.

    A mark that the source has too is left: it may belong to the text.

    Args:
        answer: what the model wrote.
        source: what it was asked to rewrite.

    Returns:
        What is left, on one line; empty when nothing but side talk was there.
    """
    text = _UNOPENED.sub("", _THOUGHT.sub("", _CHANNEL.sub("", answer)))
    text = _CONTROL.sub("", _TOKEN.sub("", text)).strip()
    steps: tuple[Callable[[str], str], ...] = (
        lambda t: _OPENER.sub("", t),
        lambda t: _without_preamble(t, source),
        lambda t: _TAG.sub("", t).strip(),
        lambda t: _FENCE.sub(r"\1", t),
        lambda t: _AFTERWORD.sub("", t),
        lambda t: _without_markdown(t, source),
        lambda t: _unquoted(t.strip(), source),
    )
    before = None
    while before != text:  # a preamble in a fence, quotes in bold: each may hide another
        before = text
        for step in steps:
            text = step(text).strip()
    return " ".join(text.split())


def _without_preamble(text: str, source: str) -> str:
    found = _PREAMBLE.match(text)
    if not found or _PREAMBLE.match(source):
        return text
    # "De tekst luidt: …" is a sentence and no announcement where the source has its colon.
    on_one_line = "\n" not in found.group(0)
    return text if on_one_line and ":" in source else text[found.end() :]


def _without_markdown(text: str, source: str) -> str:
    if "**" not in source and "__" not in source:
        text = _BOLD.sub(r"\2", text)
    if not source.startswith("#"):
        text = _HEADING.sub("", text)
    if not _BULLET.search(source):
        text = _BULLET.sub("", text)
    if "`" not in source and text.count("`") > 1:
        text = text.replace("`", "")
    return text


def _unquoted(text: str, source: str) -> str:
    if len(text) < 2 or _QUOTES.get(text[0]) != text[-1] or source[:1] in _QUOTES:
        return text
    inner = text[1:-1]
    # “A” and “B”: the first mark does not belong to the last one.
    return text if any(mark in inner for mark in {text[0], text[-1]}) else inner
