"""Say click's own words in Swedish: Usage, Options, Missing argument.

Click asks gettext for each of them. Gettext answers by the machine's locale and from a compiled file; here
the answer is ``WORDS``, unless the reader has chosen English.
"""

from __future__ import annotations

import sys
from gettext import gettext, ngettext

from macros.commands.language import is_english

WORDS = {
    "Usage:": "Så här:",
    "Options": "Val",
    "Commands": "Kommandon",
    "Positional arguments": "Argument",
    "default: {default}": "annars {default}",
    "env var: {var}": "miljövariabel: {var}",
    "required": "måste skrivas",
    "(dynamic)": "(räknas ut)",
    "deprecated": "utgår",
    "Show this message and exit.": "Visa den här hjälpen.",
    "%(prog)s, version %(version)s": "%(prog)s, version %(version)s",
    "Aborted!": "Avbrutet.",
    "Error: {message}": "Fel: {message}",
    "Try '{command} {option}' for help.": "Skriv  {command} {option}  så får du hjälp.",
    "Did you mean {possibility}?": "Menade du {possibility}?",
    "(Did you mean one of: {possibilities}?)": "Menade du något av {possibilities}?",
    "No such command {name!r}.": "Kommandot {name!r} finns inte.",
    "No such option {name!r}.": "Valet {name!r} finns inte.",
    "Missing command.": "Skriv vilket kommando du menar.",
    "Missing argument": "Här saknas",
    "Missing option": "Här saknas",
    "Missing parameter": "Här saknas",
    "Missing {param_type}": "Här saknas",
    "Missing parameter: {param_name}": "Här saknas {param_name}",
    "Choose from:\n\t{choices}": "Välj något av:\n\t{choices}",
    "Invalid value: {message}": "{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint}: {message}",
    "Got unexpected extra argument ({args})": "Det här är för mycket: {args}",
    "Got unexpected extra arguments ({args})": "Det här är för mycket: {args}",
    "Option {name!r} does not take a value.": "{name!r} ska inte ha något värde.",
    "Option {name!r} requires an argument.": "Skriv något efter {name!r}.",
    "Option {name!r} requires {nargs} arguments.": "Skriv {nargs} ord efter {name!r}.",
    "Argument {name!r} takes {nargs} values.": "{name!r} ska vara {nargs} ord.",
    "Takes {nargs} values but 1 was given.": "Det ska vara {nargs} ord, men är ett.",
    "Takes {nargs} values but {len} were given.": "Det ska vara {nargs} ord, men är {len}.",
    "{value!r} is not {choice}.": "{value!r} går inte att välja. Skriv {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} går inte att välja. Välj något av: {choices}.",
    "{value!r} is not a valid {number_type}.": "{value!r} är inget heltal.",
    "{value} is not in the range {range}.": "{value} går inte. Skriv ett tal inom {range}.",
    "{name} {filename!r} does not exist.": "{filename!r} finns inte.",
    "{name} {filename!r} is a file.": "{filename!r} är en fil. Här ska det vara en mapp.",
    "{name} {filename!r} is a directory.": "{filename!r} är en mapp. Här ska det vara en fil.",
    "{name} {filename!r} is not readable.": "{filename!r} går inte att läsa.",
    "{name} {filename!r} is not writable.": "{filename!r} går inte att skriva.",
    "Could not open file {filename!r}: {message}": "{filename!r} går inte att öppna: {message}",
    "unknown error": "okänt fel",
    "Error: invalid input": "Fel: det går inte att läsa",
}
"""What click may say to an editor, in English and in Swedish, with the same names in braces."""


def install_words() -> None:
    """Let click's modules ask here for their words instead of asking gettext."""
    for name, module in list(sys.modules.items()):
        if name.startswith("click."):
            if getattr(module, "_", None) is gettext:
                setattr(module, "_", find_word)  # noqa: B010  mypy knows no such name in a module
            if getattr(module, "ngettext", None) is ngettext:
                setattr(module, "ngettext", find_plural)  # noqa: B010


def find_word(text: str) -> str:
    """Return click's words in the reader's language."""
    return text if is_english() else WORDS.get(text, text)


def find_plural(one: str, several: str, number: int) -> str:
    """Return click's words for one or for several, in the reader's language."""
    return find_word(one if number == 1 else several)
