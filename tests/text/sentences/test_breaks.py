"""Where sentences end inside a paragraph."""

import itertools

import pytest

from summarizer.text.sentences.breaks import find_breaks

PARAGRAPHS = {
    "initials": ["The bill was written by J. K. Marsh and George W. Hale.", "It failed."],
    "an initial after a first name at the start": ["Mary T. Olsen won.", "She thanked nobody."],
    "an acronym before a name": ["The U.S. Senate met.", "The U.N. Security Council did not."],
    "an acronym at the end": ["He has lived for years in the U.S.", "The minister knows it."],
    "an acronym before a pronoun": ["They came from the U.K.", "He met them."],
    "an acronym before a quote": ["It was made in the U.S.", "“We know that,” she said."],
    "titles": ["Mr. Adams met Sen. Ruth Vale, Gov. Ian Poe and Dr. No on Tuesday.", "They talked."],
    "a title with two": ["Lt. Col. Ana Reyes spoke.", "Rep. Lee did not."],
    "a number": ["She lives at No. 5, Mill Lane.", "It is for sale."],
    "the answer no": ["Did he agree?", "No.", "He left."],
    "clock times": ["It began at 8 p.m. Friday and ended at 2 a.m. on Saturday.", "Nobody slept."],
    "a clock time at the end": ["The shop closes at 9 p.m.", "Police were called."],
    "a clock time and a zone": ["The call is at 8 a.m. GMT on Monday.", "All may join."],
    "companies": ["Orlan Inc. said it would buy Pell Corp. for cash.", "Shares rose."],
    "a company at the end": ["She works for Orlan Inc.", "Shares of the firm rose."],
    "a company before a post": ["Orlan Inc. Chief Executive Ada Poe resigned.", "She gave no reason."],
    "months": ["They met on Jan. 3 and on Sept. 30.", "Nothing came of it."],
    "a month at the end": ["It opens in Dec.", "Tickets are sold out."],
    "examples": ["Some fruit, e.g. Apples and pears, was lost, i.e. all of it.", "It rained."],
    "saints and streets": ["St. Mary’s on Main St. was full.", "The bishop came."],
    "a street at the end": ["The house is on Main St.", "The door is red."],
    "about": ["It weighs approx. 30 kg.", "Nobody can lift it."],
    "decimals": ["It rose 3.5 percent to 1,204.75 points.", "It fell by .5 later."],
    "times with a full stop": ["The train left at 8.00 and came at 9.45.", "It was late."],
    "ellipsis that goes on": ["He waited … and waited... and left.", "Nobody came."],
    "ellipsis that ends": ["He waited...", "Nobody came."],
    "spaced ellipsis": ["We will go . . . when we are ready.", "Not before."],
    "web addresses": ["See www.levan.example/a.b?c=d. for more.", "Or write to j.k@mail.example.", "It is free."],
    "a quotation of several sentences": ["“I was there.", "I saw it.", "Nobody helped,” she said.", "He did not reply."],
    "a quotation that closes": ["She said, “It is done.”", "She left."],
    "straight quotes": ['She said, "It is done."', "She left.", '"Good," he said.'],
    "a cry and its tag": ["“Stop!” he said.", "“Why?” asked Ms. Roe.", "Nobody knew."],
    "a cry and a named tag": ["“Stop!” Roe said.", "“Who knows?” Ann Roe asked, laughing."],
    "a cry and a new sentence": ["“Stop!”", "Roe said that he had heard it."],
    "brackets": ["He left.", "(He was tired.", "Very tired.)", "She stayed (see p. 5).", "It was late."],
    "nested quotes": ["“He told me ‘no.’”", "That was all."],
    "question marks": ["Why?", "Who gains?", "And what about ‘them’?", "Nobody asks."],
    "mixed marks": ["What?!", "No...", "Really?"],
    "a footnote": ["It was sold in 1904.[2]", "The roof leaks."],
    "names in lower case": ["The deal is off.", "iPhone sales rose.", "eBay fell."],
    "a digit that begins": ["He won.", "12 people saw it."],
    "a currency that begins": ["He paid.", "€5 million was a lot.", "$3 was not."],
    "vitamin": ["They take vitamin C.", "Doctors approve."],
    "two names": ["He is Sammy Pell Jr. and she is not.", "They met."],
    "versus": ["It was Levan vs. Maro in the final.", "Maro won."],
    "degrees": ["She has a Ph.D. in law.", "He has none."],
    "et cetera": ["Bread, salt, etc. were sold.", "Milk, etc.", "Nobody bought it."],
    "states": ["They live in Springfield, Ill. and in Boston, Mass.", "They moved."],
    "ordinary words like abbreviations": ["He fell ill.", "Doctors came.", "She sat.", "Nobody spoke."],
    "French quotes": ["« Il pleut. »", "She left."],
    "wide marks": ["彼は言った。", "終わり。"],
    "dash after a quote": ["“It is over.”", "– Reuters did not say who."],
}  # fmt: skip


@pytest.mark.parametrize("sentences", PARAGRAPHS.values(), ids=PARAGRAPHS.keys())
def test_a_paragraph_breaks_between_its_sentences(sentences):
    joint = "" if sentences[0].endswith("。") else " "
    text = joint.join(sentences)
    assert pieces(text) == list(sentences)


def test_a_list_number_belongs_to_its_item():
    assert pieces("1. The port stays shut. It is unsafe.") == ["1. The port stays shut.", "It is unsafe."]


def test_breaks_are_sought_only_in_the_stretch():
    text = "One ended. Two ended. Three ended."
    assert find_breaks(text, 11, 21) == []


def test_a_break_lies_behind_the_closing_marks():
    text = "“It is done.”) She left."
    assert find_breaks(text, 0, len(text)) == [text.index(" She")]


def pieces(text):
    bounds = [0, *find_breaks(text, 0, len(text)), len(text)]
    return [text[start:end].strip() for start, end in itertools.pairwise(bounds)]
