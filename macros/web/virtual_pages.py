"""What the hooks do: from the shelf to MkDocs' files, and from a page to what the theme prints."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.theme import Theme

from macros import drawing
from macros.problems import DataError, summary
from macros.records.path import lookup
from macros.records.registry import PAGES
from macros.records.shelf import Binder, Shelf
from macros.rendering import Renderer, Web
from macros.rendering.environment import environment
from macros.web.binder_page import BinderPage
from macros.web.feedback import not_found_feedback, page_feedback
from macros.web.navigation import breadcrumbs
from macros.web.pages import PATTERNS, make_pages, read_patterns
from macros.web.patterns import renderer_for
from macros.web.policy import colours, policy
from macros.web.scripts import scripts_of
from macros.web.session import SESSION
from macros.web.sheet_links import page_sheet
from macros.web.styles import FONTS, join_styles

Load = Callable[[Path, date | None], Shelf]


def configure(config: MkDocsConfig, load: Load) -> MkDocsConfig:
    """Read the data. A build with problems ends here, with all of them in plain words."""
    data = SESSION.data or Path(config.config_file_path).parent / str(config.extra.get("data", "data"))
    if data.is_dir():
        config.watch.append(str(data))
    environment().auto_reload = SESSION.serving
    try:
        SESSION.read(lambda: load(_from_here(data), None))
    except DataError as error:
        raise Abort("\n".join([*map(str, error.problems), summary(error.problems)])) from None
    _leave_assets(config.theme)
    if SESSION.shelf is None:
        config.nav = [{"Fel i data": "index.md"}]
        return config
    config.site_name = str(escape(SESSION.shelf.site.name))
    config.theme.static_templates.discard("sitemap.xml")  # ours is the same whatever was built again
    if not SESSION.serving:
        config.site_url = SESSION.shelf.site.address
    if SESSION.shard == "binders":
        config.nav = [{"Alla kommuner": "index.md"}]
        config.theme.static_templates.clear()
    return config


def _from_here(path: Path) -> Path:
    """Name a path as the messages do: from the working folder, where both are on one drive."""
    try:
        return Path(os.path.relpath(path))
    except ValueError:
        return path


def _leave_assets(theme: Theme) -> None:
    """Let MkDocs publish nothing that the theme has beside its templates: see ``styles``."""
    environment = theme.get_env

    def bare() -> Environment:
        made = environment()
        vars(made)["list_templates"] = lambda *_, **__: []
        return made

    vars(theme)["get_env"] = bare


def add_pages(files: Files, config: MkDocsConfig) -> Files:
    """Add a virtual file for each page. The pencil of a page points at its YAML."""
    if SESSION.shard != "binders":
        join_styles(files, config)
    if SESSION.shelf is None:
        return _only_problems(files, config)
    if SESSION.shard == "shared":
        return files
    if SESSION.shard == "binders":
        files = Files([File.generated(config, "index.md", content="# Alla kommuner\n")])
    patterns = read_patterns(Path(config.config_file_path).parent / PATTERNS)
    for page in make_pages(SESSION.shelf, patterns):
        file = File.generated(config, page.path, content="")
        file.edit_uri = page.meta["data"][0]
        BinderPage(page, file, config, SESSION.converted)
        files.append(file)
    return files


def _only_problems(files: Files, config: MkDocsConfig) -> Files:
    """A preview that never read a whole shelf has one page: the list of problems above it."""
    for file in list(files.documentation_pages()):
        files.remove(file)
    files.append(File.generated(config, "index.md", content="# Hyllan går inte att läsa\n"))
    return files


def theme_globals() -> dict[str, Any]:
    """Give what the theme prints on every page."""
    site = SESSION.shelf.site if SESSION.shelf else None
    return {
        "policy": policy(),
        "colours": colours(),
        "fonts": FONTS,
        "scripts_of": scripts_of,
        "mark": drawing.light(drawing.mark()),
        "numbers": {tab.name: tab.number for tab in PAGES},
        "published": bool(site and site.published),
        "email": site.email if site else "",
        **(not_found_feedback(SESSION.shelf) if SESSION.shelf else {}),
        "problems": SESSION.problems,
        "described": SESSION.shelf is not None,
        "urgent": Renderer(SESSION.shelf, None, Web()).component("urgent", site) if SESSION.shelf else "",
    }


def page_context(page: MkDocsPage) -> dict[str, Any]:
    """Give what the theme prints on one page."""
    if SESSION.shelf is None:
        return {}
    context: dict[str, Any] = {"trail": breadcrumbs(page, "Alla kommuner")}
    renderer = renderer_for(page)
    context |= page_feedback(SESSION.shelf, renderer.binder, page)
    if renderer.binder is None:
        return context
    return context | {
        "binder": renderer.binder,
        "language": renderer.language,
        "nav": SESSION.navigations[renderer.binder.slug],
        "sheet": page_sheet(renderer, page.meta["tab"]),
        "ribbon": renderer.component(
            "ribbon", _main_record(renderer.binder, page.meta["tab"]), whole=page.meta["tab"] == "index"
        ),
    }


def _main_record(binder: Binder, tab: str) -> Any:
    """Give what the page mainly shows: the ribbon tells its state."""
    return lookup(binder, next(one.record for one in PAGES if one.name == tab))


def finish(html: str, page: MkDocsPage) -> str:
    """Put what passed Markdown by in its place, and explain the first use of each abbreviation.

    The glossary itself needs no explanations.
    """
    html = SESSION.drawings.put_back(html)
    page.toc = SESSION.drawings.put_back_in(page.toc)
    if SESSION.shelf is None or page.meta.get("explain") is False:
        return html
    return renderer_for(page).finish(html)
