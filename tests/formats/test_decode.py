from __future__ import annotations

import pytest

from eenvoudig import EenvoudigError, InputError, UsageError
from eenvoudig.formats import MAX_PARAGRAPH, decode

WORDS = "De geïnde bijdragen zijn over de één-op-één-regeling verdeeld: € 3."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (WORDS.encode(), None),
        (WORDS.encode("utf-8-sig"), None),
        (b"\xef\xbb\xbf" + WORDS.encode("utf-8-sig"), None),
        (WORDS.encode("utf-16"), None),
        (WORDS.encode("cp1252"), "cp1252"),
    ],
)
def test_text(data: bytes, encoding: str | None) -> None:
    assert decode(data, "a.txt", encoding) == WORDS


@pytest.mark.parametrize(
    ("data", "encoding", "error", "words"),
    [
        (b"", None, InputError, "a.txt is empty"),
        (b" \n\t\n", None, InputError, "a.txt is empty"),
        (b"ab\0\1\2", None, InputError, "binary"),
        (b"\xff\0\xfe\0\1", None, InputError, "binary"),
        (b"%PDF-1.7 x", None, InputError, "is a PDF file"),
        (b"PK\x03\x04abc", None, InputError, "docx"),
        (WORDS.encode("cp1252"), None, InputError, "is not UTF-8 text: byte 6"),
        (WORDS.encode("cp1252"), None, InputError, "--encoding cp1252"),
        (WORDS.encode(), "klingon", UsageError, "no encoding klingon"),
        (b"a\n" + b"x" * (MAX_PARAGRAPH + 1), None, InputError, "Line 2 of a.txt has 200001"),
    ],
)
def test_what_is_no_text(
    data: bytes, encoding: str | None, error: type[EenvoudigError], words: str
) -> None:
    with pytest.raises(error, match=words):
        decode(data, "a.txt", encoding)
