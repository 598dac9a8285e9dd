"""The first visit on a slow phone: what moves, what takes long, what stops the paint, what it weighs."""

from __future__ import annotations

import gzip
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from playwright.sync_api import Browser, Request

from tests.audit.browsing import visits
from tests.audit.findings import Covered, Finding
from tests.audit.kinds import TOWN, Look
from tests.benchmarks.visit import weight

PATHS = (
    "",
    f"{TOWN}/",
    f"{TOWN}/rutin/",
    f"{TOWN}/kontakter/",
    f"{TOWN}/checklista/",
    f"{TOWN}/flode/",
    "ordlista/",
)
VISITS, SHEET = 3, "assets/screen.css"
FIRST_VISIT, OWN, LONG = 250_000, 30_000, 50
"""Bytes of a first visit, bytes of our own CSS and scripts on a page (both packed), and ms of a task of ours."""
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
"""A slow mobile network, in bytes a second."""


def measure(browser: Browser, address: str, site: Path) -> tuple[Covered, list[str]]:
    """Visit some pages for the first time, slowly. Give what is over the limit, and what was measured.

    Each is visited some times: whatever moves in any visit is a fault, a script only when it is always slow.
    """
    covered, told = Covered(), []
    for path in PATHS:
        seen = [_visit(browser, address, path) for _ in range(VISITS)]
        best = min(seen, key=lambda one: one["longest"])
        shifts = [shift for one in seen for shift in one["shifts"]]
        first, own = sum(_weigh(site, one) for one in best["local"]), _own(site, best["local"])
        faults = [
            *(("layout shift", ", ".join(one["nodes"]), f"{one['value']:.4f}") for one in shifts),
            *(
                ("long script", one["source"], f"{one['duration']:.0f} ms")
                for one in best["scripts"]
                if one["duration"] > LONG
            ),
            *(("render-blocking", "", one) for one in best["blocking"] if one != SHEET),
            *([("first visit", "", f"{first} bytes")] if first > FIRST_VISIT else []),
            *([("CSS and scripts of our own", "", f"{own} bytes")] if own > OWN else []),
        ]
        covered.findings += [
            Finding("speed", rule, f"/{path}", "slow phone", *where) for rule, *where in faults
        ]
        covered.counts.update(speed=1)
        told.append(
            f"/{path:24} {first / 1000:6.1f} KB first visit, {own / 1000:5.1f} KB CSS and scripts of our own, "
            f"shift {max((one['value'] for one in shifts), default=0):.4f}, longest script {best['longest']:3.0f} ms, "
            f"longest task with layout {max(best['tasks'], default=0):3.0f} ms (processor at a quarter)"
        )
    return covered, told


def _visit(browser: Browser, address: str, path: str) -> dict[str, Any]:
    """Open a page with nothing in the cache, on a slow network and with a slow processor."""
    asked: list[str] = []
    with visits(browser, address, Look("light", 390)) as (page, _):
        page.on("request", partial(_note, asked))
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.goto(address + path, wait_until="networkidle")
        page.evaluate("document.fonts.ready.then(() => true)")
        page.wait_for_timeout(200)
        seen: dict[str, Any] = page.evaluate(
            "() => ({...watch, blocking: performance.getEntriesByType('resource')"
            ".filter(one => one.renderBlockingStatus === 'blocking').map(one => one.name)})"
        )
    seen["longest"] = max((one["duration"] for one in seen["scripts"]), default=0)
    seen["blocking"] = [url.removeprefix(address) for url in seen["blocking"]]
    seen["local"] = {
        url.removeprefix(address).partition("#")[0].partition("?")[0]
        for url in asked
        if url.startswith(address)
    }
    return seen


def _note(asked: list[str], request: Request) -> None:
    asked.append(request.url)


def _weigh(site: Path, path: str) -> int:
    file = site / path
    return weight(file / "index.html" if file.is_dir() else file)


def _own(site: Path, asked: set[str]) -> int:
    """Weigh our scripts that a page asked for, and our sources of the joined stylesheet."""
    sources = Path("docs/assets")
    sheets = [Path("docs") / str(one) for one in load_config("mkdocs.yml").extra_css]
    scripts = [
        sources / one.removeprefix("assets/")
        for one in asked
        if one.endswith(".js") and one.startswith("assets/")
    ]
    return len(gzip.compress(b"".join(one.read_bytes() for one in sheets), 6)) + sum(
        weight(one if one.is_file() else site / "assets" / one.name) for one in scripts
    )
