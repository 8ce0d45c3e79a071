import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text.times.values import contains, granularity, known_different, may_coincide


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("2024-09-30T07:00", "time"),
        ("2024-09-30TEV", "time"),
        ("2024-09-30", "day"),
        ("XXXX-WXX-1", "day"),
        ("2024-W40", "week"),
        ("2024-09", "month"),
        ("2024-Q3", "quarter"),
        ("2024-SU", "season"),
        ("2024-H1", "half"),
        ("2024", "year"),
        ("199X", "decade"),
        ("18XX", "century"),
        ("soon", "unknown"),
    ],
)
def test_a_value_has_a_granularity(value, name):
    assert granularity(value) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024-09-30", "2024-09"),
        ("2024-09", "2024-Q3"),
        ("2024-09-30", "XXXX-09-30"),
        ("2024-09-30", "XXXX-WXX-1"),
        ("2024-09-30T07:00", "2024-09-30TMO"),
        ("2024-09-30TNI", "2024-10-01T02:00"),
        ("XXXX-WXX-1TNI", "XXXX-WXX-2T01:00"),
        ("2024-09-30T07:00", "2024-09-30T07:20"),
        ("XXXX-XX-XXT07:00", "2024-09-30T19:00"),
        ("XXXX-XX-XX", "2024"),
        ("1994", "199X"),
        ("2024-W40", "2024-10-03"),
        ("what", "2024"),
    ],
)
def test_times_that_lie_in_one_another_or_are_not_known_may_coincide(one, other):
    assert may_coincide(one, other)
    assert may_coincide(other, one)
    assert not known_different(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024-09-30", "2024-10-01"),
        ("2024-09", "2024-10"),
        ("2024", "2023-12-31"),
        ("XXXX-05-12", "XXXX-05-20"),
        ("XXXX-WXX-1", "XXXX-WXX-3"),
        ("2024-10-01", "XXXX-WXX-1"),
        ("2024-09-30T07:00", "2024-09-30T09:00"),
        ("2024-09-30T07:00", "2024-09-30T19:00"),
        ("2024-09-30TMO", "2024-09-30TEV"),
        ("XXXX-XX-XXT12:00", "XXXX-XX-XXT00:00"),
        ("2024-Q1", "XXXX-09"),
    ],
)
def test_times_of_which_a_known_part_differs_can_not_coincide(one, other):
    assert known_different(one, other)
    assert known_different(other, one)


@pytest.mark.parametrize(
    ("coarse", "fine", "holds"),
    [
        ("2024-09", "2024-09-30", True),
        ("2024", "2024-Q3", True),
        ("XXXX-09", "XXXX-09-30", True),
        ("XXXX-WXX-1", "XXXX-WXX-1TNI", True),
        ("2024-09-30", "2024-09", False),
        ("2024-09", "2024-09", False),
        ("XXXX-09", "XXXX-WXX-1", False),
        ("2024-08", "2024-09-30", False),
    ],
)
def test_a_coarse_time_contains_what_surely_lies_in_it(coarse, fine, holds):
    assert contains(coarse, fine) is holds


VALUES = st.from_regex(
    r"\A(?:[0-9]{4}|199X|XXXX)(?:-(?:(?:[01][0-9]|XX)(?:-(?:[0-3][0-9]|XX))?|Q[1-4]|H[12]|W[0-5][0-9](?:-[1-7])?|WXX-[1-7]))?"
    r"(?:T(?:[0-2][0-9]:[0-5][0-9]|MO|NI))?\Z"
)


@settings(deadline=None)  # the first example loads the tables
@given(VALUES, VALUES)
def test_any_two_values_are_judged_alike_in_either_order(one, other):
    assert may_coincide(one, other) == may_coincide(other, one)
    assert may_coincide(one, one)
    assert not (contains(one, other) and contains(other, one))
