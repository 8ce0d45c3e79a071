import pytest

from summarizer.text.times.words import spell_time


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-03-03", "Monday 3 March 2025"),
        ("2025-03-03T07:00", "Monday 3 March 2025 at 07:00"),
        ("XXXX-03-03", "3 March"),
        ("XXXX-WXX-1TNI", "Monday at night"),
        ("XXXX-XX-XXT02:15", "at 02:15"),
        ("2025-03", "March 2025"),
        ("2024-Q2", "the second quarter of 2024"),
        ("XXXX-H1", "the first half"),
        ("2024-SU", "the summer of 2024"),
        ("2024-W40", "week 40 of 2024"),
        ("199X", "the 1990s"),
        ("18XX", "the 19th century"),
        ("2024", "2024"),
        ("XXXX-XX-XX", "an unnamed day"),
        ("2025-02-31", "31 February 2025"),
        ("whenever", "whenever"),
    ],
)
def test_a_value_is_spelled_for_people(value, words):
    assert spell_time(value) == words
