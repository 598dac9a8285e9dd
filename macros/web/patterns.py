"""Render the page patterns in docs/_kommun for one binder at a time.

A pattern is Markdown with Jinja, rendered by mkdocs-macros. That neither escapes nor knows our texts, so
its environment is made to escape everything, and what a pattern prints is made harmless twice: as HTML, and
as Markdown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from macros.fence.page_gate import TEMPLATES
from macros.fence.template_words import FUNCTIONS, VALUES
from macros.project import ROOT
from macros.records.contents import keys_in, pages_in, shown_record, translated_sheets
from macros.records.issues import list_numbers
from macros.records.languages import LANGUAGES, language_tag
from macros.records.leaflet_texts import list_shares
from macros.records.registry import EVERY_PAGE, PAGES, SEVERAL, Tab
from macros.records.text import Text
from macros.rendering import Renderer, Web, texts
from macros.rendering.slides import make_slides
from macros.web.binder_page import BinderPage
from macros.web.component_catalogue import catalogue_context
from macros.web.feeds import link_feeds
from macros.web.field_reference import files_of_fields, group_files
from macros.web.front_doors import front_doors
from macros.web.pages import PATTERNS, kinds_in, read_patterns
from macros.web.pencils import pencils_for
from macros.web.session import SESSION
from macros.web.sheet_links import sheet_links
from macros.web.swedish_order import sort_glossary
from macros.web.town_pages import (
    draw_call_guide,
    draw_contacts,
    draw_finder,
    draw_further_binders,
    draw_local_notes,
    draw_numbers,
)

TABS = {tab.name: tab for tab in EVERY_PAGE}
NAMES = FUNCTIONS | VALUES
"""The variables of a pattern."""
_DRAWN = (
    "call_guide", "component", "contacts_in", "further_binders", "local_to_contacts", "numbers_first",
    "whom_to_call",
)  # fmt: skip
"""Those that draw blocks of HTML, which bypass Markdown."""


def open_pattern(env: Any) -> None:
    """Prepare mkdocs-macros for the page that it is about to render.

    A page that the fence does not name gets no Jinja, whatever it says of itself.
    """
    if not _is_template(env.page):
        env.page.meta["render_macros"] = False
    else:
        _prepare_environment(env.env)
        renderer = renderer_for(env.page)
        context = pattern_context(renderer, env.page.meta.get("tab", ""), env.page.meta.get("key", ""))
        context |= _bypass_markdown(context)
        # As a plain dict takes them in: the plugin's own would turn every record within into another.
        dict.update(env.variables, context)


def draw_pattern(source: str, renderer: Renderer, tab: str = "index", key: str = "") -> str:
    """Return a pattern's Markdown, rendered without MkDocs.

    It holds markers that ``SESSION.drawings`` restores.
    """
    context = pattern_context(renderer, tab, key)
    return _template(source).render(**context | _bypass_markdown(context))


def _bypass_markdown(context: dict[str, Any]) -> dict[str, Any]:
    """Return what draws a new page's blocks, such that those bypass Markdown."""
    SESSION.drawings.begin_page()
    return {name: SESSION.drawings.bypass(context[name]) for name in _DRAWN}


def _is_template(page: Any) -> bool:
    """Return whether a page may hold Jinja, and asks for it."""
    named = isinstance(page, BinderPage) or page.file.src_uri in TEMPLATES
    return named and page.meta.get("render_macros") is True


def _prepare_environment(environment: Environment) -> None:
    """Make the plugin's environment render with ours, which is sandboxed."""
    vars(environment)["from_string"] = _template


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    """Return the environment of patterns, which escapes what they print.

    The fence has read each pattern before (``macros/fence``). Should something slip through it, Python's own
    insides are out of reach here all the same, and there is no other template to include.
    """
    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        finalize=_keep_text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.clear()
    return environment


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A compiled pattern that sees only the variables it may."""

    template: Template

    def render(self, **variables: Any) -> str:
        """Render the pattern.

        mkdocs-macros gives it all that it knows, down to its own configuration.
        """
        return self.template.render({name: variables[name] for name in NAMES if name in variables})


@cache
def _template(source: str) -> _Pattern:
    """Return a pattern, compiled once for all pages."""
    return _Pattern(_environment().from_string(source))


def renderer_for(page: Any) -> Renderer:
    """Return the renderer for a MkDocs page.

    The page's front matter gives the binder (none: a shared page) and the language; its address gives
    the depth.
    """
    shelf = SESSION.loaded_shelf
    address = page.meta.get("binder_address", "")
    surface = Web(address, depth=page.url.count("/"))
    binder = shelf.binders.get(address)
    return Renderer(shelf, binder, surface, page.meta.get("language", "sv"), pencils_for(shelf, binder))


def pattern_context(renderer: Renderer, tab: str = "index", key: str = "") -> dict[str, Any]:
    """Return the variables of a pattern, for one of the pages that it makes."""
    binder = renderer.binder
    return {
        **renderer.context,
        **({} if binder else _shared_context(renderer, key)),
        **(_binder_context(renderer, TABS[tab], key) if binder else {"languages": []}),
        "sheets": lambda *names: sheet_links(renderer, names, key),
        "contacts_in": lambda group: draw_contacts(renderer, group),
        "numbers_first": lambda: draw_numbers(renderer),
        "whom_to_call": lambda: draw_finder(renderer),
        "call_guide": lambda: draw_call_guide(renderer),
        "local_to_contacts": lambda: draw_local_notes(renderer),
        "further_binders": lambda: draw_further_binders(renderer),
        "pages": PAGES,
        "kinds": lambda name: kinds_in(read_patterns(ROOT / PATTERNS)[name], TABS[name]),
    }


def _binder_context(renderer: Renderer, tab: Tab, key: str) -> dict[str, Any]:
    """Return the variables that only the pages of a binder have.

    ``record`` is what the page mainly shows, ``others`` are the further checklists or leaflets with the page
    of each, ``packets`` links to those that the page Chef has not shown, ``translated`` the end of the name
    of the leaflet's sheet in the page's language, and ``languages`` those of the page's leaflet, or of the
    main one (``_list_languages``). ``numbers`` are those of the information sheet, the newest first.
    """
    binder = renderer.binder
    assert binder is not None
    shown_packet = TABS["chef"].sheet if binder.apt else ""
    leaflet = key if tab.record == "leaflets" else ""
    version = "-".join(filter(None, (leaflet, renderer.language)))
    pages = [other for other in pages_in(binder) if other.tab == tab and other.language == "sv"]
    return {
        "record": shown_record(binder, tab, key),
        "others": [
            {"title": record.title, "record": record, "page": other.key}
            for other in pages
            if other.key != key and tab.record in SEVERAL
            for record in (shown_record(binder, tab, other.key),)
        ],
        "chosen": lambda kind: [choice for choice in binder.documents if choice.id in getattr(binder, kind)],
        "packets": sheet_links(
            renderer, [packet.id for packet in binder.packets if packet.id != shown_packet]
        ),
        "slides": lambda: make_slides(renderer),
        "translated": version if f"familj-{version}" in translated_sheets(binder) else "",
        "languages": _list_languages(renderer, leaflet),
        "numbers": [binder.newsletters[number] for number in list_numbers(binder)],
        "feeds": link_feeds(renderer),
    }


def _list_languages(renderer: Renderer, leaflet: str) -> list[tuple[str, str, str, str, str]]:
    """Return the languages of a leaflet, Swedish first.

    Each is its code, its tag in HTML, its name, the end of the address, and how much there is of it, which is
    empty of what is whole.
    """
    binder = renderer.binder
    assert binder is not None
    key = leaflet or next(iter(keys_in(binder, "leaflets")), "")
    shares = list_shares(renderer.shelf, binder, key) if key else []
    counts = {share.language: "" if share.is_whole else share.counted for share in shares}
    ends = {code: "/".join(filter(None, (leaflet, code if code != "sv" else ""))) for code in ("sv", *counts)}
    return [
        (code, language_tag(code), LANGUAGES[code], end, counts.get(code, "")) for code, end in ends.items()
    ]


def _shared_context(renderer: Renderer, key: str) -> dict[str, Any]:
    """Return the variables that only the shared pages have.

    ``record`` is what a page describes the fields of, by the anchor that is the page's key.
    """
    return {
        "doors": front_doors(renderer),
        "group_files": group_files,
        "record": next((file for file in files_of_fields() if file.anchor == key), None),
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
