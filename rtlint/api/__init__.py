"""The Realtime API's documents as typed structs: the only schema that rtlint has.

Requests are in `request` (with `session`, `audio`, `turn_detection`, `tools`, `prompt`) and `translation`;
what the server answers is in `response`. Nothing is imported here, so that a run loads only the modules of
the documents it meets. The facts come from the `openai` Python package's realtime types and from OpenAI's
API reference; `scripts/api_drift.py` tells where the two have moved apart.
"""
