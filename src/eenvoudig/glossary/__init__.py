"""Terms: what they are called in English and in plain Dutch, and where a text uses them."""

from eenvoudig.glossary._annotate import Annotations, Conflict, TermUse, Undefined, annotate
from eenvoudig.glossary._check import Fault, Finding, check
from eenvoudig.glossary._definitions import Definition, definitions
from eenvoudig.glossary._expand import Expanded, expand, expand_all, unexplained
from eenvoudig.glossary._load import Glossary, load
from eenvoudig.glossary._targets import equivalents, hints, missing
from eenvoudig.glossary._terms import Form, Language, Match, Mode, Pos, Term

__all__ = [
    "Annotations",
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
    "annotate",
    "check",
    "definitions",
    "equivalents",
    "expand",
    "expand_all",
    "hints",
    "load",
    "missing",
    "unexplained",
]
