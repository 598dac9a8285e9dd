"""Rules about the pages and the menu that somebody keeps apart from the program."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.file_gate import own_files
from macros.files import relative_path
from macros.problems import Place, Problem, quote
from macros.records.content_folder import CONFIG, PAGE, can_be_own, find_own_docs
from macros.records.source import read_yaml
from macros.records.whole_shelf import Shelf
from macros.records.written import Mapping, Scalar, Sequence

_ONLY_NAV = "Ta bort det. Sidornas utseende och övriga inställningar har programmet."
_AS_LIST = "Skriv nav: [] om ni inte har några. Annars en sida på varje rad, till exempel: - om-oss.md"
_IN_DOCS = "Skriv sidans väg i mappen docs, till exempel om-oss.md eller om/oss.md."
_PROGRAMS = "Ta bort filen. Här får egna sidor (.md) och bilder (.svg och .png) ligga. Resten har programmet."


def own_files_are_pages_or_pictures(shelf: Shelf) -> Iterator[Problem]:
    """Patterns, styles and scripts are the program's, and lie nowhere else.

    What else may not lie there is the file gate's affair.
    """
    docs = find_own_docs(shelf.folder)
    for file in sorted(docs.rglob("*")) if docs else ():
        if docs and file.is_file() and not file.name.startswith("."):
            name = file.relative_to(docs).as_posix()
            is_programs = file.suffix == PAGE or f"docs/{name}" in own_files()
            if is_programs and not can_be_own(name):
                message = f"filen {quote(name)} hör till programmet och används inte härifrån"
                yield Problem(relative_path(file).as_posix(), 1, 1, "not-own", message, _PROGRAMS)


def own_menu_names_pages(shelf: Shelf) -> Iterator[Problem]:
    """``mkdocs.yml`` beside the data lists pages that are there, and no more.

    They stand in ``nav``.
    """
    docs = find_own_docs(shelf.folder)
    if docs is None:
        return
    problems: list[Problem] = []
    file = relative_path(docs.parent / CONFIG).as_posix()
    config = read_yaml(docs.parent / CONFIG, file, problems)
    yield from problems
    if config is None and not problems:
        return
    fields = config if isinstance(config, Mapping) else {}
    if not problems and not isinstance(config, Mapping):
        yield Problem(file, 1, 1, "own-menu", "här ska bara menyn med egna sidor stå, i nav", _AS_LIST)
    for key in fields:
        if key != "nav" and isinstance(config, Mapping):
            message = f"{quote(key)} har ingen verkan här: bara nav läses"
            yield Problem.at(config.keys_at[key], "own-menu", message, _ONLY_NAV)
    pages = fields.get("nav")
    if pages is not None and not isinstance(pages, Sequence):
        place = pages.place if pages != "" else Place(file, 1)
        yield Problem.at(place, "own-menu", "nav ska vara en lista med egna sidor", _AS_LIST)
        return
    for page in pages or ():
        if not isinstance(page, Scalar):
            message = "varje rad i nav ska vara en sida"
            yield Problem.at(page.place, "own-menu", message, _AS_LIST)
        elif not (page.endswith(PAGE) and can_be_own(page) and (docs / page).is_file()):
            yield Problem.at(page.place, "own-menu", f"sidan {quote(page)} finns inte i docs", _IN_DOCS)
