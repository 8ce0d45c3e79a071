"""Furniture of a page."""

import pytest

from summarizer.text.sentences.boilerplate import (
    is_boilerplate,
    is_caption,
    is_comment_count,
    is_comment_form,
    opens_link_list,
)


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to make this site work better. By using it you agree.",
        "This website uses cookies.",
        "Share:   Mastodon   Reddit   Bluesky",
        "Share on Facebook",
        "Home | About | Timetables | Donate",
        "Home / World / Asia",
        "← Previous          Next →",
        "Subscribe now",
        "[Subscribe for $2 a month]",
        "Sign up for our daily newsletter",
        "Follow us on Mastodon for news from the bay.",
        "Did you find this article useful?   Yes   No",
        "READ MORE",
        "Read more: Why Pell mattered",
        "RELATED: Five charts on the port",
        "ADVERTISEMENT   New shoes at Orr & Sons.",
        "© 2026 The Maro Gazette. All rights reserved.",
        "Photo: Sam Roe/Pell Pictures",
        "(Photo by Sam Roe/Pell Pictures)",
        "3 min read",
        "This page refreshes automatically",
        "Your email address will not be published. Required fields are marked *",
        "Leave a reply",
        "17 replies to “The long story of the port, as far as anybody in this town can still tell it”",
        "Comments are closed.",
        "Comment *",
        "[MUSIC]",
        "* * *",
        "ENDS",
        "###",
        "This article was amended on 3 March 2026 to correct a name.",
        "Opinions expressed above are those of the author.",
        "What do you think? Write in the comments below.",
        "Tell us what you think!",
        "Contact: Mia Doran, 555-0123",
        "For more information, contact Mia Doran at 555-0123.",
        "Filed under: Ships, Letters",
        "Enable JavaScript to see this page.",
    ],
)
def test_furniture_is_boilerplate(line):
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "“We use cookies to track thieves,” the baker said.",
        "The site uses cookies and was fined for it in May.",
        "He left a reply on the mayor’s desk.",
        "Leave a light on, she told her son.",
        "Home wins are rare in Maro",
        "The advertisement ran for a week.",
        "More stories of the flood are coming to light.",
        "Sign language is taught in Maro.",
        "Follow-up talks are set for Monday.",
        "The end.",
        "What do you think the court will do?",
        "Have you seen the price of bread?",
        "She gave credit: the plan was his.",
        "No.",
        "Health.",
    ],
)
def test_news_is_not(line):
    assert not is_boilerplate(line)


def test_a_caption_ends_in_its_credit():
    assert is_caption("Workers leave the plant in Pell on Wednesday. Photograph: Sam Roe/Pell Pictures")
    assert is_caption("Workers leave the plant in Pell. (Photo by Sam Roe)")
    assert not is_caption("He kept one picture: a dog.")


def test_comment_forms_and_counts_are_told_apart():
    assert is_comment_form("Leave a comment")
    assert not is_comment_form("Leave a comment for the council by 3 March, and it will be read.")
    assert not is_comment_form("Submit a comment by March 3, the agency said")
    assert is_comment_count("Comments (7)")
    assert not is_comment_count("Comments by the mayor were booed.")


def test_a_list_of_links_opens_with_its_heading():
    assert opens_link_list("Read more:")
    assert opens_link_list("You may also like")
    assert not opens_link_list("More from the scene.")
    assert not opens_link_list("Related charges were dropped")
