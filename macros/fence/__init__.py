"""The fence around ``docs/``: what a page there says can never become code.

Whoever may change a page is trusted with its words, and with nothing more. The same holds for ``data/``,
where everything is text. What is trusted is the program: ``macros/``, ``overrides/``, ``mkdocs.yml``, and the
scripts and styles in ``docs/assets``. They are read as code by whoever lets a change in.

A page is Markdown with some HTML. ``page_gate`` names the pages and patterns that may hold Jinja as well, and
decides about each page as it is read: by the check, by MkDocs and by the preview alike. What is not known to
be harmless is refused, with its line; nothing is taken out in silence.
"""
