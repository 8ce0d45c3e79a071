"""How a report for a person is to look."""

from typing import NamedTuple


class Look(NamedTuple):
    """How wide a report may be, in columns, and whether it may use colour; only the terminal's report asks."""

    width: int = 80
    color: bool = False
