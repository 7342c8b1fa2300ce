"""Answers in a model's own words: samples, or the likeliest."""

from __future__ import annotations

import torch

from zero_shot.asked_model import LABEL, TEXT, AskedModel
from zero_shot.wordings import Wording


@torch.no_grad()
def answers(
    model: AskedModel,
    wording: Wording,
    texts: list[str],
    *,
    samples: int,
    temperature: float,
    tokens: int,
    seed: int,
    batch: int,
) -> list[list[dict]]:
    """Of each text ``samples`` answers as ``{"text", "cut"}``; ``temperature`` 0 takes the likeliest token each time.

    Tokens are drawn from the whole of what the model gives them, as the page has llama.cpp draw.
    """
    torch.manual_seed(seed)
    before = model.written(wording).split(LABEL)[0].rstrip(" ")
    ends = {
        model.tokenizer.convert_tokens_to_ids(one)
        for one in ("<|im_end|>", "<|endoftext|>")
    }
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    found: list[list[dict]] = [[] for _ in texts]
    for start in range(0, len(order), batch):
        part = order[start : start + batch]
        rows = [model.start + model.ids(before.replace(TEXT, texts[at])) for at in part]
        width = max(map(len, rows))
        ids = torch.tensor([[0] * (width - len(row)) + row for row in rows])
        mask = torch.tensor([[0] * (width - len(row)) + [1] * len(row) for row in rows])
        drawn = model.model.generate(
            ids.to(model.device),
            attention_mask=mask.to(model.device),
            do_sample=temperature > 0,
            temperature=temperature or None,
            top_k=0 if temperature else None,
            top_p=1.0 if temperature else None,
            num_return_sequences=samples,
            max_new_tokens=tokens,
            eos_token_id=sorted(ends),
            pad_token_id=min(ends),
        )[:, width:].tolist()
        for row, answer in enumerate(drawn):
            end = next((at for at, token in enumerate(answer) if token in ends), None)
            found[part[row // samples]].append(
                {
                    "text": model.tokenizer.decode(
                        answer[:end], clean_up_tokenization_spaces=False
                    ),
                    "cut": end is None,
                }
            )
    return found
