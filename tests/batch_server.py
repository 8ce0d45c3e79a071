"""A server on loopback with files and batches, whose batches go through the states that a test scripts for them."""

import http.server
import json
import re
import threading
from typing import NamedTuple, Self

DRAFT = {"claims": [], "points": [], "abstract": "The bridge closed.", "headline": "Bridge closed", "orders": []}


def reply(content=None, **usage):
    """The body of a chat completion."""
    message = {"role": "assistant", "content": json.dumps(DRAFT) if content is None else content}
    return {
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 10} | usage,
    }


def good(line, content=None):
    """The line of an answered question."""
    return {
        "id": "batch_req_1",
        "custom_id": line["custom_id"],
        "response": {"status_code": 200, "request_id": "r", "body": reply(content)},
        "error": None,
    }


def bad(line, status=400, message="no", **error):
    """The line of a question that got an error for a reply."""
    body = {"error": {"message": message, "type": "scripted", "code": None, "param": None} | error}
    response = {"status_code": status, "request_id": "r", "body": body}
    return {"id": "batch_req_1", "custom_id": line["custom_id"], "response": response, "error": None}


def expired(line):
    """The line of a question that was not come to in time."""
    error = {
        "code": "batch_expired",
        "message": "This request could not be executed before the completion window expired.",
    }
    return {"id": "batch_req_1", "custom_id": line["custom_id"], "response": None, "error": error}


def rows(*lines):
    """Lines as a file's bytes, in the reverse of their order."""
    return b"".join(json.dumps(line).encode() + b"\n" for line in reversed(lines))


class Script(NamedTuple):
    """What becomes of a batch: its states in order, the last of which stays, its files, and why it failed.

    `output` and `errors` make a file's bytes of the list of its questions; None is no file.
    """

    states: tuple[str, ...] = ("validating", "in_progress", "finalizing", "completed")
    output: object = lambda asked: rows(*(good(line) for line in asked))
    errors: object = None
    reasons: tuple[dict, ...] = ()


class BatchServer:
    """Files, batches and, for what is asked directly, chat completions; a batch beyond the scripts gets the last one.

    `trouble` holds, by method and path, replies (status, body) that are given in the place of the right ones, first to last;
    None does what was asked and drops the connection.
    """

    def __init__(self):
        self.scripts = [Script()]
        self.trouble = {}
        self.calls = []
        self.files = {}
        self.batches = {}
        self.chats = []
        self.answers = [reply()]
        self.looked_at = threading.Event()
        self.held = False
        self._lock = threading.Lock()
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def plays(self, *scripts):
        self.scripts = list(scripts)

    def count(self, method, path):
        return self.calls.count(f"{method} {path}")

    def asked(self, number=0):
        """The questions of a batch, by the order in which batches were made."""
        batch = list(self.batches.values())[number]
        return [json.loads(line) for line in self.files[batch["input_file_id"]].splitlines()]

    def answer(self, method, path, body):
        with self._lock:
            name = f"{method} {re.sub('/(file|batch)-[0-9]+', r'/{id}', path)}"
            self.calls.append(name)
            given = self.trouble.get(name)
            given = given.pop(0) if given else ()
            if given:
                return given
            done = self._act(name, path, body)
            return done if given == () else None

    def _act(self, name, path, body):
        value = {"error": {"message": "there is nothing here"}}
        last = path.split("/")[-1]
        match name:
            case "POST /files":
                file = self._keep(re.search(rb'name="file".*?\r\n\r\n(.*)\r\n--', body, re.DOTALL)[1])
                value = {"id": file, "object": "file", "purpose": "batch"}
            case "POST /batches":
                value = self._make(json.loads(body))
            case "GET /batches":
                value = {"object": "list", "data": [_shown(one) for one in reversed(self.batches.values())]}
            case "GET /batches/{id}" if last in self.batches:
                value = self._look(last)
                self.looked_at.set()
            case "GET /files/{id}/content" if path.split("/")[2] in self.files:
                value = self.files[path.split("/")[2]]
            case "POST /chat/completions":
                self.chats.append(json.loads(body))
                value = self.answers[min(len(self.chats), len(self.answers)) - 1]
        is_absent = isinstance(value, dict) and "error" in value
        return (404 if is_absent else 200), value

    def _keep(self, content):
        name = f"file-{len(self.files) + 1}"
        self.files[name] = content
        return name

    def _make(self, wanted):
        number = len(self.batches) + 1
        script = self.scripts[min(number, len(self.scripts)) - 1]
        self.batches[f"batch-{number}"] = made = {
            "id": f"batch-{number}",
            "object": "batch",
            "status": script.states[0],
            "left": list(script.states),
            "script": number,
            "errors": {"object": "list", "data": list(script.reasons)} if script.reasons else None,
            "output_file_id": None,
            "error_file_id": None,
            **wanted,
        }
        return _shown(made)

    def _look(self, name):
        batch = self.batches[name]
        if not self.held and len(batch["left"]) > 1:
            batch["left"].pop(0)
        batch["status"] = batch["left"][0]
        lines = [json.loads(line) for line in self.files[batch["input_file_id"]].splitlines()]
        if len(batch["left"]) == 1 and not self.held:
            script = self.scripts[min(batch["script"], len(self.scripts)) - 1]
            for field, make in (("output_file_id", script.output), ("error_file_id", script.errors)):
                if make and not batch[field]:
                    batch[field] = self._keep(make(lines))
        batch["request_counts"] = {"total": len(lines), "completed": 0, "failed": 0}
        return _shown(batch)


def _shown(batch):
    return {name: value for name, value in batch.items() if name not in {"left", "script"}}


def _handler(server):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            """Say nothing."""

        def do_GET(self):
            self._answer(b"")

        def do_POST(self):
            self._answer(self.rfile.read(int(self.headers["content-length"])))

        def _answer(self, body):
            path = self.path.removeprefix("/v1").partition("?")[0]
            answer = server.answer(self.command, path, body)
            self.close_connection = True
            if answer is None:
                return
            status, value = answer
            raw = value if isinstance(value, bytes) else json.dumps(value).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(raw)))
            self.send_header("connection", "close")
            self.end_headers()
            self.wfile.write(raw)

    return Handler
