import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text.quantities import find_quantities


def figures(text):
    return [(q.low, q.high, q.unit, q.measure, q.bound) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Twelve people were killed and 31 injured.",
            [(12, 12, None, "dead", "exact"), (31, 31, None, "injured", "exact")],
        ),
        ("The blast killed at least 17 people.", [(17, None, None, "dead", "at_least")]),
        ("There were 31 deaths.", [(31, 31, None, "dead", "exact")]),
        ("The death toll rose to 31.", [(31, 31, None, "dead", "exact")]),
        ("It cost the lives of three nurses.", [(3, 3, None, "nurs dead", "exact")]),
        ("The number of people killed by the storm was put at 46.", [(46, 46, None, "dead", "exact")]),
        ("270 homes were destroyed.", [(270, 270, None, "home destroyed", "exact")]),
        ("Nine were killed or injured.", [(9, 9, None, "casualty", "exact")]),
        ("Police detained 40 protesters.", [(40, 40, None, "protest arrested", "exact")]),
    ],
)
def test_an_outcome_tells_killed_from_hurt(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No one was hurt.", (0, 0, None, "injured", "exact")),
        ("There were no injuries.", (0, 0, None, "injured", "exact")),
        ("Nobody was killed.", (0, 0, None, "dead", "exact")),
        ("None of the sailors was injured.", (0, 0, None, "sailor injured", "exact")),
    ],
)
def test_nobody_counts_as_zero(text, expected):
    assert figures(text) == [expected]


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("between 30 and 40 ships", 30, 40, "between"),
        ("30 to 40 ships", 30, 40, "between"),
        ("30–40 ships", 30, 40, "between"),
        ("at least a dozen ships", 12, None, "at_least"),
        ("more than 300 ships", 300, None, "at_least"),
        ("300 or more ships", 300, None, "at_least"),
        ("up to 300 ships", None, 300, "at_most"),
        ("as many as 300 ships", None, 300, "at_most"),
        ("fewer than twenty ships", None, 20, "at_most"),
        ("no more than forty ships", None, 40, "at_most"),
        ("nearly ninety ships", 90, 90, "about"),
        ("some 900 ships", 900, 900, "about"),
        ("just under 40 ships", 40, 40, "about"),
        ("a dozen or so ships", 12, 12, "about"),
        ("dozens of ships", 20, 150, "between"),
    ],
)
def test_words_around_a_number_set_its_bound(text, low, high, bound):
    assert figures(text) == [(low, high, None, "ship", bound)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("€1.2bn", 1.2e9, "EUR"),
        ("$3.36bn", 3.36e9, "USD"),
        ("EUR 3,120 million", 3.12e9, "EUR"),
        ("£4m", 4e6, "GBP"),
        ("1.4m pesos", 1.4e6, "peso"),
        ("20 cents", 0.2, "USD"),
        ("50p", 0.5, "GBP"),
        ("12 per cent", 12, "percent"),
        ("12%", 12, "percent"),
        ("2 percentage points", 2, "points"),
        ("50 basis points", 50, "basis point"),
        ("three quarters of a point", 0.75, "points"),
        ("half an hour", 0.5, "hour"),
        ("two hours and 15 minutes", 2.25, "hour"),
        ("95 kilometres an hour", 95, "kilometre per hour"),
        ("6.1 tonnes a hectare", 6.1, "tonne per hectare"),
        ("2 million crowns a day", 2e6, "crown per day"),
        ("62 lira per child", 62, "lira per child"),
        ("25 kilograms of millet a month", 25, "kilogram per month"),
        ("-5 degrees Celsius", -5, "celsius"),
        ("3,300 acres", 3_300, "acre"),
        ("a 48-hour strike", 48, "hour"),
        ("4.5m high", 4.5, "metre"),
    ],
)
def test_units_and_currencies_are_read_with_their_scale(text, value, unit):
    (found,) = find_quantities(text)
    assert (found.low, found.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "in 2024",
        "on March 3",
        "at 20:15",
        "at 8.00 on Monday",
        "the first and the third",
        "No. 5",
        "Article 5",
        "Route 12",
        "flight 370",
        "Reactor 2 is cold",
        "the G20 met",
        "COVID-19 spread",
        "version 3.2.1",
        "call 0800 555 019",
        "one of the men",
        "one-for-one",
        "the second half",
        "https://example.org/12/40",
    ],
)
def test_dates_names_and_pronouns_count_nothing(text):
    assert figures(text) == []


@pytest.mark.parametrize("text", ["aged 81", "Mara Vey, 81, sang", "an 81-year-old", "is 81 years old"])
def test_an_age_is_years_of_age(text):
    assert figures(text) == [(81, 81, "year", "age", "exact")]


def test_a_result_is_two_quantities_by_size():
    assert [(q.text, q.unit, q.measure) for q in find_quantities("They lost 1-3.")] == [
        ("1", "score", "lower"),
        ("3", "score", "higher"),
    ]


def test_a_rising_pair_of_numbers_is_a_range_and_no_result():
    assert figures("3-5 days") == [(3, 5, "day", None, "between")]


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("118 of the 460 flights were late.", 118, "flight of 460"),
        ("Of the 140 guests, 35 fell ill.", 35, "guest of 140"),
        ("More than half of the 140 guests fell ill.", 70, "guest of 140"),
        ("All but 30 of the 400 recruits came.", 370, "recruit of 400"),
        ("All 22 sailors came.", 22, "sailor of 22"),
        ("Every one of the 18 pumps ran.", 18, "pump of 18"),
    ],
)
def test_a_part_of_a_whole_is_a_count_that_names_the_whole(text, value, measure):
    assert (value, measure) in [(q.low, q.measure) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The tower is 340 feet tall.", "height"),
        ("It lies at a depth of 500 metres.", "depth"),
        ("Net profit came to 52 million crowns.", "profit"),
        ("Turnout was 61 percent.", "turnout"),
        ("Sales rose 8 percent.", "revenue rise"),
        ("Sales rose to 8 percent of the market.", "revenue"),
        ("Prices were 4 percent lower.", "price fall"),
    ],
)
def test_lengths_and_sums_take_a_dimension_or_a_topic(text, measure):
    assert [q.measure for q in find_quantities(text)] == [measure]


def test_the_old_value_of_a_change_is_not_what_is_said_to_be_so():
    assert figures("Membership rose from 29 to 33 clubs.") == [(33, 33, None, "club", "exact")]


def test_units_of_several_each_are_marked():
    assert [q.unit for q in find_quantities("Each of the families gets 400 dollars.")] == ["USD per each"]


def test_offsets_are_moved_by_the_offset_of_the_text():
    article = "Lead. At least 120 dockers walked out."
    (found,) = find_quantities(article[6:], 6)
    assert article[found.start : found.end] == found.text == "At least 120 dockers"


NUMERIC = st.lists(
    st.sampled_from(
        "1 12 1,200 3.5 2024 a an one two half third of the in and or to - – % $ € m million people killed each every per day"
        " between no none all but twice 20:15 March , . \n no.".split(" ")
    ),
    max_size=30,
).map(" ".join)


@settings(deadline=None)  # the first example loads the tables
@given(st.one_of(st.text(max_size=200), NUMERIC, NUMERIC.map(lambda text: text.replace(" ", ""))))
def test_any_text_gives_quantities_with_exact_offsets_in_order(text):
    found = find_quantities(text, 7)
    assert all(text[q.start - 7 : q.end - 7] == q.text and q.text for q in found)
    assert [q.start for q in found] == sorted(q.start for q in found)
    assert all(q.low is None or q.high is None or q.low <= q.high for q in found)
