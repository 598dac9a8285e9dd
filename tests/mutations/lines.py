"""What goes wrong line by line: in an editor, in a mail, in a text program."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from random import Random

Lines = list[str]
LineMutation = Callable[[Lines, Random], bytes]

WORDS = (
    *("", "~", "null", "None", "ja", "no", "true", "0114", "3.14", "1e9", "-1", "13:00", "2026-11-21"),
    *("2026-02-30", "{mötet}", "{", "}", "[", "[]", "{}", "[a, b]", "{a: b}", "[[a], {b: c}]", "[x](y)"),
    *("|", ">-", "&a b", "*a", "!!int 3", "\\", "'", '"', "%", "@x", "`x`", "# text", "- x", "a: b", "? x"),
    *("å" * 300, "ord " * 3000, "\u00a0", "\u200b", "”citat”", "日本", "🙂", "{{ 7 * 7 }}", "<b>x</b>"),
    *("[x](javascript:y)", "{routine.meeting}", "{contacts.finns-inte.phone}", "finns-inte", "Å-Ä Ö"),
)
"""Values that an editor might write where another kind of value is due."""


def join(lines: Lines) -> bytes:
    """Give the file's bytes."""
    return "".join(lines).encode()


def _somewhere(lines: Lines, random: Random) -> int:
    """Give the number of a line that says something."""
    told = [n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")]
    return random.choice(told or [0])


def delete_a_line(lines: Lines, random: Random) -> bytes:
    del lines[_somewhere(lines, random)]
    return join(lines)


def delete_some_lines(lines: Lines, random: Random) -> bytes:
    at = _somewhere(lines, random)
    del lines[at : at + random.randint(2, 12)]
    return join(lines)


def double_a_line(lines: Lines, random: Random) -> bytes:
    at = _somewhere(lines, random)
    return join([*lines[:at], lines[at], *lines[at:]])


def double_some_lines(lines: Lines, random: Random) -> bytes:
    at, length = _somewhere(lines, random), random.randint(2, 8)
    return join([*lines[: at + length], *lines[at : at + length], *lines[at + length :]])


def retype_a_value(lines: Lines, random: Random) -> bytes:
    at = _somewhere(lines, random)
    key, colon, _ = lines[at].partition(":")
    lines[at] = f"{key}{colon} {random.choice(WORDS)}\n"
    return join(lines)


def retype_an_item(lines: Lines, random: Random) -> bytes:
    items = [n for n, line in enumerate(lines) if line.lstrip().startswith("- ")]
    if items:
        at = random.choice(items)
        lines[at] = f"{lines[at].partition('- ')[0]}- {random.choice(WORDS)}\n"
    return join(lines)


def cut_off(lines: Lines, random: Random) -> bytes:
    return join(lines)[: random.randrange(len(join(lines)))]


def indent_otherwise(lines: Lines, random: Random) -> bytes:
    at = _somewhere(lines, random)
    lines[at] = random.choice([" ", "   ", "\t", "", "\u00a0\u00a0"]) + lines[at].lstrip() * random.choice(
        [1, 1, 2]
    )
    return join(lines)


def indent_some_lines(lines: Lines, random: Random) -> bytes:
    at, step = _somewhere(lines, random), random.choice([-4, -2, -1, 1, 2, 4])
    for n in range(at, min(at + random.randint(1, 8), len(lines))):
        line = lines[n]
        inner = len(line) - len(line.lstrip(" "))
        lines[n] = " " * max(0, inner + step) + line.lstrip(" ")
    return join(lines)


def indent_all(lines: Lines, random: Random) -> bytes:
    return join([random.choice(["  ", " "]) + line for line in lines])


def save_in_another_encoding(lines: Lines, random: Random) -> bytes:
    text = "".join(lines)
    code = random.choice(["latin-1", "cp1252", "mac-roman", "utf-16", "utf-8-sig", "utf-7"])
    return text.encode(code, "replace")


def end_lines_otherwise(lines: Lines, random: Random) -> bytes:
    end = random.choice(["\r\n", "\r", "\n\n", "\u2028", ""])
    return "".join(line.rstrip("\n") + end for line in lines).encode()


def swap_two_lines(lines: Lines, random: Random) -> bytes:
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return join(lines)


def misspell_a_field(lines: Lines, random: Random) -> bytes:
    at = _somewhere(lines, random)
    lines[at] = lines[at].replace(random.choice("aeiotrs"), random.choice("åxz-._ "), 1)
    return join(lines)


def comment_out_some_lines(lines: Lines, random: Random) -> bytes:
    at = _somewhere(lines, random)
    for n in range(at, min(at + random.randint(1, 4), len(lines))):
        lines[n] = "# " + lines[n]
    return join(lines)


def lose_a_sign(lines: Lines, random: Random) -> bytes:
    at = _somewhere(lines, random)
    lines[at] = lines[at].replace(random.choice([":", "- ", '"', "[", "]", "{", "}", ">-", " "]), "", 1)
    return join(lines)


def write_as_a_text_program(lines: Lines, random: Random) -> bytes:
    """Curly quotes, dashes that grow, spaces that do not break: what a word processor makes of a file."""
    at = _somewhere(lines, random)
    before, after = random.choice(
        [("- ", "– "), ("- ", "• "), ('"', "”"), (": ", ":\u00a0"), ("-", "\u2011"), (":", "：")]
    )
    for n in range(at, min(at + random.randint(1, 6), len(lines))):
        lines[n] = lines[n].replace(before, after)
    return join(lines)


def decompose(lines: Lines, random: Random) -> bytes:
    return unicodedata.normalize(random.choice(["NFD", "NFKD"]), "".join(lines)).encode()


def leave_a_conflict(lines: Lines, random: Random) -> bytes:
    at = _somewhere(lines, random)
    own, other = lines[at : at + 2], lines[at : at + 1]
    marked = ["<<<<<<< HEAD\n", *own, "=======\n", *other, ">>>>>>> gren\n"]
    return join([*lines[:at], *marked, *lines[at + 2 :]])


def put_in_a_strange_line(lines: Lines, random: Random) -> bytes:
    at = _somewhere(lines, random)
    strange = [
        "---\n",
        "...\n",
        "Hej!\n",
        "\x00\n",
        "\x07\n",
        "%YAML 1.2\n",
        "? a\n",
        ": b\n",
        "<<: *x\n",
        "telefon: 1\n",
    ]
    return join([*lines[:at], random.choice(strange), *lines[at:]])


LINE_MUTATIONS: tuple[LineMutation, ...] = (
    *(delete_a_line, delete_some_lines, double_a_line, double_some_lines, retype_a_value, retype_an_item),
    *(cut_off, indent_otherwise, indent_some_lines, indent_all, save_in_another_encoding),
    *(end_lines_otherwise, swap_two_lines, misspell_a_field, comment_out_some_lines, lose_a_sign),
    *(write_as_a_text_program, decompose, leave_a_conflict, put_in_a_strange_line),
)
