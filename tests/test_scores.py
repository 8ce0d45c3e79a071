from summarizer.cli.scores import render_errors, render_text
from summarizer.evaluation import CaseScore, Evaluation, Outcome


def outcome(what, hit, kind="number", difficulty=None):
    return Outcome(case="river", what=what, type=kind, scope="between", difficulty=difficulty, hit=hit, a="A.", b="B.")


def evaluation():
    outcomes = (
        outcome("inconsistency", hit=True, difficulty="easy"),
        outcome("inconsistency", hit=False, difficulty="hard"),
        outcome("inconsistency", hit=False, kind="date", difficulty="hard"),
        outcome("false alarm", hit=False, kind="cause"),
        outcome("statement", hit=True, kind="supported"),
        outcome("key fact", hit=False, kind="a.txt"),
    )
    score = CaseScore(
        case="river",
        inconsistencies=3,
        found=1,
        findings=2,
        right=1,
        compatible=4,
        compatible_flagged=0,
        statements=1,
        statements_right=1,
        facts=1,
        facts_covered=0,
        quotes=9,
        quotes_exact=9,
        seconds=1.0,
        outcomes=outcomes,
        confusion=(("supported", "supported"),),
    )
    return Evaluation(engine="embedded", cases=(score,))


def test_the_figures_are_broken_down_by_type_scope_and_difficulty():
    text = render_text(evaluation())
    assert "F1 of these two               0.400" in text
    assert "number                        1/2 = 0.500 (0.095 to 0.905), false alarms 0" in text
    assert "cause                         nothing to count, false alarms 1" in text
    assert "hard                          0/2 = 0.000" in text
    assert "between                       1/3" in text
    assert "supported         → supported         1" in text


def test_every_error_stands_by_itself_and_nothing_that_was_right():
    lines = [line for line in render_errors(evaluation()).splitlines() if not line.startswith(" ")]
    assert lines == [
        "river · missed · number between hard",
        "river · missed · date between hard",
        "river · false alarm · cause between",
        "river · key fact · a.txt between",
    ]
