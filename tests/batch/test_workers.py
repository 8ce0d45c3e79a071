"""Workers: an article that kills its process is read once more, then given up; nothing hangs and nothing else is lost."""

import asyncio

import pytest
from batch_engine import make_obedient

from summarizer.batch.workers import Workers
from summarizer.errors import EngineError
from summarizer.models import Failure
from summarizer.readers.entries import Entry, Fields
from summarizer.settings import Settings


def broken(settings):  # noqa: ARG001  a maker's signature
    message = "no engine today"
    raise SystemExit(message)


def ask(texts, make=make_obedient, count=2):
    async def work():
        with Workers(count, Settings(engine="embedded"), make) as workers:
            entries = [Entry(f"row {n}", f"row {n}", text=text, fields=Fields()) for n, text in enumerate(texts)]
            return await asyncio.gather(*(workers(entry) for entry in entries))

    return [asked.outcome for asked in asyncio.run(work())]


def test_articles_that_kill_their_worker_are_tried_twice_and_the_rest_is_read(monkeypatch, tmp_path):
    monkeypatch.setenv("MARKS", str(tmp_path))
    good, dead, revived, last = ask(["Good\n\nOne.\n", "die\n\nTwo.\n", "die once\n\nThree.\n", "Good\n\nFour.\n"])
    assert isinstance(dead, Failure)
    assert dead.subject == "row 1"
    assert dead.reason == "the process that read it ended by signal 9, and so did the next"
    assert [len(rows.claims) for rows in (good, revived, last)] == [2, 2, 2]


def test_workers_that_can_not_start_are_an_error_and_not_a_failure_an_article(capfd):
    with pytest.raises(EngineError, match="ended with code 1 before it began"):
        ask(["Good\n"], make=broken, count=1)
    assert "no engine today" in capfd.readouterr().err
