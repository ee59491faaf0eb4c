"""PDFs of a few lines, written by hand: what no word processor makes, or not on demand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

A4 = (595, 842)


@dataclass(frozen=True, slots=True)
class Shown:
    """Words at a place, from the page's left and upper edge (points)."""

    text: str
    x: float
    y: float
    size: float = 11
    bold: bool = False
    turned: bool = False
    """Read from below to above."""

    def content(self) -> str:
        """The operators that show it."""
        matrix = "0 1 -1 0" if self.turned else "1 0 0 1"
        coded = self.text.encode("cp1252").hex()
        font = "B" if self.bold else "R"
        place = f"{self.x} {A4[1] - self.y}"
        return f"BT /{font} {self.size} Tf {matrix} {place} Tm <{coded}> Tj ET"


PICTURE = "q 500 0 0 700 40 60 cm /P Do Q"
"""A picture that fills the page."""


def lines(*texts: str, x: float = 70, y: float = 100, leading: float = 14) -> list[Shown]:
    """Lines under each other."""
    return [Shown(text, x, y + leading * number) for number, text in enumerate(texts)]


def pdf(*pages: Sequence[Shown | str], rotate: int = 0, box: str = "0 0 595 842") -> bytes:
    """A PDF of these pages; a string is a page's own operators."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        (
            "<</Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray"
            "/BitsPerComponent 8/Length 4>>\nstream\nabcd\nendstream"
        ),
    ]
    kids = []
    for page in pages:
        shown = "\n".join(one if isinstance(one, str) else one.content() for one in page)
        objects.append(f"<</Length {len(shown)}>>\nstream\n{shown}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/CropBox[{box}]/Rotate {rotate}"
            "/Resources<</Font<</R 3 0 R/B 4 0 R>>/XObject<</P 5 0 R>>>>"
            f"/Contents {len(objects)} 0 R>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    out = "%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return f"{out}startxref\n{out.index('xref')}\n%%EOF\n".encode("latin-1")


def words(markdown: str) -> list[str]:
    """The words of a text without the markup that the fixtures use."""
    markdown = re.sub(r"^:::.*$|^!|^ *(?:#+|-|\d\.|[a-z]\.) ", "", markdown, flags=re.MULTILINE)
    return re.sub(r"\*+|\|", " ", re.sub(r"\[(.+?)\]\(.+?\)", r"\1", markdown)).split()
