"""A working folder with two articles and a case, and the command in it, asking a peer."""

import json

import pytest
from desk import Desk
from peers.asking import ARTICLES, GOLD, Done, hold
from peers.peer import KEY


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    for name, text in ARTICLES.items():
        made.write(name, text)
    case = tmp_path / "cases" / "port" / "articles"
    case.mkdir(parents=True)
    for name, text in ARTICLES.items():
        (case / name).write_text(text, encoding="utf-8")
    (case.parent / "gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return made


@pytest.fixture
def ask(desk):
    """Run a command against an address, and hold what it says."""

    def run(words, url, model, *, key=KEY, **environ):
        settings = {"SUMMARIZER_ATTEMPTS": "1", "OPENAI_API_KEY": key} | environ
        code, out, err = desk.run(*words, "--format", "json", "--base-url", url, "--model", model, **settings)
        assert key not in out + err
        done = Done(code, json.loads(out) if out else None, err)
        if words[0] != "eval":
            hold(done, words[0])
        return done

    return run


@pytest.fixture
def probe(desk):
    """Run `doctor --probe` against an address."""

    def run(url, *, key=KEY):
        return desk.run("doctor", "--probe", "--base-url", url, "--model", "m", OPENAI_API_KEY=key)

    return run
