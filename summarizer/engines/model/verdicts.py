"""From what a model says of pairs and statements to what we vouch for.

A model points at pairs and passages by number; every quote is sliced from its article. Where an answer disagrees with
itself, the milder reading counts.
"""

from collections.abc import Sequence

from summarizer.engines.model.ask import Accepted, Rejected
from summarizer.engines.model.drafts import DraftCheck, DraftJudgement, DraftVerdict
from summarizer.engines.model.show import one_line
from summarizer.errors import AnswerError
from summarizer.gates.timing import same_time
from summarizer.grounding import make_evidence
from summarizer.models import Check, CheckEvidence, FindingType, Pair, Passage, Verdict

LONGEST_EXPLANATION = 500  # characters: two long sentences


def ground_verdicts(draft: DraftJudgement, pairs: Sequence[Pair]) -> Accepted[dict[int, Verdict]]:
    """Turn judgements into verdicts by the pair's number; the first judgement of a pair counts."""
    verdicts: dict[int, Verdict] = {}
    rejected: list[Rejected] = []
    for item in draft.verdicts:
        if not 1 <= item.pair <= len(pairs):
            rejected.append(Rejected("verdicts", f"There is no pair {item.pair}; they go from 1 to {len(pairs)}."))
        elif item.label == "conflict" and item.harmless == "none" and item.type is None:
            rejected.append(Rejected("verdicts", f"Pair {item.pair} is a conflict without a type. Name its type."))
        else:
            verdicts.setdefault(item.pair, ground_verdict(item, pairs[item.pair - 1]))
    missing = [str(number) for number in range(1, len(pairs) + 1) if number not in verdicts]
    if missing:
        rejected.append(Rejected("verdicts", f"There is no verdict on these pairs: {', '.join(missing)}. Judge each."))
    return Accepted(verdicts, len(verdicts), tuple(rejected))


def ground_verdict(draft: DraftVerdict, pair: Pair) -> Verdict:
    """Turn one judgement into a verdict; where label and harmless explanation disagree, the milder one counts.

    A difference of time is passed on as a conflict only where the gate of time will list it as a change; where it sees
    none, what the model called harmless would come out as a conflict.
    """
    label, kind = draft.label, draft.type
    if draft.harmless == "time" and kind is not None and label in {"conflict", "compatible"} and _changes(pair, kind):
        label = "conflict"
    elif draft.harmless != "none" and label == "conflict":
        label = "compatible"
    return Verdict(
        label=label,
        type=kind if label == "conflict" else None,
        confidence=_clamped(draft.confidence),
        explanation=one_line(draft.explanation)[:LONGEST_EXPLANATION],
    )


def ground_check(draft: DraftCheck, statement: str, passages: Sequence[Passage]) -> Accepted[Check]:
    """Turn the answer on a statement into a record.

    Raises:
        AnswerError: if it points at no passage, or its verdict has no evidence of its kind.
    """
    stances = {item.passage: item.stance for item in reversed(draft.evidence)}
    strays = sorted(number for number in stances if not 1 <= number <= len(passages))
    if strays:
        raise AnswerError(f"There is no passage {strays[0]}; they go from 1 to {len(passages)}.")
    wanted = {"supported": "supports", "refuted": "refutes"}.get(draft.verdict)
    if wanted and wanted not in stances.values():
        raise AnswerError(f"The verdict is {draft.verdict}, and no passage in your evidence {wanted} the statement.")
    evidence = tuple(
        CheckEvidence(
            article=article.id,
            **make_evidence(article, sentence.start, sentence.end).model_dump(),
            stance=stances[number],
        )
        for number, (article, sentence) in enumerate(passages, start=1)
        if number in stances
    )
    check = Check(
        statement=statement,
        verdict=draft.verdict,
        confidence=_clamped(draft.confidence),
        evidence=evidence,
        explanation=one_line(draft.explanation)[:LONGEST_EXPLANATION],
    )
    return Accepted(check, 1)


def _changes(pair: Pair, kind: FindingType) -> bool:
    """Whether the gate of time sees that it was so then and is otherwise now."""
    return same_time(pair.a, pair.b, kind).outcome == "change"


def _clamped(confidence: float) -> float:
    return min(1.0, max(0.0, confidence))
