"""Building the PDFs of a shelf: documents first, then the packets that are joined from them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from macros.paper import documents
from macros.paper.executor import Executor, Job, executor
from macros.paper.faults import PaperError
from macros.paper.made import Made, Maker
from macros.paper.store import Store, move_in
from macros.records.binder import Binder, Shelf

Progress = Callable[[int, int, str], None]
"""Told after each document: how many are done, of how many, and which it was."""


@dataclass(slots=True)
class Report:
    """What was made, and what could not be."""

    made: list[Made] = field(default_factory=list)
    failures: list[PaperError] = field(default_factory=list)

    def sort(self, results: Iterable[Made | PaperError]) -> None:
        """Put results where they belong."""
        for result in results:
            if isinstance(result, PaperError):
                self.failures.append(result)
            else:
                self.made.append(result)


def build(
    shelf: Shelf,
    site: Path,
    only: Sequence[str] | None = None,
    names: Sequence[str] | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    since: date | None = None,
    store: Store | None = None,
) -> Report:
    """Make every PDF that the binders list and put them under ``site``, with an index.

    ``only`` limits to these municipalities, ``names`` to these documents and packets. A document that
    fails is in the report; the others are made all the same.
    """
    store = store or Store()
    binders = [binder for slug, binder in shelf.binders.items() if not only or slug in only]
    wanted = {b.slug: [name for name in documents.names(b) if not names or name in names] for b in binders}
    report = Report()
    with executor(shelf, store, since, jobs) as run:
        _make(run, binders, wanted, report, progress)
    listed = [made for made in report.made if made.name in wanted[made.municipality]]
    for made in listed:
        pdf = store.get(made.key)
        assert pdf is not None
        _put(site / made.municipality / "pdf" / f"{made.name}.pdf", pdf)
    _write_index(site, listed, everything=not only and not names)
    report.made = listed
    return report


def _make(
    run: Executor,
    binders: list[Binder],
    wanted: dict[str, list[str]],
    report: Report,
    progress: Progress | None,
) -> None:
    sheets = [Job(binder.slug, name) for binder in binders for name in _needed(binder, wanted[binder.slug])]
    packets = [(b.slug, packet) for b in binders for packet in b.packets if packet.id in wanted[b.slug]]
    tell = _Counter(progress, len(sheets) + len(packets))
    report.sort(tell.over(run(sheets)))
    made = {(each.municipality, each.name): each for each in report.made}
    joins = []
    for slug, packet in packets:
        parts = [made.get((slug, part.id)) for part in packet.parts]
        missing = [part.id for part in packet.parts if (slug, part.id) not in made]
        if missing:
            causes = [f"delen ”{name}” saknas" for name in missing]
            report.failures.append(PaperError(f"{slug}/{packet.id}", causes))
        else:
            joins.append(Job(slug, packet.id, tuple(part for part in parts if part)))
    report.sort(tell.over(run(joins)))


def _needed(binder: Binder, wanted: list[str]) -> list[str]:
    """Name every sheet to lay out: the wanted documents and the parts of the wanted packets, each once."""
    needed: dict[str, None] = {}
    for name in wanted:
        packet = documents.packet_of(binder, name)
        needed |= dict.fromkeys([part.id for part in packet.parts] if packet else [name])
    return list(needed)


@dataclass(slots=True)
class _Counter:
    progress: Progress | None
    total: int
    done: int = 0

    def over(self, results: Iterator[Made | PaperError]) -> Iterator[Made | PaperError]:
        """Pass results on, telling of each."""
        for result in results:
            self.done += 1
            if self.progress:
                name = result.document if isinstance(result, PaperError) else result.full_name
                self.progress(self.done, self.total, name)
            yield result


def _put(file: Path, pdf: bytes) -> None:
    """Move a PDF in, unless it lies there already."""
    if not (file.exists() and file.read_bytes() == pdf):
        move_in(file, pdf)


def _write_index(site: Path, made: list[Made], everything: bool) -> None:
    """List every PDF of the site in ``pdf/index.json``; a part of the site updates its own lines only."""
    file = site / "pdf" / "index.json"
    rows = {}
    if file.exists() and not everything:
        rows = {(row["municipality"], row["name"]): row for row in json.loads(file.read_text("utf-8"))}
    for each in made:
        rows[each.municipality, each.name] = {
            "municipality": each.municipality,
            "name": each.name,
            "title": each.title,
            "language": each.language,
            "pages": each.pages,
            "sha256": each.sha256,
        }
    text = json.dumps([rows[key] for key in sorted(rows)], ensure_ascii=False, indent=1)
    move_in(file, f"{text}\n".encode())


def selection(shelf: Shelf, slug: str, names: Sequence[str], since: date | None = None) -> bytes:
    """Make one's own selection of a binder's documents as one PDF.

    Raise ``PaperError`` for a sheet that cannot be made, ``LookupError`` for a name the binder lacks.
    """
    binder = shelf.binders[slug]
    maker = Maker(shelf, Store(), since)
    parts: list[Made] = []
    for name in names:
        packet = documents.packet_of(binder, name)
        if packet is None:
            parts.append(maker.document(slug, name))
        else:
            own = [maker.document(slug, part.id) for part in packet.parts]
            parts.append(maker.packet(slug, name, own))
    if len(parts) == 1:
        only = maker.store.get(parts[0].key)
        assert only is not None
        return only
    return maker.selection(parts, f"{', '.join(part.title for part in parts)}, {binder.name}")
