"""Guess which field, kind or choice an editor meant.

She may have written its Swedish name, an everyday word or a misspelling. The Swedish names are those of the
records' own declarations; here stand only the words beside them.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
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
    "contacts": ("kontaktuppgifter", "telefonlista", "kontakt"),
    "services": ("verksamhet",),
    "checklists": ("checklista",),
    "surveys": ("enkät",),
    "terms": ("begrepp", "ordlista"),
    "flow": ("flödesschema", "insatser"),
    "leaflets": ("broschyrer", "familj", "folder"),
    "forms": ("formulär", "blankett"),
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
    "child": ("barn", "elev"),
    "custodian": ("förälder", "vårdnadshavare"),
    "adult": ("vuxen", "närstående", "patient"),
    "staff": ("personal", "medarbetare"),
}
"""What choices are also called, beside the words in the field's description."""


def guess_field(model: type[Record], name: str, beside: Iterable[str] = ()) -> str:
    """Return the field that a name in a record probably means, or an empty string.

    ``beside`` are kinds that may stand beside the record's fields.
    """
    titles = {key: title_of(model, key) for key in model.model_fields}
    titles |= {key: title_of(Kinds, key) for key in beside}
    return near(name, titles, titles)


def find_field(name: str, titles: Mapping[str, str]) -> str:
    """Return the field that a name is another word for, or an empty string.

    Nothing is taken for misspelt. ``titles`` are the fields and their Swedish names.
    """
    words = {_fold(word): key for key, title in titles.items() for word in (title, *EVERYDAY.get(key, ()))}
    return (words | {_fold(key): key for key in titles}).get(_fold(name), "")


def near(name: str, allowed: Collection[str], titles: Mapping[str, str] | None = None) -> str:
    """Return the allowed name that a written one probably means, or an empty string.

    ``titles`` are the Swedish names of the allowed ones; without them, those of every field by that name.
    """
    by_word: dict[str, str] = {}
    for key in allowed:
        names = _titles().get(key, ()) if titles is None else (titles[key],)
        for word in (*names, *EVERYDAY.get(key, ())):
            by_word.setdefault(_fold(word), key)
    return _find(name, by_word | {_fold(key): key for key in allowed})


def guess_choice(word: str, allowed: Collection[str], description: str) -> str:
    """Return the choice that a word probably means, or an empty string.

    ``description`` is the field's: it calls each choice by a Swedish word in parentheses.
    """
    described = dict(re.findall(r"([\w-]+) \(([^)]*)\)", description))
    names = {key: (described.get(key, ""), *CHOICES.get(key, ()), key) for key in allowed}
    return _find(word, {_fold(name): key for key in allowed for name in names[key]})


def _find(word: str, by_word: dict[str, str]) -> str:
    """Return the name of the equal or nearest word, or an empty string."""
    folded = _fold(word)
    return by_word.get(folded) or by_word.get(nearest(folded, by_word), "")


def _fold(word: str) -> str:
    """Fold a word for comparison.

    Capitals, rings and dots, and the signs between its parts make no difference.
    """
    return fold(word).replace("-", "").replace(".", "")


def kinds_with_field(name: str) -> list[str]:
    """Return the kinds of which some record has a field of this very name."""
    return [
        kind
        for kind in Kinds.model_fields
        if any(name in model.model_fields for model in _models_below(Kinds, kind))
    ]


def levels_with_field(name: str) -> list[str]:
    """Return the levels that have a field of this very name beside their kinds."""
    levels: dict[str, type[Record]] = {
        "överenskommelsen": Agreement,
        "området": Area,
        "kommunen": Municipality,
    }
    return [title for title, model in levels.items() if name in model.model_fields]


def is_field(name: str) -> bool:
    """Return whether some record has a field of this very name."""
    return name in _titles()


@cache
def _titles() -> dict[str, tuple[str, ...]]:
    """Return the Swedish names of every field, by its name in the data."""
    titles: dict[str, set[str]] = defaultdict(set)
    for top in (Kinds, Agreement, Area, Municipality):
        for model in (top, *_models_below(top, *top.model_fields)):
            for name in model.model_fields:
                titles[name].add(title_of(model, name))
    return {name: tuple(sorted(own)) for name, own in titles.items()}


@cache
def _models_below(model: type[Record], *names: str) -> list[type[Record]]:
    """Return the record classes below some fields of a record class."""
    models: list[type[Record]] = []
    waiting = [shapes(model)[name].model for name in names]
    while waiting:
        inner = waiting.pop()
        if inner is not None and inner not in models:
            models.append(inner)
            waiting += [shape.model for shape in shapes(inner).values()]
    return models
