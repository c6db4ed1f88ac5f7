"""What holds beside the texts: the client's settings, configurations, rule packs, the day, and whether it is there."""

import asyncio
import os
import sys
from typing import Any

from lsprotocol import types
from pygls import uris

from rtlint.config.find import BASELINE, NAMES
from rtlint.config.trail import Mark, Trail
from rtlint.linters import today
from rtlint.server.lsp import Server
from rtlint.server.settings import read
from rtlint.server.warm import warm_up

SECTION = "rtlint"
PERIOD = 2.0
"""Seconds between two looks at what nobody tells of."""

_EVERYWHERE = ("**/{" + ",".join(NAMES) + "}", f"**/{BASELINE}")


def register(server: Server) -> None:
    """Listen to what the client tells of itself and of files."""
    watch = Watch(server)

    @server.feature(types.INITIALIZE)
    def _initialize(params: types.InitializeParams) -> None:
        watch.meet(params)

    @server.feature(types.INITIALIZED)
    async def _initialized(_params: types.InitializedParams) -> None:
        await watch.begin()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def _configured(params: types.DidChangeConfigurationParams) -> None:
        await watch.ask(params.settings)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _files_changed(_params: types.DidChangeWatchedFilesParams) -> None:
        watch.renew()


class Watch:
    """Keeps an eye on all that holds for open documents, by the client's help or by itself."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._initial: dict[str, Any] = {}
        self._wrong: list[str] = []
        self._parent: int | None = None
        self._day = today()
        self._trail = Trail()
        self._marks: dict[str, Mark | None] = {}
        self._watched: list[types.FileSystemWatcher] = []
        self._count = 0

    def meet(self, params: types.InitializeParams) -> None:
        """Take over what the client says of itself before anything else."""
        server = self._server
        parent = params.process_id
        self._parent = parent if parent and alive(parent) else None
        server.desk.root = next(iter(self._roots()), server.desk.root)
        given = params.initialization_options
        self._initial = given if isinstance(given, dict) else {}
        server.desk.tell = self._tell
        server.desk.note = lambda words: server.window_log_message(
            types.LogMessageParams(types.MessageType.Warning, words)
        )
        server.desk.arrived = self._arrived

    async def begin(self) -> None:
        """Get ready, and begin to watch."""
        warm_up(self._server.desk.pack)
        self._take(self._initial)
        workspace = self._server.client_capabilities.workspace
        if workspace and workspace.did_change_configuration and workspace.did_change_configuration.dynamic_registration:
            self._register("settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, {"section": SECTION})
        self._follow()
        asyncio.get_running_loop().call_later(PERIOD, self._tick)
        await self.ask(None)

    async def ask(self, pushed: Any) -> None:
        """Get the settings: from the client, if it answers such questions, or from what it has pushed."""
        workspace = self._server.client_capabilities.workspace
        section = pushed.get(SECTION) if isinstance(pushed, dict) else None
        if workspace and workspace.configuration:
            item = types.ConfigurationItem(section=SECTION)
            try:
                answers = await self._server.workspace_configuration_async(types.ConfigurationParams([item]))
            except Exception:  # noqa: BLE001  # whatever the client's trouble is, the settings stay
                return
            section = answers[0] if answers else None
        if section is not None:
            self._take({**self._initial, **section} if isinstance(section, dict) else section)

    def renew(self) -> None:
        """Look at everything again."""
        self._server.desk.renew()
        self._follow()
        self._server.refresh()

    def tick(self) -> None:
        """Look at what nobody tells of: whether the client is there, the day, and files, unless it watches those."""
        if self._parent and not alive(self._parent):
            self._server.gone.set()
        if today() != self._day or self._changed():
            self._day = today()
            self.renew()

    def _tick(self) -> None:
        asyncio.get_running_loop().call_later(PERIOD, self._tick)
        self.tick()

    def _take(self, given: Any) -> None:
        """Take over settings; each that is wrong is told once."""
        server = self._server
        settings, wrong = read(given, server.desk.root)
        for words in wrong:
            if words not in self._wrong:
                self._tell(words)
        self._wrong = wrong
        if settings != server.settings:
            server.settings = settings
            server.desk.configuration = settings.configuration
            self.renew()

    def _tell(self, words: str) -> None:
        message = types.ShowMessageParams(types.MessageType.Error, f"rtlint: {words}")
        self._server.window_show_message(message)

    def _arrived(self) -> None:
        """A document has come, and with it perhaps a configuration that nobody watches."""
        if self._changed():
            self.renew()
        self._follow()

    def _changed(self) -> bool:
        """Whether a file that holds is another than it was; False while the client watches files."""
        return not self._watched and self._trail.marks() != self._marks

    def _follow(self) -> None:
        """Watch the files that count now."""
        self._trail = self._server.desk.trail()
        able = self._able()
        if able is None:
            self._marks = self._trail.marks()
            return
        wanted = watchers(self._trail, self._roots(), relative=bool(able.relative_pattern_support))
        if wanted != self._watched:
            if self._watched:
                self._unregister("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
            self._watched = wanted
            options = types.DidChangeWatchedFilesRegistrationOptions(wanted)
            self._count += 1
            self._register("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)

    def _able(self) -> types.DidChangeWatchedFilesClientCapabilities | None:
        """What the client can watch; None if it does so only for others."""
        workspace = self._server.client_capabilities.workspace
        able = workspace.did_change_watched_files if workspace else None
        return able if able and able.dynamic_registration else None

    def _roots(self) -> list[str]:
        """The folders that the client has opened, the first one first."""
        workspace = self._server.workspace
        found = [uris.to_fs_path(uri) for uri in workspace.folders] or [workspace.root_path]
        return [folder for folder in found if folder]

    def _register(self, name: str, method: str, options: Any) -> None:
        one = types.Registration(f"rtlint-{name}-{self._count}", method, options)
        self._server.client_register_capability(types.RegistrationParams([one]))

    def _unregister(self, name: str, method: str) -> None:
        one = types.Unregistration(f"rtlint-{name}-{self._count}", method)
        self._server.client_unregister_capability(types.UnregistrationParams([one]))


def watchers(trail: Trail, roots: list[str], *, relative: bool) -> list[types.FileSystemWatcher]:
    """What a client is asked to watch: our names in all folders that it has opened, and what lies elsewhere.

    Patterns are `relative` to a folder where the client knows such.
    """
    single: dict[str, set[str]] = {}
    for file in trail.files:
        folder, name = os.path.split(file)
        inside = any(os.path.join(folder, "").startswith(os.path.join(root, "")) for root in roots)
        if not inside or name not in (*NAMES, BASELINE):
            single.setdefault(folder, set()).add(name)
    patterns = [(folder, "**/*") for folder in trail.folders]
    for folder, names in single.items():
        pattern = ",".join(sorted(names))
        patterns.append((folder, pattern if len(names) == 1 else "{" + pattern + "}"))
    globs: list[types.GlobPattern] = [*_EVERYWHERE, *(_glob(*one, relative=relative) for one in sorted(patterns))]
    return [types.FileSystemWatcher(glob) for glob in globs]


def _glob(folder: str, pattern: str, *, relative: bool) -> types.GlobPattern:
    if relative:
        return types.RelativePattern(uris.from_fs_path(folder) or "", pattern)
    return f"{folder.replace(os.sep, '/').rstrip('/')}/{pattern}"


def alive(process: int) -> bool:
    """Whether there is a process of this number. On Windows, where asking would end it, there always is."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True
