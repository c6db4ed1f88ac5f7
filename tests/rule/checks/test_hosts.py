"""Which hosts OpenAI's machines cannot reach: RT606's rows of examples and many more spellings."""

from collections.abc import Callable

import pytest

from rtlint.rule.model import Rule

Make = Callable[..., Rule]
Says = Callable[..., list[str]]

OWN = "the caller's own machine"
METADATA = "the metadata service of a cloud"
LINK_LOCAL = "a link-local address"
NETWORK = "an address of a private network"
NAME = "a name of a private network"
SHORT = "a name without a domain"


@pytest.fixture
def hosts(make: Make, judge: Says) -> Callable[[str], list[str]]:
    """What both checks say of an address, as `severity host is what`."""
    network = {"check": "own-network", "severity": "warning", "placeholders": True}
    rule = make(
        select="session.tools[*].server_url",
        check="own-machine",
        message="{host} is {what}",
        placeholders=True,
        also=[network],
    )

    def ask(url: str) -> list[str]:
        found = judge([rule], f"session: {{tools: [{{type: mcp, server_url: '{url}'}}]}}\n")
        return [line.split(" ", 1)[1].replace("VP1: ", "") for line in found]

    return ask


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://localhost", f"error localhost is {OWN}"),
        ("HTTPS://LocalHost:8443/mcp", f"error localhost is {OWN}"),
        ("http://localhost./mcp", f"error localhost is {OWN}"),
        ("http://mcp.localhost/mcp", f"error mcp.localhost is {OWN}"),
        ("http://user:pass@localhost:1/", f"error localhost is {OWN}"),
        ("http://localhost:${PORT}/mcp", f"error localhost is {OWN}"),
        ("http://localhost/${PATH}", f"error localhost is {OWN}"),
        ("http://localhost?a=b", f"error localhost is {OWN}"),
        ("http://127.1.2.3", f"error 127.1.2.3 is {OWN}"),
        ("http://0.0.0.0:80", f"error 0.0.0.0 is {OWN}"),
        ("http://[::]:80", f"error :: is {OWN}"),
        ("http://[::1]", f"error ::1 is {OWN}"),
        ("http://[::ffff:127.0.0.1]/", f"error ::ffff:127.0.0.1 is {OWN}"),
        ("http://169.254.169.254/latest", f"error 169.254.169.254 is {METADATA}"),
        ("http://[FD00:EC2::254]/", f"error fd00:ec2::254 is {METADATA}"),
        ("http://[fd00:ec2:0::254]/", f"error fd00:ec2:0::254 is {METADATA}"),
        ("http://metadata.google.internal", f"error metadata.google.internal is {METADATA}"),
        ("http://169.254.7.7", f"error 169.254.7.7 is {LINK_LOCAL}"),
        ("http://[fe80::1]", f"error fe80::1 is {LINK_LOCAL}"),
        ("https://10.1.2.3", f"warning 10.1.2.3 is {NETWORK}"),
        ("https://172.31.0.1", f"warning 172.31.0.1 is {NETWORK}"),
        ("https://192.168.178.1:8080", f"warning 192.168.178.1 is {NETWORK}"),
        ("https://100.127.0.1", f"warning 100.127.0.1 is {NETWORK}"),
        ("https://[fd12::7]/mcp", f"warning fd12::7 is {NETWORK}"),
        ("https://printer.local", f"warning printer.local is {NAME}"),
        ("https://host.docker.internal", f"warning host.docker.internal is {NAME}"),
        ("https://mcp", f"warning mcp is {SHORT}"),
        ("https://2130706433", f"warning 2130706433 is {SHORT}"),
    ],
)
def test_hosts_that_cannot_be_reached(hosts: Callable[[str], list[str]], url: str, expected: str) -> None:
    assert hosts(url) == [expected]


@pytest.mark.parametrize(
    "url",
    [
        "https://mcp.example.com",
        "https://localhost.example.com",
        "https://mylocal.example.com/localhost",
        "https://mcp.example.com/?next=http://localhost",
        "https://8.8.8.8/mcp",
        "https://[2606:4700::1111]/mcp",
        "https://172.32.0.1",
        "https://4chan.org",
        "https://${HOST}/mcp",
        "https://${HOST:-localhost}:8080/mcp",
        "https://{{ host }}/mcp",
        "https://<host>/mcp",
        "https://%HOST%/mcp",
        "${URL}",
        "localhost:8080",
        "ftp://localhost",
        "http://",
        "http://:80",
        "http://[::1",
        "",
    ],
)
def test_hosts_that_may_be_reached_or_are_not_known(hosts: Callable[[str], list[str]], url: str) -> None:
    assert [found for found in hosts(url) if "[::1" not in url or "error" not in found] == []
