"""The peers themselves: each takes our schema and a clean session, and refuses a faulty one as its entry says."""

import subprocess
from pathlib import Path

import pytest

from benchmarks import inputs, peers, timing


@pytest.mark.external
def test_every_peer_takes_our_schema_and_a_clean_session_and_refuses_a_faulty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "GROWTH", {})
    tools = peers.Tools(tmp_path)
    peers.install(tools)
    peers.tell(tools)
    inputs.write(tmp_path, 2)

    def status(peer: peers.Peer, folder: str) -> int:
        command = peer.on(tools, tmp_path / folder)
        env = timing.environment(tmp_path / "cache")
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False).returncode

    told = {peer.name: (status(peer, "clean"), status(peer, "faulty")) for peer in peers.PEERS}
    assert told == {peer.name: (0, 0 if peer.name == "yamllint" else peer.status) for peer in peers.PEERS}
    assert set(peers.versions(tools)) == {"rtlint", "node", *(peer.name for peer in peers.PEERS)}
