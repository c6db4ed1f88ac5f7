"""What `rtlint submit` does with the files of a call: prepare them, send them, tell what came of it."""

import datetime
import os
import sys
from collections.abc import Iterator, Sequence

from rtlint import inputs
from rtlint.cli.common import mistaken, standard_bytes, tell, write
from rtlint.config.find import Finder
from rtlint.finding import Report, Severity
from rtlint.linters import Linters
from rtlint.report._style import Style
from rtlint.report._text import plural
from rtlint.report.full import render
from rtlint.result import Result, report
from rtlint.save import keep
from rtlint.submit import summary
from rtlint.submit.account import KEY, Account, Unusable, account
from rtlint.submit.hide import Hider
from rtlint.submit.place import placed
from rtlint.submit.prepare import Job, prepared
from rtlint.submit.refusal import SET_UP
from rtlint.submit.request import request
from rtlint.submit.run import Outcome, submitted
from rtlint.submit.send import NoSdk

OUTPUTS = (TEXT, JSON, ENV, VALUE) = ("text", "json", "env", "value")
REFUSED = 1


class Files:
    """The files of a call; `status` is the exit status that they alone would give."""

    def __init__(self, linters: Linters, finder: Finder, least: Severity, style: Style) -> None:
        self._linters = linters
        self._finder = finder
        self._least = least
        self._style = style
        self._results: dict[str, Result] = {}
        self.status = 0

    def jobs(self, paths: Sequence[str]) -> list[Job]:
        """What is ready to be sent; what is not is told."""
        jobs: list[Job] = []
        for item in self._items(paths):
            source, fault = item.read()
            linter = self._linters.of(item.path)
            if item.sniff and not linter.takes(source, fault):
                continue
            made = prepared(linter, source, fault, os.environ, least=self._least)
            self._results[item.path] = made.result
            for trouble in made.troubles:
                tell(f"{trouble.place}: {trouble.words}")
                self.status = SET_UP
            if not made.jobs and not made.troubles:
                self.status = max(self.status, REFUSED)
                self.tell(report([made.result], self._linters.cards))
            jobs += made.jobs
        if not jobs and not self.status:
            mistaken("there is no session config to submit")
        return jobs

    def tell(self, findings: Report) -> None:
        """Show findings on standard error."""
        write(render(findings, self._style), aside=True)

    def refused(self, outcome: Outcome, hide: Hider) -> None:
        """Tell why there is no secret: at its place in the file where the API names one."""
        refusal = outcome.refusal
        assert refusal is not None
        made = placed(outcome, self._results[outcome.job.case.source.path], hide)
        if made:
            self.tell(made)
            return
        said = f" (it says: {hide(refusal.said)})" if refusal.said else ""
        advice = f"; {refusal.advice}" if refusal.advice else ""
        tell(f"{summary.name(outcome)}: {refusal.words}{advice}{said}")

    def _items(self, paths: Sequence[str]) -> Iterator[inputs.Input]:
        if "-" in paths:
            yield inputs.Input("<stdin>", sniff=False, data=standard_bytes())
        yield from inputs.gather([path for path in paths if path != "-"], finder=self._finder)


def account_of(given: dict[str, str | None], timeout: float, retries: int, *, needs_key: bool) -> Account:
    """The account of a call; the user's mistake where it cannot be used."""
    named = {"key": "api_key", "organisation": "organization", "project": "project", "base_url": "base_url"}
    told = {name: given[option] for name, option in named.items()}
    try:
        made = account(told, os.environ, timeout=timeout, retries=retries)
    except Unusable as error:
        mistaken(error)
    if needs_key and not made.key:
        mistaken(f"there is no key: set {KEY}, or see what would be sent with --dry-run")
    return made


def shown(jobs: Sequence[Job], who: Account, file: str | None) -> None:
    """Print the requests."""
    _put("\n".join(request(job, who) for job in jobs), file)


def sent(jobs: Sequence[Job], who: Account, files: Files, output: str, file: str | None) -> int:
    """Send the requests, and tell what came of them; the exit status."""
    if not jobs:
        return 0
    if output in (ENV, VALUE) and len(jobs) > 1:
        mistaken(f"--output {output} is for one secret, and there are {len(jobs)}; --output json holds several")
    outcomes = _outcomes(jobs, who)
    for outcome in outcomes:
        if outcome.refusal:
            files.refused(outcome, summary.hider(outcome, who))
    if text := _told(outcomes, who, output):
        _put(text, file)
    return max((one.refusal.status for one in outcomes if one.refusal), default=0)


def _outcomes(jobs: Sequence[Job], who: Account) -> list[Outcome]:
    try:
        if len(jobs) == 1 or not sys.stderr.isatty():
            return submitted(jobs, who)
        from rtlint.cli._progress import Progress

        with Progress(sys.stderr) as progress:
            done: list[Outcome] = []

            def told(outcome: Outcome) -> None:
                done.append(outcome)
                progress(len(done), len(jobs))

            return submitted(jobs, who, told)
    except NoSdk as error:
        mistaken(error)


def _told(outcomes: Sequence[Outcome], who: Account, output: str) -> str:
    """What is said of secrets in a format."""
    answers = [one.answer for one in outcomes if one.answer]
    if output == JSON:
        return summary.as_json(outcomes, who)
    if output in (ENV, VALUE):
        return "".join(summary.env(one) if output == ENV else f"{one.secret}\n" for one in answers)
    now = datetime.datetime.now(datetime.UTC)
    blocks = [summary.text(one, now, summary.hider(one, who)) for one in outcomes if one.answer]
    if len(outcomes) > 1:
        blocks.append(f"{plural(len(answers), 'secret')} for {plural(len(outcomes), 'document')}\n")
    return "\n".join(blocks)


def _put(text: str, file: str | None) -> None:
    """Text to standard output, or to a file that only the user may read."""
    if not file:
        write(text)
        return
    try:
        keep(file, text.encode())
    except OSError as error:
        mistaken(f"{file} cannot be written: {(error.strerror or str(error)).lower()}")
