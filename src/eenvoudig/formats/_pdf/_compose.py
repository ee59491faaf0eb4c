"""The parts of pages as Markdown, each character of which is known to be on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from eenvoudig._messages import N_
from eenvoudig.document import Note, NoteKind, PageStart, Span
from eenvoudig.formats._markdown import literal, literal_start
from eenvoudig.formats._pdf._page import PLAIN, Line, Page, Style, Word
from eenvoudig.formats._pdf._parts import Footnote, Kind, Layout, Part
from eenvoudig.formats._pdf._tables import Table, is_figure
from eenvoudig.text import Joiner, whole

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DASHES = frozenset("-–—•·▪◦‣●○■□➢✓*o\uf0b7")
_ORDERED = re.compile(r"\d{1,9}[.)]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of one style; `markup` is Markdown already and stays as it is."""

    text: str
    style: Style
    page: int
    spaced: bool
    markup: bool = False
    doubt: str = ""
    """A word that was put together without certainty, of which this is the second part."""


@dataclass(slots=True)
class Composer:
    """Writes parts one after the other.

    Attributes:
        layout: what the pages hold.
        joiner: joins their lines.
    """

    layout: Layout
    joiner: Joiner
    pages: list[PageStart] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _written: list[str] = field(default_factory=list)
    _length: int = 0
    _labels: dict[tuple[int, str], str] = field(default_factory=dict)
    _due: list[tuple[int, Footnote]] = field(default_factory=list)
    _used: set[tuple[int, str]] = field(default_factory=set)
    _insets: list[tuple[float, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is written."""
        return "".join(self._written)

    def compose(self) -> None:
        """Write all."""
        self._name_footnotes()
        page = 0
        previous: Part | None = None
        for part in self.layout.parts:
            if part.first.page != page:
                self._leave(part.first.page)
                page = part.first.page
            if part.kind is not Kind.ITEM:
                self._write_due()
                self._insets = []
            listed = previous is not None and previous.kind is part.kind is Kind.ITEM
            if self._length:
                self._put("\n" if listed and self._insets else "\n\n")
            self._write(part)
            previous = part
        self._leave(None)
        if self._length:
            self._put("\n")

    def _name_footnotes(self) -> None:
        """Give each note a label of its own: its number, or with the page's where that is taken."""
        taken: set[str] = set()
        for page, notes in self.layout.footnotes.items():
            for note in notes:
                label = note.label if note.label.isdigit() else f"{page}-{len(taken) + 1}"
                label = label if label not in taken else f"{page}-{label}"
                taken.add(label)
                self._labels[page, note.label] = label

    def _leave(self, following: int | None) -> None:
        """Before a page's first part, the notes of pages before it to which no number leads."""
        self._write_due()
        for page, notes in self.layout.footnotes.items():
            if following is not None and page >= following:
                break
            for note in notes:
                if (page, note.label) not in self._used:
                    self._used.add((page, note.label))
                    self._put("\n\n" if self._length else "")
                    self._begin(page)
                    self._put(literal_start(literal(note.label)) + " ")
                    self._inline([note.lines])

    def _write_due(self) -> None:
        """Write the notes to which the text has led."""
        due, self._due = self._due, []
        for page, note in due:
            self._put("\n\n")
            self._begin(page)
            self._put(f"[^{self._labels[page, note.label]}]: ")
            self._inline([note.lines])

    def _write(self, part: Part) -> None:
        self._begin(part.first.page)
        if part.table is not None:
            self._table(part.table)
            return
        if part.kind is Kind.HEADING:
            self._put("#" * part.level + " ")
        elif part.kind is Kind.ITEM:
            self._put(self._item(part))
        self._inline(part.lines, heading=part.kind is Kind.HEADING)

    def _item(self, part: Part) -> str:
        """What comes before an item's text; one that stands further in belongs to the last."""
        while self._insets and part.at < self._insets[-1][0] - 3:
            self._insets.pop()
        if self._insets and part.at < self._insets[-1][0] + 3:
            self._insets.pop()
        indent = self._insets[-1][1] if self._insets else 0
        if part.mark in _DASHES:
            mark = "- "
        elif _ORDERED.fullmatch(part.mark):
            mark = f"{part.mark} "
        else:
            mark = f"- {part.mark} "
        width = len(mark) if _ORDERED.fullmatch(part.mark) else 2
        self._insets.append((part.at, indent + width))
        return " " * indent + mark

    def _table(self, table: Table) -> None:
        if table.cells:
            for number, row in enumerate(table.cells):
                self._put("\n" if number else "")
                for cell in row:
                    self._put("| ")
                    if cell:
                        self._inline([cell], heading=number == 0, cell=True)
                        self._put(" ")
                self._put("|")
                if number == 0:
                    self._put("\n" + "".join(_heads(table)) + "|")
            return
        rows = _as_drawn(table.lines)
        start = self._length
        fence = "```"
        while any(fence in row for row in rows):
            fence += "`"
        self._put("\n".join([fence, *rows, fence]))
        note = Note(NoteKind.UNREAD, N_("table"), Span(start, self._length))
        self.notes.append(note)

    def _inline(
        self, runs: Sequence[Sequence[Line]], *, heading: bool = False, cell: bool = False
    ) -> None:
        """Write lines that run on; between two lists of them the line ends."""
        for number, run in enumerate(runs):
            if number:
                self._put("\\\n")
            pieces = self._pieces(run)
            if heading:
                pieces = [replace(p, style=Style(link=p.style.link)) for p in pieces]
            self._emit(_certain(pieces), heading=heading, cell=cell)

    def _pieces(self, run: Sequence[Line]) -> list[_Piece]:
        """The words of lines that run on, each line joined to the next."""
        pieces: list[_Piece] = []
        spaced, doubt = False, ""
        for at, line in enumerate(run):
            own = [self._piece(word, line) for word in line.words]
            own[0] = replace(own[0], spaced=spaced, doubt=doubt)
            pieces += own
            if at + 1 == len(run):
                break
            following = run[at + 1]
            how = self.joiner.join(line.text, following.text, spaced=line.spaced)
            link = own[-1].style.link
            if link and link == following.words[0].style.link and own[-1].text in link:
                how = replace(how, glue="", drop=0, certain=True)
            if how.drop:
                pieces[-1] = replace(pieces[-1], text=pieces[-1].text[: -how.drop])
            spaced = bool(how.glue)
            doubt = "" if how.certain else whole(line.text, following.text, how)
        return [piece for piece in pieces if piece.text]

    def _piece(self, word: Word, line: Line) -> _Piece:
        text = word.text.replace("\u00ad", "")
        if word.raised:
            labels = [(line.page, label) for label in re.split(r"[,;\s]+", text)]
            if all(key in self._labels for key in labels):
                for key in labels:
                    if key not in self._used:
                        self._used.add(key)
                        notes = self.layout.footnotes[line.page]
                        note = next(note for note in notes if note.label == key[1])
                        self._due.append((line.page, note))
                marks = "".join(f"[^{self._labels[key]}]" for key in labels)
                return _Piece(marks, PLAIN, line.page, spaced=False, markup=True)
            text = text.translate(_RAISED)
        return _Piece(text, word.style, line.page, word.spaced)

    def _emit(self, pieces: Sequence[_Piece], *, heading: bool, cell: bool) -> None:
        """Write pieces, with the markup of their styles where it begins and ends."""
        now = PLAIN
        word = self._length
        for number, piece in enumerate(pieces):
            if piece.style != now:
                self._put(_closing(now))
            self._put(" " if piece.spaced and number else "")
            self._begin(piece.page)
            if piece.style != now:
                self._put(_opening(piece.style))
            now = piece.style
            text = piece.text if piece.markup else literal(piece.text, cell=cell)
            if piece.doubt:
                span = Span(word, self._length + len(text))
                self.notes.append(Note(NoteKind.UNCERTAIN_JOIN, piece.doubt, span))
            if number == 0 and not (heading or cell):
                text = literal_start(text)
            if heading and number == len(pieces) - 1:
                text = re.sub(r"#$", r"\#", text)  # Markdown may close a heading with these
            if piece.spaced and not piece.doubt:
                word = self._length
            self._put(text)
        self._put(_closing(now))

    def _put(self, text: str) -> None:
        self._written.append(text)
        self._length += len(text)

    def _begin(self, page: int) -> None:
        """What is written from here on stands on a page."""
        if not self.pages or self.pages[-1].page != page:
            self.pages.append(PageStart(self._length, page))


def _heads(table: Table) -> Iterator[str]:
    """What under the first row says how columns are set: figures at the right."""
    for column in zip(*table.cells[1:], strict=True):
        cells = [line.text for cell in column for line in cell]
        figures = bool(cells) and all(is_figure(text) for text in cells)
        yield "| ---: " if figures else "| --- "


def _opening(style: Style) -> str:
    marks = "**" * style.bold + "*" * style.italic
    return ("[" if style.link else "") + marks


def _closing(style: Style) -> str:
    marks = "*" * style.italic + "**" * style.bold
    return marks + (f"](<{style.link}>)" if style.link else "")


def _certain(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces without the emphasis that Markdown cannot show: it ends against a letter."""
    result = list(pieces)
    for at, (one, other) in enumerate(pairwise(result)):
        if other.spaced or _emphasis(one) == _emphasis(other):
            continue
        for loud, outside in ((at, other.text[0]), (at + 1, one.text[-1])):
            both = _emphasis(one) != (False, False) != _emphasis(other)
            lone = not any(c.isalnum() for c in result[loud].text)
            if outside.isalnum() or both or lone:
                result[loud] = replace(result[loud], style=Style(link=result[loud].style.link))
    return result


def _emphasis(piece: _Piece) -> tuple[bool, bool]:
    return piece.style.bold, piece.style.italic


def _as_drawn(lines: Iterable[Line]) -> list[str]:
    """The lines of a table with their words at about the places where they stand."""
    own = sorted(lines, key=lambda line: (line.y, line.x0))
    left = min(line.x0 for line in own)
    width = sum(line.x1 - line.x0 for line in own) / max(1, sum(len(x.text) for x in own))
    rows: list[str] = []
    y = float("-inf")
    for line in own:
        if line.y - y > 0.4 * line.size:
            rows.append("")
            y = line.y
        column = round((line.x0 - left) / width)
        pad = column - len(rows[-1])
        rows[-1] += " " * max(pad, 2 if rows[-1] else 0) + line.text
    return rows


def note_of_page(kind: NoteKind, text: str, page: int, starts: Sequence[PageStart]) -> Note:
    """A note about a page, placed where the page begins, or else the first after it."""
    later = [start for start in starts if start.page >= page]
    exact = [start for start in later if start.page == page]
    offset = (exact or later or list(starts[-1:]))[0].offset if starts else 0
    return Note(kind, text, Span(offset, offset), page)


def joiner_of(pages: Sequence[Page]) -> Joiner:
    """What joins the lines of these pages."""
    return Joiner.of([(line.text, line.spaced) for page in pages for line in page.lines])
