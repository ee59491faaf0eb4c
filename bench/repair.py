"""How well text extracted from PDF is put together again: broken words, line ends, paragraphs.

Dutch policy sentences are set in columns as a typesetter would, with words broken between
syllables, and their line ends taken away as extraction does: hyphens lost or kept, with a space
after each soft line end or with nothing. `structure` puts them together, and each line end is
compared with what it was.

    python bench/repair.py models/corpus/items
    python bench/repair.py sentences.txt

The corpus is a folder of JSON lines with the text under "nl", or a file with a sentence a line;
with -v every wrong line end is printed too.
The table has a row for each kind of page. Recall: of the broken words, how many were joined
without a space or a left-over hyphen. False joins: of the line ends between words, how many were
joined without a space. Flagged: of the wrong line ends, and of the right ones, how many a note
asks a person to look at. Ends: of the paragraph ends, how many end a block. Splits: of the line
ends in a paragraph, how many were taken for the paragraph's end.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from eenvoudig.document import Document, NoteKind
from eenvoudig.text import structure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_VOWELS = re.compile(r"[aeiouyáéíóúàèëïöüê]+|ij")
_ONSET_LIST = """
    b c d f g h j k l m n p q r s t v w x z bl br ch cl cr dr dw fl fr gl gr kl kn kr kw pl pr sch
    schr sl sm sn sp spl spr st str th tr tw vl vr wr zw
"""
_ONSETS = frozenset(_ONSET_LIST.split())
_WIDTHS = (58, 66, 74, 82, 90, 98)


class End(Enum):
    """What a line end was before extraction."""

    BREAK = "a word broken by the typesetter"
    SPACE = "between two words"
    PARAGRAPH = "the end of a paragraph"


@dataclass(frozen=True)
class Style:
    """How a page is set and extracted."""

    name: str
    spaced: bool
    hyphens: bool


STYLES = (
    Style("spaces after soft line ends, hyphens lost", spaced=True, hyphens=False),
    Style("no spaces, hyphens lost", spaced=False, hyphens=False),
    Style("no spaces, hyphens kept", spaced=False, hyphens=True),
)


def syllables(word: str) -> list[int]:
    """The offsets at which a word may be broken, by its vowels and the onsets that Dutch has."""
    if not word.isalpha() or not word.islower():
        return []
    points: list[int] = []
    nuclei = list(_VOWELS.finditer(word))
    for one, two in pairwise(nuclei):
        between = word[one.end() : two.start()]
        onset = next((between[i:] for i in range(len(between)) if between[i:] in _ONSETS), "")
        if between and len(between) > len(onset) - 1:
            points.append(two.start() - len(onset))
    return [p for p in points if 2 <= p <= len(word) - 3]


def typeset(
    paragraph: str, width: int, chance: float, dice: random.Random
) -> list[tuple[str, End]]:
    """The lines of a paragraph, each with what its end is."""
    lines: list[tuple[str, End]] = []
    line = ""
    for word in paragraph.split():
        limit = width * dice.uniform(0.97, 1.0)
        if not line or len(line) + 1 + len(word) <= limit:
            line = f"{line} {word}" if line else word
            continue
        core = re.match(r"\w*", word)
        points = syllables(core.group()) if core else []
        fitting = [p for p in points if len(line) + 2 + p <= limit]
        if fitting and dice.random() < chance:
            at = fitting[-1]
            lines.append((f"{line} {word[:at]}", End.BREAK))
            line = word[at:]
        else:
            lines.append((line, End.SPACE))
            line = word
    lines.append((line, End.PARAGRAPH))
    return lines


def page(lines: Sequence[tuple[str, End]], style: Style) -> tuple[str, list[tuple[int, End]]]:
    """The page's text, and for each line end the offset of the last letter before it."""
    text = ""
    ends: list[tuple[int, End]] = []
    for line, end in lines:
        text += line
        ends.append((len(text) - 1, end))
        if end is End.BREAK and style.hyphens:
            text += "-"
        if end is End.SPACE and style.spaced:
            text += " "
        text += "\n"
    return text, ends


def score(source: str, ends: Sequence[tuple[int, End]], *, show: bool) -> Counter[str]:
    """Count what became of the line ends."""
    document = structure(Document("-", source), pdf_text=True)
    after: dict[int, str] = {}
    for block in document.blocks:
        for i in range(len(block.text)):
            after[block.source_offset(i)] = block.text[i + 1 : i + 2]
    flags = [n.span for n in document.notes if n.kind is NoteKind.UNCERTAIN_JOIN]
    counts: Counter[str] = Counter()
    for at, end in ends[:-1]:
        found = after.get(at, "?")
        flagged = any(span.start <= at < span.end for span in flags)
        counts[end.name] += 1
        if end is End.PARAGRAPH:
            counts["ended"] += found == ""
            continue
        counts["split"] += found == ""
        right = found.isalpha() if end is End.BREAK else not found.isalpha()
        counts[f"{end.name} right"] += right
        counts["right"] += right
        counts["right flagged"] += right and flagged
        counts["wrong flagged"] += flagged and not right
        counts["wrong"] += not right
        if show and not right:
            start = source.rfind("\n", 0, at) + 1
            print(end.name, flagged, source[max(start, at - 30) : at + 31].replace("\n", "|"))
    return counts


def _texts(corpus: Path) -> Iterator[list[str]]:
    """The sentences of a folder of JSON lines, or of a text file with a sentence a line."""
    if corpus.is_dir():
        for path in sorted(corpus.glob("*.jsonl")):
            items = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
            yield [i["nl"] for i in items if i["kind"] in {"sentence", "paragraph", "plain"}]
    else:
        lines = corpus.read_text("utf-8").splitlines()
        for at in range(0, len(lines), 100):
            yield lines[at : at + 100]


def documents(corpus: Path, dice: random.Random) -> Iterator[list[str]]:
    """The corpus's texts, in paragraphs of one to four sentences, some dozens at a time."""
    for sentences in _texts(corpus):
        paragraphs: list[str] = []
        at = 0
        while at < len(sentences):
            size = dice.randint(1, 4)
            paragraphs.append(" ".join(sentences[at : at + size]))
            at += size
        yield paragraphs


def measure(corpus: Path, style: Style, *, show: bool = False) -> Counter[str]:
    """Set the corpus in one style, put it together again, and count the line ends by outcome."""
    dice = random.Random(7)  # noqa: S311 - the same pages every time
    total: Counter[str] = Counter()
    for number, paragraphs in enumerate(documents(corpus, dice)):
        width = _WIDTHS[number % len(_WIDTHS)]
        lines = [line for text in paragraphs for line in typeset(text, width, 0.3, dice)]
        total += score(*page(lines, style), show=show)
    return total


def main() -> None:
    """Print the table."""
    corpus = Path(sys.argv[1])
    print(
        f"{'page':44}{'breaks':>8}{'recall':>8}{'false':>8}{'flagged':>14}{'ends':>7}{'splits':>8}"
    )
    for style in STYLES:
        total = measure(corpus, style, show="-v" in sys.argv)
        spaces = total["SPACE"]
        print(
            f"{style.name:44}{total['BREAK']:>8}"
            f"{total['BREAK right'] / total['BREAK']:>8.1%}"
            f"{1 - total['SPACE right'] / spaces:>8.2%}"
            f"{total['wrong flagged'] / max(1, total['wrong']):>7.0%}"
            f"{total['right flagged'] / total['right']:>7.1%}"
            f"{total['ended'] / total['PARAGRAPH']:>7.1%}"
            f"{total['split'] / (total['BREAK'] + spaces):>8.2%}"
        )


if __name__ == "__main__":
    main()
