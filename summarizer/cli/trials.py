"""A prompt that was tried, for a person: each request and reply, what was accepted, and what was rejected and why."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from summarizer.cli.prompts import INDENT, describe_origin, indented
from summarizer.engines.model.ask import Accepted
from summarizer.errors import EngineError
from summarizer.judgements import Judgement
from summarizer.models import Check, Failure, Reading, Verdict
from summarizer.reports.outline import count
from summarizer.text.safety import on_one_line
from summarizer.trial import Reply, Request, Trial


def render(trial: Trial) -> str:
    """Render a trial; a message that is the same as in the request before is not written again."""
    blocks = [f"{trial.version} · {describe_origin(trial.prompt)}\n"]
    number, before, waiting = 0, (), False
    for event in trial.events:
        if isinstance(event, Request):
            if waiting:
                blocks.append(f"NO REPLY TO REQUEST {number} that could be read; it is sent again\n")
            number, waiting = number + 1, True
            blocks.append("".join(_request(event.body, number, before)))
            before = tuple(event.body["messages"])
        else:
            waiting = False
            blocks += _reply(event, number)
    blocks.append(_end(trial))
    return "\n".join(blocks)


def _request(body: Mapping[str, Any], number: int, before: Sequence[Mapping[str, str]]) -> Iterator[str]:
    options = {name: value for name, value in body.items() if name not in {"messages", "response_format"}}
    told = [f"{name} {on_one_line(str(value))}" for name, value in options.items()]
    yield " · ".join([f"REQUEST {number}", *told, _form(body)]) + "\n"
    for place, message in enumerate(body["messages"]):
        if place < len(before) and before[place] == message:
            yield f"  {message['role']}, as in request {number - 1}\n"
        else:
            yield f"  {message['role']}\n{indented(message['content'])}"


def _form(body: Mapping[str, Any]) -> str:
    """Say how the form of the answer is asked for."""
    form = body.get("response_format")
    if form is None:
        return "no response_format"
    name = form.get("json_schema", {}).get("name")
    return f"response_format {form['type']}" + (f" {name}" if name else "")


def _reply(reply: Reply, number: int) -> Iterator[str]:
    completion, outcome = reply
    ended = on_one_line(completion.finish_reason or "no reason to stop given")
    tokens = f"{completion.prompt_tokens:,} tokens in, {completion.completion_tokens:,} out"
    text = completion.content or completion.refusal or ""
    yield f"REPLY TO REQUEST {number} · {ended} · {tokens}\n" + (indented(text) if text else f"{INDENT}(empty)\n")
    if isinstance(outcome, EngineError):
        yield "ACCEPTED · nothing\n"
        yield f"REJECTED · the whole reply\n{_line(outcome.cause)}"
        return
    accepted, rejected = list(_accepted(outcome)), outcome.rejected
    yield f"ACCEPTED · {count(outcome.kept, 'item') if accepted else 'nothing'}\n" + "".join(map(_line, accepted))
    if rejected:
        yield f"REJECTED · {count(len(rejected), 'item')}\n" + "".join(_line(one.reason) for one in rejected)


def _accepted(outcome: Accepted[Any]) -> Iterator[str]:
    return next(show(outcome.value) for kind, show in SHOWN.items() if isinstance(outcome.value, kind))


def _reading(reading: Reading) -> Iterator[str]:
    yield f"headline: {reading.summary.headline}"
    yield f"abstract: {reading.summary.abstract}"
    for point in reading.summary.points:
        yield f"point: {point.text} – " + " ".join(f"“{evidence.quote}”" for evidence in point.evidence)
    for claim in reading.claims:
        yield f"{claim.id}: {claim.text} – “{claim.quote}”"


def _verdicts(verdicts: Mapping[int, Verdict]) -> Iterator[str]:
    for number, verdict in sorted(verdicts.items()):
        kind = f" of {verdict.type}" if verdict.type else ""
        yield f"pair {number}: {verdict.label}{kind}, confidence {verdict.confidence:.2f}: {verdict.explanation}"


def _judgement(judgement: Judgement) -> Iterator[str]:
    for pair, verdict in judgement.judged:
        if isinstance(verdict, Verdict):
            kind = f" of {verdict.type}" if verdict.type else ""
            quotes = " against ".join(f"“{side.claim.quote}”" for side in pair)
            yield f"{verdict.label}{kind}, confidence {verdict.confidence:.2f}: {quotes} – {verdict.explanation}"


def _check(check: Check) -> Iterator[str]:
    yield f"{check.verdict}, confidence {check.confidence:.2f}: {check.explanation}"
    for evidence in check.evidence:
        yield f"{evidence.article} {evidence.stance}: “{evidence.quote}”"


SHOWN: dict[type, Callable[[Any], Iterator[str]]] = {
    Reading: _reading,
    dict: _verdicts,
    Judgement: _judgement,
    Check: _check,
}
"""From the type of what an answer was made into to the function that lists what of it was accepted."""


def _end(trial: Trial) -> str:
    """Say how the trial ended."""
    failures = [outcome for outcome in trial.outcomes if isinstance(outcome, Failure)]
    if trial.refused:
        return f"FAILED\n{_line(trial.refused.cause)}"
    if failures:
        reasons = (_line(f"{failure.subject}: {failure.reason}") for failure in failures)
        return f"FAILED · {count(len(failures), 'item')}\n{''.join(reasons)}"
    if not trial.outcomes:
        return "NOT SENT\n"
    if any(isinstance(event, Request) for event in trial.events):
        return "DONE\n"
    lines = (line for outcome in trial.outcomes if isinstance(outcome, Check) for line in _check(outcome))
    return f"NOTHING TO ASK\n{''.join(map(_line, lines))}"


def _line(text: str) -> str:
    return f"{INDENT}{on_one_line(text)}\n"
