"""A build after an edit searches for persons' numbers in all but what has not changed since the last one."""

from functools import partial
from pathlib import Path
from unittest.mock import Mock

import pytest

from macros.checks import check, privacy
from macros.records.shelf import read
from macros.web.shards import find_unchanged
from macros.web.site_build import BUILT
from macros.web.site_fingerprints import fingerprints
from tests.conftest import Copy
from tests.edits import replace_text
from tests.sites import TODAY


@pytest.fixture
def built_data(example_copy: Copy) -> Path:
    """The example's data, and a site beside it that was built of it."""
    data = example_copy()
    for slug, fingerprint in fingerprints(read(data, TODAY)[0]).items():
        (Path("site") / slug).mkdir(parents=True, exist_ok=True)
        (Path("site") / slug / BUILT).write_text(fingerprint, encoding="utf-8")
    return data


def find_passed(data: Path) -> list[str]:
    """Check as a build does, and return the rules of what was found."""
    return [problem.rule for problem in check(data, TODAY, partial(find_unchanged, Path("site")))[1]]


@pytest.mark.parametrize(
    "file",
    [
        "municipalities/norrby.yaml",
        "agreements/exempelavtalet/leaflets/familj.yaml",
        "areas/exempelbygden/index.yaml",
        "accessibility.yaml",
        "glossary.yaml",
        "site.yaml",
    ],
)
def test_whatever_has_changed_is_searched(file: str, built_data: Path) -> None:
    """Of every level and of what all share: a person's number is found where it was written."""
    assert [] == find_passed(built_data)
    with (built_data / file).open("a", encoding="utf-8") as written:
        written.write("\n# 811218-9876\n")
    assert ["personal-identity-number"] == find_passed(built_data)


def test_what_has_not_changed_is_not_searched_again(
    built_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one municipality is edited, only its own file is; what all share stands in the other's binder too."""
    search = Mock(return_value=())
    monkeypatch.setattr(privacy, "find_in_text", search)
    assert [] == find_passed(built_data)
    assert ["data/accessibility.yaml"] == [call.args[1] for call in search.call_args_list]

    search.reset_mock()
    replace_text(built_data / "municipalities/norrby.yaml", ("state:", "# \nstate:"), count=1)
    assert [] == find_passed(built_data)
    assert {"data/accessibility.yaml", "data/municipalities/norrby.yaml"} == {
        call.args[1] for call in search.call_args_list
    }


def test_without_a_built_site_everything_is_searched(built_data: Path) -> None:
    """Nothing tells that a file has passed, not even a site that another program made."""
    shelf, _ = read(built_data, TODAY)
    (Path("site") / "norrby" / BUILT).unlink()
    (Path("site") / "soderby" / BUILT).write_text("", encoding="utf-8")
    assert [] == find_unchanged(Path("site"), shelf)
    assert set() == shelf.files_behind(())
