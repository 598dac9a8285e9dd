"""Invented areas and municipalities: what they have of their own and what they change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

from tests.country.agreement import Files, sections
from tests.country.names import slug
from tests.country.phrases import CLINICS, QUESTIONS, SENTENCES, SERVICES, STEPS


def area(random: Random, name: str, agreement: str, towns: list[str], phones: Iterator[str]) -> Files:
    """Give all files of one area: its clinics, a few overrides, some history."""
    routine: dict[str, Any] = {"meeting": {"within": f"{random.randint(2, 4)} veckor"}}
    if random.random() < 0.4:
        routine["meeting"]["window"] = {"weekday": "torsdag", "start": "10:00", "end": "15:00"}
    routine["steps"] = [
        {"id": f"extra-{count}", "text": " ".join(random.sample(SENTENCES, 3))} for count in (2, 5, 8)
    ]
    routine["sections"] = sections(random, "har", 3)
    return {
        "index": {
            "state": "example",
            "name": name,
            "agreement": agreement,
            "lead": f"{name} är kommuner som arbetar efter samma rutin.",
            "places": ", ".join(towns),
            "background": {"sections": sections(random, "bakgrund-har", 6)},
        },
        "routine": routine,
        "contacts": _contacts(CLINICS, name, phones),
    }


def municipality(random: Random, name: str, area: str, county: str, phones: Iterator[str]) -> dict[str, Any]:
    """Give one municipality: its own fields, its contacts and a few changes."""
    level: dict[str, Any] = {
        "state": "example",
        "name": name,
        "area": area,
        "county": county,
        "membership": {"status": random.choice(["member"] * 9 + ["joining"]), "since": "2025-01"},
        "address": f"{name} kommun, Exempelgatan {random.randint(1, 99)}, 000 00 {name}",
        "sections": sections(random, "kommunen", 1),
    }
    level |= _changes(random, name)
    level["contacts"] = _contacts(SERVICES[: random.randint(8, 10)], name, phones)
    return level


def _contacts(rows: Iterable[tuple[str, ...]], place: str, phones: Iterator[str]) -> list[dict[str, str]]:
    return [
        {
            "id": key,
            "service": key,
            "role": f"{role} i {place}",
            "phone": next(phones),
            "email": f"{key}@{slug(place)}.example",
            "address": f"Exempelgatan {number}, {place}",
            "hours": "Måndag till fredag kl. 8–16",
        }
        for number, (key, _, _, role) in enumerate(rows, 1)
    ]


def _changes(random: Random, name: str) -> dict[str, Any]:
    """Give what a municipality may change: most change little, some nothing."""
    changes: dict[str, Any] = {}
    if random.random() < 0.2:
        changes["routine"] = {
            "meeting": {"within": f"{random.randint(8, 20)} dagar"},
            "steps": [{"id": "extra-3", "title": random.choice(STEPS)}],
        }
    if random.random() < 0.4:
        own = {"id": "egen", "phase": "fore", "text": random.choice(QUESTIONS), "after": "ser"}
        changed = {"id": "vem-kallar", "text": f"Vem kallar, och vem bokar lokal i {name}?"}
        changes["checklists"] = {"samverkan": {"questions": [own, changed, {"remove": "extra-6"}]}}
    if random.random() < 0.5:
        text = " ".join(random.sample(SENTENCES, 2))
        changes["local"] = [{"id": "har", "page": "rutin", "title": f"I {name}", "text": text}]
    return changes
