"""What the real binders say: plain enough, each collaboration in its own words, nothing claimed or made up."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.kinds import Kinds
from macros.records.readability import measure_lix
from macros.records.text import Text
from macros.records.values import Phone
from macros.records.whole_shelf import Shelf
from macros.rendering.texts import plain

NORRBUS = ("haparanda", "kalix", "overkalix", "overtornea")
HALSINGLAND = ("hudiksvall", "nordanstig", "ljusdal")
ATTENDANCE, ADULTS = ("kalix/skolnarvaro-kalix",), ("hudiksvall/sip-vuxna-hudiksvall",)
EXAMPLES = (*ATTENDANCE, *ADULTS)
"""Invented collaborations, of towns that have a binder of the sources too."""
BINDERS = (*NORRBUS, *HALSINGLAND, *EXAMPLES)

KINDS = [name for name in Kinds.model_fields if name != "state"]
PAGES = {
    "index": ("municipality",),
    "introduktion": ("introduction", "reading_paths", "self_check"),
    "rutin": ("routine", "meeting_agenda", "local"),
    "checklista": ("checklists",),
    "flode": ("flow",),
    "kontakter": ("services", "contacts", "guidance"),
    "blanketter": ("forms",),
    "chef": ("apt", "packets", "communication", "past_plans"),
    "uppfoljning": ("follow_up", "steering", "surveys", "action_plan", "competence"),
    "overenskommelse": ("agreement", "background"),
    "nytt": ("revisions", "newsletters"),
}
"""What staff read, page by page: the records that make a page's running text."""
NO_READING = {"terms", "documents", "figures", "leaflets", "family_sheets"}
LIX_FAMILY, LIX_STAFF = 30, 40
Texts = list[tuple[str, str]]
"""Texts, each after its path."""


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield a value and every value in it, each with its path."""
    yield path, value
    children: dict[Any, Any] = {}
    if isinstance(value, BaseModel):
        fields = (name for name in type(value).model_fields if name not in {"id", "state", "lacking", "slug"})
        children = {name: getattr(value, name) for name in fields}
    elif isinstance(value, dict):
        children = value
    elif isinstance(value, list):
        children = {getattr(item, "id", number): item for number, item in enumerate(value, 1)}
    for key, child in children.items():
        yield from walk(child, f"{path}.{key}".lstrip("."))


def readable(record: Any, binder: Binder) -> list[str]:
    """Return the running texts of a record: what is written to be read, not names, numbers or ids."""
    return [plain(value, binder) for _, value in walk(record) if isinstance(value, Text)]


def places(texts: Texts, pattern: str, *, but: str = r"$^") -> list[str]:
    """Return the places whose words match a pattern, except the paths that match another."""
    search = re.compile(pattern, re.IGNORECASE)
    return [f"{path}: {words}" for path, words in texts if search.search(words) and not re.match(but, path)]


@pytest.fixture(scope="module")
def texts(real: Shelf) -> dict[str, Texts]:
    """Every text of each binder, with its path."""
    return {
        slug: [
            (path, plain(value, binder) if isinstance(value, Text) else value)
            for path, value in walk(binder)
            if isinstance(value, Text | str)
        ]
        for slug, binder in real.binders.items()
    }


def test_the_walk_finds_texts_names_and_their_paths(real: Shelf, texts: dict[str, Texts]) -> None:
    """The tests below see what they are meant to see."""
    kalix = dict(texts["kalix"])

    assert "Kalix" == kalix["municipality.name"]
    assert real.binders["kalix"].agreement.short == kalix["agreement.short"]
    assert any(path.startswith("leaflets.familj.rights.points.") for path in kalix)
    assert set(BINDERS) == {slug for slug in texts if len(texts[slug]) > 500}


# Plain language


def test_every_kind_is_on_some_page() -> None:
    """A new kind is measured too."""
    measured = {kind for kinds in PAGES.values() for kind in kinds}

    assert set() == set(KINDS) - measured - NO_READING


def test_every_leaflet_has_a_reading_level(real: Shelf) -> None:
    """The check measures it (``macros/checks/reading_rules.py``)."""
    leaflets = [leaflet for binder in real.binders.values() for leaflet in binder.leaflets.values()]

    assert [] == [leaflet.title.source for leaflet in leaflets if leaflet.reading is None]


@pytest.mark.parametrize("slug", BINDERS)
def test_surveys_to_families_are_easy_to_read(slug: str, real: Shelf) -> None:
    """LIX at most 30, each survey by itself."""
    binder = real.binders[slug]
    surveys = [(key, survey) for key, survey in binder.surveys.items() if survey.audience != "coordinator"]
    measured = [(key, measure_lix(readable(survey, binder))) for key, survey in surveys]

    assert [] == [(key, value) for key, value in measured if value > LIX_FAMILY]


@pytest.mark.parametrize("slug", BINDERS)
def test_what_staff_read_is_plain(slug: str, real: Shelf) -> None:
    """LIX at most 40, each page by itself."""
    binder = real.binders[slug]
    measured = {
        page: measure_lix([text for kind in kinds for text in readable(getattr(binder, kind), binder)])
        for page, kinds in PAGES.items()
    }

    assert {} == {page: value for page, value in measured.items() if value > LIX_STAFF}


@pytest.mark.parametrize("slug", BINDERS)
def test_families_are_nobodys_case(slug: str, texts: dict[str, Texts]) -> None:
    """A child or a family is never *ett ärende*."""
    family = [text for text in texts[slug] if re.match(r"leaflets|surveys\.enkat-(barn|for|fold)", text[0])]

    assert family
    assert [] == places(family, r"ärende")


@pytest.mark.parametrize("slug", BINDERS)
def test_the_county_council_is_history(slug: str, texts: dict[str, Texts]) -> None:
    """*Landsting* stands only where former times are told of, or beside the year; today it is the region."""
    past = r"background|revisions|(\w+\.)*(history|control|joinings|parent_agreement)\b|agreement\.parties\..*note"
    undated = [(path, words) for path, words in texts[slug] if not re.search(r"\b20[01]\d\b", words)]

    assert [] == places(undated, "landsting", but=past)


# Each collaboration in its own words

OTHERS_WORDS = {
    NORRBUS: (
        r"samordningsmöte",
        r"pusselbit",
        r"spindelgrupp",
        r"chefss?amverkan",
        r"adresslapp",
        r"webbenkät",
        r"intervjusamtycke",
        r"månadsblad",
        r"kommunikationsplan",
        r"\b85 ?%",
        r"\b150\b",
        r"Hälsingland|Hudiksvall|Nordanstig|Ljusdal|Gävleborg",
        r"tre veckor",
        r"barn- och ungdomsombud",
    ),
    HALSINGLAND: (
        r"nätverksmöte",
        r"Gröna kortet",
        r"\bBUM\b",
        r"lokal(a)? styrgrupp",
        r"Norrbus",
        r"Norrbotten|Kalix|Haparanda|Övertorneå|Tornedalen",
        r"14 dagar",
        r"lapptäcke",
    ),
}
"""What one collaboration never says, because it is the other's."""
TOLD_OF_THE_PAST = {r"lokal(a)? styrgrupp"}
"""What the other collaboration's source speaks of too, in its history."""


@pytest.mark.parametrize(
    ("slug", "pattern"),
    [(slug, pattern) for slugs, patterns in OTHERS_WORDS.items() for slug in slugs for pattern in patterns],
)
def test_no_binder_speaks_the_others_language(slug: str, pattern: str, texts: dict[str, Texts]) -> None:
    """No text of one collaboration carries the other's terms, places or instruments.

    People who search may use either's words.
    """
    past = r"background\.history|" if pattern in TOLD_OF_THE_PAST else ""

    assert [] == places(texts[slug], pattern, but=rf"{past}.*synonyms\.")


@pytest.mark.parametrize(
    ("slug", "pattern"),
    [("kalix", pattern) for pattern in OTHERS_WORDS[HALSINGLAND][:6]]
    + [("hudiksvall", pattern) for pattern in OTHERS_WORDS[NORRBUS][:9]],
)
def test_each_binder_speaks_its_own_language(slug: str, pattern: str, texts: dict[str, Texts]) -> None:
    """The words above are real ones: the collaboration they belong to uses them."""
    assert places(texts[slug], pattern)


@pytest.mark.parametrize(
    ("slugs", "document"),
    [
        (HALSINGLAND, "grona-kortet"),
        (NORRBUS, "manadsblad"),
        (NORRBUS, "adresslappar"),
        (NORRBUS, "intervjusamtycke"),
        (NORRBUS, "enkat-barn"),
    ],
)
def test_no_binder_has_the_others_documents(slugs: tuple[str, ...], document: str, real: Shelf) -> None:
    """An instrument of one collaboration is no document of the other."""
    documents = {slug: {choice.id for choice in real.binders[slug].documents} for slug in slugs}

    assert [] == [slug for slug in slugs if document in documents[slug]]


# Nothing claimed, nothing made up

NATIONAL = {"112", "1177", "116 111", "113 13", "114 14", "90101", "90390", "020-50 50 50"}
NUMBER = re.compile(r"(?<![\d:–/(-])0\d{1,3}[- ]\d[\d ]{4,10}\d")


@pytest.mark.parametrize("slug", BINDERS)
def test_phone_numbers_are_reserved_for_fiction_or_national(
    slug: str, real: Shelf, texts: dict[str, Texts]
) -> None:
    """Nobody's telephone rings because of an example. A number in a running text counts too."""
    phones = [value for _, value in walk(real.binders[slug]) if isinstance(value, Phone)]
    numbers = [number for _, words in texts[slug] for number in NUMBER.findall(words)]

    assert phones
    assert [] == [number for number in (*phones, *numbers) if not _may_stand(number)]


def _may_stand(number: str) -> bool:
    return number in NATIONAL or Phone(number).fictional


@pytest.mark.parametrize(
    ("number", "may"),
    [
        ("070-174 06 05", True),
        ("070-174 06 04", False),
        ("0980-31 92 10", True),
        ("0980-31 93 10", False),
        ("112", True),
        ("0923-650 00", False),
    ],
)
def test_the_series_are_the_reserved_ones(number: str, may: bool) -> None:
    """As the telecom authority gives them."""
    assert may == _may_stand(number)


def test_urgent_numbers_are_national(real: Shelf) -> None:
    """Acute help is real."""
    assert NATIONAL >= {number.phone for number in real.site.urgent}


@pytest.mark.parametrize("slug", BINDERS)
def test_no_example_says_it_was_checked(slug: str, real: Shelf) -> None:
    """Contacts are examples, and nobody called them."""
    contacts = real.binders[slug].contacts

    assert {("example", None)} == {(contact.state, contact.checked) for contact in contacts}


@pytest.mark.parametrize("slug", BINDERS)
def test_only_document_control_is_adopted(slug: str, real: Shelf) -> None:
    """Our own wording is nobody's decision."""
    records = ((path, value) for path, value in walk(real.binders[slug]) if isinstance(value, Record))
    adopted = {path.rpartition(".")[2] for path, record in records if record.state == "adopted"}

    assert adopted <= {"control"}


def test_addresses_are_invented(real: Shelf, texts: dict[str, Texts]) -> None:
    """Mail and web addresses of ours lead nowhere."""
    words = "\n".join(words for binder in texts.values() for _, words in binder)
    addresses = {*re.findall(r"[\w.+-]+@[\w.-]+", words), real.site.address.rstrip("/"), real.site.email}

    assert [] == [address for address in addresses if not address.rstrip(".").endswith(".example")]
    assert not real.site.published
