"""Render the page patterns in docs/_kommun for one binder at a time.

A pattern is Markdown with Jinja, rendered by mkdocs-macros. That neither escapes nor knows our texts, so
its environment is made to escape everything, and what a pattern prints is made harmless twice: as HTML, and
as Markdown.
"""

from __future__ import annotations

from functools import cache
from types import CodeType
from typing import Any

from jinja2 import Environment, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from macros.project import ROOT
from macros.records.registry import PAGES
from macros.records.text import LANGUAGES, Text
from macros.rendering import Renderer, Web, texts
from macros.web.component_catalogue import catalogue_context
from macros.web.field_reference import files_of_fields
from macros.web.front_doors import front_doors
from macros.web.pages import PATTERNS, family_languages, kinds_in, read_patterns
from macros.web.session import SESSION
from macros.web.sheet_links import sheet_links
from macros.web.swedish_order import sort_glossary


def open_pattern(env: Any) -> None:
    """Prepare mkdocs-macros for the page that it is about to render."""
    if env.page.meta.get("render_macros"):
        _prepare_environment(env.env)
        renderer = renderer_for(env.page)
        # As a plain dict takes them in: the plugin's own would turn every record within into another.
        dict.update(env.variables, pattern_context(renderer))
        env.variables["component"] = SESSION.drawings.begin_page(renderer.component)


def _prepare_environment(environment: Environment) -> None:
    """Make the environment escape output, keep texts from Markdown, and cache.

    A pattern is compiled once for all pages.
    """
    environment.autoescape = True
    environment.finalize = _keep_text
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters["plain"] = _render_plain
    if "from_string" not in vars(environment):

        @cache
        def template(source: str) -> Template:
            return Template.from_code(environment, _compile(environment, source), environment.globals)

        vars(environment)["from_string"] = template


_COMPILED: dict[str, CodeType] = {}


def _compile(environment: Environment, source: str) -> CodeType:
    """Return the compiled code of a pattern, from the cache if it is there.

    Every run of MkDocs has an environment of its own, with the same settings, so the code can be shared.
    """
    if source not in _COMPILED:
        _COMPILED[source] = environment.compile(source)
    return _COMPILED[source]


def renderer_for(page: Any) -> Renderer:
    """Return the renderer for a MkDocs page.

    The page's front matter gives the municipality (none: a shared page) and the language; its address gives
    the depth.
    """
    shelf = SESSION.loaded_shelf
    slug = page.meta.get("municipality", "")
    surface = Web(municipality=slug, depth=page.url.count("/"))
    return Renderer(shelf, shelf.binders.get(slug), surface, page.meta.get("language", "sv"))


def pattern_context(renderer: Renderer) -> dict[str, Any]:
    """Return the variables of a pattern."""
    binder = renderer.binder
    codes = family_languages(binder) if binder else []
    return {
        **renderer.context,
        **({} if binder else _shared_context(renderer)),
        "sheets": lambda *names: sheet_links(renderer, names),
        "pages": PAGES,
        "kinds": lambda name: kinds_in(read_patterns(ROOT / PATTERNS)[name]),
        "languages": [(code, LANGUAGES[code]) for code in codes],
    }


def _shared_context(renderer: Renderer) -> dict[str, Any]:
    """Return the variables that only the shared pages have."""
    return {
        "doors": front_doors(renderer),
        "files_of_fields": files_of_fields,
        "words": sort_glossary(renderer.shelf.glossary),
        **catalogue_context(renderer),
    }


@pass_context
def _keep_text(context: Context, value: Any) -> Any:
    """Return the marker of a printed text or name; HTML is returned as it is."""
    html = _render_html(context, value)
    return html if not html or hasattr(value, "__html__") else SESSION.drawings.keep_text(html)


def _render_html(context: Context, value: Any) -> str:
    """Return the HTML of a printed value: a text filled in, anything else escaped."""
    if isinstance(value, Text):
        return texts.html(value, context.get("binder"), context.get("language", "sv"))
    if hasattr(value, "__html__"):
        return Markup(value.__html__())
    return "" if value is None else escape(str(value))


@pass_context
def _render_plain(context: Context, value: Any) -> str:
    return texts.plain(value, context.get("binder"), context.get("language", "sv"))
