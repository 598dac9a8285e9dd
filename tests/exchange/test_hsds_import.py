"""Services are brought in from HSDS by their ids, all or nothing, and no person with them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.records.whole_shelf import Shelf
from macros.web.open_data.hsds_services import make_services
from tests.conftest import Copy, run_parmen
from tests.edits import EXAMPLE

Service = dict[str, Any]
AREA = "areas/exempelbygden"
NEW: Service = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Familjecentralen",
    "description": "Ger stöd till familjer.",
    "eligibility_description": "Föräldrar.",
    "application_process": "När du vill ha råd.",
    "status": "active",
    "maximum_age": 6,
}
Import = Callable[..., tuple[int, str]]


@pytest.fixture
def bring_in(example_copy: Copy, tmp_path: Path) -> Import:
    """Write services to a file and bring them into a copy of the example; return exit code and output."""
    data = example_copy({})

    def do(services: Any, *options: str) -> tuple[int, str]:
        file = tmp_path / "tjanster.json"
        file.write_text(services if isinstance(services, str) else json.dumps(services), encoding="utf-8")
        done = run_parmen("import", "hsds", str(file), "--data", str(data), "--today", "2026-11-21", *options)
        return done.exit_code, done.output

    return do


def own(example: Shelf) -> list[Service]:
    return [one for binder in example.binders.values() for one in make_services(example, binder)]


def test_a_new_service_is_written_once(bring_in: Import, tmp_path: Path) -> None:
    """As a proposal, under an id of ours that knows it again; the same file then changes nothing."""
    assert (1, True) == (bring_in([NEW])[0], "tjänsten är ny" in bring_in([NEW])[1])
    code, told = bring_in([NEW | {"descripton": "x"}], "--into", AREA, "--group", "more")
    (file,) = tmp_path.rglob(f"{AREA}/services.yaml")

    assert (0, True) == (code, "Fältet ”descripton” finns inte i HSDS 3" in told), told
    assert "Menade du description?" in told
    assert (
        "- id: familjecentralen-ac148810\n  name: Familjecentralen\n  group: more\n"
        "  does: Ger stöd till familjer.\n  for_whom: Föräldrar.\n  call_when: När du vill ha råd.\n"
        "  ages: till 7 år\n  state: proposed\n"
    ) == file.read_text(encoding="utf-8")

    assert (0, True) == (lambda code, told: (code, "Inget att ändra." in told))(*bring_in([NEW]))


def test_what_we_publish_changes_nothing_and_an_edit_of_it_is_one_line(
    bring_in: Import, example: Shelf, tmp_path: Path
) -> None:
    """A filled placeholder is no change; what differs goes to the level that wrote it."""
    services = own(example)
    code, told = bring_in(services)
    assert (0, True) == (code, "Inget att ändra." in told), told

    for service in services:
        if service["name"] == "Elevhälsan":
            service["description"] = "Stödjer elever."
    code, told = bring_in(services)
    (file,) = tmp_path.rglob("exempelavtalet/services.yaml")

    assert (0, True) == (code, "Exempelavtalet, Elevhälsan: vad gör de" in told), told
    before = (EXAMPLE / "agreements/exempelavtalet/services.yaml").read_text(encoding="utf-8")
    changed = {*before.splitlines()} ^ {*file.read_text(encoding="utf-8").splitlines()}
    assert {
        "  does: Stödjer elever som mår dåligt eller har det svårt i skolan.",
        "  does: Stödjer elever.",
    } == changed


def test_all_faults_are_told_at_once(bring_in: Import, example: Shelf, tmp_path: Path) -> None:
    """With service and field, in Swedish; a person's name is refused wherever it stands, and not repeated."""
    first, second, *_ = [one for one in own(example) if one["name"] == "Elevhälsan"]
    services = [
        NEW | {"name": 3, "minimum_age": -1, "contacts": [{"name": "Anna Andersson"}]},
        NEW | {"id": "x"},
        NEW
        | {"id": "bc148810-d857-441c-9679-408f346de14b", "eligibility_description": "", "name": "A" * 300},
        NEW | {"id": "cc148810-d857-441c-9679-408f346de14b", "description": "Ring 19811218-9876."},
        NEW | {"id": "dc148810-d857-441c-9679-408f346de14b", "description": "Ring\u202e hit."},
        first | {"description": "Det ena."},
        second | {"description": "Det andra."},
    ]
    code, told = bring_in(services, "--into", AREA, "--group", "more")
    lines = [line.removeprefix("tjanster.json, tjänsten ") for line in told.splitlines()]

    assert 1 == code
    for start in (
        "ac148810-d857-441c-9679-408f346de14b, contacts.name: här står något som kan vara en persons namn",
        "ac148810-d857-441c-9679-408f346de14b, name: fältet ska vara en text",
        "ac148810-d857-441c-9679-408f346de14b, minimum_age: åldern ska vara",
        "nr 2, id: tjänsten har inget id som är ett UUID",
        "bc148810-d857-441c-9679-408f346de14b, eligibility_description: får inte vara tom",
        "bc148810-d857-441c-9679-408f346de14b, name: ",
        "cc148810-d857-441c-9679-408f346de14b, description: här står något som ser ut som",
        "dc148810-d857-441c-9679-408f346de14b, description: ",
        f"{second['id']}, id: filen säger olika om verksamheten ”elevhalsa”",
    ):
        assert [line for line in lines if line.startswith(start)], (start, told)
    assert not [word for word in ("Andersson", "9876") if word in told]
    assert [] == [*tmp_path.rglob(f"{AREA}/services.yaml")]


@pytest.mark.parametrize(
    "content",
    ["", "<x/>", "[" * 100_000, '"x"', '{"id": NaN}', "{}", "[3]", '[{"id": {"a": 1}, "attributes": 3}]'],
)
def test_what_is_no_hsds_is_refused_in_words(bring_in: Import, content: str) -> None:
    """Never with a traceback, and nothing is written."""
    code, told = bring_in(content, "--into", AREA)

    assert (1, True) == (code, told.endswith("Ingenting skrevs.\n")), told


def test_hostile_values_and_names_are_told_in_words(bring_in: Import) -> None:
    """A number without end, a list for a word, and names that are persons, colours or far too many."""
    code, told = bring_in(
        json.dumps(
            [
                NEW
                | {"minimum_age": 3e9, "attributes": [{"link_type": "group", "taxonomy_term": {"code": []}}]},
                NEW | {"19811218-9876": {"\x1b[31m": "Anna Andersson"}, "maximum_age": "6"},
                NEW | {"id": 3, "19811218-9876": 1} | {f"\x1b{number:02}": 1 for number in range(90)},
            ]
        ).replace("3000000000.0", "1e999"),
        "--into",
        AREA,
    )

    assert (1, 2) == (code, told.count("_age: åldern ska vara")), told
    assert "81 fält till finns inte i HSDS 3" in told
    assert "…: här står något som kan vara en persons namn" in told
    assert not [word for word in ("\x1b", "9876", "Andersson") if word in told]
    assert "som JSON (rad 2)" in bring_in("[\n{]")[1]


def test_a_level_that_is_not_there_is_named(bring_in: Import) -> None:
    """With those there are."""
    code, told = bring_in([NEW], "--into", "areas/nej")

    assert (2, True, True) == (code, "areas/nej finns inte" in told, AREA in told)
