"""What goes wrong line by line: in an editor, in a mail, in a text program.

A mutation gets the file's lines, the number of one that says something, and a source of chance. It changes the
lines, or returns the file's new bytes.
"""

import unicodedata
from collections.abc import Callable
from random import Random

Lines = list[str]
LineMutation = Callable[[Lines, int, Random], bytes | None]

WORDS = (
    *("", "~", "null", "None", "ja", "no", "true", "0114", "3.14", "1e9", "-1", "13:00", "2026-11-21"),
    *("2026-02-30", "{mötet}", "{", "}", "[", "[]", "{}", "[a, b]", "{a: b}", "[[a], {b: c}]", "[x](y)"),
    *("|", ">-", "&a b", "*a", "!!int 3", "\\", "'", '"', "%", "@x", "`x`", "# text", "- x", "a: b", "? x"),
    *("å" * 300, "ord " * 3000, "\u00a0", "\u200b", "”citat”", "日本", "🙂", "{{ 7 * 7 }}", "<b>x</b>"),
    *("[x](javascript:y)", "{routine.meeting}", "{contacts.finns-inte.phone}", "finns-inte", "Å-Ä Ö"),
)
"""Values that an editor might write where another kind of value is due."""
STRANGE_LINES = ("---", "...", "Hej!", "\x00", "\x07", "%YAML 1.2", "? a", ": b", "<<: *x", "telefon: 1")


def mutate_lines(mutation: LineMutation, text: str, random: Random) -> bytes:
    """Return a file's bytes after a mutation of its text."""
    lines = text.splitlines(keepends=True)
    speaking = [n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")]
    changed = mutation(lines, random.choice(speaking or [0]), random)
    return "".join(lines).encode() if changed is None else changed


def delete_some_lines(lines: Lines, at: int, random: Random) -> None:
    del lines[at : at + random.randint(1, 12)]


def double_some_lines(lines: Lines, at: int, random: Random) -> None:
    lines[at:at] = lines[at : at + random.randint(1, 8)]


def retype_a_value(lines: Lines, at: int, random: Random) -> None:
    key, colon, _ = lines[at].partition(":")
    lines[at] = f"{key}{colon} {random.choice(WORDS)}\n"


def retype_an_item(lines: Lines, at: int, random: Random) -> None:
    items = [n for n, line in enumerate(lines) if line.lstrip().startswith("- ")]
    for n in random.sample(items, min(1, len(items))):
        lines[n] = f"{lines[n].partition('- ')[0]}- {random.choice(WORDS)}\n"


def cut_off(lines: Lines, at: int, random: Random) -> bytes:
    raw = "".join(lines).encode()
    return raw[: random.randrange(len(raw))]


def indent_otherwise(lines: Lines, at: int, random: Random) -> None:
    lines[at] = random.choice([" ", "   ", "\t", "", "\u00a0\u00a0"]) + lines[at].lstrip() * random.choice(
        [1, 1, 2]
    )


def indent_some_lines(lines: Lines, at: int, random: Random) -> None:
    step = random.choice([-4, -2, -1, 1, 2, 4])
    some = slice(at, at + random.randint(1, 8))
    indents = [max(0, len(line) - len(line.lstrip(" ")) + step) for line in lines[some]]
    lines[some] = [" " * indent + line.lstrip(" ") for indent, line in zip(indents, lines[some], strict=True)]


def indent_all(lines: Lines, at: int, random: Random) -> None:
    lines[:] = [random.choice(["  ", " "]) + line for line in lines]


def save_in_another_encoding(lines: Lines, at: int, random: Random) -> bytes:
    code = random.choice(["latin-1", "cp1252", "mac-roman", "utf-16", "utf-8-sig", "utf-7"])
    return "".join(lines).encode(code, "replace")


def end_lines_otherwise(lines: Lines, at: int, random: Random) -> None:
    end = random.choice(["\r\n", "\r", "\n\n", "\u2028", ""])
    lines[:] = [line.rstrip("\n") + end for line in lines]


def swap_two_lines(lines: Lines, at: int, random: Random) -> None:
    other = random.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def misspell_a_field(lines: Lines, at: int, random: Random) -> None:
    lines[at] = lines[at].replace(random.choice("aeiotrs"), random.choice("åxz-._ "), 1)


def comment_out_some_lines(lines: Lines, at: int, random: Random) -> None:
    some = slice(at, at + random.randint(1, 4))
    lines[some] = ["# " + line for line in lines[some]]


def lose_a_sign(lines: Lines, at: int, random: Random) -> None:
    lines[at] = lines[at].replace(random.choice([":", "- ", '"', "[", "]", "{", "}", ">-", " "]), "", 1)


def write_as_a_text_program(lines: Lines, at: int, random: Random) -> None:
    """Curly quotes, dashes that grow, spaces that do not break: what a word processor makes of a file."""
    before, after = random.choice(
        [("- ", "– "), ("- ", "• "), ('"', "”"), (": ", ":\u00a0"), ("-", "\u2011"), (":", "：")]
    )
    some = slice(at, at + random.randint(1, 6))
    lines[some] = [line.replace(before, after) for line in lines[some]]


def decompose(lines: Lines, at: int, random: Random) -> bytes:
    return unicodedata.normalize(random.choice(["NFD", "NFKD"]), "".join(lines)).encode()


def leave_a_conflict(lines: Lines, at: int, random: Random) -> None:
    own, other = lines[at : at + 2], lines[at : at + 1]
    lines[at : at + 2] = ["<<<<<<< HEAD\n", *own, "=======\n", *other, ">>>>>>> gren\n"]


def put_in_a_strange_line(lines: Lines, at: int, random: Random) -> None:
    lines.insert(at, f"{random.choice(STRANGE_LINES)}\n")


LINE_MUTATIONS: tuple[LineMutation, ...] = (
    *(delete_some_lines, double_some_lines, retype_a_value, retype_an_item),
    *(cut_off, indent_otherwise, indent_some_lines, indent_all, save_in_another_encoding),
    *(end_lines_otherwise, swap_two_lines, misspell_a_field, comment_out_some_lines, lose_a_sign),
    *(write_as_a_text_program, decompose, leave_a_conflict, put_in_a_strange_line),
)
