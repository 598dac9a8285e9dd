"""The one Jinja environment: escapes everything, and renders texts when printed."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from macros.problems import join_words
from macros.project import TEMPLATES
from macros.records.text import Text
from macros.rendering import figure_functions, seat_functions, texts

_FIRST = re.compile(r"\A((?:<[^>]*>|\s)*)(\w)")
_INTERVAL = re.compile(r"\d[\d.:]*–\d[\d.:]*")


@pass_context
def _finalize(context: Context, value: Any) -> Any:
    """Return the HTML of a text, an empty string for None, else the value."""
    if isinstance(value, Text):
        return texts.html(value, context.get("binder"), context.get("language", "sv"))
    return "" if value is None else value


@pass_context
def _render_plain(context: Context, value: Any) -> str:
    return texts.plain(value, context.get("binder"), context.get("language", "sv"))


@pass_context
def _keep_intervals_whole(context: Context, value: Any) -> Markup:
    """Return the HTML of a text whose intervals, such as *8–16*, stay on one line."""
    html = str(texts.html(value, context.get("binder"), context.get("language", "sv")))
    return Markup(_INTERVAL.sub(r'<span class="unbroken">\g<0></span>', str(html)))


@pass_context
def _upper_first(context: Context, value: Any) -> Any:
    """Return a text or words with a capital first, as a line of its own has."""
    words = _finalize(context, value)
    capitalised = _FIRST.sub(lambda found: found[1] + found[2].upper(), str(words), count=1)
    return Markup(capitalised) if isinstance(words, Markup) else capitalised


@cache
def environment() -> Environment:
    """Return the environment of components and documents.

    Data is only ever a value in it, never a template.
    """
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,  # a preview turns it on
    )
    jinja.filters["plain"] = _render_plain
    jinja.filters["unbroken"] = _keep_intervals_whole
    jinja.filters["upper_first"] = _upper_first
    jinja.filters["joined"] = join_words
    jinja.filters.update(figure_functions.FILTERS)
    jinja.globals.update(figure_functions.FUNCTIONS)
    jinja.globals.update(seat_functions.FUNCTIONS)
    return jinja


@cache
def _load_template(name: str) -> Template:
    return environment().get_template(name)


def forget_templates() -> None:
    """Load every template anew when it is next used: its file may have changed."""
    _load_template.cache_clear()
    if (kept := environment().cache) is not None:
        kept.clear()


def render_template(name: str, context: dict[str, Any]) -> str:
    """Render a template.

    ``context`` must hold the environment's globals: it is used as it is, where Jinja's own ``render``
    copies both.
    """
    template = environment().get_template(name) if environment().auto_reload else _load_template(name)
    try:
        return "".join(template.root_render_func(Context(environment(), context, name, template.blocks)))
    except Exception:
        environment().handle_exception()


def strip_indentation(html: str) -> Markup:
    """Remove blank lines and indentation, so that HTML may stand in Markdown."""
    return Markup("\n".join(filter(None, map(str.strip, html.splitlines()))))
