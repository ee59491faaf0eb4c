"""From a PDF's bytes to pages, by PDFium."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from eenvoudig._errors import InputError
from eenvoudig._messages import N_
from eenvoudig.formats._pdf._page import Line, Page, Rule, Style, Word, line_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfObject, PdfPage, PdfTextPage

_MOST_PAGES = 2_000
_MOST_LETTERS = 10_000_000
_LARGEST = 300_000_000
"""Bytes."""
_MOST_OBJECTS = 20_000
"""Drawn lines and pictures of one page that are looked at."""
_MOST_RULES = 1_500
"""A page with more drawn lines has a drawing, of which none parts text."""
_MOST_LINES = 3_000
"""A page with more pieces of text has a drawing or a map."""
_ROW = 20.0
"""Links are looked up by rows of the page of this height (points)."""
_TALLEST_LINK = 5_000.0
_SPLIT = 0.9
"""A gap between letters that may part two columns, in letter sizes."""
_SPACE = 0.3
"""A gap that is a space where none is written, in letter sizes."""
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xF0B7: "•",  # Symbol's and Wingdings' bullets
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0x02: "-",  # what PDFium makes of a hyphen at a line's end
    0xFFFE: "-",
    0xA0: " ",
    0x2009: " ",
    0x202F: " ",
}
_DRAWN_TWICE = 0.1
"""Letters nearer to each other than this, in letter sizes, are one letter made bold."""


@dataclass(frozen=True, slots=True)
class _Letter:
    """One letter as it is shown, the page turned so that most letters stand upright."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    style: Style
    spaced: bool


@dataclass(frozen=True, slots=True)
class _Form:
    """What letters of one text object have in common."""

    size: float
    style: Style
    angle: float


@dataclass(frozen=True, slots=True)
class _Link:
    """A place on the page, as PDF has it, and where it leads."""

    x0: float
    y0: float
    x1: float
    y1: float
    address: str


def extract(name: str, data: bytes) -> list[Page]:
    """The pages of a PDF.

    Raises:
        InputError: it is broken, has a password, or is too large.
    """
    import pypdfium2

    if len(data) > _LARGEST:
        raise InputError(
            "{name} has {size} MB; at most {limit} MB are read.",
            "Give it in parts.",
            name=name,
            size=len(data) // 1_000_000,
            limit=_LARGEST // 1_000_000,
        )
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise InputError(
                "{name} is protected by a password.",
                "Open it and save or print it as a PDF without a password.",
                name=name,
            ) from None
        raise _broken(name) from None
    try:
        if not 0 < len(document) <= _MOST_PAGES:
            raise InputError(
                "{name} has {count} pages; from 1 to {limit} are read.",
                "Give it in parts.",
                name=name,
                count=len(document),
                limit=_MOST_PAGES,
            )
        pages: list[Page] = []
        left = _MOST_LETTERS
        for number in range(1, len(document) + 1):
            try:
                page = document[number - 1]
            except pypdfium2.PdfiumError:
                raise _broken(name) from None
            text = page.get_textpage()
            left -= text.count_chars()
            if left < 0:
                raise InputError(
                    "{name} has more than {limit} characters.",
                    "Give it in parts.",
                    name=name,
                    limit=_MOST_LETTERS,
                )
            pages.append(_Reader(document, page, text, number).page())
            text.close()
            page.close()
        return pages
    finally:
        document.close()


def _broken(name: str) -> InputError:
    return InputError(
        "{name} is damaged, or no PDF.",
        "Open it in a PDF reader and save it again, or ask for the file from which it was made.",
        name=name,
    )


class _Reader:
    """Reads one page; the handles of PDFium have no types."""

    def __init__(
        self, document: PdfDocument, page: PdfPage, text: PdfTextPage, number: int
    ) -> None:
        from pypdfium2 import raw

        self._raw = raw
        self._document = document
        self._page = page
        self._text = text
        self._number = number
        self._box: tuple[float, float, float, float] = page.get_cropbox()
        self._forms: dict[int, _Form] = {}
        self._links: defaultdict[int, list[_Link]] = defaultdict(list)
        for link in self._read_links():
            for row in range(int(link.y0 // _ROW), int(link.y1 // _ROW) + 1):
                self._links[row].append(link)

    def page(self) -> Page:
        """The page."""
        angles: Counter[int] = Counter()
        places = []
        for index in range(self._text.count_chars()):
            form = self._form(index)
            if form is not None:
                quarter = round(form.angle / (math.pi / 2))
                straight = abs(form.angle - quarter * math.pi / 2) < 0.15
                angles[quarter % 4] += straight
                places.append((index, quarter % 4 if straight else -1))
        turn = max(angles, key=lambda quarter: angles[quarter]) if angles else 0
        upright = [index for index, quarter in places if quarter == turn]
        lines = tuple(_lines(self._letters(upright, turn), self._number))
        rules, dots, pictures = self._drawings(turn)
        left_out = list(self._annotations())
        if len(lines) > _MOST_LINES:
            left_out.append(N_("drawing"))
            lines = ()
        if sum(q != turn and self._is_letter(i) for i, q in places) > 3:
            left_out.append(N_("turned text"))
        unknown = sum(self._raw.FPDFText_HasUnicodeMapError(self._text, i) == 1 for i in upright)
        width, height = self._box[2] - self._box[0], self._box[3] - self._box[1]
        if turn % 2:
            width, height = height, width
        large = [area for area in pictures if area > 0.02 * width * height]
        unreadable = unknown > 0.3 * len(upright)
        scanned = (not lines or unreadable) and bool(large or unknown)
        if large and not scanned:
            left_out += [N_("image")] * len(large)
        return Page(
            self._number,
            width,
            height,
            () if unreadable else lines,
            tuple(rules),
            tuple(dots),
            tuple(left_out),
            scanned,
        )

    def _is_letter(self, index: int) -> bool:
        return chr(self._raw.FPDFText_GetUnicode(self._text, index) or 32).isalpha()

    def _form(self, index: int) -> _Form | None:
        """The form of a letter; None of what PDFium put in itself."""
        raw = self._raw
        drawn = raw.FPDFText_GetTextObject(self._text, index)
        if not drawn:
            return None
        key = ctypes.addressof(drawn.contents)
        if key not in self._forms:
            matrix = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(self._text, index, matrix)
            name = ctypes.create_string_buffer(256)
            flags = ctypes.c_int()
            raw.FPDFText_GetFontInfo(self._text, index, name, len(name), flags)
            font = name.value.decode("utf-8", "replace")
            told = "," in font or "-" in font or _BOLD.search(font) or _ITALIC.search(font)
            bold = (
                bool(_BOLD.search(font))
                or bool(flags.value & 1 << 18)
                or (not told and raw.FPDFText_GetFontWeight(self._text, index) >= 650)
                or raw.FPDFTextObj_GetTextRenderMode(drawn) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
            )
            slant = abs(matrix.c / matrix.d) if matrix.d and abs(matrix.b) < 1e-3 else 0.0
            italic = bool(_ITALIC.search(font)) or bool(flags.value & 1 << 6) or slant > 0.1
            size = raw.FPDFText_GetFontSize(self._text, index)
            self._forms[key] = _Form(
                size * math.hypot(matrix.c, matrix.d),
                Style(bold, italic),
                math.atan2(matrix.b, matrix.a),
            )
        return self._forms[key]

    def _letters(self, indices: list[int], turn: int) -> Iterator[_Letter]:
        raw = self._raw
        box = raw.FS_RECTF()
        x, y = ctypes.c_double(), ctypes.c_double()
        left, bottom, right, top = self._turned(*self._box, turn)
        previous = -1
        spaced = False
        seen: Counter[tuple[int, int, int]] = Counter()
        high = 0
        for index in indices:
            spaced |= any(
                raw.FPDFText_GetUnicode(self._text, between) == 32
                for between in range(previous + 1, index)
            )
            previous = index
            code = raw.FPDFText_GetUnicode(self._text, index)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
            text = _LIGATURES.get(code) or (chr(code) if code <= 0x10FFFF else "\ufffd")
            if text.isspace():
                spaced = True
                continue
            if unicodedata.category(text[0]) in {"Cc", "Cs", "Cn"}:
                continue
            raw.FPDFText_GetLooseCharBox(self._text, index, box)
            raw.FPDFText_GetCharOrigin(self._text, index, x, y)
            x0, y0, x1, y1 = self._turned(box.left, box.bottom, box.right, box.top, turn)
            _, base, _, _ = self._turned(x.value, y.value, x.value, y.value, turn)
            middle = (x0 + x1) / 2
            if not (left <= middle <= right and bottom <= (y0 + y1) / 2 <= top):
                continue  # outside what is shown of the page
            form = self._form(index)
            if form is None or form.size <= 0.5:
                continue
            step = _DRAWN_TWICE * form.size
            place = (code, round(x0 / step), round(base / step))
            seen[place] += 1
            if seen[place] > 1:
                continue
            at = (box.left + box.right) / 2, (box.bottom + box.top) / 2
            style = replace(form.style, link=self._link_at(*at))
            yield _Letter(text, x0 - left, x1 - left, top - base, form.size, style, spaced)
            spaced = False

    @staticmethod
    def _turned(
        x0: float, y0: float, x1: float, y1: float, turn: int
    ) -> tuple[float, float, float, float]:
        """A box of the page, turned so that letters at `turn` quarters stand upright."""
        match turn:
            case 1:
                return y0, -x1, y1, -x0
            case 2:
                return -x1, -y1, -x0, -y0
            case 3:
                return -y1, x0, -y0, x1
            case _:
                return x0, y0, x1, y1

    def _link_at(self, x: float, y: float) -> str:
        """The address to which a place leads."""
        for link in self._links.get(int(y // _ROW), ()):
            if link.x0 <= x <= link.x1 and link.y0 <= y <= link.y1:
                return link.address
        return ""

    def _read_links(self) -> Iterator[_Link]:
        raw = self._raw
        position = ctypes.c_int(0)
        link = raw.FPDF_LINK()
        rectangle = raw.FS_RECTF()
        while raw.FPDFLink_Enumerate(self._page, position, link):
            action = raw.FPDFLink_GetAction(link)
            if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
                continue
            length = raw.FPDFAction_GetURIPath(self._document, action, None, 0)
            address = ctypes.create_string_buffer(length)
            raw.FPDFAction_GetURIPath(self._document, action, address, length)
            uri = address.value.decode("utf-8", "replace").strip()
            usable = re.fullmatch(r"(?:https?://|mailto:)[^\s<>]+", uri)
            if usable and raw.FPDFLink_GetAnnotRect(link, rectangle):
                # PDFium gives the corners as the file has them, in any order.
                x0, x1 = sorted((rectangle.left, rectangle.right))
                y0, y1 = sorted((rectangle.bottom, rectangle.top))
                if y1 - y0 < _TALLEST_LINK:
                    yield _Link(x0, y0, x1, y1, uri)

    def _annotations(self) -> Iterator[str]:
        raw = self._raw
        names = {
            raw.FPDF_ANNOT_WIDGET: N_("form field"),
            raw.FPDF_ANNOT_TEXT: N_("comment"),
            raw.FPDF_ANNOT_FREETEXT: N_("comment"),
        }
        for index in range(min(raw.FPDFPage_GetAnnotCount(self._page), _MOST_OBJECTS)):
            annotation = raw.FPDFPage_GetAnnot(self._page, index)
            if annotation:
                name = names.get(raw.FPDFAnnot_GetSubtype(annotation))
                raw.FPDFPage_CloseAnnot(annotation)
                if name:
                    yield name

    def _drawings(self, turn: int) -> tuple[list[Rule], list[tuple[float, float]], list[float]]:
        """The drawn lines, the edges of boxes among them; small shapes; the pictures' areas."""
        raw = self._raw
        left, _, _, top = self._turned(*self._box, turn)
        rules: list[Rule] = []
        dots: list[tuple[float, float]] = []
        pictures: list[float] = []
        wanted = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE]
        for count, drawn in enumerate(self._page.get_objects(filter=wanted, max_depth=3)):
            if count > _MOST_OBJECTS:
                break
            bounds: tuple[float, float, float, float] = drawn.get_bounds()
            container = drawn.container
            while container is not None:
                bounds = container.get_matrix().on_rect(*bounds)
                container = container.container
            x0, y0, x1, y1 = self._turned(*bounds, turn)
            if drawn.type == raw.FPDF_PAGEOBJ_IMAGE:
                pictures.append((x1 - x0) * (y1 - y0))
                continue
            x0, y0, x1, y1 = x0 - left, top - y1, x1 - left, top - y0
            if 1 < x1 - x0 < 7 and abs((x1 - x0) - (y1 - y0)) < 0.5:
                dots.append(((x0 + x1) / 2, (y0 + y1) / 2))
            elif y1 - y0 <= 3 < x1 - x0:
                rules.append(Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2))
            elif x1 - x0 <= 3 < y1 - y0:
                rules.append(Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1))
            elif self._is_stroked(drawn):
                rules += [Rule(x0, y, x1, y) for y in (y0, y1)]
                rules += [Rule(x, y0, x, y1) for x in (x0, x1)]
        if len(rules) + len(dots) > _MOST_RULES:
            return [], [], pictures
        return rules, dots, pictures

    def _is_stroked(self, drawn: PdfObject) -> bool:
        """Whether a path is a box with a drawn edge."""
        raw = self._raw
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(drawn, fill, stroke)
        return bool(stroke.value) and raw.FPDFPath_CountSegments(drawn) in {4, 5}


def _lines(letters: Iterator[_Letter], page: int) -> Iterator[Line]:
    """The letters in lines: parts of lines, where a gap may part columns."""
    words: list[Word] = []
    last: _Letter | None = None
    for letter in letters:
        size = max(letter.size, last.size) if last else letter.size
        gap = letter.x0 - last.x1 if last else 0.0
        if last and (
            abs(letter.y - last.y) > 0.5 * size or gap < -0.5 * size or gap > _SPLIT * size
        ):
            yield line_of(words, page, spaced=letter.spaced)
            words, last = [], None
        spaced = letter.spaced or gap > _SPACE * size
        same = (
            last
            and not spaced
            and last.style == letter.style
            and abs(last.size - letter.size) < 0.1
            and abs(last.y - letter.y) < 0.1
        )
        if same:
            word = words[-1]
            text = unicodedata.normalize("NFC", word.text + letter.text)
            words[-1] = Word(text, word.x0, letter.x1, word.y, word.size, word.style, word.spaced)
        else:
            words.append(
                Word(
                    letter.text,
                    letter.x0,
                    letter.x1,
                    letter.y,
                    letter.size,
                    letter.style,
                    spaced and bool(words),
                )
            )
        last = letter
    if words:
        yield line_of(words, page)
