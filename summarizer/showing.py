"""Results that show themselves in a notebook.

A record lies below the reports and may not import them. So it asks whoever has been named to render it: the library's
doors (`api`) name `reports.notebook`.
"""

from collections.abc import Callable
from typing import Any, ClassVar


class Shown:
    """What a notebook shows as HTML; plain, as its `repr`, as long as nobody has been named to render it."""

    _render: ClassVar[Callable[[Any], str] | None] = None

    @classmethod
    def render_with(cls, render: Callable[[Any], str]) -> None:
        """Name the function that renders every result as HTML."""
        Shown._render = staticmethod(render)

    def _repr_html_(self) -> str | None:
        """Render this result for a notebook (IPython's display protocol)."""
        return None if Shown._render is None else Shown._render(self)
