"""What libyaml stumbled on, in words for the one who wrote the file."""

from __future__ import annotations

import re

import yaml

from macros.problems import Problem

_QUOTE = "Sätt citattecken om hela texten."
_CAUSES = (
    ("unexpected end of stream", "här börjar ett citat som aldrig tar slut", "Ett citattecken fattas."),
    ("unknown escape", "här står ett omvänt snedstreck (\\) inom citattecken", "Använd enkla citattecken."),
    ("could not find expected ':'", "raden saknar kolon efter fältnamnet", "Skriv till exempel  name: Kalix"),
    ("mapping values are not allowed", "här står ett kolon där det inte får stå",
     f"Är raden längre indragen än den ovanför? Har texten ett kolon? {_QUOTE}"),
    ("", "raden passar inte ihop med raderna ovanför", "Är den lika långt indragen som de andra?"),
)  # fmt: skip
_SPECIAL = re.compile(r"(?:^\s*|: +|- +)([{\[*&!%@`>|\"])")
_BEGINS = ("unexpected end of stream", "could not find expected ':'")
"""Where these are found says nothing; the place to look is where the thing begins."""


def not_yaml(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Say in Swedish what libyaml stumbled on, and where."""
    said = str(getattr(error, "problem", "") or "")
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    if any(cause in said for cause in _BEGINS):
        marks.reverse()
    mark = marks[0] or marks[1]
    lines = text.splitlines() or [""]
    number = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column + 1 if mark else 1
    return Problem(file, number + 1, column, "not-yaml", *_cause(said, lines[number]))


def _cause(said: str, line: str) -> tuple[str, str]:
    """Give the likely cause and the advice: the line itself tells more than libyaml."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return "raden är indragen med tabb", "Dra in med mellanslag."
    special = _SPECIAL.search(line)
    if special and "end of stream" not in said and "escape" not in said:
        return f"texten börjar med {special[1]}, som betyder något särskilt i YAML", _QUOTE
    return next((message, advice) for cause, message, advice in _CAUSES if cause in said)
