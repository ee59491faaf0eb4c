"""Reading a file to a Document and writing it back with everything but the text as it was.

A format is a module with `read` and `write`, entered under its suffixes in `_registry`.
"""

from eenvoudig.formats._decode import MAX_PARAGRAPH, decode
from eenvoudig.formats._label import (
    LABELLED,
    add_alternates,
    add_label,
    check_alternates,
    check_label,
)
from eenvoudig.formats._pandoc import pandoc_metadata
from eenvoudig.formats._parse import local_name, parse
from eenvoudig.formats._records import FIELD_FORMATS
from eenvoudig.formats._registry import (
    BINARY,
    SUFFIXES,
    UNSTRUCTURED,
    convert,
    is_target,
    read,
    read_file,
    refuse_untracked,
    same,
    targets,
    to_bytes,
    track_changes,
    unplaced,
    write,
)
from eenvoudig.formats._tmx import PLAIN

__all__ = [
    "BINARY",
    "FIELD_FORMATS",
    "LABELLED",
    "MAX_PARAGRAPH",
    "PLAIN",
    "SUFFIXES",
    "UNSTRUCTURED",
    "add_alternates",
    "add_label",
    "check_alternates",
    "check_label",
    "convert",
    "decode",
    "is_target",
    "local_name",
    "pandoc_metadata",
    "parse",
    "read",
    "read_file",
    "refuse_untracked",
    "same",
    "targets",
    "to_bytes",
    "track_changes",
    "unplaced",
    "write",
]
