import os
import sqlite3
import stat
from pathlib import Path

import pytest

from summarizer.store import Answer, AnswerStore, answers_file

ANSWER = Answer('{"headline": "Café \ud800\x00"}', 100, 10)
POSIX = pytest.mark.skipif(os.name != "posix", reason="modes and links are POSIX's")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "answers.sqlite"


@pytest.fixture
def told():
    return []


@pytest.fixture
def open_store(path, told):
    stores = []

    def opener(**fields):
        stores.append(AnswerStore(path, **({"warn": told.append, "patience": 0.0} | fields)))
        return stores[-1]

    yield opener
    for store in stores:
        store.close()


def test_an_answer_is_found_again_by_another_run(open_store, told):
    store = open_store()
    assert store.find("key") is None
    store.keep("key", ANSWER)
    store.close()
    assert open_store().find("key") == ANSWER
    assert told == []


def test_the_first_answer_stays_until_it_is_forgotten(open_store):
    store = open_store()
    store.keep("key", ANSWER)
    store.keep("key", Answer("other", 1, 1))
    assert store.find("key") == ANSWER
    store.forget("key")
    assert store.find("key") is None


def test_two_runs_use_one_file_at_once(open_store):
    first, second = open_store(), open_store()
    first.keep("one", ANSWER)
    second.keep("two", ANSWER)
    assert first.find("two") == second.find("one") == ANSWER


def test_nothing_is_made_before_it_is_needed(open_store, path):
    open_store()
    assert not path.parent.exists()


@POSIX
def test_the_file_and_its_folder_are_the_users_alone(open_store, path):
    path.parent.mkdir(mode=0o755)
    path.touch(0o644)
    open_store().keep("key", ANSWER)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()} == {0o600}


def test_the_oldest_answers_go_when_the_store_is_full(open_store):
    store = open_store(largest=1000)
    answer = Answer("x" * 80, 1, 1)
    for number in range(100):
        store.keep(f"k{number}", answer)
    kept = [number for number in range(100) if store.find(f"k{number}")]
    assert kept == list(range(kept[0], 100))
    assert 5 <= len(kept) <= 10


def test_an_answer_larger_than_the_store_is_not_kept(open_store, told):
    store = open_store(largest=100)
    store.keep("key", Answer("x" * 200, 1, 1))
    assert store.find("key") is None
    assert told == []


def break_file(path):
    path.write_bytes(b"this is no database, however long one looks at it" * 100)


def lock_file(path):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    return other


def make_folder(path):
    path.mkdir()


def link_elsewhere(path):
    (path.parent / "elsewhere").touch()
    path.symlink_to(path.parent / "elsewhere")


def fill_with_another_table(path):
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE answers (other TEXT)")
    other.close()


TROUBLE = [
    break_file,
    lock_file,
    make_folder,
    pytest.param(link_elsewhere, marks=POSIX),
    fill_with_another_table,
]


@pytest.mark.parametrize("trouble", TROUBLE)
def test_a_file_that_can_not_be_used_is_told_once_and_stops_nothing(open_store, path, told, trouble):
    path.parent.mkdir()
    held = trouble(path)
    store = open_store()
    assert store.find("key") is None
    store.keep("key", ANSWER)
    store.forget("key")
    assert store.find("key") is None
    assert len(told) == 1
    assert str(path) in told[0]
    if held:
        held.close()


def test_a_folder_that_can_not_be_made_is_told_once(tmp_path, told):
    (tmp_path / "file").touch()
    store = AnswerStore(tmp_path / "file" / "cache" / "answers.sqlite", warn=told.append)
    store.keep("key", ANSWER)
    assert store.find("key") is None
    assert len(told) == 1


@pytest.mark.parametrize(
    "stored", ["", "[]", "null", '["x", 1]', '["x", -1, 2]', '["x", true, 2]', "[1, 2, 3]", "[" * 100_000, b"\xff\x00"]
)
def test_a_row_that_is_no_answer_counts_as_none(open_store, path, told, stored):
    store = open_store()
    store.keep("key", ANSWER)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE answers SET answer = ?", (stored,))
    other.close()
    assert store.find("key") is None
    assert told == []


def test_the_file_lies_in_the_home_that_is_set_or_in_the_users_cache_folder():
    assert answers_file({"SUMMARIZER_HOME": "/x"}) == Path("/x/cache/answers.sqlite")
    assert answers_file({}).parts[-2:] == ("summarizer", "answers.sqlite") or os.name == "nt"


def test_tests_have_a_home_of_their_own(tmp_path):
    assert tmp_path in answers_file().parents
