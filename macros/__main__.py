"""The command ``parmen``, whose subcommands are the modules of ``commands``."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from macros.commands import language
from macros.commands.surroundings import check_surroundings
from macros.commands.swedish_click import install_words
from macros.commands.swedish_help import TOP, translate_command
from macros.processes import Terminated, stop_at_sigterm

COMMANDS = (
    "addresses",
    "affected",
    "archive",
    "build",
    "check",
    "clean",
    "contacts",
    "diff",
    "doctor",
    "due",
    "explain",
    "figures",
    "find",
    "headers",
    "import",
    "init",
    "migrate",
    "new",
    "offline",
    "pages",
    "pdf",
    "picture",
    "propose",
    "schema",
    "serve",
    "services",
    "show",
    "translations",
    "upgrade",
)
"""Each command, as ``--help`` lists them. ``NAME`` is the function in ``commands/NAME_command.py``."""


class LazyGroup(click.Group):
    """A group that imports only the module of the command asked for, to be fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"macros.commands.{cmd_name}_command")
        command: click.Command = getattr(module, f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name)
        return command if language.is_english() else translate_command(command, cmd_name)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; first of all the language, wherever it stands."""
        language.choose_language(language.find_default())
        return super().parse_args(ctx, language.put_language_first(args))

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the reader's language."""
        super(LazyGroup, self._in_language()).format_help(ctx, formatter)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line of usage in the reader's language."""
        super(LazyGroup, self._in_language()).format_usage(ctx, formatter)

    def _in_language(self) -> LazyGroup:
        return self if language.is_english() else translate_command(self, TOP)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments name.

        For a misspelt name, the error suggests those there are.
        """
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Carry out a command; at Ctrl-C and SIGTERM end it with one line.

        The exit code is the shell's for the signal. Notes of the exception say what was left as it was.
        """
        try:
            with stop_at_sigterm():
                check_surroundings()
                return super().invoke(ctx)
        except KeyboardInterrupt as error:
            click.echo(" ".join(["Avbrutet.", *getattr(error, "__notes__", ())]), err=True)
            ctx.exit(143 if isinstance(error, Terminated) else 130)


HELP = """Gröna pärmen: one binder per municipality, from YAML to a site and to paper.

\b
A first day:
  parmen check                 is the data in order?
  parmen find "en mening"      in which file is it written?
  parmen build                 make site/ with every page and PDF
  parmen serve                 see your edits as you save them
  parmen pdf kalix rutin       make one sheet
  parmen due --within 60       what must be seen to, and by whom?
  parmen new municipality      begin a municipality
  parmen explain kalix routine.meeting.within
                               where does a value come from?
  parmen diff HEAD             what have you changed, where does it show?
  parmen doctor                what does this machine lack?
"""


install_words()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]}, help=HELP)
@language.LANG
@click.version_option(package_name="gronaparmen", prog_name="parmen")
def main() -> None:
    """Carry out one of the commands."""


if __name__ == "__main__":
    main(prog_name="parmen")
