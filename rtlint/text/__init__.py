"""Text with places: sources, trees, spots. Knows nothing of sessions."""
