"""Where a text leads: only to addresses that rule files hold."""

from rtlint.assist.links import links
from rtlint.lint import Linter
from tests.assist.looking import LINTER, RULES, read, within

DOCS = "https://developers.openai.com/api/docs/"


def found(text: str, name: str = "a.realtime.yaml", linter: Linter = LINTER) -> list[tuple[str, str, str]]:
    document, _ = read(text, name, linter)
    return [(text[one.span.start : one.span.end], one.url, one.tooltip) for one in links(document, linter)]


GOING = (
    "Shuts down on 2027-01-20, in 58 days. `gpt-realtime-2.1` takes its place and has no announced shutdown."
).replace("`", "")
RANGE = "RT205 speed-range: Speech speed outside the range that the API takes."


def test_comments_and_models_lead_to_their_pages() -> None:
    text = "# rtlint: file-ignore[RT205, nothing]\nsession:\n  type: realtime\n  model: gpt-realtime\n"
    assert found(text) == [
        ("RT205", f"{RULES}speed-range/", RANGE),
        ("gpt-realtime", f"{DOCS}deprecations", GOING),
    ]


def test_a_model_that_stays_leads_to_the_page_about_models() -> None:
    text = "type: transcription\naudio: {input: {transcription: {model: gpt-transcribe}}}"
    assert found(text) == [("gpt-transcribe", f"{DOCS}models", "No shutdown is announced.")]


def test_json_several_documents_aliases_the_beta_and_larger_files() -> None:
    json = '{"session": {"type": "realtime", "model": "gpt-realtime"}}'
    assert found(json, "a.json") == [('"gpt-realtime"', f"{DOCS}deprecations", GOING)]
    two = "session: {type: realtime, model: gpt-realtime}\n---\ntype: realtime\nmodel: gpt-realtime\n"
    assert [text for text, _url, _words in found(two)] == ["gpt-realtime", "gpt-realtime"]
    alias = "x: &m gpt-realtime\nsession: {type: realtime, model: *m}\n"
    assert [text for text, _url, _words in found(alias)] == ["*m"]
    beta = "type: realtime\ninput_audio_transcription: {model: gpt-transcribe}\n"
    assert [text for text, _url, _words in found(beta)] == ["gpt-transcribe"]
    inside = "providers:\n- config: {type: realtime, model: gpt-realtime}\nmodel: gpt-realtime\n"
    assert [text for text, _url, _words in found(inside, linter=within("providers[*].config"))] == ["gpt-realtime"]


def test_what_leads_nowhere() -> None:
    assert found("session: {type: realtime, model: my-own}") == []
    assert found("session: {type: realtime, model: [gpt-realtime]}") == []
    assert found("session: {type: realtime, model: {a: gpt-realtime}}") == []
    assert found('{"a": "# rtlint: ignore[RT205]"}', "a.json") == []


def test_a_text_that_breaks_off_still_has_its_comments() -> None:
    text = "session:\n  type: realtime # rtlint: ignore[RT205]\n  model: {gpt-realtime\n"
    assert found(text) == [("RT205", f"{RULES}speed-range/", RANGE)]
