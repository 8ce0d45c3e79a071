"""Every answer type keeps to the subset of JSON Schema that strict structured outputs take."""

import json
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field

from summarizer.engines.model.drafts import ANSWERS, DraftJudgement
from summarizer.engines.model.questions import DRAFTS
from summarizer.engines.model.schema import TAKEN, strict_schema
from summarizer.prompts import load_prompt


def nodes(node: dict[str, Any], depth: int = 0) -> Iterator[tuple[int, dict[str, Any]]]:
    yield depth, node
    for child in (*node.get("properties", {}).values(), *node.get("anyOf", ()), *filter(None, [node.get("items")])):
        yield from nodes(child, depth + 1)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS.keys())
def test_an_answer_type_keeps_to_the_strict_subset(answer):
    schema = strict_schema(answer)
    assert schema["type"] == "object"
    assert "anyOf" not in schema
    for depth, node in nodes(schema):
        assert set(node) <= TAKEN
        assert depth <= 10
        assert "type" in node or "anyOf" in node
        if node.get("type") == "object":
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])
    assert sum(len(node.get("properties", {})) for _, node in nodes(schema)) <= 5_000
    assert sum(len(node.get("enum", ())) for _, node in nodes(schema)) <= 1_000
    assert len(json.dumps(schema)) < 120_000


@pytest.mark.parametrize("name", DRAFTS)
def test_a_prompt_names_the_type_of_its_answer(name):
    assert ANSWERS[load_prompt(name).answer] is DRAFTS[name]


@pytest.mark.parametrize("name", DRAFTS)
def test_a_prompt_speaks_of_every_field_of_its_answer(name):
    """A server that takes the schema as a grammar does not show it to its model."""
    words = load_prompt(name).source
    fields = {field for _, node in nodes(strict_schema(DRAFTS[name])) for field in node.get("properties", ())}
    told_otherwise = {
        "read": {"text", "sentences"},
        "brief": {"text", "sentences"},
        "check": {"passage", "stance"},
        "compare": {"sentences"},
        "sum_up": {"text"},
    }
    outer = set(strict_schema(DRAFTS[name])["properties"]) if DRAFTS[name] is DraftJudgement else set()
    for field in fields - outer - told_otherwise.get(name, set()):
        assert f"`{field}`" in words or f"**{field}**" in words, field


def test_what_points_at_words_comes_before_what_judges_them():
    claim = list(strict_schema(ANSWERS["DraftReading"])["properties"]["claims"]["items"]["properties"])
    assert claim.index("sentences") < claim.index("speaker") < claim.index("text") < claim.index("tags")
    assert list(strict_schema(ANSWERS["DraftReading"])["properties"])[:3] == ["speakers", "claims", "points"]
    verdict = list(strict_schema(ANSWERS["DraftJudgement"])["properties"]["verdicts"]["items"]["properties"])
    assert verdict.index("explanation") < verdict.index("harmless") < verdict.index("label")
    assert list(strict_schema(ANSWERS["DraftCheck"])["properties"]) == [
        "evidence",
        "explanation",
        "verdict",
        "confidence",
    ]


class Inner(BaseModel):
    kind: Literal["x"] = "x"


class Outer(BaseModel):
    """Not for the model."""

    inner: Inner = Field(description="the inner one")
    note: str | None = None
    many: list[Inner] = []


def test_defaults_titles_and_references_are_gone_and_all_is_required():
    inner = {"type": "object", "properties": {"kind": {"enum": ["x"], "type": "string"}}}
    inner |= {"required": ["kind"], "additionalProperties": False}
    assert strict_schema(Outer) == {
        "type": "object",
        "properties": {
            "inner": inner | {"description": "the inner one"},
            "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
            "many": {"type": "array", "items": inner},
        },
        "required": ["inner", "note", "many"],
        "additionalProperties": False,
    }


class WithLength(BaseModel):
    text: str = Field(max_length=9)


class WithPair(BaseModel):
    pair: tuple[int, str]


class Tree(BaseModel):
    branches: list["Tree"]


class WithAnything(BaseModel):
    table: dict[str, int]


@pytest.mark.parametrize("answer", [WithLength, WithPair, Tree])
def test_what_the_subset_can_not_say_is_refused(answer):
    with pytest.raises(TypeError):
        strict_schema(answer)
