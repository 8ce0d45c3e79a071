"""Reading what an endpoint sends back: the envelope, the text in it, and the JSON object in the text.

Endpoints differ: reasoning before the answer, code fences, prose around an object, an HTML page with status 200. Each is
either read or told by the type of its error; nothing else escapes.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from summarizer.errors import AnswerError, CutOffError, RefusedError, TransientError

LARGEST_ANSWER = 2_000_000  # characters; 100 times a long reading, so only a runaway is cut off
MOST_STARTS = 50  # braces tried in prose; one that holds more is no answer, and the search stays linear

_FENCED = re.compile(r"\A```\w*[ \t]*\n(?P<inside>.*)\n[ \t]*```\Z", re.DOTALL)
_OPENED = re.compile(r'\{\s*"')
_SIGN = re.compile(r'[{}"\\]')
_MEND = "check the base URL; it should end where /chat/completions is added, often in /v1"


class Completion(NamedTuple):
    """What a model wrote, why it stopped, and what it cost in tokens.

    `cached_tokens` are those of the prompt that the endpoint had at hand. The other fields are not the endpoint's: the
    price of the call in US dollars if it is known, the key of the question, and whether no call of its own was needed.
    """

    content: str | None = None
    refusal: str | None = None
    finish_reason: str | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
    cost_usd: float | None = None
    key: str = ""
    cached: bool = False


def parse_json(raw: str | bytes) -> Any:
    """Parse JSON strictly: no NaN, no bottomless nesting.

    Raises:
        ValueError: for anything that is not JSON.
    """
    from pydantic_core import from_json

    return from_json(raw, allow_inf_nan=False)


def read_envelope(raw: bytes) -> Completion:
    """Read the body of a chat completion.

    Raises:
        TransientError: if it is no chat completion; most often a proxy's page, and gone the next time.
    """
    try:
        body = parse_json(raw)
    except ValueError as error:
        raise TransientError("the endpoint answered with something that is not JSON", _MEND) from error
    return read_body(body)


def read_body(body: Any) -> Completion:
    """Read a chat completion that is parsed already.

    Raises:
        TransientError: if it is none.
    """
    choices = body.get("choices") if isinstance(body, dict) else None
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        raise TransientError("the endpoint answered with JSON that holds no message", _MEND)
    usage = body.get("usage")
    return Completion(
        content=_content(message.get("content")),
        refusal=_string(message.get("refusal")),
        finish_reason=_string(choice.get("finish_reason")),
        prompt_tokens=_count(usage, "prompt_tokens"),
        completion_tokens=_count(usage, "completion_tokens"),
        cached_tokens=_count(usage.get("prompt_tokens_details") if isinstance(usage, dict) else None, "cached_tokens"),
    )


def answered_text(completion: Completion) -> str:
    """Take the text of a completion that came to its end.

    Raises:
        RefusedError: if the model declined or a filter cut in.
        CutOffError: if it was cut off for its length.
        AnswerError: if the text is empty.
    """
    if completion.refusal:
        raise RefusedError(f"the model declined to answer: {completion.refusal[:300]}")
    match completion.finish_reason:
        case "content_filter":
            raise RefusedError("the endpoint's content filter withheld the answer")
        case "length":
            raise CutOffError(
                "Your answer was cut off before its end, for it was too long. Write it again much shorter: keep what "
                "matters most, and leave the rest out."
            )
    text = (completion.content or "").strip().removeprefix("\ufeff")
    if not text:
        raise AnswerError("Your answer was empty. Answer with the JSON object that was asked for.")
    if len(text) > LARGEST_ANSWER:
        raise AnswerError("Your answer was far too long. Answer with the JSON object that was asked for.")
    return text


def find_object(text: str) -> dict[str, Any]:
    """Find the JSON object of an answer: the whole text, or the first object in it.

    Reasoning in `<think>` marks and a code fence around the object are taken off first.

    Raises:
        AnswerError: if there is none.
    """
    text = _without_reasoning(text.strip()).strip()
    if fenced := _FENCED.match(text):
        text = fenced["inside"]
    for candidate in chain([text], _balanced(text)):  # stretches are looked for only where the whole text is none
        try:
            value = parse_json(candidate)
        except ValueError:
            continue
        if isinstance(value, dict):
            return value
    raise AnswerError(
        "Your answer was not a JSON object. Answer with the JSON object alone, nothing before or after it."
    )


def _without_reasoning(text: str) -> str:
    """Take reasoning off the beginning of an answer; its end mark inside a JSON string is none."""
    head, mark, rest = text.partition("</think>")
    if text.startswith("<think>") or (mark and "{" not in head):
        return rest
    return text


def _balanced(text: str) -> Iterator[str]:
    """Cut out the stretches of a text whose braces balance, outermost ones in order.

    A brace that is never closed is passed over, unless it begins an object: what is cut short has no whole answer in it.
    """
    start = text.find("{")
    for _ in range(MOST_STARTS):
        if start < 0:
            break
        end = _closing(text, start)
        if end is not None:
            yield text[start:end]
        elif _OPENED.match(text, start):
            break
        start = text.find("{", start + 1 if end is None else end)


def _closing(text: str, start: int) -> int | None:
    """Find the end of the stretch that the brace at `start` opens; braces in JSON strings do not count."""
    depth, in_string, escaped = 0, False, -1
    for sign in _SIGN.finditer(text, start):
        position, mark = sign.start(), sign.group()
        if position == escaped:
            continue
        if in_string:
            if mark == "\\":
                escaped = position + 1
            in_string = mark != '"'
        elif mark == '"':
            in_string = True
        elif mark in "{}":
            depth += 1 if mark == "{" else -1
            if depth == 0:
                return position + 1
    return None


def _content(value: Any) -> str | None:
    """Take a message's content: text, or a list of parts of which some are text."""
    if isinstance(value, list):
        return "".join(_string(part.get("text")) or "" for part in value if isinstance(part, dict))
    return _string(value)


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _count(usage: Any, name: str) -> int:
    value = usage.get(name) if isinstance(usage, dict) else None
    return value if isinstance(value, int) and value > 0 else 0
