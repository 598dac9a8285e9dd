"""Read the lines above a page, between two lines of ``---``.

They are YAML, read as text only. Each field is known here, with its values; MkDocs and its plugins give
many others a meaning, down to which template draws the page.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from markupsafe import escape

from macros.problems import Problem, did_you_mean, join_words, nearest, quote
from macros.records.file_characters import CONTROL

FIELDS = ("title", "data", "explain", "render_macros")
_WORDS = {"explain": {"false": False}, "render_macros": {"true": True}}
"""The fields that hold one word only, and what MkDocs gets for it."""
_DATA = re.compile(r"data/[a-z_]+\.yaml")
_BLOCK = re.compile(r"---\n(.*?)^---$", re.DOTALL | re.MULTILINE)
_LONGEST = 2000
_START = "Börja sidan med tre rader: ---, title: och sidans rubrik, och --- igen."


def split_page(text: str) -> tuple[str, str] | None:
    """Return a page's front matter and its Markdown.

    None stands for a page without front matter. The Markdown begins with as many
    empty lines as stand above it, so that lines keep their numbers.
    """
    block = _BLOCK.match(text)
    if block is None:
        return None
    return block[1], "\n" * block[0].count("\n") + text[block.end() :]


def read_front_matter(block: str, file: str) -> tuple[dict[str, Any], list[Problem]]:
    """Return the fields of a page for MkDocs, and what is wrong with them.

    The title is HTML, with everything in it escaped.
    """
    try:
        fields = yaml.load(block[:_LONGEST], Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, RecursionError):
        fields = None
    if not isinstance(fields, dict) or len(block) > _LONGEST or not _is_text(fields.get("title")):
        return {}, [Problem(file, 1, 1, "page-start", "sidan saknar title överst", _START)]
    meta: dict[str, Any] = {"title": escape_title(fields["title"])}
    problems = []
    for name, value in fields.items():
        line = _find_line(block, str(name))
        if name not in FIELDS:
            guess = did_you_mean(nearest(str(name), FIELDS))
            advice = f"{guess}Överst på en sida får bara stå: {join_words(FIELDS)}."
            message = f"okänt fält {quote(str(name))} överst på sidan"
            problems.append(Problem(file, line, 1, "page-field", message, advice))
        elif name in _WORDS:
            word = str(value)
            if word in _WORDS[name]:
                meta[name] = _WORDS[name][word]
            else:
                (allowed,) = _WORDS[name]
                message = f"{name} får inte vara {quote(word)}"
                problems.append(
                    Problem(
                        file, line, 1, "page-value", message, f"Skriv {name}: {allowed}, eller ta bort raden."
                    )
                )
        elif name == "data":
            meta[name] = value
            if not (
                isinstance(value, list) and all(_is_text(path) and _DATA.fullmatch(path) for path in value)
            ):
                advice = "Skriv filernas namn inom hakparentes, till exempel: data: [data/site.yaml]"
                problems.append(
                    Problem(
                        file, line, 1, "page-value", "data är ingen lista med filer i mappen data", advice
                    )
                )
    return meta, problems


def escape_title(title: str) -> str:
    """Return a title as HTML.

    The theme does not escape it, and mkdocs-macros renders braces in it, so both are escaped here.
    """
    return str(escape(title)).replace("{", "&#123;").replace("}", "&#125;")


def _is_text(value: object) -> bool:
    """Return whether a value is one line of text."""
    return isinstance(value, str) and bool(value.strip()) and not CONTROL.search(value) and "\n" not in value


def _find_line(block: str, name: str) -> int:
    """Return the line in the file of a field in its front matter."""
    lines = block.split("\n")
    return next((n for n, line in enumerate(lines, 2) if line.lstrip(" \"'").startswith(name)), 1)
