"""Translate libyaml's errors into messages for editors.

libyaml says where it gave up; the fault is often on the line before. So each cause is looked for in the lines
themselves.
"""

import re
from typing import NamedTuple

import yaml

from macros.problems import Problem, quote
from macros.records import spelling

_QUOTE = 'Sätt raka citattecken (") om hela texten.'
_FIELD = re.compile(r"\s*(?:- +)*[^\W\d][\w-]*")
_NO_COLON = re.compile(r"\s*- +[a-z_]+ +[^:]*")
_SPECIAL = re.compile(r"(?:^\s*|: +|- +)([{\[*&!%@`>|\"])")
_QUOTED = re.compile(r"""(?:^\s*|: +|- +|\[ *|, *)(["'])""")


_CONFLICT = re.compile(r"<{7} |={7}$|>{7} ")
_OTHER_SIGN = re.compile(r"\s*(?:([–—•·*‑])\s|(?:[-–] +)?[\w-]+([：﹕꞉∶]))")
"""A text program's dash or dot where a list's dash is due, and what looks like a colon and is none."""
_HARD = "\u00a0\u2007\u202f\u3000"
"""Spaces that do not break: they look like others."""
_NO_CAUSE = ("raden passar inte ihop med raderna ovanför", "Är den lika långt indragen som de andra?")
_OR_TEXT = "Är det en text? Sätt citattecken om den."


class _Stop(NamedTuple):
    """Where libyaml gave up (lines and columns count from 0).

    ``begin`` is the line where what it was reading begins.
    """

    complaint: str
    lines: list[str]
    line: int
    column: int
    begin: int

    @property
    def text(self) -> str:
        """The line where it gave up."""
        return self.lines[self.line]

    @property
    def above(self) -> int | None:
        """The nearest line above that one."""
        return self.near(-1, self.line)

    def near(self, step: int, line: int) -> int | None:
        """Return the nearest line above (-1) or below (1) that has content, or None."""
        line += step
        while 0 <= line < len(self.lines):
            if self.lines[line].strip() and not self.lines[line].lstrip().startswith("#"):
                return line
            line += step
        return None

    def indent(self, line: int | None) -> int:
        """Count the spaces before a line, -1 where there is none."""
        return -1 if line is None else len(self.lines[line]) - len(self.lines[line].lstrip())

    def content(self, line: int | None) -> int:
        """Count the characters before a line's text: a list's dash is indentation too."""
        if line is None:
            return -1
        match = re.match(r"[ -]*(?<![^ ])", self.lines[line])
        return match.end() if match and self.is_item(line) else self.indent(line)

    def is_item(self, line: int) -> bool:
        return self.lines[line].lstrip().startswith("- ")


_Fault = tuple[int, str, str]
"""The line (from 0), the message and the advice."""


def explain_yaml_error(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Return libyaml's error as a problem in Swedish, by the first cause that fits."""
    complaint = " ".join(str(getattr(error, name, "") or "") for name in ("problem", "context"))
    mark, begin = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    mark = mark or begin
    lines = text.splitlines() or [""]
    last = len(lines) - 1
    line = min(mark.line, last) if mark else 0
    stop = _Stop(complaint, lines, line, mark.column if mark else 0, min(begin.line, last) if begin else line)
    at, message, advice = next(filter(None, (cause(stop) for cause in _CAUSES)), (line, *_NO_CAUSE))
    column = stop.column + 1 if at == line else stop.indent(at) + 1
    return Problem(file, at + 1, column, "not-yaml", message, advice)


def is_too_deep(error: yaml.YAMLError) -> bool:
    """Return whether libyaml gave up at its own limit on nesting (newer versions)."""
    return "maximum nesting depth" in str(getattr(error, "problem", ""))


def _find_conflict(stop: _Stop) -> _Fault | None:
    """Find a merge conflict: both versions of the same lines left in the file."""
    start = next((n for n, line in enumerate(stop.lines) if _CONFLICT.match(line)), None)
    if start is None:
        return None
    return (
        start,
        "här står två versioner av samma rader (<<<<<<<, =======, >>>>>>>)",
        "Behåll den version som gäller. Ta bort den andra och de tre raderna med tecken.",
    )


def _find_lookalikes(stop: _Stop) -> _Fault | None:
    """Find spaces and signs of a text program that only look like the right ones."""
    above = stop.line if stop.above is None else stop.above
    for line in dict.fromkeys((stop.line, stop.begin, above)):
        text = stop.lines[line]
        if re.match(rf"[ {_HARD}]*[{_HARD}]|[ -]*[\w-]+:[{_HARD}]", text):
            return (
                line,
                "raden har hårda mellanslag, som ser ut som vanliga",
                "Ta bort dem och skriv vanliga mellanslag.",
            )
        if match := _OTHER_SIGN.match(text):
            sign, due = match[1] or match[2], "bindestreck (-)" if match[1] else "kolon (:)"
            return line, f"här står {sign} där det ska stå ett {due}", f"Skriv ett vanligt {due}."
    return None


def _find_tab(stop: _Stop) -> _Fault | None:
    if "\t" in stop.text[: stop.indent(stop.line)]:
        return stop.line, "raden är indragen med tabb", "Dra in med mellanslag."
    return None


def _find_quote_fault(stop: _Stop) -> _Fault | None:
    if "end of stream" in stop.complaint:
        return stop.begin, "här börjar ett citat som aldrig tar slut", "Det saknas ett citattecken."
    if "unknown escape" in stop.complaint:
        return stop.line, "här står ett omvänt snedstreck (\\) inom citattecken", "Använd enkla citattecken."
    opening = _QUOTED.search(stop.text)
    if not opening or not stop.text[: stop.column].rstrip().endswith(opening[1]):
        return None
    rest = stop.text[opening.start(1) :].strip()
    if opening[1] == '"':
        return (
            stop.line,
            "texten börjar med ett citat och fortsätter efter det",
            f"Sätt enkla citattecken om hela texten: '{rest[:60]}'",
        )
    return (
        stop.line,
        "apostrofen i texten läses som slutet på citatet",
        f'Sätt dubbla citattecken om texten i stället: "{rest.strip(chr(39))[:60]}"',
    )


def _find_unclosed_bracket(stop: _Stop) -> _Fault | None:
    line = stop.lines[stop.begin]
    for opening, closing in ("[]", "{}"):
        if "flow" in stop.complaint and line.count(opening) > line.count(closing):
            advice = f"Skriv {closing} sist. {_OR_TEXT}"
            return stop.begin, f"här börjar {opening} men {closing} saknas", advice
    return None


def _find_reserved_character(stop: _Stop) -> _Fault | None:
    special = _SPECIAL.search(stop.text)
    if not special:
        return None
    after_bracket = special[1] in "{[" and stop.text[: stop.column].rstrip().endswith(("}", "]"))
    if (
        after_bracket
        or "token" in stop.complaint
        or "scanning a" in stop.complaint
        or "flow" in stop.complaint
    ):
        return stop.line, f"texten börjar med {special[1]}, som betyder något särskilt i YAML", _QUOTE
    return None


def _find_missing_colon(stop: _Stop) -> _Fault | None:
    if "could not find expected ':'" in stop.complaint:
        return _explain_missing_colon(stop)
    above = stop.above
    if (
        above is not None
        and "mapping values" in stop.complaint
        and stop.content(above) == stop.content(stop.line)
        and _NO_COLON.fullmatch(stop.lines[above])
    ):
        field, _, value = stop.lines[above].strip(" -").partition(" ")
        return above, "raden saknar kolon efter fältnamnet", f"Skriv  {field}: {value[:40]}"
    return None


def _explain_missing_colon(stop: _Stop) -> _Fault:
    line = stop.lines[stop.begin]
    above = stop.near(-1, stop.begin)
    if above is not None and re.search(r"[:-] +[>|][+-]?$", stop.lines[above].rstrip()):
        sign = stop.lines[above].split()[-1]
        message = f"texten efter {sign} är inte mer indragen än raden ovanför"
        return stop.begin, message, f"Dra in texten med {stop.content(above) + 2} mellanslag."
    if joined := re.fullmatch(r"\s*(?:- +)?([a-z_]+):(\S.*)", line):
        return stop.begin, "raden saknar mellanslag efter kolonet", f"Skriv  {joined[1]}: {joined[2][:40]}"
    return stop.begin, "raden saknar kolon efter fältnamnet", _advise_colon(stop, line, above)


def _advise_colon(stop: _Stop, line: str, above: int | None) -> str:
    """Return the advice for a line with no colon: perhaps a text goes on there."""
    field, _, value = line.strip(" -").partition(" ")
    if value and spelling.is_field(field):
        return f"Skriv  {field}: {value[:40]}"
    example = "Skriv till exempel  name: Kalix"
    deeper = stop.content(above) > stop.indent(stop.begin)
    if above is None or value.count(" ") < 1 or not (deeper or line.rstrip()[-1:] in ".,!?"):
        return example
    steps = stop.content(above) + (0 if deeper else 2)
    return f"Är den en del av texten ovanför? Dra in den med {steps} mellanslag. Är den ett fält? {example}"


def _find_joined_dash(stop: _Stop) -> _Fault | None:
    """Find a list's dash that is joined to the field's name after it."""
    for line in (stop.line, stop.above):
        if line is not None and (match := re.match(r"\s*-([a-z_]+: .*)", stop.lines[line])):
            return line, "mellanslaget saknas efter strecket", f"Skriv  - {match[1][:40]}"
    return None


def _find_stray_colon(stop: _Stop) -> _Fault | None:
    """Find a colon inside a text, or after a field that is indented too far."""
    if "mapping values" not in stop.complaint:
        return None
    above = stop.above
    if not _FIELD.fullmatch(stop.text[: stop.column]) or above is None:
        text = re.sub(r"^\s*(?:- +)?(?:[\w-]+: +)?", "", stop.text).strip()
        return stop.line, f"kolonet i {quote(text)} läses som ett fält", _QUOTE
    before = stop.near(-1, above)
    if stop.content(before) == stop.content(stop.line) > stop.content(above):
        return _compare_indentation(stop, above, before)
    return _compare_indentation(stop, stop.line, above)


def _find_uneven_lines(stop: _Stop) -> _Fault | None:
    """Find lines not indented alike, or a list and fields mixed up."""
    above = stop.above
    if above is None or stop.column != stop.indent(stop.line):
        return None
    if stop.is_item(stop.line):
        if not stop.is_item(above) and stop.indent(above) == stop.column:
            advice = "Ta bort strecket, eller skriv ett fältnamn med kolon på raden ovanför."
            return stop.line, "här börjar en lista mitt bland fält", advice
        items = (n for n in range(stop.line - 1, -1, -1) if stop.is_item(n))
        return _compare_indentation(stop, stop.line, next(items, above))
    if "'-'" in stop.complaint and re.match(r"\s*id *:", stop.text):
        return stop.line, "posten saknar streck", f"Skriv  - {stop.text.strip()[:40]}"
    below = stop.near(1, stop.line)
    first = stop.content(stop.near(-1, above)) < stop.content(above)
    if first and not stop.is_item(above) and below is not None and stop.content(below) == stop.column:
        return _compare_indentation(stop, above, stop.line)
    return _compare_indentation(stop, stop.line, above)


def _compare_indentation(stop: _Stop, line: int, other: int | None) -> _Fault | None:
    """Report lines not indented alike; a dash is compared with another dash."""
    if other is None:
        return None
    dashes = stop.is_item(line)
    mine, theirs = (stop.indent(n) if dashes else stop.content(n) for n in (line, other))
    if mine == theirs:
        return None
    what = "Strecket" if dashes and stop.is_item(other) else "Raden"
    counted = ", med strecket" if stop.is_item(other) and not dashes else ""
    where = "ovanför" if other < line else "under"
    advice = f"Den har {mine} mellanslag före sig. {what} {where} har {theirs}{counted}."
    if dashes and other < line and mine < theirs:
        advice += " Eller är en rad borttagen ovanför, till exempel  contacts:  eller  - id: …"
    return line, "raden är inte lika långt indragen som raderna omkring", advice


_CAUSES = (
    _find_conflict,
    _find_tab,
    _find_lookalikes,
    _find_quote_fault,
    _find_unclosed_bracket,
    _find_reserved_character,
    _find_missing_colon,
    _find_joined_dash,
    _find_stray_colon,
    _find_uneven_lines,
)
