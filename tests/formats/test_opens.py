"""What is written opens in another program: LibreOffice makes a PDF of each file."""

from __future__ import annotations

from pathlib import Path

from eenvoudig.formats import read_file
from tests.formats.rewriting import converted, rewritten

FIXTURES = Path(__file__).parent / "fixtures"
FILES = ("libreoffice.docx", "libreoffice.odt", "page.html", "pandoc.docx", "pandoc.odt")
PAGE = (
    '<!doctype html>\n<html lang="nl"><head><title>Besluit</title></head><body><h1>Besluit</h1>'
    '<p>De <b>minister</b> geeft <a href="https://example.nl">steun</a> &amp; advies.</p>'
    "<table><tr><td>2024</td><td>De raad betaalt.</td></tr></table></body></html>\n"
)


def test_what_is_written_opens_and_becomes_a_pdf(tmp_path: Path) -> None:
    paths = []
    for name in FILES:
        data = PAGE.encode() if name == "page.html" else (FIXTURES / name).read_bytes()
        for language in ("nl", "en"):
            path = tmp_path / f"{name.replace('.', '-')}-{language}{Path(name).suffix}"
            path.write_bytes(rewritten(data, name, str.upper, language))
            assert read_file(path.read_bytes(), name).blocks
            paths.append(path)
    for pdf in converted(paths, "pdf", tmp_path):
        assert pdf.read_bytes().startswith(b"%PDF-"), pdf.name
