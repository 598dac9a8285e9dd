"""``python -m tests.audit``: the whole matrix, what it covered, and what it found. Non-zero if anything."""

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from macros.exchange.findings import Findings, record_findings
from tests.audit.audited_sites import example
from tests.audit.axe import version
from tests.audit.browsing import go, launch, served, visits
from tests.audit.filled_forms import fill_forms
from tests.audit.findings import Covered, grouped
from tests.audit.kinds import KINDS, LOOKS, TOWN, Look
from tests.audit.markup import vnu
from tests.audit.matrix import CALM, Part, run_part
from tests.audit.policy import policy_findings
from tests.audit.saved_spreadsheet import change_spreadsheets
from tests.audit.speed import measure
from tests.audit.states import search

BELOW = "/en/plats/langre-ner/"
CHUNK = 8
STATEMENT = Path("data/accessibility.yaml")
ACCESSIBILITY = ("axe", "keyboard", "layout", "spacing", "motion", "language", "audit")
"""The checks whose findings hinder somebody."""


@click.command()
@click.option(
    "--site",
    type=click.Path(path_type=Path, exists=True),
    default=Path("site"),
    help="The site that is built.",
)
@click.option("--jobs", type=click.IntRange(1, 16), default=2, show_default=True, help="Browsers at a time.")
@click.option("--only", multiple=True, help="Only pages whose address begins so.")
@click.option("--record/--no-record", default=True, help="Write the figures into data/accessibility.yaml.")
@click.option("--doubts", is_flag=True, help="Also list what axe leaves to a person.")
def main(site: Path, jobs: int, only: tuple[str, ...], record: bool, doubts: bool) -> None:
    """Audit a built site."""
    begun = time.perf_counter()
    covered, visits_told = run(site, jobs, only)
    print(*(f"  {line}" for line in grouped(covered.findings)), sep="\n")
    if doubts:
        print("\nLeft to a person:", *(f"  {line}" for line in grouped(covered.doubts)), sep="\n")
    print("\nFirst visits on a slow phone", *visits_told, sep="\n")
    print(table(covered, time.perf_counter() - begun))
    if record and not only:
        write(covered)
    sys.exit(1 if covered.findings else 0)


def run(site: Path, jobs: int, only: tuple[str, ...]) -> tuple[Covered, list[str]]:
    """Run every part of the audit."""
    invented = example()
    with (
        served(site) as real,
        served(invented) as other,
        served(site, BELOW) as deeper,
        served(site, packed=True) as packed,
    ):
        with sync_playwright() as playwright, launch(playwright) as browser:
            covered, visits_told = measure(browser, packed, site)
            covered.add(fill_forms(browser, real, site))
            for path in ("", f"{TOWN}/", f"{TOWN}/kontakter/", "ordlista/"):
                with visits(browser, deeper, Look("light", 1280)) as (page, watch):
                    go(page, deeper + path)
                    search(page)
                    covered.findings += watch.findings(page, f"/{path}", f"below {BELOW}")
                    covered.counts.update(below=1)
        parts = list(_parts({"real": real, "example": other}, only))
        with (
            ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool,
            click.progressbar(pool.map(run_part, parts), len(parts), "Pages", file=sys.stderr) as done,
        ):
            for part in done:
                covered.add(part)
    covered.add(change_spreadsheets())
    for folder in (site, invented):
        covered.findings += policy_findings(folder)
        covered.add(vnu(folder))
    return covered, visits_told


def _parts(addresses: dict[str, str], only: tuple[str, ...]) -> Iterator[Part]:
    """Cut the matrix into parts that two processes share about equally."""
    for where, address in addresses.items():
        kinds = tuple(one for one in KINDS if one.site == where and (not only or one.path.startswith(only)))
        for at in range(0, len(kinds), CHUNK):
            some = kinds[at : at + CHUNK]
            yield from (Part(address, some, Look("light", width), calm=True) for width in CALM)
            yield from (Part(address, some, look) for look in LOOKS)


def table(covered: Covered, seconds: float) -> str:
    """Say what was covered, and how much was found."""
    counts, states = covered.counts, covered.states
    widths = ", ".join(map(str, sorted({look.width for look in LOOKS})))
    rows = (
        ("pages and states with axe", f"{len({page for page, _ in states})} kinds of pages, {len(states)} pages × states"),
        ("axe", f"{covered.of('axe')} violations, {len(covered.doubts)} left to a person ({counts['rules']} rules judged, axe-core {version()})"),
        ("keyboard", f"{covered.of('keyboard')} faults, {counts['controls']} controls on {counts['tabbed']} pages × widths"),
        ("layout", f"{covered.of('layout')} faults at {widths} px"),
        ("text spacing", f"{covered.of('spacing')} faults on {counts['spread']} pages × widths"),
        ("reduced motion", f"{covered.of('motion')} faults on {counts['tabbed']} pages × widths"),
        ("English leftovers", f"{covered.of('language')}"),
        ("third-party requests", f"{third_party(covered)}"),
        ("missing files", f"{covered.of('requests') - third_party(covered)}, {counts['below']} pages from a sub-path too"),
        ("policy violations", f"{covered.of('policy')}"),
        ("errors in the console", f"{covered.of('console')}"),
        ("speed", f"{covered.of('speed')} over the limit on {counts['speed']} pages"),
        ("forms in pdf.js", f"{covered.of('forms')} faults in {counts['fields']} fields of {counts['forms']} sheets, filled in and saved"),
        ("contacts in LibreOffice", f"{covered.of('office')} faults in {counts['books']} spreadsheets, opened and saved"),
        ("vnu messages", f"{covered.of('vnu')} on {counts['vnu']} pages"),
        ("could not be audited", f"{covered.of('audit')}"),
    )  # fmt: skip
    lines = [f"{name:25}  {figures}" for name, figures in rows]
    return "\n".join(["", f"The audit, in {seconds:.0f} s", *lines])


def third_party(covered: Covered) -> int:
    """Count what was asked of anybody else."""
    return sum(finding.rule == "third party" for finding in covered.findings)


def write(covered: Covered) -> None:
    """Keep the figures for the accessibility statement."""
    record_findings(
        STATEMENT,
        Findings(
            date=date.today(),
            pages=len({page for page, _ in covered.states}),
            states=len({state for _, state in covered.states}),
            violations=sum(covered.of(check) for check in ACCESSIBILITY),
            third_party_requests=third_party(covered),
            policy_violations=covered.of("policy"),
            tool=f"axe-core {version()}",
        ),
    )


if __name__ == "__main__":
    main()
