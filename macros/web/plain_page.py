"""The frame of a page that MkDocs does not make.

It has no register and no search, and asks search engines to leave it out.
"""

from __future__ import annotations

from markupsafe import Markup

from macros.web.policy import colour_script, policy

_PAGE = Markup("""\
<!DOCTYPE html>
<html lang="sv" data-md-color-scheme="default">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{title} – {site}</title>
<link rel="stylesheet" href="{root}assets/screen.css">
<script>{colours}</script>
</head>
<body>
<main class="md-content{shared}">
{above}<article class="md-content__inner sheet">
{content}
</article>
</main>
</body>
</html>
""")


def draw_plain_page(title: str, site: str, root: str, content: Markup, above: Markup | None = None) -> str:
    """Return a page: ``content`` on a sheet, and ``above`` the sheet a ribbon, if any.

    ``root`` is the way to the site's root, with a slash at its end.
    """
    return str(
        _PAGE.format(
            policy=policy(),
            colours=Markup(colour_script()),
            title=title,
            site=site,
            root=root,
            shared="" if above else " md-content--shared",
            above=above + Markup("\n") if above else "",
            content=content,
        )
    )
