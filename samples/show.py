"""Shows what `make run` made: the first lines of both versions, and where the files are."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

LINES = 12
WIDTH = 88


def main() -> None:
    """Print the beginning of NAME.b1.txt and NAME.en.txt in the folder, and all its files."""
    sample, folder = Path(sys.argv[1]), Path(sys.argv[2])
    for ending, title in ((".b1", "Plain Dutch"), (".en", "English")):
        path = folder / f"{sample.stem}{ending}{sample.suffix}"
        print(f"\n── {title}: {path}\n")
        paragraphs = path.read_text(encoding="utf-8").split("\n")
        wrapped = [line for text in paragraphs for line in textwrap.wrap(text, WIDTH) or [""]]
        print(textwrap.indent("\n".join(wrapped[:LINES]), "   "))
        print("   …")
    print(f"\nTo review, open in a browser: {folder / sample.stem}.review.html")


if __name__ == "__main__":
    main()
