"""Keep old addresses alive with pages that lead on and copies of files.

Any host can serve these. ``redirect_rules`` lets servers that can do it answer with the new address instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from posixpath import relpath

from markupsafe import Markup

from macros.files import read_regular, write_file
from macros.records.addresses import is_file
from macros.records.ledger import can_be_copied, redirects_by_folder
from macros.web.policy import policy

_LARGEST = 100_000_000
_PAGE = Markup("""\
<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={link}">
<link rel="canonical" href="{canonical}">
<title>Sidan har flyttat</title>
</head>
<body>
<main>
<h1>Sidan har flyttat</h1>
<p><a href="{link}">Gå till sidan där den är nu</a></p>
</main>
</body>
</html>
""")


def draw_redirect(old: str, new: str, site_address: str) -> str:
    """Return the page that leads from an old address to the new one, without a script."""
    link = f"{relpath(f'/{new}', f'/{old}')}/"
    return str(_PAGE.format(policy=policy(), link=link, canonical=absolute_address(new, site_address)))


def absolute_address(address: str, site_address: str) -> str:
    """Return a page's or a sheet's whole address."""
    end = "" if is_file(address) or not address else "/"
    return f"{site_address.rstrip('/')}/{address}{end}"


def write_redirect_pages(site: Path, redirects: Mapping[str, str], site_address: str) -> None:
    """Write a page at each old address of a page. It is never laid over another one."""
    for old, new in redirects.items():
        if not is_file(old):
            file = site / old / "index.html"
            assert not file.exists(), file
            write_file(file, draw_redirect(old, new, site_address))


def copy_moved_files(new_site: Path, old_site: Path, redirects: Mapping[str, str]) -> None:
    """Copy each sheet, feed and calendar that has moved to its old name too.

    It is read from the new site, or from the old one where it was not made again.
    """
    for old, new in redirects.items():
        if can_be_copied(old, new):
            contents = (read_regular(site / new, _LARGEST) for site in (new_site, old_site))
            if content := next(filter(None, contents), None):
                write_file(new_site / old, content)


def select_redirects(redirects: Mapping[str, str], slugs: Iterable[str]) -> dict[str, str]:
    """Return the redirects from the folders of some municipalities."""
    by_folder = redirects_by_folder(redirects)
    return {old: new for slug in slugs for old, new in by_folder.get(slug, {}).items()}
