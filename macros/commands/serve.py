"""parmen serve: the preview."""

from __future__ import annotations

import os

import click


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to answer on."
)
def serve(port: int) -> None:
    """Preview the site and reload it as files are saved. Problems in the data stand on the page.

    The preview makes no PDFs; use `parmen pdf` or `parmen build` for those.
    """
    from mkdocs.commands.serve import serve as serve_site

    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    serve_site(dev_addr=f"127.0.0.1:{port}")
