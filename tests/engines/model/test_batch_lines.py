import json

import pytest
from batch_server import bad, expired, good, reply

from summarizer.engines.model.batch_lines import Refusal, read_lines, write_lines

KEYS = ("a", "b")


def line(key="a"):
    return {"custom_id": key}


def file_of(*lines):
    return b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines)


def read(*lines, keys=KEYS):
    return read_lines([file_of(*lines)], keys)


def test_a_line_names_its_question_and_where_it_goes():
    (written,) = write_lines([("a", {"model": "m", "text": "café\n\u2028\ud800"})])
    assert written.keys == ("a",)
    assert written.content.count(b"\n") == 1
    assert json.loads(written.content) == {
        "custom_id": "a",
        "method": "POST",
        "url": "/v1/chat/completions",
        "body": {"model": "m", "text": "café\n\u2028\ud800"},
    }


@pytest.mark.parametrize(
    ("limits", "files"),
    [
        ({}, [4]),
        ({"most_lines": 4}, [4]),
        ({"most_lines": 3}, [3, 1]),
        ({"most_lines": 1}, [1, 1, 1, 1]),
        ({"most_bytes": 158}, [2, 2]),
        ({"most_bytes": 157}, [1, 1, 1, 1]),
        ({"most_bytes": 1}, [1, 1, 1, 1]),
    ],
)
def test_a_file_ends_where_the_next_line_would_break_a_limit(limits, files):
    questions = [(f"k{number}", {"n": 1}) for number in range(4)]
    written = list(write_lines(questions, **limits))
    assert [len(one.keys) for one in written] == files
    assert [key for one in written for key in one.keys] == [key for key, _ in questions]
    assert all(one.content.count(b"\n") == len(one.keys) for one in written)
    assert len(next(write_lines(questions[:1])).content) == 79


def test_without_a_question_there_is_no_file():
    assert list(write_lines([])) == []


def test_answers_are_matched_by_their_ids_in_any_order():
    found = read(good(line("b"), "B"), good(line("a"), "A"))
    assert {key: json.loads(text) for key, text in found.answers.items()} == {"a": reply("A"), "b": reply("B")}
    assert (found.refusals, found.passed_over) == ({}, {})


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b'{"custom_id": "a", "response": {"status_co', "broken"),
        (b"<html>", "broken"),
        (b"[" * 100_000, "broken"),
        (b'{"custom_id": "a", "x": NaN}', "broken"),
        (b"\xff\xfe", "broken"),
        (b"[]", "broken"),
        (b"null", "broken"),
        (b"{}", "broken"),
        (b'{"custom_id": 7}', "broken"),
        (b'{"custom_id": ["a"]}', "broken"),
        (good(line("z")), "of no question"),
        (good(line("A")), "of no question"),
        (good(line("b"), "other"), "given twice"),
        (bad(line("b")), "given twice"),
    ],
)
def test_a_line_that_can_not_be_used_is_counted_and_harms_no_other(raw, reason):
    found = read(good(line("b"), "B"), raw, b"", b"  \r")
    assert found.passed_over == {reason: 1}
    assert list(found.answers) == ["b"]
    assert json.loads(found.answers["b"]) == reply("B")
    assert found.refusals == {}


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (bad(line(), 400, "no", code="x"), Refusal(400, bad(line(), 400, "no", code="x")["response"]["body"]["error"])),
        (bad(line(), 500), Refusal(500, bad(line(), 500)["response"]["body"]["error"])),
        (expired(line()), Refusal(None, expired(line())["error"])),
        ({"custom_id": "a"}, Refusal(None, {})),
        ({"custom_id": "a", "response": "oops", "error": "oops"}, Refusal(None, {})),
        ({"custom_id": "a", "response": {"status_code": True, "body": []}}, Refusal(None, {})),
        (
            {"custom_id": "a", "response": {"status_code": 429, "body": {"detail": "slow"}}},
            Refusal(429, {"detail": "slow"}),
        ),
    ],
)
def test_a_question_without_an_answer_has_its_status_and_error(given, refusal):
    found = read(given)
    assert (found.answers, found.refusals, found.passed_over) == ({}, {"a": refusal}, {})


@pytest.mark.parametrize("body", [None, "text", [], {}, {"choices": []}, {"choices": [{"message": "x"}]}])
def test_a_good_status_with_a_body_that_holds_no_message_is_no_answer(body):
    found = read({"custom_id": "a", "response": {"status_code": 200, "body": body}})
    assert found.answers == {}
    assert found.refusals["a"].status is None
    assert "no message" in found.refusals["a"].error["message"]


def test_an_answer_goes_before_a_refusal_whichever_came_first():
    files = [file_of(bad(line("a")), good(line("b"))), file_of(good(line("a")), bad(line("b")))]
    found = read_lines(files, KEYS)
    assert set(found.answers) == {"a", "b"}
    assert found.refusals == {}


def test_a_mark_of_byte_order_and_line_ends_of_windows_are_no_matter():
    found = read_lines([b"\xef\xbb\xbf" + file_of(good(line("a")), good(line("b"))).replace(b"\n", b"\r\n")], KEYS)
    assert set(found.answers) == {"a", "b"}
