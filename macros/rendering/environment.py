"""The one Jinja environment: our templates, everything escaped, texts rendered where they are printed."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from macros.records.text import Text
from macros.rendering import words

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "overrides"

_INTERVAL = re.compile(r"\d[\d.:]*–\d[\d.:]*")


@pass_context
def _finalize(context: Context, value: Any) -> Any:
    """Print a text with its placeholders filled in; print nothing for None."""
    if isinstance(value, Text):
        return words.html(value, context.get("binder"), context.get("language", "sv"))
    return "" if value is None else value


@pass_context
def _plain(context: Context, value: Any) -> str:
    return words.plain(value, context.get("binder"), context.get("language", "sv"))


@pass_context
def _unbroken(context: Context, value: Any) -> Markup:
    """Print a text whose intervals, *8–16*, stay on one line."""
    html = str(words.html(value, context.get("binder"), context.get("language", "sv")))
    return Markup(_INTERVAL.sub(r'<span class="unbroken">\g<0></span>', str(html)))


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Give the environment of components and documents. Templates are ours; data is only ever a value."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters["plain"] = _plain
    made.filters["unbroken"] = _unbroken
    return made


def squeeze(html: str) -> Markup:
    """Take away the blank lines and indentation of a template, so that HTML may stand in Markdown."""
    return Markup("\n".join(line for line in map(str.strip, html.splitlines()) if line))
