"""Answers to a client that asks for diagnostics by itself."""

from lsprotocol import types

from rtlint.server.diagnostics import diagnostics
from rtlint.server.pull import answer
from tests.server.conftest import Open

TEXT = "session:\n  type: realtime\n  audio: {output: {speed: 9}}\n"


def test_an_answer_is_whole_unless_the_client_has_it(opened: Open) -> None:
    found = diagnostics(opened(TEXT))
    whole = answer(found, None)
    assert isinstance(whole, types.RelatedFullDocumentDiagnosticReport)
    assert whole.items == found
    assert whole.result_id
    assert answer(found, whole.result_id) == types.RelatedUnchangedDocumentDiagnosticReport(whole.result_id)
    assert answer(found, "another") == whole


def test_another_answer_has_another_name(opened: Open) -> None:
    texts = [TEXT, "# new\n" + TEXT, TEXT.replace("9", "8"), TEXT.replace("9", "1")]
    names = {answer(diagnostics(opened(text)), None).result_id for text in texts}
    assert len(names) == 4


def test_half_a_character_in_a_message_has_a_name_too() -> None:
    odd = types.Diagnostic(types.Range(types.Position(0, 0), types.Position(0, 1)), "half of \ud83d")
    assert answer([odd], None).result_id
