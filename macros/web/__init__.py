"""The site: turns a shelf into MkDocs' files, navigation and theme variables."""
