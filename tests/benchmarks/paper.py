"""How fast paper is made for a country, against one WeasyPrint process per PDF.

``python -m tests.benchmarks.paper [MUNICIPALITIES]`` prints ratios: everything, and the documents alone, against
a sample of 40 extrapolated; then a second run with nothing changed, and one with one phone number changed.
Fewer municipalities than 290 give the same ratios sooner; what is done per municipality does not change.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

from macros.checks import load
from macros.paper import documents, fonts
from macros.paper.build import build
from macros.paper.documents import Writer
from macros.paper.pdf import STYLES
from macros.paper.store import Store
from macros.records.binder import Shelf
from tests.country.generate import generate

TODAY = date(2026, 11, 21)
SAMPLE = 40
JOBS = 2


def limited(folder: Path, municipalities: int) -> Shelf:
    """Load the first so many municipalities of the country."""
    shelf = load(folder, TODAY)
    return replace(shelf, binders=dict(list(shelf.binders.items())[:municipalities]))


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


def main(municipalities: int = 290) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        data, site, store = folder / "data", folder / "site", Store(folder / "store")
        generate(data)
        shelf = limited(data, municipalities)
        sheets, packets = listed(shelf)
        share = round(SAMPLE * len(packets) / (len(sheets) + len(packets)))
        single = {
            kind: sum(times) / len(times)
            for kind, chosen in (
                ("sheets", sample_of(sheets, SAMPLE - share)),
                ("packets", sample_of(packets, share)),
            )
            if (times := [one_process(html_of(shelf, *each), folder) for each in chosen])
        }
        naive_sheets = single["sheets"] * len(sheets)
        naive = naive_sheets + single["packets"] * len(packets)

        only_sheets = timed(
            lambda: build(shelf, site, names=[name for _, name in sheets], jobs=JOBS, store=store)
        )
        report = []
        rest = timed(lambda: report.append(build(shelf, site, jobs=JOBS, store=store)))
        again = timed(lambda: build(shelf, site, jobs=JOBS, store=store))

        before = set(store.folder.glob("*.pdf"))
        slug = next(iter(shelf.binders))
        file = next(path for path in data.glob(f"municipalities/{slug}*") if path.is_file())
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"phone: .*", "phone: 070-174 06 99", text, count=1), encoding="utf-8")
        edited = limited(data, municipalities)
        phone = timed(lambda: build(edited, site, jobs=JOBS, store=store))
        made = len(set(store.folder.glob("*.pdf")) - before)

    whole = only_sheets + rest
    print(f"{len(shelf.binders)} municipalities, {len(sheets)} documents, {len(packets)} packets")
    print(f"one process per PDF (sample of {SAMPLE}): a document {single['sheets']:.2f} s, "
          f"a packet {single['packets']:.2f} s")  # fmt: skip
    print(f"everything           {naive / whole:6.1f} times faster (at least 12)")
    print(f"documents alone      {naive_sheets / only_sheets:6.1f} times faster (at least 6)")
    print(f"nothing changed      {again / whole:6.2%} of the whole (under 1 %)")
    print(f"one phone number     {phone / whole:6.2%} of the whole (at most 1 %); {made} PDFs made again")
    memory = max(
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"peak memory          {memory / 1024:6.0f} MB in one process")
    print(f"failures             {len(report[0].failures)}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
