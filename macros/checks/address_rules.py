"""Rules of the ledger: no address that has been published is lost.

They are asked only of data without other faults: a level that cannot be read has no pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches

from macros.checks.rules import SHARED_PAGES
from macros.problems import Place, Problem, join_words
from macros.records.addresses import HOME, Publication, is_sheet, join_address, sheet_path
from macros.records.approval import select_published
from macros.records.event_ledger import list_unnumbered
from macros.records.ledger import Ledger, list_new_addresses, open_ledger
from macros.records.whole_shelf import Shelf

_NAMED = 3
"""The most binders that a message names."""


def find_lost_addresses(shelf: Shelf) -> Iterator[Problem]:
    """Yield what is wrong with the ledger, and each published address that is lost."""
    if not (shelf.addresses.published or shelf.addresses.moved):
        return
    ledger = open_ledger(shelf)
    lines = _Lines(shelf)
    wrong = list(_check_moves(ledger, lines))
    yield from wrong
    yield from _check_names(ledger, lines)
    reported = {problem.line for problem in wrong}
    for publication in ledger.addresses.published:
        yield from _find_lost_binders(publication, ledger, lines, reported)
        yield from _find_lost_pages(publication, ledger, lines, reported)


def list_unrecorded(shelf: Shelf) -> list[Problem]:
    """Return warnings where a published site has what its ledgers lack."""
    if not shelf.site.published:
        return []
    published = select_published(shelf)
    return [*_list_unrecorded_addresses(shelf, published), *_list_unnumbered_events(shelf, published)]


def _list_unnumbered_events(shelf: Shelf, published: Shelf) -> Iterator[Problem]:
    """Yield a warning where calendars have events that are new or changed."""
    if events := list_unnumbered(published):
        message = f"kalendrarna har nya eller ändrade händelser ({len(events)}) som inte står i calendar.yaml"
        advice = "Skriv in dem med  parmen addresses --write  när de är publicerade, och spara filen i git."
        yield Problem.at(shelf.line_of("site", "published"), "unrecorded-address", message, advice)


def _list_unrecorded_addresses(shelf: Shelf, published: Shelf) -> list[Problem]:
    """Return a warning where the site has addresses that the ledger lacks."""
    new = list_new_addresses(published)
    if not new:
        return []
    names = [binder for part in new for binder in part.binders]
    message = (
        f"adresser i {_name_some(names)} är publicerade, eller blir det snart, men står inte i addresses.yaml"
    )
    advice = "Lägg till dem med  parmen addresses --write  och spara filen i git. Då bevakas de."
    return [Problem.at(shelf.line_of("site", "published"), "unrecorded-address", message, advice)]


class _Lines:
    """The lines of the ledger's file, to find where a word stands."""

    def __init__(self, shelf: Shelf) -> None:
        self.file = f"{shelf.folder.as_posix()}/addresses.yaml"
        content = dict(shelf.read.contents()).get(self.file, b"")
        self.lines = content.decode("utf-8-sig").splitlines()

    def find(self, word: str, after: int = 1) -> Place:
        """Return the place of a word from a line onwards.

        Where it is not found, it is that line's.
        """
        pattern = re.compile(rf"(?<![a-z0-9./-]){re.escape(word)}(?![a-z0-9.-]|/[a-z0-9])")
        for number, line in enumerate(self.lines[after - 1 :], after):
            if match := pattern.search(line.partition(" #")[0]):
                return Place(self.file, number, match.start() + 1)
        return Place(self.file, after)

    def find_move(self, old: str) -> Place:
        """Return the place of a line under ``moved``, by the old address."""
        pattern = re.compile(rf"""\s*["']?/?{re.escape(old)}/?["']?\s*:""")
        for number, line in enumerate(self.lines, 1):
            if pattern.match(line):
                return Place(self.file, number)
        return self.find("moved")


def _check_names(ledger: Ledger, lines: _Lines) -> Iterator[Problem]:
    """An old address does not lie among the pages that all share."""
    publications = {binder: part for part in ledger.addresses.published for binder in part.binders}
    for address in (*publications, *ledger.addresses.moved):
        if address.partition("/")[0] in {*SHARED_PAGES, HOME}:
            part = publications.get(address)
            place = lines.find(address, _line_of(part)) if part else lines.find_move(address)
            message = f"{_show(address)} hör inte till någon kommun"
            advice = "Här står bara kommunernas adresser. Ta bort den."
            yield Problem.at(place, "shared-address", message, advice)


def _check_moves(ledger: Ledger, lines: _Lines) -> Iterator[Problem]:
    """What has moved exists no more at the old address, and exists at the new one."""
    circles: set[str] = set()
    for old, new in ledger.addresses.moved.items():
        place = lines.find_move(old)
        if old in ledger.living:
            message = f"{_show(old)} finns kvar, och kan därför inte ha flyttat"
            yield Problem.at(
                place, "moved-alive", message, "Ta bort raden, eller ta bort det som ligger där."
            )
        elif old in circles:
            continue  # told of already
        elif circle := ledger.find_circle(old):
            circles |= circle
            message = f"{_show(old)} har flyttat runt i en cirkel"
            advice = f"Skriv den nya adressen till höger om {old}:"
            yield Problem.at(place, "moved-in-circle", message, advice)
        elif ledger.find(old) is None and not _has_moved_on(new, ledger):
            message = f"{_show(old)} har flyttat till {_show(new)}, som inte finns"
            yield Problem.at(place, "moved-nowhere", message, _advise_target(old, new, ledger))
        elif is_sheet(old) != is_sheet(ledger.find(old) or new):
            message = f"{_show(old)} kan inte ha flyttat till {_show(ledger.find(old) or new)}"
            advice = "Ett blad flyttar till ett blad och en sida till en sida. Ett blad slutar på .pdf."
            yield Problem.at(place, "moved-kind", message, advice)


def _has_moved_on(new: str, ledger: Ledger) -> bool:
    """Return whether the line of another move is to blame."""
    return new in ledger.addresses.moved


def _find_lost_binders(
    publication: Publication, ledger: Ledger, lines: _Lines, reported: set[int]
) -> Iterator[Problem]:
    """A published binder exists, or has moved.

    What lay in it is told of with it.
    """
    lost = [
        binder
        for binder in publication.binders
        if ledger.find(binder) is None and _is_unsaid(binder, ledger, lines, reported)
    ]
    for binder in lost:
        slug, _, area = binder.partition("/")
        if not (area and slug in lost):
            place = lines.find(binder, _line_of(publication))
            message = (
                f"{_show(binder)} publicerades {publication.id} och finns inte längre, "
                "och inte heller det som låg där"
            )
            yield Problem.at(place, "lost-address", message, _advise_move(binder, ledger))


def _find_lost_pages(
    publication: Publication, ledger: Ledger, lines: _Lines, reported: set[int]
) -> Iterator[Problem]:
    """A published page or sheet exists, or has moved.

    Those of one name are one problem.
    """
    lost: dict[str, list[str]] = defaultdict(list)
    for address, (binder, path) in publication.addresses.items():
        is_lost = path and ledger.find(binder) is not None and ledger.find(address) is None
        if is_lost and _is_unsaid(address, ledger, lines, reported):
            lost[path].append(binder)
    for path, binders in lost.items():
        word = path.removeprefix("pdf/").removesuffix(".pdf") if is_sheet(path) else path
        key, kind = ("sheets", "bladet") if is_sheet(path) else ("pages", "sidan")
        place = lines.find(word, lines.find(key, _line_of(publication)).line)
        message = (
            f"{kind} ”{word}” i {_name_some(binders)} publicerades {publication.id} och finns inte längre"
        )
        yield Problem.at(place, "lost-address", message, _advise_move(join_address(binders[0], path), ledger))


def _is_unsaid(address: str, ledger: Ledger, lines: _Lines, reported: set[int]) -> bool:
    """Return whether no line under ``moved`` is reported for a lost address."""
    moved = ledger.addresses.moved
    parts = address.split("/")
    holders = (address, "/".join(parts[:2]), parts[0])
    return not any(holder in moved and lines.find_move(holder).line in reported for holder in holders)


def _line_of(publication: Publication) -> int:
    return publication.place.line if publication.place else 1


def _name_some(binders: list[str]) -> str:
    more = len(binders) - _NAMED
    return f"{', '.join(binders[:_NAMED])} och {more} till" if more > 0 else join_words(binders)


def _advise_move(address: str, ledger: Ledger) -> str:
    """Return how to write where a lost address is now, with an example."""
    target = _guess(address, ledger)
    return (
        "Adressen kan stå på papper. Lägg tillbaka det som låg där, eller skriv under moved i filen vart det "
        f"har flyttat, till exempel  {address}: {target or '/'}"
    )


def _advise_target(old: str, new: str, ledger: Ledger) -> str:
    """Return which address may have been meant by one that does not exist."""
    guess = _guess(new, ledger)
    return f"Menade du {guess}?" if guess else f"Skriv en adress som finns, till höger om {old}:"


def _guess(address: str, ledger: Ledger) -> str:
    """Return the living address most like another: of its own kind, and near by."""
    holder = address.rpartition("/pdf/")[0] if is_sheet(address) else address.rpartition("/")[0]
    slug = address.partition("/")[0]
    candidates = [living for living in ledger.living if living and is_sheet(living) == is_sheet(address)]
    for near in (holder, slug):
        close = [living for living in candidates if living == near or living.startswith(f"{near}/")]
        if match := get_close_matches(address, sorted(close), n=1, cutoff=0.75):
            return match[0]
    fallback = sheet_path("rutin") if is_sheet(address) else ""
    for near in (holder, slug):
        if near and join_address(near, fallback) in ledger.living:
            return join_address(near, fallback)
    places = sorted(living for living in ledger.living if "/" not in living and living)
    return next(iter(get_close_matches(slug, places, n=1, cutoff=0.75)), "") if "/" not in address else ""


def _show(address: str) -> str:
    """Return an address as it is written: ``/kalix/rutin/``."""
    return f"/{address}" if is_sheet(address) else f"/{address}/".replace("//", "/")
