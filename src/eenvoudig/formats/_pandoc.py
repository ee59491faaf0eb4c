"""pandoc's documents, as the JSON that it gives its filters: only the words change.

What is read are all lists of inline elements that are for people: paragraphs, headings, list items,
table cells, notes, captions, descriptions of images, and the title in the metadata. One after the
other, as text with numbered tags for the elements in it, they are the document's source:

    De <0>minister</0> verstrekt steun.<1/>

A tag around words stands for an element whose words are part of the sentence (bold, a link, code),
a tag by itself for one that is not (a note, a citation, what is in another language). So they are
marks, and the text is written back like HTML; the lists that changed are made anew from it, and all
else stays.
"""

from __future__ import annotations

import copy
import html
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from eenvoudig._errors import InputError, UsageError
from eenvoudig.document import Anchor, Block, BlockKind, Document, Mark, Note, Span
from eenvoudig.formats._marks import Renderings
from eenvoudig.formats._splice import splice

if TYPE_CHECKING:
    from panflute import Doc, Element

_BETWEEN = "\f"
"""Between two lists in the source."""
_TAG = re.compile(r"<(/?)(\d+)(/?)>")
_METADATA = ("title", "subtitle", "abstract", "description", "summary")
"""The fields of the metadata that are running text."""
_QUOTES = {"DoubleQuote": "“”", "SingleQuote": "‘’"}
_AROUND = {
    "Strong": "bold",
    "Emph": "emphasis",
    "Underline": "underline",
    "Strikeout": "strikeout",
    "Superscript": "superscript",
    "Subscript": "subscript",
    "SmallCaps": "small capitals",
    "Span": "span",
    "Link": "link",
    "Code": "code",
    "Math": "formula",
}
"""Elements around words, and what people call them."""
_VERBATIM = frozenset(("Code", "Math"))
"""Elements with text of their own, which never changes."""
_LONGEST = 40
"""Characters of such a text that are shown to the engine as part of the sentence."""
_EMPHASIS = frozenset(("Strong", "Emph", "Underline", "SmallCaps"))
"""Those whose loss loses no content."""
_POINTS = {"Note": "footnote", "Image": "image", "Cite": "citation"}
"""Elements that stay as they are, and what people call them."""
_KINDS = {"BulletList": BlockKind.LIST_ITEM, "OrderedList": BlockKind.LIST_ITEM}
_PARTS = ("caption", "short_caption", "head", "term", "content", "definitions", "foot")
"""The attributes of panflute's elements that hold others, in reading order."""
_FAULTS = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RuntimeError)
"""What panflute raises at what it does not know."""
_CODES = {"en": "en-GB", "nl": "nl"}


def is_one(data: bytes) -> bool:
    """Whether a file's content is pandoc's JSON."""
    return data.startswith(b"{") and b'"pandoc-api-version"' in data[:100]


def read(name: str, data: bytes) -> Document:
    """A document whose blocks are the lists of inline elements, parted where a line breaks.

    Raises:
        InputError: it is no JSON of pandoc's.
        UsageError: panflute is not installed.
    """
    reader = _Reader()
    for holder in _holders(_load(name, data)):
        reader.take_all(holder)
    return Document(name, _BETWEEN.join(reader.sources), tuple(reader.blocks), container=data)


def write(
    document: Document,
    outputs: Mapping[int, str],
    language: str,
    renderings: Renderings,
    tails: Mapping[int, str],
) -> tuple[str, tuple[Note, ...]]:
    """The source with the blocks replaced that change; `pack` makes a document of it."""
    del language
    return splice(document, outputs, renderings, tails, _escape)


def pack(document: Document, source: str, language: str) -> bytes:
    """The JSON with these texts in the place of its own, and its language in the metadata."""
    import panflute

    loaded = _load(document.name, document.container)
    reader = _Reader()
    holders = list(_holders(loaded))
    for holder in holders:
        reader.take_all(holder)
    for holder, old, new in zip(holders, reader.sources, source.split(_BETWEEN), strict=True):
        if new != old:
            setattr(holder.owner, holder.attribute, _inlines(new, reader.elements))
    if language != "nl":
        loaded.walk(lambda element, _: _say_language(element, language))
    if language != "nl" or not _is_dutch(loaded.get_metadata("lang", "")):
        loaded.metadata["lang"] = panflute.MetaString(_CODES[language])
    out = io.StringIO()
    panflute.dump(loaded, out)
    return out.getvalue().encode()


def pandoc_metadata(document: Document, key: str) -> str:
    """What the metadata of a document of pandoc's says under a key, as text; else nothing."""
    found = _load(document.name, document.container).get_metadata(key, "")
    return found if isinstance(found, str) else ""


def _load(name: str, data: bytes) -> Doc:
    try:
        import panflute
    except ImportError:
        raise UsageError(
            "pandoc's documents are read with panflute, which is not installed.",
            'Run: pip install "eenvoudig[pandoc]"',
        ) from None
    try:
        loaded = panflute.load(io.StringIO(data.decode()))
    except _FAULTS:
        loaded = None
    if not isinstance(loaded, panflute.Doc):
        raise InputError(
            "{name} is no document of pandoc's.", "Make it with: pandoc -t json", name=name
        )
    for key in _METADATA:
        value = loaded.metadata.content.get(key)
        if isinstance(value, panflute.MetaString):  # what -M title=... gives
            loaded.metadata[key] = panflute.MetaInlines(*_words(value.text))
    return loaded


@dataclass(frozen=True, slots=True)
class _Holder:
    """A list of inline elements: whose it is, as which attribute, and what block it makes."""

    owner: Element
    attribute: str
    kind: BlockKind
    level: int = 0


def _holders(document: Doc) -> Iterator[_Holder]:
    """All lists of inline elements in their order, a note's after the one that it stands in."""
    for key in _METADATA:
        if key in document.metadata.content:
            yield from _within(document.metadata[key], BlockKind.PARAGRAPH, 0)
    yield from _within(document, BlockKind.PARAGRAPH, 0)


def _within(element: Element, kind: BlockKind, level: int) -> Iterator[_Holder]:
    if not _is_read(element):
        return
    if element.tag in _KINDS:
        kind, level = BlockKind.LIST_ITEM, level + 1
    elif element.tag == "TableCell":
        kind, level = BlockKind.TABLE_CELL, 0
    elif element.tag == "Header":
        kind, level = BlockKind.HEADING, element.level
    elif element.tag == "Note":
        kind, level = BlockKind.PARAGRAPH, 0
    for attribute in _PARTS:
        part = getattr(element, attribute, None)
        if part is None:
            continue
        parts = [part] if hasattr(part, "tag") else list(part)
        if _is_text(element, parts):
            yield _Holder(element, attribute, kind, level)
        for child in parts:
            yield from _within(child, kind, level)


def _is_text(element: Element, parts: list[Element]) -> bool:
    """Whether these are inline elements, and not those of another inline element."""
    from panflute import Image, Inline

    outermost = not isinstance(element, Inline) or isinstance(element, Image)
    return outermost and bool(parts) and all(isinstance(part, Inline) for part in parts)


def _is_read(element: Element) -> bool:
    """Whether there are words in an element, and to be rewritten."""
    if element.tag in {"CodeBlock", "RawBlock", "RawInline", "Cite", "Citation"}:
        return False
    attributes = getattr(element, "attributes", {})
    return (
        _is_dutch(attributes.get("lang") or "nl")
        and attributes.get("translate") != "no"
        and "notranslate" not in getattr(element, "classes", ())
    )


def _is_short(element: Element) -> bool:
    """Whether an element is fit to be a part of the sentence that an engine is shown."""
    if element.tag not in _VERBATIM:
        return True
    return len(element.text) <= _LONGEST and "\\" not in element.text


def _is_dutch(language: str) -> bool:
    return language.casefold().split("-")[0] == "nl"


def _say_language(element: Element, language: str) -> None:
    attributes = getattr(element, "attributes", {})
    if _is_dutch(attributes.get("lang", "")):
        attributes["lang"] = _CODES[language]


@dataclass(slots=True)
class _Reader:
    """Writes lists of inline elements as text with tags, and notes the blocks in it.

    Attributes:
        elements: by the number of their tags.
        sources: one text for each list.
        blocks: over all of them.
    """

    elements: list[Element] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    _at: int = 0
    """Where the list that is being read begins in the source."""
    _source: str = ""
    _start: int = 0
    """Where the block begins in the list's text."""
    _text: str = ""
    _anchors: list[Anchor] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _depth: int = 0

    def take_all(self, holder: _Holder) -> None:
        """Add a list."""
        self._source, self._start = "", 0
        self._take(getattr(holder.owner, holder.attribute), holder)
        self._finish(holder)
        self.sources.append(self._source)
        self._at += len(self._source) + len(_BETWEEN)

    def _take(self, inlines: Iterable[Element], holder: _Holder) -> None:
        for element in inlines:
            tag = element.tag
            if tag == "Str":
                self._add(element.text)
            elif tag in {"Space", "SoftBreak"}:
                self._add(" ")
            elif tag == "LineBreak":
                self._break(element, holder)
            elif tag == "Quoted":
                quotes = _QUOTES[element.quote_type]
                self._add(quotes[0])
                self._take(element.content, holder)
                self._add(quotes[1])
            elif tag in _AROUND and _is_read(element) and _is_short(element):
                self._around(element, holder)
            else:
                self._point(element)

    def _add(self, text: str) -> None:
        if not self._text and not self._marks and not self._depth:
            self._source += text[: len(text) - len(text.lstrip())]
            text = text.lstrip()
            self._start = len(self._source)
        for part in re.split(r"([&<>])", text.replace(_BETWEEN, " ").replace("\n", " ")):
            if part:
                self._anchors.append(Anchor(len(self._text), self._at + len(self._source)))
                self._text += part
                self._source += html.escape(part, quote=False)

    def _number(self, element: Element) -> int:
        self.elements.append(element)
        return len(self.elements) - 1

    def _around(self, element: Element, holder: _Holder) -> None:
        number = self._number(element)
        mark = Mark(
            len(self._text),
            -1,
            f"<{number}>",
            f"</{number}>",
            carries=element.tag not in _EMPHASIS,
            label=_AROUND[element.tag],
        )
        self._source += mark.opening
        self._depth += 1
        if element.tag in _VERBATIM:
            self._add(element.text)
        else:
            self._take(element.content, holder)
        self._depth -= 1
        self._source += mark.closing
        if mark.start == len(self._text):  # no words: it stands alone
            mark = replace(mark, carries=True)
        self._marks.append(replace(mark, end=len(self._text)))

    def _point(self, element: Element) -> None:
        label = _POINTS.get(element.tag) or _AROUND.get(element.tag, "element")
        at = len(self._text)
        tag = f"<{self._number(element)}/>"
        self._marks.append(Mark(at, at, tag, carries=True, label=label))
        self._source += tag

    def _break(self, element: Element, holder: _Holder) -> None:
        """A line break parts two blocks, but not within bold or a link."""
        if self._depth:
            self._add(" ")
            return
        self._finish(holder)
        self._source += f"<{self._number(element)}/>"
        self._start = len(self._source)

    def _finish(self, holder: _Holder) -> None:
        if self._text.strip():
            span = Span(self._at + self._start, self._at + len(self._source))
            self.blocks.append(
                Block(
                    holder.kind,
                    self._text,
                    span,
                    tuple(self._anchors),
                    holder.level,
                    marks=tuple(self._marks),
                )
            )
        self._text, self._anchors, self._marks = "", [], []


def _escape(source: str, block: Block) -> Callable[[str], str]:
    del source, block
    return lambda text: html.escape(text.replace(_BETWEEN, " "), quote=False)


_Run = tuple[tuple[int, ...], "Element | str"]
"""Words, or an element that stays as it is, and the numbers of the elements around it."""


def _inlines(source: str, elements: list[Element]) -> list[Element]:
    """The list that a text with tags stands for.

    Elements that overlap in it, as their words have changed places, are parted so that they nest.
    """
    open_now: list[int] = []
    runs: list[_Run] = []
    last = 0
    for tag in _TAG.finditer(source):
        runs.append((tuple(open_now), html.unescape(source[last : tag.start()])))
        last = tag.end()
        number = int(tag[2])
        if tag[3]:
            runs.append((tuple(open_now), elements[number]))
        elif tag[1]:
            open_now.remove(number)
        else:
            open_now.append(number)
            runs.append((tuple(open_now), ""))  # an element without words is there all the same
    runs.append((tuple(open_now), html.unescape(source[last:])))
    return list(_nested(runs, elements, set(), 0))


def _nested(
    runs: Iterable[_Run], elements: list[Element], used: set[int], depth: int
) -> Iterator[Element]:
    for inside, group in groupby(runs, key=lambda run: run[0][depth : depth + 1]):
        if not inside:
            for _, content in group:
                yield from _words(content) if isinstance(content, str) else [content]
            continue
        element = elements[inside[0]]
        if inside[0] in used:
            element = copy.copy(element)
        used.add(inside[0])
        if element.tag not in _VERBATIM:
            element.content = list(_nested(list(group), elements, used, depth + 1))
        yield element


def _words(text: str) -> Iterator[Element]:
    """A text as words and the spaces between them."""
    from panflute import Space, Str

    for part in re.split("([ \n]+)", text):
        if part:
            yield Space() if part.isspace() and part.strip(" \n") == "" else Str(part)
