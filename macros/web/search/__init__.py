"""The search: sections of the finished pages, and a word list that knows Swedish."""
