"""Leave out of the theme's stylesheet what no page has: four fifths of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import lru_cache
from pathlib import Path

import tinycss2

_CLASS = re.compile(r"\.((?:\\.|[\w-])+)")
_DATA = re.compile(r"\[(data-[\w-]+)")
_NEGATED = re.compile(r":not\([^)]*\)")
_COMMA = re.compile(r",(?![^(]*\))")
_WORD = re.compile(r"[\w-]+")
_SOURCES = {".html", ".md", ".js", ".css"}


def read_words(folders: Iterable[Path]) -> frozenset[str]:
    """Return every word of our templates, pages, scripts and stylesheets.

    Classes and the names of ``data-`` attributes are among them.
    """
    files = (file for folder in folders for file in folder.rglob("*") if file.suffix in _SOURCES)
    return frozenset(word for file in files for word in _WORD.findall(file.read_text(encoding="utf-8")))


@lru_cache(maxsize=2)
def keep_used_rules(css: str, words: frozenset[str]) -> str:
    """Return a stylesheet without selectors for what no element has.

    That is a class or a ``data-`` attribute that is none of ``words``. A preview asks for the theme's two
    sheets at every build.
    """
    return _keep_rules(css, words)


def _keep_rules(css: str, words: Set[str]) -> str:
    return "".join(_keep(rule, words) for rule in tinycss2.parse_stylesheet(css, True, True))


def _keep(rule: tinycss2.ast.Node, words: Set[str]) -> str:
    if rule.type == "qualified-rule":
        selectors = _COMMA.split(tinycss2.serialize(rule.prelude))
        kept = ",".join(selector for selector in selectors if _is_used(selector, words))
        return f"{kept}{{{tinycss2.serialize(rule.content)}}}" if kept else ""
    if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
        inner = _keep_rules(tinycss2.serialize(rule.content), words)
        return f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}" if inner else ""
    return str(rule.serialize())


def _is_used(selector: str, words: Set[str]) -> bool:
    positive = _NEGATED.sub("", selector)
    names = [*_CLASS.findall(positive), *_DATA.findall(positive)]
    return all(name.replace("\\", "") in words for name in names)
