"""An invented country to test with: 290 municipalities in 21 counties, in the project's own format.

``python -m tests.country FOLDER`` writes it. The same seed always gives the same files. Its binders are as
long as real ones and have the same documents and packets: the texts stand in ``text``, where ``vary.py``
makes the choices that set one place apart from another.
"""
