"""The files of OpenAI's Batch API: questions to lines of JSON, cut at the API's limits, and lines back to what was answered.

Form and limits are of the API reference for batches and of its guide (https://developers.openai.com/api/docs/guides/batch).
What comes back is foreign: lines in any order, broken, twice, or of nobody's question are passed over and counted.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from summarizer.engines.model.replies import parse_json, read_body
from summarizer.errors import EngineError

ENDPOINT = "/v1/chat/completions"
MOST_LINES = 50_000  # of a file; the API's limit
MOST_BYTES = 200_000_000  # of a file; the API's limit is 200 MB

Dump = dict[str, Any]


class Lines(NamedTuple):
    """A file of questions: its bytes and the keys of its lines."""

    content: bytes
    keys: tuple[str, ...]


class Refusal(NamedTuple):
    """Why a line was not answered: the status of its own reply if there was one, and the endpoint's error."""

    status: int | None
    error: Dump


class Results(NamedTuple):
    """What the files of a batch say: answers as they came by key, refusals by key, and lines passed over by reason."""

    answers: dict[str, str]
    refusals: dict[str, Refusal]
    passed_over: Counter[str]


def write_lines(
    bodies: Iterable[tuple[str, Dump]], most_lines: int = MOST_LINES, most_bytes: int = MOST_BYTES
) -> Iterator[Lines]:
    """Write questions as files, each a line by its key; a file ends where the next line would break a limit.

    A question that is too large by itself gets a file of its own, which the endpoint then refuses.
    """
    lines: list[bytes] = []
    keys: list[str] = []
    size = 0
    for key, body in bodies:
        asked = {"custom_id": key, "method": "POST", "url": ENDPOINT, "body": body}
        line = json.dumps(asked, separators=(",", ":")).encode("ascii") + b"\n"
        if lines and (len(lines) >= most_lines or size + len(line) > most_bytes):
            yield Lines(b"".join(lines), tuple(keys))
            lines, keys, size = [], [], 0
        lines.append(line)
        keys.append(key)
        size += len(line)
    if lines:
        yield Lines(b"".join(lines), tuple(keys))


def read_lines(files: Sequence[bytes], keys: Collection[str]) -> Results:
    """Read what a batch brought for questions of these keys; of two answers to one the first counts.

    An answer goes before a refusal, whichever came first.
    """
    results = Results({}, {}, Counter())
    asked = frozenset(keys)
    for file in files:
        for raw in file.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
            if raw.strip():
                _take(raw, asked, results)
    for key in results.answers:
        results.refusals.pop(key, None)
    return results


def _take(raw: bytes, asked: frozenset[str], results: Results) -> None:
    try:
        line = parse_json(raw)
    except ValueError:
        results.passed_over["broken"] += 1
        return
    key = line.get("custom_id") if isinstance(line, dict) else None
    if not isinstance(key, str):
        results.passed_over["broken"] += 1
    elif key not in asked:
        results.passed_over["of no question"] += 1
    elif key in results.answers:
        results.passed_over["given twice"] += 1
    elif isinstance(found := _read(line), Refusal):
        results.refusals.setdefault(key, found)
    else:
        results.answers[key] = found


def _read(line: Dump) -> str | Refusal:
    """Take the body of a good reply as text, or why there is none."""
    response = line.get("response")
    response = response if isinstance(response, dict) else {}
    status, body = response.get("status_code"), response.get("body")
    status = status if type(status) is int else None
    if status == 200:
        try:
            read_body(body)
        except EngineError as error:
            return Refusal(None, {"message": error.cause})
        return json.dumps(body, separators=(",", ":"))
    told = line.get("error")
    inner = body.get("error") if isinstance(body, dict) else None
    found = told if isinstance(told, dict) else inner if isinstance(inner, dict) else body
    return Refusal(status, found if isinstance(found, dict) else {})
