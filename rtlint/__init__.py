"""rtlint: a declarative validator and linter for OpenAI Realtime session configs."""

__version__ = "0.1.0"

SITE = "https://rtlint.github.io/rtlint/"
"""Where the documentation stands."""
