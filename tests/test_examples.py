"""The labelled cases are fit to measure with: every quote is in its article, every field holds what it may."""

import calendar
import json
import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from summarizer.models import FindingType, Scope

EXAMPLES = Path(__file__).parent.parent / "examples"
CASES = sorted(path.parent for path in EXAMPLES.glob("**/gold.json"))
OWN = {"dairy-results", "ferry", "gold-torc-trial", "lake-core", "market-square", "talks", "tour-stage", "water-notice"}
TRAPS = {
    "paraphrase",
    "different_time",
    "different_attribution",
    "granularity",
    "hedge",
    "different_subject",
    "update",
    "unit",
    "quotation",
    "opinion",
}


@pytest.fixture(params=CASES, ids=lambda path: path.name)
def case(request):
    path = request.param
    texts = {file.name: file.read_bytes().decode("utf-8") for file in (path / "articles").glob("*.txt")}
    return path.name, json.loads((path / "gold.json").read_text(encoding="utf-8")), texts


def sides_of(gold):
    yield from ((item, item[side]) for item in (*gold["inconsistencies"], *gold["compatible"]) for side in ("a", "b"))
    yield from ((item, evidence) for item in gold["statements"] for evidence in item["evidence"])


def test_there_are_cases():
    assert {path.name for path in CASES} >= OWN
    assert len({path.name for path in CASES}) == len(CASES)


def test_every_quote_is_in_its_article(case):
    _, gold, texts = case
    assert [side for _, side in sides_of(gold) if side["quote"] not in texts[side["article"]]] == []


def test_a_quote_of_our_own_cases_stands_in_one_place_only(case):
    name, gold, texts = case
    if name not in OWN:
        pytest.skip("an older case")
    assert [side for _, side in sides_of(gold) if texts[side["article"]].count(side["quote"]) != 1] == []


def test_the_two_sides_are_two_places(case):
    _, gold, _ = case
    for item in (*gold["inconsistencies"], *gold["compatible"]):
        assert item["a"] != item["b"]


def test_the_case_describes_its_articles(case):
    name, gold, texts = case
    assert gold["id"] == name
    assert set(gold["articles"]) == set(texts) == set(gold["key_facts"])
    assert 2 <= len(texts) <= 4
    for file, about in gold["articles"].items():
        assert about["title"].strip()
        assert about["title"] in texts[file] or name not in OWN  # an agency's or a broadcaster's title is not printed
        assert about["published"] is None or date.fromisoformat(about["published"])


def test_every_field_holds_what_it_may(case):
    _, gold, _ = case
    assert [item["id"] for item in gold["inconsistencies"]] == [
        f"i{n + 1}" for n in range(len(gold["inconsistencies"]))
    ]
    for item in gold["inconsistencies"]:
        assert item["type"] in get_args(FindingType)
        assert item["difficulty"] in {"easy", "medium", "hard"}
        assert item["scope"] in get_args(Scope)
        assert (item["scope"] == "within") == (item["a"]["article"] == item["b"]["article"])
        assert item["why"]
    for item in gold["compatible"]:
        assert item["trap"] in TRAPS
        assert item["why"]
    for item in gold["statements"]:
        assert item["label"] in {"supported", "refuted", "not_enough_info"}
        assert item["evidence"] or item["label"] == "not_enough_info"


def test_a_weekday_with_a_date_is_that_days(case):
    name, _, texts = case
    if name not in OWN:
        pytest.skip("an older case")
    months = list(calendar.month_name)[1:]
    day_month_year = re.compile(rf"\b(\w+day),? (\d{{1,2}}) ({'|'.join(months)}),? (\d{{4}})")
    month_day_year = re.compile(rf"\b(\w+day),? ({'|'.join(months)}) (\d{{1,2}}),? (\d{{4}})")
    for text in texts.values():
        dates = [(day, int(n), month, int(year)) for day, n, month, year in day_month_year.findall(text)]
        dates += [(day, int(n), month, int(year)) for day, month, n, year in month_day_year.findall(text)]
        for weekday, number, month, year in dates:
            assert f"{date(year, months.index(month) + 1, number):%A}" == weekday
