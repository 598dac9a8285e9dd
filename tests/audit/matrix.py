"""One part of the matrix: some kinds of pages in one look, each in all its states. Parts run in processes."""

from contextlib import suppress
from dataclasses import dataclass

from playwright.sync_api import Page, sync_playwright

from tests.audit import keyboard, layout
from tests.audit.axe import run_axe
from tests.audit.browsing import Watch, go, launch, visits
from tests.audit.findings import Covered, Finding
from tests.audit.kinds import TOWN, Kind, Look
from tests.audit.states import states_of
from tests.audit.swedish import leftovers

CALM = (1280, 390)
"""The widths that the keyboard walks through."""
FRAMES = ("", f"{TOWN}/", "ordlista/", "404.html")
"""Where what opens is closed again: the frame is the same on every page."""


@dataclass(frozen=True, slots=True)
class Part:
    """Kinds of one site, in one look. ``calm`` walks by keyboard and looks for what moves, instead of axe."""

    address: str
    kinds: tuple[Kind, ...]
    look: Look
    calm: bool = False


def run_part(part: Part) -> Covered:
    """Audit a part with a browser of its own. A page that cannot be audited is a fault."""
    covered = Covered()
    visit = _walk if part.calm else _look_at
    with (
        sync_playwright() as playwright,
        launch(playwright) as browser,
        visits(browser, part.address, part.look, part.calm, warm=True) as (page, watch),
    ):
        for kind in part.kinds:
            try:
                visit(page, watch, part, kind, covered)
            except Exception as error:
                place = (str(kind), str(part.look))
                why = str(error).splitlines()[0]
                covered.findings.append(Finding("audit", "could not be audited", *place, "", why))
                with suppress(Exception):
                    covered.findings += watch.findings(page, *place)
    return covered


def inspect(page: Page, watch: Watch, name: str, state: str) -> Covered:
    """Hold the page, as it is now, against the layout, the language, what it asks for, its policy and axe."""
    covered = Covered()
    covered.findings += layout.find_faults(page, "fits", name, state)
    covered.findings += leftovers(page, name, state)
    covered.findings += watch.findings(page, name, state)
    covered.add(run_axe(page, name, state))
    return covered


def _look_at(page: Page, watch: Watch, part: Part, kind: Kind, covered: Covered) -> None:
    name, state = str(kind), str(part.look)
    go(page, part.address + kind.path)
    covered.add(inspect(page, watch, name, state))
    states = list(states_of(page, kind.path))
    if part.look.scheme == "light":
        covered.findings += layout.find_faults(page, "spread", name, f"{state} spread")
        covered.counts.update(spread=1)
    for word, act in states:
        go(page, part.address + kind.path)
        act(page)
        covered.add(inspect(page, watch, name, f"{state} {word}"))


def _walk(page: Page, watch: Watch, part: Part, kind: Kind, covered: Covered) -> None:
    name, state = str(kind), f"{part.look} by keyboard"
    address = part.address + kind.path
    go(page, address)
    covered.findings += layout.find_faults(page, "moves", name, state)
    found, count = keyboard.tab_through(page, name, state)
    covered.findings += found
    covered.counts.update(tabbed=1, controls=count)
    go(page, address)
    covered.findings += keyboard.skip(page, name, state)
    if kind.path in FRAMES:
        covered.findings += keyboard.closes(page, address, name, state)
    covered.findings += watch.findings(page, name, state)
