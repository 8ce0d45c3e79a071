import asyncio

import pytest
from building import PORT, WIRE, ScriptedEngine, make_article

from summarizer.api import (
    check_statements,
    check_statements_sync,
    compare_articles,
    compare_articles_sync,
    summarize_articles,
    summarize_articles_sync,
)
from summarizer.engines import ENGINES
from summarizer.errors import AccessError, SettingsError
from summarizer.models import Comparison, Failure
from summarizer.results import Checks, Readings
from summarizer.settings import Settings

TWO = (make_article(), make_article(WIRE, "a2", "wire.txt"))
ASYNC = {
    "summarize": (lambda **known: summarize_articles(TWO, **known), Readings),
    "compare": (lambda **known: compare_articles(TWO, **known), Comparison),
    "check": (lambda **known: check_statements("They sign.", TWO, **known), Checks),
}
SYNC = {
    "summarize": lambda **known: summarize_articles_sync(TWO, **known),
    "compare": lambda **known: compare_articles_sync(TWO, **known),
    "check": lambda **known: check_statements_sync("They sign.", TWO, **known),
}


@pytest.mark.parametrize("name", ASYNC)
def test_both_doors_give_the_same(name):
    door, kind = ASYNC[name]
    awaited = asyncio.run(door(settings=Settings(), engine=ScriptedEngine()))
    assert isinstance(awaited, kind)
    assert SYNC[name](settings=Settings(), engine=ScriptedEngine()) == awaited


@pytest.mark.parametrize("name", SYNC)
def test_an_engine_of_the_caller_stays_open_and_our_own_is_closed(name, monkeypatch):
    theirs, ours = ScriptedEngine(), ScriptedEngine()
    monkeypatch.setitem(ENGINES, "embedded", lambda _settings: ours)
    SYNC[name](settings=Settings(), engine=theirs)
    SYNC[name](settings=Settings())
    assert (theirs.closed, ours.closed) == (0, 1)


@pytest.mark.parametrize("name", SYNC)
def test_a_refused_key_is_raised_bare_and_the_engine_is_closed(name, monkeypatch):
    engine = ScriptedEngine(raises=AccessError("the key was refused", "set another"))
    monkeypatch.setitem(ENGINES, "embedded", lambda _settings: engine)
    with pytest.raises(AccessError, match="refused"):
        SYNC[name](settings=Settings())
    assert engine.closed == 1


@pytest.mark.parametrize("name", SYNC)
def test_an_unknown_engine_is_refused_before_anything_is_read(name):
    with pytest.raises(SettingsError, match="'modle'") as caught:
        SYNC[name](settings=Settings(engine="modle"))
    assert caught.value.mend == "did you mean 'model'?"


@pytest.mark.parametrize("name", SYNC)
def test_a_door_for_scripts_says_so_inside_an_event_loop(name):
    async def inside():
        SYNC[name](settings=Settings(), engine=ScriptedEngine())

    with pytest.raises(SettingsError, match="event loop") as caught:
        asyncio.run(inside())
    assert "await" in caught.value.mend


def test_an_article_that_fails_is_a_value():
    engine = ScriptedEngine(fails={"wire.txt"})
    result = compare_articles_sync([*TWO, "none.txt"], settings=Settings(), engine=engine)
    assert [reading.article.id for reading in result.readings] == ["a1"]
    assert [(failure.stage, failure.subject) for failure in result.failures] == [
        ("read", "none.txt"),
        ("summarize", "wire.txt"),
    ]


def test_when_all_fail_the_result_says_so():
    engine = ScriptedEngine()
    for result in (
        summarize_articles_sync(["none.txt"], settings=Settings(), engine=engine),
        compare_articles_sync(["none.txt", "nor.txt"], settings=Settings(), engine=engine),
    ):
        assert not result.readings
        assert result.failures
    checks = check_statements_sync("They sign.", ["none.txt"], settings=Settings(), engine=engine)
    assert [type(check) for check in checks.checks] == [Failure]
    assert engine.asked == []


def test_one_article_alone_is_not_compared():
    with pytest.raises(SettingsError, match="one article alone") as caught:
        compare_articles_sync([make_article()], settings=Settings(), engine=ScriptedEngine())
    assert "summarize" in caught.value.mend


def test_two_copies_of_one_article_are_read_once():
    engine = ScriptedEngine()
    result = compare_articles_sync(
        [make_article(), make_article(source="copy.txt")], settings=Settings(), engine=engine
    )
    assert engine.asked == ["a1"]
    assert "'copy.txt'" in result.readings[0].article.notes[0]


def test_statements_are_answered_in_order():
    statements = [f"Statement {number}." for number in range(20)]
    result = check_statements_sync(statements, TWO, settings=Settings(concurrency=3), engine=ScriptedEngine())
    assert [check.statement for check in result.checks] == statements == list(result.statements)


@pytest.mark.parametrize("statements", ["", " \n", [], ["fine", ""]], ids=repr)
def test_an_empty_statement_is_wrong_usage(statements):
    with pytest.raises(SettingsError, match="no statement"):
        check_statements_sync(statements, TWO, settings=Settings(), engine=ScriptedEngine())


def test_articles_may_be_paths(tmp_path):
    (tmp_path / "port.txt").write_text(PORT, encoding="utf-8")
    result = summarize_articles_sync([tmp_path / "port.txt"], settings=Settings(), engine=ScriptedEngine())
    assert result.readings[0].article.source == str(tmp_path / "port.txt")
