"""Configuration: what a project wants, from the file nearest to what is linted, the files it extends, and the call."""


class ConfigError(Exception):
    """A configuration that cannot be used: the message starts with its place, unless the call itself is wrong."""
