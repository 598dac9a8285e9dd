"""The command ``parmen``: check the data, build the site and the sheets, explain a value."""

from __future__ import annotations

import click

from macros.commands.affected_command import affected
from macros.commands.build_command import build
from macros.commands.check_command import check
from macros.commands.clean_command import clean
from macros.commands.contacts_command import contacts
from macros.commands.diff_command import diff
from macros.commands.doctor_command import doctor
from macros.commands.due_command import due
from macros.commands.explain_command import explain
from macros.commands.headers_command import headers
from macros.commands.pages_command import pages
from macros.commands.pdf_command import pdf
from macros.commands.schema_command import schema
from macros.commands.serve_command import serve
from macros.commands.show_command import show

COMMANDS = (
    check,
    due,
    explain,
    build,
    pdf,
    clean,
    pages,
    serve,
    schema,
    contacts,
    affected,
    diff,
    show,
    headers,
    doctor,
)


HELP = """Gröna pärmen: one binder per municipality, from YAML to a site and to paper.

\b
A first day:
  parmen check                 is the data in order?
  parmen due --within 60       what must be seen to, and by whom?
  parmen build                 make site/ with every page and PDF
  parmen serve                 see your edits as you save them
  parmen pdf kalix rutin       make one sheet
  parmen clean                 throw stored PDFs that nothing uses
  parmen explain kalix routine.meeting.within
                               where does a value come from?
  parmen diff HEAD             what have you changed, where does it show?
  parmen doctor                what does this machine lack?
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, help=HELP)
@click.version_option(package_name="gronaparmen", prog_name="parmen")
def main() -> None:
    """Carry out one of the commands."""


for command in COMMANDS:
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="parmen")
