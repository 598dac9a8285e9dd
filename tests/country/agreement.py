"""An invented agreement: the one in ``tests/exempel``, with other names and much more of everything."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.country.phrases import CLINICS, QUESTIONS, SENTENCES, SERVICES, STEPS, TOPICS

EXAMPLE = Path(__file__).parents[1] / "exempel"
Files = dict[str, Any]
"""The content of files by their path, without ``.yaml``."""


def read(path: Path) -> Any:
    """Read a file of the example as text only, as the project does."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)


def agreement(random: Random, name: str, region: str, meeting: str) -> Files:
    """Give all files of one agreement."""
    folder = EXAMPLE / "agreements" / "exempelavtalet"
    files: Files = {
        str(path.relative_to(folder).with_suffix("")): _renamed(read(path), name, region)
        for path in sorted(folder.rglob("*.yaml"))
    }
    files["terms"] = {"mote": {"forms": _forms(meeting)}}
    files["services"] = [_service(*row[:3]) for row in SERVICES + CLINICS]
    files["checklists/samverkan"]["questions"] += _questions(files)
    files["routine"]["steps"] += _steps(random, files)
    files["routine"]["sections"] += sections(random, "rutin", 8)
    files["introduction"]["sections"] += sections(random, "ny", 8)
    files["index"]["sections"] += sections(random, "avtal", 120)
    files["background"]["sections"] += sections(random, "bakgrund", 8)
    del files["contacts"]
    return files


def sections(random: Random, prefix: str, number: int) -> list[dict[str, Any]]:
    """Give so many sections of a few paragraphs."""
    return [
        {
            "id": f"{prefix}-{count}",
            "title": TOPICS[count % len(TOPICS)],
            "paragraphs": [" ".join(random.sample(SENTENCES, 4)) for _ in range(2)],
            "points": random.sample(SENTENCES, 3),
        }
        for count in range(1, number + 1)
    ]


def _renamed(node: Any, name: str, region: str) -> Any:
    """Put the invented names where the example has its own."""
    if isinstance(node, dict):
        return {key: _renamed(value, name, region) for key, value in node.items()}
    if isinstance(node, list):
        return [_renamed(value, name, region) for value in node]
    return str(node).replace("Exempelavtalet", name).replace("Region Granland", region)


def _forms(meeting: str) -> dict[str, str]:
    phrases = ["möte", "ett möte", "mötet", "mötets", "möten", "mötena"]
    return {phrase: phrase.replace("möte", meeting) for phrase in phrases}


def _service(key: str, name: str, group: str) -> dict[str, str]:
    return {
        "id": key,
        "name": name,
        "group": group,
        "does": f"{name} lyssnar, ger råd och stöd och säger vem mer som kan hjälpa till.",
        "for_whom": "Barn, unga och deras familjer.",
        "call_when": f"Ett barn behöver det som {name[0].lower()}{name[1:]} kan ge.",
    }


def _questions(files: Files) -> list[dict[str, Any]]:
    phases = [phase["id"] for phase in files["checklists/samverkan"]["phases"]]
    return [
        {"id": f"extra-{count}", "phase": phases[count % 3], "text": text, "hint": SENTENCES[count]}
        for count, text in enumerate(QUESTIONS, 1)
    ]


def _steps(random: Random, files: Files) -> list[dict[str, Any]]:
    phases = [phase["id"] for phase in files["routine"]["phases"]]
    return [
        {
            "id": f"extra-{count}",
            "phase": phases[count % 3],
            "title": title,
            "text": " ".join(random.sample(SENTENCES, 3)),
            "points": random.sample(SENTENCES, 2),
            "who": "Den som kallar till {mötet}",
        }
        for count, title in enumerate(STEPS, 1)
    ]
