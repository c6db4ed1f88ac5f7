"""The settings of an application: plain values, some of them from the environment."""

import os

REALTIME_SESSION = {
    "type": "realtime",
    "model": os.environ.get("REALTIME_MODEL", "gpt-realtime-2.1"),
    "instructions": "You take orders for a flower shop.",
    "audio": {
        "input": {"turn_detection": {"type": "semantic_vad", "eagerness": "low"}},
        "output": {"voice": "marin", "speed": 1.1},
    },
}
