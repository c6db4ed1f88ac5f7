"""Fixes: what a rule promises becomes edits of one text."""
