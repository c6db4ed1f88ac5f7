"""Document links as the protocol has them."""

from lsprotocol import types

from rtlint.server.links import document_links
from tests.server.conftest import Open

RANGE = "RT205 speed-range: Speech speed outside the range that the API takes."


def test_a_link_as_a_whole(opened: Open) -> None:
    text = "# 😀 é\n# rtlint: ignore[speed-range]\nsession: {type: realtime}\n"
    place = types.Range(types.Position(1, 17), types.Position(1, 28))
    assert document_links(opened(text)) == [
        types.DocumentLink(place, "https://rtlint.github.io/rtlint/rules/speed-range/", RANGE)
    ]


def test_a_text_that_is_not_ours_leads_nowhere(opened: Open) -> None:
    assert document_links(opened("kind: Deployment # rtlint: ignore[RT205]\n", "deployment.yaml")) == []
