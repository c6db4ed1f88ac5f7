"""Checks of MCP servers: whether OpenAI's machines can reach the address at all."""

from collections.abc import Callable, Iterator
from typing import Any

from rtlint.rule.blame import VALUE, Blame
from rtlint.rule.case import Case
from rtlint.text.spot import Path

_METADATA = ("metadata.google.internal", "169.254.169.254", "fd00:ec2::254", "100.100.100.200")
_UNFINISHED = ("$", "{", "}", "<", ">", "%")


def own_machine(value: object, path: Path, _case: Case) -> Iterator[Blame]:
    """Hosts that are another machine for whoever calls: loopback, link-local, a cloud's metadata."""
    host = _host(value)
    if host and (what := _own(host)):
        yield Blame(path, VALUE, "own", {"host": host, "what": what})


def own_network(value: object, path: Path, _case: Case) -> Iterator[Blame]:
    """Hosts that only a private network knows."""
    host = _host(value)
    if host and not _own(host) and (what := _private(host)):
        yield Blame(path, VALUE, "private", {"host": host, "what": what})


def _host(url: object) -> str:
    """The host of a URL in small letters, without brackets and port; empty where it is not known yet."""
    scheme, _, rest = str(url).partition("://")
    if not isinstance(url, str) or scheme.lower() not in ("http", "https"):
        return ""
    for end in "/?#\\":
        rest = rest.partition(end)[0]
    authority = rest.rpartition("@")[2].lower()
    host = authority[1:].partition("]")[0] if authority.startswith("[") else authority.partition(":")[0]
    return "" if any(sign in host for sign in _UNFINISHED) else host.rstrip(".")


def _own(host: str) -> str:
    """What makes a host a machine's own, or nothing."""
    if host == "localhost" or host.endswith(".localhost"):
        return "the caller's own machine"
    address = _address(host)
    if host in _METADATA or str(address) in _METADATA:
        return "the metadata service of a cloud"
    if address is None:
        return ""
    if address.is_loopback or address.is_unspecified:
        return "the caller's own machine"
    return "a link-local address" if address.is_link_local else ""


def _private(host: str) -> str:
    """What makes a host unknown to the internet, or nothing."""
    if address := _address(host):
        return "" if address.is_global else "an address of a private network"
    if host.endswith((".local", ".internal")):
        return "a name of a private network"
    return "" if "." in host else "a name without a domain"


def _address(host: str) -> Any:
    """The IP address that a host is, the embedded one of an IPv4-mapped address; None for a name."""
    if not (host[:1].isdigit() or ":" in host):
        return None
    import ipaddress  # most hosts are names

    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


CHECKS: dict[str, Callable[[object, Path, Case], Iterator[Blame]]] = {
    "own-machine": own_machine,
    "own-network": own_network,
}
