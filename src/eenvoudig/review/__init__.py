"""What a reviewer gets: flags in words, flags in the text, and a page to review by."""

from eenvoudig.review._describe import (
    describe_flag,
    describe_match,
    describe_note,
    describe_place,
    describe_verdict,
)
from eenvoudig.review._inline import with_flags
from eenvoudig.review._page import review_page

__all__ = [
    "describe_flag",
    "describe_match",
    "describe_note",
    "describe_place",
    "describe_verdict",
    "review_page",
    "with_flags",
]
