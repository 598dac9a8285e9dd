"""Rules of the archive: what applied on a day is kept whole, and as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from macros.checks.file_gate import MOST_BYTES
from macros.files import read_regular
from macros.problems import Problem, quote
from macros.records.control_xmp import list_values, read_properties
from macros.records.folders import sort_of
from macros.records.kept import ENDING, Archive, KeptDay, KeptDocument, day_file, kept_file, kept_folder
from macros.records.validity import lies_ahead
from macros.records.whole_shelf import Shelf

_FROM_GIT = "Lägg tillbaka den ur git. Det som är sparat tas aldrig bort."
_AS_IT_WAS = "Filen skrivs av  parmen archive. Lägg tillbaka den som den var, ur git."


def what_is_kept_is_whole(shelf: Shelf) -> Iterator[Problem]:
    """Every document that a day names is there, and nothing that no day names."""
    for slug, archive in shelf.archives.items():
        for day, kept in archive.days.items():
            file = day_file(shelf.folder, slug, day).as_posix()
            yield from _find_day_faults(shelf, slug, archive, day, kept)
            for document in kept.documents:
                if fault := _find_document_fault(shelf.folder, slug, document):
                    message = f"{quote(document.title)}: {fault}"
                    yield Problem(file, 1, 1, "kept-file", message, _FROM_GIT)
        folder = kept_folder(shelf.folder, slug)
        for path in sorted(folder.glob(f"*{ENDING}")):
            if path.stem not in archive.files and sort_of(path) == "file":
                message = "ingen dag i arkivet har den här filen"
                advice = "Lägg tillbaka dagens fil ur git, eller ta bort den här."
                yield Problem(f"{folder.as_posix()}/{path.name}", 1, 1, "kept-file", message, advice)


def _find_day_faults(
    shelf: Shelf, slug: str, archive: Archive, day: date, kept: KeptDay
) -> Iterator[Problem]:
    """Yield what is wrong with what a day's file says."""
    file = day_file(shelf.folder, slug, day).as_posix()
    if lies_ahead(day, shelf.today):
        message = f"{day.isoformat()} har inte varit än"
        advice = "Ta bort filen. Spara det som gäller när dagen är inne."
        yield Problem(file, 1, 1, "kept-day", message, advice)
    earlier = {hash_ for other, past in archive.days.items() if other < day for hash_ in _own(past)}
    if unknown := [hash_ for hash_ in kept.unchanged if hash_ not in earlier]:
        message = f"dokumentet {unknown[0][:12]}… är inte sparat någon tidigare dag"
        yield Problem(file, 1, 1, "kept-day", message, _AS_IT_WAS)
    files = (archive.files.get(hash_) for hash_ in (*kept.unchanged, *_own(kept)))
    names = [(found.document.binder, found.document.name) for found in files if found]
    if len(names) != len(set(names)):
        yield Problem(file, 1, 1, "kept-day", "samma dokument står två gånger", _AS_IT_WAS)
    for binder in {document.binder for document in kept.documents}:
        if binder.partition("/")[0] != slug or binder.count("/") > 1:
            message = f"{quote(binder)} hör inte till kommunen {slug}"
            yield Problem(file, 1, 1, "kept-day", message, _AS_IT_WAS)


def _own(kept: KeptDay) -> list[str]:
    return [document.file for document in kept.documents]


def _find_document_fault(data: Path, slug: str, document: KeptDocument) -> str:
    """Return what is wrong between a row and its PDF; empty for nothing."""
    path = kept_file(data, slug, document.file)
    content = read_regular(path, MOST_BYTES)
    if content is None:
        return f"filen {path.name[:12]}….pdf saknas"
    if read_properties(content) != dict(list_values(document)):
        return "filen säger något annat om sig själv än vad som står här"
    return ""
