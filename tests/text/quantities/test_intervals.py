import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.models import Quantity
from summarizer.text.quantities import find_quantities
from summarizer.text.quantities.intervals import comparable, compatible, ratio


def quantity(text):
    found = find_quantities(text)
    assert found, f"no quantity in {text!r}"
    return found[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("270 homes", "about 280 homes"),
        ("28.9 %", "29 %"),
        ("3.12 billion euros", "EUR 3,120 million"),
        ("at least 12 homes", "31 homes"),
        ("up to 300 homes", "120 homes"),
        ("22 miles", "some 35 kilometres"),
        ("6.1 metres", "twenty feet"),
        ("95 kilometres an hour", "just under 60 miles an hour"),
        ("25,000 hectares", "250 square kilometres"),
        ("6.1 tonnes a hectare", "two and a half tonnes from every acre"),
        ("77 days", "eleven weeks"),
        ("a third of voters", "35 percent of voters"),
        ("one-fifth of voters", "20% of voters"),
        ("160,000 homes", "162,340 homes"),
        ("87 patients", "nearly ninety patients"),
        ("13 barges", "about a dozen barges"),
        ("30 degrees Celsius", "86 degrees Fahrenheit"),
        ("two hours and 17 minutes", "137 minutes"),
        ("dozens of homes", "48 homes"),
        ("13,000 gallons", "60,000 litres"),
        ("13,000 gallons", "49,200 litres"),
        ("600 tons", "610 tonnes"),
    ],
)
def test_rounded_converted_and_bounded_figures_may_both_hold(one, other):
    a, b = quantity(one), quantity(other)
    assert comparable(a, b)
    assert compatible(a, b)
    assert compatible(b, a)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 people died", "13 people died"),
        ("300 homes", "340 homes"),
        ("fewer than 100 homes", "164 homes"),
        ("about 300 homes", "420 homes"),
        ("nearly 90 homes", "96 homes"),
        ("8.2 metres", "7.5 metres"),
        ("30 kilometres", "30 miles"),
        ("13,000 gallons", "75,000 litres"),
        ("6.5 percent", "3 percent"),
        ("52 million crowns", "45 million crowns"),
        ("no one was killed", "2 people were killed"),
        ("sales rose 8 percent", "sales fell 8 percent"),
        ("All 18 pumps ran", "no more than eleven of the 18 pumps ran"),
        ("They won 3-1", "They won 2-1"),
    ],
)
def test_figures_too_far_apart_can_not_both_hold(one, other):
    a, b = quantity(one), quantity(other)
    assert comparable(a, b)
    assert not compatible(a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("17 people were killed", "17 people were hurt"),
        ("5 million euros", "5 million dollars"),
        ("30 percent", "30 kilometres"),
        ("340 feet tall", "340 feet wide"),
        ("4 children died", "17 people died"),
        ("sales rose 8 percent", "sales of 8 percent"),
        ("118 of the 460 flights", "460 flights"),
        ("none of the ships came", "4 ships came"),
        ("each got 400 dollars", "400 dollars"),
    ],
)
def test_figures_of_two_measures_are_not_held_against_each_other(one, other):
    assert not comparable(quantity(one), quantity(other))


@pytest.mark.parametrize(
    "words", ["killed 31 people", "31 dead", "31 deaths", "31 people have died", "31 miners were killed"]
)
def test_the_wordings_of_one_outcome_are_one_measure(words):
    assert comparable(quantity(words), quantity("31 people were killed"))


@pytest.mark.parametrize(
    ("one", "other", "factor"),
    [
        ("12 homes", "24 homes", 2.0),
        ("10 kilometres", "20,000 metres", 2.0),
        ("12 homes", "12 homes", 1.0),
        ("4 km", "4 kg", None),
    ],
)
def test_the_ratio_is_that_of_the_larger_to_the_smaller(one, other, factor):
    assert ratio(quantity(one), quantity(other)) == factor


def test_the_ratio_to_none_at_all_is_infinite():
    assert ratio(quantity("no one was killed"), quantity("2 people were killed")) == math.inf


NUMBERS = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))
QUANTITIES = st.builds(
    lambda low, high, unit, bound, text: Quantity(
        text=text, start=0, end=len(text), low=low, high=high, unit=unit, bound=bound
    ),
    NUMBERS,
    NUMBERS,
    st.sampled_from([None, "percent", "EUR", "mile", "celsius", "crown per day", "per each", "odd"]),
    st.sampled_from(["exact", "about", "at_least", "at_most", "between"]),
    st.sampled_from(["12", "about 3.5", "a dozen", "nearly 90", "٣", "half", ""]),
)


@settings(deadline=None)  # the first example loads the tables
@given(QUANTITIES, QUANTITIES)
def test_any_two_quantities_are_judged_alike_in_either_order(a, b):
    assert comparable(a, b) == comparable(b, a)
    assert compatible(a, b) == compatible(b, a)
    assert ratio(a, b) == ratio(b, a)
