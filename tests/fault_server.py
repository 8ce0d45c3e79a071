"""A server on loopback that answers with what its script says, trouble above all, and keeps what it was asked."""

import http.server
import json
import threading
from collections.abc import Sequence
from typing import NamedTuple, Self


class Scripted(NamedTuple):
    """One scripted reply; `lost` bytes of the body are promised and never sent, `dropped` closes without a word."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("content-type", "application/json"),)
    lost: int = 0
    dropped: bool = False


def completion(content: object, *, finish_reason: str | None = "stop", refusal: str | None = None) -> Scripted:
    """A chat completion with the given content and a usage of 100 and 10 tokens."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    return told(
        {
            "choices": [{"index": 0, "finish_reason": finish_reason, "message": message}],
            "usage": {"prompt_tokens": 100, "completion_tokens": 10},
        }
    )


def told(value: object, status: int = 200, **headers: str) -> Scripted:
    """A reply whose body is JSON; underscores in the names of headers stand for hyphens."""
    named = tuple((name.replace("_", "-"), text) for name, text in headers.items())
    return Scripted(json.dumps(value).encode(), status, (("content-type", "application/json"), *named))


def trouble(
    status: int, message: str = "no", code: str | None = None, param: str | None = None, **headers: str
) -> Scripted:
    """An error in OpenAI's form."""
    return told({"error": {"message": message, "type": "scripted", "code": code, "param": param}}, status, **headers)


class FaultServer:
    """Give it a script, then ask it; the last reply is repeated when the script is over."""

    def __init__(self) -> None:
        self.script: list[Scripted] = []
        self.requests: list[dict] = []
        self.authorizations: list[str | None] = []
        self._lock = threading.Lock()
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def plays(self, script: Sequence[Scripted]) -> None:
        self.script = list(script)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _take(self, body: dict, authorization: str | None) -> Scripted:
        with self._lock:
            place = min(len(self.requests), len(self.script) - 1)
            self.requests.append(body)
            self.authorizations.append(authorization)
            return self.script[place]

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                """Say nothing."""

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["content-length"]))
                reply = server._take(json.loads(raw), self.headers.get("authorization"))
                self.close_connection = True
                if reply.dropped:
                    return
                self.send_response(reply.status)
                for name, text in reply.headers:
                    self.send_header(name, text)
                self.send_header("content-length", str(len(reply.body) + reply.lost))
                self.send_header("connection", "close")
                self.end_headers()
                self.wfile.write(reply.body)

        return Handler
