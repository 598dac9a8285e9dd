"""A navigation for each municipality, instead of one menu for the whole country.

MkDocs keeps the shared pages in its own navigation (``nav:`` in mkdocs.yml).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from markupsafe import Markup, escape
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from macros.records.binder import Binder
from macros.records.contents import pages_in, tabs_in


def build_navigations(binders: Iterable[Binder], files: Files, shared: Navigation) -> dict[str, Navigation]:
    """Return each binder's navigation, by address.

    It is one section with the binder's pages, each linked to the previous and the next.
    """
    return {binder.address: _build_navigation(binder, files, shared) for binder in binders}


def _build_navigation(binder: Binder, files: Files, shared: Navigation) -> Navigation:
    """Return the navigation of one binder.

    A page that is common to the municipality's binders stays in the first one's section.
    """
    names = {page: _find_page(files, f"{binder.address}/{page.name}.md") for page in pages_in(binder)}
    pages: list[Page] = []
    for tab in tabs_in(binder):
        own = [found for page, found in names.items() if page.tab == tab and not page.is_unlisted]
        pages += own or [_find_page(files, f"{binder.slug}/{tab.name}.md")]
    section = Section(str(escape(binder.name if binder.is_first else binder.title)), list(pages))
    for found in names.values():
        found.parent = section
    for before, after in pairwise(pages):
        if before.parent is section:
            before.next_page = after
        if after.parent is section:
            after.previous_page = before
    for page, found in names.items():
        if page.is_unlisted:  # it belongs to the section, but has no line in the menu
            listed = names[page._replace(language="sv", key="" if page.tab.below else page.key)]
            found.previous_page, found.next_page = listed.previous_page, listed.next_page
    navigation = Navigation([section], pages)
    navigation.homepage = shared.homepage
    return navigation


def _find_page(files: Files, path: str) -> Page:
    """Return the MkDocs page of a source file.

    Raise LookupError.
    """
    file = files.get_file_from_path(path)
    if file is None or file.page is None:
        raise LookupError(f"no page was made for {path}")
    return file.page


def breadcrumbs(page: Page, home: str, binder: Binder | None) -> list[tuple[Markup, str | None]]:
    """Return the breadcrumbs of a page as pairs of title and address.

    To a further binder they lead over the municipality's first one. Titles are HTML; addresses start at the
    site's root, and the page's own is None.
    """
    if page.is_homepage:
        return []
    trail: list[tuple[Markup, str | None]] = [(Markup(home), ""), (Markup(page.title), None)]
    if above := page.meta.get("above"):
        trail.insert(1, (Markup(escape(above[0])), above[1]))
    section = page.parent
    if section is None:
        return trail
    first = section.children[0] if isinstance(section, Section) else None
    if not isinstance(first, Page):
        return []
    if page is not first:
        trail.insert(1, (Markup(section.title), first.url))
    if binder is not None and not binder.is_first:
        trail.insert(1, (Markup(escape(binder.name)), f"{binder.slug}/"))
    return trail
