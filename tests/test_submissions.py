import os
import sqlite3
import stat
from pathlib import Path

import pytest

from summarizer.errors import SettingsError
from summarizer.submissions import Submissions, submissions_file

POSIX = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "batches.sqlite"


@pytest.fixture
def open_notes(path):
    opened = []

    def opener():
        opened.append(Submissions(path, patience=0.0))
        return opened[-1]

    yield opener
    for notes in opened:
        notes.close()


def test_a_batch_is_found_by_the_next_process_with_what_was_asked_of_it(open_notes):
    notes = open_notes()
    note = notes.plan(["a", "b", "c"])
    notes.made(note, "batch-1")
    notes.close()
    (found,) = open_notes().waiting(["c", "a", "z"])
    assert found == note._replace(batch="batch-1", keys=("c", "a"))


def test_a_batch_whose_making_was_not_noted_has_its_token_alone(open_notes):
    note = open_notes().plan(["a"])
    (found,) = open_notes().waiting(["a"])
    assert (found.batch, found.token) == (None, note.token)


def test_batches_have_tokens_of_their_own_though_their_questions_are_the_same(open_notes):
    notes = open_notes()
    assert notes.plan(["a"]).token != notes.plan(["a"]).token


def test_an_answer_stays_until_it_is_forgotten(open_notes):
    notes = open_notes()
    notes.made(notes.plan(["a", "b"]), "batch-1")
    notes.answer({"a": "so", "unknown": "no"})
    again = open_notes()
    assert [again.find(key) for key in ("a", "b", "unknown")] == ["so", None, None]
    assert [note.keys for note in again.waiting(["a", "b"])] == [("b",)]
    again.forget(["a"])
    assert again.find("a") is None


def test_nothing_is_left_of_a_batch_without_questions(open_notes, path):
    notes = open_notes()
    notes.plan(["a", "b"])
    notes.forget(["a"])
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT count(*) FROM batches").fetchone() == (1,)
        notes.forget(["b"])
        assert other.execute("SELECT count(*) FROM batches").fetchone() == (0,)
    other.close()


def test_a_question_that_another_process_sent_again_is_not_forgotten_with_its_first_batch(open_notes):
    notes = open_notes()
    first = notes.plan(["a", "b"])
    second = open_notes().plan(["a"])
    notes.forget(["a", "b"], first)
    assert notes.waiting(["a", "b"]) == [second]


def test_one_process_at_a_time_sends(open_notes):
    first, second = open_notes(), open_notes()
    assert first.acquire()
    assert not second.acquire()
    assert not first.acquire()
    first.release()
    assert second.acquire()
    second.close()
    assert first.acquire()


@POSIX
def test_the_files_are_the_users_alone(open_notes, path):
    notes = open_notes()
    notes.acquire()
    notes.plan(["a"])
    assert {stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()} == {0o600}


def break_file(path):
    path.write_bytes(b"this is no database, however long one looks at it" * 100)


def make_folder(path):
    path.mkdir()


def fill_with_another_table(path):
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE questions (other TEXT)")
    other.close()


def lock(path):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    return other


@pytest.mark.parametrize("trouble", [break_file, make_folder, fill_with_another_table, lock])
@pytest.mark.parametrize(
    "act",
    [
        lambda notes: notes.plan(["a"]),
        lambda notes: notes.waiting(["a"]),
        lambda notes: notes.find("a"),
        lambda notes: notes.answer({"a": "so"}),
        lambda notes: notes.forget(["a"]),
    ],
    ids=["plan", "waiting", "find", "answer", "forget"],
)
def test_a_file_that_can_not_be_used_is_an_error_that_names_it_and_the_mend(open_notes, path, trouble, act):
    path.parent.mkdir()
    held = trouble(path)
    with pytest.raises(SettingsError, match="can't be noted in") as caught:
        act(open_notes())
    assert str(path) in caught.value.cause
    assert "--via batch" in caught.value.mend
    if held:
        held.close()


def test_a_transaction_that_fails_leaves_nothing_half_done(open_notes):
    notes = open_notes()
    with pytest.raises(SettingsError):
        notes.plan(["a", object()])
    assert notes.waiting(["a"]) == []


def test_the_file_lies_beside_the_stored_answers():
    assert submissions_file({"SUMMARIZER_HOME": "/x"}) == Path("/x/cache/batches.sqlite")
