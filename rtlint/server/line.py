"""Whether more of what the client says lies waiting, so that a burst of changes is looked at once."""

import struct


def waiting(file: int) -> bool:
    """Whether there are bytes in a pipe that nobody has read; False for what cannot tell."""
    try:
        import fcntl  # not on Windows
        import termios

        return any(struct.unpack("i", fcntl.ioctl(file, termios.FIONREAD, bytes(4))))
    except (ImportError, OSError, ValueError):
        return False
