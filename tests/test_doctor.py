import http.server
import threading

import pytest
from pydantic import SecretStr

from summarizer.doctor import examine, probe_endpoint, render
from summarizer.errors import ExitCode
from summarizer.settings import Settings, hide_password

KEY = "sk-CANARY-0123456789"


def shown(**fields):
    return render(examine(Settings(**fields)))


@pytest.mark.parametrize(
    ("fields", "engine", "why"),
    [
        ({}, "embedded", "neither a key nor a base URL is set"),
        ({"api_key": KEY}, "model", "a key is set"),
        ({"base_url": "http://127.0.0.1:9/v1"}, "model", "a base URL is set"),
        ({"api_key": KEY, "base_url": "http://127.0.0.1:9/v1"}, "model", "a key and a base URL are set"),
        (
            {"engine": "embedded", "api_key": KEY, "origins": {"engine": "--engine"}},
            "embedded",
            "asked for by --engine",
        ),
        ({"engine": "odd"}, "odd", "there is no such engine"),
    ],
    ids=["nothing", "key", "address", "both", "asked", "unknown"],
)
def test_it_says_which_engine_would_answer_and_why(fields, engine, why):
    line = next(line for line in shown(**fields).splitlines() if line.startswith("engine "))
    assert line.split(maxsplit=2)[1:] == [engine, line.split(maxsplit=2)[2]]
    assert line.split(maxsplit=2)[2].startswith(why)


def test_a_key_is_said_to_be_there_and_never_shown():
    report = shown(api_key=SecretStr(KEY), base_url=f"https://user:{KEY}@api.example/v1?key={KEY}#{KEY}")
    assert "yes, not shown" in report
    assert KEY not in report
    assert "https://***@api.example/v1" in report


def test_each_package_is_listed_with_its_version():
    report = shown()
    assert "pydantic 2" in report
    assert "openai 3" in report


def test_where_a_value_was_set_is_shown():
    assert "summarizer.toml" in shown(model="m", origins={"model": "summarizer.toml"})


def test_what_it_shows_is_safe_for_a_terminal():
    assert "\x1b" not in shown(model="a\x1b[31m\nb")


def test_nothing_is_sent_unless_asked(monkeypatch):
    monkeypatch.setattr("summarizer.doctor.probe_endpoint", lambda _settings: pytest.fail("it asked"))
    examine(Settings(base_url="http://127.0.0.1:9/v1"))


class Desk:
    """An endpoint that answers every request with one status."""

    def __init__(self, status, headers=()):
        self.seen = []
        desk = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                desk.seen.append((self.path, self.headers.get("Authorization")))
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_args):
                pass

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"


@pytest.fixture
def desk(request):
    made = Desk(*request.param)
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


STATUSES = [
    ((200,), "reached", ExitCode.DONE),
    ((404,), "reached", ExitCode.DONE),
    ((401,), "refused", ExitCode.ACCESS),
    ((500,), "reached", ExitCode.FAILED),
    ((302, (("Location", "http://127.0.0.1:9/elsewhere"),)), "reached", ExitCode.FAILED),
]


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize(
    ("desk", "answer", "code"), STATUSES, indirect=["desk"], ids=[str(case[0][0]) for case in STATUSES]
)
def test_a_probe_asks_once_and_says_what_came_of_it(desk, answer, code):
    given, remark, reached = probe_endpoint(Settings(base_url=desk.url, api_key=KEY))
    assert (given, reached) == (answer, code)
    assert desk.seen == [("/v1/models", f"Bearer {KEY}")]
    assert KEY not in remark
    assert desk.url in remark


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_an_endpoint_that_is_not_there_is_said_to_be_so():
    given, remark, reached = probe_endpoint(Settings(base_url="http://127.0.0.1:9/v1"))
    assert (given, reached) == ("not reached", ExitCode.FAILED)
    assert "127.0.0.1:9" in remark


@pytest.mark.parametrize(
    ("address", "hidden"),
    [
        ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1"),
        ("https://name@host.example/v1", "https://***@host.example/v1"),
        ("https://host.example/v1?token=x#y", "https://host.example/v1"),
    ],
)
def test_secrets_in_an_address_are_hidden(address, hidden):
    assert hide_password(address) == hidden
