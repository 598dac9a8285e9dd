"""parmen picture: write a picture anew, so that it may be published."""

from __future__ import annotations

import os
from pathlib import Path

import click

_MOST_BYTES = 20_000_000


@click.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE...",
    help="SVG, PNG, JPEG, WebP or GIF.",
)
def picture(files: tuple[Path, ...]) -> None:
    """Write pictures anew, without what cannot be seen: who took it, where, and all that runs.

    An SVG keeps its shapes, colours and texts. A PNG keeps its pixels. A JPEG, WebP or GIF gets a PNG beside
    it.
    """
    from macros.checks.picture_files import BadPictureError, write_anew
    from macros.files import explain_error, write_file

    for file in files:
        try:
            if file.stat().st_size > _MOST_BYTES:
                raise BadPictureError(f"filen är större än {_MOST_BYTES // 1_000_000} MB")
            ending, content = write_anew(file.read_bytes())
            written = file if file.suffix.lower() == ending else file.with_suffix(ending)
            if written != file and written.exists():
                raise click.ClickException(f"{os.path.relpath(written)} finns redan")
            write_file(written, content)
        except BadPictureError as error:
            raise click.ClickException(f"{os.path.relpath(file)}: {error}") from None
        except OSError as error:
            raise click.ClickException(explain_error(error)) from None
        click.echo(f"{os.path.relpath(written)} är omgjord. Kontrollera att den ser ut som den ska.")
