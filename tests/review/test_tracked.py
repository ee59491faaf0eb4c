"""A Word file with tracked changes: what its comments say, and where they stand."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

import docx
import pytest

import eenvoudig
from eenvoudig import _errors
from eenvoudig._messages import set_language
from eenvoudig.review import tracked
from eenvoudig.simplification import STRATEGY as SIMPLIFY
from tests.formats.word import NAMESPACE, RUN, by_hand, part
from tests.review.results import result_of
from tests.review.test_page import PLAIN, SOURCE

ANSWERS = {
    "De toelage wordt ambtshalve toegekend.": "U krijgt die toelage dus ambtshalve.",
    "U betaalt uiterlijk op 1 maart 2026.": "U betaalt voor 1 maart 2027.",
    "Dit blijft zo.": "Dit blijft zo.",
    "Indien u verhuist, dient u dit te melden.": "Verhuist u? Dan moet u dit melden.",
    "Zie ook artikel 6.": "Zie ook artikel 6.",
}
DATE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
COMMENTS = (
    f'<w:comments {NAMESPACE}><w:comment w:id="5" w:author="Jansen"><w:p>'
    f"{RUN.format('Klopt dit?')}</w:p></w:comment></w:comments>"
)


def letter(comments: Mapping[str, str]) -> bytes:
    first, second, third, boxed, noted = map(RUN.format, ANSWERS)
    box = f"<w:r><w:pict><w:txbxContent><w:p>{boxed}</w:p></w:txbxContent></w:pict></w:r>"
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        f'<w:footnotes {NAMESPACE}><w:footnote w:id="2"><w:p>{noted}</w:p></w:footnote>'
        "</w:footnotes>"
    )
    body = (
        f"<w:p>{first}{RUN.format(' ')}{second}</w:p><w:p>{third}{reference}</w:p><w:p>{box}</w:p>"
    )
    return by_hand(body, footnotes=notes, **comments)


@pytest.mark.parametrize("before", [{}, {"comments": COMMENTS}])
def test_each_changed_or_flagged_segment_has_one_comment(before: dict[str, str]) -> None:
    set_language("en")
    document = eenvoudig.read(letter(before), name="brief.docx")
    data = tracked(result_of(document, ANSWERS, SIMPLIFY), DATE)
    comments = part(data, "word/comments.xml")
    assert comments.count('w:date="2026-03-02T09:30:00Z"') == comments.count("eenvoudig") == 3
    texts = re.findall(r"<w:comment .*?</w:comment>", comments)
    assert len(texts) == 3 + len(before)
    plain = [re.sub(r"<[^>]*>", "", text.replace("</w:p>", "\n")).strip() for text in texts]
    if before:
        assert plain.pop(0) == "Klopt dit?"
    changed, kept, boxed = plain
    assert changed.startswith("Rewritten in plain Dutch: 5 words → 6\nIt passed all ")
    assert changed.endswith("Terms: ambtshalve = uit eigen beweging")
    assert kept.startswith("CHECK: kept as it was: no faithful version was found (")
    assert boxed.startswith("“Indien u verhuist, dient u dit te melden.”\nRewritten in plain Dutch")
    body = part(data)
    assert re.search(r'<w:commentRangeStart w:id="\d+"/><w:r><w:pict>', body)
    for number in re.findall(r'<w:comment [^>]*?w:id="(\d+)" w:author="eenvoudig"', comments):
        for edge in ("RangeStart", "RangeEnd", "Reference"):
            assert body.count(f'<w:comment{edge} w:id="{number}"/>') == 1


def test_the_package_says_that_there_are_comments() -> None:
    document = eenvoudig.read(letter({}), name="brief.docx")
    data = tracked(result_of(document, ANSWERS, SIMPLIFY))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert len(set(packed.namelist())) == len(packed.namelist())
    opened = docx.Document(io.BytesIO(data))
    names = {str(relation.target_part.partname) for relation in opened.part.rels.values()}
    assert "/word/comments.xml" in names


def test_a_text_has_no_tracked_changes() -> None:
    with pytest.raises(_errors.UsageError, match="Word files only"):
        tracked(result_of(SOURCE, PLAIN, SIMPLIFY))
