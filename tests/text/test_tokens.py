import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.tokens import base, content_stems, stem, tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. envoy didn’t say.", ["The", "U.S.", "envoy", "didn’t", "say", "."]),
        ("1,200 people at 20:15", ["1,200", "people", "at", "20:15"]),
        ("“Well-run,” she said", ["“", "Well-run", ",", "”", "she", "said"]),
        ("", []),
    ],
)
def test_words_and_marks_come_apart(text, words):
    assert [token.text for token in tokenize(text)] == words


@given(st.text())
def test_tokens_lie_in_order_at_their_offsets(text):
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in itertools.pairwise(tokens))


@given(st.text())
def test_nothing_but_white_space_and_marks_lies_between_tokens(text):
    covered = {i for token in tokenize(text) for i in range(token.start, token.end)}
    assert not any(character.isalnum() for i, character in enumerate(text) if i not in covered)


@pytest.mark.parametrize(("word", "folded"), [("Levan’s", "levan"), ("talks'", "talks"), ("DON’T", "don't")])
def test_a_possessive_is_taken_off_and_an_apostrophe_straightened(word, folded):
    assert base(word) == folded


def test_forms_of_a_word_share_a_stem():
    assert stem("negotiations") == stem("negotiation") == stem("Negotiation’s")


def test_function_words_bear_no_topic():
    assert content_stems("They said that it was the dam.") == {"dam"}
