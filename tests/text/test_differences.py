import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.differences import LONGEST, find_differences


def marked(quote, marks):
    return [(quote[mark.start : mark.end], mark.kind) for mark in marks]


CASES = [
    ("figure", "Four were let go.", "Eleven were let go.", [("Four", "figure")], [("Eleven", "figure")]),
    ("digits", "At 20:15 the 1,200 left.", "At 20:15 the 1,300 left.", [("1,200", "figure")], [("1,300", "figure")]),
    ("name", "They met in Port Vessey.", "They met in Quillan.", [("Port Vessey", "name")], [("Quillan", "name")]),
    ("denial", "She will sign the deal.", "She won’t sign the deal.", [], [("won’t", "word")]),
    ("inflection", "The union rejects the offer.", "The union rejected the offer.", [], []),
    ("function words", "He was in the house.", "He is at a house.", [], []),
    ("word that moved", "The offer the union rejected today.", "Today the union rejected the offer.", [], []),
    ("figures that changed places", "It rose from 10 to 12 percent.", "It rose from 12 to 10 percent.",
     [("12", "figure")], [("12", "figure")]),
    ("a run is one mark", "It is a patrol boat of the navy.", "It is a car of the navy.",
     [("patrol boat", "word")], [("car", "word")]),
    ("words of their own: figures, names and denials only", "Yesterday Minister Havran refused 3 offers in public",
     "it is ready to resume talks", [("Minister Havran", "name"), ("3", "figure")], []),
    ("the same", "Nothing differs here.", "Nothing differs here.", [], []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "left", "right"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_sets_two_quotes_apart_is_marked(one, other, left, right):
    marks = find_differences(one, other)
    assert (marked(one, marks[0]), marked(other, marks[1])) == (left, right)


WORDS = st.lists(
    st.sampled_from("the not Havran 12 three boat boats, signs. “sign” Port-Vessey won’t".split()), max_size=12
)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_marks_lie_in_order_inside_their_quote_and_hold_words(one, other):
    for quote, marks in zip((one, other), find_differences(one, other), strict=True):
        position = 0
        for mark in marks:
            assert position <= mark.start < mark.end <= len(quote)
            assert quote[mark.start : mark.end].strip()
            position = mark.end


@given(WORDS.map(" ".join))
def test_a_quote_does_not_differ_from_itself(quote):
    assert find_differences(quote, quote) == ((), ())


def test_what_is_no_sentence_is_not_compared():
    assert find_differences("word " * (LONGEST + 1), "another") == ((), ())
