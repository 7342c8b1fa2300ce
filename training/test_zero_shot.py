"""Many continuations of a text in one pass, and a SentencePiece vocabulary cut as llama.cpp cuts it."""

from __future__ import annotations

from types import SimpleNamespace

import torch
from transformers import LlamaConfig, LlamaForCausalLM

from zero_shot.asked_model import AskedModel
from zero_shot.sentence_pieces import SPACE, SentencePieces


def small_model() -> AskedModel:
    torch.manual_seed(1)
    config = LlamaConfig(
        vocab_size=50,
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
    )
    asked = object.__new__(AskedModel)
    asked.device, asked.model = "cpu", LlamaForCausalLM(config).eval()
    return asked


def test_branches_read_together_give_what_each_gives_by_itself() -> None:
    asked = small_model()
    rows, branches = [[3, 4, 5, 6], [7, 8]], [[10, 11], [], [12], [10, 13, 14]]
    last, after = asked.states(rows, branches)
    for place, row in enumerate(rows):
        with torch.no_grad():
            alone = asked.model.model(torch.tensor([row])).last_hidden_state[0, -1]
        assert torch.allclose(last[place], alone, atol=1e-5)
        at = 0
        for branch in branches:
            if branch:
                with torch.no_grad():
                    read = asked.model.model(
                        torch.tensor([row + branch])
                    ).last_hidden_state[0]
                assert torch.allclose(
                    after[place, at : at + len(branch)], read[len(row) :], atol=1e-5
                )
            at += len(branch)


def test_pieces_that_score_higher_are_joined_first_and_others_are_bytes() -> None:
    pieces = ["a", "b", "c", "ab", "bc", "abc", SPACE, SPACE + "a", "<0xC3>", "<0xA9>"]
    scores = [-9.0] * 3 + [-2.0, -1.0, -3.0, -9.0, -4.0, 0.0, 0.0]
    cut = object.__new__(SentencePieces)
    vars(cut).update(
        vars(
            SimpleNamespace(
                pieces=pieces,
                scores=scores,
                ids={piece: at for at, piece in enumerate(pieces)},
                bytes={0xC3: 8, 0xA9: 9},
                start=0,
            )
        )
    )
    assert [pieces[at] for at in cut.encode("abc")] == ["abc"]
    assert [pieces[at] for at in cut.encode("abb bc")] == ["ab", "b", SPACE, "bc"]
    assert [pieces[at] for at in cut.encode(" aé")] == [SPACE + "a", "<0xC3>", "<0xA9>"]
