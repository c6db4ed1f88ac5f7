"""Threads that are the first to ask: no type may be taken apart by two of them."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

FIRST = """
import sys
import threading

import rtlint
from rtlint.api import response
from rtlint.submit.answer import of_value

sys.setswitchinterval(1e-6)
start = threading.Barrier(8)
session = {"type": "realtime", "id": "sess_1", "audio": {"output": {"speed": 2.0}}}
answer = {"value": "ek_1", "expires_at": 5, "session": session}
told = [""] * 8


def ask(number):
    start.wait()
    if number % 2:
        told[number] = of_value(answer, response.ClientSecretResponse).id
    else:
        told[number] = rtlint.check({"type": "realtime", "audio": session["audio"]}, config=None).findings[0].code


threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(*told)
"""


def test_eight_threads_may_be_the_first_to_ask() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", FIRST],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "RT205 sess_1 " * 3 + "RT205 sess_1\n", "")
