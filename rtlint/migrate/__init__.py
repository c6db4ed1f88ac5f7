"""From the Beta to the current API: what is done to a file, what is left of it, what the application has to change."""
