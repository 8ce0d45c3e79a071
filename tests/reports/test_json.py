import json

import pytest
from building import make_article, make_checks, make_comparison, make_reading
from hypothesis import given
from hypothesis import strategies as st

from summarizer.contract import document
from summarizer.errors import SettingsError
from summarizer.models import EngineInfo
from summarizer.reports.json import render, render_lines
from summarizer.results import Readings

ANY_TEXT = st.text(st.characters(codec=None), min_size=1, max_size=100)


@given(ANY_TEXT)
def test_any_text_comes_back_the_same_and_is_safe_on_a_terminal(text):
    article = make_article(text, title=text)
    made = document(Readings(engine=EngineInfo(name="x"), readings=(make_reading(article, (text,)),)))
    written = render(made)
    assert all(character == "\n" or character.isprintable() or ord(character) >= 0x80 for character in written)
    assert not any(0x7F <= ord(character) <= 0x9F or 0x200B <= ord(character) <= 0x200F for character in written)
    written.encode("utf-8")
    parsed = json.loads(written)["articles"][0]
    assert (parsed["title"], parsed["claims"][0]["quote"]) == (text, text)


def test_letters_stay_letters():
    written = render(document(make_comparison()))
    assert "“We will not sign this agreement,”" in written


def test_fields_stand_in_the_order_of_the_contract():
    parsed = json.loads(render(document(make_comparison())))
    assert list(parsed) == ["schema", "engine", "articles", "findings", "agreements", "failures", "usage", "reviews"]


def test_lines_hold_one_statement_each_in_order():
    made = document(make_checks())
    lines = [json.loads(line) for line in render_lines(made).splitlines()]
    assert lines == json.loads(render(made))["checks"]
    assert [line["statement"] for line in lines] == ["Workers walked out.", "They sign.", "It rained.", "It snowed."]


def test_only_a_check_has_lines():
    with pytest.raises(SettingsError):
        render_lines(document(make_comparison()))
