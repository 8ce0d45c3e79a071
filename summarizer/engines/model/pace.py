"""How many calls may be under way, and how many may begin a minute: policies that neither wait nor look at a clock of their own."""

from collections.abc import Callable

FIRST_LIMIT = 8  # calls under way at the start: what every endpoint seen takes
BURST = (
    1.0  # seconds' worth of a rate that may be used at once, so that no minute gets more than its share and a second
)


class Pace:
    """How many calls may be under way: halved by a refusal, grown slowly by success.

    Additive increase, multiplicative decrease (Chiu and Jain 1989), with the quick start of RFC 5681: until the first
    refusal every success makes room for one more, afterwards every round of successes does. Refusals of calls that
    began before the last halving tell nothing new, and do not halve again.

    Args:
        ceiling: the most calls under way.
        first: calls under way at the start.
    """

    def __init__(self, ceiling: int, first: int = FIRST_LIMIT) -> None:
        self._ceiling = ceiling
        self._limit = float(min(ceiling, first))
        self._halvings = 0

    @property
    def limit(self) -> int:
        """How many calls may be under way now; at least one."""
        return int(self._limit)

    def begin(self) -> int:
        """Note that a call begins; what is given back is handed in with its end."""
        return self._halvings

    def succeeded(self, began: int) -> None:
        """Note that a call was answered."""
        if began == self._halvings:
            step = 1.0 if self._halvings == 0 else 1.0 / self._limit
            self._limit = min(float(self._ceiling), self._limit + step)

    def refused(self, began: int) -> None:
        """Note that a call was refused for there were too many, or was not answered in time."""
        if began == self._halvings:
            self._limit = max(1.0, self._limit / 2)
            self._halvings += 1


class Rate:
    """So many of something a minute, requests or tokens: a token bucket that may be overdrawn by what is waited for.

    Args:
        per_minute: how many.
        clock: tells seconds, from whatever beginning.
    """

    def __init__(self, per_minute: float, clock: Callable[[], float]) -> None:
        self._per_second = per_minute / 60.0
        self._most = max(1.0, self._per_second * BURST)
        self._clock = clock
        self._filled = self._most
        self._at = clock()

    def take(self, amount: float) -> float:
        """Take some out, and say how many seconds to wait before they may be used."""
        self._fill()
        self._filled -= amount
        return max(0.0, -self._filled / self._per_second)

    def give_back(self, amount: float) -> None:
        """Put back what was taken and not used; a negative amount takes what was used beyond it."""
        self._fill()
        self._filled = min(self._most, self._filled + amount)

    def _fill(self) -> None:
        now = self._clock()
        self._filled = min(self._most, self._filled + (now - self._at) * self._per_second)
        self._at = now
