"""Sentences with exact offsets and roles: headline, byline, dateline, body, boilerplate."""

from summarizer.text.sentences.splitting import split

__all__ = ["split"]
