"""Quantities of a text as intervals with a unit and a measure; years, dates, clock times and numbers of names are none.

What is counted is named by `measures` (its docstring says how), two quantities are held against each other by
`intervals`. A result ("3-1") gives two quantities of the unit "score" with the measures "higher" and "lower", so that
"3-1" and "1-3" agree. "No one was hurt" and "no injuries" give the interval 0 to 0. A share of a whole ("a third",
"one in seven") is given in percent. "Doubled" and "halved" have the unit "times".
"""

from summarizer.text.quantities.finding import find_quantities
from summarizer.text.quantities.intervals import comparable, compatible, ratio

__all__ = ["comparable", "compatible", "find_quantities", "ratio"]
