"""What `rtlint submit` does with the files of a call: prepare them, send them, tell what came of it."""

import datetime
import os
import sys
from collections.abc import Callable, Iterator, Sequence

from rtlint import inputs
from rtlint.cli.common import mistaken, standard_bytes, tell, write
from rtlint.config.find import Finder, folder_of
from rtlint.finding import Finding, Severity
from rtlint.linters import Linters
from rtlint.report._style import Style
from rtlint.report._text import plural, printable
from rtlint.report.full import render
from rtlint.result import Result, report
from rtlint.save import keep
from rtlint.submit import request, summary
from rtlint.submit.account import KEY, Account, Unusable, account
from rtlint.submit.hide import Hider
from rtlint.submit.place import placed
from rtlint.submit.prepare import Job, Prepared, prepared
from rtlint.submit.refusal import SET_UP
from rtlint.submit.run import Outcome, submitted
from rtlint.submit.send import NoSdk

OUTPUTS = (TEXT, JSON, ENV, VALUE) = ("text", "json", "env", "value")
REFUSED = 1
_STDIN = "-"


class Files:
    """The files of a call; `status` is the exit status that they alone would give, `held` why files are not sent."""

    def __init__(self, linters: Linters, finder: Finder, least: Severity, style: Style) -> None:
        self._linters = linters
        self._finder = finder
        self._least = least
        self._style = style
        self._results: dict[str, Result] = {}
        self.held: dict[str, str] = {}
        self.status = 0

    def jobs(self, paths: Sequence[str]) -> list[Job]:
        """What is ready to be sent; what is not is told, and how much else there is to say of what is."""
        made = list(self._prepared(paths))
        for remark in self._linters.remarks:
            tell(remark)
        self._tell_findings(made)
        jobs = [job for one in made for job in one.jobs]
        self._tell_rest([one for one in made if one.jobs])
        if not made:
            mistaken("there is no session config to submit")
        return jobs

    def refused(self, outcome: Outcome, hide: Hider) -> None:
        """Tell why there is no secret: at its place in the file where the API names one."""
        refusal = outcome.refusal
        assert refusal is not None
        made = placed(outcome, self._results[outcome.job.case.source.path], hide)
        if made:
            write(render(made, self._style), aside=True)
            return
        said = f" (it says: {printable(hide(refusal.said))})" if refusal.said else ""
        advice = f"; {refusal.advice}" if refusal.advice else ""
        tell(f"{summary.name(outcome)}: {refusal.words}{advice}{said}")

    def _prepared(self, paths: Sequence[str]) -> Iterator[Prepared]:
        known = self._known()
        for item in self._items(paths):
            source, fault = item.read()
            linter = self._linters.of(item.path)
            if item.sniff and not linter.takes(source, fault):
                continue
            made = prepared(linter, source, fault, os.environ, least=self._least, known=known)
            if not made.jobs and not made.troubles and not made.result.found:
                continue  # a larger file that has nothing at its places
            self._results[item.path] = made.result
            self._hold(item.path, made)
            yield made

    def _hold(self, path: str, made: Prepared) -> None:
        """Mind why a file is not sent."""
        if made.troubles:
            self.status = SET_UP
            self.held[path] = made.troubles[0].words
            for trouble in made.troubles:
                tell(printable(f"{trouble.place}: {trouble.words}"))
        elif not made.jobs:
            self.status = max(self.status, REFUSED)
            self.held[path] = _counted(made.result.findings, self._least)

    def _known(self) -> Callable[[Result], Result]:
        """What takes known findings out, where a configuration names a baseline."""
        from rtlint.baseline import Baselines

        baselines = Baselines(self._finder, self._linters)

        def new(result: Result) -> Result:
            config = self._finder.of(folder_of(result.text.path))
            return baselines.new(result) if config and config.baseline else result

        return new

    def _tell_findings(self, made: Sequence[Prepared]) -> None:
        """Show all that is found in what is not sent, and of the rest what only filling it in brings."""
        shown = [one.result for one in made if one.new or not (one.jobs or one.troubles)]
        if shown:
            write(render(report(shown, self._linters.cards), self._style), aside=True)

    def _tell_rest(self, sent: Sequence[Prepared]) -> None:
        found = [finding for one in sent if not one.new for finding in one.result.findings]
        warnings = [finding for finding in found if finding.severity is Severity.WARNING]
        if warnings:
            files = plural(len({finding.path for finding in warnings}), "file")
            it = "it" if len(warnings) == 1 else "them"
            tell(f"{plural(len(warnings), 'warning')} in {files}; rtlint check shows {it}")

    def _items(self, paths: Sequence[str]) -> Iterator[inputs.Input]:
        if _STDIN in paths and len(paths) > 1:
            mistaken("- stands alone: standard input is one document")
        if _STDIN in paths:
            yield inputs.Input("<stdin>", sniff=False, data=standard_bytes())
        else:
            yield from inputs.gather(paths, finder=self._finder)


def _counted(findings: Sequence[Finding], least: Severity) -> str:
    """`2 errors`, or with `--strict` `1 error, 2 warnings`."""
    counts = [(one, sum(finding.severity is one for finding in findings)) for one in Severity]
    return ", ".join(plural(count, one.value) for one, count in counts if count and one.weight >= least.weight)


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


def shown(jobs: Sequence[Job], who: Account, output: str, file: str | None) -> None:
    """Print the requests."""
    if output not in (TEXT, JSON):
        mistaken(f"--dry-run has no secret, which --output {output} is for; it prints {TEXT} or {JSON}")
    if jobs:
        _put(request.as_json(jobs, who) if output == JSON else request.requests(jobs, who), output, file)


def sent(jobs: Sequence[Job], who: Account, files: Files, output: str, file: str | None) -> int:
    """Send the requests, and tell what came of them; the exit status."""
    if output in (ENV, VALUE) and len(jobs) > 1:
        mistaken(f"--output {output} is for one secret, and there are {len(jobs)}; --output json holds several")
    if file:
        _hold(file)
    outcomes = _outcomes(jobs, who) if jobs else []
    for outcome in outcomes:
        if outcome.refusal:
            files.refused(outcome, summary.hider(outcome, who))
    made = any(one.answer for one in outcomes)
    text = _told(outcomes, who, files, output)
    if text and (made or not file):  # where nothing came, a file keeps what it has
        _put(text, output, file)
    return max((one.refusal.status for one in outcomes if one.refusal), default=0)


def _outcomes(jobs: Sequence[Job], who: Account) -> list[Outcome]:
    try:
        if len(jobs) == 1 or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
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


def _told(outcomes: Sequence[Outcome], who: Account, files: Files, output: str) -> str:
    """What is said of secrets in a format."""
    answers = [one.answer for one in outcomes if one.answer]
    if output == JSON:
        return summary.as_json(outcomes, who, files.held)
    if output in (ENV, VALUE):
        return "".join(summary.env(one) if output == ENV else f"{one.secret}\n" for one in answers)
    now = datetime.datetime.now(datetime.UTC)
    blocks = [summary.text(one, now, summary.hider(one, who)) for one in outcomes if one.answer]
    if outcomes and len(outcomes) + len(files.held) > 1:
        blocks.append(summary.table(outcomes, files.held, who, now))
    return "\n".join(blocks)


def _hold(file: str) -> None:
    """The user's mistake where a file cannot be put, before a secret is made that nobody would get."""
    folder = os.path.dirname(os.path.realpath(file))
    if os.path.exists(file) and not os.path.isfile(file):
        mistaken(f"{file} cannot be written: it is no regular file")
    if not os.path.isdir(folder):
        mistaken(f"{file} cannot be written: its folder is not there")
    if not os.access(folder, os.W_OK):
        mistaken(f"{file} cannot be written: its folder takes no new files")


def _put(text: str, form: str, file: str | None) -> None:
    """Text to standard output, or to a file that only the user may read."""
    if not file:
        write(text, form)
        return
    _hold(file)
    try:
        keep(file, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        mistaken(f"{file} cannot be written: {(error.strerror or str(error)).lower()}")
