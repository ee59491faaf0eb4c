"""Traces of the prompt, of the training data or of markup that the source does not have."""

from __future__ import annotations

import re

from eenvoudig.fidelity._pair import Pair, verdict
from eenvoudig.fidelity._verdict import Verdict

_LABEL = re.compile(
    r"(?:^|\n|(?<=[.?!] ))\s*"
    r"(?:Dutch|English|Plain Dutch|Simple Dutch|Source|Target|Translation"
    r"|Terms?|Hints?|Answer|Output|Input|Text|Nederlands|Engels|Eenvoudig|Gewoon Nederlands|B1"
    r"|Vertaling|Bron|Termen|Antwoord|Translate|Simplify|Note|Opmerking)\s*:",
    re.IGNORECASE,
)
_TRACES = re.compile(
    r"</?[a-zA-Z_][\w\s=\"/-]*>|<\||\|>|\[/?INST\]|\bunused\d+"
    r"|```|\*\*|__|▁|\ufffd|\x00"
    r"|&(?:amp|nbsp|lt|gt|quot|#\d+);|\{\{|\}\}|^#+ |\n"
)


def markup(pair: Pair) -> Verdict:
    """Nothing in the hypothesis comes from the prompt ("English:") or is markup of its own."""
    added = [
        match[0].strip() or "\\n"
        for pattern in (_LABEL, _TRACES)
        for match in pattern.finditer(pair.hypothesis.strip())
        if match[0].strip().lower() not in pair.source.lower() or match[0] not in pair.source
    ]
    return verdict("markup", [], added)
