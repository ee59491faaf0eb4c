"""PDF: its pages are read to Markdown, of which each character is known to be on a page.

PDFium gives letters with their places (`_extract`, `_page`). Tables (`_tables`), what repeats on
pages (`_furniture`) and notes at a page's foot (`_footnotes`) are set apart, and the rest is put in
columns in reading order (`_order`), all of it led by `_layout`. Lines become paragraphs
(`_paragraphs`), of which some are headings or list items (`_kinds`), and `_compose` writes them as
Markdown. From there on a PDF is a Markdown document that knows its pages.

What is not read, and is noted: text in pictures, turned text, form fields, comments. A table of
which the cells are not certain stays as its lines and is not rewritten.
"""

from __future__ import annotations

from dataclasses import replace

from eenvoudig._errors import InputError
from eenvoudig._messages import N_
from eenvoudig.document import Document, NoteKind
from eenvoudig.formats import _markdown

__all__ = ["is_one", "read"]


def is_one(data: bytes) -> bool:
    """Whether a file's content is that of a PDF, whatever the file is called."""
    return b"%PDF-" in data[:1024]


def read(name: str, data: bytes) -> Document:
    """A Markdown document with the text of the pages.

    Raises:
        InputError: it is broken, has a password, is too large, or has no text.
    """
    from eenvoudig.formats._pdf._compose import Composer, joiner_of, note_of_page
    from eenvoudig.formats._pdf._extract import extract
    from eenvoudig.formats._pdf._layout import lay_out

    pages = extract(name, data)
    if not any(page.lines for page in pages):
        if any(page.scanned for page in pages):
            raise InputError(
                "{name} has pictures of pages and no text.",
                "Make its text readable first with a program for OCR, such as ocrmypdf.",
                name=name,
            )
        raise _without_text(name)
    layout = lay_out(pages)
    composer = Composer(layout, joiner_of(pages))
    composer.compose()
    if not composer.text.strip():  # but for what repeats on every page
        raise _without_text(name)
    starts = tuple(composer.pages)
    notes = [
        *composer.notes,
        *(note_of_page(NoteKind.REMOVED, line.text, line.page, starts) for line in layout.removed),
        *(
            note_of_page(NoteKind.UNREAD, what, page.number, starts)
            for page in pages
            for what in (*page.left_out, *([N_("scanned page")] if page.scanned else []))
        ),
    ]
    document = _markdown.read(name, composer.text)
    ordered = sorted(notes, key=lambda note: note.span.start)
    return replace(document, suffix=".md", pages=starts, notes=(*document.notes, *ordered))


def _without_text(name: str) -> InputError:
    return InputError("{name} has no text on its pages.", "Give a PDF with words in it.", name=name)
