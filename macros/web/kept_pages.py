"""Write the pages of a municipality's archive, and its PDFs as they were kept.

It has a page of its own and one for each day. They lie outside the register, the search and the sitemap: what
applies now is what people should find.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from macros.files import read_regular
from macros.records.addresses import sheet_path
from macros.records.binder import Binder
from macros.records.contents import sheets_in
from macros.records.kept import NOTHING_KEPT, PAGE, Archive, Kept, KeptApproval, KeptFile, kept_file
from macros.records.values import Day
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web
from macros.web.plain_page import draw_plain_page
from macros.web.typography import apply_typography

_LARGEST = 2_000_000
"""Bytes in a kept PDF, as the check has it."""


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A kept document on a page: its address, and that of the one that applies now.

    ``now`` is empty where there is none. ``since`` is the first day that it was kept.
    """

    kept: KeptFile
    address: str
    now: str

    @property
    def since(self) -> Day:
        """The first day that it was kept."""
        return _in_words(self.kept.since)


@dataclass(frozen=True, slots=True)
class KeptBinder:
    """What was kept of a binder, and who had approved it.

    ``title`` is empty where there is one binder.
    """

    title: str
    approval: KeptApproval | None
    sheets: list[KeptSheet]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A day of the archive, and what applied then.

    It applied until a day; None where nothing has been kept since.
    """

    day: Day
    until: Day | None
    binders: list[KeptBinder]

    @property
    def days(self) -> str:
        """The days that it applied: one, or from the first to the last."""
        return f"{self.day}" if self.until in (None, self.day) else f"{self.day} till {self.until}"

    @property
    def is_past(self) -> bool:
        """Whether something has been kept since."""
        return self.until is not None

    @property
    def address(self) -> str:
        """Its folder, from the archive's page."""
        return f"{self.day.isoformat()}/"

    @property
    def count(self) -> int:
        """How many documents applied."""
        return sum(len(binder.sheets) for binder in self.binders)

    @property
    def new(self) -> int:
        """How many of them had not been kept before."""
        return sum(sheet.since == self.day for binder in self.binders for sheet in binder.sheets)


def write_kept(shelf: Shelf, binder: Binder) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a municipality's archive, by their paths from its folder.

    Nothing where nothing is kept, and nothing for its further binders: the archive is the municipality's.
    """
    archive = shelf.archives.get(binder.slug, NOTHING_KEPT)
    if not archive.days or not binder.is_first:
        return
    yield f"{PAGE}/index.html", _draw_first_page(shelf, binder, archive)
    for kept in archive.list_days():
        yield f"{PAGE}/{kept.day.isoformat()}/index.html", _draw_day(shelf, binder, kept)
    for hash_, file in archive.files.items():
        content = read_regular(kept_file(shelf.folder, binder.slug, hash_), _LARGEST)
        if content is not None:  # the check has told of one that is missing
            yield f"{PAGE}/{file.path}", content


def _draw_first_page(shelf: Shelf, binder: Binder, archive: Archive) -> bytes:
    renderer = Renderer(shelf, binder, Web(binder.address, depth=2))
    days = [_describe_day(shelf, binder, kept, "", "../") for kept in archive.list_days()]
    latest = [sheet.kept.document for group in days[0].binders for sheet in group.sheets]
    versions: dict[tuple[str, str], list[KeptSheet]] = {(own.binder, own.name): [] for own in latest}
    for file in reversed(archive.files.values()):
        name = file.document.binder, file.document.name
        versions.setdefault(name, []).append(KeptSheet(file, file.path, ""))
    content = renderer.component("kept_days", days, versions=list(versions.values()))
    return _finish(shelf, binder, f"Arkiv – {binder.name}", content, "../../")


def _draw_day(shelf: Shelf, binder: Binder, kept: Kept) -> bytes:
    renderer = Renderer(shelf, binder, Web(binder.address, depth=3))
    page = _describe_day(shelf, binder, kept, "../", "../../")
    ribbon = renderer.component("kept_ribbon", page)
    title = f"Det här gällde {page.day} – {binder.name}"
    return _finish(shelf, binder, title, renderer.component("kept_day", page), "../../../", ribbon)


def _describe_day(shelf: Shelf, binder: Binder, kept: Kept, archive: str, home: str) -> KeptPage:
    """Return a day as a page shows it.

    ``archive`` and ``home`` are the ways from the page to the archive and to the municipality.
    """
    several = len({file.document.binder for file in kept.files}) > 1
    groups: dict[str, list[KeptFile]] = {}
    for file in kept.files:
        groups.setdefault(file.document.binder, []).append(file)
    approvals = {approval.binder: approval for approval in kept.approvals}
    binders = []
    for address, files in groups.items():
        own = shelf.binders.get(address)
        names = sheets_in(own) if own else []
        order = {name: number for number, name in enumerate(names)}
        files.sort(key=lambda file: order.get(file.document.name, len(order)))
        folder = f"{home}{own.home}" if own else ""
        sheets = [
            KeptSheet(
                file,
                f"{archive}{file.path}",
                f"{folder}{sheet_path(file.document.name)}" if file.document.name in names else "",
            )
            for file in files
        ]
        title = (own.title if own else address) if several else ""
        binders.append(KeptBinder(title, approvals.get(address), sheets))
    until = _in_words(kept.until - timedelta(days=1)) if kept.until else None
    return KeptPage(_in_words(kept.day), until, binders)


def _finish(
    shelf: Shelf, binder: Binder, title: str, content: Markup, root: str, above: Markup | None = None
) -> bytes:
    page = draw_plain_page(title, shelf.site.name, root, content, above)
    return apply_typography(page).encode()


def _in_words(day: date) -> Day:
    return Day.fromisoformat(day.isoformat())
