"""Servers that speak the same protocol and that no one here wrote: install them, and start one.

    python tests/peers/peer.py install [NAME...]
    python tests/peers/peer.py start NAME [--option WORD]...

Each is installed into a folder of its own below build/peers. `start` prints the server's address when it answers, and ends
the server when its own standard input ends or it is told to. Nothing but loopback is asked, and no weights are fetched:
the llama.cpp server gets tiny random ones, made here.
"""

import argparse
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

HERE = Path(__file__).parent
BUILD = HERE.parent.parent / "build" / "peers"
PATIENCE = 180  # seconds until a server answers; LiteLLM's proxy took 40 on a busy machine
ABSENT = 3  # exit code of `start` for a peer that is not installed
KEY = "sk-0123456789abcdef0123456789abcdef"  # LiteLLM's proxy wants 32 characters after the dash

READING = {
    "speakers": [],
    "claims": [
        {
            "sentences": [2],
            "fragment": None,
            "speaker": "Mette Sandvik",
            "text": "Mette Sandvik spoke for the dockers on Wednesday.",
            "tags": [],
        }
    ],
    "points": [{"sentences": [2], "text": "Mette Sandvik spoke on Wednesday."}],
    "abstract": "Mette Sandvik spoke on Wednesday.",
    "headline": "Union chair speaks",
}
JUDGEMENT = {
    "verdicts": [
        {"pair": 1, "explanation": "Both say it.", "harmless": "none", "label": "same", "type": None, "confidence": 0.9}
    ]
}
CHECK = {
    "evidence": [{"passage": 1, "stance": "supports"}],
    "explanation": "A passage says so.",
    "verdict": "supported",
    "confidence": 0.9,
}
GOOD = json.dumps(READING | JUDGEMENT | CHECK)
"""One answer that is right for all three questions on the articles of `tests/building.py`: a mock gives it whatever is asked."""

LITELLM_MODELS: dict[str, dict[str, object]] = {
    "good": {"mock_response": GOOD},
    "rubbish": {"mock_response": "I am only a mock, and can't read."},
    "braces": {"mock_response": '{"claims": 7, "verdicts": "none", "verdict": "maybe"}'},
    "blank": {"mock_response": " "},
    "busy": {"mock_response": "litellm.RateLimitError"},
    "broken": {"mock_response": "litellm.InternalServerError"},
    "narrow": {"mock_response": "litellm.ContextWindowExceededError"},
    "slow": {"mock_response": GOOD, "mock_delay": 20},
    "rationed": {"mock_response": GOOD, "rpm": 2},
}
"""From a model's name to what LiteLLM's proxy does for it (its own words for simulated errors)."""

AIMOCK_FIXTURES = {
    "fixtures": [
        {
            "match": {"model": "busy"},
            "response": {
                "error": {"message": "Rate limited", "type": "rate_limit_error", "code": "rate_limit_exceeded"},
                "status": 429,
            },
        },
        {
            "match": {"model": "broke"},
            "response": {
                "error": {"message": "No credit", "type": "insufficient_quota", "code": "insufficient_quota"},
                "status": 429,
            },
        },
        {"match": {"model": "rubbish"}, "response": {"content": "I am only a mock, and can't read."}},
        {"match": {"model": "good"}, "response": {"content": GOOD}},
    ]
}


class Running(NamedTuple):
    """How a peer is run: its command, and variables of its own."""

    command: list[str]
    environ: Mapping[str, str] = MappingProxyType({})


class Peer(NamedTuple):
    """A peer: how it is installed into a folder, what shows that it is there, and how it is run on a port."""

    install: Callable[[Path], None]
    program: str
    run: Callable[[Path, Path, int, list[str]], Running]


def install_python(*packages: str) -> Callable[[Path], None]:
    """Make an installer of Python packages into an environment."""

    def install(folder: Path) -> None:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        subprocess.run([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *packages], check=True)

    return install


def install_node(package: str) -> Callable[[Path], None]:
    """Make an installer of a package for node; without node it says so."""

    def install(folder: Path) -> None:
        npm = shutil.which("npm")
        if npm is None:
            message = "there is no npm here"
            raise OSError(message)
        folder.mkdir(parents=True, exist_ok=True)
        asked = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent", package]
        subprocess.run(asked, check=True)

    return install


def run_litellm(folder: Path, scratch: Path, port: int, options: list[str]) -> Running:
    """LiteLLM's proxy without anybody behind it."""
    models = [
        {"model_name": name, "litellm_params": {"model": "openai/none", "api_key": "none"} | given}
        for name, given in LITELLM_MODELS.items()
    ]
    settings = {
        "model_list": models,
        "litellm_settings": {"num_retries": 0, "telemetry": False},
        "router_settings": {"num_retries": 0, "enable_pre_call_checks": True, "disable_cooldowns": True},
    }
    config = scratch / "config.yaml"
    config.write_text(json.dumps(settings), encoding="utf-8")  # JSON is YAML
    asked = ["--config", str(config), "--host", "127.0.0.1", "--port", str(port), "--telemetry", "False"]
    # The price map would be fetched from the network on start.
    environ = {"LITELLM_MASTER_KEY": KEY, "LITELLM_LOCAL_MODEL_COST_MAP": "True"}
    return Running([str(folder / "bin" / "litellm"), *asked, *options], environ)


def run_llama(folder: Path, scratch: Path, port: int, options: list[str]) -> Running:
    """llama.cpp's server with random weights."""
    python, weights = str(folder / "bin" / "python"), scratch / "tiny.gguf"
    subprocess.run([python, str(HERE / "tiny_weights.py"), str(weights)], check=True, stdout=subprocess.DEVNULL)
    return Running([python, str(HERE / "llama_server.py"), str(weights), str(port), *options])


def run_aimock(folder: Path, scratch: Path, port: int, options: list[str]) -> Running:
    """Aimock with our fixtures; its options bring chaos, its keys come by the environment."""
    fixtures = scratch / "fixtures.json"
    fixtures.write_text(json.dumps(AIMOCK_FIXTURES), encoding="utf-8")
    program = str(folder / "node_modules" / ".bin" / "llmock")
    asked = ["--port", str(port), "--fixtures", str(fixtures), "--log-level", "warn"]
    return Running([program, *asked, *options], {"AIMOCK_API_KEYS": KEY})


PEERS: dict[str, Peer] = {
    "litellm": Peer(install_python("litellm[proxy]==1.106.2"), "bin/litellm", run_litellm),
    "xllamacpp": Peer(install_python("xllamacpp==2026.10.11549", "gguf", "numpy"), "bin/python", run_llama),
    "aimock": Peer(install_node("@copilotkit/aimock@1.43.0"), "node_modules/.bin/llmock", run_aimock),
}
"""The versions are those that were tried here; a new one may behave differently, which is news, and no mistake of ours."""


def is_installed(name: str) -> bool:
    """Whether an install came to its end."""
    return (BUILD / name / PEERS[name].program).exists() and (BUILD / name / "ready").is_file()


def install_all(names: list[str]) -> int:
    """Install what is missing; how many could not be."""
    failed = 0
    for name in names:
        if is_installed(name):
            continue
        print(f"installing {name} into {(BUILD / name).relative_to(HERE.parent.parent)}", flush=True)
        try:
            PEERS[name].install(BUILD / name)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{name} is left out: {error}", flush=True)
            failed += 1
            continue
        (BUILD / name / "ready").touch()
    return failed


@contextlib.contextmanager
def started(name: str, options: list[str]) -> Iterator[str]:
    """A peer that answers, by its address; it has a process group of its own and is ended with all its children."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as scratch:
        running = PEERS[name].run(BUILD / name, Path(scratch), port, options)
        log = Path(scratch) / "log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                running.command,
                env=os.environ | dict(running.environ),
                cwd=scratch,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            wait_for(process, port, log)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            end(process)


def wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until a server takes connections.

    Raises:
        OSError: if it ended, or takes too long, with the end of what it said.
    """
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    message = f"it did not start: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}"
    raise OSError(message)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a server and its children."""
    for sign, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 10)):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
            return


def main() -> int:
    """Install or start."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("install").add_argument("names", nargs="*", metavar="NAME", help=", ".join(PEERS))
    start = commands.add_parser("start")
    start.add_argument("name", choices=PEERS)
    start.add_argument("--option", dest="options", action="append", default=[], help="passed to the server")
    asked = parser.parse_args()
    if asked.command == "install":
        return 1 if install_all(asked.names or list(PEERS)) else 0
    if not is_installed(asked.name):
        print(f"{asked.name} is not installed: run make peers")
        return ABSENT
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with started(asked.name, asked.options) as address:
        print(address, flush=True)
        sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main())
