"""Positions in each encoding, there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from rtlint.server.units import PREFERRED, UTF8, UTF16, UTF32, Units
from rtlint.text.source import Source

TEXT = "a: é😀x\r\n\u2028b\n\rend"


@pytest.mark.parametrize(("encoding", "character"), [(UTF32, 5), (UTF16, 6), (UTF8, 9)])
def test_characters_are_counted_in_the_units_agreed_on(encoding: types.PositionEncodingKind, character: int) -> None:
    units = Units(Source("a.yaml", TEXT), encoding)
    assert units.position(5) == types.Position(0, character)
    assert units.offset(types.Position(0, character)) == 5


@pytest.mark.parametrize("encoding", PREFERRED)
def test_what_lies_behind_a_line_or_the_text_is_its_end(encoding: types.PositionEncodingKind) -> None:
    units = Units(Source("a.yaml", TEXT), encoding)
    assert [units.offset(types.Position(*at)) for at in [(0, 99), (1, 99), (9, 0)]] == [6, 10, len(TEXT)]


@pytest.mark.parametrize(("encoding", "mark"), [(UTF32, 1), (UTF16, 1), (UTF8, 3)])
def test_a_byte_order_mark_counts_in_the_first_line_only(encoding: types.PositionEncodingKind, mark: int) -> None:
    units = Units(Source("a.yaml", "\ufeffab\nc"), encoding)
    assert [units.position(1), units.position(3)] == [types.Position(0, 1 + mark), types.Position(1, 0)]
    assert [units.offset(types.Position(0, 0)), units.offset(types.Position(0, 1 + mark))] == [0, 1]


@given(text=st.text(alphabet="aé\u2028😀\r\n\ufeff"), data=st.data())
def test_a_position_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    source = Source("a.yaml", text)
    inner = [at for at in range(len(source.text) + 1) if source.text[at - 1 : at + 1] != "\r\n" or not at]
    offset = data.draw(st.sampled_from([at for at in inner if source.text[at : at + 1] not in ("\r", "\n")] or [0]))
    for encoding in PREFERRED:
        units = Units(source, encoding)
        assert units.offset(units.position(offset)) == offset
