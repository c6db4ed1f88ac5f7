"""Surgery on a document: its nodes tell where to cut, and every character outside of a cut stays as it is.

Each module does one thing to a tree and gives edits of its text; nothing here knows what a session is.
"""


class Stuck(Exception):
    """The text gives no way to do it: an alias leads there, or the place is written in a way that nobody edits."""
