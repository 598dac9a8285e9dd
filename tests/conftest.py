"""What all tests share: the example's data and site, the real ones, copies of the example to edit, a browser."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import chdir
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from tests.sites import NOON, ROOT, TODAY, build_site, make_once, shared_folder

os.environ["PARMEN_CACHE"] = str(
    ROOT / ".cache" / "tests"
)  # read when macros is imported; never the user's own

sys.dont_write_bytecode = False  # else each run, and each program that a test starts, compiles all of it anew
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
gc.set_threshold(100_000, 50, 50)  # shelves that tests share are large, and looked through in vain
from macros import checks  # noqa: E402
from macros.__main__ import main  # noqa: E402
from macros.checks import file_gate, load, privacy  # noqa: E402
from macros.problems import Problem  # noqa: E402
from macros.records import source  # noqa: E402
from macros.records.nodes import Node  # noqa: E402
from macros.records.whole_shelf import Shelf  # noqa: E402
from tests.edits import EXAMPLE, copy_example, lay_over  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

    from tests.browser.tabs import Tabs

FIXTURES_THAT_NEED = {
    "browser": {"playwright"},
    "site": {
        "site",
        "example_site",
        "build_example",
        "strange_site",
    },
    "paper": {"quick_layout", "store", "press"},
}
"""The fixtures, wherever they are asked for, that give a test a marker. tests/README.md says what each means."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with what it needs: by its fixtures, and what lies in tests/paper by its folder.

    What drives a browser comes first, so that one of the processes starts one, and not each.
    """
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        for marker, fixtures in FIXTURES_THAT_NEED.items():
            if asked & fixtures:
                item.add_marker(marker)
        if item.path.parent.name == "paper":
            item.add_marker("paper")
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session", autouse=True)
def _from_the_projects_root() -> Iterator[None]:
    """The data's paths, and so the messages', begin at the project's root."""
    with chdir(ROOT):
        yield


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    """Let the check parse a text, and search it for persons, once in a run for each name that it has.

    A test edits one of forty files, and a check of all of them is most of what it takes.
    """
    parse, read, search = source._build, checks.read, privacy.find_in_text

    @lru_cache(maxsize=4000)
    def parse_once(text: str, file: str) -> tuple[Node | None, list[Problem]]:
        problems: list[Problem] = []
        return parse(text, file, problems), problems

    def parse_again(text: str, file: str, problems: list[Problem]) -> Node | None:
        try:
            node, found = parse_once(text, file)
        except Exception:
            return parse(text, file, problems)
        problems += found
        return node

    def read_again(*arguments: Any, **options: Any) -> tuple[Shelf, list[Problem]]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(source, "_build", parse_again)
            return read(*arguments, **options)

    @lru_cache(maxsize=4000)
    def search_once(text: str, file: str, allowed: frozenset[str]) -> tuple[Problem, ...]:
        return tuple(search(text, file, allowed))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checks, "read", read_again)
        patch.setattr(privacy, "find_in_text", lambda *given: search_once(*given[:2], frozenset(*given[2:])))
        yield


@pytest.fixture(scope="session", autouse=True)
def _look_at_the_program_once() -> Iterator[None]:
    """Let the check look at the program's own pages and assets once for each list of what is allowed.

    No test changes them, and they are half of what a check of the example takes.
    """
    look, list_trees, read_pages = file_gate.find_file_problems, file_gate._trees, checks.find_page_faults
    known: dict[tuple[Path, frozenset[str]], list[Problem]] = {}

    def look_at(shelf: Shelf, own: bool) -> list[Problem]:
        trees = [tree for tree in list_trees(shelf.folder) if own == _is_of_the_program(tree[0])]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(file_gate, "_trees", lambda _: iter(trees))
            return list(look(shelf))

    def look_again(shelf: Shelf) -> Iterable[Problem]:
        if file_gate.ROOT != ROOT:
            return look(shelf)
        name = Path.cwd(), frozenset(file_gate.list_allowed(shelf))
        if name not in known:
            known[name] = look_at(shelf, own=True)
        return look_at(shelf, own=False) + known[name]

    @cache
    def read_own_pages(folder: Path, _: Path) -> list[Problem]:
        return list(read_pages(folder))

    def read_pages_again(folder: Path) -> Iterable[Problem]:
        return read_own_pages(folder, Path.cwd()) if _is_of_the_program(folder) else read_pages(folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(file_gate, "find_file_problems", look_again)
        patch.setattr(checks, "find_page_faults", read_pages_again)
        yield


def _is_of_the_program(folder: Path) -> bool:
    """Report whether a folder is one of those with the program's own pages, assets and templates."""
    return folder.resolve() in {ROOT / "docs", ROOT / "overrides"}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers: one for all tests of a process, which may not have two."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium. Its absence is a failure, never a skip."""
    from tests.audit.browsing import launch

    started = launch(playwright)
    yield started
    started.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Iterator[Tabs]:
    """The browser's pages, lent to one test after another."""
    from tests.browser.tabs import Tabs

    lent = Tabs(browser)
    yield lent
    lent.close()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for what is made once in a run, for all its processes."""
    return shared_folder(tmp_path_factory)


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """The site of the real data, to read. SITE may name one that is built already."""
    ready = os.environ.get("SITE")
    return Path(ready) if ready else make_once(shared / "site", lambda new: build_site(Path("data"), new))


@pytest.fixture(scope="session")
def example_site(shared: Path) -> Path:
    """The site of the invented example, to read."""
    return make_once(shared / "example-site", lambda new: build_site(EXAMPLE, new))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the real site on loopback while the tests run."""
    from tests.audit.browsing import served

    with served(site) as started:
        yield started


@pytest.fixture(scope="session")
def example_address(example_site: Path) -> Iterator[str]:
    """Serve the example's site on loopback while the tests run."""
    from tests.audit.browsing import served

    with served(example_site) as started:
        yield started


@pytest.fixture(scope="session")
def example() -> Shelf:
    """The invented agreement with its area and two municipalities."""
    return load(Path("tests/exempel"), TODAY)


@pytest.fixture(scope="session")
def real() -> Shelf:
    """The project's own data."""
    return load(Path("data"), TODAY)


@pytest.fixture
def quick_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what compares versions draw pages straight from their patterns."""
    from tests.page_text import draw_pages

    monkeypatch.setattr("macros.changes.reader_view.build_pages", draw_pages)


Copy = Callable[..., Path]
"""Copies the example, with files laid over it: ``example_copy``."""


@pytest.fixture
def example_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    """Copy the example to ``data`` in an empty folder, which becomes the working one.

    ``example_copy({"municipalities/norrby.yaml": text})`` lays files over it and gives ``Path("data")``. The
    check leaves the program's own pages and assets unread: they are the same beside each copy.
    """
    monkeypatch.setattr("macros.checks.file_gate.ROOT", tmp_path)
    monkeypatch.setattr("macros.checks.DOCS", tmp_path / "docs")
    copy_example(tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return partial(lay_over, Path("data"))


@pytest.fixture
def own_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep git from the machine's settings, and from a repository that the tests were started in."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    person = {"NAME": "Redaktör", "EMAIL": "redaktor@exempel.example", "DATE": f"{NOON} +0000"}
    settings = {"CONFIG_GLOBAL": os.devnull, "CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        settings |= {f"{role}_{key}": value for key, value in person.items()}
    for name, value in settings.items():
        monkeypatch.setenv(f"GIT_{name}", value)


def run_parmen(*words: str) -> Result:
    """Run the command ``parmen`` in this process."""
    return CliRunner().invoke(main, words, prog_name="parmen", catch_exceptions=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what the accessibility tests covered, above the closing line. Here, so that parallel runs say it too."""
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    properties = [pair for report in reports for pair in getattr(report, "user_properties", ())]
    seen = [value for name, value in properties if name == "accessibility"]
    if seen:
        pages, looks, *counts = zip(*seen, strict=True)
        rules, controls, faults = map(sum, counts)
        terminalreporter.write_line(
            f"Accessibility: {len(set(pages))} kinds of pages ({', '.join(sorted(set(looks)))}), {rules} rules "
            f"judged by axe, {controls} controls reached by keyboard, {faults} faults. The whole matrix: make audit"
        )
