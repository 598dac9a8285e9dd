"""Pages of the site: from the shelf to MkDocs' files, its navigation and what the theme prints."""
