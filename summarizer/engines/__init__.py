"""The engines that read and judge, and the table that lists them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from summarizer.engines.interface import Engine

if TYPE_CHECKING:
    from summarizer.settings import Settings

__all__ = ["ENGINES", "Engine"]


def _embedded(settings: "Settings") -> Engine:
    from summarizer.engines.embedded import EmbeddedEngine

    return EmbeddedEngine(show=settings.show)


def _model(settings: "Settings") -> Engine:
    from summarizer.engines.model import connect

    return connect(settings)


ENGINES: dict[str, Callable[["Settings"], Engine]] = {
    "embedded": _embedded,
    "model": _model,
}
"""From an engine's name to the function that makes it from settings; what it needs is imported on the call."""
