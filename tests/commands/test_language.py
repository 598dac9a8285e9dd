"""One language for each reader: Swedish in all that an editor meets, English for whoever asks for it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import click
import pytest

from macros.__main__ import COMMANDS, main
from macros.commands.language import choose_language
from macros.commands.swedish_click import WORDS
from macros.commands.swedish_help import TOP, name_parameter, read_words
from tests.conftest import run_parmen

NEVER_MET = {
    "Value must be an iterable.",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Could not determine name for option with declarations {decls!r}",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? "
    "Did you mean to pass '--{name}'?",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Name '{name}' defined twice",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Invalid start character for option ({option})",
    "Unknown color {colour!r}",
    "Unknown standard stream '{name}'",
    "Choice({choices})",
}
"""What click says to programmers of a command that they have declared wrongly."""
NOT_USED = {
    "_termui_impl.py": "an editor that is opened, a progress bar of click's",
    "_winconsole.py": "the console of Windows",
    "shell_completion.py": "completion in the shell",
    "decorators.py": "help of options, which swedish_help.toml gives",
    "Repeat for confirmation": "a password typed twice",
    "Error: The two entered values do not match.": "the same",
    "Press any key to continue...": "click.pause",
    "file": "the kind of a path, which the Swedish messages leave out",
    "directory": "the same",
    "path": "the same",
    "{value!r} does not match the format {format}.": "click.DateTime",
    "{value!r} does not match the formats {formats}.": "the same",
    "{value!r} is not a valid boolean. Recognized values: {states}": "click.BOOL",
    "{value!r} is not a valid UUID.": "click.UUID",
    "{name} {filename!r} is not executable.": "a path to a program",
    "{len_type} values are required, but {len_value} was given.": "click.Tuple",
    "{len_type} values are required, but {len_value} were given.": "the same",
}
"""Words of parts of click that no command of ours uses."""
ENGLISH = re.compile(r"\b(?:Usage|Options|Commands|Error|Missing|Invalid|the|default|Show)\b")


def list_commands(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield a command and those below it, each with its name as one writes it."""
    yield name or TOP, command
    if isinstance(command, click.Group):
        for part in command.list_commands(click.Context(command)):
            found = command.get_command(click.Context(command), part)
            assert found
            yield from list_commands(found, f"{name} {part}".strip())


@pytest.fixture(scope="module")
def commands() -> dict[str, click.Command]:
    """Every command as it is declared, with its English help."""
    choose_language("en")
    return dict(list_commands(main))


def test_every_command_and_option_has_both_languages(commands: dict[str, click.Command]) -> None:
    """And the Swedish file has no words for what is not there."""
    words = read_words()
    common = set(words["common"])
    unused = set(common)
    for name, command in commands.items():
        named = {name_parameter(param) for param in command.params}
        unused -= named

        assert named | {"help"} == set(words[name]) | (named & common), name
        assert [] == [param.name for param in command.params if not getattr(param, "help", "")], name
        assert command.help, name
    assert set() == unused
    assert {"metavars", "common", *commands} == set(words)


def test_every_word_to_write_has_a_swedish_one(commands: dict[str, click.Command]) -> None:
    """MUNICIPALITY is KOMMUN; what is to be written as it is, json, stays."""
    context = click.Context(click.Command(None))
    shown = " ".join(
        param.make_metavar(context)
        for command in commands.values()
        for param in command.params
        if not getattr(param, "is_flag", False)
    )

    assert {*re.findall("[A-Z]+", shown), "OPTIONS", "COMMAND", "ARGS"} == set(read_words()["metavars"])


@pytest.mark.parametrize("name", [TOP, *COMMANDS])
def test_no_english_is_left_in_the_swedish_help(name: str) -> None:
    """Neither click's words nor ours; and the list of commands cuts no sentence off."""
    done = run_parmen(*([] if name == TOP else [name]), "--help")

    assert 0 == done.exit_code
    assert [] == ENGLISH.findall(done.output)
    assert [] == re.findall(r"\n  .*\w\.\.\.\n", done.output)


def test_all_of_clicks_words_have_swedish_ones() -> None:
    """Each text in click's code that it asks gettext for: a new version's new words are found here."""
    asked = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
                texts = [text.value for text in node.args if isinstance(text, ast.Constant)]
                asked |= set() if path.name in NOT_USED else set(texts)

    assert [] == sorted(asked - set(WORDS) - NEVER_MET - set(NOT_USED))


def test_swedish_words_name_only_what_click_fills_in() -> None:
    """Another name in braces would end in a traceback."""

    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert [] == [english for english, swedish in WORDS.items() if not names(swedish) <= names(english)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("chekc", "Fel: Kommandot 'chekc' finns inte. Menade du 'check'?"),
        ("check --dta x", "Fel: Valet '--dta' finns inte. Menade du något av '--data', '--staged', '--today'?"),
        ("check --data", "Fel: Skriv något efter '--data'."),
        ("check --staged=x", "Fel: '--staged' ska inte ha något värde."),
        ("check --format xml", "Fel: '--format': 'xml' går inte att välja. Välj något av: 'text', 'json', 'github', 'gitlab'."),
        ("check a b", "Fel: Det här är för mycket: a b"),
        ("explain", "Fel: Här saknas 'KOMMUN'."),
        ("show kalix", "Fel: Här saknas '--at'."),
        ("build --jobs två", "Fel: '--jobs': 'två' är inget heltal."),
        ("build --jobs 65", "Fel: '--jobs': 65 går inte. Skriv ett tal inom 1–64."),
        ("picture finns-inte.png", "Fel: 'FIL...': 'finns-inte.png' finns inte."),
        ("picture docs", "Fel: 'FIL...': 'docs' är en mapp. Här ska det vara en fil."),
        ("contacts imprt", "Fel: Kommandot 'imprt' finns inte. Menade du 'import'?"),
        ("--lang de", "Fel: '--lang': 'de' går inte att välja. Välj något av: 'sv', 'en'."),
    ],
)  # fmt: skip
def test_a_usage_error_is_swedish(line: str, message: str) -> None:
    """All of it: the usage where click gives it, where help is, and what is wrong."""
    done = run_parmen(*line.split())

    assert (2, message) == (done.exit_code, done.output.splitlines()[-1])
    assert [] == ENGLISH.findall(done.output)


@pytest.mark.parametrize(
    ("words", "environment", "first"),
    [
        ("check --help", {}, "Så här: parmen check [VAL]"),
        ("--lang en check --help", {}, "Usage: parmen check [OPTIONS]"),
        ("check --help --lang=en", {}, "Usage: parmen check [OPTIONS]"),
        ("check --help", {"PARMEN_LANG": "en_GB.UTF-8"}, "Usage: parmen check [OPTIONS]"),
        ("check --help --lang sv", {"PARMEN_LANG": "en"}, "Så här: parmen check [VAL]"),
        ("check --help", {"LANG": "en_US.UTF-8", "LANGUAGE": "en"}, "Så här: parmen check [VAL]"),
        ("--help --lang en", {}, "Usage: parmen [OPTIONS] COMMAND [ARGS]..."),
        ("--lang en explain", {}, "Usage: parmen explain [OPTIONS] MUNICIPALITY PATH"),
    ],
)
def test_english_is_for_whoever_asks(
    words: str, environment: dict[str, str], first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anywhere on the line, or for the whole machine. Its locale alone changes nothing."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert first == run_parmen(*words.split()).output.splitlines()[0]
