"""Folders that cannot be read, links, and names: each is a message, and silences nothing else."""

from pathlib import Path

import pytest

from macros.checks import check
from macros.problems import Problem
from macros.records.levels import read_source
from tests.conftest import Copy

TOWN = "state: example\nname: Provby\narea: exempelbygden\ncounty: Län\nmembership: "


def find_faults(folder: Path) -> list[tuple[str, int, str]]:
    """Give every problem's place and rule."""
    return [(problem.file, problem.line, problem.rule) for problem in check(folder)[1]]


@pytest.mark.parametrize(
    ("method", "closed", "named"),
    [
        ("iterdir", "data", ["data"]),
        ("iterdir", "data/municipalities", ["data/municipalities"]),
        ("iterdir", "data/agreements/exempelavtalet/forms", ["data/agreements/exempelavtalet/forms"]),
        (
            "lstat",
            "data/municipalities/*",
            ["data/municipalities/norrby.yaml", "data/municipalities/soderby"],
        ),
    ],
)
def test_what_may_not_be_read_is_one_message_each(
    method: str, closed: str, named: list[str], example_copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder may not be listed, or it may, and yet none of its files opened."""
    real = getattr(Path, method)

    def refuse(path: Path, **options: bool) -> object:
        if path.match(closed) and len(path.parts) == closed.count("/") + 1:
            raise PermissionError(13, "Permission denied")
        return real(path, **options)

    folder = example_copy()
    monkeypatch.setattr(Path, method, refuse)

    assert [(path, 1, "unreadable") for path in named] == find_faults(folder)


def test_no_link_is_followed(example_copy: Copy) -> None:
    """Not even within the data: what it leads to may change."""
    folder = example_copy({"municipalities/provby/index.yaml": TOWN + "{status: member}\n"})
    (folder / "municipalities" / "provby" / "contacts.yaml").symlink_to("../soderby/contacts.yaml")

    assert [("data/municipalities/provby/contacts.yaml", 1, "unreadable")] == find_faults(folder)


def test_a_file_whose_name_only_begins_the_same_hides_no_missing_one(example_copy: Copy) -> None:
    """The old copy does not belong there, and the file itself is missing."""
    folder = example_copy()
    (folder / "laws.yaml").rename(folder / "laws-gamla.yaml")

    assert [
        ("data/laws-gamla.yaml", 1, "unknown-file"),
        ("data/laws.yaml", 1, "missing-file"),
    ] == find_faults(folder)


@pytest.mark.parametrize("named", [None, "arkivet", "."])
def test_a_missing_file_is_named_by_its_folders_name(named: str | None, example_copy: Copy) -> None:
    """Also data that was fetched from elsewhere. What has a fault already is not missing too."""
    folder = example_copy()
    (folder / "laws.yaml").unlink()
    (folder / "glossary.yaml").rename(folder / "glossary.yml")
    problems: list[Problem] = []
    read_source(folder, problems, named=Path(named) if named else None)

    faults = [("glossary.yml", "yml"), ("laws.yaml", "missing-file")]
    expected = [(f"{named or 'data'}/{file}", rule) for file, rule in faults]
    assert expected == [(problem.file, problem.rule) for problem in problems]


def test_a_name_that_cannot_be_used_silences_nothing_else(example_copy: Copy) -> None:
    """The other files of the folder are checked, and what is below the level is not missed."""
    folder = example_copy(
        {
            "municipalities/provby/index.yaml": TOWN + "{status: medlem}\n",
            "municipalities/provby/Mina Kontakter.yaml": "- id: bvc\n",
            "municipalities/provby/local.yaml": "- id: a\n  fax: x\n",
        }
    )

    assert [
        ("data/municipalities/provby/Mina Kontakter.yaml", 1, "file-name"),
        ("data/municipalities/provby/index.yaml", 5, "not-a-choice"),
        ("data/municipalities/provby/local.yaml", 2, "unknown-field"),
    ] == find_faults(folder)


def test_read_me_pictures_and_hidden_files_may_lie_beside(example_copy: Copy) -> None:
    """Notes and pictures are nobody's fault."""
    picture = '<svg xmlns="http://www.w3.org/2000/svg"/>'

    assert [] == find_faults(
        example_copy({f"municipalities/{name}": picture for name in ("README.md", "karta.svg", ".gitkeep")})
    )
