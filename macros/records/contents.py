"""Say what a binder has: its tabs, pages and sheets follow from its records.

All who print or link ask here, so that nothing leads to a page or a sheet that the binder does not have.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from macros.records import registry
from macros.records.newcomers import ReadingPath
from macros.records.path import NoSuchPathError, lookup
from macros.records.registry import DOCUMENTS, FORM, PAGES, SCREENS, SEVERAL, SURVEY, Document, Tab
from macros.records.text import Text

if TYPE_CHECKING:
    from macros.records.binder import Binder

_LARGE = Text({"sv": "stor stil"})
_CHOSEN = ("forms", "surveys")
"""Kinds whose records are shown only where the binder prints them."""


class PageOf(NamedTuple):
    """One page of a binder.

    ``key`` is that of the record which it shows, on the pages of further checklists and leaflets, and on
    those below a tab's own; else empty.
    """

    tab: Tab
    key: str = ""
    language: str = "sv"

    @property
    def pattern(self) -> str:
        """The name of the pattern that draws it: its tab's, or that of what lies below."""
        return self.tab.below.pattern if self.tab.below and self.key else self.tab.name

    @property
    def is_unlisted(self) -> bool:
        """Whether it has no line of its own in the register."""
        return self.language != "sv" or bool(self.tab.below and self.key)

    @property
    def name(self) -> str:
        """The page's address below its binder: ``checklista``, ``familj/fi``, ``nytt/3``."""
        language = "" if self.language == "sv" else self.language
        return "/".join(filter(None, (self.tab.name, self.key, language)))


class TranslatedSheet(NamedTuple):
    """A leaflet in another language: the name of the Swedish sheet, and the language."""

    name: str
    language: str


def has_record(binder: Binder, path: str) -> bool:
    """Return whether anything stands at a path in the binder."""
    try:
        return bool(lookup(binder, path))
    except NoSuchPathError:
        return False


def keys_in(binder: Binder, kind: str) -> list[str]:
    """Return the keys of the checklists or of the leaflets, the main one first.

    The main one says so itself (``main``); where none does, it is the first that the data names. The others
    come in the order of their sheets, and a leaflet for staff last: the page *Familj* is for families.
    """
    records: dict[str, Any] = binder.__dict__.get(kind) or {}
    staff = {key for key in records if getattr(records[key], "reader", "") == "staff"}
    keys = sorted(records, key=lambda key: (not records[key].main, key in staff))
    printed = [choice.id for choice in binder.__dict__.get("documents") or []]
    sheet = next((document.name for document in DOCUMENTS if document.needs == kind), "")
    places = {key: printed.index(name) for key in keys if (name := sheet_name(sheet, key)) in printed}
    others = sorted(keys[1:], key=lambda key: (key in staff, places.get(key, len(printed))))
    return [*keys[:1], *others]


def record_path(binder: Binder, path: str, key: str = "") -> str:
    """Return the path of one record where a binder may have several.

    ``checklists`` becomes ``checklists.samverkan``: the record with this ``key``, else the main one. Other
    paths are returned as they are.
    """
    if path not in SEVERAL:
        return path
    return ".".join([path, key or next(iter(keys_in(binder, path)), "")]).rstrip(".")


def main_record(binder: Binder, kind: str) -> Any:
    """Return the main checklist or leaflet, or None where the binder has none."""
    key = next(iter(keys_in(binder, kind)), None)
    return getattr(binder, kind)[key] if key is not None else None


def shown_record(binder: Binder, tab: Tab, key: str = "") -> Any:
    """Return the record that a page mainly shows, which gives the page its state."""
    if tab.below and key:
        return getattr(binder, tab.below.kind)[key]
    paths = (tab.record, *tab.needs)
    path = next((path for path in paths if has_record(binder, path)), tab.record)
    return lookup(binder, record_path(binder, path, key))


def tabs_in(binder: Binder) -> tuple[Tab, ...]:
    """Return the tabs that a binder has, in reading order."""
    chosen = {choice.id for choice in binder.documents}

    def has(path: str) -> bool:
        return not chosen.isdisjoint(getattr(binder, path)) if path in _CHOSEN else has_record(binder, path)

    return tuple(tab for tab in PAGES if not tab.needs or any(map(has, tab.needs)))


def pages_in(binder: Binder) -> Iterator[PageOf]:
    """Yield a binder's pages in reading order.

    A page that is common to a municipality's binders is the first one's. Those that lie below a tab's own
    come right after it. Last come those to show on a wall, and those in other languages.
    """
    translated = []
    for tab in tabs_in(binder):
        if tab.common and not binder.is_first:
            continue
        keys = keys_in(binder, tab.record) if tab.record in SEVERAL else [""]
        for number, key in enumerate(keys):
            page = PageOf(tab, key if number else "")
            yield page
            if tab.record == "leaflets":
                translated += [page._replace(language=code) for code in languages_of(binder, key)[1:]]
        if tab.below:
            yield from (PageOf(tab, key) for key in getattr(binder, tab.below.kind))
    yield from (PageOf(tab) for tab in SCREENS if any(has_record(binder, path) for path in tab.needs))
    yield from translated


def languages_of(binder: Binder, key: str = "") -> list[str]:
    """Return the codes of a leaflet's languages, Swedish first.

    Without a key it is the main leaflet. The other languages come in the order in which its title names
    them.
    """
    leaflet = binder.leaflets[key] if key else main_record(binder, "leaflets")
    return ["sv", *(code for code in leaflet.title.versions if code != "sv")] if leaflet else ["sv"]


def documents_in(binder: Binder) -> dict[str, Document]:
    """Return what could be printed of a binder, by name.

    It is the documents, the forms, the surveys and the numbers of the information sheet.

    A further checklist or leaflet has the sheets of the main one, under its own key: ``checklista-avslut``.
    A document is there whether or not the binder has the record that it needs.
    """
    documents = dict.fromkeys(binder.surveys, SURVEY) | dict.fromkeys(binder.forms, FORM)
    documents |= dict.fromkeys(map(newsletter_sheet, binder.newsletters), registry.NEWSLETTER)
    documents |= dict.fromkeys(
        (sheet_name(registry.PATH.name, path.id) for path in _paths_in(binder)), registry.PATH
    )
    for document in DOCUMENTS:
        documents[document.name] = document
        for number, key in enumerate(keys_in(binder, document.needs) if document.needs in SEVERAL else ()):
            name = sheet_name(document.name, key if number else "")
            needs = f"{document.needs}.{key}"
            page = f"{document.page}/{key}" if number else document.page
            documents[name] = replace(document, name=name, template=document.file, needs=needs, page=page)
    return documents


def sheet_name(document: str, key: str = "") -> str:
    """Return the name of the sheet of one of several records.

    That of the main checklist or leaflet is the document's own.
    """
    return f"{document}-{key}" if key else document


def newsletter_sheet(key: str) -> str:
    """Return the name of the sheet of a number of the information sheet."""
    return sheet_name(registry.NEWSLETTER.name, key)


def further_titles(binder: Binder) -> dict[str, Text | str]:
    """Return the titles of sheets whose record is one of several, by name."""
    titles: dict[str, Text | str] = {}
    for document in DOCUMENTS:
        for key in keys_in(binder, document.needs)[1:] if document.needs in SEVERAL else ():
            title: Text = getattr(binder, document.needs)[key].title
            large = document.name.endswith("-storstil")
            titles[sheet_name(document.name, key)] = title.followed_by(_LARGE) if large else title
    for path in _paths_in(binder):
        titles[sheet_name(registry.PATH.name, path.id)] = path.title.after(f"{registry.PATH.title}: ")
    return titles


def _paths_in(binder: Binder) -> list[ReadingPath]:
    """Return the reading paths, also of a binder in which something is lacking."""
    paths: list[ReadingPath] = binder.__dict__.get("reading_paths") or []
    return paths


def translated_sheets(binder: Binder) -> dict[str, TranslatedSheet]:
    """Return the leaflets in other languages that a binder prints, by document name.

    ``familj-fi`` is ``familj`` in ``fi``. A leaflet that the binder does not print in Swedish has none.
    """
    chosen = {choice.id for choice in binder.documents}
    sheets = {}
    for number, key in enumerate(keys_in(binder, "leaflets")):
        name = sheet_name("familj", key if number else "")
        for code in languages_of(binder, key)[1:] if name in chosen else ():
            sheets[f"{name}-{code}"] = TranslatedSheet(name, code)
    return sheets


def sheets_in(binder: Binder) -> list[str]:
    """Return the names of all that a binder prints.

    The documents come first, then the packets, then the leaflets in each other language, then the numbers of
    the information sheet.
    """
    names = (
        *(choice.id for choice in binder.documents),
        *(packet.id for packet in binder.packets),
        *translated_sheets(binder),
        *map(newsletter_sheet, binder.newsletters),
    )
    return list(dict.fromkeys(names))


def own_titles(binder: Binder) -> dict[str, Text | str]:
    """Return the titles that the data gives to documents, by document name."""
    paths = {document.name: document.titled for document in DOCUMENTS if document.titled}
    return {name: lookup(binder, path) for name, path in paths.items() if has_record(binder, path)}


def page_of(binder: Binder, document: Document) -> str:
    """Return the page where a document lives on the web.

    It is empty for the binder's first page. Where the binder has no such page, a survey lives beside the
    forms.
    """
    names = {tab.name for tab in tabs_in(binder)}
    fallback = "blanketter" if document is SURVEY and "blanketter" in names else ""
    return document.page if document.page.partition("/")[0] in names else fallback
