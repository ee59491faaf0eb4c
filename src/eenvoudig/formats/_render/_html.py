"""A page of HTML that reads well on any screen and on paper, and needs nothing else."""

from __future__ import annotations

import html

from markdown_it.tree import SyntaxTreeNode

from eenvoudig.formats._render._tree import NOTES, is_labelled, parser, title_of

_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem 4rem;
  font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2em 0 .5em; }
main > :first-child { margin-top: 0; }
table { border-collapse: collapse; margin: 1.5em 0; font-size: .95em; }
th, td { padding: .35em .75em; border-bottom: 1px solid #8888; text-align: start;
  vertical-align: top; }
pre { overflow-x: auto; font-size: .85em; }
ul.labelled { list-style: none; padding-left: 1.5em; }
.footnotes { font-size: .9em; }
@media print { body { max-width: none; padding: 0; font-size: 11pt; } }
"""


def to_html(markdown: str, title: str, language: str) -> str:
    """The page; a table's heads say that they are of columns."""
    renderer = parser()
    tokens = renderer.parse(markdown)
    for token in tokens:
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type == "fence":
            token.info = ""
    for node in SyntaxTreeNode(tokens).walk():
        if node.type == "bullet_list" and is_labelled(node) and node.nester_tokens:
            node.nester_tokens.opening.attrSet("class", "labelled")
    body = renderer.renderer.render(tokens, renderer.options, {})
    body = body.replace("<pre>", '<pre tabindex="0">')
    body = body.replace(
        '<section class="footnotes">',
        f'<section class="footnotes" aria-label="{NOTES[language]}">',
    )
    name = html.escape(title_of(tokens, title))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{body}</main>\n</body>\n</html>\n"
    )
