"""What formats made of a zip of parts share: unpacking within limits, and packing anew."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from copy import copy

from eenvoudig._errors import InputError
from eenvoudig.formats._xml import is_safe, without_cdata

_LARGEST = 300_000_000
"""Bytes that a file may unpack to."""
_LARGEST_TEXT = 60_000_000
"""Bytes that its parts with text may unpack to: some 100,000 paragraphs."""
_RATIO = 200
"""How much larger than packed it may be, above a megabyte: text packs to a tenth."""
_COMPRESSION = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
"""How office programs may pack a part."""
_MIMETYPE = "mimetype"
"""The entry by which programs know a file before they unpack it: first, and not compressed."""


def unpack(
    name: str, data: bytes, parts: re.Pattern[str], kind: str, suffix: str
) -> dict[str, str]:
    """The parts with text, by name, in the order of the file; each is XML that is safe to read.

    Args:
        name: the file's name, for messages.
        data: the whole file.
        parts: what the names of the parts look like.
        kind: what messages call the format: "Word".
        suffix: the format's suffix.

    Raises:
        InputError: it is no zip, is damaged, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            names = [entry.filename for entry in entries]
            wanted = [entry for entry in entries if parts.fullmatch(entry.filename)]
            size = sum(entry.file_size for entry in entries)
            text = sum(entry.file_size for entry in wanted)
            bomb = size > 1_000_000 and size > _RATIO * len(data)
            if bomb or size > _LARGEST or text > _LARGEST_TEXT:
                raise InputError(
                    "{name} unpacks to {size} MB; that is not read.",
                    "Check where the file comes from.",
                    name=name,
                    size=size // 1_000_000,
                )
            packed_otherwise = any(entry.compress_type not in _COMPRESSION for entry in entries)
            if packed_otherwise or len(set(names)) != len(names) or packed.testzip():
                raise damaged(name, kind, suffix)
            found = {entry.filename: _text(packed.read(entry)) for entry in wanted}
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,  # no UTF-8, or an offset before the file's begin
        EOFError,
        NotImplementedError,
        OSError,
        RuntimeError,  # zipfile's word for a member with a password
    ) as error:
        raise damaged(name, kind, suffix) from error
    if not all(is_safe(xml) for xml in found.values()):
        raise damaged(name, kind, suffix)
    return found


def damaged(name: str, kind: str, suffix: str) -> InputError:
    """What to say of a file that can't be read."""
    return InputError(
        "{name} is damaged, or no {kind} file.",
        "Open it in the program that made it and save it again as {suffix}.",
        name=name,
        kind=kind,
        suffix=suffix,
    )


def texts(data: bytes, parts: re.Pattern[str]) -> dict[str, str]:
    """The parts with text of a file that has been unpacked before, by name, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {
            name: _text(packed.read(name)) for name in packed.namelist() if parts.fullmatch(name)
        }


def repack(data: bytes, parts: Mapping[str, str]) -> bytes:
    """The file with these parts in the place of its own; where none has changed, the file itself.

    Parts that have not changed, their order and how they are compressed stay as they were.
    """
    out = io.BytesIO()
    changed = False
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in sorted(old.infolist(), key=lambda entry: entry.filename != _MIMETYPE):
            content = old.read(entry)
            text = parts.get(entry.filename)
            if text is not None and text != _text(content):
                content = text.encode()
                changed = True
            info = copy(entry)
            if info.filename == _MIMETYPE:
                info.compress_type = zipfile.ZIP_STORED
            new.writestr(info, content)
    return out.getvalue() if changed else data


def _text(content: bytes) -> str:
    return without_cdata(content.decode("utf-8-sig"))
