"""`rtlint check RESPONSE --against FILE`: what the API made of a session, told beside the report."""

import datetime
import os
from collections.abc import Sequence

from rtlint import inputs
from rtlint.cli.common import mistaken
from rtlint.inputs import Input
from rtlint.linters import Linters
from rtlint.report._text import printable
from rtlint.rule.case import Case
from rtlint.submit import summary
from rtlint.submit.account import Account
from rtlint.submit.captured import Incomparable, compared


def against(items: Sequence[Input], file: str, linters: Linters) -> str:
    """What is different, in lines; the user's mistake where there is not one answer and one document that asked."""
    if len(items) != 1:
        mistaken(f"--against compares one answer, and there are {len(items)}")
    answer, asked = _case(items[0], linters), _case(Input(file, sniff=False), linters)
    try:
        outcome = compared(answer, asked, os.environ)
    except Incomparable as error:
        mistaken(error)
    now = datetime.datetime.now(datetime.UTC)
    head = printable(f"{answer.source.path}, which {asked.source.path} asked for")
    return summary.text(outcome, now, summary.hider(outcome, Account()), head).rstrip("\n")


def _case(item: inputs.Input, linters: Linters) -> Case:
    source, fault = item.read()
    if fault:
        mistaken(f"{item.path}: {fault.message}")
    cases = linters.of(item.path).cases(source)
    if broken := next((one for case in cases for one in case.text_faults), None):
        mistaken(f"{item.path}: {broken.message}")
    if len(cases) != 1:
        mistaken(f"{item.path} holds {len(cases)} documents; --against compares one with one")
    return cases[0]
