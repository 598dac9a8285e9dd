"""What goes in and out: spreadsheets, calendars, feeds."""
