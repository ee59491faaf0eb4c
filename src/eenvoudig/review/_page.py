"""The review page: source and outcomes side by side, in one HTML file that needs nothing else."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from eenvoudig._messages import _
from eenvoudig.review._describe import describe_check
from eenvoudig.review._view import view
from eenvoudig.rewrite import Result

if TYPE_CHECKING:
    from jinja2 import Environment


def review_page(*results: Result, when: date | None = None) -> str:
    """An HTML page for a reviewer: what needs an eye first, then the whole text, then the facts.

    The page is in the user's language, loads nothing, and works without its script. Its policy
    (CSP) lets a browser apply the style and run the script that it was written with, and nothing
    else. The same results give the same page.

    Args:
        results: of one document, each of another task, in the order of the columns.
        when: the date to put on it.
    """
    from markupsafe import Markup

    say = cache(_)  # a long text says the same words thousands of times
    # Ours, with words of the catalogue: nothing of the document comes into style and script.
    style, script = (
        Markup(_rendered(name, _=say))  # noqa: S704
        for name in ("page.css.j2", "page.js.j2")
    )
    return _rendered(
        "page.html.j2",
        _=say,
        check=cache(describe_check),
        page=view(results, when),
        style=style,
        script=script,
        policy=_policy(style, script),
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("eenvoudig.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _rendered(name: str, **values: object) -> str:
    """What a template makes, without the blank lines that its statements leave."""
    lines = _environment().get_template(name).render(**values).split("\n")
    return "".join(f"{line}\n" for line in lines if line.strip())


def _policy(style: str, script: str) -> str:
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
