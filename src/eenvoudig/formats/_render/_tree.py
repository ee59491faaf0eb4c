"""Markdown as a tree."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from eenvoudig.formats._front_matter import title as front_title

LABEL = re.compile(r"(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)])\s")
"""What an item of a list begins with that Markdown has no list for: "a. "."""
NOTES = {"en": "Notes", "nl": "Noten"}
"""The heading above notes."""


def parser() -> MarkdownIt:
    """What reads Markdown with tables, front matter and footnotes."""
    markdown = MarkdownIt("commonmark").enable("table")
    return markdown.use(front_matter_plugin).use(footnote_plugin)


def tree_of(markdown: str) -> SyntaxTreeNode:
    """The tree."""
    return SyntaxTreeNode(parser().parse(markdown))


def words_of(node: SyntaxTreeNode) -> str:
    """The text in a node, without its markup."""
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    if not node.children:
        return node.content if node.type in {"text", "code_inline"} else ""
    return "".join(words_of(child) for child in node.children)


def title_of(tokens: list[Token], otherwise: str) -> str:
    """The title in the front matter, or the words of the first heading."""
    if tokens and tokens[0].type == "front_matter" and (title := front_title(tokens[0].content)):
        return title
    first = next((node for node in SyntaxTreeNode(tokens).walk() if node.type == "heading"), None)
    return (words_of(first) if first else "") or otherwise


def is_labelled(list_: SyntaxTreeNode) -> bool:
    """Whether the items of a list begin with labels of their own."""
    return list_.type == "bullet_list" and all(
        LABEL.match(words_of(item)) for item in list_.children
    )
