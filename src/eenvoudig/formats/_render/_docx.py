"""A Word file with Word's own styles, so that its reader can give it the house style."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from eenvoudig.formats._render._tree import NOTES, is_labelled, title_of, tree_of, words_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run
    from lxml.etree import _Element
    from markdown_it.tree import SyntaxTreeNode

_CODES = {"en": "en-GB", "nl": "nl-NL"}
_MONOSPACE = "Courier New"
_DEEPEST_LIST = 3
_NARROWEST_COLUMN, _WIDEST_COLUMN = 8, 40
"""A table's columns get room by their longest cell, within these bounds (characters)."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How words look."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    raised: bool = False


def to_docx(markdown: str, title: str, language: str) -> bytes:
    """The file; notes stand at its end, after a heading."""
    import docx

    tree = tree_of(markdown)
    word = docx.Document()
    _set_page(word)
    properties = word.core_properties
    properties.title = title_of(tree.to_tokens(), title)
    properties.author = properties.comments = ""
    properties.language = _CODES[language]
    _Writer(word, language).blocks(tree, word)
    for lang in word.styles.element.iter(_name("w:lang")):
        lang.set(_name("w:val"), _CODES[language])
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _set_page(word: WordDocument) -> None:
    """A4, as Dutch offices print."""
    from docx.shared import Cm

    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.5)


def _add(parent: _Element, tag: str) -> _Element:
    from docx.oxml import OxmlElement

    element = OxmlElement(tag)
    parent.append(element)
    return element


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return qn(tag)


class _Writer:
    """Adds the nodes of a tree to a Word file."""

    def __init__(self, word: WordDocument, language: str) -> None:
        self._word = word
        self._language = language

    def blocks(self, node: SyntaxTreeNode, parent: WordDocument | _Cell) -> None:
        """Add what is in a node."""
        for child in node.children:
            match child.type:
                case "heading":
                    paragraph = self._word.add_heading(level=int(child.tag[1]))
                    self._inline(child, paragraph, _Look())
                case "paragraph":
                    style = "Quote" if node.type == "blockquote" else None
                    self._inline(child, parent.add_paragraph(style=style), _Look())
                case "bullet_list" | "ordered_list":
                    self._list(child, 1)
                case "table":
                    self._table(child)
                case "fence" | "code_block":
                    self._code(child.content)
                case "footnote_block":
                    self._notes(child)
                case "front_matter" | "html_block" | "hr":
                    continue
                case _:
                    self.blocks(child, parent)

    def _list(self, list_: SyntaxTreeNode, depth: int) -> None:
        ordered = list_.type == "ordered_list"
        labelled = is_labelled(list_)
        kind = "List Number" if ordered else "List Bullet"
        style = kind if depth == 1 else f"{kind} {min(depth, _DEEPEST_LIST)}"
        number = self._numbering(style, int(list_.attrs.get("start", 1))) if ordered else None
        for item in list_.children:
            begun = False
            for child in item.children:
                if child.type in {"bullet_list", "ordered_list"}:
                    self._list(child, depth + 1)
                    continue
                if child.type != "paragraph":
                    self.blocks(item, self._word)
                    break
                own = "List Continue" if depth == 1 else f"List Continue {min(depth, 3)}"
                marked = not (begun or labelled)
                paragraph = self._word.add_paragraph(style=style if marked else own)
                if labelled and not begun:
                    self._hang(paragraph)
                if number is not None and marked:
                    self._number(paragraph, number)
                self._inline(child, paragraph, _Look())
                begun = True

    @staticmethod
    def _number(paragraph: Paragraph, number: int) -> None:
        properties = next(paragraph.paragraph_format.element.iterchildren(_name("w:pPr")))
        numbered = _add(properties, "w:numPr")
        _add(numbered, "w:ilvl").set(_name("w:val"), "0")
        _add(numbered, "w:numId").set(_name("w:val"), str(number))

    @staticmethod
    def _hang(paragraph: Paragraph) -> None:
        """Let an item's own label stand out at the left."""
        from docx.shared import Cm

        paragraph.paragraph_format.left_indent = Cm(1)
        paragraph.paragraph_format.first_line_indent = Cm(-0.6)

    def _numbering(self, style: str, start: int) -> int:
        """A numbering of its own for a list, or Word counts on from the list before."""
        own = self._word.styles[style].element.pPr.numPr.numId.val
        numbering = self._word.part.numbering_part.element
        number = numbering.add_num(numbering.num_having_numId(own).abstractNumId.val)
        number.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(number.numId)

    def _table(self, table: SyntaxTreeNode) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Cm

        rows = [row for part in table.children for row in part.children]
        made = self._word.add_table(len(rows), len(rows[0].children), style="Table Grid")
        shares = [
            min(_WIDEST_COLUMN, max(_NARROWEST_COLUMN, *(len(words_of(cell)) for cell in column)))
            for column in zip(*(row.children for row in rows), strict=True)
        ]
        for column, share in zip(made.columns, shares, strict=True):
            column.width = Cm(16 * share / sum(shares))
        for number, row in enumerate(rows):
            for cell, content in zip(made.rows[number].cells, row.children, strict=True):
                paragraph = cell.paragraphs[0]
                if "right" in str(content.attrs.get("style", "")):
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                self._inline(content, paragraph, _Look(bold=number == 0))
        first = made.cell(0, 0).paragraphs[0].paragraph_format.element
        head = next(first.iterancestors(_name("w:tr")))
        repeated = _add(head, "w:trPr")
        _add(repeated, "w:tblHeader")
        head.insert(0, repeated)
        self._word.add_paragraph()

    def _code(self, content: str) -> None:
        paragraph = self._word.add_paragraph()
        for number, line in enumerate(content.rstrip("\n").split("\n")):
            run = self._run(paragraph, line, _Look(code=True))
            if number < content.rstrip("\n").count("\n"):
                run.add_break()

    def _notes(self, notes: SyntaxTreeNode) -> None:
        self._word.add_heading(NOTES[self._language], level=2)
        for note in notes.children:
            paragraph = self._word.add_paragraph()
            self._run(paragraph, str(note.meta["id"] + 1), _Look(raised=True))
            self._run(paragraph, " ", _Look())
            for child in note.children:
                self._inline(child, paragraph, _Look())

    def _inline(self, node: SyntaxTreeNode, paragraph: Paragraph, look: _Look) -> None:
        for child in node.children:
            match child.type:
                case "text":
                    self._run(paragraph, child.content, look)
                case "softbreak":
                    self._run(paragraph, " ", look)
                case "hardbreak":
                    self._run(paragraph, "", look).add_break()
                case "html_inline" if child.content.startswith("<br"):
                    self._run(paragraph, "", look).add_break()
                case "code_inline":
                    self._run(paragraph, child.content, replace(look, code=True))
                case "image":
                    self._run(paragraph, f"[{child.content}]", look)
                case "footnote_ref":
                    number = str(child.meta["id"] + 1)
                    self._run(paragraph, number, replace(look, raised=True))
                case "strong":
                    self._inline(child, paragraph, replace(look, bold=True))
                case "em":
                    self._inline(child, paragraph, replace(look, italic=True))
                case "link":
                    self._link(child, paragraph, look)
                case "footnote_anchor" | "html_inline":
                    continue
                case _:
                    self._inline(child, paragraph, look)

    def _link(self, node: SyntaxTreeNode, paragraph: Paragraph, look: _Look) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.shared import RGBColor

        address = str(node.attrs.get("href", ""))
        begin = len(paragraph.runs)
        self._inline(node, paragraph, look)
        runs = paragraph.runs[begin:]
        if not address.startswith(("http://", "https://", "mailto:")) or not runs:
            return
        link = _add(paragraph.paragraph_format.element, "w:hyperlink")
        related = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(_name("r:id"), related)
        for run in runs:
            run.font.underline = True
            run.font.color.rgb = RGBColor(0x05, 0x4A, 0x91)
            link.append(run.font.element)  # the run moves into the link

    @staticmethod
    def _run(paragraph: Paragraph, text: str, look: _Look) -> Run:
        run = paragraph.add_run(text)
        run.bold = look.bold or None
        run.italic = look.italic or None
        run.font.superscript = look.raised or None
        if look.code:
            run.font.name = _MONOSPACE
        return run
