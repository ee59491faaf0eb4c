"""Terms: what they are called in English and in plain Dutch, and where a text uses them."""

from eenvoudig.glossary._annotate import Annotations, Conflict, TermUse, Undefined, annotate
from eenvoudig.glossary._candidates import Candidate, candidates
from eenvoudig.glossary._check import Fault, Finding, check
from eenvoudig.glossary._csv import csv_bytes, style_of
from eenvoudig.glossary._definitions import Definition, definitions
from eenvoudig.glossary._entry import cells, entry
from eenvoudig.glossary._expand import Expanded, expand, expand_all, unexplained
from eenvoudig.glossary._load import Glossary, load, shipped_folder
from eenvoudig.glossary._read import read, rows
from eenvoudig.glossary._repair import agree, filled_in, repair, with_codes
from eenvoudig.glossary._targets import equivalents, hints, missing
from eenvoudig.glossary._terms import Form, Language, Match, Mode, Pos, Term
from eenvoudig.glossary._write import FORMS, to_text

__all__ = [
    "FORMS",
    "Annotations",
    "Candidate",
    "Conflict",
    "Definition",
    "Expanded",
    "Fault",
    "Finding",
    "Form",
    "Glossary",
    "Language",
    "Match",
    "Mode",
    "Pos",
    "Term",
    "TermUse",
    "Undefined",
    "agree",
    "annotate",
    "candidates",
    "cells",
    "check",
    "csv_bytes",
    "definitions",
    "entry",
    "equivalents",
    "expand",
    "expand_all",
    "filled_in",
    "hints",
    "load",
    "missing",
    "read",
    "repair",
    "rows",
    "shipped_folder",
    "style_of",
    "to_text",
    "unexplained",
    "with_codes",
]
