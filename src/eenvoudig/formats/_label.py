"""What a publisher may put in a new text besides its words: a label on top, links to its others."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from eenvoudig._errors import UsageError
from eenvoudig.document import Document

_TEXT = (".text", ".txt")
_MARKDOWN = (".markdown", ".md")
_HTML = (".htm", ".html")
LABELLED = tuple(sorted(_TEXT + _MARKDOWN + _HTML))
"""The suffixes of the formats that a label can be put in."""
_MARK = "\ufeff"
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:.*?\r?\n)?---[ \t]*\r?\n(?:[ \t]*\r?\n)*", re.DOTALL)
_MEANING = re.compile(r"[\\`*_\[\]<>&#]")
"""Characters that mean something in Markdown."""
_COMMENT_OR_TAG = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<(?P<tag>/?\w+)[^<>]*>", re.DOTALL | re.IGNORECASE
)


def add_label(document: Document, content: bytes, suffix: str, label: str, language: str) -> bytes:
    """A new file with a paragraph on top.

    In HTML it says its language and has the class `eenvoudig-label`; it comes first in `main`, else
    in `body`. In Markdown it comes after the front matter.

    Args:
        document: the source.
        content: the new file.
        suffix: its format.
        label: what the paragraph says.
        language: of the label, as "nl".

    Raises:
        UsageError: the format has no place for it.
    """
    check_label(document, suffix)
    text, newline = _text(content), document.newline
    if suffix in _TEXT:
        text = label + 2 * newline + text
    elif suffix in _MARKDOWN:
        front = _FRONT_MATTER.match(text)
        at = front.end() if front else 0
        shown = _MEANING.sub(r"\\\g<0>", label)
        text = f"{text[:at]}*{shown}*{2 * newline}{text[at:]}"
    else:
        at = (_ends(text, "main") or _ends(text, "body") or [0])[0]
        words = html.escape(label, quote=False)
        paragraph = f'<p lang="{language}" class="eenvoudig-label">{words}</p>'
        before, after = ("", newline) if at == 0 else (newline, "")
        text = text[:at] + before + paragraph + after + text[at:]
    return _content(content, text)


def add_alternates(
    document: Document, content: bytes, suffix: str, alternates: Mapping[str, str]
) -> bytes:
    """A new HTML page with links in its head to the same page in other languages.

    Args:
        document: the source.
        content: the new file.
        suffix: its format.
        alternates: addresses by language code.

    Raises:
        UsageError: it is no page with a head.
    """
    check_alternates(document, suffix)
    text, newline = _text(content), document.newline
    links = "".join(
        f'<link rel="alternate" hreflang="{html.escape(language)}" '
        f'href="{html.escape(url)}">{newline}'
        for language, url in alternates.items()
    )
    at = _starts(text, "/head")[0]
    return _content(content, text[:at] + links + text[at:])


def check_label(document: Document, suffix: str) -> None:
    """Raise UsageError where `add_label` would."""
    if suffix not in LABELLED:
        raise UsageError(
            "{name}: a label can't be put in a {suffix} file.",
            "Leave --label out; it is for: {formats}.",
            name=document.name,
            suffix=suffix,
            formats=", ".join(LABELLED),
        )


def check_alternates(document: Document, suffix: str) -> None:
    """Raise UsageError where `add_alternates` would; a page made of another format has a head."""
    own = document.suffix in _HTML
    if suffix not in _HTML or (own and not _starts(document.source, "/head")):
        raise UsageError(
            "{name} is no HTML page with a head, where links to other languages stand.",
            "Leave --alternate out.",
            name=document.name,
        )


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig")


def _content(content: bytes, text: str) -> bytes:
    """The text as a file that begins as the old one did."""
    return ((_MARK if content.startswith(_MARK.encode()) else "") + text).encode()


def _starts(text: str, tag: str) -> list[int]:
    """Where a tag begins, each time, outside comments and scripts."""
    return [found.start() for found in _tags(text, tag)]


def _ends(text: str, tag: str) -> list[int]:
    return [found.end() for found in _tags(text, tag)]


def _tags(text: str, tag: str) -> list[re.Match[str]]:
    return [
        found for found in _COMMENT_OR_TAG.finditer(text) if (found["tag"] or "").casefold() == tag
    ]
