"""Fetching from the hub: a real server on this machine that speaks its protocol."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import huggingface_hub.constants
import pytest

from eenvoudig._errors import ModelMissing, ServerError
from eenvoudig.engines import fetch, fetched, load_engine, look_up
from tests.engines import tiny

COMMIT = "c0ffee" + "0" * 34
NAME = "someone/opus-mt-nl-en"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hub-model")
    tiny.marian(folder)
    (folder / "README.md").write_text("---\nlicense: cc-by-4.0\n---\n")
    (folder / "code.py").write_text("raise SystemExit\n")
    (folder / "tf_model.h5").write_text("weights of another kind")
    return folder


@pytest.fixture
def hub(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A hub with one model, and an empty cache; gives the paths that were asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_HEAD(self) -> None:
            self.answer(body=False)

        def do_GET(self) -> None:
            self.answer(body=True)

        def answer(self, *, body: bool) -> None:
            path = self.path.split("?")[0]
            asked.append(path)
            if path.startswith("/api/models/someone/gated"):
                self.send(b"{}", 403, body, {"X-Error-Code": "GatedRepo"})
            elif path.startswith(f"/api/models/{NAME}/tree/"):
                self.send(json.dumps(tree(model)).encode(), 200, body, {})
            elif path.startswith(f"/api/models/{NAME}"):
                self.send(json.dumps(info(model)).encode(), 200, body, {})
            elif path.startswith(f"/{NAME}/resolve/"):
                content = (model / path.rpartition("/")[2]).read_bytes()
                digest = hashlib.sha256(content).hexdigest()
                headers = {"X-Repo-Commit": COMMIT, "ETag": f'"{digest}"'}
                self.send(content, 200, body, headers)
            else:
                self.send(b"{}", 404, body, {"X-Error-Code": "RepoNotFound"})

        def send(self, content: bytes, status: int, body: bool, headers: dict[str, str]) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Content-Type", "application/json")
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if body:
                self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    at = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", at)
    monkeypatch.setattr(
        huggingface_hub.constants,
        "HUGGINGFACE_CO_URL_TEMPLATE",
        at + "/{repo_id}/resolve/{revision}/{filename}",
    )
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_DISABLE_XET", True)
    try:
        yield asked
    finally:
        server.shutdown()
        server.server_close()


def tree(model: Path) -> list[dict[str, object]]:
    return [
        {"type": "file", "path": f.name, "size": f.stat().st_size, "oid": "0" * 40}
        for f in sorted(model.iterdir())
    ]


def info(model: Path) -> dict[str, object]:
    files = [{"rfilename": f.name, "size": f.stat().st_size} for f in sorted(model.iterdir())]
    card = {"license": "cc-by-4.0"}
    return {"id": NAME, "modelId": NAME, "sha": COMMIT, "siblings": files, "cardData": card}


def test_size_and_licence_are_known_before_anything_is_fetched(hub: list[str], model: Path) -> None:
    found = look_up(NAME)
    assert found.licence == "cc-by-4.0"
    assert found.revision == COMMIT
    weights = (model / "model.safetensors").stat().st_size
    assert weights < found.size < sum(f.stat().st_size for f in model.iterdir())
    assert not any("/resolve/" in path for path in hub)


def test_what_is_fetched_runs_and_names_its_commit(hub: list[str], tmp_path: Path) -> None:
    folder = fetch(look_up(NAME))
    assert folder.name == COMMIT
    assert fetched() == (NAME,)
    assert {"model.safetensors", "README.md"} <= {f.name for f in folder.iterdir()}
    # No code, and no weights of another kind.
    assert not any(path.endswith((".py", ".h5")) for path in hub)
    hub.clear()
    engine = load_engine(f"transformers:{NAME}", cache=tmp_path)
    assert engine.signature["model"] == NAME
    assert engine.signature["revision"] == COMMIT[:12]
    assert hub == []


def test_one_that_is_not_there(hub: list[str]) -> None:
    with pytest.raises(ModelMissing, match="no model someone/else"):
        look_up("someone/else")
    assert hub
    with pytest.raises(ModelMissing, match="OWNER/NAME"):
        look_up("no such name at all")


@pytest.mark.usefixtures("hub")
def test_one_that_wants_its_terms_accepted() -> None:
    with pytest.raises(ModelMissing, match="HF_TOKEN"):
        look_up("someone/gated")


def test_no_hub_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ServerError, match="cannot be reached"):
        look_up(NAME)


def test_an_empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "none"))
    assert fetched() == ()
