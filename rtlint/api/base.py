"""The one base of all API structs, so that their strictness is decided in a single place."""

from typing import dataclass_transform

from msgspec import Struct


# Tells type checkers what `frozen` below does to subclasses; at run time it only sets an attribute.
@dataclass_transform(frozen_default=True)
class ApiStruct(
    Struct,
    # The server answers an unknown key with an error and drops the whole session: so must we.
    forbid_unknown_fields=True,
    # A document is evidence. Rules may read it, and never change it on the way.
    frozen=True,
    # Structs form a tree without cycles; leaving them out of the collector makes many files cheaper.
    gc=False,
    # A struct in a failing test or a traceback shows what the document said, and no list of absences.
    repr_omit_defaults=True,
):
    """An object of the API.

    An absent key is `UNSET`, which is not `None`: the API gives `null` a meaning of its own, to turn off.
    UNSET is never encoded, so `omit_defaults` has nothing to do; `kw_only` is not inherited by subclasses in
    msgspec, so required fields simply come first.
    """
