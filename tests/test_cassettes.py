"""What is recorded is readable, holds no secret, belongs to a test, and is all that a test can reach."""

import ast
import asyncio
import json
import re
from pathlib import Path

import pytest
import yaml
from pydantic import SecretStr
from scripted import make_article
from vcr.errors import CannotOverwriteExistingCassetteException
from vcr.request import Request

from summarizer.engines.model import connect
from summarizer.settings import Settings

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "cassettes").rglob("*.yaml"))
KEPT = {"request": {"content-type", "accept"}, "response": {"content-type", "retry-after"}}
SECRET = re.compile(r"sk-[\w-]{8}|Bearer\s|[Aa]uthorization|[Cc]ookie|openai-organization|api[_-]?key\s*[:=]")


def test_folders_of_cassettes_hold_nothing_else():
    strays = [path for path in (ROOT / "cassettes").rglob("*") if path.is_file() and path.suffix != ".yaml"]
    assert [path.name for path in strays] == ["README.md"]


def test_cassettes_hold_no_secret_and_no_header_outside_the_list():
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert not SECRET.search(text), file
        for interaction in yaml.safe_load(text)["interactions"]:
            for side, kept in KEPT.items():
                assert {name.lower() for name in interaction[side]["headers"]} <= kept, file
            assert interaction["request"]["uri"].startswith("http://endpoint.invalid/"), file


def test_cassettes_are_readable():
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        for interaction in yaml.safe_load(text)["interactions"]:
            assert isinstance(interaction["request"]["json"]["messages"], list), file
        assert "\\u" not in text, file


def test_every_cassette_belongs_to_a_test():
    for file in FILES:
        (module,) = (ROOT / "tests").rglob(f"{file.parent.name}.py")
        tree = ast.parse(module.read_text(encoding="utf-8"))
        names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert file.stem.partition("[")[0] in names, file


@pytest.mark.vcr
def test_a_call_that_was_not_recorded_fails():
    async def read():
        settings = Settings(base_url="http://127.0.0.1:9/v1", api_key=SecretStr("sk-canary"), model="m")
        engine = connect(settings)
        try:
            return await engine.read(make_article("The bridge closed."))
        finally:
            await engine.aclose()

    with pytest.raises(CannotOverwriteExistingCassetteException):
        asyncio.run(read())


CANARIES = {
    "Authorization": "Bearer sk-canary-1",
    "Cookie": "session=sk-canary-2",
    "OpenAI-Organization": "org-sk-canary-3",
    "x-anything-new": "sk-canary-4",
    "User-Agent": "sk-canary-5",
}


def test_no_secret_gets_into_a_recording(vcr_config):
    request = Request(
        "POST", "https://user:sk-canary-6@host.example/v1/chat/completions?key=sk-canary-7", "{}", CANARIES
    )
    kept = vcr_config["before_record_request"](request)
    response = vcr_config["before_record_response"]({"headers": CANARIES | {"Set-Cookie": "sk-canary-8"}, "body": {}})
    assert "canary" not in f"{kept.uri} {kept.headers} {kept.body} {response}"


def test_what_is_recorded_is_what_is_replayed():
    from conftest import ReadableYaml

    body = json.dumps({"content": "“Café” — 東京\nsecond line"}, ensure_ascii=False, separators=(",", ":"))
    cassette = {
        "version": 1,
        "interactions": [{"request": {"body": body}, "response": {"body": {"string": "<html>plain</html>"}}}],
    }
    text = ReadableYaml.serialize(cassette)
    assert "“Café” — 東京" in text
    assert "|-" in text
    assert ReadableYaml.deserialize(text) == cassette
