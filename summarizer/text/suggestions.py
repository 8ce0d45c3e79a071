"""Did you mean …? Close names for a wrong one."""

from collections.abc import Iterable


def suggest(wrong: str, names: Iterable[str]) -> str:
    """Ask whether the closest of some names was meant (Ratcliff–Obershelp similarity of 0.6 or more); "" if none is close."""
    import difflib

    close = difflib.get_close_matches(wrong.lower()[:100], list(names), n=1)
    return f"did you mean {close[0]!r}?" if close else ""
