import asyncio
import json

import pytest
from pydantic import SecretStr
from scripted import (
    ScriptedModel,
    draft_brief,
    draft_claim,
    draft_comparison,
    draft_conflict,
    draft_reading,
    draft_side,
    draft_verdict,
    make_article,
)

from summarizer.cli.plans import render_json, render_text
from summarizer.compare import compare_readings, read_all
from summarizer.engines.model import ModelEngine, comparing
from summarizer.engines.model.budget import LONGEST_ANSWER
from summarizer.engines.model.questions import Questions
from summarizer.engines.model.remembering import Remembering, body_of
from summarizer.engines.model.replies import Completion
from summarizer.errors import SettingsError
from summarizer.models import Failure
from summarizer.planning import make_plan
from summarizer.settings import Settings
from summarizer.store import AnswerStore, answers_file

FIRST = make_article("The bridge closed on Monday.\nNobody was hurt.")
SECOND = make_article("The bridge closed on Wednesday.\nTwo were hurt.", "a2")
SETTINGS = Settings(api_key=SecretStr("sk-x"))
LOCAL = Settings(base_url="http://127.0.0.1:9/v1", model="m")


def plan(task, articles=(FIRST, SECOND), settings=SETTINGS, **fields):
    return asyncio.run(make_plan(task, articles, settings, **fields))


def answered(settings, *answers):
    """An engine that answers as it is told, in any order of its questions, and stores its answers."""
    store = AnswerStore(answers_file(), warn=pytest.fail)
    model = ScriptedModel(*answers)
    memory = Remembering(model, settings.address, body_of(settings, settings.model), store)

    async def close():
        store.close()

    return ModelEngine(Questions(memory.complete, None, memory.answered), settings.model, close=close), model


async def read_and_close(engine, articles, *, claims=True):
    readings, _ = await read_all(articles, engine, 1, claims=claims)
    await engine.aclose()
    return readings


def test_each_article_is_a_question_to_the_model_at_its_address():
    made = plan("summarize")
    assert (made.engine, made.model, made.address) == ("model", "gpt-5.4-mini", "https://api.openai.com/v1")
    assert [(step.step, step.subject, step.calls, step.calls_at_most) for step in made.steps] == [
        ("read", "a1 test", 1, 2),
        ("read", "a2 test", 1, 2),
    ]
    assert (made.calls, made.calls_at_most) == (2, 4)
    assert 0 < made.prompt_tokens < made.prompt_tokens_at_most
    assert 0 < made.cost_usd < made.cost_usd_at_most


def test_what_is_read_in_batches_likely_costs_half_and_at_most_what_it_costs_directly():
    direct, batch = plan("compare"), plan("compare", settings=SETTINGS.model_copy(update={"via": "batch"}))
    for one, other in zip(direct.steps, batch.steps, strict=True):
        assert other.cost_usd == pytest.approx(one.cost_usd * (0.5 if one.step in {"read", "brief"} else 1.0), abs=1e-6)
        assert other.cost_usd_at_most == one.cost_usd_at_most
    assert (direct.calls, direct.calls_at_most) == (batch.calls, batch.calls_at_most)
    assert (direct.via, direct.batch_price) == ("direct", None)
    assert batch.batch_price == {"input": 0.375, "cached_input": 0.0375, "output": 2.25}


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (SETTINGS, "likely for 0.375 in, 2.25 out (of 2026-11-29, from https://help.openai.com/"),
        (LOCAL, "read in batches, within 24 hours."),
        (LOCAL.model_copy(update={"price_input": 1.0, "price_output": 2.0}), "no discount for that is known"),
        (
            LOCAL.model_copy(update={"price_input": 1.0, "price_output": 2.0, "batch_factor": 0.25}),
            "likely for 0.25 in, 0.5 out (as set)",
        ),
    ],
)
def test_a_plan_says_what_batches_cost_and_by_whose_word(settings, words):
    made = plan("summarize", settings=settings.model_copy(update={"via": "batch"}))
    assert words in render_text(made)
    assert "in batches" not in render_text(plan("summarize", settings=settings))


@pytest.mark.parametrize(("claims", "step"), [("needed", "brief"), ("all", "read")])
def test_a_comparison_side_by_side_reads_the_claims_only_if_all_are_asked_for(claims, step):
    made = plan("compare", settings=SETTINGS.model_copy(update={"claims": claims}))
    assert [one.step for one in made.steps] == [step, step, "compare", "second_look"]
    assert "their claims are read and judged, which is not in these figures" in render_text(made)


def test_articles_that_one_question_does_not_hold_are_read_for_their_claims(monkeypatch):
    monkeypatch.setattr(comparing, "SIDE_BY_SIDE", 0)
    assert [one.step for one in plan("compare").steps] == ["read", "read", "judge", "second_look"]


def test_the_figures_add_up():
    made = plan("compare")
    for name in ("calls", "calls_at_most", "prompt_tokens", "prompt_tokens_at_most", "cost_usd", "cost_usd_at_most"):
        assert getattr(made, name) == pytest.approx(sum(getattr(step, name) for step in made.steps))
    for step in made.steps:
        likely = (step.prompt_tokens * 0.75 + step.completion_tokens * 4.5) / 1_000_000
        most = (step.prompt_tokens_at_most * 0.75 + step.completion_tokens_at_most * 4.5) / 1_000_000
        assert (step.cost_usd, step.cost_usd_at_most) == (
            pytest.approx(likely, abs=1e-6),
            pytest.approx(most, abs=1e-6),
        )


@pytest.mark.parametrize(("articles", "pairs", "calls"), [(2, 60, 5), (3, 120, 10), (10, 1100, 92)])
def test_what_will_be_judged_is_bounded_by_the_most_pairs(monkeypatch, articles, pairs, calls):
    monkeypatch.setattr(comparing, "SIDE_BY_SIDE", 0)
    texts = [make_article(f"The bridge closed on {number} May.", f"a{number}") for number in range(articles)]
    judging = plan("compare", texts, SETTINGS.model_copy(update={"second_look": "off"})).steps[-1]
    assert (judging.step, judging.calls, judging.calls_at_most) == ("judge", calls, 2 * calls)
    assert judging.subject == f"at most {pairs:,} pairs of claims"


def test_articles_without_a_sentence_have_nothing_to_judge():
    made = plan("compare", [make_article(""), make_article("", "a2")])
    assert made.calls == 0
    assert [failure.subject for failure in made.failures] == ["a1", "a2"]


def test_without_articles_nothing_is_asked():
    assert plan("compare", []).calls == 0
    assert plan("check", [], statements=["The bridge is closed."]).calls == 0


def test_the_bound_on_judging_holds_for_pairs_of_whole_sentences(monkeypatch):
    monkeypatch.setattr(comparing, "SIDE_BY_SIDE", 0)
    settings = LOCAL.model_copy(update={"second_look": "off"})
    drafts = [
        draft_reading([draft_claim(article.text.split("\n")[number - 1], [number]) for number in (1, 2)])
        for article in (FIRST, SECOND)
    ]
    bound = plan("compare", settings=settings).steps[-1]
    engine, _ = answered(LOCAL, *drafts)
    asyncio.run(read_and_close(engine, [FIRST, SECOND]))
    real = plan("compare", settings=settings).steps[-1]
    assert 0 < real.prompt_tokens_at_most < bound.prompt_tokens_at_most
    assert 0 < real.calls < bound.calls


def test_statements_are_a_question_each_but_not_those_of_which_no_passage_of_long_articles_speaks():
    (step,) = plan("check", statements=["The bridge is closed.", "Zzz qqq."]).steps
    assert (step.step, step.calls) == ("check", 2)
    long = make_article("The bridge is closed.\n" * 200)
    (step,) = plan("check", [long], statements=["The bridge is closed.", "Zzz qqq."]).steps
    assert (step.step, step.calls) == ("check", 1)


def test_what_is_stored_costs_nothing_and_a_stored_comparison_shows_what_will_be_looked_at_again():
    drafts = [draft_brief([{"sentences": [1], "text": "It closed."}])] * 2
    engine, _ = answered(LOCAL, *drafts)
    asyncio.run(read_and_close(engine, [FIRST], claims=False))
    made = plan("compare", settings=LOCAL)
    assert [(step.step, step.calls, step.stored) for step in made.steps] == [
        ("brief", 0, 1),
        ("brief", 1, 0),
        ("compare", 1, 0),
        ("second_look", 1, 0),
    ]
    listed = draft_comparison([draft_conflict(draft_side("a1", 1), draft_side("a2", 1), explanation="They differ.")])
    engine, model = answered(LOCAL, drafts[1], listed, {"verdicts": [draft_verdict(1, "conflict")]})

    async def compare():
        await compare_readings(await read_all_of(engine), engine)
        await engine.aclose()

    asyncio.run(compare())
    assert len(model.asked) == 3
    made = plan("compare", settings=LOCAL)
    assert (made.calls, [step.stored for step in made.steps]) == (0, [1, 1, 1, 1])


async def read_all_of(engine):
    readings, _ = await read_all([FIRST, SECOND], engine, 1, claims=False)
    return readings


def test_a_price_that_is_not_known_is_said_to_be_unknown():
    made = plan("summarize", settings=LOCAL)
    assert (made.cost_usd, made.cost_usd_at_most, made.price, made.prices) == (None, None, None, None)
    text = render_text(made)
    assert "unknown" in text
    assert "price_input" in text


def test_a_price_that_is_set_is_used():
    made = plan("summarize", settings=LOCAL.model_copy(update={"price_input": 1.0, "price_output": 0.0}))
    assert made.cost_usd == pytest.approx(made.prompt_tokens / 1_000_000, abs=1e-6)
    assert made.prices == "as set"


def test_the_most_that_a_run_can_cost_holds_for_the_run():
    sent = []

    async def dear(messages, _answer, /):
        text = json.dumps(draft_reading([draft_claim("It closed.", [7])]))
        sent.append(sum(len(message.content) for message in messages))
        return Completion(text, None, "stop", sent[-1], LONGEST_ANSWER)

    engine = ModelEngine(Questions(dear), "m")
    asyncio.run(read_all([FIRST, SECOND], engine))
    made = plan("summarize")
    assert engine.usage.calls == made.calls_at_most
    assert engine.usage.prompt_tokens <= made.prompt_tokens_at_most
    assert engine.usage.completion_tokens <= sum(step.completion_tokens_at_most for step in made.steps)


def test_what_can_not_be_asked_is_listed_with_what_could_not_be_read():
    lost = Failure(stage="read", subject="gone.txt", reason="no such file")
    made = plan("summarize", [make_article("!Leave a reply"), FIRST], failures=[lost])
    assert [failure.subject for failure in made.failures] == ["gone.txt", "a1"]
    assert "can't be done: gone.txt: no such file" in render_text(made)


@pytest.mark.parametrize("task", ["summarize", "compare", "check"])
def test_the_embedded_engine_sends_nothing(task):
    made = plan(task, settings=Settings(), statements=["The bridge is closed."])
    assert (made.engine, made.calls, made.cost_usd, made.address) == ("embedded", 0, 0.0, None)
    assert render_text(made).startswith("Nothing would be sent: the embedded engine answers on this machine")


def test_a_plan_for_settings_that_can_not_work_is_wrong_usage():
    with pytest.raises(SettingsError, match="what m costs there is not known"):
        plan("summarize", settings=LOCAL.model_copy(update={"max_cost": 1.0}))


def test_caps_are_told():
    text = render_text(plan("summarize", settings=SETTINGS.model_copy(update={"max_cost": 0.5, "max_calls": 1})))
    assert "before it costs more than 0.5 USD" in text
    assert "after 1 call." in text


def test_a_plan_is_safe_to_print_and_shows_no_secret():
    odd = make_article("The bridge closed.\n").model_copy(update={"source": "a\x1b[31m.txt"})
    made = plan(
        "summarize",
        [odd],
        LOCAL.model_copy(update={"base_url": "http://127.0.0.1:9/v1?key=CANARY", "model": "\x1b[2J"}),
    )
    for text in (render_text(made), render_json(made)):
        assert "\x1b" not in text
        assert "CANARY" not in text


def test_a_plan_as_json_has_its_schema_and_all_its_fields():
    made = plan("compare")
    parsed = json.loads(render_json(made))
    assert parsed["schema"] == "summarizer.plan/1"
    assert set(parsed) == {"schema", *type(made).model_fields} - {"schema_"}
    assert parsed["steps"][0]["calls"] == 1
