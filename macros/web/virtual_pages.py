"""What the hooks do: add our pages to MkDocs' files, and set theme variables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
from macros.files import relative_path
from macros.problems import DataError, summary
from macros.records.binder import Binder
from macros.records.content_folder import list_own_files, read_own_menu
from macros.records.contents import shown_record
from macros.records.kept import PAGE
from macros.records.last_change import find_last_change
from macros.records.registry import PAGES
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web
from macros.rendering.environment import environment
from macros.web.binder_page import BinderPage
from macros.web.checked_source import read_checked_patterns
from macros.web.feedback import footer_context, not_found_footer_context
from macros.web.feeds import link_feeds
from macros.web.field_pages import add_field_pages
from macros.web.field_reference import find_description
from macros.web.finished_html import finish_html
from macros.web.listening import name_buttons
from macros.web.live_reload import SCRIPT
from macros.web.navigation import breadcrumbs
from macros.web.page_head import page_head
from macros.web.pages import make_pages
from macros.web.patterns import TABS, renderer_for
from macros.web.policy import colour_script, policy
from macros.web.scripts import scripts_of
from macros.web.session import SESSION
from macros.web.sheet_links import page_print_link
from macros.web.styles import join_styles

_INVENTED = "exempel-"
Load = Callable[[Path, date | None], Shelf]


def configure(config: MkDocsConfig, load: Load) -> MkDocsConfig:
    """Read the data and set MkDocs' configuration from it.

    Raise Abort with every problem for data that stops a build.
    """
    data = Path(config.config_file_path).parent / str(config.extra.get("data", "data"))
    if data.is_dir():
        config.watch.append(str(data))
    environment().auto_reload = SESSION.serving
    try:
        SESSION.read(lambda: load(relative_path(data), None))
    except DataError as error:
        raise Abort("\n".join([*map(str, error.problems), summary(error.problems)])) from None
    _hide_theme_files(config.theme)
    if SESSION.shelf is None:
        config.nav = [{"Fel i data": "index.md"}]
        return config
    config.site_name = str(escape(SESSION.shelf.site.name))
    _add_to_menu(config, [*map(str, read_own_menu(SESSION.shelf.folder))])
    config.theme.static_templates.discard("sitemap.xml")  # ours is the same whatever was built again
    if not SESSION.serving:
        config.site_url = SESSION.shelf.site.address
    if SESSION.shard == "binders":
        config.nav = [{"Alla kommuner": "index.md"}]
        config.theme.static_templates.clear()
    return config


def _add_to_menu(config: MkDocsConfig, pages: list[str]) -> None:
    """Put one's own pages in the menu, after those that stand by themselves."""
    nav = config.nav or []
    alone = [entry for entry in nav if not any(isinstance(value, list) for value in entry.values())]
    config.nav = [*alone, *pages, *nav[len(alone) :]]


def _hide_theme_files(theme: Theme) -> None:
    """Make MkDocs publish none of the theme's own files (see ``styles``)."""
    get_env = theme.get_env

    def get_env_without_files() -> Environment:
        environment = get_env()
        vars(environment)["list_templates"] = lambda *_, **__: []
        return environment

    vars(theme)["get_env"] = get_env_without_files


def add_pages(files: Files, config: MkDocsConfig) -> Files:
    """Return the files with virtual pages added: of the shelf, and of the fields.

    The edit link of a municipality's page points at its YAML.
    """
    if SESSION.shelf is not None:
        _lay_own_over(files, config, SESSION.shelf.folder)
    _remove_refused(files)
    if SESSION.shard != "binders":
        join_styles(files, config)
    if SESSION.shelf is None:
        return _leave_problems_page(files, config)
    if SESSION.shelf.selected:
        _remove_marks_of_drafts(files, SESSION.shelf)
    if SESSION.shard != "binders":
        add_field_pages(files, config)
    if SESSION.shard == "shared":
        return files
    if SESSION.shard == "binders":
        files = Files([File.generated(config, "index.md", content="# Alla kommuner\n")])
    patterns = read_checked_patterns(Path(config.docs_dir))
    for page in make_pages(SESSION.shelf, patterns):
        file = File.generated(config, page.path, content="")
        file.edit_uri = page.meta["data"][0]
        BinderPage(page, file, config, SESSION.converted)
        files.append(file)
    return files


FileWriter = Callable[[Shelf, Binder], Iterable[tuple[str, bytes]]]
"""Yields files that lie in a binder's folder: their names and contents."""


def add_files(files: Files, config: MkDocsConfig, writers: Iterable[FileWriter]) -> Files:
    """Return the files, with those that some writers make of each binder."""
    if SESSION.shelf is not None and SESSION.shard != "shared":
        for binder in SESSION.shelf.binders.values():
            for name, content in (made for write in writers for made in write(SESSION.shelf, binder)):
                files.append(File.generated(config, f"{binder.address}/{name}", content=content))
    return files


def _lay_own_over(files: Files, config: MkDocsConfig, data: Path) -> None:
    """Add the pages and pictures that are kept beside the data.

    They stand in the place of the program's.
    """
    for name, path in list_own_files(data):
        if known := files.get_file_from_path(name):
            files.remove(known)
        source = str(path).removesuffix(name)
        files.append(File(name, source, config.site_dir, config.use_directory_urls))


def _remove_refused(files: Files) -> None:
    """Remove the files that the check refuses: a preview shows its pages all the same."""
    refused = {problem.file for problem in SESSION.problems}
    for file in list(files) if refused else ():
        path = file.abs_src_path
        if not file.is_documentation_page() and path and str(relative_path(Path(path))) in refused:
            files.remove(file)


def _remove_marks_of_drafts(files: Files, shelf: Shelf) -> None:
    """Remove the marks of municipalities that are not published.

    The component catalogue's invented one stays.
    """
    marks = {town.mark for town in shelf.municipalities.values()}
    for file in list(files):
        folder, _, name = file.src_uri.rpartition("/")
        if folder == "assets/marks" and name not in marks and not name.startswith(_INVENTED):
            files.remove(file)


def _leave_problems_page(files: Files, config: MkDocsConfig) -> Files:
    """Replace all pages with one, on which the theme lists the problems.

    This is for a preview that has not read a shelf without problems yet.
    """
    for file in list(files.documentation_pages()):
        files.remove(file)
    files.append(File.generated(config, "index.md", content="# Hyllan går inte att läsa\n"))
    return files


def theme_globals() -> dict[str, Any]:
    """Return the theme's variables for every page."""
    site = SESSION.shelf.site if SESSION.shelf else None
    return {
        "policy": policy(),
        "colours": colour_script(),
        "scripts_of": scripts_of,
        "live_reload": SCRIPT if SESSION.serving else "",
        "emblem": drawing.light(drawing.emblem()),
        "numbers": {tab.name: tab.number for tab in PAGES},
        "published": bool(SESSION.shelf and SESSION.shelf.selected),
        **(not_found_footer_context(SESSION.shelf) if SESSION.shelf else {}),
        "problems": SESSION.problems,
        "described": SESSION.shelf is not None,
        "find_description": find_description,
        "urgent": Renderer(SESSION.shelf, None, Web()).component("urgent", site) if SESSION.shelf else "",
    }


def page_context(page: MkDocsPage) -> dict[str, Any]:
    """Return the theme's variables for one page."""
    if SESSION.shelf is None:
        return {}
    renderer = renderer_for(page)
    binder = renderer.binder
    context: dict[str, Any] = {
        "trail": breadcrumbs(page, "Alla kommuner", renderer.binder),
        "head": page_head(page, SESSION.shelf.site.name, binder),
    }
    context |= footer_context(SESSION.shelf, binder, page)
    if binder is None:
        return context
    name, archives = page.meta["tab"], SESSION.shelf.archives
    record = shown_record(binder, TABS[name], page.meta["key"])
    return context | {
        "feeds": link_feeds(renderer)[: None if name == "nytt" else 1],
        "binder": binder,
        "language": renderer.language,
        "language_tag": renderer.context["language_tag"],
        "direction": renderer.context["direction"],
        "nav": SESSION.navigations[binder.address],
        "sheet": page_print_link(renderer, name, page.meta["key"]),
        "listen": name_buttons(renderer, name, page.meta["key"]),
        "ribbon": renderer.component("ribbon", record, whole=name == "index"),
        "changed": find_last_change(binder, name, record) if renderer.language == "sv" else None,
        "kept": f"{binder.slug}/{PAGE}/" if binder.slug in archives and renderer.language == "sv" else "",
    }


def finish_page(html: str, page: MkDocsPage) -> str:
    """Restore what bypassed Markdown, and finish the page."""
    html = SESSION.drawings.restore(html)
    page.toc = SESSION.drawings.restore_toc(page.toc)
    return finish_html(html, renderer_for(page), page.meta) if SESSION.shelf else html
