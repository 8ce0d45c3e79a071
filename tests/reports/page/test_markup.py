import pytest

from summarizer.reports.page.markup import Markup, element, join


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (element("p", "a < b & c"), "<p>a &lt; b &amp; c</p>"),
        (element("p", Markup("<b>x</b>"), "<b>y</b>"), "<p><b>x</b>&lt;b&gt;y&lt;/b&gt;</p>"),
        (element("p", None, ""), "<p></p>"),
        (element("br"), "<br>"),
        (
            element("input", value='"x"', disabled=True, hidden=False, title=None),
            '<input value="&quot;x&quot;" disabled>',
        ),
        (element("p", class_="a", data_id=3, aria_label="'"), '<p class="a" data-id="3" aria-label="&#x27;"></p>'),
        (element("a", "x", href="#f-0a.c"), '<a href="#f-0a.c">x</a>'),
        (element("a", "x", href="https://a.example/?b&c"), '<a href="https://a.example/?b&amp;c">x</a>'),
        (join(["<", Markup("<i>"), None]), "&lt;<i>"),
        (element("p", "\u202e\x00"), "<p>&lt;U+202E&gt;&lt;U+0000&gt;</p>"),
    ],
)
def test_an_element_is_written_with_its_text_escaped(made, written):
    assert made == written
    assert isinstance(made, Markup)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " https://a.example", "data:x", "//a.example", "a.html", "#a b", ""]
)
def test_a_link_to_anything_else_is_refused(address):
    with pytest.raises(ValueError, match="no link"):
        element("a", "x", href=address)


@pytest.mark.parametrize("name", ["style", "onclick", "onerror"])
def test_what_the_policy_would_refuse_is_refused_when_it_is_made(name):
    with pytest.raises(ValueError, match=name):
        element("p", "x", **{name: "y"})
