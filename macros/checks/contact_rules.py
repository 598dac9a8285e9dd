"""Rules for contacts: their districts, exceptional hours, and copied numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from macros.checks.references import Fault, suggest
from macros.problems import Place, Problem, join_words, quote
from macros.records.binder import Binder
from macros.records.path import expand, flatten_ids
from macros.records.scalars import fold
from macros.records.whole_shelf import Shelf

_DUTY = "socialtjanst"
_LISTED = "Kommunens delar står under districts i kommunens fil"


def districts_exist(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A contact is for districts that the municipality has."""
    known = {district.id for district in binder.municipality.districts}
    for path, key in flatten_ids(expand(binder, "contacts.*.districts")):
        if key not in known:
            message = f"kommundelen {quote(key)} finns inte i {binder.name}"
            names = ", ".join(sorted(known))
            advice = f"{_LISTED}: {names}." if known else f"{_LISTED}. Där finns inga än."
            yield path, "unknown-district", message, f"{suggest(key, known)}{advice}"


def exceptional_hours_are_in_order(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """Exceptional hours end after they begin, and say one thing that applies then."""
    for contact in binder.contacts:
        for exception in contact.schedule:
            path = f"contacts.{contact.id}.schedule.{exception.id}"
            has_times = exception.opens_at or exception.closes_at
            if exception.backwards:
                message = f"sista dagen ({exception.valid_to}) kommer före första ({exception.valid_from})"
                yield f"{path}.valid_to", "schedule-order", message, "Jämför valid_to med valid_from."
            if exception.is_backwards:
                message = "det stänger innan det öppnar"
                yield f"{path}.closes_at", "schedule-order", message, "Jämför closes_at med opens_at."
            if exception.closed and has_times:
                message = "här står både att det är stängt och när det är öppet"
                yield f"{path}.closed", "schedule-says", message, "Ta bort det ena."
            if not exception.closed and not has_times and exception.description is None:
                message = "de avvikande tiderna säger inte vad som gäller"
                advice = "Skriv  closed: ja , tiderna i opens_at och closes_at, eller en text i description."
                yield path, "schedule-says", message, advice


def list_without_duty_number(shelf: Shelf) -> list[Problem]:
    """Return a warning for each binder with no number to call to report concern.

    The box says where to turn all the same, so that a draft can be read.
    """
    problems = []
    for binder in shelf.binders.values():
        services = (binder.agreement.duty or shelf.site.duty).call
        if binder.reach(services) is None:
            message = f"pärmen {binder.place_name} har inget nummer att ringa när man är orolig för ett barn"
            service = quote(services[0] if services else _DUTY)
            advice = (
                f"Skriv en kontakt med telefonnummer som hör till verksamheten {service}. Heter den något "
                "annat hos er? Skriv dess id i duty › call."
            )
            problems.append(Problem.at(binder.place_of("membership"), "no-duty-number", message, advice))
    return sorted(problems)


def list_copied(shelf: Shelf) -> list[Problem]:
    """Return numbers and addresses that a municipality probably copied from another.

    Whoever begins with a copy of another's file may forget one. It is a warning: municipalities may share a
    service, although that is better written once, in the area. National numbers are everybody's.
    """
    names = {slug: binder.name for slug, binder in shelf.first_binders.items()}
    towns = {word: slug for slug, name in names.items() for word in (slug, fold(name))}
    owners: dict[tuple[str, str], dict[str, Place]] = defaultdict(dict)
    problems = []
    for binder in shelf.binders.values():
        slug = binder.slug
        for path, field, value in _list_own_ways(binder):
            place = binder.place_of(path)
            if binder.wrote(place):
                owners[field, value].setdefault(slug, place)
                other = _find_town(value, towns) if field in ("email", "web") else slug
                if other not in ("", slug):
                    message = f"{_WHAT[field]} {quote(value)} i {names[slug]} hör till {names[other]}"
                    problems.append(Problem.at(place, "copied-contact", message, _COPIED))
    for (field, value), places in owners.items():
        for slug, place in places.items() if len(places) > 1 else ():
            others = join_words(names[other] for other in places if other != slug)
            message = f"{_WHAT[field]} {quote(value)} i {names[slug]} står också i {others}"
            problems.append(Problem.at(place, "copied-contact", message, _COPIED))
    first = {(problem.file, problem.line): problem for problem in sorted(problems, reverse=True)}
    return sorted(first.values())


_WHAT = {"phone": "numret", "email": "e-postadressen", "web": "webbadressen", "address": "adressen"}
_COPIED = (
    "Följde den med från en annan kommuns fil? Är den gemensam för kommunerna skriver du kontakten i "
    "områdets fil."
)
_NATIONAL = re.compile(r"(?!0)|0(?:10|20|200|77\d)-")
"""How a number begins that is rung from the whole country, so that several may have it."""


def _list_own_ways(binder: Binder) -> list[tuple[str, str, str]]:
    """Return what should be a municipality's own: path, field and folded value."""
    ways = []
    if binder.municipality.address:
        ways.append(("municipality.address", "address", _fold_value(binder.municipality.address)))
    for contact in binder.contacts:
        for field in _WHAT:
            value = getattr(contact, field)
            if value and not (field == "phone" and _NATIONAL.match(value)):
                ways.append((f"contacts.{contact.id}.{field}", field, _fold_value(value)))
    return ways


def _fold_value(value: str) -> str:
    return " ".join(value.casefold().split())


def _find_town(address: str, towns: dict[str, str]) -> str:
    """Return the slug of the municipality that names an address's domain, or nothing."""
    domain = re.sub(r"^(?:https?://|.*@)", "", address).partition("/")[0]
    return next((towns[label] for label in domain.split(".") if label in towns), "")
