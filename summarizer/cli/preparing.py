"""Settings for a command, and what people are told of who answers."""

import argparse
import sys

from summarizer.cli.messages import is_terminal, tell
from summarizer.settings import NAMES, Settings, hide_password, load_settings


def load_and_tell(arguments: argparse.Namespace, *, is_sent: bool) -> Settings:
    """Load the settings and say who answers; `is_sent` says whether articles will be sent to a model."""
    settings = load(arguments)
    if settings.engine == "auto" and settings.resolved_engine == "embedded" and not arguments.quiet:
        tell("note: neither a key nor a base URL is set, so the embedded engine answers (see summarizer doctor)")
    if settings.resolved_engine == "model" and is_sent:
        tell_where_articles_go(settings, quiet=arguments.quiet)
    return settings


def tell_where_articles_go(settings: Settings, *, quiet: bool) -> None:
    """Say who is asked, to a person who waits; and to anybody where a file of the working folder chose the address.

    Such a file may have come with the articles, and it would send them, and the key, to whoever wrote it; or have the
    model judge as its own prompts say.
    """
    origin = settings.origins.get("base_url", "")
    chosen_by_file = origin.endswith(".toml")
    if chosen_by_file or (is_terminal(sys.stderr) and not quiet):
        asked = f"{settings.model or 'a model'} at {hide_password(settings.address)}"
        tell(f"note: articles go to {asked}" + (f", as {origin} says" if chosen_by_file else ""))
    origin = settings.origins.get("prompts", "")
    if origin.endswith(".toml"):
        tell(f"note: the prompts in {settings.prompts} go before the built-in ones, as {origin} says")


def load(arguments: argparse.Namespace) -> Settings:
    """Load the settings, those among the options first."""
    return load_settings({name: getattr(arguments, name, None) for name in NAMES})
