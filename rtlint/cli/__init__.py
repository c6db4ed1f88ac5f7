"""The command line: one file a command, each importing only what that command needs."""
