"""How fast a country is built, and how much a reader fetches, against the theme as it comes.

``python -m tests.benchmarks.country [MUNICIPALITIES]`` builds the invented country (290, or its first areas'
first municipalities), a tenth of it, and the same pages with the stock theme (see ``stock``). Each build is a
command of its own, with Python's start and reading the data in it; the time is the processor's, that of its
children too, so that other programs on the machine do not count. Leaves with 1 when a figure is not reached.
"""

import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import yaml
from playwright.sync_api import sync_playwright

from macros.checks import load
from macros.files import hash_files
from macros.records.contents import pages_in
from macros.records.whole_shelf import Shelf
from tests.audit.browsing import launch
from tests.benchmarks.stock import write_stock
from tests.benchmarks.visit import visit
from tests.country.generate import generate
from tests.sites import ROOT, TODAY

OURS = """
import sys
from datetime import date
from pathlib import Path
from macros.checks import load
data, site, jobs, search = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "search"
shelf = load(data, date.fromisoformat(sys.argv[5]))
from macros.web.site_build import replace_site
from macros.web.shards import Plan, build_shards
from macros.web.sitemap import write_sitemap
with replace_site(site) as new:
    build_shards(Plan(shelf, site, dict.fromkeys([*shelf.first_binders, ""], ""), search=search), new, jobs)
write_sitemap(site, shelf.site.address)
"""
"""What ``parmen build`` does for the web, on an empty place; without the sheets of paper."""
BUILT = """
import sys
from datetime import date
from pathlib import Path
from macros.checks import load
from macros.paper.sheet_build import build
from macros.web.site_fingerprints import fingerprints
data, site, slug = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
shelf = load(data, date.fromisoformat(sys.argv[4]))
for name, fingerprint in fingerprints(shelf).items():
    (site / name / ".built").write_text(fingerprint, encoding="utf-8")
build(shelf, site, only=[slug], jobs=2)
"""
"""Makes the site one that a whole ``parmen build`` left, as far as one municipality is concerned."""


class Cost(NamedTuple):
    """What a command took: seconds of the processor and of the clock, and MB in its largest process."""

    cpu: float
    wall: float
    megabytes: float


class Figure(NamedTuple):
    """A figure, and the least or the most that it may be; only printed where neither is given."""

    what: str
    value: float
    unit: str
    more: str = ""
    least: float = 0
    most: float = math.inf

    @property
    def reached(self) -> bool:
        """Whether the figure is as asked."""
        return self.least <= self.value <= self.most

    def __str__(self) -> str:
        most = f"(at most {self.most:g})" if self.most < math.inf else ""
        goal = f"(at least {self.least:g})" if self.least else most
        return f"{self.what:34}{self.value:8.1f} {self.unit:3} {goal}{'' if self.reached else '  MISSED'}  {self.more}"


def measure(*command: str) -> Cost:
    """Run a command of Python's from the project's root. Stop when it fails."""
    start = perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen([sys.executable, *command], env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0, command[:3]
    return Cost(used.ru_utime + used.ru_stime, perf_counter() - start, used.ru_maxrss / 1024)


def build(data: Path, site: Path, jobs: int = 1, what: str = "search") -> Cost:
    """Build our site: ``search`` with the search, ``pages`` without."""
    return measure("-c", OURS, str(data), str(site), str(jobs), what, TODAY.isoformat())


def keep(data: Path, municipalities: int) -> None:
    """Take away all but the first municipalities of a country, and the areas that then are empty.

    The first are those of the first areas, by the areas that their short addresses are for.
    """
    towns = {path: _read_level(path) for path in (data / "municipalities").iterdir()}
    areas = {path.stem: path for path in (data / "areas").iterdir()}
    uppers = {slug: _read_level(path).get("part_of") for slug, path in areas.items()}
    order = sorted(towns, key=lambda path: (towns[path].get("first") or towns[path]["area"], path))
    kept = set()
    for path in order[:municipalities]:
        town = towns[path]
        below = [file.stem for file in path.glob("areas/*")] if path.is_dir() else []
        named = {*town.get("areas", ()), *below, town.get("area")} - {None}
        kept |= named | {uppers[area] for area in named}
    for path in (*order[municipalities:], *(path for slug, path in areas.items() if slug not in kept)):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _read_level(path: Path) -> dict[str, Any]:
    file = path / "index.yaml" if path.is_dir() else path
    level: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return level


def find_town(data: Path) -> Path:
    """Return the file of the first municipality that is one."""
    return next(path for path in sorted((data / "municipalities").iterdir()) if path.is_file())


def edit_phone(file: Path) -> None:
    """Change a phone number of a municipality."""
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"phone: .*", "phone: 070-174 06 99", text, count=1), encoding="utf-8")


def build_one_edit(data: Path, site: Path) -> Cost:
    """Change a phone number, and build what follows: the municipality's pages, search and sheets."""
    file = find_town(data)
    measure("-c", BUILT, str(data), str(site), file.stem, TODAY.isoformat())
    edit_phone(file)
    return build_changed(data, site)


def build_changed(data: Path, site: Path) -> Cost:
    """Build what has changed since the last build, as an editor does."""
    where = ["--data", str(data), "--site", str(site), "--today", TODAY.isoformat()]
    return measure("-m", "macros", "build", *where, "--jobs", "2")


def list_pages(shelf: Shelf) -> list[str]:
    """List the paths of all municipalities' pages."""
    return [
        f"{address}/{page.name}" for address, binder in shelf.binders.items() for page in pages_in(binder)
    ]


def compare_builds(folder: Path, municipalities: int) -> Iterator[Figure]:
    """Build everything: ours into ``ours``, the stock theme's into ``stock-site``."""
    few = max(3, municipalities // 10)
    for name, number in (("data", municipalities), ("few", few)):
        generate(folder / name)
        keep(folder / name, number)
    data, site = folder / "data", folder / "ours"
    shelf = load(data, TODAY)
    config = write_stock(shelf, folder / "stock")
    count, few_count = (len(list_pages(one)) for one in (shelf, load(folder / "few", TODAY)))
    small = build(folder / "few", folder / "few-site")
    pages = build(data, folder / "pages", what="pages")
    stock = measure("-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(folder / "stock-site"))
    whole = build(data, site)
    both = build(data, folder / "both", jobs=2)
    yield Figure("binders", len(shelf.binders), "", f"{municipalities} municipalities, {count} pages")
    yield Figure("a page", 1000 * pages.cpu / count, "ms", f"stock {1000 * stock.cpu / count:.1f} ms")
    yield Figure("a page with search", 1000 * whole.cpu / count, "ms")
    yield Figure("pages", stock.cpu / pages.cpu, "x", f"{pages.cpu:.1f} s against {stock.cpu:.1f} s", least=5)
    yield Figure("pages and search", stock.cpu / whole.cpu, "x", f"{whole.cpu:.1f} s", least=3)
    linear = 1.05 * count / few_count
    yield Figure(
        f"{count} pages against {few_count}", whole.cpu / small.cpu, "x", f"{small.cpu:.1f} s", most=linear
    )
    times = f"{both.wall:.1f} s, {both.cpu:.1f} s of the processor, against {whole.wall:.1f} s"
    yield Figure("two processes, by the clock", 100 * both.wall / whole.wall, "%", times, most=65)
    yield Figure(
        "two processes give the same", hash_files(site, "") == hash_files(folder / "both", ""), "", least=1
    )
    peak = max(cost.megabytes for cost in (pages, whole, both))
    yield Figure("memory of a process", peak, "MB", f"stock {stock.megabytes:.0f} MB", most=500)


def compare_weights(folder: Path, slugs: list[str]) -> Iterator[Figure]:
    """Weigh the finished pages, and what a browser fetches."""
    sites = {name: folder / site for name, site in (("ours", "ours"), ("stock", "stock-site"))}
    for what, pattern, most in (
        ("a page's HTML", "**/*.html", 30),
        ("the flow's HTML", "flode/index.html", 60),
    ):
        ours, stock = (
            statistics.median(file.stat().st_size for slug in slugs for file in (site / slug).glob(pattern))
            / 1000
            for site in sites.values()
        )
        yield Figure(f"{what}, median", ours, "KB", f"stock {stock:.0f} KB", most=most)
    with sync_playwright() as playwright, launch(playwright) as browser:
        mine, theirs = (
            visit(browser, site, f"{slugs[0]}/", stock=name == "stock") for name, site in sites.items()
        )
    yield Figure(
        "first visit, with fonts", mine.first / 1000, "KB", f"stock {theirs.first / 1000:.0f} KB", most=250
    )
    times = f"stock {theirs.search / 1000:.0f} KB; {mine.seconds:.2f} s against {theirs.seconds:.2f} s"
    yield Figure("until the first hit", mine.search / 1000, "KB", times, most=65)
    for name, site in sites.items():
        sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
        yield Figure(name, sum(sizes) / 1e6, "MB", f"in {len(sizes)} files")


def figures(folder: Path, municipalities: int) -> Iterator[Figure]:
    """Measure everything, the edit last: it changes a site."""
    yield from compare_builds(folder, municipalities)
    yield from compare_weights(
        folder, sorted(path.stem for path in (folder / "data/municipalities").iterdir())
    )
    edit = build_one_edit(folder / "data", folder / "both")
    yield Figure("a change in one municipality", edit.wall, "s", f"{edit.cpu:.1f} s of the processor", most=3)
    again = build_changed(folder / "data", folder / "both")
    yield Figure("nothing changed", again.wall, "s", f"{again.cpu:.1f} s of the processor")


def main(municipalities: int = 290) -> int:
    """Print each figure. Leave with 1 when one is not reached."""
    missed = 0
    with tempfile.TemporaryDirectory() as temporary:
        for figure in figures(Path(temporary), municipalities):
            print(figure, flush=True)
            missed += not figure.reached
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
