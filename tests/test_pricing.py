import json
import re
from pathlib import Path

import pytest

import summarizer
from summarizer.pricing import (
    Price,
    describe_batch_factor,
    describe_table,
    find_batch_factor,
    find_price,
    likely_tokens,
    most_tokens,
)
from summarizer.settings import HOSTED

TABLE = json.loads((Path(summarizer.__file__).parent / "prices.json").read_text())


@pytest.mark.parametrize(
    ("model", "address", "known"),
    [
        ("gpt-5.4-mini", HOSTED, True),
        ("gpt-5.4-mini-2026-03-17", HOSTED, True),
        ("gpt-5.4-mini-2031-01-01", HOSTED, False),
        ("gpt-5.4-mini-tuned", HOSTED, False),
        ("by-hand", HOSTED, False),
        ("gpt-5.4-mini", "http://localhost:8000/v1", False),
        ("gpt-5.4-mini", "https://eu.api.openai.com/v1", False),
        ("gpt-5.4-mini", "https://api.openai.com.levan.example/v1", False),
    ],
)
def test_a_price_is_known_for_the_tables_own_models_at_their_own_host(model, address, known):
    assert (find_price(model, address) is not None) is known


def test_the_table_is_dated_and_names_its_source():
    assert re.fullmatch(r"20\d\d-[01]\d-[0-3]\d", TABLE["dated"])
    assert TABLE["dated"] in describe_table()
    assert TABLE["source"] in describe_table()


def test_the_factor_for_batches_is_dated_names_its_source_and_holds_for_the_tables_host():
    batch = TABLE["batch"]
    assert re.fullmatch(r"20\d\d-[01]\d-[0-3]\d", batch["dated"])
    assert describe_batch_factor() == f"of {batch['dated']}, from {batch['source']}"
    assert find_batch_factor(HOSTED) == batch["factor"] == 0.5
    assert find_batch_factor("http://localhost:8000/v1") is None


def test_a_tier_costs_so_many_times_as_much():
    assert Price(2.0, 0.5, 8.0).times(0.5) == Price(1.0, 0.25, 4.0)


def test_no_model_stands_in_the_table_twice():
    names = [name for model, row in TABLE["models"].items() for name in (model, *row["also"])]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("model", TABLE["models"])
def test_a_prompt_at_hand_costs_less_than_a_new_one_and_an_answer_more(model):
    price = find_price(model, HOSTED)
    assert 0 < price.cached_input < price.input < price.output


@pytest.mark.parametrize(
    ("tokens", "cost"),
    [
        ({"prompt": 1_000_000, "completion": 0}, 2.0),
        ({"prompt": 0, "completion": 1_000_000}, 8.0),
        ({"prompt": 1_000_000, "completion": 0, "cached": 400_000}, 1.4),
        ({"prompt": 1_000_000, "completion": 0, "cached": 9_000_000}, 0.5),
    ],
    ids=["prompt", "answer", "partly at hand", "more at hand than there was"],
)
def test_a_call_costs_what_its_tokens_cost(tokens, cost):
    assert Price(2.0, 0.5, 8.0).of(**tokens) == pytest.approx(cost)


@pytest.mark.parametrize(("text", "most"), [("", 0), ("word", 4), ("Übung", 6), ("水道", 6), ("\ud800", 3)])
def test_a_text_has_at_most_a_token_a_byte(text, most):
    assert most_tokens(text) == most


def test_a_guess_is_rounded_up():
    assert [likely_tokens(most) for most in (0, 1, 4, 5)] == [0, 1, 1, 2]
