import pytest
from gating import outcome, side

from summarizer.gates.timing import same_time


@pytest.mark.parametrize(
    ("left", "right", "kind", "expected"),
    [
        ("The pass was open on Monday.", "The pass was closed on Wednesday.", "status", "change"),
        ("There were 5 tents on Monday.", "There were 19 tents on Thursday.", "number", "change"),
        ("Orlan wanted talks in 2019.", "Orlan refused talks in 2023.", "stance", "change"),
        ("The pass was open on Monday.", "The pass was closed on Monday.", "status", "open"),
        ("The pass has been open since Monday.", "The pass was closed on Wednesday.", "status", "open"),
        ("The pass was closed on Tuesday and still is.", "The pass was open on Wednesday.", "status", "open"),
        ("It will stay open until Monday.", "It was closed on Wednesday.", "status", "open"),
        ("The kiosk opened at ten on Friday morning.", "The kiosk was shut at 8 p.m. on Friday.", "status", "lower"),
        ("A spark lit it on Monday.", "Lightning lit it on Tuesday.", "cause", "lower"),
        ("They met on 12 May.", "They met on 20 May.", "date", "open"),
        ("The pass is open.", "The pass is closed.", "status", "open"),
    ],
)
def test_a_difference_between_two_times_is_a_change_where_things_change(left, right, kind, expected):
    assert outcome(same_time, left, right, kind) == expected


def test_a_change_names_both_times_and_which_supersedes():
    a = side("There were 5 tents on Monday.", published="2026-03-06")
    b = side("There were 19 tents on Thursday.", "a2", published="2026-03-06")
    answer = same_time(a, b, "number")
    assert "Monday 2 March 2026 and Thursday 5 March 2026" in answer.answer
    assert "(claim a2.c1)" in answer.answer


def test_a_toll_without_a_time_is_lowered_for_tolls_grow():
    a = side("12 people died.", published="2026-03-04")
    b = side("31 people died.", "a2", published="2026-03-05")
    answer = same_time(a, b, "number")
    assert answer.outcome == "lower"
    assert "Wednesday 4 March 2026 and Thursday 5 March 2026" in answer.answer


def test_the_time_of_a_plan_is_not_that_of_the_stance():
    a = side("The choir will sing in the square on Friday.", published="2026-04-16", modality="planned")
    b = side("The choir will not sing tomorrow, nor on Saturday.", "a2", published="2026-04-17", modality="planned")
    assert same_time(a, b, "stance").outcome == "open"


def test_figures_said_on_two_days_of_what_does_not_grow_are_lowered():
    a = side("The clerk said on Monday that 320 votes were cast.", kind="quantity")
    b = side("The clerk said on Tuesday that 300 votes were cast.", "a2", kind="quantity")
    assert same_time(a, b, "number").outcome == "lower"
