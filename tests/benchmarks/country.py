"""How fast a country is built, and how much a reader fetches, against the theme as it comes.

``python -m tests.benchmarks.country [MUNICIPALITIES]`` builds the invented country (290, or its first areas'
first municipalities), a tenth of it, and the same pages with the stock theme (see ``stock``). Each build is a
command of its own, with Python's start and reading the data in it; the time is the processor's, that of its
children too, so that other programs on the machine do not count. Leaves with 1 when a figure is not reached.
"""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

import yaml

from tests.country.generate import generate

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 21)
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
    build_shards(Plan(shelf, site, dict.fromkeys([*shelf.binders, ""], ""), search=search), new, jobs)
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


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds of the processor and of the clock, and MB in its largest process."""

    cpu: float
    wall: float
    megabytes: float


def measured(*command: str) -> Cost:
    """Run a command of Python's from the project's root. Stop when it fails."""
    start = perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    process = os.posix_spawn(
        sys.executable, [sys.executable, *command], environment,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )  # fmt: skip
    _, status, used = os.wait4(process, 0)
    assert status == 0, command[:3]
    return Cost(used.ru_utime + used.ru_stime, perf_counter() - start, used.ru_maxrss / 1024)


def ours(data: Path, site: Path, jobs: int = 1, search: bool = True) -> Cost:
    """Build our site."""
    what = "search" if search else "pages"
    return measured("-c", OURS, str(data), str(site), str(jobs), what, TODAY.isoformat())


def keep(data: Path, municipalities: int) -> None:
    """Take away all but the first municipalities of a country, and the areas that then are empty."""
    by_area: dict[str, list[Path]] = {}
    for path in sorted((data / "municipalities").iterdir()):
        file = path / "index.yaml" if path.is_dir() else path
        level = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
        by_area.setdefault(level["area"], []).append(path)
    left = municipalities
    for area, paths in sorted(by_area.items()):
        for path in paths[left:]:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if not left:
            shutil.rmtree(data / "areas" / area)
        left = max(0, left - len(paths))


def one_edit(data: Path, site: Path) -> Cost:
    """Change a phone number of one municipality, and build what follows: its pages, search and sheets."""
    file = next(path for path in sorted((data / "municipalities").iterdir()) if path.is_file())
    measured("-c", BUILT, str(data), str(site), file.stem, TODAY.isoformat())
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"phone: .*", "phone: 070-174 06 99", text, count=1), encoding="utf-8")
    where = ["--data", str(data), "--site", str(site), "--today", TODAY.isoformat()]
    return measured("-m", "macros", "build", *where, "--jobs", "2")


def same(one: Path, other: Path) -> bool:
    """Tell whether two folders hold the same files, byte by byte."""
    files = [sorted(path.relative_to(folder) for path in folder.rglob("*")) for folder in (one, other)]
    return files[0] == files[1] and all(
        filecmp.cmp(one / path, other / path, shallow=False) for path in files[0] if (one / path).is_file()
    )


def sizes(site: Path) -> tuple[int, int]:
    """Give a site's bytes and its number of files."""
    all_of_them = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return sum(all_of_them), len(all_of_them)


def page_sizes(site: Path, slugs: Sequence[str]) -> tuple[float, float]:
    """Give the median bytes of a municipality's page, and of its page with the flow."""
    every = [file.stat().st_size for slug in slugs for file in (site / slug).rglob("*.html")]
    flows = [(site / slug / "flode" / "index.html").stat().st_size for slug in slugs]
    return statistics.median(every), statistics.median(flows)


class Goals:
    """Prints each figure beside what is asked of it, and remembers whether all are reached."""

    def __init__(self) -> None:
        """Begin with nothing missed."""
        self.missed = 0

    def at_most(self, what: str, figure: float, goal: float, unit: str, more: str = "") -> None:
        """A figure that must not be larger."""
        self._say(what, figure, f"at most {goal:g}", unit, more, figure <= goal)

    def at_least(self, what: str, figure: float, goal: float, unit: str, more: str = "") -> None:
        """A figure that must not be smaller."""
        self._say(what, figure, f"at least {goal:g}", unit, more, figure >= goal)

    def _say(self, what: str, figure: float, goal: str, unit: str, more: str, reached: bool) -> None:
        self.missed += not reached
        print(f"{what:34}{figure:8.1f} {unit:3} ({goal}){'' if reached else '  MISSED'}  {more}", flush=True)


def compare(folder: Path, municipalities: int, goals: Goals) -> Iterator[Path]:
    """Build everything and print the figures of the builds. Give our site, and the stock theme's."""
    from macros.checks import load
    from tests.benchmarks.stock import write_stock

    few = max(3, municipalities // 10)
    for name, number in (("data", municipalities), ("few", few)):
        generate(folder / name)
        keep(folder / name, number)
    data, site, theirs = folder / "data", folder / "ours", folder / "stock-site"
    config = write_stock(load(data, TODAY), folder / "stock")
    small = ours(folder / "few", folder / "few-site")
    pages = ours(data, folder / "pages", search=False)
    shutil.rmtree(folder / "pages")
    stock = measured("-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(theirs))
    whole = ours(data, site)
    both = ours(data, folder / "both", jobs=2)
    goals.at_least("pages", stock.cpu / pages.cpu, 5, "x", f"{pages.cpu:.1f} s against {stock.cpu:.1f} s")
    goals.at_least("pages and search", stock.cpu / whole.cpu, 3, "x", f"{whole.cpu:.1f} s")
    goals.at_most(f"{municipalities} against {few}", whole.cpu / small.cpu, 1.05 * municipalities / few, "x",
                  f"{small.cpu:.1f} s")  # fmt: skip
    goals.at_most("two processes, by the clock", 100 * both.wall / whole.wall, 65, "%",
                  f"{both.wall:.1f} s, {both.cpu:.1f} s of the processor, against {whole.wall:.1f} s")  # fmt: skip
    goals.at_least("two processes give the same", same(site, folder / "both"), 1, "")
    peak = max(cost.megabytes for cost in (pages, whole, both))
    goals.at_most("memory of a process", peak, 500, "MB", f"stock {stock.megabytes:.0f} MB")
    yield site
    yield theirs
    edit = one_edit(data, folder / "both")
    goals.at_most("a change in one municipality", edit.wall, 3, "s", f"{edit.cpu:.1f} s of the processor")


def weigh(site: Path, theirs: Path, slugs: Sequence[str], goals: Goals) -> None:
    """Print the figures of the finished pages, and of what a browser fetches."""
    from tests.benchmarks.visit import chromium, visit

    median, flow = page_sizes(site, slugs)
    stock_median, stock_flow = page_sizes(theirs, slugs)
    goals.at_most("a page's HTML, median", median / 1000, 30, "KB", f"stock {stock_median / 1000:.0f} KB")
    goals.at_most("the flow's HTML, median", flow / 1000, 60, "KB", f"stock {stock_flow / 1000:.0f} KB")
    with chromium() as browser:
        mine = visit(browser, site, f"{slugs[0]}/", stock=False)
        stock = visit(browser, theirs, f"{slugs[0]}/", stock=True)
    goals.at_most(
        "first visit, with fonts", mine.first / 1000, 250, "KB", f"stock {stock.first / 1000:.0f} KB"
    )
    goals.at_most("until the first hit", mine.search / 1000, 150, "KB",
                  f"stock {stock.search / 1000:.0f} KB; {mine.seconds:.2f} s against {stock.seconds:.2f} s")  # fmt: skip
    for name, folder in (("ours", site), ("stock", theirs)):
        size, files = sizes(folder)
        print(f"{name:34}{size / 1e6:8.1f} MB  in {files} files")


def main(municipalities: int = 290) -> int:
    """Measure and print. Leave with 1 when a figure is not reached."""
    goals = Goals()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        steps = compare(folder, municipalities, goals)
        site, theirs = next(steps), next(steps)
        slugs = sorted(path.stem for path in (folder / "data" / "municipalities").iterdir())
        print(f"{municipalities} municipalities, {sum(1 for _ in site.rglob('index.html'))} pages")
        weigh(site, theirs, slugs, goals)
        next(steps, None)
    return 1 if goals.missed else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
