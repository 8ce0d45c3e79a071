"""Do bounds such as "at least" leave room for both?"""

from summarizer.gates.answering import differing
from summarizer.models import FindingType, GateAnswer, GateOutcome, Quantity, Side
from summarizer.text.excerpts import excerpt
from summarizer.text.quantities import comparable, compatible

OPEN = frozenset({"at_least", "at_most", "between", "about"})


def same_bound(a: Side, b: Side, kind: FindingType) -> GateAnswer:
    """Explain numbers that differ where an open or loose bound lets each of them be one of the other side."""
    if kind != "number":
        return _answer("open", "The difference is not one of numbers.")
    left, right = differing(a, b)
    loose = [q for q in (*left, *right) if q.bound in OPEN]
    if not loose:
        return _answer("open", "No bound such as at least or about is given.")
    met = [(x, y) for x in left for y in right if comparable(x, y) and compatible(x, y)]
    if met and _all_in(left, [x for x, _ in met]) and _all_in(right, [y for _, y in met]):
        one, other = met[0]
        return _answer(
            "explained", f"One says {excerpt(one.text, 40)}, the other {excerpt(other.text, 40)}: both can hold."
        )
    apart = [(x, y) for x in left for y in right if comparable(x, y) and not compatible(x, y)]
    if apart:
        one, other = apart[0]
        return _answer("open", f"{excerpt(one.text, 40)} and {excerpt(other.text, 40)} leave no number for both.")
    return _answer("open", f"{excerpt(loose[0].text, 40)} is loose, but is held against no number of its kind.")


def _answer(outcome: GateOutcome, answer: str) -> GateAnswer:
    return GateAnswer(gate="bound", outcome=outcome, answer=answer)


def _all_in(quantities: list[Quantity], met: list[Quantity]) -> bool:
    return all(any(quantity is one for one in met) for quantity in quantities)
