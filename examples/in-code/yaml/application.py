"""An application that keeps its session in a file: linted, filled in and typed when it is read."""

from pathlib import Path

from openai import OpenAI

import rtlint

AGENT = Path(__file__).with_name("agent.realtime.yaml")


def client_secret(client: OpenAI) -> str:
    """What a browser may talk to the agent with; rtlint.Invalid for a file that the API would refuse."""
    request = rtlint.load(AGENT)
    return client.realtime.client_secrets.create(**rtlint.dump(request)).value
