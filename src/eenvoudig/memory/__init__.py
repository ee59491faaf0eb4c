"""The translation memory: what reviewers approved, so that it is used first next time.

Importing this package loads neither SQLite nor rapidfuzz; opening a memory does.
"""

from eenvoudig.memory._approved import Approved, choose_approved, read_approved
from eenvoudig.memory._entry import Entry, Match, Tally, moment
from eenvoudig.memory._location import ENVIRONMENT, default_path, is_there
from eenvoudig.memory._store import LEAST_SIMILARITY, NEAR, VERSION, Memory
from eenvoudig.memory._tmx import Unit, read_tmx, tmx_bytes, tmx_properties, tmx_words

__all__ = [
    "ENVIRONMENT",
    "LEAST_SIMILARITY",
    "NEAR",
    "VERSION",
    "Approved",
    "Entry",
    "Match",
    "Memory",
    "Tally",
    "Unit",
    "choose_approved",
    "default_path",
    "is_there",
    "moment",
    "read_approved",
    "read_tmx",
    "tmx_bytes",
    "tmx_properties",
    "tmx_words",
]
