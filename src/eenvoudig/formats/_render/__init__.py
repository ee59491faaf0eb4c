"""Markdown as a page of HTML, a Word file or plain text, for what has no format to keep.

The Markdown is what `eenvoudig.formats` wrote; what its author left bare in it, such as HTML,
stands in the page as it is.
"""

from __future__ import annotations

__all__ = ["render"]


def render(markdown: str, suffix: str, *, title: str, language: str) -> bytes:
    """The content of a file.

    Args:
        markdown: the text.
        suffix: the format: ".docx", ".html" or ".txt".
        title: what the file is called where it has no heading.
        language: of the text, "nl" or "en".
    """
    match suffix:
        case ".docx":
            from eenvoudig.formats._render._docx import to_docx

            return to_docx(markdown, title, language)
        case ".html":
            from eenvoudig.formats._render._html import to_html

            return to_html(markdown, title, language).encode()
        case _:
            from eenvoudig.formats._render._text import to_text

            return to_text(markdown).encode()
