"""The search: sections of the finished pages, looked up by Pagefind, and a word list that knows Swedish."""
