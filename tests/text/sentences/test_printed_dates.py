"""Dates printed above a story."""

import pytest

from summarizer.text.sentences.printed_dates import find_date, is_date_line


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("2 May 2025, 18:05 · Updated 18:50", "2025-05-02T18:05"),
        ("Tuesday, May 6, 2025", "2025-05-06"),
        ("Posted by admin in Ships | 8 May 2022 | 4 min read", "2022-05-08"),
        ("Stock exchange release, 2 May 2025 at 9.30 (CET)", "2025-05-02T09:30"),
        ("Published: 2026-03-04", "2026-03-04"),
        ("2026-03-04T09:30:15Z", "2026-03-04T09:30"),
        ("Posted: Oct 2, 2025 8:41 PM", "2025-10-02T20:41"),
        ("Thursday, October 2, 2025 – 6:30 p.m.", "2025-10-02T18:30"),
        ("Sat 7 May 2022 05.15", "2022-05-07T05:15"),
        ("4th Sept. 2026 at 12 am", "2026-09-04T00:00"),
        ("4 March 2026, 3 min read", "2026-03-04"),
        ("4 March 2026 12 comments", "2026-03-04"),
        ("Mon 5 May", None),
        ("31 February 2026", None),
        ("No date at all", None),
        ("Maybe 12 of 2026", None),
    ],
)
def test_a_date_is_read_with_its_time(line, iso):
    date = find_date(line)
    assert (date and date.iso) == iso


@pytest.mark.parametrize(
    "line",
    [
        "11:20",
        "Sat 21:00",
        "14.32 BST",
        "9:05 p.m.",
        "2h ago",
        "5 minutes ago",
        "Friday",
        "Mon 5 May",
        "Updated at 12.45 BST",
        "Saturday 2 May 2026 · Morning edition · 90 cents",
        "Released: 8 May 2022",
    ],
)
def test_a_line_that_only_dates_is_told(line):
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "The talks begin on 4 March 2026.",
        "Levan and Maro to sign harbour treaty on 4 March 2026",
        "7.4",
        "120",
        "12 people",
        "Nobody came",
    ],
)
def test_a_line_with_more_to_say_is_no_date_line(line):
    assert not is_date_line(line)
