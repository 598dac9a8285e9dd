"""What others have made stands in docs/om/licenser.txt: each package, font and licence that is shipped."""

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.conftest import ROOT

NOTICES = (ROOT / "docs" / "om" / "licenser.txt").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "om" / "licenser.md").read_text(encoding="utf-8")
LOCKED = dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.M))
SHIPPED = {
    "mkdocs-material": ("LICENSE", "Material for MkDocs"),
    "snowballstemmer": ("COPYING", "Snowball"),
    "simplemma": ("LICENSE", "simplemma"),
    "holidays": ("LICENSE", "holidays"),
    "pyphen": ("", "Pyphen"),
}
"""The packages that something in the site comes from: the file of the licence, the name on the page."""
TOOLS = NOTICES.rpartition("Programs that make the site")[2]


def words(text: str) -> str:
    """Return a text without its line breaks."""
    return " ".join(text.split())


def test_each_locked_package_is_named() -> None:
    """A new package fails this until somebody has looked: is anything of it in the site? Most only make it."""
    names = {name.strip(" .") for name in TOOLS.rpartition("====\n")[2].replace("\n", " ").split(",")}

    assert LOCKED.keys() == names | SHIPPED.keys()
    assert set() == names & SHIPPED.keys()


@pytest.mark.parametrize(("name", "licence", "shown"), [(name, *rest) for name, rest in SHIPPED.items()])
def test_a_shipped_package_stands_with_its_version_and_licence(name: str, licence: str, shown: str) -> None:
    """The licence word for word, as in the package that is installed."""
    files = [file for file in distribution(name).files or [] if licence and file.name == licence]

    assert f"\n{name} {LOCKED[name]}\n" in NOTICES
    assert bool(licence) == bool(files)
    assert [] == [file for file in files if words(file.read_text("utf-8")) not in words(NOTICES)]
    assert shown in PAGE


@pytest.mark.parametrize(
    "file", sorted((ROOT / "docs/assets/fonts").glob("*-OFL.txt")), ids=lambda file: file.stem
)
def test_each_font_stands_with_its_copyright_and_licence(file: Path) -> None:
    """The copyright is the first line of the font's own licence file."""
    copyright_, _, rest = file.read_text(encoding="utf-8").partition("\n")
    font = file.stem.removesuffix("-OFL").removesuffix("-arabic").removesuffix("-ethiopic")

    assert copyright_ in NOTICES
    assert words(rest.partition("-----")[2]) in words(NOTICES)
    assert font.replace("-", " ") in PAGE.lower()


@pytest.mark.parametrize("icons", ["material/LICENSE", "octicons/LICENSE"])
def test_the_icons_in_the_themes_stylesheets_stand_with_their_licence(icons: str) -> None:
    """They are data in assets/screen.css."""
    (file,) = (
        file for file in distribution("mkdocs-material").files or [] if str(file).endswith(f".icons/{icons}")
    )

    assert words(file.read_text("utf-8")) in words(NOTICES)


def test_the_word_lists_stand_as_their_licences_ask() -> None:
    """Those that simplemma names, with the address of each licence, in the file and on the page."""
    sources = re.findall(
        r"github\.com/[\w-]+/[\w-]+|creativecommons\.org/[\w/.-]+|opendatacommons\.org/[\w/.-]+", PAGE
    )

    assert len(sources) >= 5
    assert [] == [source for source in sources if source not in NOTICES]


@pytest.mark.site
def test_the_notices_are_published(site: Path) -> None:
    """Beside the page that links to them, which the page about the binder leads to."""
    page = (site / "om" / "licenser" / "index.html").read_text(encoding="utf-8")

    assert NOTICES == (site / "om" / "licenser.txt").read_text(encoding="utf-8")
    assert 'href="../licenser.txt"' in page
    assert 'href="licenser/"' in (site / "om" / "index.html").read_text(encoding="utf-8")


def test_the_lists_of_names_stand_with_their_source_and_licence() -> None:
    """They are shipped in the package; each says at its head where it comes from."""
    for name in ("given_names.txt", "surnames.txt"):
        head = (ROOT / "macros" / "checks" / name).read_text(encoding="utf-8")[:400]
        (version,) = re.findall(r"Faker \(sv_SE, version ([\d.]+)\)", head)

        assert f"Faker {version} " in NOTICES
        assert name in NOTICES
        assert "docs/om/licenser.txt" in head
