"""MkDocs' hooks; the work itself is done in macros/web and macros/paper.

MkDocs loads this file before our package can be imported, so imports stand inside the functions. MkDocs
also resets the path that modules are found on, once this file has been read.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from macros.records.whole_shelf import Shelf


_LOCKS = ExitStack()
"""The lock of the site, held while ``mkdocs build`` writes it."""


def on_startup(*, command: str, dirty: bool) -> None:
    """Make our package importable, and remember whether this is a preview.

    A preview must go on answering, whatever the data holds.
    """
    root = str(Path(__file__).resolve().parents[1])
    if root not in sys.path:
        sys.path.insert(0, root)
    from macros.web.session import SESSION

    SESSION.serving = command == "serve"


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Let the preview answer to its own address only, and its pages load anew."""
    from macros.web.live_reload import serve_script
    from macros.web.preview_host import refuse_other_hosts

    server.set_app(refuse_other_hosts(serve_script(server.serve_request), config.dev_addr.host))
    return server


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the data, before MkDocs empties the site's folder."""
    from mkdocs.exceptions import Abort

    from macros.checks import load
    from macros.checks.file_gate import find_unordinary
    from macros.commands.common import explain_missing_sheets
    from macros.files import relative_path
    from macros.web.session import SESSION
    from macros.web.site_build import lock_site
    from macros.web.virtual_pages import configure

    makes_sheets = config.extra.get("sheets", True) and not SESSION.serving
    if makes_sheets and (reason := explain_missing_sheets()):
        raise Abort(reason)
    if links := list(find_unordinary(relative_path(Path(config.docs_dir)))):
        raise Abort("\n".join(map(str, links)))  # MkDocs would follow them, and a pipe never ends
    configured = configure(config, load)
    if not SESSION.serving and SESSION.checked_shelf is None:
        _LOCKS.enter_context(lock_site(Path(config.site_dir)))
    return configured


def on_build_error(*, error: Exception) -> None:
    """Release the site's lock: this build has failed."""
    _LOCKS.close()


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the municipalities' pages and files, which exist in no folder."""
    from macros.exchange.month_workbook import write_month_workbooks
    from macros.web.calendar_files import write_calendars
    from macros.web.feeds import write_feeds
    from macros.web.kept_pages import write_kept
    from macros.web.open_data.data_files import write_open_data
    from macros.web.virtual_pages import add_files, add_pages

    writers = (write_feeds, write_calendars, write_month_workbooks, write_kept, write_open_data)
    return add_files(add_pages(files, config), config, writers)


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    """Build each municipality's own navigation beside the shared one."""
    from macros.web.field_pages import put_below_list
    from macros.web.navigation import build_navigations
    from macros.web.session import SESSION

    binders = SESSION.shelf.binders.values() if SESSION.shelf and SESSION.shard != "shared" else ()
    SESSION.navigations = build_navigations(binders, files, nav)
    put_below_list(files)
    return nav


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Set the theme's variables for every page, including the 404 page."""
    from macros.web.session import SESSION
    from macros.web.virtual_pages import theme_globals

    env.auto_reload = SESSION.serving
    env.trim_blocks = env.lstrip_blocks = True
    env.globals.update(theme_globals())
    return env


def on_page_read_source(*, page: Page, config: MkDocsConfig) -> str | None:
    """Return a page's text as the fence has read it, instead of the file's own."""
    from macros.web.checked_source import read_source

    return read_source(page)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Restore what bypassed Markdown, and explain abbreviations at their first use."""
    from macros.web.virtual_pages import finish_page

    return finish_page(html, page)


def on_page_context(context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Set the theme's variables for one page: binder, navigation, trail, ribbon."""
    from macros.web.virtual_pages import page_context

    context.update(page_context(page))
    return context


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Add places to break and no-break spaces to the finished page."""
    from macros.web.typography import apply_typography

    return apply_typography(output)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write what is made of the finished pages: search, PDFs, offline files.

    A preview has none of them, nor has a shard: what divided the site writes them.
    """
    from macros.records.ledger import find_redirects
    from macros.web.offline.archive import write_archives
    from macros.web.offline.saved_files import write_offline_files
    from macros.web.redirects import copy_moved_files, write_redirect_pages
    from macros.web.root_files import write_root_of
    from macros.web.session import SESSION

    if SESSION.shelf is None or SESSION.serving or SESSION.shard:
        return
    site = Path(config.site_dir)
    redirects = find_redirects(SESSION.shelf)
    write_redirect_pages(site, redirects, SESSION.shelf.site.address)
    write_root_of(site, SESSION.shelf)
    if config.extra.get("search", True):
        _write_indexes(SESSION.shelf, site)
    if config.extra.get("sheets", True):
        _print_sheets(SESSION.shelf, site)
    copy_moved_files(site, site, redirects)
    write_offline_files(site, SESSION.shelf)
    if config.extra.get("sheets", True):
        write_archives(site, SESSION.shelf, os.cpu_count() or 1)
    _LOCKS.close()


def _write_indexes(shelf: Shelf, site: Path) -> None:
    """Write the search files from the finished pages."""
    from macros.web.search.index import make_indexes

    make_indexes(shelf, site)


def _print_sheets(shelf: Shelf, site: Path) -> None:
    """Build every binder's PDFs into the site.

    Raise Abort if a sheet fails.
    """
    from mkdocs.exceptions import Abort

    from macros.files import explain_error
    from macros.paper.pdf_index import write_index
    from macros.paper.sheet_build import build
    from macros.web.site_build import BUILT

    try:
        failures = build(shelf, site, jobs=os.cpu_count() or 1).failures
        if failures:
            raise Abort("\n".join(map(str, failures)))
        write_index(site)
        (site / BUILT).touch()
    except OSError as error:
        raise Abort(explain_error(error)) from None
