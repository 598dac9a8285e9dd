"""What has changed between two versions of the data, and what shows it."""
