"""A batch at work: what is done is not done again, what failed is kept, and whatever ends it, the rest is there."""

import asyncio
import json

import pytest
from batch_engine import ObedientEngine

from summarizer.batch import Again, Batch, EngineAsk, run_batch
from summarizer.errors import AccessError, OutputError
from summarizer.models import EngineInfo, Usage
from summarizer.readers.streams import Choice, Sources, stream
from summarizer.runs import Counts, RunStore, open_run


class NamedEngine(ObedientEngine):
    """One with a version of its prompts."""

    def __init__(self, version="read@1"):
        super().__init__()
        self._info = EngineInfo(name="scripted", model="m", prompts={"read": version})

    @property
    def info(self):
        return self._info


class CappedEngine(ObedientEngine):
    """One that may be asked so often."""

    def __init__(self, most):
        super().__init__()
        self.most = most

    @property
    def usage(self):
        capped = len(self.asked) >= self.most
        return Usage(calls=len(self.asked), cap="max_calls" if capped else None)

    async def read(self, article):
        if len(self.asked) >= self.most:
            from summarizer.models import Failure

            return Failure(stage="read", subject=article.id, reason="the cap of 2 calls is reached")
        return await super().read(article)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "articles"
    made.mkdir()
    for number in range(5):
        (made / f"{number}.txt").write_text(f"Headline {number}\n\nThe bridge closed on day {number}.\n")
    return made


def run(folder, out, engine, *, again=Again(), choice=Choice(), slots=2, stop=None):  # noqa: B008  frozen
    async def work():
        sources = folder if isinstance(folder, Sources) else Sources((str(folder),))
        store = RunStore(out)
        try:
            batch = Batch(lambda: stream(sources, choice), again, EngineAsk(engine), slots, engine.info, {}, "test")
            return await run_batch(batch, store, lambda _: None, stop)
        finally:
            store.close()

    return asyncio.run(work())


def test_every_article_is_read_and_can_be_had_again(folder, tmp_path):
    ended = run(folder, tmp_path / "run", engine := NamedEngine())
    assert (ended.outcome, ended.progress.counts) == ("done", Counts(5, 0, 0))
    with open_run(tmp_path / "run") as found:
        readings = list(found.readings())
        assert sorted(reading.article.id for reading in readings) == sorted(engine.asked)
        assert [reading.article.id for reading in readings] == sorted(engine.asked)
        assert all(claim.quote == r.article.text[claim.start : claim.end] for r in readings for claim in r.claims)
        assert found.engine() == engine.info


def test_what_is_done_is_not_read_again_not_even_its_file(folder, tmp_path, monkeypatch):
    run(folder, tmp_path / "run", NamedEngine())
    monkeypatch.setattr("summarizer.batch.asking.read_entry", lambda entry: pytest.fail(f"read {entry.place}"))
    ended = run(folder, tmp_path / "run", engine := NamedEngine())
    assert (ended.outcome, ended.progress.counts, engine.asked) == ("done", Counts(0, 5, 0), [])


def test_a_changed_file_and_a_new_one_are_read(folder, tmp_path):
    run(folder, tmp_path / "run", NamedEngine())
    (folder / "0.txt").write_text("Another headline\n\nThe bridge opened.\n")
    (folder / "new.txt").write_text("A new one\n\nThe bridge is long.\n")
    assert run(folder, tmp_path / "run", NamedEngine()).progress.counts == Counts(2, 4, 0)


@pytest.mark.parametrize(
    ("second", "again", "counts"),
    [
        (NamedEngine("read@1"), Again(), Counts(0, 5, 0)),
        (NamedEngine("read@2"), Again(), Counts(5, 0, 0)),
        (NamedEngine("read@1"), Again(everything=True), Counts(5, 0, 0)),
    ],
    ids=["the same engine", "other prompts", "force"],
)
def test_an_article_is_read_again_by_another_engine_or_by_force(folder, tmp_path, second, again, counts):
    run(folder, tmp_path / "run", NamedEngine())
    assert run(folder, tmp_path / "run", second, again=again).progress.counts == counts
    with open_run(tmp_path / "run") as found:
        assert len(list(found.readings())) == 5
        assert len(list(found.claims())) == 10


def test_failures_are_kept_with_their_reasons_and_retried_only_if_asked(folder, tmp_path):
    (folder / "bad.txt").write_text("fail\n\nIt fails.\n")
    (folder / "worse.txt").write_text("raise\n\nIt raises.\n")
    (folder / "empty.txt").write_text("")
    assert run(folder, tmp_path / "run", NamedEngine()).progress.counts == Counts(5, 0, 3)
    ended = run(folder, tmp_path / "run", engine := NamedEngine())
    assert (ended.outcome, ended.progress.counts, engine.asked) == ("failed", Counts(0, 5, 3), [])
    with open_run(tmp_path / "run") as found:
        reasons = {failure.subject.rpartition("/")[2]: failure.reason for failure in found.failures()}
    assert reasons["bad.txt"] == "the answer was refused"
    assert reasons["worse.txt"] == "summarizer itself failed: ZeroDivisionError: a mistake of ours"
    assert "is empty" in reasons["empty.txt"]
    (folder / "bad.txt").write_text("good\n\nIt is mended.\n")
    assert run(folder, tmp_path / "run", NamedEngine()).progress.counts == Counts(1, 5, 2)
    retried = run(folder, tmp_path / "run", NamedEngine(), again=Again(failed=True))
    assert retried.progress.counts == Counts(0, 6, 2)


def test_one_text_of_two_places_is_one_article_that_names_both(tmp_path):
    out, rows = tmp_path / "run", [{"text": "The bridge closed.\n", "outlet": "A"}] * 2
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run(Sources((str(tmp_path / "a.jsonl"),)), out, NamedEngine(), slots=1)
    run(Sources((str(tmp_path / "a.jsonl"),)), out, NamedEngine(), slots=1)
    with open_run(out) as found:
        [reading] = found.readings()
    assert reading.article.source == f"{tmp_path}/a.jsonl:1"
    assert reading.article.notes == (f"the same text was given again as '{tmp_path}/a.jsonl:2'; it is read once",)
    assert reading.article.outlet == "A"


def test_a_cap_ends_it_with_what_was_done_and_the_rest_is_left_undone(folder, tmp_path):
    ended = run(folder, tmp_path / "run", CappedEngine(2), slots=1)
    assert (ended.outcome, ended.progress.counts) == ("cap", Counts(2, 0, 0))
    assert run(folder, tmp_path / "run", CappedEngine(99)).progress.counts == Counts(3, 2, 0)


def test_a_refused_key_ends_it_and_what_was_done_is_kept(folder, tmp_path):
    (folder / "4.txt").write_text("refuse\n")
    ended = run(folder, tmp_path / "run", NamedEngine(), slots=1, choice=Choice(limit=5))
    assert ended.outcome == "access"
    assert isinstance(ended.error, AccessError)
    with open_run(tmp_path / "run") as found:
        assert len(list(found.readings())) == 4
        assert found.status().outcome == "access"


def test_a_stop_ends_it_at_once(folder, tmp_path):
    class Stopping(NamedEngine):
        async def read(self, article):
            if len(self.asked) == 2:
                stop.set()
                await asyncio.sleep(3600)
            return await super().read(article)

    stop = asyncio.Event()
    ended = run(folder, tmp_path / "run", Stopping(), slots=1, stop=stop)
    assert (ended.outcome, ended.progress.counts) == ("interrupted", Counts(2, 0, 0))
    with open_run(tmp_path / "run") as found:
        assert (found.status().done, found.status().outcome, found.status().running) == (2, "interrupted", False)


def test_the_status_groups_failures_by_reason_and_counts_what_is_left(folder, tmp_path):
    for number in range(3):
        (folder / f"bad{number}.txt").write_text(f"fail\n\nNumber {number}.\n")
    run(folder, tmp_path / "run", NamedEngine())
    with open_run(tmp_path / "run") as found:
        status = found.status()
    assert (status.articles, status.failed, status.total, status.left) == (5, 3, 8, 0)
    [reason] = status.reasons
    assert (reason.stage, reason.reason, reason.articles) == ("summarize", "the answer was refused", 3)


def test_the_order_and_the_number_at_a_time_change_nothing(folder, tmp_path):
    run(folder, tmp_path / "one", NamedEngine(), slots=1, choice=Choice(limit=99))
    others = sorted((str(path) for path in folder.iterdir()), reverse=True)
    run(Sources(tuple(others)), tmp_path / "two", NamedEngine(), slots=4)
    with open_run(tmp_path / "one") as one, open_run(tmp_path / "two") as two:
        assert list(one.readings()) == list(two.readings())


def test_text_that_no_file_can_hold_is_mended_before_it_is_kept(folder, tmp_path):
    class Damaged(NamedEngine):
        async def read(self, article):
            reading = await super().read(article)
            return reading.model_copy(
                update={"summary": reading.summary.model_copy(update={"headline": "half \ud83d a face"})}
            )

    assert run(folder, tmp_path / "run", Damaged()).progress.counts == Counts(5, 0, 0)
    with open_run(tmp_path / "run") as found:
        assert {reading.summary.headline for reading in found.readings()} == {"half � a face"}


def test_a_store_that_can_not_be_written_ends_it_with_one_clear_error(folder, tmp_path, monkeypatch):
    def full(self, reading, entry):  # noqa: ARG001  the method's own
        from summarizer.runs.store import explained

        with explained(self.path):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(RunStore, "keep", full)
    ended = run(folder, tmp_path / "run", NamedEngine())
    assert ended.outcome == "stopped"
    assert isinstance(ended.error, OutputError)
    assert "No space left" in ended.error.cause
