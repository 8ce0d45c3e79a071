import datetime as dt
import subprocess
import sys
from collections.abc import Iterator

import httpx2
import openai
import pytest

from summarizer.engines.model.trouble import Endpoint, blamed, explain, wait_asked
from summarizer.errors import AccessError, EngineError, RefusedError, TransientError

ENDPOINT = Endpoint("http://127.0.0.1:9/v1", "m", "sk-canary")
REQUEST = httpx2.Request("POST", "http://127.0.0.1:9/v1/chat/completions")


def status_error(status, body=None, **headers):
    response = httpx2.Response(status, request=REQUEST, headers=headers)
    kind = {
        400: openai.BadRequestError,
        401: openai.AuthenticationError,
        422: openai.UnprocessableEntityError,
        429: openai.RateLimitError,
    }.get(status, openai.APIStatusError)
    return kind("told", response=response, body=body)


def all_kinds(kind: type[Exception]) -> Iterator[type[Exception]]:
    yield kind
    for lower in kind.__subclasses__():
        yield from all_kinds(lower)


KINDS = sorted(set(all_kinds(openai.OpenAIError)), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_exception_of_the_package_is_translated(kind):
    error = kind.__new__(kind)  # each has a constructor of its own; what is read of it is set here
    Exception.__init__(error, "told")
    if issubclass(kind, openai.APIStatusError):
        error.status_code = getattr(kind, "status_code", 418)
        error.response, error.body = httpx2.Response(error.status_code, request=REQUEST), None
    translated = explain(error, ENDPOINT)
    assert isinstance(translated, EngineError)
    assert translated.cause


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (401, {"message": "no"}, AccessError),
        (402, None, AccessError),
        (403, "forbidden", AccessError),
        (429, {"code": "insufficient_quota"}, AccessError),
        (429, {"error": {"type": "insufficient_quota"}}, AccessError),
        (429, {"code": "429"}, TransientError),
        (408, None, TransientError),
        (409, None, TransientError),
        (503, ["odd"], TransientError),
        (529, None, TransientError),
        (400, {"code": "content_filter"}, RefusedError),
        (413, {"detail": "large"}, EngineError),
    ],
)
def test_a_status_has_its_kind_of_error(status, body, kind):
    assert type(explain(status_error(status, body), ENDPOINT)) is kind


def test_a_message_from_an_endpoint_is_cut_put_on_one_line_and_holds_no_key():
    error = explain(status_error(400, {"message": "sk-canary\n" + "x" * 5_000}), ENDPOINT)
    assert "sk-canary" not in error.cause
    assert "\n" not in error.cause
    assert len(error.cause) < 400


NOW = dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7),
        ({"retry-after": "0"}, 0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "600"}, 600),
        ({"retry-after": "-5"}, 0),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "Wed, 04 Mar 2026 12:01:30 GMT"}, 90),
        ({"retry-after": "Wed, 04 Mar 2026 11:00:00 GMT"}, 0),
        ({"retry-after": "Wed, 04 Mar 2026 12:01:30"}, 90),
        ({"retry-after": "Wed, 99 Mar 2026 12:01:30 GMT"}, None),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
    ],
)
def test_retry_after_is_read_in_all_its_forms(headers, seconds):
    assert wait_asked(headers, NOW) == seconds


@pytest.mark.parametrize(
    ("status", "body", "part"),
    [
        (400, {"param": "temperature", "message": "no"}, "temperature"),
        (422, {"detail": "response_format: extra fields not permitted"}, "response_format"),
        (400, {"message": "json_schema is not supported"}, "response_format"),
        (400, {"message": "top_p is not supported"}, None),
        (500, {"param": "temperature"}, None),
        (400, None, None),
    ],
)
def test_the_part_that_is_refused_is_named(status, body, part):
    candidates = {"temperature": ("temperature",), "response_format": ("response_format", "json_schema")}
    assert blamed(status_error(status, body), candidates) == part


def test_nothing_heavy_is_imported_before_it_is_needed():
    code = (
        "import sys; import summarizer.engines.model as m; from summarizer.settings import Settings;"
        "m.connect(Settings(base_url='http://127.0.0.1:9/v1', model='m'));"
        "print([name for name in ('openai', 'tenacity', 'aiohttp', 'httpx2', 'rich') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
