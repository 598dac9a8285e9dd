"""The publishing gate: a binder that is ready passes, and each thing left to do stops it by itself."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from macros.__main__ import main
from macros.checks import load
from macros.checks.publishing import list_unready
from macros.files import write_file
from macros.paper.sheet_build import Report
from macros.problems import Problem
from macros.records.contents import sheets_in
from macros.records.whole_shelf import Shelf
from tests.checks.ready import make_ready
from tests.conftest import EXAMPLE, ROOT, TODAY, Copy, run_parmen

AGREEMENT = "agreements/exempelavtalet/index.yaml"
ROUTINE = "agreements/exempelavtalet/routine.yaml"
SERVICES = "agreements/exempelavtalet/services.yaml"
NORRBY = "municipalities/norrby.yaml"
STATEMENT = "accessibility.yaml"
CONTACTS = "municipalities/soderby/contacts.yaml"
LEDGER = 'published:\n- {id: "2026-10-01", binders: [norrby], pages: [rutin], sheets: [rutin]}\n'
LEAFLET = "agreements/exempelavtalet/leaflets/familj.yaml"


@pytest.fixture
def ready(example_copy: Copy) -> Path:
    """A copy of the example that may be published."""
    return make_ready(example_copy())


def edit(folder: Path, file: str, pattern: str, new: str) -> None:
    """Change one place in a file."""
    text = (folder / file).read_text(encoding="utf-8")
    text, times = re.subn(pattern, new, text, count=1, flags=re.MULTILINE)
    assert 1 == times
    (folder / file).write_text(text, encoding="utf-8")


def unready(folder: Path, today: date = TODAY) -> list[Problem]:
    """Return what is left to do."""
    return list_unready(load(folder, today))


def test_what_is_adopted_and_checked_may_be_published(ready: Path) -> None:
    """Nothing is left to do."""
    assert [] == unready(ready)


REFUSALS = [
    ("not-published", "site.yaml", "published: ja", "published: nej"),
    ("example-publisher", "site.yaml", "publisher: .*", "publisher: Exempelutgivaren"),
    ("example-address", "site.yaml", r"address: .*", "address: https://parmen.example/"),
    ("example-address", "site.yaml", r"email: .*", "email: redaktion@parmen.example"),
    ("example-address", CONTACTS, r"email: .*", "email: elevhalsan@soderby.example"),
    ("example-address", NORRBY, r"^address: .*", "address: Exempelgatan 2, Norrby"),
    ("unwritten", SERVICES, r"name: .*", "name: Exempelverksamheten"),
    ("not-adopted", "site.yaml", "state: adopted", "state: draft"),
    ("not-adopted", AGREEMENT, r"^  - id: tvister", "  - id: tvister\n    state: proposed"),
    ("not-adopted", ROUTINE, r"^title:", "state: draft\ntitle:"),
    ("not-adopted", SERVICES, r"^- id: bup", "- id: bup\n  state: proposed"),
    (
        "example-contact",
        CONTACTS,
        r"^- id: elevhalsa\n(.*\n)  checked: .*",
        r"- id: elevhalsa\n  state: example\n\1",
    ),
    ("example-phone", CONTACTS, r"phone: .*", "phone: 0980-31 92 10"),
    ("example-phone", CONTACTS, r"phone: .*\n", "phone: '1177'\n  note: Ring 070-174 06 20 i dag.\n"),
    ("not-adopted", CONTACTS, r"^- id: elevhalsa\n", "- id: elevhalsa\n  state: proposed\n"),
    ("not-adopted", "laws.yaml", r"^- id: sol-sip$", "- id: sol-sip\n  state: proposed"),
    ("not-adopted", "glossary.yaml", r"^- id: sip$", "- id: sip\n  state: proposed"),
    ("not-adopted", "site.yaml", r"^duty:$", "duty:\n  state: draft"),
    ("repealed-law", LEAFLET, r"^  id: ratt$", "  id: ratt\n  laws: [sol-2001-sip]"),
    ("overdue", CONTACTS, r"^  checked: .*\n", ""),
    ("overdue", CONTACTS, r"checked: .*", "checked: 2025-11-20"),
    ("overdue", NORRBY, r"checked: .*", "checked: 2025-11-20"),
    ("overdue", AGREEMENT, r"revise_by: .*", "revise_by: 2026-11-20"),
    ("unsure", "laws.yaml", "sure: high", "sure: medium"),
    ("unsure", NORRBY, "sure: high", "sure: medium"),
    ("repealed-law", AGREEMENT, r"laws: \[sol-sip\]", "laws: [sol-2001-sip]"),
    ("repealed-law", "site.yaml", "law: sol-anmalan", "law: sol-2001-sip"),
    ("repealed-law", "laws.yaml", r"^  title: Skyldigheten", "  valid_to: 2026-11-20\n  title: Skyldigheten"),
    ("repealed-law", "laws.yaml", r"^  title: Förvaltning", "  valid_from: 2026-12-01\n  title: Förvaltning"),
    ("agreement-ended", AGREEMENT, r"valid_to: .*", "valid_to: 2026-10"),
    ("not-audited", STATEMENT, "conformance: partial", "conformance: not-audited"),
    ("not-published", STATEMENT, r"^published: .*\n", ""),
    ("unsure", STATEMENT, "sure: high", "sure: medium"),
    ("not-adopted", STATEMENT, r"^  - id: arkivet$", "  - id: arkivet\n    state: draft"),
    ("overdue", STATEMENT, r"checked: .*", "checked: 2025-11-20"),
    ("no-security", "site.yaml", r"^security:\n.*\n.*\n", ""),
    ("security-expires", "site.yaml", r"expires: .*", "expires: 2026-11-20"),
    ("security-expires", "site.yaml", r"expires: .*", "expires: 2027-11-23"),
    ("example-address", "site.yaml", r"contact: .*", "contact: sakerhet@parmen.example"),
]

CITED_IN = {
    r"^  title: Skyldigheten": {
        "site.yaml",
        "agreements/exempelavtalet/apt.yaml",
        "agreements/exempelavtalet/guidance.yaml",
    },
    r"^  title: Förvaltning": {NORRBY},
}
"""A paragraph's fault is told wherever a text names it."""


@pytest.mark.parametrize(("rule", "file", "pattern", "new"), REFUSALS, ids=lambda value: value[:24])
def test_one_thing_left_stops_it(rule: str, file: str, pattern: str, new: str, ready: Path) -> None:
    """By its rule, at each of its places, with what to do."""
    edit(ready, file, pattern, new)
    problems = unready(ready)
    places = {(rule, f"data/{place}") for place in CITED_IN.get(pattern, {file})}

    assert places == {(problem.rule, problem.file) for problem in problems}
    assert all(problem.advice for problem in problems)


def test_a_day_later_it_is_overdue(ready: Path) -> None:
    """The gate goes by the build's day."""
    assert [] == unready(ready, date(2027, 6, 30))
    messages = [problem.message for problem in unready(ready, date(2027, 7, 1))]
    assert ["Överenskommelsen Exempelavtalet skulle ha setts över senast 30 juni 2027"] == messages


def test_a_paragraph_is_repealed_the_day_after_its_last(ready: Path) -> None:
    """On its last day it still applies."""
    edit(
        ready, "laws.yaml", r"^  title: Samordnad individuell plan$", "  valid_to: 2026-11-21\n  title: Plan"
    )

    assert [] == unready(ready, date(2026, 11, 21))
    assert {"repealed-law"} == {problem.rule for problem in unready(ready, date(2026, 11, 22))}


def test_a_draft_is_one_line_for_each_file(example: Shelf) -> None:
    """Not one for each of its records, and not one for each municipality."""
    drafts = [problem for problem in list_unready(example) if problem.rule == "not-adopted"]
    places = {(problem.file, problem.message.rpartition(":")[2]) for problem in drafts}

    assert len(drafts) == len(places)
    assert any("verksamheter (" in problem.message for problem in drafts)


def test_the_projects_own_data_is_not_ready(real: Shelf) -> None:
    """It says of itself that it is a draft."""
    rules = {problem.rule for problem in list_unready(real)}

    assert rules >= {"not-published", "not-adopted", "example-contact", "example-publisher", "unsure"}


def print_blank_sheets(shelf: Shelf, site: Path, **_: object) -> Report:
    """Put a blank sheet in the place of each PDF."""
    blank = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(blank)
    for slug, binder in shelf.binders.items():
        for name in sheets_in(binder):
            write_file(site / slug / "pdf" / f"{name}.pdf", blank.getvalue())
    return Report()


def build(data: Path, site: Path, *options: str) -> Result:
    """Build the example's site, with what publishing asks for."""
    command = f"build --data {data} --site {site} --today {TODAY}"
    return CliRunner().invoke(main, [*command.split(), *options])


@pytest.mark.site
def test_a_ready_site_is_published_without_a_word_to_search_engines(
    ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every link leads somewhere; the pages may be found. A lost sheet stops it, and the site stays.

    Norrby is a draft now, and was published once: nothing but its old addresses is left of it.
    """
    data, site = ready.resolve(), tmp_path / "site"
    edit(data, NORRBY, r"^approved: .*\n", "")
    (data / "addresses.yaml").write_text(LEDGER, encoding="utf-8")
    monkeypatch.setattr("macros.paper.sheet_build.build", print_blank_sheets)
    monkeypatch.chdir(ROOT)
    done = build(data, site, "--publish")

    assert 0 == done.exit_code, done.output
    assert (False, False) == tuple("noindex" in text for text in pages_of(site))
    assert "binders: [soderby]" in (data / "addresses.yaml").read_text(encoding="utf-8")
    files = {file.relative_to(site).as_posix() for file in site.rglob("*.*") if file.name != ".built"}
    assert {"norrby/index.html", "norrby/rutin/index.html"} == {
        name for name in files if name[:6] == "norrby"
    }
    assert "Pärmen är tillbakadragen" in (site / "norrby/rutin/index.html").read_text(encoding="utf-8")
    shared = ("index.html", "404.html", "sitemap.xml", "search.json", "pdf/index.json", "om/index.html")
    shared += (
        "oppna-data/hsds/organizations.csv",
        "oppna-data/hsds/service_areas.csv",
        "oppna-data/parmar.json",
        "robots.txt",
    )
    assert [] == [name for name in shared if "norrby" in (site / name).read_text(encoding="utf-8").casefold()]
    preview = build(data, site)
    assert (1, True) == (preview.exit_code, "där läggs inga utkast" in preview.output)

    def copy_without_a_sheet(_: object, new: Path, *__: object) -> tuple[int, list[str]]:
        shutil.copytree(site, new, dirs_exist_ok=True, ignore=shutil.ignore_patterns("rutin.pdf"))
        return 0, []

    monkeypatch.setattr("macros.commands.parallel_build.make_pages_and_sheets", copy_without_a_sheet)
    done = build(data, site, "--publish")

    assert 1 == done.exit_code
    assert "Det här är kvar att göra innan pärmen kan publiceras" in done.output
    assert "rutin.pdf leder ingenstans" in done.output
    assert "Den förra webbplatsen ligger kvar." in done.output
    assert (site / "soderby/pdf/rutin.pdf").is_file()


def pages_of(site: Path) -> Iterator[str]:
    """Yield a shared page and a municipality's."""
    for name in ("index.html", "soderby/rutin/index.html"):
        yield (site / name).read_text(encoding="utf-8")


def test_search_engines_are_asked_to_leave_a_draft(example_site: Path) -> None:
    assert (True, True) == tuple("noindex" in text for text in pages_of(example_site))


def test_what_is_not_ready_is_not_built(tmp_path: Path) -> None:
    """The list of what is left, by file, before anything is built; the site stays as it is."""
    done = build(EXAMPLE, tmp_path / "site", "--publish")

    assert (1, False) == (done.exit_code, (tmp_path / "site").exists())
    assert done.output.startswith("Det här är kvar att göra innan pärmen kan publiceras:\n")
    assert re.search(r"^\S*site\.yaml\n  rad 2: ", done.output, re.MULTILINE)
    assert done.output.endswith("saker kvar. Ingenting byggdes. Den förra webbplatsen ligger kvar.\n")


def test_the_check_lists_what_is_left_for_each_municipality(ready: Path) -> None:
    """By file, then by municipality; as annotations for a forge. Nothing left is code 0."""
    edit(ready, NORRBY, r"^approved: .*\n", "")
    left = run_parmen("check", "--data", str(ready), "--today", str(TODAY), "--publish")
    forge, program = (
        run_parmen("check", "--data", str(ready), "--today", str(TODAY), "--publish", "--format", form)
        for form in ("github", "json")
    )

    assert (1, 1) == (left.exit_code, forge.exit_code)
    assert ["not-approved"] == [problem["rule"] for problem in json.loads(program.output)]
    assert left.output.endswith("\nNorrby: bara godkännandet kvar\nSöderby: inget kvar\n")
    assert forge.output.startswith("::warning file=data/municipalities/norrby.yaml,line=")


@pytest.mark.parametrize("options", [("--publish", "--only", "norrby"), ("--external",)])
def test_a_part_is_not_published_and_external_goes_with_publish(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    """The shared pages lead to every municipality: the whole site is ready, or it is not."""
    assert 2 == build(EXAMPLE, tmp_path / "site", *options).exit_code
