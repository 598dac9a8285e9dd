"""An invented country to test with: 290 municipalities in 21 counties, in the project's own format.

``python -m tests.country FOLDER`` writes it. The same seed always gives the same files.
"""
