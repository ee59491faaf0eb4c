"""Plain text."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from eenvoudig.formats._render._tree import tree_of


def to_text(markdown: str) -> str:
    """The text: a line for each paragraph, blank lines between; notes at the end, by number."""
    blocks = [block for block in _blocks(tree_of(markdown)) if block.strip()]
    return "\n\n".join(blocks) + "\n"


def _blocks(node: SyntaxTreeNode) -> Iterator[str]:
    for child in node.children:
        match child.type:
            case "bullet_list" | "ordered_list":
                yield "\n".join(_items(child, ""))
            case "table":
                yield _table(child)
            case "fence" | "code_block":
                yield child.content.rstrip("\n")
            case "hr":
                yield "---"
            case "footnote":
                number = child.meta["id"] + 1
                yield f"[{number}] " + " ".join(_blocks(child))
            case "front_matter" | "html_block":
                continue
            case "inline":
                yield _inline(child)
            case _:
                yield from _blocks(child)


def _items(list_: SyntaxTreeNode, indent: str) -> Iterator[str]:
    number = int(list_.attrs.get("start", 1))
    for item in list_.children:
        mark = "- "
        if list_.type == "ordered_list":
            mark = f"{number}{list_.children[0].markup or '.'} "
            number += 1
        for child in item.children:
            if child.type in {"bullet_list", "ordered_list"}:
                yield from _items(child, indent + " " * len(mark))
                continue
            for text in [_inline(child)] if child.type == "inline" else _blocks(child):
                yield f"{indent}{mark}{text}"
                mark = " " * len(mark)
        if item.children and item.children[0].type == "paragraph":
            continue


def _table(table: SyntaxTreeNode) -> str:
    rows = [
        ["".join(map(_inline, cell.children)) for cell in row.children]
        for part in table.children
        for row in part.children
    ]
    right = [
        "right" in str(cell.attrs.get("style", ""))
        for cell in table.children[0].children[0].children
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(
            cell.rjust(width) if at_right else cell.ljust(width)
            for cell, width, at_right in zip(row, widths, right, strict=True)
        )
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


def _inline(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text" | "code_inline":
            return node.content
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "image":
            return node.content
        case "footnote_ref":
            return f"[{node.meta['id'] + 1}]"
        case "link":
            words = "".join(map(_inline, node.children))
            address = str(node.attrs.get("href", ""))
            shown = {address, address.removeprefix("mailto:")}
            return words if words in shown or not address else f"{words} ({address})"
        case "footnote_anchor" | "html_inline":
            return ""
        case _:
            return "".join(map(_inline, node.children))
