"""Looking for signs first changes nothing of what is found in a text."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.pieces import load_table
from summarizer.text.quantities import finding as quantities
from summarizer.text.times import finding as times
from summarizer.text.times.forms import CLOCKS, COARSE, DAY_PARTS, DAYS, MONTHS, ORDINALS, SIGNS, WEEKDAYS

ARTICLES = sorted((Path(__file__).parent.parent.parent / "examples").rglob("*.txt"))
DAY = dt.date(2026, 3, 4)
NUMBERS = load_table("numbers")
VOCABULARY = sorted(
    {
        word
        for table in ("small", "tens", "scales", "vague", "denominators", "suffixes", "glyphs")
        for word in NUMBERS[table]
    }
    | {
        *MONTHS,
        *WEEKDAYS,
        *DAY_PARTS,
        *ORDINALS,
        *"yesterday today tomorrow tonight noon midnight spring summers o'clock".split(),
    }
    | set(
        "a an some every no not nobody none one half of in the this last next ago earlier past to after and both pair".split()
    )
    | set(
        "soul single people year years month week weekend decade century quarter Q3 Q minutes hour point few several".split()
    )
    | set(
        "2026 1990s 1,200 3.5 20:15 5 pm p.m. 31st 4/5/2026 2026-03-04 - – / , . % € twice doubled couple out".split()
    )
)


def cases(word):
    return st.sampled_from([word, word.capitalize(), word.upper()])


PHRASES = st.lists(st.sampled_from(VOCABULARY).flatmap(cases), max_size=9).flatmap(
    lambda words: st.sampled_from([" ".join(words), "\n".join(words), "".join(words)])
)


class _Everything:
    def isdisjoint(self, _signs):
        return False


@pytest.fixture(scope="module")
def without_signs():
    """The same functions, every form tried on every text."""
    with pytest.MonkeyPatch.context() as patch:

        def find(text):
            with patch.context() as inner:
                inner.setattr(times, "_FORMS", [(form, read, ()) for form, read, _ in times._FORMS])
                inner.setattr(times, "ANY_SIGN", _Everything())
                inner.setattr(quantities, "_may_hold", lambda _text: True)
                inner.setattr(quantities, "_may_begin_any", lambda _word: True)
                return [times.find_times(text, DAY), times.find_times(text, None), quantities.find_quantities(text)]

        yield find


def found(text):
    return [times.find_times(text, DAY), times.find_times(text, None), quantities.find_quantities(text)]


def test_signs_of_quantities_are_plain_words():
    assert [word for word in quantities._signs() if not re.fullmatch("[a-z]+", word)] == []


def test_every_form_has_its_signs():
    assert SIGNS.keys() == {*DAYS, *COARSE, *CLOCKS}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_the_same_is_found_in_every_line_of_the_examples(path, without_signs):
    for line in path.read_text(encoding="utf-8").splitlines():
        assert found(line) == without_signs(line)


@given(PHRASES)
def test_the_same_is_found_in_words_of_times_and_numbers_in_any_order(without_signs, text):
    assert found(text) == without_signs(text)


@given(st.text())
def test_the_same_is_found_in_any_text(without_signs, text):
    assert found(text) == without_signs(text)


@pytest.mark.parametrize(
    "text",
    ["springs", "six this mornings", "first quarters", "MondayAM", "Mondays", "in the nights of May", "Sept.", "MAY"],
)
def test_odd_endings_hide_no_sign(text, without_signs):
    assert found(text) == without_signs(text)


@pytest.mark.parametrize("text", ["la\u017ft week", "last wee\u212a", "m\u0131dnight", "m\u0130dday"])
def test_letters_that_only_look_alike_make_no_time(text):
    assert times.find_times(text, DAY) == []
