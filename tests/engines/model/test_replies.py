import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.engines.model.replies import Completion, answered_text, find_object, read_envelope
from summarizer.errors import AnswerError, RefusedError, TransientError

OBJECT = {"text": 'He said "no" {twice}.</think>```', "n": [1, {"a": "\\"}]}
JSON = json.dumps(OBJECT)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(JSON, id="alone"),
        pytest.param(json.dumps(OBJECT, indent=2), id="on several lines"),
        pytest.param(f"```json\n{JSON}\n```", id="fenced"),
        pytest.param(f"```\n{JSON}\n```", id="fenced without a language"),
        pytest.param(f'<think>Is it {{"a": 1}}?</think>{JSON}', id="reasoning with an object"),
        pytest.param(f"<think>\nhm\n</think>\n\n```json\n{JSON}\n```", id="reasoning and a fence"),
        pytest.param(f"Sure!\n\n{JSON}\n\nAnything else?", id="prose around"),
        pytest.param(f"With {{braces}} in it: {JSON}", id="braces in the prose"),
        pytest.param(f"An open {{ brace. {JSON}", id="an open brace in the prose"),
        pytest.param(f"{JSON} {{}}", id="two objects: the first"),
        pytest.param(f"Here:\n```json\n{JSON}\n```\nDone.", id="a fence in prose"),
        pytest.param(f"reasoning</think>{JSON}", id="reasoning whose beginning was cut"),
    ],
)
def test_the_object_is_found_in_what_surrounds_it(text):
    assert find_object(text) == OBJECT


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("No conflict.", id="prose"),
        pytest.param("[1]", id="an array"),
        pytest.param("null", id="null"),
        pytest.param('"none"', id="a string"),
        pytest.param(JSON[:-1], id="cut short"),
        pytest.param('{"a": NaN}', id="NaN"),
        pytest.param("{'a': 1}", id="single quotes"),
        pytest.param("{" * 5_000, id="braces"),
        pytest.param('{"a":' * 5_000 + "1" + "}" * 5_000, id="bottomless"),
        pytest.param('{"a": "\\ud800"}', id="a lone surrogate"),
        pytest.param('<think>{"a": 1}</think>', id="only reasoning"),
    ],
)
def test_what_holds_no_object_is_an_answer_that_is_not_accepted(text):
    with pytest.raises(AnswerError, match="not a JSON object"):
        find_object(text)


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_an_object_or_an_answer_error(text):
    with contextlib.suppress(AnswerError):
        assert isinstance(find_object(text), dict)


@given(
    st.dictionaries(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")), min_size=1),
    st.text(alphabet="ab \n'.,", max_size=40),
)
def test_an_object_is_found_in_any_prose_without_braces(value, prose):
    assert find_object(f"{prose}{json.dumps(value)}{prose}") == value


@given(st.binary())
def test_any_body_is_a_completion_or_a_trouble_that_may_pass(raw):
    with contextlib.suppress(TransientError):
        assert isinstance(read_envelope(raw), Completion)


@pytest.mark.parametrize(
    ("usage", "tokens"),
    [
        ({"prompt_tokens": 5, "completion_tokens": 2}, (5, 2)),
        (None, (0, 0)),
        ("much", (0, 0)),
        ({"prompt_tokens": -5, "completion_tokens": "2"}, (0, 0)),
        ({"prompt_tokens": 1.5}, (0, 0)),
    ],
)
def test_odd_usage_counts_as_nothing(usage, tokens):
    body = {"choices": [{"message": {"content": "x"}}], "usage": usage}
    found = read_envelope(json.dumps(body).encode())
    assert (found.prompt_tokens, found.completion_tokens) == tokens


def test_a_refusal_goes_before_the_text():
    with pytest.raises(RefusedError, match="declined"):
        answered_text(Completion(content="{}", refusal="I would rather not."))


def test_an_answer_that_was_cut_off_never_passes_as_whole():
    with pytest.raises(AnswerError, match="cut off"):
        answered_text(Completion(content="{}", finish_reason="length"))


def test_a_runaway_answer_is_not_read():
    with pytest.raises(AnswerError, match="far too long"):
        answered_text(Completion(content="x" * 2_000_001))
