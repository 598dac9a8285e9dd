"""Folders that cannot be read, links, and names: each is a message, and silences nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.checks import check

Copy = Callable[..., Path]


def found(folder: Path) -> list[tuple[str, int, str]]:
    """Give every problem's place and rule."""
    return [(problem.file, problem.line, problem.rule) for problem in check(folder)[1]]


@pytest.mark.parametrize("closed", ["data", "data/municipalities", "data/agreements/exempelavtalet/forms"])
def test_a_folder_that_may_not_be_listed_is_one_message(
    closed: str, example_copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever runs the check may lack the right to read."""
    listed = Path.iterdir

    def iterdir(path: Path) -> object:
        if path == Path(closed):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    folder = example_copy()
    monkeypatch.setattr(Path, "iterdir", iterdir)

    assert [(closed, 1, "unreadable")] == found(folder)


def test_what_may_not_be_looked_at_is_one_message_each(
    example_copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder may be listed, and yet none of its files opened."""
    looked = Path.stat

    def stat(path: Path, **options: bool) -> object:
        if path.parent == Path("data/municipalities"):
            raise PermissionError(13, "Permission denied")
        return looked(path, **options)

    folder = example_copy()
    monkeypatch.setattr(Path, "stat", stat)

    assert [
        ("data/municipalities/norrby.yaml", 1, "unreadable"),
        ("data/municipalities/soderby", 1, "unreadable"),
    ] == found(folder)


def test_a_link_within_the_data_is_followed(example_copy: Copy) -> None:
    """Two municipalities may share a file of contacts."""
    town = "state: example\nname: Provby\narea: exempelbygden\ncounty: Län\nmembership: {status: member}\n"
    folder = example_copy({"municipalities/provby/index.yaml": town})
    (folder / "municipalities" / "provby" / "contacts.yaml").symlink_to("../soderby/contacts.yaml")

    assert [] == found(folder)


def test_a_name_that_cannot_be_used_silences_nothing_else(example_copy: Copy) -> None:
    """The other files of the folder are checked, and what is below the level is not missed."""
    town = "state: example\nname: Provby\narea: exempelbygden\ncounty: Län\nmembership: {status: medlem}\n"
    folder = example_copy(
        {
            "municipalities/provby/index.yaml": town,
            "municipalities/provby/Mina Kontakter.yaml": "- id: bvc\n",
            "municipalities/provby/local.yaml": "- id: a\n  fax: x\n",
        }
    )

    assert [
        ("data/municipalities/provby/Mina Kontakter.yaml", 1, "file-name"),
        ("data/municipalities/provby/index.yaml", 5, "not-a-choice"),
        ("data/municipalities/provby/local.yaml", 2, "unknown-field"),
    ] == found(folder)


def test_read_me_pictures_and_hidden_files_may_lie_beside(example_copy: Copy) -> None:
    """Notes and pictures are nobody's fault."""
    names = ("README.md", "torget.JPG", "karta.svg", ".gitkeep")

    assert [] == found(example_copy({f"municipalities/{name}": "x" for name in names}))
