"""What an editor probably meant: a field, a kind or a choice in Swedish, in everyday words, or misspelt.

The Swedish names are those of the records' own declarations; here stand only the words beside them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from macros.problems import nearest
from macros.records.agreement import Agreement
from macros.records.base import Record
from macros.records.kinds import Kinds
from macros.records.municipality import Area, Municipality
from macros.records.scalars import fold
from macros.records.shape import shapes, title_of

EVERYDAY = {
    "phone": ("telefonnummer", "tel", "tfn", "mobil", "mobilnummer", "nummer"),
    "email": ("epost", "mejl", "mail", "e-postadress", "mejladress"),
    "web": ("hemsida", "webbplats", "webbadress", "länk", "url"),
    "address": ("besöksadress", "gatuadress", "postadress"),
    "hours": ("öppettider", "öppettid", "telefontid", "telefontider", "tider"),
    "checked": ("kontrolldatum", "senast kontrollerad", "granskad"),
    "role": ("roll", "befattning"),
    "location": ("ort", "ställe"),
    "service": ("tjänst", "enhet"),
    "note": ("kommentar", "notering", "obs"),
    "state": ("status", "tillstånd"),
    "title": ("titel", "överskrift"),
    "lead": ("inledning", "intro"),
    "text": ("beskrivning", "innehåll", "brödtext"),
    "points": ("punktlista",),
    "within": ("tidsgräns", "frist"),
    "window": ("tid", "tidsfönster"),
    "since": ("från och med", "fr.o.m.", "från"),
    "until": ("till och med", "t.o.m."),
    "valid_from": ("från och med", "fr.o.m.", "startdatum"),
    "valid_to": ("till och med", "t.o.m.", "slutdatum"),
    "revise_by": ("revideras", "revideras senast"),
    "adopted": ("antagen", "beslutad", "beslutsdatum"),
    "adopted_by": ("antagen av", "beslutad av"),
    "contacts": ("kontaktuppgifter", "telefonlista"),
    "terms": ("begrepp", "ordlista"),
    "flow": ("flödesschema", "insatser"),
    "leaflets": ("broschyrer", "familj"),
    "forms": ("formulär",),
    "revisions": ("historik", "nytt"),
    "guidance": ("vägledning", "lotsning"),
    "communication": ("kommunikation",),
}
"""What fields are also called, beside their Swedish names."""

CHOICES = {
    "example": ("exempel", "påhittad"),
    "adopted": ("antagen", "beslutad", "fastställd"),
    "member": ("medlem", "ansluten"),
    "joining": ("ansluter",),
    "left": ("lämnat", "utträdd", "före detta"),
    "calendar": ("kalenderdagar", "vanliga dagar"),
    "working": ("vardagar",),
    "high": ("hög", "säkert"),
    "medium": ("medel", "osäker"),
}
"""What choices are also called, beside the words in the field's description."""


def field(model: type[Record], name: str, beside: Iterable[str] = ()) -> str:
    """Give the field of a record (or a kind beside it) that a name probably means, or an empty string."""
    titles = {key: title_of(model, key) for key in model.model_fields}
    titles |= {key: title_of(Kinds, key) for key in beside}
    return near(name, titles, titles)


def near(name: str, allowed: Iterable[str], titles: Mapping[str, str] | None = None) -> str:
    """Give the allowed name that a Swedish, everyday or misspelt one probably means, or an empty string."""
    by_word: dict[str, str] = {}
    for key in allowed:
        said = _titles().get(key, ()) if titles is None else (titles[key],)
        for word in (*said, *EVERYDAY.get(key, ())):
            by_word.setdefault(_plain(word), key)
    by_word |= {_plain(key): key for key in allowed}
    plain = _plain(name)
    return by_word.get(plain) or by_word.get(nearest(plain, by_word), "")


def choice(word: str, allowed: Iterable[str], description: str) -> str:
    """Give the choice that a word probably means: by what the description calls it, or misspelt."""
    by_word: dict[str, str] = {}
    described = dict(re.findall(r"([\w-]+) \(([^)]*)\)", description))
    for key in allowed:
        for said in (described.get(key, ""), *CHOICES.get(key, ()), key):
            by_word[_plain(said)] = key
    plain = _plain(word)
    return by_word.get(plain) or by_word.get(nearest(plain, by_word), "")


def homes(name: str) -> list[str]:
    """Give the kinds of which some record has a field of this very name."""
    return [kind for kind, fields in _fields().items() if name in fields]


def known(name: str) -> bool:
    """Whether some record has a field of this very name."""
    return name in _titles()


def _plain(word: str) -> str:
    """Fold a word so that capitals, rings and dots, and the signs between its parts make no difference."""
    return fold(word).replace("-", "").replace(".", "")


@cache
def _fields() -> dict[str, set[str]]:
    """Give the names of all fields below each kind."""
    found: dict[str, set[str]] = {}
    for kind in Kinds.model_fields:
        found[kind] = {name for model in _inside(Kinds, {kind}) for name in model.model_fields}
    return found


@cache
def _titles() -> dict[str, tuple[str, ...]]:
    """Give the Swedish names of every field, wherever it stands."""
    found: dict[str, set[str]] = defaultdict(set)
    for top in (Kinds, Agreement, Area, Municipality):
        for model in (top, *_inside(top, set(top.model_fields))):
            for name in model.model_fields:
                found[name].add(title_of(model, name))
    return {name: tuple(sorted(titles)) for name, titles in found.items()}


def _inside(model: type[Record], names: set[str]) -> list[type[Record]]:
    """Give the record classes below some fields of a record class."""
    found: list[type[Record]] = []
    waiting = [shapes(model)[name].model for name in names]
    while waiting:
        inner = waiting.pop()
        if inner is not None and inner not in found:
            found.append(inner)
            waiting += [shape.model for shape in shapes(inner).values()]
    return found
