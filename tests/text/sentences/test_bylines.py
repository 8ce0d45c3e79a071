"""Who wrote it."""

import pytest

from summarizer.text.sentences.bylines import find_authors, is_bare_byline, is_byline


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("BY ANN LEE", "ANN LEE"),
        ("By Ann Lee and J. K. Marsh", "Ann Lee and J. K. Marsh"),
        ("By Ann Lee, Ed Poe and Ludwig van der Maar", "Ann Lee, Ed Poe and Ludwig van der Maar"),
        ("By Ann Lee, court reporter", "Ann Lee"),
        ("By Ann Lee, Maro", "Ann Lee"),
        ("By Eva-Lou Hart in Pell, Levan", "Eva-Lou Hart"),
        ("By Ann Lee | 3 March 2026", "Ann Lee"),
        ("Words: Ann Lee   Pictures: Ed Poe", "Ann Lee"),
        ("Posted by harbour_girl on 3 March 2026", "harbour_girl"),
        ("March 3, 2026 · by harbour_girl · in Ships", "harbour_girl"),
        ("By our correspondent in Maro", None),
        ("By a staff reporter", None),
        ("(Reporting by Ann Lee; editing by Ed Poe)", "Ann Lee"),
        ("Reporting by the Maro bureau", None),
    ],
)
def test_a_byline_gives_its_names(line, authors):
    assert is_byline(line)
    assert find_authors(line) == authors


@pytest.mark.parametrize(
    "line",
    [
        "By yesterday the water had gone.",
        "By Monday evening the port was open again",
        "By the numbers: a year of rain",
        "By Friday",
        "By far the largest ship of the fleet",
        "Words fail the mayor",
        "Posted: Oct 2, 2025 8:41 PM",
        "Bystanders cheer the crew",
    ],
)
def test_a_line_that_begins_with_by_is_not_always_a_byline(line):
    assert not is_byline(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ann Lee", True),
        ("Ann Lee, staff reporter", True),
        ("Jan Orr, Geneva", True),
        ("The Maro Gazette", False),
        ("PORT SHUT", False),
        ("Ann Lee resigns after vote", False),
        ("Ann Lee has resigned.", False),
    ],
)
def test_a_name_alone_may_be_a_byline(line, expected):
    assert is_bare_byline(line) is expected
