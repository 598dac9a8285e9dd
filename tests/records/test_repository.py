"""The links that propose a change lead to the forge's own editor, at the line, and nowhere else."""

import re
from pathlib import Path, PurePath

import pytest
from pydantic import ValidationError

from macros.problems import Place
from macros.records.repository import Repository
from macros.records.whole_shelf import Shelf
from macros.rendering import Paper, Renderer, Web
from macros.web.links import Links

PLACE = Place("folder/data/areas/x.yaml", 12)


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"address": "https://github.com/a/b"}, "https://github.com/a/b/edit/main/data/areas/x.yaml#L12"),
        (
            {"address": "https://gitlab.com/a/b/c.git"},
            "https://gitlab.com/a/b/c/-/edit/main/data/areas/x.yaml#L12",
        ),
        (
            {"address": "https://codeberg.org/a/b/", "branch": "drift/2", "directory": "parm/data"},
            "https://codeberg.org/a/b/_edit/drift/2/parm/data/areas/x.yaml#L12",
        ),
        (
            {"address": "https://git.kommunen.example/a/b", "kind": "gitlab"},
            "https://git.kommunen.example/a/b/-/edit/main/data/areas/x.yaml#L12",
        ),
        ({"address": "https://git.kommunen.example/a/b"}, ""),
    ],
)
def test_each_forge_has_an_address_of_its_own(fields: dict[str, str], address: str) -> None:
    """Of the known hosts it need not be said which; of another, nothing is guessed."""
    repository = Repository.model_validate(fields, context=None)

    assert address == repository.edit_place(PurePath("folder/data"), PLACE)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(
            ("address", address)
            for address in (
                "http://github.com/a/b",
                "https://me:secret@github.com/a/b",
                "https://github.com/a",
                "https://github.com/a/..",
                "https://github.com/a/b?x=1",
                "https://github.com/a/b#L1",
                'https://github.com/a/b"onclick=',
                "https://githüb.com/a/b",
                "javascript:alert(1)//a/b",
                f"https://github.com/a/{'b' * 600}",
            )
        ),
        *(("branch", name) for name in ("../x", "a//b", "-x", "x.lock/..", "{{ config }}", "å", "a b")),
        ("directory", "/etc"),
        ("kind", "bitbucket"),
    ],
)
def test_what_is_no_address_of_a_repository_is_refused(field: str, value: str) -> None:
    """No word to log in with, no script, no way out of the repository."""
    with pytest.raises(ValidationError):
        Repository.model_validate({"address": "https://github.com/a/b", field: value})


def test_a_contact_is_proposed_where_it_is_written_and_on_the_web_alone(example: Shelf, real: Shelf) -> None:
    """At the line that the municipality changed. Without a repository there is no link."""
    binder = example.binders["norrby"]
    (contact,) = [one for one in binder.contacts if one.id == "elevhalsa"]
    lines = Path("tests/exempel/municipalities/norrby.yaml").read_text(encoding="utf-8").splitlines()

    drawn = Renderer(example, binder, Web("norrby", 2)).component("contact", contact)
    (line,) = re.findall(r'href="[^"]*/edit/main/data/municipalities/norrby\.yaml#L(\d+)"', drawn)
    assert lines[int(line) - 1].strip() == "- id: elevhalsa"
    assert "Föreslå" not in Renderer(example, binder, Paper("norrby", "https://x.example/")).component(
        "contact", contact
    )
    kalix = real.binders["kalix"]
    assert "Föreslå" not in Renderer(real, kalix, Web("kalix", 2)).component("contact", kalix.contacts[0])


def test_every_page_has_one_link_in_its_foot_to_where_it_comes_from(
    example_site: Path, example: Shelf
) -> None:
    """A municipality's page to its record, a shared page to itself. Each leads to the editor of our own forge."""
    feet = {
        page.relative_to(example_site).as_posix(): re.findall(
            r'rel="nofollow" href="([^"]*)">Föreslå ändring', page.read_text("utf-8").split("<footer")[1]
        )
        for page in example_site.rglob("*.html")
        if page.parent.name != "visa"  # shown on a wall, without a foot
        and page.parent.parent.name != "falt"  # made of the register of fields
    }
    assert example.site.repository
    editor = example.site.repository.editor

    assert {"404.html"} == {name for name, links in feet.items() if len(links) != 1}
    assert f"{editor}docs/lagar.md" == feet["lagar/index.html"][0]
    assert f"{editor}data/agreements/exempelavtalet/routine.yaml#L1" == feet["norrby/rutin/index.html"][0]
    outside = Links(example_site, example.site.address).find_external()
    assert {True} == {address.startswith(editor) for address in outside if "github.com/exempel" in address}
