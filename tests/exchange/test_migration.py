"""Older data is brought forward line by line, and means the same afterwards."""

import shutil
from pathlib import Path

import pytest

from macros.checks import check, load
from macros.exchange.migration import plan_migration
from macros.records.data_version import CURRENT
from tests.conftest import TODAY, run_parmen
from tests.edits import EXAMPLE, replace_text
from tests.small import SLUG, write_small

SERVICES = """\
# Verksamheterna i länet.
- id: elevhalsa
  name: Elevhälsan
  group: everyday
  does: Stödjer elever.
  for_whom: Elever.
  call_when: En elev är borta.
  min_age: 6       # från förskoleklass
  max_age: 16      # till och med nian
  families: nej
- {id: soc, name: Socialtjänsten, group: first, does: Hjälper., for_whom: Barn., call_when: Nu., max_age: 17}
"""
MIGRATED = SERVICES.replace("min_age: 6  ", "ages: 6–16 år  ").replace(
    "max_age: 17", "ages: till och med 17 år"
)
MIGRATED = MIGRATED.replace("  max_age: 16      # till", "  # till")
TOWN = """\
state: draft
name: Litenby
area: litet        # det enda
county: Litenlands län
membership: {status: member}
introduction: {minutes: 6, title: Ny i Litenby}
services:
  - id: elevhalsa
    max_age: 19    # gymnasiet också
contacts:
  - {id: elevhalsa, state: example, service: elevhalsa, role: Skolsköterskan, phone: 070-174 06 20}
  - {id: soc, state: example, service: soc, role: Mottagningen, phone: 070-174 06 21}
"""
INTRODUCTION = """\
title: Ny på skolan
minutes: 5         # provläst
lead: Läs det här först.
sections: [{id: vad, title: Vad är det?, paragraphs: [Ett samarbete.]}]
"""


def write_old(folder: Path) -> Path:
    """Write a small data folder as it was before data had a version."""
    files = {
        "agreements/litet/services.yaml": SERVICES,
        "agreements/litet/introduction.yaml": INTRODUCTION,
        f"municipalities/{SLUG}.yaml": TOWN,
    }
    return write_small(folder, files=files)


def read_all(folder: Path) -> dict[str, str]:
    """Return every file of a folder."""
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in folder.rglob("*.yaml")}


def test_each_file_keeps_its_comments_and_says_what_was_done(tmp_path: Path) -> None:
    """Two years become one field, in a municipality's change too; what still is read stays as it is.

    The introduction's reading time, which is counted now, is gone from both levels.
    """
    data = write_old(tmp_path / "data")
    (problem,) = check(data, TODAY)[1]
    site = (data / "site.yaml").read_text("utf-8")

    done = run_parmen("migrate", "--data", str(data))
    after = load(data, TODAY).binders[SLUG].services
    files = read_all(data)

    assert (0, "older-data") == (done.exit_code, problem.rule), done.output
    assert MIGRATED == files["agreements/litet/services.yaml"]
    town = TOWN.replace("max_age: 19", "ages: 6–19 år").replace("minutes: 6, ", "")
    assert town == files[f"municipalities/{SLUG}.yaml"]
    assert INTRODUCTION.replace("minutes: 5         #", "#") == files["agreements/litet/introduction.yaml"]
    assert [line for line in files["site.yaml"].splitlines() if line not in site.splitlines()] == [
        f"version: {CURRENT}"
    ]
    assert "agreements/litet/services.yaml\n  min_age och max_age blev ages i 2 poster." in done.output
    assert [(6 * 12, 20 * 12), (0, 18 * 12)] == [(one.span.first, one.span.end) for one in after]


def test_a_field_that_is_gone_is_reported_at_its_line_in_todays_data(tmp_path: Path) -> None:
    """Data in today's form is not told that it is old."""
    data = write_small(tmp_path / "data", files={"agreements/litet/introduction.yaml": INTRODUCTION})
    site = (data / "site.yaml").read_text("utf-8")
    (data / "site.yaml").write_text(f"version: {CURRENT}\n{site}", "utf-8")

    (problem,) = check(data, TODAY)[1]

    assert str(problem).endswith(
        "introduction.yaml:2: fältet ”minutes” finns inte längre, i introduction\n    Ta bort raden."
    )


def test_a_second_time_and_a_trial_change_nothing(tmp_path: Path) -> None:
    """--dry-run says what would be done; what is migrated is left alone."""
    data = write_old(tmp_path / "data")
    before = read_all(data)

    trial = run_parmen("migrate", "--dry-run", "--data", str(data))
    assert (before, 0, True) == (read_all(data), trial.exit_code, "Ingenting ändrades" in trial.output)
    run_parmen("migrate", "--data", str(data))
    once = read_all(data)
    again = run_parmen("migrate", "--data", str(data))

    assert (once, 0) == (read_all(data), again.exit_code)
    assert before != once
    assert "redan version" in again.output


def test_the_example_means_the_same_when_it_is_migrated(tmp_path: Path) -> None:
    """Its services and whom to call are for the same ages, and the check finds no fault."""
    data = Path(shutil.copytree(EXAMPLE, tmp_path / "data"))
    for path, (_, text) in plan_migration(data).texts.items():
        path.write_text(text, "utf-8")

    old, new = (load(folder, TODAY).binders["norrby"] for folder in (EXAMPLE, data))

    assert [(one.id, one.span.first, one.span.end) for one in old.services] == [
        (one.id, one.span.first, one.span.end) for one in new.services
    ]
    assert "min_age" not in "".join(read_all(data).values())


def test_data_from_before_the_roles_gets_one_message_and_is_mended(tmp_path: Path) -> None:
    """Every contact would be a fault of its own; afterwards the roles are those that the contacts have."""
    data = write_old(tmp_path / "data")
    site = (data / "site.yaml").read_text("utf-8")
    head, tail = site.split("roles:\n")
    rest = tail.splitlines(keepends=True)
    rest = rest[next(number for number, line in enumerate(rest) if not line.startswith((" ", "#", "\n"))) :]
    (data / "site.yaml").write_text(head + "".join(rest), "utf-8")

    (problem,) = check(data, TODAY)[1]
    done = run_parmen("migrate", "--data", str(data))

    assert "older-data" == problem.rule
    assert 0 == done.exit_code, done.output
    assert [] == check(data, TODAY)[1]
    assert ["Mottagningen", "Skolsköterskan"] == [role.fill(str) for role in load(data, TODAY).site.roles]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("max_age: 19", "remove: [max_age]\n    min_age: 7", "min_age och max_age går inte att skriva om"),
        ("max_age: 19", "max_age: tio", "min_age och max_age går inte att skriva om"),
        ("title: Ny i Litenby", "remove: [minutes]", "minutes finns inte längre"),
        (", title: Ny i Litenby", "", "minutes finns inte längre"),
        ("name: Litenby", "name: [Litenby", "municipalities/litenby.yaml"),
    ],
)
def test_what_cannot_be_migrated_is_told_and_nothing_is_written(
    old: str, new: str, rule: str, tmp_path: Path
) -> None:
    """An order to remove, an age that is no number, nothing but a time, a file that is not YAML."""
    data = write_old(tmp_path / "data")
    replace_text(data / f"municipalities/{SLUG}.yaml", (old, new))
    before = read_all(data)

    done = run_parmen("migrate", "--data", str(data))

    assert (1, before) == (done.exit_code, read_all(data))
    assert rule in done.output


def test_a_full_disk_leaves_older_data_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files written before it get their old text again."""
    data = write_old(tmp_path / "data")
    before = read_all(data)
    replace_file = Path.replace

    def replace_unless_site(self: Path, target: Path) -> Path:
        if target.name == "site.yaml":
            raise OSError(28, "full", str(target))
        return replace_file(self, target)

    monkeypatch.setattr(Path, "replace", replace_unless_site)
    done = run_parmen("migrate", "--data", str(data))

    assert (1, before) == (done.exit_code, read_all(data))
    assert "disken är full" in done.output
