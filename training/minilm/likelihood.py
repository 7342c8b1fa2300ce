"""How likely SmolLM2 finds each label as the answer to what the writer of a text is feeling.

The prompt's beginning is read once and its key-value cache shared by every text; a label's log-likelihood is the
sum over its tokens.
"""

from __future__ import annotations

import argparse
import copy
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from transformers import AutoModelForCausalLM, AutoTokenizer

from data import EMOTIONS
from minilm.targets import read_pack

QUESTION = (
    'Comment: "{}"\n\nWhat is the writer of this comment feeling? Answer with one word.'
)
ANSWER = "The writer is feeling"
EMPTY = ("", "N/A", "[text]")
"""Texts that say nothing: the model's answer to them is its prior."""
MOST_TOKENS = 64


class LabelLikelihood:
    """The model with the beginning of its prompt read."""

    def __init__(self, folder: Path, file: str, device: str) -> None:
        dtype = torch.bfloat16 if device == "cuda" else torch.float32
        self.device = device
        self.tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=file)
        self.model = (
            AutoModelForCausalLM.from_pretrained(folder, gguf_file=file, dtype=dtype)
            .to(device)
            .eval()
        )
        mark = "\ue000"
        prompt = self.tokenizer.apply_chat_template(
            [{"role": "user", "content": QUESTION.format(mark)}],
            add_generation_prompt=True,
            tokenize=False,
        )
        before, after = (prompt + ANSWER).split(mark)
        self.before, self.after = self._ids(before), self._ids(after)
        self.labels = [self._ids(" " + label) for label in EMOTIONS]
        with torch.no_grad():
            self.cache = self.model(
                torch.tensor([self.before], device=device), use_cache=True
            ).past_key_values

    def _ids(self, text: str) -> list[int]:
        return self.tokenizer(text, add_special_tokens=False)["input_ids"]

    @torch.no_grad()
    def score(self, texts: list[str]) -> np.ndarray:
        """Log-likelihoods [B, 28] of the labels for each text."""
        rows = [self._ids(text)[:MOST_TOKENS] + self.after for text in texts]
        n, width, begun = len(rows), max(map(len, rows)), len(self.before)
        ids = torch.zeros(n, width, dtype=torch.long)
        mask = torch.zeros(n, begun + width, dtype=torch.long)
        mask[:, :begun] = 1
        for at, row in enumerate(rows):
            ids[at, : len(row)] = torch.tensor(row)
            mask[at, begun : begun + len(row)] = 1
        ids, mask = ids.to(self.device), mask.to(self.device)
        cache = copy.deepcopy(self.cache)
        cache.batch_repeat_interleave(n)
        places = torch.arange(begun, begun + width, device=self.device)[None].repeat(n, 1)
        read = self.model.model(
            ids,
            attention_mask=mask,
            position_ids=places,
            past_key_values=cache,
            use_cache=True,
        )
        last = torch.tensor([len(row) - 1 for row in rows], device=self.device)
        first = self._log_probabilities(
            read.last_hidden_state[torch.arange(n, device=self.device), last]
        )
        scores = torch.stack([first[:, label[0]] for label in self.labels], 1)
        longer = [at for at, label in enumerate(self.labels) if len(label) > 1]
        self._add_later_tokens(scores, longer, read.past_key_values, mask, last + 1 + begun)
        return scores.float().cpu().numpy()

    def _add_later_tokens(
        self, scores: Tensor, longer: list[int], cache, mask: Tensor, ends: Tensor
    ) -> None:
        """Adds to ``scores`` the tokens after the first of the labels ``longer``."""
        n, most = len(scores), max(len(self.labels[at]) for at in longer) - 1
        cache.batch_repeat_interleave(len(longer))
        tokens = torch.zeros(len(longer), most, dtype=torch.long)
        for row, at in enumerate(longer):
            label = self.labels[at][:-1]
            tokens[row, : len(label)] = torch.tensor(label)
        read = self.model.model(
            tokens.to(self.device).repeat(n, 1),
            attention_mask=torch.cat(
                [
                    mask.repeat_interleave(len(longer), 0),
                    mask.new_ones(n * len(longer), most),
                ],
                1,
            ),
            position_ids=(
                ends[:, None] + torch.arange(most, device=self.device)
            ).repeat_interleave(len(longer), 0),
            past_key_values=cache,
            use_cache=True,
        ).last_hidden_state
        for row, at in enumerate(longer):
            for place, token in enumerate(self.labels[at][1:]):
                scores[:, at] += self._log_probabilities(read[row :: len(longer), place])[
                    :, token
                ]

    def _log_probabilities(self, states: Tensor) -> Tensor:
        return torch.log_softmax(self.model.lm_head(states).float(), -1)


def main() -> None:
    """Write ``scores`` [N, 28] of every text (rows of other texts are NaN) and ``prior`` [28]."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="the GGUF file")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument(
        "--limit", type=int, help="only the first texts: a trial of the script"
    )
    args = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = LabelLikelihood(args.model.parent, args.model.name, device)
    pack = read_pack(args.pack)
    prior = model.score(list(EMPTY)).mean(0)
    scores = np.full((len(pack.texts), len(EMOTIONS)), np.nan, np.float32)
    order = np.argsort([len(text) for text in pack.texts], kind="stable")[: args.limit]
    started = time.monotonic()
    for start in range(0, len(order), args.batch):
        part = order[start : start + args.batch]
        scores[part] = model.score([pack.texts[at] for at in part])
        if start % (args.batch * 100) == 0:
            print(
                f"{start} of {len(order)}, {time.monotonic() - started:.0f} s", flush=True
            )
    np.savez(args.out, scores=scores, prior=prior)


if __name__ == "__main__":
    main()
