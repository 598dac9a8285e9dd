"""Each kind of page once, as tests/audit sees it: axe, the policy, requests, keyboard, what is cut off, Swedish.

``make audit`` does the same in every look and state.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.audit import keyboard, layout
from tests.audit.axe import run_axe
from tests.audit.browsing import Watch, go, served, visits
from tests.audit.findings import Finding, grouped
from tests.audit.kinds import ONCE, Kind, Look
from tests.audit.matrix import inspect
from tests.audit.policy import policy_findings

pytestmark = pytest.mark.site

LOOKS = (Look("light", 390), Look("dark", 1280), Look("light", 320), Look("forced", 390))
"""Taken in turn, so that each is met by some kinds of pages."""


LEFT_OUT = (
    "om/komponenter/",
    "redaktor/falt/",
    "redaktor/falt/rutin/",
    "norrby/familj/en/",
    "hudiksvall/",
    "redaktor/skriva/",
    "om/",
)
"""Lists of what other pages have, and pages like another: as in another language or municipality, or as the guide's
first one and the statement. They are left to the whole audit."""
QUICK = [kind for kind in ONCE if kind.path not in LEFT_OUT]


Visit = Callable[[str, Look], tuple[Page, Watch]]


@pytest.fixture(scope="module")
def visit(browser: Browser) -> Iterator[Visit]:
    """Give a watched page on a site in a look. As in the whole audit, kinds of pages take turns on it."""
    with ExitStack() as opened:

        @cache
        def page_with(address: str, look: Look) -> tuple[Page, Watch]:
            return opened.enter_context(visits(browser, address, look, calm=True))

        yield page_with


@pytest.mark.parametrize(
    ("kind", "look"), [(kind, LOOKS[at % len(LOOKS)]) for at, kind in enumerate(QUICK)], ids=str
)
def test_a_kind_of_page_is_accessible(
    visit: Visit,
    kind: Kind,
    look: Look,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    """No fault on the page as it opens. What was covered is printed when all tests have run."""
    address = request.getfixturevalue("address" if kind.site == "real" else "example_address")
    name, state = str(kind), str(look)
    page, watch = visit(address, look)
    go(page, address + kind.path)
    still = layout.find_faults(page, "moves", name, state)
    covered = inspect(page, watch, name, state)
    faults, controls = keyboard.tab_through(page, name, state)
    covered.findings += still + faults
    record_property("accessibility", [name, state, covered.counts["rules"], controls, len(covered.findings)])

    assert [] == grouped(covered.findings)


def test_every_page_has_a_strict_policy(site: Path) -> None:
    """One, before all that it governs; no inline style or handler."""
    assert [] == grouped(policy_findings(site))


def test_the_audit_sees_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    """A page with a fault of each kind: an audit that finds nothing there sees nothing anywhere."""
    (tmp_path / "index.html").write_text(BROKEN, encoding="utf-8")
    with (
        served(tmp_path) as address,
        visits(browser, address, Look("light", 320), calm=True) as (page, watch),
    ):
        go(page, address)
        still = layout.find_faults(page, "moves", "/", "")
        findings = inspect(page, watch, "/", "").findings + still
        findings += keyboard.tab_through(page, "/", "")[0] + policy_findings(tmp_path)

    assert {
        ("axe", "image-alt"),
        ("axe", "color-contrast"),
        ("axe", "color-contrast, measured"),
        ("console", "error"),
        ("keyboard", "focus in what is hidden"),
        ("keyboard", "focus not visible"),
        ("keyboard", "order"),
        ("keyboard", "skip link is not first"),
        ("keyboard", "tabindex above 0"),
        ("language", "english"),
        ("layout", "cut off below"),
        ("layout", "sideways scroll"),
        ("motion", "moves"),
        ("policy", "inline handler"),
        ("policy", "inline style"),
        ("policy", "lax"),
        ("policy", "violation"),
        ("requests", "not found"),
        ("requests", "third party"),
    } <= {(finding.check, finding.rule) for finding in findings}


def test_an_empty_run_of_axe_is_a_fault(browser: Browser, address: str) -> None:
    """As is one that throws."""
    with visits(browser, address, Look("light", 390)) as (page, _):
        go(page, address)
        page.evaluate(
            "window.axe = { configure() {}, run: async () => ({ passes: [], violations: [], incomplete: [] }) }"
        )
        empty = run_axe(page, "/", "")
        page.evaluate("window.axe = { configure() {}, run: async () => { throw new Error('no') } }")
        thrown = run_axe(page, "/", "")

    assert [Finding("axe", "empty", "/", "", "", "axe saw nothing")] == empty.findings
    assert "thrown" == thrown.findings[0].rule


BROKEN = """<!doctype html><html lang="sv"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src *">
<title>Prov</title>
<style>
a:focus { outline: none } .moves { transition: color 2s } .cut { height: 1em; overflow: hidden }
.wide { width: 900px } .pale { color: #999; background: #fff }
.ground { color: #777; background: linear-gradient(#666, #777) } .gone { opacity: 0 }
</style></head><body>
<a href="https://example.org/">Ut</a> <a href="#x" tabindex="3">Först</a> <button class="gone">Dold</button>
<img src="https://example.org/bild.png"> <img src="/finns-inte.png" alt="Bild" onclick="x()">
<p class="pale">Blek text på vitt</p> <p class="ground moves">Blek text på grått</p> <p title="Back to top">Text</p>
<div class="cut">En rad<br>och en till</div> <div class="wide" style="color: red">Bred</div>
<script>alert(1)</script>
</body></html>
"""
