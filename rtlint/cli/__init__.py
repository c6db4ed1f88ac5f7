"""The command line: one file a command, each importing only what that command needs."""

import gc

# Importing makes a hundred thousand objects that stay: collecting among them costs a twentieth of a run on one file.
# A command that goes on to many files switches it back on.
gc.disable()
