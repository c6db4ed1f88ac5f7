"""What the application would send is what the API takes."""

import settings

from rtlint.testing import assert_session


def test_the_session_is_sound() -> None:
    """What is wrong with it is told as `rtlint check` tells it."""
    assert_session(settings.REALTIME_SESSION)
