"""Find a sentence in the program's own texts: patterns, templates, pages, code.

They are the same in every municipality, and no data file holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.changes.sentence import fold_words
from macros.problems import Place
from macros.project import DOCS, PACKAGE, ROOT, TEMPLATES

_FOLDERS = {DOCS: "*.md", TEMPLATES: "*.html", PACKAGE: "*.py"}
_TOKEN = re.compile(r"<[^>]*>|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|&shy;|(\w+)", re.DOTALL)
"""A tag, a call of the template's, or a word."""


def find_in_program(sentence: str) -> Iterator[Place]:
    """Yield where the program's own texts hold a sentence."""
    wanted = fold_words(sentence)
    for folder, pattern in _FOLDERS.items():
        for path in sorted(folder.rglob(pattern)) if wanted else ():
            text = path.read_text(encoding="utf-8")
            words = [(fold_words(match[1]), match.start()) for match in _TOKEN.finditer(text) if match[1]]
            joined = f" {' '.join(word for word, _ in words)}"
            if (at := joined.find(f" {wanted}")) >= 0:
                start = words[joined[:at].count(" ")][1]
                name = path.relative_to(ROOT if path.is_relative_to(ROOT) else PACKAGE).as_posix()
                yield Place(name, text.count("\n", 0, start) + 1)
