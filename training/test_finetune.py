"""The loss, against PyTorch's own for one question."""

from __future__ import annotations

import torch
from torch.nn import functional

from finetune import soft_cross_entropy

TEXTS = 7


def test_one_question_is_a_mean_over_texts() -> None:
    torch.manual_seed(1)
    logits, target = torch.randn(TEXTS, 28), torch.rand(TEXTS, 28).softmax(-1)
    expected = functional.cross_entropy(logits, target)
    torch.testing.assert_close(soft_cross_entropy(logits, target), expected)


def test_several_questions_are_summed_for_each_text() -> None:
    torch.manual_seed(2)
    logits, target = torch.randn(TEXTS, 2, 3, 5), torch.rand(TEXTS, 2, 3, 5).softmax(-1)
    expected = sum(
        functional.cross_entropy(logits[:, who, what], target[:, who, what])
        for who in range(2)
        for what in range(3)
    )
    torch.testing.assert_close(soft_cross_entropy(logits, target), expected)
