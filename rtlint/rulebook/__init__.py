"""Rules as people and programs read them: lists and pages for terminals, for the documentation, and as JSON."""
