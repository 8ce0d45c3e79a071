"""Sources as a stream: folders, globs, lists, rows; what is broken is named by file and line, the rest is read."""

import json
import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import ArticleError
from summarizer.models import Failure
from summarizer.readers import rows
from summarizer.readers.entries import LONGEST_FIELD, Entry, Fields, article_id, read_entry, row_entry, row_id
from summarizer.readers.streams import Choice, Shard, Sources, choose, stream

GOOD = {"text": "The bridge closed on Monday.\n"}


def entries(path, **options):
    return list(stream(Sources((str(path),), **options)))


def write(path, *lines):
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return path


def test_rows_of_json_lines_have_text_and_what_they_say_of_themselves(tmp_path):
    row = GOOD | {
        "id": 7,
        "title": "A title",
        "published": "4 March 2026",
        "outlet": "The Courier",
        "url": "https://e.test/7",
    }
    [entry] = entries(write(tmp_path / "a.jsonl", row))
    article = read_entry(entry)
    assert entry.identity == "7"
    assert (article.title, article.published, article.outlet) == ("A title", "2026-03-04", "The Courier")
    assert (article.source, article.text, article.id) == ("https://e.test/7", GOOD["text"], row_id(entry))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{oops", "the line is no JSON: "),
        (b"[1, 2]", "the line is no JSON object but list"),
        (b'{"text": null}', "the row has no 'text'"),
        (b'{"text": 5}', "the row has int, not text, as 'text'"),
        (b'{"Text": "words"}', "did you mean 'Text'?"),
        (b'{"text": "\xff"}', "the line is no UTF-8 text"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"text": ' + b"9" * 5000 + b"}", "too long a number"),
        (json.dumps(GOOD | {"title": "x" * (LONGEST_FIELD + 1)}).encode(), "its title has 2,001 characters"),
    ],
    ids=range(9),
)
def test_a_broken_line_is_a_failure_with_its_number_and_the_next_is_read(tmp_path, line, reason):
    path = write(tmp_path / "a.jsonl", GOOD, line, b"", GOOD)
    first, broken, last = entries(path)
    assert isinstance(broken, Failure)
    assert broken.subject == f"{path}:2"
    assert reason in broken.reason
    assert [one.place for one in (first, last)] == [f"{path}:1", f"{path}:4"]


def test_a_line_that_is_too_long_is_skipped_without_being_held(tmp_path, monkeypatch):
    monkeypatch.setattr(rows, "LONGEST_LINE", 100)
    monkeypatch.setattr(rows, "_SKIPPED_AT_ONCE", 64)
    path = write(tmp_path / "a.jsonl", GOOD, GOOD | {"more": "x" * 1000}, GOOD)
    kinds = [type(one) for one in entries(path)]
    assert kinds == [Entry, Failure, Entry]


def test_half_characters_become_the_replacement_character():
    entry = row_entry("here", "half \ud83d a face", Fields(title="\udc00"))
    assert (entry.text, entry.fields.title) == ("half � a face", "�")


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ("text,id\nOne.,1\n", ["One."]),
        ("id;text\n1;One, two.\n", ["One, two."]),
        ("id\ttext\n1\tOne.\n", ["One."]),
        ('text,id\n"One.\n\nTwo ""three"".",1\nFour.,2\n', ['One.\n\nTwo "three".', "Four."]),
        ("\ufefftext\r\nOne.\r\n", ["One."]),
    ],
)
def test_csv_is_read_with_its_own_separator_and_lines_in_cells(tmp_path, content, texts):
    (tmp_path / "a.csv").write_text(content, encoding="utf-8", newline="")
    assert [entry.text for entry in entries(tmp_path / "a.csv")] == texts


def test_a_broken_row_of_csv_is_named_by_its_line_and_the_next_is_read(tmp_path):
    (tmp_path / "a.csv").write_text('id,text\n1\n2,"Two."x\n3,Three.\n')
    first, second, third = entries(tmp_path / "a.csv")
    assert [first.subject, second.subject] == [f"{tmp_path}/a.csv:2", f"{tmp_path}/a.csv:3"]
    assert third.text == "Three."


def test_csv_without_the_column_names_those_it_has(tmp_path):
    (tmp_path / "a.csv").write_text("id,body\n1,One.\n")
    [failure] = entries(tmp_path / "a.csv")
    assert "no column 'text'; its columns are id, body" in failure.reason
    [entry] = entries(tmp_path / "a.csv", column="body")
    assert entry.text == "One."


def test_parquet_is_read_by_batches(tmp_path):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = pa.Table.from_pylist([{"text": f"Number {n}.", "id": n, "other": 1.5} for n in range(150)])
    parquet.write_table(table, tmp_path / "a.parquet")
    found = entries(tmp_path / "a.parquet")
    assert [entry.text for entry in found] == [f"Number {n}." for n in range(150)]
    assert found[149].identity == "149"


def test_a_folder_a_glob_and_a_list_give_their_files(tmp_path):
    for name in ("b.txt", "a.txt", ".hidden", "deep/c.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.\n")
    (tmp_path / "in" / "link.txt").symlink_to("a.txt")
    folder = tmp_path / "in"
    (tmp_path / "list").write_text(f"{folder}/a.txt\n\n{folder}/deep\n{folder}/gone.txt\n")

    def names(sources, choice=Choice()):  # noqa: B008  frozen
        return [os.path.relpath(one.path, folder) for one in stream(sources, choice)]

    assert sorted(names(Sources((str(folder),)))) == ["a.txt", "b.txt"]
    assert names(Sources((str(folder),)), Choice(limit=9)) == ["a.txt", "b.txt"]
    assert names(Sources((f"{folder}/**/*.txt",)), Choice(limit=9)) == ["a.txt", "b.txt", "deep/c.txt", "link.txt"]
    assert names(Sources((), (str(tmp_path / "list"),))) == ["a.txt", "deep/c.txt", "gone.txt"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [("nothing-*.txt", "no file has a name"), ("gone.jsonl", "There is no file"), ("empty", "holds no files")],
)
def test_a_source_that_gives_nothing_is_a_failure(tmp_path, monkeypatch, source, reason):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    [failure] = entries(source)
    assert reason in failure.reason


def test_a_file_that_is_not_there_is_found_out_when_it_is_read(tmp_path):
    [entry] = entries(tmp_path / "gone.txt")
    with pytest.raises(ArticleError, match="There is no file"):
        read_entry(entry)


def test_an_id_is_made_of_text_and_fields_and_not_of_the_place():
    made = {
        row_id(row_entry(place, text, Fields(title=title)))
        for place in ("x:1", "y:2")
        for text in ("One.", "Two.")
        for title in ("T", None)
    }
    assert len(made) == 4
    assert article_id("0", Fields()) != article_id("0", Fields(id="0"))


def made(count):
    return [Entry(f"p{n}", f"i{n}") for n in range(count)]


@given(st.integers(1, 7), st.integers(0, 60))
@settings(max_examples=25)
def test_shards_part_a_stream_without_rest_or_overlap(parts, count):
    shards = [list(choose(made(count), Choice(Shard(part, parts)))) for part in range(1, parts + 1)]
    assert sorted(one.identity for shard in shards for one in shard) == sorted(one.identity for one in made(count))


@given(st.integers(0, 60), st.integers(1, 70), st.integers(0, 3), st.integers(0, 99))
@settings(max_examples=50)
def test_a_sample_is_the_same_from_any_order(count, size, seed, order):
    shuffled = made(count)
    random.Random(order).shuffle(shuffled)  # noqa: S311  an order, no secret
    drawn = list(choose(shuffled, Choice(sample=size, seed=seed)))
    assert {one.identity for one in drawn} == {
        one.identity for one in choose(made(count), Choice(sample=size, seed=seed))
    }
    assert len(drawn) == min(size, count)
    assert [shuffled.index(one) for one in drawn] == sorted(shuffled.index(one) for one in drawn)


def test_a_larger_sample_holds_the_smaller_and_a_seed_draws_others():
    def drawn(**choice):
        return {one.identity for one in choose(made(200), Choice(**choice))}

    assert drawn(sample=10) < drawn(sample=20)
    assert drawn(sample=10, seed=1) != drawn(sample=10, seed=2)
    assert len(drawn(sample=10, limit=3)) == 3
