"""What went wrong at an endpoint, as one of this package's errors with its mend.

Only here are the openai package's exceptions known. A message from an endpoint is foreign text: it is cut short, put on
one line, and the key is taken out of it.
"""

import datetime as dt
import email.utils
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from summarizer.errors import AccessError, EngineError, RefusedError, TransientError

if TYPE_CHECKING:
    import openai

LONGEST_MESSAGE = 300  # characters; enough for any message that is meant for people
LONGEST_CHAIN = 10  # causes of an error; a longer chain is a circle
_PASSING = {408, 409, 425, 429}  # statuses below 500 that may pass: RFC 9110 15.5.9 and 15.5.10, RFC 8470, RFC 6585
_ACCESS = {401, 402, 403}
_NO_QUOTA = {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"}
_UNKNOWN_KEY = {"no_db_connection"}  # of a LiteLLM proxy without a database, with status 400, for any key but its own
_TOO_LONG = {"context_length_exceeded", "exceed_context_size_error"}
_TOO_LONG_WORDS = "ContextWindowExceededError"  # a LiteLLM proxy says it in the message alone


class Endpoint(NamedTuple):
    """Whom is asked, for messages: the address, the model, and the secret to be kept out of them."""

    url: str
    model: str
    secret: str = ""


def explain(error: Exception, endpoint: Endpoint) -> EngineError:
    """Translate an exception of the openai package, or a timeout of ours."""
    import openai

    if isinstance(error, openai.APIStatusError):
        return _explain_status(error, endpoint)
    causes = _causes(error)
    if any(isinstance(cause, TimeoutError) for cause in causes):
        return TransientError(
            f"{endpoint.url} did not answer in time", "try again, or give it longer with the setting timeout"
        )
    if isinstance(error, openai.APIConnectionError):
        return TransientError(
            f"no connection to {endpoint.url}: {clean(str(causes[-1]) or type(causes[-1]).__name__, endpoint)}",
            "check that the address is right and its server runs",
        )
    return EngineError(f"asking {endpoint.url} failed: {clean(str(error), endpoint)}")


def wait_asked(headers: Mapping[str, str], now: dt.datetime | None = None) -> float | None:
    """Read how many seconds an endpoint asks to wait: milliseconds, seconds or a date; None where it does not say.

    `Retry-After` is of RFC 9110 10.2.3; `retry-after-ms` is OpenAI's.
    """
    milliseconds = _seconds(headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after", "")
    seconds = _seconds(value)
    if seconds is not None:
        return seconds
    try:
        date = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    date = date if date.tzinfo else date.replace(tzinfo=dt.UTC)
    return max(0.0, (date - (now or dt.datetime.now(dt.UTC))).total_seconds())


def blamed(error: "openai.APIStatusError", candidates: Mapping[str, tuple[str, ...]]) -> str | None:
    """Name the part of the request that an endpoint refuses, if it is one of the candidates.

    Args:
        error: a refusal with status 400 or 422.
        candidates: for each part, the words by which endpoints name it.
    """
    if error.status_code not in {400, 422}:
        return None
    detail = _detail(error)
    for told in (str(detail.get("param") or ""), _message(error)[:LONGEST_MESSAGE]):
        for name, words in candidates.items():
            if any(word in told.lower() for word in words):
                return name
    return None


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _explain_status(error: "openai.APIStatusError", endpoint: Endpoint) -> EngineError:
    status, detail = error.status_code, _detail(error)
    codes = {str(detail.get(key)) for key in ("code", "type")}
    told = f"{status} from {endpoint.url}: {clean(_message(error), endpoint)}"
    if codes & _NO_QUOTA or status == 402:
        return AccessError(f"the quota is used up ({told})", "add credit to the account, or use another key")
    if status in _ACCESS or codes & _UNKNOWN_KEY:
        return AccessError(f"the key was refused ({told})", "set OPENAI_API_KEY to a key of this endpoint")
    if status in _PASSING or status >= 500:
        return TransientError(
            told, "try again later, or with a smaller concurrency", retry_after=wait_asked(error.response.headers)
        )
    return _explain_refusal(status, codes, told, endpoint)


def _explain_refusal(status: int, codes: set[str], told: str, endpoint: Endpoint) -> EngineError:
    """Explain a status below 500 that will be the same the next time."""
    if "content_filter" in codes:
        return RefusedError(f"the endpoint's content filter refused the text ({told})")
    if codes & _TOO_LONG or _TOO_LONG_WORDS in told:
        return EngineError(f"the text is longer than the model can take ({told})", "use a model with a larger window")
    if status == 404:
        return EngineError(told, f"check the base URL, and that it has the model {endpoint.model!r}")
    return EngineError(told)


def _detail(error: "openai.APIStatusError") -> dict[str, Any]:
    """Take the error object out of a body; endpoints put it under "error", or are it, or have none."""
    body = error.body
    inner = body.get("error") if isinstance(body, dict) else None
    found = inner if isinstance(inner, dict) else body
    return found if isinstance(found, dict) else {}


def _message(error: "openai.APIStatusError") -> str:
    detail = _detail(error)
    told = detail.get("message") or detail.get("detail")
    return str(told) if told else error.response.reason_phrase or "no reason given"


def _causes(error: BaseException) -> list[BaseException]:
    """List an error and its causes; the last names the trouble best."""
    causes = [error]
    while causes[-1].__cause__ is not None and len(causes) < LONGEST_CHAIN:
        causes.append(causes[-1].__cause__)
    return causes


def clean(message: str, endpoint: Endpoint) -> str:
    """Put an endpoint's message on one line, cut short and without the key."""
    if endpoint.secret:
        message = message.replace(endpoint.secret, "[key]")
    message = " ".join(message.split())
    return message if len(message) <= LONGEST_MESSAGE else message[: LONGEST_MESSAGE - 1] + "…"
