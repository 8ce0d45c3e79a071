"""Do both claims measure the same?"""

from summarizer.gates.answering import differing
from summarizer.models import FindingType, GateAnswer, GateOutcome, Quantity, Side
from summarizer.text.excerpts import excerpt
from summarizer.text.quantities import comparable
from summarizer.text.quantities.measure_forms import are_of_two_kinds
from summarizer.text.quantities.units import currencies, scale_of

CURRENCIES = currencies()


def same_measure(a: Side, b: Side, kind: FindingType) -> GateAnswer:
    """Explain numbers where all that differ are of different measures (killed, hurt) or of two currencies.

    Nouns that differ may still name one group ("women", "inmates"): they lower a finding, no more. Unknown measures
    and a count against a share leave it open.
    """
    if kind != "number":
        return _answer("open", "The difference is not one of numbers.")
    left, right = differing(a, b)
    pairs = [(x, y) for x in left for y in right]
    if not pairs:
        return _answer("open", "No two numbers are given that could measure different things.")
    same = next(((x, y) for x, y in pairs if comparable(x, y)), None)
    if same is not None:
        measure = same[0].measure if same[0].measure == same[1].measure else None
        what = f" ({measure})" if measure else ""
        return _answer("open", f"{excerpt(same[0].text, 40)} and {excerpt(same[1].text, 40)} are of one kind{what}.")
    x, y = pairs[0]
    words = f"{excerpt(x.text, 40)} ({x.measure or x.unit or 'not said of what'}) and {excerpt(y.text, 40)} ({y.measure or y.unit or 'not said of what'})"
    if all(_surely_different(x, y) for x, y in pairs):
        return _answer("explained", f"{words} measure different things.")
    if all(_of_one_unit(x, y) and x.measure and y.measure for x, y in pairs):
        return _answer("lower", f"{words} may count different things.")
    return _answer("open", f"Nothing says that {words} measure different things.")


def _answer(outcome: GateOutcome, answer: str) -> GateAnswer:
    return GateAnswer(gate="measure", outcome=outcome, answer=answer)


def _of_one_unit(x: Quantity, y: Quantity) -> bool:
    return scale_of(x.unit).family == scale_of(y.unit).family


def _surely_different(x: Quantity, y: Quantity) -> bool:
    if x.unit in CURRENCIES and y.unit in CURRENCIES and x.unit != y.unit:
        return True
    return (
        _of_one_unit(x, y)
        and x.measure is not None
        and y.measure is not None
        and are_of_two_kinds(x.measure, y.measure)
    )
