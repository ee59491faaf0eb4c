"""What a reviewer gets: flags in words and in the text, tracked changes, a page to review by."""

from eenvoudig.review._describe import (
    describe_flag,
    describe_note,
    describe_place,
    describe_verdict,
)
from eenvoudig.review._inline import with_flags
from eenvoudig.review._page import review_page
from eenvoudig.review._tracked import tracked

__all__ = [
    "describe_flag",
    "describe_note",
    "describe_place",
    "describe_verdict",
    "review_page",
    "tracked",
    "with_flags",
]
