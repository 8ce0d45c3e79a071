import pytest
from gating import outcome, side

from summarizer.gates.bound import same_bound


@pytest.mark.parametrize(
    ("left", "right", "kind", "expected"),
    [
        ("At least 12 cars came.", "31 cars came.", "number", "explained"),
        ("Between 20 and 40 cars came.", "31 cars came.", "number", "explained"),
        ("Fewer than 20 cars came.", "31 cars came.", "number", "open"),
        ("At least 40 cars came.", "31 cars came.", "number", "open"),
        ("12 cars came.", "31 cars came.", "number", "open"),
        ("At least 12 cars came.", "31 buses came and 40 cars.", "number", "open"),
        ("At least 12 cars came.", "31 cars came.", "polarity", "open"),
    ],
)
def test_a_bound_that_leaves_room_explains_numbers_that_differ(left, right, kind, expected):
    assert outcome(same_bound, left, right, kind) == expected


def test_the_answer_names_both_figures():
    answer = same_bound(side("At least 12 cars came."), side("31 cars came.", "a2"), "number")
    assert answer.answer == "One says At least 12 cars, the other 31 cars: both can hold."
