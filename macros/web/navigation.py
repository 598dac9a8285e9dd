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
from macros.records.registry import PAGES


def build_navigations(binders: Iterable[Binder], files: Files, shared: Navigation) -> dict[str, Navigation]:
    """Return each binder's navigation, by address.

    It is one section with the binder's pages, each linked to the previous and the next.
    """
    return {binder.address: _build_navigation(binder, files, shared) for binder in binders}


def _build_navigation(binder: Binder, files: Files, shared: Navigation) -> Navigation:
    """Return the navigation of one binder.

    A page that is common to the municipality's binders stays in the first one's section.
    """
    pages = [
        _find_page(files, f"{binder.slug if tab.common else binder.address}/{tab.name}.md") for tab in PAGES
    ]
    own = {id(page) for page, tab in zip(pages, PAGES, strict=True) if binder.is_first or not tab.common}
    section = Section(str(escape(binder.name if binder.is_first else binder.title)), list(pages))
    versions = _find_language_versions(files, binder)
    for page in [*(page for page in pages if id(page) in own), *versions]:
        page.parent = section
    for before, after in pairwise(pages):
        if id(before) in own:
            before.next_page = after
        if id(after) in own:
            after.previous_page = before
    for version in versions:
        family = _find_page(files, f"{binder.address}/familj.md")
        version.previous_page, version.next_page = family.previous_page, family.next_page
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


def _find_language_versions(files: Files, binder: Binder) -> list[Page]:
    """Return the family page in its other languages.

    They belong to the municipality's section but have no line in its menu.
    """
    folder = f"{binder.address}/familj/"
    return [
        file.page for file in files.documentation_pages() if file.src_uri.startswith(folder) and file.page
    ]


def breadcrumbs(page: Page, home: str, binder: Binder | None) -> list[tuple[Markup, str | None]]:
    """Return the breadcrumbs of a page as pairs of title and address.

    To a further binder they lead over the municipality's first one. Titles are HTML; addresses start at the
    site's root, and the page's own is None.
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
    if binder is not None and not binder.is_first:
        trail.insert(1, (Markup(escape(binder.name)), f"{binder.slug}/"))
    return trail
