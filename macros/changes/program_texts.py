"""Find a sentence in the program's own texts: templates, pages, messages.

They are the same in every municipality, and no data file holds them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.changes.sentence import fold_words
from macros.problems import Place
from macros.project import DOCS, PACKAGE, ROOT, TEMPLATES

_FOLDERS = {DOCS: "*.md", TEMPLATES: "*.html", PACKAGE: "*.py"}
_TOKEN = re.compile(r"<[^>]*>|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|(\w+)", re.DOTALL)
"""A tag, a call of the template's, or a word."""


def find_in_program(sentence: str) -> Iterator[Place]:
    """Yield where the program's own texts hold a sentence."""
    wanted = fold_words(sentence)
    for folder, pattern in _FOLDERS.items():
        for path in sorted(folder.rglob(pattern)) if wanted else ():
            text = path.read_text(encoding="utf-8")
            texts = _list_strings(text, wanted) if pattern == "*.py" else [(1, text)]
            if line := next(filter(None, (_find_line(own, first, wanted) for first, own in texts)), 0):
                yield Place(_name(path), line)


def _list_strings(code: str, wanted: str) -> Iterable[tuple[int, str]]:
    """Yield the strings of a module with their lines: not comments, nor docstrings."""
    if wanted not in fold_words(code):
        return
    tree = ast.parse(code)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def _find_line(text: str, first: int, wanted: str) -> int:
    """Return the line of some words in a text that begins on a line; 0 without."""
    words = [(fold_words(match[1]), match.start()) for match in _TOKEN.finditer(text) if match[1]]
    joined = f" {' '.join(word for word, _ in words)}"
    at = joined.find(f" {wanted}")
    if at < 0:
        return 0
    return first + text.count("\n", 0, words[joined[:at].count(" ")][1])


def _name(path: Path) -> str:
    return path.relative_to(ROOT if path.is_relative_to(ROOT) else PACKAGE).as_posix()
