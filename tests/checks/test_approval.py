"""A municipality is published when somebody has approved its binder, and nothing of a draft comes along."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checks import load
from macros.checks.approval_rules import approvals_are_by_functions
from macros.checks.publishing import group_by_town, list_unready
from macros.records.approval import Approval, find_approval, select_published
from macros.records.ledger import find_redirects, find_withdrawn, list_new_addresses
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web
from tests.checks.ready import CHECKED, make_ready
from tests.conftest import TODAY
from tests.edits import copy_example, lay_over, replace_text
from tests.several import OTHER, PART, several

APPROVED = f"approved: {{by: Socialchefen, date: {CHECKED}}}\n"
NORRBY = "municipalities/norrby.yaml"
PART_ELSEWHERE = f"""\
    packets:
      - id: apt-paket
        parts: [{{id: mer, document: rutin, area: {PART}}}]
"""
LEDGER = """\
published:
  - id: "2026-10-01"
    binders: [norrby]
    pages: [rutin]
    sheets: [rutin]
moved:
  gamlaby/pdf/rutin.pdf: norrby/pdf/rutin.pdf
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data of which Söderby is ready; Norrby is a draft with faults of its own, and was published once."""
    data = make_ready(copy_example(tmp_path_factory.mktemp("approval") / "data"))
    replace_text(data / NORRBY, (APPROVED, ""), ("state: adopted", "state: draft"))
    return lay_over(data, {"addresses.yaml": LEDGER})


@pytest.fixture(scope="module")
def whole(folder: Path) -> Shelf:
    """All of it, as a preview shows it."""
    return load(folder, TODAY)


def test_a_draft_neither_comes_along_nor_stops_the_others(whole: Shelf) -> None:
    """It has no page, no address to write down, no level. What it lacks is its own."""
    published = select_published(whole)
    (new,) = list_new_addresses(published)

    assert (["soderby"], ["soderby"]) == (list(published.binders), new.binders)
    assert ["soderby"] == list(published.municipalities)
    assert [] == list_unready(published)


def test_a_preview_says_what_nobody_has_approved(whole: Shelf) -> None:
    """On each page of the binder, also where its text is adopted. What is approved needs no word."""
    words = "Ingen har godkänt att pärmen publiceras."

    for slug, expected in (("norrby", True), ("soderby", False)):
        binder = whole.binders[slug]
        drawn = Renderer(whole, binder, Web(slug, 2)).component("ribbon", binder.routine)
        assert expected == (words in drawn)


def test_what_is_left_is_counted_for_each_municipality(whole: Shelf) -> None:
    """A draft has its approval left, beside what else it lacks; what is ready has nothing."""
    groups = group_by_town(whole, list_unready(whole))

    assert ([], []) == (groups[""], groups["soderby"])
    assert {"not-approved", "not-adopted"} == {problem.rule for problem in groups["norrby"]}


def test_what_is_left_in_an_agreement_is_left_for_all_below_it(real: Shelf) -> None:
    """And what all share for nobody in particular."""
    groups = group_by_town(real, list_unready(real))
    services = "data/agreements/norrbus/services.yaml"

    assert {"data/site.yaml"} <= {problem.file for problem in groups[""]}
    for slug in ("kalix", "haparanda"):
        assert services in {problem.file for problem in groups[slug]}
    assert services not in {problem.file for problem in groups["hudiksvall"]}


def test_printed_addresses_of_a_withdrawn_binder_lead_to_a_word_about_it(whole: Shelf) -> None:
    """Its pages say it; its sheets lead to them, or home. In a preview nothing is withdrawn."""
    published = select_published(whole)

    assert ["norrby", "norrby/rutin", "norrby/pdf/rutin.pdf", "gamlaby/pdf/rutin.pdf"] == find_withdrawn(
        published
    )
    assert {"norrby/pdf/rutin.pdf": "norrby", "gamlaby/pdf/rutin.pdf": ""} == find_redirects(published)
    assert [] == find_withdrawn(whole)


def test_each_binder_is_approved_by_itself(tmp_path: Path) -> None:
    """It rests on an agreement of its own. A packet may not take a sheet from one that is a draft."""
    data = make_ready(copy_example(tmp_path / "data", several()))
    here = f"  {PART}:\n    {APPROVED}"
    there = f"  {OTHER}:\n    {APPROVED}"
    replace_text(
        data / NORRBY,
        (here, f"  {PART}:\n"),
        (there, f"  {OTHER}:\n"),
        ("    contacts:", PART_ELSEWHERE + "    contacts:"),
    )
    whole = load(data, TODAY)
    published = select_published(whole)

    assert ["norrby", "soderby"] == sorted(published.binders)
    assert "a-avtalet" not in published.agreements
    assert ["part-of-draft"] == [problem.rule for problem in list_unready(published)]
    assert not find_approval(whole.binders[f"norrby/{PART}"])


@pytest.mark.parametrize(
    ("by", "person"),
    [
        ("Barn- och utbildningsnämnden", False),
        ("Socialchefen i Norrby", False),
        ("Mottagningen", False),
        ("Anna", True),
        ("Anna Exempelsson", True),
        ("Rektor Anna Exempelsson", True),
    ],
)
def test_a_function_approves_and_no_person(by: str, person: bool, example: Shelf) -> None:
    """A given name alone is enough to ask for the function instead."""
    binder = example.binders["soderby"]
    approval = Approval.model_construct(state=None, by=by, date=TODAY)
    approved = binder.municipality.model_copy(update={"approved": approval})
    faults = approvals_are_by_functions(example, binder.model_copy(update={"municipality": approved}))

    assert person == any(faults)
