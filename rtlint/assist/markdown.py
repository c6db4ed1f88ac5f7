"""Words of documents in Markdown, where they mean nothing but themselves, and Markdown of ours as plain text."""

import re

_MARKED = re.compile(r"(?P<fence>`+) ?(?P<code>.+?) ?(?P=fence)|\\(?P<literal>[^\w\s])"
                     r"|\[(?P<link>[^\]]+)\]\((?P<url>[^)]+)\)|(?P<strong>\*\*)|(?P<entity>&lt;|&amp;)")  # fmt: skip
_ENTITIES = {"&lt;": "<", "&amp;": "&"}


def code(text: str) -> str:
    """A text on one line as code: the backticks around it are more than any inside."""
    line = " ".join(text.split()) or " "
    fence = "`" * (max((len(run) for run in re.findall(r"`+", line)), default=0) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def plain(markdown: str) -> str:
    """Markdown that this package has made, for a reader that shows it as it is."""
    return _MARKED.sub(_unmarked, markdown)


def _unmarked(match: re.Match[str]) -> str:
    if match["link"]:
        return f"{match['link']} <{match['url']}>"
    if match["entity"]:
        return _ENTITIES[match["entity"]]
    return match["code"] or match["literal"] or ""
