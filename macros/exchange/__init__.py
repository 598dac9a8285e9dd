"""Read and write spreadsheets, calendars, JSON Schemas, and edits of YAML files."""
