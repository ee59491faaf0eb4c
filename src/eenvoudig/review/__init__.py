"""What a reviewer gets: flags in words, flags in the text, and a page to review by."""

from eenvoudig.review._describe import (
    describe_flag,
    describe_note,
    describe_place,
    describe_verdict,
)
from eenvoudig.review._inline import with_flags
from eenvoudig.review._label import label_of, with_label
from eenvoudig.review._page import review_page

__all__ = [
    "describe_flag",
    "describe_note",
    "describe_place",
    "describe_verdict",
    "label_of",
    "review_page",
    "with_flags",
    "with_label",
]
