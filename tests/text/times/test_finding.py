import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text.times import find_times

MONDAY = dt.date(2024, 9, 30)


def values(text, anchor=MONDAY):
    return [time.value for time in find_times(text, anchor)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 30 September 2024", "2024-09-30"),
        ("Sept. 28", "2024-09-28"),
        ("September 30, 2024, they", "2024-09-30"),
        ("the first of June", "2024-06-01"),
        ("30/09/2024", "2024-09-30"),
        ("09/30/2024", "2024-09-30"),
        ("2024-09-30 at 20:15", "2024-09-30T20:15"),
        ("in March 2019 he", "2019-03"),
        ("in May", "2024-05"),
        ("until May", "2025-05"),
        ("since 2019, when", "2019"),
        ("seen from the quay on Sunday", "2024-09-29"),
        ("the wall built by hand and shown on Sunday", "2024-09-29"),
        ("from Sunday", "2024-10-06"),
        ("in the second quarter of 2024", "2024-Q2"),
        ("rose 8 percent in the second quarter", "2024-Q2"),
        ("Q2/2025", "2025-Q2"),
        ("the 1990s", "199X"),
        ("the nineteenth century", "18XX"),
        ("in the spring of 2024", "2024-SP"),
        ("on Monday", "2024-09-30"),
        ("on Thursday", "2024-09-26"),
        ("She will sing on Thursday", "2024-10-03"),
        ("last Monday", "2024-09-23"),
        ("Sunday 3 March", "2024-03-03"),
        ("yesterday evening", "2024-09-29TEV"),
        ("this morning", "2024-09-30TMO"),
        ("last night", "2024-09-29TNI"),
        ("tonight", "2024-09-30TNI"),
        ("last month", "2024-08"),
        ("two weeks ago", "2024-W38"),
        ("next year", "2025"),
        ("at six on Thursday evening", "2024-09-26T18:00"),
        ("at ten on Friday night", "2024-09-27T22:00"),
        ("five this morning", "2024-09-30T05:00"),
        ("at two in the morning on Saturday", "2024-09-28T02:00"),
        ("in the small hours of Sunday", "2024-09-29TNI"),
        ("8 p.m. Thursday", "2024-09-26T20:00"),
        ("noon on Friday", "2024-09-27T12:00"),
        ("a quarter past four", "XXXX-XX-XXT04:15"),
        ("2.15 a.m.", "XXXX-XX-XXT02:15"),
        ("midnight", "XXXX-XX-XXT00:00"),
    ],
)
def test_a_time_is_resolved_against_the_day_of_publication(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 30 September", "XXXX-09-30"),
        ("on Monday night", "XXXX-WXX-1TNI"),
        ("in the second quarter", "XXXX-Q2"),
        ("in May", "XXXX-05"),
        ("yesterday", "XXXX-XX-XX"),
    ],
)
def test_without_a_day_of_publication_what_is_unknown_stays_open(text, value):
    assert values(text, None) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the second",
        "the sun sat low",
        "03/04/2024 and nothing else",
        "8.2 metres",
        "€3.50",
        "won 3-1",
        "five to ten people",
        "2,000 people",
        "April Jones said",
        "on Feb 30",
        "",
    ],
)
def test_verbs_prices_and_counts_are_no_times(text):
    assert values(text) == []


def test_a_span_of_days_gives_both_its_ends():
    assert values("between 2 and 9 May") == ["2024-05-02", "2024-05-09"]
    assert values("Sept. 5 to 14") == ["2024-09-05", "2024-09-14"]


WORDS = st.lists(
    st.sampled_from(
        "1 3 12 30 31 1999 2024 9999 at on of in the to past last next Monday Sunday May March Feb. noon night morning ago week"
        " year first second quarter half 20:15 2.15 a.m. - / , . yesterday winter will Q2 1990s".split(" ")
    ),
    max_size=25,
).map(" ".join)


@settings(deadline=None)  # the first example loads the tables
@given(st.one_of(st.text(max_size=150), WORDS), st.one_of(st.none(), st.dates()))
def test_any_text_and_any_anchor_give_times_with_exact_offsets_in_order(text, anchor):
    found = find_times(text, anchor)
    assert all(text[time.start : time.end] == time.text and time.value for time in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
