"""Find out which addresses exist, which are lost, and where what has moved is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from macros.records.addresses import (
    HOME,
    Addresses,
    is_file,
    is_sheet,
    join_address,
    locate_all,
    sheet_path,
)
from macros.records.binder import Binder
from macros.records.contents import pages_in, sheets_in
from macros.records.kept import PAGE
from macros.records.subscriptions import list_subscriptions
from macros.records.whole_shelf import Shelf


def paths_in(binder: Binder) -> tuple[list[str], list[str]]:
    """Return a binder's pages and sheets, as the ledger names them.

    Its first page is left out: it goes without saying.
    """
    pages = [page.name for page in pages_in(binder) if page.name != "index"]
    return pages, sheets_in(binder)


def list_addresses(binder: Binder) -> Iterator[str]:
    """Yield the address of each page and sheet of a binder."""
    pages, sheets = paths_in(binder)
    for path in ("", *pages, *map(sheet_path, sheets)):
        yield join_address(binder.address, path)


@dataclass(frozen=True)
class Ledger:
    """The addresses that exist now, beside those that have been published.

    ``living`` are all pages and sheets there are, and the site's first page.
    """

    living: frozenset[str]
    binders: frozenset[str]
    addresses: Addresses

    @cached_property
    def published(self) -> dict[str, None]:
        """Every address that has been published, in the ledger's order."""
        return {address: None for part in self.addresses.published for address in part.addresses}

    @cached_property
    def known_binders(self) -> frozenset[str]:
        """The addresses of the binders there are or have been."""
        return self.binders.union(*(part.binders for part in self.addresses.published))

    @cached_property
    def redirects(self) -> dict[str, str]:
        """Where each address that has moved is now, by the old address."""
        old = dict.fromkeys((*self.published, *self.addresses.moved))
        found = {address: self.find(address) for address in old if address not in self.living}
        return {address: target for address, target in found.items() if target is not None}

    @cached_property
    def withdrawn(self) -> list[str]:
        """The addresses that have been published and now lead nowhere."""
        old = dict.fromkeys((*self.published, *self.addresses.moved))
        return [address for address in old if self.find(address) is None]

    def find(self, address: str) -> str | None:
        """Return where an address leads now, or None where it is lost.

        That is itself, or where it has moved.
        """
        for _ in range(len(self.addresses.moved) + 1):
            if address in self.living:
                return address
            target = self._find_move(address)
            if target is None:
                return None
            address = target
        return None

    def find_circle(self, address: str) -> set[str]:
        """Return the addresses that an address moves between without end.

        There are none where the moves end somewhere.
        """
        passed: set[str] = set()
        for _ in range(len(self.addresses.moved) + 1):
            target = None if address in self.living else self._find_move(address)
            if target is None:
                return set()
            passed.add(address)
            address = target
        return passed

    def _find_move(self, address: str) -> str | None:
        """Return where an address has moved, or None.

        Its own line says so, or else that of its binder or municipality.
        All of a binder goes with it. What moved to the site's first page has no sheets.
        """
        moved = self.addresses.moved
        if address in moved:
            return moved[address]
        parts = address.split("/")
        for length in (2, 1):
            holder = "/".join(parts[:length])
            if len(parts) > length and holder in moved and holder in self.known_binders:
                target = moved[holder]
                return HOME if target == HOME else join_address(target, "/".join(parts[length:]))
        return None


def open_ledger(shelf: Shelf) -> Ledger:
    """Return the ledger of a shelf that has no faults."""
    living = {address for binder in shelf.binders.values() for address in list_addresses(binder)}
    for slug in shelf.archives.keys() & shelf.first_binders.keys():
        days = (kept.isoformat() for kept in shelf.archives[slug].days)
        living |= {f"{slug}/{PAGE}", *(f"{slug}/{PAGE}/{day}" for day in days)}
    return Ledger(frozenset(living | {HOME}), frozenset(shelf.binders), shelf.addresses)


def find_redirects(shelf: Shelf) -> dict[str, str]:
    """Return where each page and sheet that has moved is now, by the old address.

    A binder's feeds and calendars move with it. A sheet that is withdrawn leads to its municipality, or to
    the page that says so there.
    """
    if not (shelf.addresses.published or shelf.addresses.moved):
        return {}
    withdrawn = find_withdrawn(shelf)
    pages = {*shelf.municipalities, *withdrawn}
    homes = {address: address.partition("/")[0] for address in withdrawn if is_sheet(address)}
    ledger = open_ledger(shelf)
    followed = {
        join_address(old, name): join_address(new, name)
        for old, new in ledger.redirects.items()
        if old in ledger.known_binders and new in shelf.binders
        for name in list_subscriptions(shelf.binders[new])
    }
    withdrawn_sheets = {sheet: home if home in pages else HOME for sheet, home in homes.items()}
    return ledger.redirects | followed | withdrawn_sheets


def find_withdrawn(shelf: Shelf) -> list[str]:
    """Return the published addresses that a published site has no longer.

    Their binders are not approved any more. In the whole shelf, drafts and all, every one of them is found.
    """
    return open_ledger(shelf).withdrawn if shelf.selected else []


def redirects_by_folder(redirects: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return redirects by the municipality's folder that the old address lies in."""
    folders: dict[str, dict[str, str]] = {}
    for address, target in redirects.items():
        folders.setdefault(address.partition("/")[0], {})[address] = target
    return folders


def can_be_copied(address: str, target: str) -> bool:
    """Return whether a file has moved to another's address.

    Then a copy keeps its old name alive.
    """
    return is_file(address) and is_file(target)


class NewAddresses(NamedTuple):
    """Pages and sheets that some binders have and the ledger does not."""

    binders: list[str]
    pages: tuple[str, ...]
    sheets: tuple[str, ...]

    @property
    def addresses(self) -> dict[str, tuple[str, str]]:
        """Every address, with its binder and its path there."""
        return locate_all(self.binders, self.pages, self.sheets)


def list_new_addresses(shelf: Shelf) -> list[NewAddresses]:
    """Return what a shelf has that is not in its ledger.

    Binders that lack the same stand together.
    A whole country is a few lines: most binders have the same pages and sheets.
    """
    published = {address for part in shelf.addresses.published for address in part.addresses}
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for address, binder in shelf.binders.items():
        pages, sheets = paths_in(binder)
        new_pages = tuple(page for page in pages if join_address(address, page) not in published)
        new_sheets = tuple(
            name for name in sheets if join_address(address, sheet_path(name)) not in published
        )
        if new_pages or new_sheets or address not in published:
            groups.setdefault((new_pages, new_sheets), []).append(address)
    return [NewAddresses(binders, *names) for names, binders in groups.items()]
