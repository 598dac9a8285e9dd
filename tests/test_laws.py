"""What rests on law names it: every text about secrecy, consent, duty or age has its paragraphs beside it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.text import Text
from macros.records.whole_shelf import Shelf
from macros.rendering.texts import plain
from tests.conftest import ROOT

KINDS = ("routine", "checklists", "introduction", "leaflets", "guidance", "forms", "apt")
SPEAKS_OF_LAW = re.compile(
    r"sekretess|tystnadsplikt|samtyck|anmäl|lex (sarah|maria)|\blag(en|arna)?\b|lagstift|personuppgift|dataskydd"
    r"|(?<!är )rätt (att|till)\b|\b(fyllt|från|under) 1[25]( år)?\b|12–14 år|utan dröjsmål|\bhuvudm[aä]n",
    re.IGNORECASE,
)
REPORTS = re.compile("anmäl", re.IGNORECASE)
WITH_THE_DUTY = ("routine", "checklists", "introduction", "guidance", "apt")
"""Kinds whose pages and sheets begin with the box of the duty to report, which names its paragraph."""
Found = tuple[str, str]


def speaks_of_law(words: str, path: str) -> bool:
    """Return whether words rest on law, other than what the box of the duty to report says beside them."""
    rest = REPORTS.sub("", words) if path.startswith(WITH_THE_DUTY) else words
    return bool(SPEAKS_OF_LAW.search(rest))


def find_lawless(value: Any, binder: Binder, path: str, named: bool) -> Iterator[Found]:
    """Yield the path and words of each text about law with no paragraph beside it.

    ``named`` says whether the nearest record around that can name laws does.
    """
    match value:
        case Text():
            words = plain(value, binder)
            if not named and speaks_of_law(words, path):
                yield path, words
        case Record():
            named = bool(value.laws) if "laws" in type(value).model_fields else named
            for name in type(value).model_fields.keys() - {"words", "our_way"}:
                yield from find_lawless(getattr(value, name), binder, f"{path}.{name}", named)
        case dict():
            for key, child in value.items():
                yield from find_lawless(child, binder, f"{path}.{key}", named)
        case list():
            for number, child in enumerate(value, 1):
                yield from find_lawless(child, binder, f"{path}.{getattr(child, 'id', number)}", named)


def names_a_law(value: Any) -> bool:
    """Return whether a record or anything in it names a paragraph."""
    match value:
        case Record():
            children = [getattr(value, name) for name in type(value).model_fields]
            return bool(getattr(value, "laws", ())) or any(map(names_a_law, children))
        case dict():
            return any(map(names_a_law, value.values()))
        case list():
            return any(map(names_a_law, value))
    return False


def list_lawless(binder: Binder) -> dict[str, str]:
    """Return what a binder says of law without naming any, by path.

    A part that cannot name laws, such as a role or a step of a leaflet, is content with one anywhere in
    the routine, checklist or leaflet that it stands in.
    """
    found: dict[str, str] = {}
    for kind in KINDS:
        value = getattr(binder, kind)
        records = value if isinstance(value, dict) else {"": value}
        for key, record in records.items():
            found |= find_lawless(record, binder, f"{kind}.{key}".rstrip("."), names_a_law(record))
    return found


def test_every_text_that_rests_on_law_names_it(real: Shelf) -> None:
    """Routine, checklist, introduction, leaflet, form, case and *Vem ringer jag?* in every binder."""
    assert {} == {
        f"{binder.address} {path}": words
        for binder in real.binders.values()
        for path, words in list_lawless(binder).items()
    }


def test_a_text_that_names_no_law_is_found(example: Shelf) -> None:
    """A consent form that no longer names its paragraph is found, and a box of duty speaks for itself."""
    binder = example.binders["norrby"]
    form = binder.forms["samtycke"].model_copy(update={"laws": []})
    lawless = binder.model_copy(update={"forms": {"samtycke": form}})

    assert "forms.samtycke.title" in list_lawless(lawless)
    assert not speaks_of_law("Anmäl genast till socialtjänsten.", "checklists.samverkan.lead")
    assert speaks_of_law("Anmäl genast till socialtjänsten.", "leaflets.familj.lead")


@pytest.mark.parametrize("kind", ["agreements", "areas", "municipalities"])
def test_no_text_says_that_the_laws_apply_today(kind: str) -> None:
    """They are as they were on the day somebody read them, and only the program says which."""
    promise = re.compile(r"lag\w*\b[^.\n]{0,40}\bgäller i dag|i dag gäller[^.\n]{0,20}\blag", re.IGNORECASE)
    files = (ROOT / "data" / kind).rglob("*.yaml")

    assert [] == [
        file.as_posix() for file in files if promise.search(" ".join(file.read_text("utf-8").split()))
    ]
