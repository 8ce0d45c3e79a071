"""Lines and blocks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text.sentences.layout import find_blocks, find_lines, is_row

WRAPPED = (
    "The council of Maro dropped its plan for a tram along the harbour on\n"
    "Monday, after a vote that nobody had expected to be close and that the\n"
    "mayor lost by two.\n"
    "Background\n"
    "The tram was first planned in 2011, when the port was to be moved to the\n"
    "other side of the bay.\n"
)


def test_hard_wrapped_lines_are_one_block_and_a_short_line_ends_it():
    assert blocks(WRAPPED) == [
        WRAPPED.split("\nBackground", maxsplit=1)[0],
        "Background",
        "The tram was first planned in 2011, when the port was to be moved to the\nother side of the bay.",
    ]


def test_a_paragraph_a_line_stays_a_paragraph_a_line():
    text = f"Port shut\nBy Ann Lee\n{'It rained on Maro all day and the port was shut. ' * 4}\nit stayed so.\n"
    assert len(blocks(text)) == 4


def test_short_lines_without_wrapping_are_not_joined():
    text = "Crews in Maro vote to strike over pay this summer\nBy Ida Kern\nMaro Wire Staff\nJune 3, 2026\n"
    assert len(blocks(text)) == 4


def test_a_row_of_a_table_is_not_joined_in_a_wrapped_text():
    text = WRAPPED + "\nSamples taken over the whole of the month of May      412\nof which clean                409\n"
    assert blocks(text)[-2:] == [
        "Samples taken over the whole of the month of May      412",
        "of which clean                409",
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028"])
def test_every_line_ending_ends_a_line(ending):
    text = f"One{ending} {ending}  Two {ending}"
    assert [text[line.start : line.end] for line in find_lines(text)] == ["One", "Two"]
    assert [line.blanks > 0 for line in find_lines(text)] == [True, True]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Revenue   412   409", True),
        ("Cost\t$1.2 million", True),
        ("It rained.  It stopped.", False),
        ("Nobody came.", False),
    ],
)
def test_a_row_is_set_in_columns(line, expected):
    assert is_row(line) is expected


@settings(deadline=None)
@given(st.text())
def test_blocks_cover_the_text(text):
    position = 0
    for block in find_blocks(text):
        assert position <= block.start < block.end
        assert not text[position : block.start].strip()
        position = block.end
    assert not text[position:].strip()


def blocks(text):
    return [text[block.start : block.end] for block in find_blocks(text)]
