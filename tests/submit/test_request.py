"""A request as people and scripts see it before it is sent."""

import json

from rtlint import __version__
from rtlint.submit.account import Account
from rtlint.submit.request import as_json, request, requests
from tests import asking

KEY = "sk-" + "abcdefghijklmnopqrstuv"
TEXT = """\
type: realtime
instructions: ${A} ${T} é
max_output_tokens: ${MAX_TOKENS}
tools:
- {type: mcp, server_label: a, server_url: 'https://a.example/?q=${T}', authorization: 'Bearer ${T}', headers: {X-Token: "lamp-desk"}}
"""  # noqa: E501  # one line in the file
SHOWN = """\
POST https://api.openai.com/v1/realtime/client_secrets
Authorization: Bearer sk-abc…
Content-Type: application/json
OpenAI-Organization: org-1
OpenAI-Project: proj_1

{
  "session": {
    "type": "realtime",
    "instructions": "hello ${T} é",
    "max_output_tokens": 4096,
    "tools": [
      {
        "type": "mcp",
        "server_label": "a",
        "server_url": "https://a.example/?q=${T}",
        "authorization": "Bearer ${T}",
        "headers": {
          "X-Token": "lamp…"
        }
      }
    ]
  }
}
"""


def test_a_request_as_a_client_writes_it_but_for_what_is_secret() -> None:
    job = asking.job(TEXT, A="hello", T="hush-hush", MAX_TOKENS="4096")
    assert request(job, Account(key=KEY, organisation="org-1", project="proj_1")) == SHOWN


def test_it_needs_no_key() -> None:
    assert request(asking.job("type: transcription"), Account(base_url="http://localhost:1/v1")) == (
        "POST http://localhost:1/v1/realtime/client_secrets\n"
        "Authorization: Bearer $OPENAI_API_KEY\n"
        "Content-Type: application/json\n"
        '\n{\n  "session": {\n    "type": "transcription"\n  }\n}\n'
    )


def test_several_stand_one_after_the_other() -> None:
    jobs = [asking.job("type: realtime"), asking.job("type: realtime", "b\n.yaml")]
    one = request(jobs[0], Account())
    assert requests(jobs, Account()) == f"### a.yaml\n{one}\n### b\\x0a.yaml\n{one}"
    assert requests(jobs[:1], Account()) == one


def test_a_number_that_few_programs_hold_is_shown_whole() -> None:
    text = "type: realtime\ntools: [{type: function, name: a, parameters: {maximum: 123456789012345678901234567890}}]\n"
    body = request(asking.job(text), Account()).partition("\n\n")[2]
    assert json.loads(body)["session"]["tools"][0]["parameters"] == {"maximum": 123456789012345678901234567890}


def test_scripts_get_json() -> None:
    job = asking.job("type: realtime\ninstructions: ${TOKEN}", TOKEN="hush")
    assert json.loads(as_json([job], Account(key=KEY, project="proj_1"))) == {
        "version": 1,
        "rtlint": __version__,
        "requests": [
            {
                "path": "a.yaml",
                "document": 0,
                "method": "POST",
                "url": "https://api.openai.com/v1/realtime/client_secrets",
                "headers": {
                    "Authorization": "Bearer sk-abc…",
                    "Content-Type": "application/json",
                    "OpenAI-Project": "proj_1",
                },
                "body": {"session": {"type": "realtime", "instructions": "${TOKEN}"}},
            }
        ],
    }
