import datetime as dt
import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import DocumentError, OutputError
from summarizer.reviews import (
    LARGEST_FILE,
    LONGEST_NOTE,
    Review,
    count_verdicts,
    dump_reviews,
    merge_reviews,
    read_reviews,
    write_reviews,
)

MARCH = dt.date(2026, 3, 4)


def make_review(number=1, verdict="confirmed", date=MARCH, **fields):
    return Review(finding=f"f-{number:012x}", verdict=verdict, date=date, **fields)


def written(tmp_path, value):
    path = tmp_path / "reviews.json"
    path.write_bytes(value if isinstance(value, bytes) else json.dumps(value).encode())
    return path


ONE = {
    "finding": "f-000000000001",
    "verdict": "dismissed",
    "note": "another bridge",
    "reviewer": None,
    "date": "2026-03-04",
}
NOTES = st.text(st.characters(codec="utf-8"), max_size=60)


def test_the_form_of_the_contract_is_read(tmp_path):
    [review] = read_reviews(written(tmp_path, {"schema": "summarizer.review/1", "reviews": [ONE]}))
    assert review == make_review(1, "dismissed", note="another bridge")


@settings(deadline=None)  # what is asked is whether it holds, not how fast on a busy machine
@given(
    st.lists(
        st.builds(
            make_review,
            st.integers(0, 5),
            st.sampled_from(["confirmed", "dismissed", "explained"]),
            st.dates(dt.date(1970, 1, 1)),
            note=NOTES,
            reviewer=st.none() | NOTES,
        )
    )
)
def test_what_is_written_is_read_again_and_written_the_same(tmp_path_factory, reviews):
    path = tmp_path_factory.mktemp("r") / "reviews.json"
    write_reviews(path, reviews)
    assert read_reviews(path) == merge_reviews(reviews)
    assert dump_reviews(read_reviews(path)) == path.read_text("ascii")


def test_the_latest_review_of_a_finding_counts_and_of_one_day_the_last_given():
    old = make_review(1, "confirmed", dt.date(2026, 3, 3))
    new = make_review(1, "dismissed", MARCH)
    same_day = make_review(1, "explained", MARCH)
    assert merge_reviews([new], [old]) == (new,)
    assert merge_reviews([new], [same_day]) == (same_day,)
    assert merge_reviews([same_day, new]) == (new,)


def test_reviews_come_in_the_order_of_their_findings():
    assert [one.finding[-1] for one in merge_reviews([make_review(3), make_review(1)], [make_review(2)])] == [
        "1",
        "2",
        "3",
    ]


def test_verdicts_are_counted_all_of_them():
    counts = count_verdicts([make_review(1), make_review(2, "explained"), make_review(3)])
    assert counts == {"confirmed": 2, "dismissed": 0, "explained": 1}


BROKEN = {
    "no JSON": b"{",
    "no UTF-8": b'{"schema": "\xff"}',
    "a list": [],
    "no schema": {"reviews": []},
    "another version": {"schema": "summarizer.review/2", "reviews": []},
    "no list": {"schema": "summarizer.review/1"},
    "an unknown field": {"schema": "summarizer.review/1", "reviews": [], "x": 1},
    "an unknown verdict": {"schema": "summarizer.review/1", "reviews": [ONE | {"verdict": "wrong"}]},
    "an id that is none": {"schema": "summarizer.review/1", "reviews": [ONE | {"finding": "../../etc/passwd"}]},
    "an id with a line end": {"schema": "summarizer.review/1", "reviews": [ONE | {"finding": "f-000000000001\n"}]},
    "a number for a text": {"schema": "summarizer.review/1", "reviews": [ONE | {"note": 1}]},
    "no date": {"schema": "summarizer.review/1", "reviews": [ONE | {"date": "yesterday"}]},
    "a date-time": {"schema": "summarizer.review/1", "reviews": [ONE | {"date": "2026-03-04T00:00:00"}]},
    "a number for a date": {"schema": "summarizer.review/1", "reviews": [ONE | {"date": 0}]},
    "a day that was not": {"schema": "summarizer.review/1", "reviews": [ONE | {"date": "2026-02-30"}]},
    "too long a note": {"schema": "summarizer.review/1", "reviews": [ONE | {"note": "x" * (LONGEST_NOTE + 1)}]},
    "a name twice": b'{"schema": "summarizer.review/1", "reviews": [], "reviews": []}',
    "NaN": b'{"schema": "summarizer.review/1", "reviews": NaN}',
    "a huge number": b'{"schema": "summarizer.review/1", "reviews": 1e999}',
    "a long number": b'{"schema": "summarizer.review/1", "reviews": ' + b"9" * 5000 + b"}",
    "deep nesting": b"[" * 200_000,
    "nothing": b"",
}


@pytest.mark.parametrize("value", BROKEN.values(), ids=BROKEN.keys())
def test_a_file_that_is_broken_is_refused_in_one_line(tmp_path, value):
    with pytest.raises(DocumentError) as caught:
        read_reviews(written(tmp_path, value))
    assert "reviews.json" in caught.value.cause
    assert "\n" not in caught.value.cause
    assert len(caught.value.cause) < 500 + len(str(tmp_path))
    assert caught.value.mend


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(DocumentError, match="larger than"):
        read_reviews(path)


def test_what_is_no_file_is_refused(tmp_path):
    with pytest.raises(DocumentError, match="No such file"):
        read_reviews(tmp_path / "none.json")
    with pytest.raises(DocumentError, match="a folder"):
        read_reviews(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DocumentError, match="no regular file"):
        read_reviews(tmp_path / "pipe")


def test_a_file_that_can_not_be_written_leaves_the_old_one(tmp_path):
    real = tmp_path / "real.json"
    write_reviews(real, [make_review()])
    (tmp_path / "link.json").symlink_to(real)
    with pytest.raises(OutputError):
        write_reviews(tmp_path / "link.json", [])
    assert read_reviews(real) == (make_review(),)
