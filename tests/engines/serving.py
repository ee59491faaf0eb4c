"""A server that speaks the OpenAI protocol, as well or as badly as a test wants."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ANSWERS = {
    "De minister betaalt 350 euro.": "The minister pays 350 euros.",
    "De raad besluit morgen.": "The council decides tomorrow.",
    "U krijgt geen subsidie.": "You will not receive a grant.",
}


@dataclass(slots=True)
class Behaviour:
    """What the server does, and what it has seen.

    Attributes:
        models: what it says it has.
        key: the key that it wants; empty for none.
        statuses: what it answers first, one status for each request, before it does its work.
        delay: seconds before each answer.
        sends_on: the base URL to which it sends each request on; empty for none.
        body: what it answers instead of a reply, as (content type, text).
        wrapping: what its model writes around an answer.
        finish: the reason why the model stopped.
        requests: the bodies that it got.
        keys: the keys that it got.
        at_once: the most requests that it had at the same time.
    """

    models: tuple[str, ...] = ("tiny",)
    key: str = ""
    statuses: list[int] = field(default_factory=list)
    delay: float = 0.0
    sends_on: str = ""
    body: tuple[str, str] | None = None
    wrapping: str = "Here is the translation:\n\n{}"
    finish: str = "stop"
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    at_once: int = 0
    now: int = 0


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[str]:
    """The base URL of a server on this machine that behaves so."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            if not self.path.endswith("/models"):
                self.send({"error": "not found"}, 404)
                return
            models = [{"id": name, "object": "model"} for name in behaviour.models]
            self.send({"object": "list", "data": models})

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            key = self.headers.get("Authorization", "").removeprefix("Bearer ")
            with lock:
                behaviour.requests.append(body)
                behaviour.keys.append(key)
                behaviour.now += 1
                behaviour.at_once = max(behaviour.at_once, behaviour.now)
                status = behaviour.statuses.pop(0) if behaviour.statuses else 200
            time.sleep(behaviour.delay)
            with lock:
                behaviour.now -= 1
            if behaviour.key and key != behaviour.key:
                self.send({"error": {"message": "wrong key"}}, 401)
            elif body["model"] not in behaviour.models:
                self.send({"error": {"message": "no such model"}}, 404)
            elif behaviour.sends_on:
                self.send_response(307)
                self.send_header("Location", f"{behaviour.sends_on}/chat/completions")
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif status != 200:
                self.send({"error": {"message": "busy"}}, status)
            elif behaviour.body:
                self.send_text(*behaviour.body, 200)
            else:
                self.send(reply(body))

        def send(self, data: dict[str, Any], status: int = 200) -> None:
            self.send_text("application/json", json.dumps(data), status)

        def send_text(self, content_type: str, text: str, status: int) -> None:
            content = text.encode()
            try:
                self.send_response(status)
                self.send_header("Content-Type", content_type)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except OSError:  # the client has given up on us
                pass

    def reply(body: dict[str, Any]) -> dict[str, Any]:
        source = body["messages"][-1]["content"].split("<tekst>\n")[-1].split("\n</tekst>")[0]
        content = behaviour.wrapping.format(ANSWERS.get(source, source))
        message = {"role": "assistant", "content": content}
        return {
            "id": "1",
            "object": "chat.completion",
            "model": body["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": behaviour.finish}],
        }

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
