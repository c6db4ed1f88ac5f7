"""rtlint: a declarative validator and linter for OpenAI Realtime session configs.

`check`, `load`, `dump`, `fix` and `show` are for code that has sessions, or reads them. They are loaded when somebody
asks for them, so that neither a command nor `import rtlint` pays for what it does not use.
"""

TYPE_CHECKING = False  # as type checkers know it by its name; the module that has it takes longer than all of this

if TYPE_CHECKING:  # the names that __getattr__ finds
    from rtlint.api.request import ClientSecretRequest
    from rtlint.finding import Finding, Report, Severity
    from rtlint.library import Fixed, Invalid, Misconfigured, check, dump, fix, load, show

__all__ = [
    "SITE",
    "ClientSecretRequest",
    "Finding",
    "Fixed",
    "Invalid",
    "Misconfigured",
    "Report",
    "Severity",
    "__version__",
    "check",
    "dump",
    "fix",
    "load",
    "show",
]

__version__ = "0.1.0"

SITE = "https://rtlint.github.io/rtlint/"
"""Where the documentation stands."""

_ELSEWHERE = {"ClientSecretRequest": "api.request", "Finding": "finding", "Report": "finding", "Severity": "finding"}


if not TYPE_CHECKING:  # which would take any name for one of ours

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module 'rtlint' has no attribute {name!r}")
        from importlib import import_module

        found = globals()[name] = getattr(import_module(f"rtlint.{_ELSEWHERE.get(name, 'library')}"), name)
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
