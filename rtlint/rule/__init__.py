"""Rules as data: their format, what their words mean, and how a pack of them looks at a document."""
