"""What is installed and set, which engine would answer and why, and, if asked, whether the endpoint can be reached.

A key is never shown, nor is a password in an address; only that there is one, and where it was set.
"""

import platform
from http.client import HTTPException
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from summarizer import __version__
from summarizer.engines import ENGINES
from summarizer.errors import ExitCode
from summarizer.settings import NAMES, Settings, hide_password
from summarizer.text.safety import on_one_line

PACKAGES = ("openai", "aiohttp", "tenacity", "pydantic", "rich", "snowballstemmer", "platformdirs")
PATIENCE = 10.0  # seconds; an endpoint that lists its models slower is not well either


class Examination(NamedTuple):
    """What was found: rows of a name, a value and a remark, and the exit code it stands for."""

    rows: tuple[tuple[str, str, str], ...]
    exit_code: ExitCode


def examine(settings: Settings, *, probe: bool = False) -> Examination:
    """Look at what is installed and set; only with `probe` is anything sent."""
    rows = [("summarizer", __version__, f"Python {platform.python_version()}, {platform.system()}")]
    rows += [("", *_package(name)) for name in PACKAGES]
    rows.append(("engine", settings.resolved_engine, _explain_engine(settings)))
    rows += [_setting(settings, name) for name in NAMES if name != "engine"]
    code = ExitCode.DONE if settings.resolved_engine in ENGINES else ExitCode.USAGE
    if probe:
        answer, remark, reached = probe_endpoint(settings)
        rows.append(("endpoint", answer, remark))
        code = max(code, reached)
    return Examination(tuple(rows), code)


def render(examination: Examination) -> str:
    """Render an examination as lines of three columns, safe for a terminal."""
    rows = [tuple(on_one_line(cell) for cell in row) for row in examination.rows]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "".join(
        f"{name:<{widths[0]}}  {value:<{widths[1]}}  {remark}".rstrip() + "\n" for name, value, remark in rows
    )


def _package(name: str) -> tuple[str, str]:
    try:
        return f"{name} {version(name)}", ""
    except PackageNotFoundError:
        return f"{name} is missing", "install summarizer again"


def _explain_engine(settings: Settings) -> str:
    engine = settings.resolved_engine
    if engine not in ENGINES:
        return f"there is no such engine; the engines are auto, {', '.join(ENGINES)}"
    if settings.engine != "auto":
        return f"asked for by {settings.origins.get('engine', 'the call')}"
    if engine == "embedded":
        return "neither a key nor a base URL is set"
    given = [words for name, words in (("api_key", "a key"), ("base_url", "a base URL")) if getattr(settings, name)]
    return f"{' and '.join(given)} is set" if len(given) == 1 else f"{' and '.join(given)} are set"


def _setting(settings: Settings, name: str) -> tuple[str, str, str]:
    value = getattr(settings, name)
    if name == "api_key":
        shown = "yes, not shown" if value else "no"
    elif name == "base_url":
        shown = "none" if value is None else hide_password(value)
    else:
        shown = "none" if value is None else str(value)
    return name, shown, settings.origins.get(name, "default")


class _NoRedirects(HTTPRedirectHandler):
    """Redirects are answers, not orders: followed, they would carry the key to another host."""

    def redirect_request(self, *_args: object) -> None:
        return None


def probe_endpoint(settings: Settings) -> tuple[str, str, ExitCode]:
    """Ask the endpoint for its models, once, and say in words what came of it."""
    base = settings.address
    shown = hide_password(base)
    if urlsplit(base).scheme not in {"http", "https"}:
        return "not asked", f"{shown} is no web address", ExitCode.USAGE
    headers = {"Authorization": f"Bearer {settings.api_key.get_secret_value()}"} if settings.api_key else {}
    request = Request(f"{base.rstrip('/')}/models", headers=headers)  # noqa: S310  the scheme is checked above
    try:
        with build_opener(_NoRedirects).open(request, timeout=min(PATIENCE, settings.timeout)) as reply:
            return "reached", f"{shown} answered with status {reply.status}", ExitCode.DONE
    except HTTPError as error:
        return _judge_status(error.code, shown)
    except (URLError, OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        return "not reached", f"{shown}: {reason}", ExitCode.FAILED


def _judge_status(status: int, shown: str) -> tuple[str, str, ExitCode]:
    if status in {401, 403}:
        return "refused", f"{shown} does not take the key (status {status})", ExitCode.ACCESS
    if status in {404, 405}:
        return "reached", f"{shown} answers, but lists no models (status {status})", ExitCode.DONE
    return "reached", f"{shown} answers with status {status}", ExitCode.FAILED
