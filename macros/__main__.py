"""The command ``parmen``: check the data, build the site and the sheets, explain a value."""

from __future__ import annotations

import click

from macros.commands.build import build
from macros.commands.check import check
from macros.commands.clean import clean
from macros.commands.explain import explain
from macros.commands.pages import pages
from macros.commands.pdf import pdf
from macros.commands.serve import serve

COMMANDS = (check, explain, build, pdf, clean, pages, serve)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gronaparmen", prog_name="parmen")
def main() -> None:
    r"""Gröna pärmen: one binder per municipality, from YAML to a site and to paper.

    \b
    A first day:
      parmen check                      is the data in order?
      parmen build                      make site/ with every page and PDF
      parmen serve                      see your edits as you save them
      parmen pdf kalix rutin            make one sheet
      parmen clean                      throw stored PDFs that nothing uses
      parmen explain kalix routine.meeting.within
                                        where does a value come from?
    """


for command in COMMANDS:
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="parmen")
