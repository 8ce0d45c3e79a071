"""No network in tests, loopback where a test's own server is asked, and recorded answers in readable files."""

import copy
import json
import os
import re
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))  # for fault_server and other modules that tests share

from batch_server import BatchServer  # noqa: E402  found by the line above
from fault_server import FaultServer  # noqa: E402  same

CASSETTES = ROOT / "cassettes"
KEPT_REQUEST_HEADERS = frozenset({"content-type", "accept"})
KEPT_RESPONSE_HEADERS = frozenset({"content-type", "retry-after"})
"""Only these are recorded: a list of what to leave out would rot, and one forgotten header is a leaked key."""


FORGOTTEN = frozenset({"id", "created", "system_fingerprint"})  # of a reply; they change with every recording


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Shut the network for all tests; event loops need sockets of the Unix kind."""
    config.option.disable_socket = True
    config.option.allow_unix_socket = True
    for name in [] if is_recording(config) else list(os.environ):
        if name.startswith(
            ("SUMMARIZER_", "OPENAI_")
        ):  # the settings of the person who runs the tests are none of theirs
            del os.environ[name]
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # What runs in the background of a script ignores it, and what is ignored stays so in the commands that tests start.
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Open loopback to tests that have a server, and the network to those whose answers are being recorded."""
    if item.get_closest_marker("vcr") and is_recording(item.config):
        item.add_marker(pytest.mark.enable_socket)
    elif {"fault_server", "batch_server"} & set(getattr(item, "fixturenames", ())):
        item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))


def is_recording(config: pytest.Config) -> bool:
    return config.getoption("--record-mode") not in {None, "none"}


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path, request):
    """A home of each test's own: neither the settings nor the stored answers of the person who runs the tests."""
    if is_recording(request.config):
        monkeypatch.setenv("SUMMARIZER_CACHE", "false")
    else:
        monkeypatch.setenv("SUMMARIZER_HOME", str(tmp_path / "own-home"))


@pytest.fixture
def no_lookup(monkeypatch):
    """Names are not looked up."""
    look_up = socket.getaddrinfo

    def numbers_only(host, *args, **kwargs):
        if host not in {"127.0.0.1", b"127.0.0.1"}:
            pytest.fail(f"a test looked up {host!r}")
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", numbers_only)


@pytest.fixture
def fault_server(no_lookup):  # noqa: ARG001  for what it does
    """A server with a script of the test's own."""
    with FaultServer() as server:
        yield server


@pytest.fixture
def batch_server(no_lookup):  # noqa: ARG001  for what it does
    """A server with files and batches."""
    with BatchServer() as server:
        yield server


@pytest.fixture(scope="session")
def vcr_config() -> dict[str, Any]:
    """Match on what is asked, not on where; the address may be any endpoint's."""
    return {
        "match_on": ["method", "path", "body"],
        "decode_compressed_response": True,
        "before_record_request": keep_request_headers,
        "before_record_response": keep_response_headers,
    }


@pytest.fixture(scope="module")
def vcr_cassette_dir(request) -> str:
    return str(CASSETTES / request.path.stem)


@pytest.fixture(autouse=True)
def whole_cassette(request, vcr):
    """A cassette with an answer that nobody asked for is out of date."""
    yield
    if vcr is not None and not is_recording(request.config):
        assert vcr.all_played, f"{vcr.play_count} of the cassette's {len(vcr)} answers were asked for"


def keep_request_headers(request):
    for name in list(request.headers):
        if name.lower() not in KEPT_REQUEST_HEADERS:
            del request.headers[name]
    request.uri = "http://endpoint.invalid/" + "/".join(request.path.split("/")[-2:])
    return request


def keep_response_headers(response):
    kept = {name: value for name, value in response["headers"].items() if name.lower() in KEPT_RESPONSE_HEADERS}
    return response | {"headers": kept}


class ReadableYaml:
    """Cassettes whose JSON bodies are trees, whose lines are lines, and whose letters are letters."""

    @staticmethod
    def serialize(cassette: dict[str, Any]) -> str:
        cassette = copy.deepcopy(cassette)
        cassette["interactions"].sort(key=_asked)  # questions asked at once come in any order; that is no change
        for part, key in _bodies(cassette):
            try:
                tree = json.loads(part[key])
            except (ValueError, TypeError):
                continue
            del part[key]
            part["json"] = {name: value for name, value in tree.items() if name not in FORGOTTEN}
        return yaml.dump(cassette, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)

    @staticmethod
    def deserialize(text: str) -> dict[str, Any]:
        cassette = yaml.safe_load(text)
        for part, key in _bodies(cassette):
            if "json" in part:
                part[key] = json.dumps(part.pop("json"), ensure_ascii=False, separators=(",", ":"))
        return cassette


def _asked(interaction: dict[str, Any]) -> str:
    """Give what was asked, without the marks made of it."""
    return re.sub(r"\b[0-9a-f]{16}\b", "", str(interaction["request"]["body"]))


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks."""


def _block(dumper: yaml.Dumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _block)


def _bodies(cassette: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    requests = [(interaction["request"], "body") for interaction in cassette["interactions"]]
    return requests + [(interaction["response"]["body"], "string") for interaction in cassette["interactions"]]


def pytest_recording_configure(config, vcr):  # noqa: ARG001  the hook's own names
    vcr.register_serializer("yaml", ReadableYaml)
