"""Inputs that no program should write: real files damaged, and markup put together at random.

Everything follows from a seeded generator, so that a number names an input.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence

_WORDS = (
    "De raad",
    "besluit",
    " Twee. ",
    "€ 5.000",
    "\u2011",
    "é",
    "👋",
    "مرحبا",
    "\u00a0",
    "\0",
    "\ufeff",
)
_HTML = (
    *(
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<a href='x'>",
        "</a>",
        "<br>",
        "<li>",
        "<ul>",
        "</ul>",
        "<td>",
    ),
    *("<table>", "</table>", "<code>", "</code>", "<!--", "-->", "<![CDATA[", "]]>", "<?x", "?>"),
    *(
        "<script>",
        "</script>",
        "<sup>",
        "1",
        "</sup>",
        "&amp;",
        "&#x;",
        "&",
        "<",
        ">",
        "\n",
        "<pre>",
    ),
    *(
        "<span lang=en>",
        "</span>",
        "{{ x }}",
        "<svg>",
        "</svg>",
        "<!doctype html>",
        "<html lang=nl>",
    ),
)
_MARKDOWN = (
    *("# ", "**", "*", "_", "`", "```\n", "[", "](x)", "![", "^1", "[^1]", "[^1]: ", "\n", "\n\n"),
    *(
        "- ",
        "1. ",
        "> ",
        "| ",
        "|---|\n",
        "---\n",
        "    ",
        "\t",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "&amp;",
    ),
    *("\\", "~~", "$x$", "<https://x>", "===\n", "{.x}", ":::\n"),
)
_RUNS = (
    "<w:r><w:t>woord </w:t></w:r>",
    "<w:r><w:rPr><w:b/></w:rPr><w:t>dik</w:t></w:r>",
    "<w:r><w:t>voor</w:t><w:tab/><w:t>na</w:t></w:r>",
    "<w:hyperlink><w:r><w:t>link</w:t><w:br/></w:r></w:hyperlink>",
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
)
_WORD = (
    *_RUNS * 3,
    *(
        "<w:p>",
        "</w:p>",
        "<w:p>",
        "</w:p>",
        "<w:r>",
        "</w:r>",
        "<w:t>",
        "</w:t>",
        "<w:tab/>",
        "<w:br/>",
    ),
    *("<w:tc>", "</w:tc>", "<w:hyperlink>", "</w:hyperlink>", "<w:rPr><w:b/></w:rPr>", "<w:ins>"),
    *(
        "</w:ins>",
        "<w:sdt><w:sdtContent>",
        "</w:sdtContent></w:sdt>",
        "<w:pPr/>",
        "<w:del>",
        "</w:del>",
    ),
    *("<w:txbxContent>", "</w:txbxContent>", '<mc:Fallback xmlns:mc="x">', "</mc:Fallback>"),
    *(
        "<w:fldSimple>",
        "</w:fldSimple>",
        "<![CDATA[<w:p>]]>",
        "<!-- <w:p> -->",
        '<w:p w:a="&gt;>">',
    ),
    *("&amp;", "&#10;"),
)
_OPEN = (
    *(
        "<text:p>",
        "</text:p>",
        "<text:h>",
        "</text:h>",
        "<text:span>",
        "</text:span>",
        "<text:tab/>",
    ),
    *(
        '<text:span text:style-name="T1">',
        "<text:a>",
        "</text:a>",
        "<text:s/>",
        "<text:line-break/>",
    ),
    *(
        "<text:note><text:note-body>",
        "</text:note-body></text:note>",
        "<text:list><text:list-item>",
    ),
    *(
        "</text:list-item></text:list>",
        "<draw:frame><draw:text-box>",
        "</draw:text-box></draw:frame>",
    ),
    *(
        "<text:date>",
        "</text:date>",
        "<office:annotation>",
        "</office:annotation>",
        "&amp;",
        "&#10;",
    ),
    *(
        "<text:tracked-changes>",
        "</text:tracked-changes>",
        "<![CDATA[<text:p>]]>",
        "<!-- <text:p> -->",
    ),
    *(
        '<text:s text:c="9"/>',
        '<text:p text:a="&gt;>">',
        "<table:table-cell>",
        "</table:table-cell>",
    ),
)
MARKUP: Mapping[str, tuple[str, ...]] = {
    ".docx": _WORD,
    ".htm": _HTML,
    ".html": _HTML,
    ".markdown": _MARKDOWN,
    ".md": _MARKDOWN,
    ".odt": _OPEN,
}
"""Pieces to put together, by format."""
_BODIES = {
    ".docx": ("word/document.xml", "<w:body>", "</w:body>"),
    ".odt": ("content.xml", "<office:text>", "</office:text>"),
}
"""Of a zip the part with the text, and what stands around it."""
_LEAF = re.compile(r"<([\w:.-]+)(?:\s[^<>]*)?(?:/>|>[^<]*</\1>)")
_ZIP = b"PK\x03\x04"


def mutated(rng: random.Random, suffix: str, seeds: Sequence[bytes]) -> bytes:
    """An input for the reader of a format, made of files that it reads."""
    seed = rng.choice(seeds)
    way = rng.random()
    if way < 0.3 and suffix in MARKUP:
        return _generated(rng, suffix, seed)
    if seed.startswith(_ZIP) and way < 0.9:
        return _in_zip(rng, seed)
    if seed.startswith(b"<?xml") and way < 0.8:
        return _in_xml(rng, seed)
    return _damaged(rng, seed, seeds)


def _damaged(rng: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Bytes with one to four kinds of damage."""
    for _ in range(rng.randint(1, 4)):
        data = rng.choice(_DAMAGES)(rng, data, rng.choice(others))
    return data


def _flip(rng: random.Random, data: bytes, _: bytes) -> bytes:
    out = bytearray(data)
    for _number in range(min(len(out), rng.choice((1, 3, 20)))):
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def _truncate(rng: random.Random, data: bytes, _: bytes) -> bytes:
    return data[: rng.randint(0, len(data))]


def _chunk(rng: random.Random, data: bytes) -> tuple[int, int]:
    start = rng.randint(0, len(data))
    return start, min(len(data), start + rng.choice((1, 8, 60, 400, 4000)))


def _drop(rng: random.Random, data: bytes, _: bytes) -> bytes:
    start, end = _chunk(rng, data)
    return data[:start] + data[end:]


def _duplicate(rng: random.Random, data: bytes, _: bytes) -> bytes:
    start, end = _chunk(rng, data)
    return data[:end] + data[start:end] * rng.choice((1, 2, 30)) + data[end:]


def _splice(rng: random.Random, data: bytes, other: bytes) -> bytes:
    start, end = _chunk(rng, other)
    at = rng.randint(0, len(data))
    return data[:at] + other[start:end] + data[at:]


def _insert(rng: random.Random, data: bytes, _: bytes) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice(_WORDS).encode() + data[at:]


_DAMAGES: tuple[Callable[[random.Random, bytes, bytes], bytes], ...] = (
    *(_flip, _truncate, _drop, _duplicate, _splice, _insert),
)


def _generated(rng: random.Random, suffix: str, seed: bytes) -> bytes:
    """Markup at random; in a zip in the place of the body, its elements mostly closed."""
    pieces = (*MARKUP[suffix], *_WORDS)
    if suffix not in _BODIES:
        chosen = rng.choices(pieces, k=rng.choice((3, 20, 200)))
        if rng.random() < 0.1:  # very deep
            chosen.insert(0, "".join(rng.choices(pieces, k=2)) * rng.choice((50, 500, 2000)))
        return "".join(chosen).encode()
    body = _balanced(rng, pieces)
    if rng.random() < 0.05:  # very deep
        paragraph = "w:p" if suffix == ".docx" else "text:p"
        depth = rng.choice((50, 250, 5000))
        body = f"<{paragraph}>" * depth + body + f"</{paragraph}>" * depth
    part, opening, closing = _BODIES[suffix]

    def changed(xml: bytes) -> bytes:
        before, _, rest = xml.decode().partition(opening)
        return f"{before}{opening}{body}{closing}{rest.rpartition(closing)[2]}".encode()

    return _repacked(seed, {part: changed})


def _balanced(rng: random.Random, pieces: Sequence[str]) -> str:
    """Pieces of which those that open are closed, in order, and those that close are left out."""
    out: list[str] = []
    closings: list[str] = []
    ends = {piece for piece in pieces if piece.startswith("</")}
    for piece in rng.choices(pieces, k=rng.choice((3, 20, 200))):
        if piece in ends:
            if closings:
                out.append(closings.pop())
            continue
        out.append("" if piece == "\0" else piece)
        names = [p.split()[0].strip("<>") for p in piece.split("<")[1:] if _opens(p)]
        if names and "<!" not in piece and "</" not in piece:
            closings.append("".join(f"</{name}>" for name in reversed(names)))
    return "".join([*out, *reversed(closings)])


def _opens(tag: str) -> bool:
    return not tag.startswith(("/", "!")) and "/>" not in tag and "</" not in tag


def _in_zip(rng: random.Random, data: bytes) -> bytes:
    """A zip with damage in its parts, or parts lost, twice there or called otherwise."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = packed.namelist()
    xml = [name for name in names if name.endswith(".xml")]
    chosen = rng.sample(xml, k=min(len(xml), rng.choice((1, 1, 2))))
    if rng.random() < 0.7:
        main = [name for name in xml if name in {"content.xml", "word/document.xml"}]
        chosen = main or chosen
    if rng.random() < 0.1:
        return _repacked(data, {name: lambda _: None for name in chosen})
    return _repacked(data, {name: lambda xml: _in_xml(rng, xml) for name in chosen})


def _in_xml(rng: random.Random, xml: bytes) -> bytes:
    """XML with damage, mostly such that it stays XML."""
    return rng.choice((_by_bytes, _by_tags, _by_elements, _by_elements, _by_elements))(rng, xml)


def _by_bytes(rng: random.Random, xml: bytes) -> bytes:
    return _damaged(rng, xml, [xml])


def _by_tags(rng: random.Random, xml: bytes) -> bytes:
    """XML whose tags are moved, dropped or doubled, and its words changed."""
    pieces = xml.decode().split("<")
    for _ in range(rng.choice((1, 2, 10))):
        if len(pieces) < 3:
            break
        at = rng.randrange(1, len(pieces))
        way = rng.randrange(5)
        if way == 0:
            del pieces[at]
        elif way == 1:
            pieces.insert(at, rng.choice(pieces[1:]))
        elif way == 2:
            other = rng.randrange(1, len(pieces))
            pieces[at], pieces[other] = pieces[other], pieces[at]
        elif way == 3:
            pieces[at] += rng.choice(_WORDS)
        else:  # some siblings once more
            end = min(len(pieces), at + rng.choice((2, 4, 40)))
            pieces[at:at] = pieces[at:end]
    return "<".join(pieces).encode()


def _by_elements(rng: random.Random, xml: bytes) -> bytes:
    """XML of which elements without others in them are moved, dropped, doubled or get words."""
    text = xml.decode()
    for _ in range(rng.choice((1, 3, 30))):
        leaves = [found.span() for found in _LEAF.finditer(text)]
        if not leaves:
            break
        start, end = rng.choice(leaves)
        leaf = text[start:end]
        at = rng.choice(rng.choice(leaves))
        way = rng.randrange(4)
        if way == 0:
            text = text[:start] + text[end:]
        elif way == 1:
            text = text[:at] + leaf + text[at:]
        elif way == 2 and not start < at < end:
            rest = text[:start] + text[end:]
            at -= len(leaf) if at >= end else 0
            text = rest[:at] + leaf + rest[at:]
        else:
            text = text[:at] + rng.choice(_WORDS) + text[at:]
    return text.encode()


def _repacked(data: bytes, changes: Mapping[str, Callable[[bytes], bytes | None]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            change = changes.get(info.filename, bytes)
            content = change(old.read(info))
            if content is not None:
                new.writestr(info.filename, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
