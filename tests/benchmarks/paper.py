"""How fast paper is made for a country, against one WeasyPrint process per PDF.

``python -m tests.benchmarks.paper [MUNICIPALITIES]`` prints ratios: everything, and the documents alone, against
a sample of 40 extrapolated; then a second run with nothing changed, and one with one phone number changed.
Fewer municipalities than 290 give nearly the same ratios sooner; an edit then is a larger share of the whole.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

from macros.checks import load
from macros.paper import documents, fonts
from macros.paper.documents import Writer
from macros.paper.maker import Maker
from macros.paper.pdf import STYLES
from macros.paper.pdf_store import Store
from macros.paper.sheet_build import Report, build
from macros.records.binder import Shelf
from macros.records.shelf import uncollected
from tests.country.generate import generate

TODAY = date(2026, 11, 21)
SAMPLE = 40
JOBS = 2


def limited(folder: Path, municipalities: int) -> Shelf:
    """Load the country, or its first areas with at least so many municipalities: neighbours share texts."""
    shelf = load(folder, TODAY)
    by_area: dict[str, list[str]] = {}
    for slug, binder in shelf.binders.items():
        by_area.setdefault(binder.municipality.area, []).append(slug)
    chosen: list[str] = []
    for slugs in by_area.values():
        chosen += slugs if len(chosen) < municipalities else []
    return replace(shelf, binders={slug: shelf.binders[slug] for slug in sorted(chosen)})


def forty_pages(shelf: Shelf, store: Store) -> tuple[float, int]:
    """Time a packet of about forty pages whose parts are stored; the cover is laid out. Give seconds, pages.

    What is timed is the second: a worker has laid out something before.
    """
    slug, binder = next(iter(shelf.binders.items()))
    packet = max(binder.packets, key=lambda each: len(each.parts))
    maker = Maker(shelf, store)
    parts = []
    for name in documents.parts_of(packet):
        parts.append(maker.document(slug, name))
        if sum(part.pages for part in parts) >= 31:
            break
    seconds, pages = 0.0, 0
    for title in ("Den första", "Fyrtio sidor"):
        short = packet.model_copy(update={"parts": packet.parts[: len(parts)], "title": title})
        other = binder.model_copy(update={"packets": [short]})
        fresh = Maker(replace(shelf, binders={slug: other}), store)
        with uncollected():  # as in a build
            start = perf_counter()
            pages = fresh.packet(slug, short.id, parts).pages
            seconds = perf_counter() - start
    return seconds, pages


def listed(shelf: Shelf) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Name every document and every packet, by municipality."""
    sheets, packets = [], []
    for slug, binder in shelf.binders.items():
        for name in documents.names(binder):
            (packets if documents.packet_of(binder, name) else sheets).append((slug, name))
    return sheets, packets


def html_of(shelf: Shelf, slug: str, name: str) -> str:
    """Write a document; a packet is its parts one after the other in one file."""
    writer = Writer(shelf, shelf.binders[slug])
    packet = documents.packet_of(writer.binder, name)
    if packet is None:
        return writer.sheet(name).html
    parts = [writer.sheet(part).html for part in documents.parts_of(packet)]
    bodies = [re.sub(r".*?<body[^>]*>|</body>.*", "", part, flags=re.DOTALL) for part in parts]
    head, _, _ = parts[0].partition("<body")
    pages = "".join(f'<div style="break-before: page">{body}</div>' for body in bodies)
    return f'{head}<body class="document">{pages}</body></html>'


def one_process(html: str, folder: Path) -> float:
    """Make one PDF as anyone would: one process of WeasyPrint's own command."""
    source = folder / "in.html"
    source.write_text(html, encoding="utf-8")
    styles = [word for style in STYLES for word in ("-s", str(fonts.ASSETS / style))]
    command = [sys.executable, "-m", "weasyprint", "-q", "--pdf-variant", "pdf/ua-1", *styles]
    base = fonts.ASSETS.resolve().as_uri() + "/"
    start = perf_counter()
    subprocess.run([*command, "-u", base, str(source), str(folder / "out.pdf")], check=True, env=os.environ)
    return perf_counter() - start


def sample_of(all_of_them: list[tuple[str, str]], count: int) -> list[tuple[str, str]]:
    """Choose evenly, so that every kind comes in its share."""
    step = max(1, len(all_of_them) // count)
    return all_of_them[::step][:count] if step > 1 else all_of_them[:count]


def timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


class Memory(Thread):
    """Watches how much memory this process and its workers hold together, once a second (Linux)."""

    def __init__(self) -> None:
        """Begin watching."""
        super().__init__(daemon=True)
        self.megabytes: list[float] = []
        self.stopped = Event()
        self.start()

    def run(self) -> None:
        """Watch until told to stop."""
        while not self.stopped.wait(1):
            self.megabytes.append(sum(map(held, [os.getpid(), *children()])))

    def stop(self) -> tuple[float, float]:
        """Give the peak, and how much more was held in the last quarter than in the second."""
        self.stopped.set()
        self.join()
        quarter = max(1, len(self.megabytes) // 4)
        second, last = self.megabytes[quarter : 2 * quarter] or self.megabytes, self.megabytes[-quarter:]
        return max(self.megabytes), sum(last) / len(last) / (sum(second) / len(second))


def children() -> list[int]:
    """Name the processes that this one has started."""
    tasks = Path("/proc/self/task").glob("*/children")
    return [int(number) for task in tasks for number in task.read_text().split()]


def held(process: int) -> float:
    """Give a process's share of memory in MB; what several share counts once."""
    try:
        said = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:  # it has just ended
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", said, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0


def naive_seconds(shelf: Shelf, folder: Path) -> tuple[float, float]:
    """Measure a sample, each in a process of its own; give the seconds of an average document and packet."""
    sheets, packets = listed(shelf)
    share = round(SAMPLE * len(packets) / (len(sheets) + len(packets)))
    means = []
    for chosen in (sample_of(sheets, SAMPLE - share), sample_of(packets, share)):
        times = [one_process(html_of(shelf, *each), folder) for each in chosen]
        means.append(sum(times) / len(times))
    return means[0], means[1]


def main(municipalities: int = 290) -> None:
    """Measure and print."""
    fonts.use_only_ours()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        data, site, store = folder / "data", folder / "site", Store(folder / "store")
        generate(data)
        shelf = limited(data, municipalities)
        sheets, packets = listed(shelf)
        sheet, packet = naive_seconds(shelf, folder)
        naive_sheets = sheet * len(sheets)
        naive = naive_sheets + packet * len(packets)

        memory = Memory()
        names = [name for _, name in sheets]
        only_sheets = timed(lambda: build(shelf, site, names=names, jobs=JOBS, store=store))
        reports: list[Report] = []
        rest = timed(lambda: reports.append(build(shelf, site, jobs=JOBS, store=store)))
        peak, growth = memory.stop()
        again = timed(lambda: build(limited(data, municipalities), site, jobs=JOBS, store=store))
        before = {made.full_name: made.sha256 for made in reports[0].made}

        slug = next(iter(shelf.binders))
        file = next(path for path in data.glob(f"municipalities/{slug}*") if path.is_file())
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"phone: .*", "phone: 070-174 06 99", text, count=1), encoding="utf-8")
        phone = timed(
            lambda: reports.append(build(limited(data, municipalities), site, jobs=JOBS, store=store))
        )
        changed = [made for made in reports[1].made if made.sha256 != before[made.full_name]]
        seconds, pages = forty_pages(shelf, store)

    whole = only_sheets + rest
    print(f"{len(shelf.binders)} municipalities, {len(sheets)} documents, {len(packets)} packets")
    print(f"one process per PDF (sample of {SAMPLE}): a document {sheet:.2f} s, a packet {packet:.2f} s")
    print(f"everything           {naive / whole:6.1f} times faster (at least 12), {whole:.0f} s")
    print(f"documents alone      {naive_sheets / only_sheets:6.1f} times faster (at least 6)")
    print(f"nothing changed      {again / whole:6.2%} of the whole, reading included (under 1 %)")
    print(f"one phone number     {phone / whole:6.2%} of the whole, reading included (at most 1 %); "
          f"{len(changed)} PDFs made again")  # fmt: skip
    print(f"a packet             {seconds:6.2f} s for {pages} pages from stored parts (at most 0.3)")
    print(f"memory               {peak:6.0f} MB at most, all processes together (under 1000); "
          f"the last quarter held {growth:.2f} times the second")  # fmt: skip
    print(f"failures             {len(reports[0].failures)}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
