"""What several articles say, who says it, and where they contradict each other, with the very words as proof.

    import summarizer

    comparison = summarizer.compare_articles_sync(["first.txt", "second.txt"])
    for finding in comparison.findings:
        print(finding.type, finding.a.quote, finding.b.quote)

`summarize_articles`, `compare_articles` and `check_statements` are asynchronous; their doors for scripts end in `_sync`.
Every name is loaded when it is first used, so that `import summarizer` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.api import (
        check_statements,
        check_statements_sync,
        compare_articles,
        compare_articles_sync,
        read_result,
        summarize_articles,
        summarize_articles_sync,
    )
    from summarizer.contract import document, json_schema
    from summarizer.engines import Engine
    from summarizer.errors import (
        AccessError,
        AnswerError,
        ArticleError,
        BudgetError,
        DocumentError,
        EngineError,
        ExitCode,
        GroundingError,
        OutputError,
        RefusedError,
        SettingsError,
        SummarizerError,
        TransientError,
    )
    from summarizer.models import Article, Check, Claim, Comparison, Failure, Finding, Reading, Summary
    from summarizer.results import Checks, Readings
    from summarizer.runs import Run, open_run
    from summarizer.settings import Settings, load_settings

__version__ = "0.1.0"

__all__ = [
    "AccessError",
    "AnswerError",
    "Article",
    "ArticleError",
    "BudgetError",
    "Check",
    "Checks",
    "Claim",
    "Comparison",
    "DocumentError",
    "Engine",
    "EngineError",
    "ExitCode",
    "Failure",
    "Finding",
    "GroundingError",
    "OutputError",
    "Reading",
    "Readings",
    "RefusedError",
    "Run",
    "Settings",
    "SettingsError",
    "SummarizerError",
    "Summary",
    "TransientError",
    "__version__",
    "check_statements",
    "check_statements_sync",
    "compare_articles",
    "compare_articles_sync",
    "document",
    "json_schema",
    "load_settings",
    "open_run",
    "read_result",
    "summarize_articles",
    "summarize_articles_sync",
]

_HOMES = {
    "api": (
        "check_statements",
        "check_statements_sync",
        "compare_articles",
        "compare_articles_sync",
        "read_result",
        "summarize_articles",
        "summarize_articles_sync",
    ),
    "contract": ("document", "json_schema"),
    "engines": ("Engine",),
    "errors": (
        "AccessError",
        "AnswerError",
        "ArticleError",
        "BudgetError",
        "DocumentError",
        "EngineError",
        "ExitCode",
        "GroundingError",
        "OutputError",
        "RefusedError",
        "SettingsError",
        "SummarizerError",
        "TransientError",
    ),
    "models": ("Article", "Check", "Claim", "Comparison", "Failure", "Finding", "Reading", "Summary"),
    "results": ("Checks", "Readings"),
    "runs": ("Run", "open_run"),
    "settings": ("Settings", "load_settings"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first asked for (PEP 562)."""
    if name not in _HOME_OF:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
