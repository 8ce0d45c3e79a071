import pytest

from summarizer.text.pieces import split_pieces
from summarizer.text.quantities.numbers import read_number


def read(text):
    found = read_number(split_pieces(text), 0)
    return None if found is None else found.low


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twelve men", 12),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a million", 500_000),
        ("half-dozen", 6),
        ("a quarter of a million", 250_000),
        ("three hundred and forty", 340),
        ("nineteen hundred", 1900),
        ("two million three hundred thousand and five", 2_300_005),
        ("twenty-two", 22),
        ("1,200", 1200),
        ("1.2 million", 1_200_000),
        ("1.2bn", 1_200_000_000),
        ("140k", 140_000),
        ("410 crore", 4_100_000_000),
        ("two and a half million", 2_500_000),
        ("one and a half", 1.5),
        ("2½", 2.5),
    ],
    ids=str,
)
def test_a_number_is_read_with_its_scale_and_fraction(words, value):
    assert read(words) == pytest.approx(value)


@pytest.mark.parametrize(
    ("words", "percent"),
    [
        ("a third of the voters", 100 / 3),
        ("two thirds", 200 / 3),
        ("one-fifth finished", 20),
        ("half of them", 50),
        ("one in seven", 100 / 7),
        ("one cup in seven", 100 / 7),
        ("9 out of 10", 90),
        ("three in a hundred", 3),
        ("every sixth man", 100 / 6),
    ],
)
def test_a_share_is_read_in_percent(words, percent):
    assert read(words) == pytest.approx(percent)


@pytest.mark.parametrize(
    "words", ["third", "first", "31st", "2nd", "second quarter", "a third man", "many", "a", "half-time", ""]
)
def test_ordinals_and_articles_are_no_numbers(words):
    assert read(words) is None


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [("dozens", 20, 150), ("hundreds of thousands", 150_000, 2_000_000), ("several hundred", 300, 900)],
)
def test_a_vague_number_is_an_interval(words, low, high):
    found = read_number(split_pieces(words), 0)
    assert (found.low, found.high) == (low, high)


def test_a_row_of_digits_too_long_for_a_number_is_none():
    assert read("9" * 400) is None
