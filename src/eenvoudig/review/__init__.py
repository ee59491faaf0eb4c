"""What a reviewer gets, and what comes back.

Flags in words and in the text, tracked changes, a page to review by, files for translators'
programs (XLIFF, TMX) and the text with its changes marked (CriticMarkup); and putting a reviewed
text back.
"""

from eenvoudig.review._apply import apply_reviewed
from eenvoudig.review._critic import refuse_critic, to_critic
from eenvoudig.review._describe import (
    describe_flag,
    describe_match,
    describe_note,
    describe_place,
    describe_verdict,
)
from eenvoudig.review._inline import with_flags
from eenvoudig.review._label import label_of, with_label
from eenvoudig.review._page import review_page
from eenvoudig.review._read import read_reviewed
from eenvoudig.review._reviewed import Reviewed, ReviewedSegment
from eenvoudig.review._tmx import to_tmx
from eenvoudig.review._tracked import tracked
from eenvoudig.review._xliff import to_xliff, to_xliff_12

__all__ = [
    "Reviewed",
    "ReviewedSegment",
    "apply_reviewed",
    "describe_flag",
    "describe_match",
    "describe_note",
    "describe_place",
    "describe_verdict",
    "label_of",
    "read_reviewed",
    "refuse_critic",
    "review_page",
    "to_critic",
    "to_tmx",
    "to_xliff",
    "to_xliff_12",
    "tracked",
    "with_flags",
    "with_label",
]
