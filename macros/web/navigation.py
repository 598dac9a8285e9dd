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
from macros.records.contents import pages_in


def build_navigations(binders: Iterable[Binder], files: Files, shared: Navigation) -> dict[str, Navigation]:
    """Return each municipality's navigation, by slug.

    It is one section with the municipality's pages, each linked to the previous and the next.
    """
    return {binder.slug: _build_navigation(binder, files, shared) for binder in binders}


def _build_navigation(binder: Binder, files: Files, shared: Navigation) -> Navigation:
    """Return the navigation of one municipality."""
    names = {page: _find_page(files, f"{binder.slug}/{page.name}.md") for page in pages_in(binder)}
    pages = [found for page, found in names.items() if page.language == "sv"]
    section = Section(str(escape(binder.municipality.name)), list(pages))
    for found in names.values():
        found.parent = section
    for before, after in pairwise(pages):
        before.next_page = after
        after.previous_page = before
    for page, found in names.items():
        if page.language != "sv":  # it belongs to the section, but has no line in the menu
            swedish = names[page._replace(language="sv")]
            found.previous_page, found.next_page = swedish.previous_page, swedish.next_page
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


def breadcrumbs(page: Page, home: str) -> list[tuple[Markup, str | None]]:
    """Return the breadcrumbs of a page as pairs of title and address.

    Titles are HTML; addresses start at the site's root, and the page's own is None.
    """
    if page.is_homepage:
        return []
    trail: list[tuple[Markup, str | None]] = [(Markup(home), ""), (Markup(page.title), None)]
    section = page.parent
    if section is None:
        return trail
    first = section.children[0] if isinstance(section, Section) else None
    if not isinstance(first, Page):
        return []
    if page is not first:
        trail.insert(1, (Markup(section.title), first.url))
    return trail
