"""How fast paper is made for a country, against one WeasyPrint process per PDF.

``python -m tests.benchmarks.paper [MUNICIPALITIES]`` prints ratios: everything, and the documents alone, against
a sample of 40 extrapolated; then a second run with nothing changed, and one with one phone number changed.
Fewer municipalities than 290 give nearly the same ratios sooner; an edit then is a larger share of the whole.
``python -m tests.benchmarks.paper --scheduler [MUNICIPALITIES]`` prints what more workers give (``scaling``).
"""

import os
import re
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import mean
from threading import Event, Thread
from time import perf_counter

from macros.checks import load
from macros.paper import documents, fonts
from macros.paper.documents import Writer
from macros.paper.maker import Maker
from macros.paper.pdf import STYLES
from macros.paper.pdf_store import Store
from macros.paper.sheet_build import Report, build
from macros.records.contents import sheets_in
from macros.records.shelf import uncollected
from macros.records.whole_shelf import Shelf
from tests.benchmarks.country import edit_phone, find_town, keep, measure
from tests.country.generate import generate
from tests.sites import TODAY

SAMPLE = 40
JOBS = 2
Names = list[tuple[str, str]]
"""Documents or packets, each by its municipality and its own name."""


def time_long_packet(shelf: Shelf, store: Store) -> tuple[float, int]:
    """Time a packet of about forty pages whose parts are stored; the cover is laid out.

    What is timed is the second: a worker has laid out something before. Return seconds and pages.
    """
    slug, binder = next(iter(shelf.binders.items()))
    packet = max(binder.packets, key=lambda packet: len(packet.parts))
    maker = Maker(shelf, store)
    parts = []
    for part in documents.parts_of(binder, packet):
        if sum(part.pages for part in parts) < 31:
            parts.append(maker.document(*part))
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


def list_names(shelf: Shelf) -> tuple[Names, Names]:
    """List every document and every packet."""
    packets = [(slug, packet.id) for slug, binder in shelf.binders.items() for packet in binder.packets]
    names = [(slug, name) for slug in shelf.binders for name in sheets_in(shelf.binders[slug])]
    return [pair for pair in names if pair not in set(packets)], packets


def write_html(shelf: Shelf, slug: str, name: str) -> str:
    """Write a document; a packet is its parts one after the other in one file."""
    writer = Writer(shelf, shelf.binders[slug])
    packet = documents.packet_of(writer.binder, name)
    if packet is None:
        return writer.sheet(name).html
    parts = [writer.sheet(part.name).html for part in documents.parts_of(writer.binder, packet)]
    bodies = [re.sub(r".*?<body[^>]*>|</body>.*", "", part, flags=re.DOTALL) for part in parts]
    pages = "".join(f'<div style="break-before: page">{body}</div>' for body in bodies)
    return f'{parts[0].partition("<body")[0]}<body class="document">{pages}</body></html>'


def time_one_process(html: str, folder: Path) -> float:
    """Make one PDF as anyone would: one process of WeasyPrint's own command."""
    source = folder / "in.html"
    source.write_text(html, encoding="utf-8")
    styles = [word for style in STYLES for word in ("-s", str(fonts.ASSETS / style))]
    base = fonts.ASSETS.resolve().as_uri() + "/"
    options = ["-q", "--pdf-variant", "pdf/ua-1", *styles, "-u", base]
    return measure("-m", "weasyprint", *options, str(source), str(folder / "out.pdf")).wall


def time_sample(shelf: Shelf, names: Names, count: int, folder: Path) -> float:
    """Measure so many PDFs, evenly chosen, each in a process of its own; return the mean of their seconds."""
    sample = names[:: max(1, len(names) // count)][:count]
    return mean(time_one_process(write_html(shelf, slug, name), folder) for slug, name in sample)


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
            tasks = Path("/proc/self/task").glob("*/children")
            children = [int(number) for task in tasks for number in task.read_text().split()]
            self.megabytes.append(sum(map(read_megabytes, [os.getpid(), *children])))

    def stop(self) -> tuple[float, float]:
        """Return the peak, and how much more was held in the last quarter than in the second."""
        self.stopped.set()
        self.join()
        quarter = max(1, len(self.megabytes) // 4)
        second = self.megabytes[quarter : 2 * quarter] or self.megabytes
        return max(self.megabytes), mean(self.megabytes[-quarter:]) / mean(second)


def read_megabytes(process: int) -> float:
    """Return a process's share of memory in MB; what several share counts once."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:  # it has just ended
        return 0
    match = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(match[1]) / 1024 if match else 0


def time_build(data: Path, site: Path, store: Store, names: list[str] | None = None) -> tuple[float, Report]:
    """Build the sheets, reading included; return the seconds and the report."""
    start = perf_counter()
    report = build(load(data, TODAY), site, names=names, jobs=JOBS, store=store)
    return perf_counter() - start, report


def main(municipalities: int = 290) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        data, site, store = folder / "data", folder / "site", Store(folder / "store")
        generate(data)
        keep(data, municipalities)
        shelf = load(data, TODAY)
        sheets, packets = list_names(shelf)
        share = round(SAMPLE * len(packets) / (len(sheets) + len(packets)))
        sheet = time_sample(shelf, sheets, SAMPLE - share, folder)
        packet = time_sample(shelf, packets, share, folder)

        memory = Memory()
        only_sheets, _ = time_build(data, site, store, [name for _, name in sheets])
        rest, first = time_build(data, site, store)
        peak, growth = memory.stop()
        again, _ = time_build(data, site, store)
        edit_phone(find_town(data))
        phone, second = time_build(data, site, store)
        before = {made.full_name: made.sha256 for made in first.made}
        changed = [made for made in second.made if made.sha256 != before[made.full_name]]
        seconds, pages = time_long_packet(shelf, store)

    whole = only_sheets + rest
    naive_sheets, naive_packets = sheet * len(sheets), packet * len(packets)
    lines = [
        f"{municipalities} municipalities, {len(shelf.binders)} binders, {len(sheets)} documents, "
        f"{len(packets)} packets",
        f"a document           {JOBS * only_sheets / len(sheets):6.2f} s of {JOBS} processes, by the clock",
        f"one process per PDF (sample of {SAMPLE}): a document {sheet:.2f} s, a packet {packet:.2f} s",
        f"everything           {(naive_sheets + naive_packets) / whole:6.1f} times faster (at least 12)",
        f"documents alone      {naive_sheets / only_sheets:6.1f} times faster (at least 6)",
        f"nothing changed      {again / whole:6.2%} of the whole, {whole:.0f} s, reading included (under 1 %)",
        f"one phone number     {phone / whole:6.2%} of the whole (at most 1 %), {len(changed)} PDFs made again",
        f"a packet             {seconds:6.2f} s for {pages} pages from stored parts (at most 0.3)",
        f"memory               {peak:6.0f} MB at most, all processes together (under 1000)",
        f"its last quarter     {growth:6.2f} times the second",
        f"failures             {len(first.failures)}",
    ]
    print("\n".join(lines))


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word != "--scheduler"]
    if "--scheduler" in sys.argv:
        from tests.benchmarks.scaling import main as measure_scaling

        measure_scaling(*numbers)
    else:
        main(*numbers)
