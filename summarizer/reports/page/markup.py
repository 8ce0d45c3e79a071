"""HTML made of elements: every text and every attribute is escaped, and what could run on a page is refused.

`text.safety.for_html` escapes. No element can carry an inline style, an event handler, or a link to anything but a place
on the page or an address of http or https: the content policy of the page would refuse the first two as well.
"""

import re
from collections.abc import Iterable

from summarizer.text.safety import for_html, web_address

VOID = frozenset({"br", "col", "hr", "input", "link", "meta"})
_LINKS = frozenset({"href", "src", "action", "formaction", "xlink:href"})
_FRAGMENT = re.compile(r"#[\w.-]*")


class Markup(str):
    """A finished piece of HTML, as opposed to a text that is still to be escaped."""

    __slots__ = ()


Child = str | None
AttributeValue = str | int | bool | None


def element(tag: str, *children: Child, **attributes: AttributeValue) -> Markup:
    """Make an element; a child that is no `Markup` is a text and is escaped, None is left out.

    An attribute's name has hyphens for underscores (`data_id`, `class_`, `for_`); True is an attribute without a value,
    None and False leave it out.

    Raises:
        ValueError: for an inline style or event handler, and for a link to what is neither the page nor the web.
    """
    opened = f"<{tag}{''.join(_attribute(name, value) for name, value in attributes.items())}>"
    if tag in VOID:
        return Markup(opened)
    return Markup(f"{opened}{join(children)}</{tag}>")


def join(children: Iterable[Child]) -> Markup:
    """Put pieces one behind the other, texts escaped."""
    return Markup("".join(child if isinstance(child, Markup) else for_html(child) for child in children if child))


def _attribute(name: str, value: AttributeValue) -> str:
    if value is None or value is False:
        return ""
    plain = name.rstrip("_").replace("_", "-")
    if plain == "style" or plain.startswith("on"):
        raise ValueError(f"the attribute {plain!r} is none that this page may carry; put it into page.css or page.js")
    if value is True:
        return f" {plain}"
    written = str(value)
    if plain in _LINKS and not _FRAGMENT.fullmatch(written) and web_address(written) is None:
        raise ValueError(f"{written!r} is no link that this page may carry; ask text.safety.web_address first")
    return f' {plain}="{for_html(written)}"'
