"""All Swedish that people see is plain: no word of tests/plain_words.py, in data, pages, templates or messages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT
from tests.plain_words import PLAIN_WORDS

_NEVER_PRINTED = re.compile(r"^ *synonyms: \[.*?\]|^ *# .*?$", re.DOTALL | re.MULTILINE)
"""In YAML: what people search for, however they say it, and comments."""
FOLDERS = {
    "data": "yaml",
    "tests/exempel": "yaml",
    "macros/exchange/starters": "yaml",
    "docs": "md",
    "docs/assets": "js",
    "overrides": "html",
    "macros": "py",
    "macros/commands": "toml",
}
"""Where somebody reads Swedish, and in files of which ending."""
ALLOWED = {
    ("docs/assets/search/swedish.js", "skall"): "A word of old texts that the search takes for ska.",
    (
        "macros/checks/identity_numbers.py",
        "dvs",
    ): "A word that the check finds between a day and four figures.",
}
"""Words that may stand in a file, each with the reason: a statute's own term, or a word that is looked for."""


def without_unprinted(text: str) -> str:
    """Return a text whose lines stay where they are, without what is never printed."""
    return _NEVER_PRINTED.sub(lambda match: "\n" * match[0].count("\n"), text)


def messages_in(code: str) -> Iterator[tuple[int, str]]:
    """Yield the strings of a Python module that a message can be made of. Docstrings are English."""
    tree = ast.parse(code)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def find_words(file: str, text: str) -> list[str]:
    """Return what to mend in a file: the line, the word and the better one."""
    flat = " ".join(text.lower().split())
    single = set(re.findall(r"\w+", flat))
    held = [form for form in PLAIN_WORDS if form.lower() in (single if form.isalpha() else flat)]
    if not held:
        return []
    forms = "|".join(map(_make_pattern, held))
    search = re.compile(rf"(?<![\w/-])(?:{forms})(?![\w-])")
    printed = without_unprinted(text) if file.endswith(".yaml") else text
    texts = messages_in(text) if file.endswith(".py") else [(1, printed)]
    found = [
        (line + words[: match.start()].count("\n"), " ".join(match[0].split()))
        for line, words in texts
        for match in search.finditer(words)
    ]
    return [
        f"{file}:{line}: ”{form}” → {PLAIN_WORDS.get(form) or PLAIN_WORDS[form.lower()]}"
        for line, form in found
        if (file, form.lower()) not in ALLOWED
    ]


def _make_pattern(form: str) -> str:
    """Return the pattern of a form, which may go on in the next line."""
    pattern = re.escape(form).replace(r"\ ", r"\s+")
    return pattern if form[0].isupper() else f"(?i:{pattern})"


def read(path: Path) -> tuple[str, str]:
    return path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def test_a_word_is_found_with_its_line_and_a_better_one() -> None:
    """The list is read as meant: forms of a word, whole words only, no comment, docstring or searched word.

    A page's title begins as a comment does, and is read.
    """
    data = (
        "# Samtliga\nlead: Vi samordnar.\n  synonyms: [dylik,\n    icke]\n"
        "text: Planen är Dylikt, t.ex. ej. Det är\n  vårt förslag. Om vi tror att det går.\n"
    )
    code = 'def tell():\n    """Källan."""\n    return f"{name} erhålls"\n'

    assert [
        "a.yaml:5: ”Dylikt” → sådan",
        "a.yaml:5: ”t.ex.” → till exempel",
        "a.yaml:5: ”ej” → inte",
        "a.yaml:5: ”Det är vårt förslag” → märket Förslag säger det redan",
    ] == find_words("a.yaml", data)
    assert ["a.py:3: ”erhålls” → få"] == find_words("a.py", code)
    assert ["a.md:1: ”Samtliga” → alla"] == find_words("a.md", "# Samtliga blanketter\n")


def test_all_that_people_read_is_plain() -> None:
    """No text holds a word of the list. The message names file, line, word and what to write instead."""
    files = [
        path for folder, ending in FOLDERS.items() for path in sorted((ROOT / folder).rglob(f"*.{ending}"))
    ]
    found = [problem for path in files for problem in find_words(*read(path))]

    assert [] == found, "\n".join(["", *found])


def test_what_is_allowed_is_needed() -> None:
    """An exception whose word is gone goes too."""
    texts = {file: (ROOT / file).read_text(encoding="utf-8").lower() for file, _ in ALLOWED}

    assert [] == [(file, word) for file, word in ALLOWED if word not in texts[file]]
