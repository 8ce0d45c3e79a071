"""Dates and times of an English news text, as TIMEX3 values of TimeML, with what may be said of two of them."""

from summarizer.text.times.finding import Time, find_times
from summarizer.text.times.values import contains, granularity, known_different, may_coincide
from summarizer.text.times.words import spell_time

__all__ = ["Time", "contains", "find_times", "granularity", "known_different", "may_coincide", "spell_time"]
