"""Where in a request each field of each struct may stand: rules name paths, and a schema has definitions."""

from rtlint.schema.structs import Objects, Site
from rtlint.session.shape import Plan, merged

Steps = tuple[str, ...]
"""A path of a rule, as its steps; `*` is any item of a list."""


class Places:
    """Where in a request each field of each struct may stand."""

    def __init__(self, root: Plan) -> None:
        self.of: dict[Objects, set[Steps]] = {}
        self._plans: dict[Site, Plan] = {}
        self._visit(root, ())

    def _visit(self, one: Plan, path: Steps) -> None:
        if one.item:
            self._visit(one.item, (*path, "*"))
        if one.values:
            self._visit(one.values, (*path, "**"))
        for single in one.objects:
            self._add((single,), path, {key: below for key, (below, _required) in single.fields.items()})
        if len(one.objects) > 1:
            whole = merged(one.objects)
            own = [{key: below for key, (below, _required) in single.fields.items()} for single in one.objects]
            self._add(one.objects, path, {key: below for key, below in whole.items() if _differs(key, below, own)})

    def _add(self, objects: Objects, path: Steps, below: dict[str, Plan]) -> None:
        self.of.setdefault(objects, set()).add(path)
        for key, one in below.items():
            self._plans[objects, key] = one
            self._visit(one, (*path, key))

    def plan(self, site: Site) -> Plan:
        """What may stand at a field."""
        return self._plans[site]

    def paths(self, site: Site) -> set[Steps]:
        """All paths of a field."""
        return {(*path, site[1]) for path in self.of[site[0]]}

    def sites(self, path: Steps) -> list[Site]:
        """The fields that may stand at a path; those of its list, where it ends in an item."""
        path = bare(path)
        owners = [objects for objects, paths in self.of.items() if path[:-1] in paths]
        return [(objects, path[-1]) for objects in owners if (objects, path[-1]) in self._plans]

    def tags(self, path: Steps) -> list[str]:
        """The words of the discriminator at a path; none where it is no discriminator."""
        return [
            str(one.tag)
            for objects, paths in self.of.items()
            if path[:-1] in paths
            for one in objects
            if one.tag_field == path[-1]
        ]


def _differs(key: str, below: Plan, own: list[dict[str, Plan]]) -> bool:
    return next(fields[key] for fields in own if key in fields) != below


def bare(path: Steps) -> Steps:
    """A path without the items at its end."""
    while path[-1:] == ("*",):
        path = path[:-1]
    return path
