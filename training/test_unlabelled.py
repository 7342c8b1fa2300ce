"""Choosing texts for the teacher, on sentences made up here."""

from __future__ import annotations

import random

from unlabelled import (
    PIECES_PER_TEXT,
    PIECES_PER_WORD,
    SENTENCES_PER_WORD,
    covering,
    frequent_words,
    piece,
    pieces_by_text,
    pieces_by_word,
)

TEXTS = [
    f"The {noun} sang of {noun} number {n}." for n in range(4) for noun in ("lark", "elk")
]


def test_words_of_training_texts_come_first() -> None:
    assert frequent_words(TEXTS, ["Grief, grief!"])[0] == "grief"


def test_covering_takes_each_word_often_enough_and_no_more_texts() -> None:
    chosen = covering(TEXTS, ["lark", "elk", "number"])
    assert len(chosen) == 2 * SENTENCES_PER_WORD
    assert sum("lark" in text for text in chosen) == SENTENCES_PER_WORD


def test_a_piece_holds_the_word_it_is_about() -> None:
    words = ["a", "b", "c", "d", "e", "f", "g"]
    chance = random.Random(0)
    for about, word in enumerate(words):
        for length in (2, 4, 6):
            cut = piece(words, length, about, chance).split()
            assert word in cut
            assert len(cut) <= length


def test_pieces_are_about_every_word_and_every_long_text() -> None:
    chance = random.Random(0)
    by_word = pieces_by_word(TEXTS, ["elk"], chance)
    assert 1 <= len(by_word) <= PIECES_PER_WORD
    assert all("elk" in text for text in by_word)
    by_text = pieces_by_text([TEXTS[0], "Too short"], chance)
    assert 1 <= len(by_text) <= PIECES_PER_TEXT
    assert all(text in TEXTS[0] for text in by_text)
