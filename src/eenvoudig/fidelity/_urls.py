"""URLs, e-mail addresses and telephone numbers: what a reader types in."""

from __future__ import annotations

import re

from eenvoudig.fidelity._pair import Pair, verdict
from eenvoudig.fidelity._verdict import Verdict

_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_URL = (
    r"(?:https?://|www\.)[^\s<>\"'“”‘’()\[\]]+"
    r"|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:nl|eu|com|org|net|int|info|gov)(?:/[^\s<>\"'“”()\[\]]*)?(?![\w@])"
)
_PHONE = (
    r"(?<![\w.,€])(?:\+\d{2}[\s-]?(?:\(0\))?|0)\d{1,3}[\s-]\d{2,4}(?:[\s-]?\d{2}){1,3}(?![\w%])"
)
_SHORT_PHONE = r"(?<![\w.,€])(?:0800|0900|14)[\s-]0?\d{2,4}(?:[\s-]?\d{2})?(?![\w%])"
_CONTACT = re.compile(rf"(?P<mail>{_MAIL})|(?P<url>{_URL})|(?P<phone>{_PHONE}|{_SHORT_PHONE})")


def urls(pair: Pair) -> Verdict:
    """Every URL, e-mail address and telephone number is the same on the other side.

    An address may lose "https://", "www." or its last slash; a telephone number may be grouped in
    another way or start with the country's code.
    """
    source, hypothesis = _contacts(pair.source), _contacts(pair.hypothesis)
    lost = [text for key, text in source.items() if key not in hypothesis]
    added = [text for key, text in hypothesis.items() if key not in source]
    return verdict("urls", lost, added)


def _contacts(text: str) -> dict[str, str]:
    found = {}
    for match in _CONTACT.finditer(text):
        written = match[0].rstrip(".,;:!?")
        if match.lastgroup == "phone":
            key = re.sub(r"^\+31(?:\(0\))?", "0", re.sub(r"[\s-]", "", written))
        else:
            key = re.sub(r"^(?:https?://)?(?:www\.)?", "", written.lower()).rstrip("/")
        found[key] = written
    return found
