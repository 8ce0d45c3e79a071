"""Caps, plans and stored answers as a person meets them, with a server that counts what it is asked."""

import json

import pytest
from fault_server import completion

from summarizer.cli import entry
from summarizer.errors import ExitCode

TEXTS = {"one.txt": "The bridge closed on Monday.\n", "two.txt": "The bridge closed on Wednesday.\n"}
DRAFT = {"claims": [], "points": [], "abstract": "The bridge closed.", "headline": "Bridge closed"}
READING = completion(json.dumps(DRAFT))
BOTH = completion(
    json.dumps(DRAFT | {"conflicts": [], "agreements": []})
)  # a reading, and a comparison without findings
CHECK = completion(
    json.dumps(
        {
            "evidence": [{"passage": 1, "stance": "supports"}],
            "explanation": "So it says.",
            "verdict": "supported",
            "confidence": 0.9,
        }
    )
)
COMMANDS = {
    "summarize": (["summarize", "one.txt", "two.txt"], READING),
    "compare": (["compare", "one.txt", "two.txt"], BOTH),
    "check": (["check", "The bridge is closed.", "--against", "one.txt"], CHECK),
}
PRICED = {"SUMMARIZER_PRICE_INPUT": "1", "SUMMARIZER_PRICE_OUTPUT": "2"}


@pytest.fixture
def desk(fault_server, tmp_path, monkeypatch):
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMARIZER_BASE_URL", fault_server.url)
    monkeypatch.setenv("SUMMARIZER_MODEL", "m")
    monkeypatch.setenv("SUMMARIZER_CONCURRENCY", "1")
    return fault_server


def run(capsys, *argv):
    code = entry(argv)
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return code, captured.out, captured.err


@pytest.mark.parametrize(("argv", "_answer"), COMMANDS.values(), ids=COMMANDS.keys())
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_dry_run_sends_nothing_and_says_what_would_be_sent(desk, capsys, argv, _answer, form):
    code, out, err = run(capsys, *argv, "--dry-run", "--format", form)
    assert (code, err, desk.requests) == (ExitCode.DONE, "", [])
    if form == "json":
        assert json.loads(out)["address"] == desk.url
    else:
        assert out.startswith(f"Nothing was sent. This would go to m at {desk.url}:")


def test_a_plan_goes_to_a_file_too(desk, capsys, tmp_path):
    code, out, _ = run(capsys, "compare", "one.txt", "two.txt", "--dry-run", "-o", "plan.json")
    assert (code, out, desk.requests) == (ExitCode.DONE, "", [])
    assert json.loads((tmp_path / "plan.json").read_text())["schema"] == "summarizer.plan/1"


@pytest.mark.parametrize(
    ("argv", "code", "words"),
    [
        (["compare", "one.txt"], ExitCode.USAGE, "one article alone"),
        (["summarize"], ExitCode.USAGE, "no article"),
        (["check", " ", "--against", "one.txt"], ExitCode.USAGE, "no statement"),
        (["summarize", "one.txt", "gone.txt"], ExitCode.FAILED, "gone.txt"),
        (["summarize", "one.txt", "--max-cost", "1"], ExitCode.USAGE, "what m costs there is not known"),
        (["summarize", "one.txt", "--max-cost", "much"], ExitCode.USAGE, "--max-cost"),
    ],
)
def test_a_dry_run_finds_what_the_run_would_trip_over(desk, capsys, argv, code, words):
    given, out, err = run(capsys, *argv, "--dry-run")
    assert given == code
    assert words in out + err
    assert desk.requests == []


@pytest.mark.parametrize(("argv", "answer"), COMMANDS.values(), ids=COMMANDS.keys())
def test_the_same_command_again_asks_nothing(desk, capsys, argv, answer):
    desk.plays([answer])
    first = json.loads(run(capsys, *argv, "--json")[1])
    asked = len(desk.requests)
    code, out, _ = run(capsys, *argv, "--json")
    again = json.loads(out)
    assert (code, len(desk.requests)) == (ExitCode.DONE, asked)
    assert asked == first["usage"]["calls"] == again["usage"]["cached"]
    assert again["usage"] | {"cached": 0} == {
        "calls": 0,
        "cached": 0,
        "prompt_tokens": 0,
        "completion_tokens": 0,
        "cost_usd": 0.0,
        "cap": None,
    }
    assert {**first, "usage": None} == {**again, "usage": None}


def test_compared_articles_are_read_for_all_claims_only_where_these_are_asked_for(desk, capsys):
    desk.plays([BOTH])
    for flags in ([], ["--claims", "all"]):
        assert run(capsys, "compare", "one.txt", "two.txt", *flags)[0] == ExitCode.DONE
    asked = [request["response_format"]["json_schema"]["name"] for request in desk.requests]
    assert asked == ["DraftBrief", "DraftBrief", "DraftComparison", "DraftReading", "DraftReading"]


def test_without_the_cache_the_same_command_asks_again(desk, capsys, tmp_path):
    desk.plays([READING])
    for _ in range(2):
        run(capsys, "summarize", "one.txt", "--no-cache")
    assert len(desk.requests) == 2
    assert not (tmp_path / "own-home" / "cache").exists()


def test_a_cap_on_calls_keeps_what_was_answered_and_ends_with_five(desk, capsys):
    desk.plays([READING])
    code, out, err = run(capsys, "compare", "one.txt", "two.txt", "--max-calls", "1", "--json")
    made = json.loads(out)
    assert (code, len(desk.requests)) == (ExitCode.BUDGET, 1)
    assert [article["id"] for article in made["articles"]] == ["a1"]
    assert [(one["stage"], one["subject"]) for one in made["failures"]] == [("read", "a2"), ("judge", "a1")]
    assert made["usage"]["cap"] == "max_calls"
    assert err == "error: the cap of --max-calls was reached: 2 items left undone, all else is in the document\n"


def test_the_next_run_goes_on_where_a_cap_stopped_the_last(desk, capsys):
    desk.plays([READING])
    codes = [run(capsys, "summarize", *TEXTS, "--max-calls", "1")[0] for _ in range(3)]
    assert codes == [ExitCode.BUDGET, ExitCode.DONE, ExitCode.DONE]
    assert len(desk.requests) == 2


def test_a_cap_on_cost_is_held_before_the_call(desk, capsys, monkeypatch):
    for name, value in PRICED.items():
        monkeypatch.setenv(name, value)
    desk.plays([READING])
    code, out, _ = run(capsys, "summarize", *TEXTS, "--max-cost", "0.04", "--json")
    assert code == ExitCode.DONE
    assert json.loads(out)["usage"]["cost_usd"] == pytest.approx(2 * 0.00012)
    code, out, _ = run(capsys, "summarize", *TEXTS, "--max-cost", "0.0001", "--json", "--no-cache")
    assert (code, len(desk.requests)) == (ExitCode.BUDGET, 2)
    assert json.loads(out)["usage"]["calls"] == 0


def test_a_cap_on_cost_without_a_price_is_wrong_usage(desk, capsys):
    code, out, err = run(capsys, "summarize", "one.txt", "--max-cost", "1")
    assert (code, out, desk.requests) == (ExitCode.USAGE, "", [])
    assert "--max-calls" in err


def test_identical_statements_at_once_make_one_call(desk, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("SUMMARIZER_CONCURRENCY", "100")
    (tmp_path / "statements").write_text("The bridge is closed.\n" * 100)
    desk.plays([CHECK])
    code, out, _ = run(capsys, "check", "--statements", "statements", "one.txt", "--json")
    assert (code, len(desk.requests)) == (ExitCode.DONE, 1)
    usage = json.loads(out)["usage"]
    assert (usage["calls"], usage["cached"]) == (1, 99)
