import asyncio
import json

import pytest

from summarizer.cli.scores import render_text
from summarizer.engines.embedded import EmbeddedEngine
from summarizer.engines.model import ModelEngine
from summarizer.engines.model.questions import Questions
from summarizer.errors import SettingsError, TransientError
from summarizer.evaluation import evaluate

WIRE = "Levan rejects talks\n\nLevan has ruled out talks with Osthaven on the treaty.\n"
BLOG = "Levan at the table?\n\nLevan is interested in talks with Osthaven on the treaty. The bakery was closed.\n"


@pytest.fixture
def case(tmp_path):
    articles = tmp_path / "river" / "articles"
    articles.mkdir(parents=True)
    (articles / "wire.txt").write_text(WIRE, encoding="utf-8")
    (articles / "blog.txt").write_text(BLOG, encoding="utf-8")
    quotes = {
        "a": {"article": "wire.txt", "quote": "Levan has ruled out talks"},
        "b": {"article": "blog.txt", "quote": "Levan is interested in talks"},
    }
    gold = {
        "id": "river",
        "inconsistencies": [{"id": "i1", "type": "stance", "scope": "between", "difficulty": "easy"} | quotes],
        "compatible": [
            {"trap": "paraphrase", "a": quotes["a"], "b": {"article": "blog.txt", "quote": "The bakery was closed."}}
        ],
        "key_facts": {"wire.txt": ["Levan has ruled out talks with Osthaven."]},
        "statements": [{"text": "The bakery was closed.", "label": "supported", "evidence": []}],
    }
    (tmp_path / "river" / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def test_a_case_is_scored_by_the_overlap_of_quotes(case):
    (score,) = asyncio.run(evaluate(case, EmbeddedEngine())).cases
    assert (score.found, score.inconsistencies) == (1, 1)
    assert (score.compatible_flagged, score.compatible) == (0, 1)
    assert (score.facts_covered, score.facts) == (1, 1)
    assert (score.statements_right, score.statements) == (1, 1)
    assert score.quotes == score.quotes_exact > 0


def test_what_an_engine_cannot_do_is_listed_and_shown_once_each(case):
    async def refuse(*_):
        raise TransientError("the endpoint is down")

    evaluation = asyncio.run(evaluate(case, ModelEngine(Questions(refuse), "m")))
    (score,) = evaluation.cases
    assert [(failure.stage, failure.subject) for failure in score.failures] == [
        ("read", "a1"),
        ("read", "a2"),
        ("check", "The bakery was closed."),
    ]
    assert "could not be done: 3" in render_text(evaluation)
    assert render_text(evaluation).count("the endpoint is down") == 3


def test_a_folder_without_cases_is_wrong_usage(tmp_path):
    with pytest.raises(SettingsError, match="no case"):
        asyncio.run(evaluate(tmp_path, EmbeddedEngine()))
