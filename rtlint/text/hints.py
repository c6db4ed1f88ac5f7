"""What a YAML parser's complaint means and what would mend it, in words of people who write configs."""

import re

_STARTERS = {
    "@": "quote the value",
    "`": "quote the value",
    "%": "quote the value",
}
_QUOTES = ("'", '"')
_KNOWN = (
    (
        "found undefined alias",
        "the alias {word} has no anchor before it",
        "quote the value if the star is text, or set the anchor &… above",
    ),
    (
        "second occurrence",
        "the anchor {word} is set twice",
        "give each anchor its own name",
    ),
    (
        "found unexpected end of stream",
        "a quote is opened here and never closed",
        "close the quote",
    ),
    (
        "did not find expected hexdecimal number",
        "this backslash escape lacks its hexadecimal digits",
        "write \\\\ for a backslash, or use single quotes",
    ),
    (
        "found unknown escape character",
        "this backslash escape does not exist in a double-quoted value",
        "write \\\\ for a backslash, or use single quotes",
    ),
    (
        "could not find expected ':'",
        "this line is neither `key: value` nor part of the value above",
        "add the colon, or indent the line below its key",
    ),
    (
        "did not find expected key",
        "this line does not fit the indentation of the keys above",
        "indent keys of one mapping alike",
    ),
    (
        "did not find expected '-' indicator",
        "this line is no entry of the list above",
        "start entries with `- ` at one indentation",
    ),
    (
        "did not find expected ',' or ']'",
        "a list opened with [ is not closed before this",
        "add the missing comma or ]",
    ),
    (
        "did not find expected ',' or '}'",
        "a mapping opened with {{ is not closed before this",
        'add the missing comma or }, and quote a value with braces: "${NAME}"',
    ),
    (
        "did not find expected <document start>",
        "text after the end of the document",
        "put everything below one root, or separate documents with ---",
    ),
    (
        "did not find expected node content",
        "a value is missing here",
        "add the value, or quote it",
    ),
    (
        "block sequence entries are not allowed",
        "a list entry cannot start here",
        "put each `- ` on its own line, below the key",
    ),
    (
        "expected alphabetic or numeric character",
        "a name is missing here: * starts an alias, & an anchor",
        "quote the value if the character is text",
    ),
    (
        "found undefined tag handle",
        "the tag {word} uses a prefix that nothing defines",
        "drop the tag",
    ),
    (
        "found unknown directive name",
        "a line that starts with % is a directive, and this one does not exist",
        "quote the value",
    ),
    (
        "found a tab character",
        "a tab cannot indent YAML",
        "indent with spaces",
    ),
)


def explain(problem: str, text: str, offset: int) -> tuple[str, str]:
    """A message and a way out for what the parser said at an offset of the text."""
    if "cannot start any token" in problem:
        return _start(text[offset : offset + 1])
    if "mapping values are not allowed" in problem:
        return _second_colon(text, offset)
    if "did not find expected key" in problem and text[:offset].rstrip(" ")[-1:] in _QUOTES and offset:
        return "the value goes on after its closing quote", "double the quote inside, or use the other kind outside"
    word = re.match(r"\S*", text[offset:])
    for part, message, help_ in _KNOWN:
        if part in problem:
            return message.format(word=word.group()[:40] if word else ""), help_
    return problem, "the place may be a little above"


def _start(character: str) -> tuple[str, str]:
    if character == "\t":
        return "a tab cannot indent YAML", "indent with spaces"
    return f"an unquoted value cannot start with {character}", _STARTERS.get(character, "quote the value")


def _second_colon(text: str, offset: int) -> tuple[str, str]:
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    if re.search(r":\s", line):
        return "an unquoted value cannot hold a colon followed by a blank", 'quote the value: key: "Role: be nice"'
    return (
        "a key stands where the value above goes on",
        "indent the keys of one mapping alike, and quote text that holds a colon",
    )
