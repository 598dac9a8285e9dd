"""Give a command its Swedish help, from ``swedish_help.toml``."""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

import click

C = TypeVar("C", bound=click.Command)
_FILE = Path(__file__).with_suffix(".toml")
TOP = "parmen"
"""The name in the file of the command that all others are parts of."""


@cache
def read_words() -> Mapping[str, Mapping[str, str]]:
    """Return each command's Swedish help: its text, and its options by name."""
    with _FILE.open("rb") as file:
        return tomllib.load(file)


def translate_command(command: C, name: str) -> C:
    """Return a copy of a command whose help is Swedish.

    ``name`` is as one writes it: *check*, *contacts export*. What has no Swedish words yet stays English.
    """
    words = {**read_words()["common"], **read_words().get(name, {})}
    translated = copy.copy(command)
    translated.help = words.get("help", command.help)
    translated.options_metavar = translate_metavar(command.options_metavar or "")
    translated.params = [_translate_parameter(parameter, words) for parameter in command.params]
    translated._help_option = None  # click keeps it once made, in the language of that time
    if isinstance(translated, click.Group):
        translated.subcommand_metavar = translate_metavar(translated.subcommand_metavar)
        translated.commands = {
            key: translate_command(part, f"{name} {key}") for key, part in translated.commands.items()
        }
    return translated


def _translate_parameter(parameter: click.Parameter, words: Mapping[str, str]) -> click.Parameter:
    """Return a copy of an option or argument, with its Swedish help and metavar."""
    translated = copy.copy(parameter)
    context = click.Context(click.Command(None))
    if isinstance(translated, click.Option | click.Argument):
        translated.help = words.get(name_parameter(parameter), translated.help)
    if isinstance(translated, click.Argument) or not getattr(translated, "is_flag", False):
        translated.metavar = translate_metavar(parameter.make_metavar(context))
    return translated


def name_parameter(parameter: click.Parameter) -> str:
    """Return an option's or argument's name in the file: *--data*, *MUNICIPALITY*."""
    is_option = isinstance(parameter, click.Option)
    return max(parameter.opts, key=len) if is_option else (parameter.name or "").upper()


def translate_metavar(metavar: str) -> str:
    """Return what stands for words to write, in Swedish: *[VAL]* for *[OPTIONS]*.

    Words that are to be written as they are, ``[text|json]``, stay.
    """
    words = read_words()["metavars"]
    return re.sub(r"[A-Z]+", lambda match: words.get(match[0], match[0]), metavar).rstrip()
