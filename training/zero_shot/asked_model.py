"""A GGUF file's weights in PyTorch, in 32-bit floats, and its prompts as tokens."""

from __future__ import annotations

from pathlib import Path

import torch
from gguf import GGUFReader
from torch import Tensor
from transformers import AutoModelForCausalLM, AutoTokenizer

from zero_shot.sentence_pieces import SentencePieces
from zero_shot.wordings import Wording

TEXT, LABEL = "{text}", "{label}"
MOST_TOKENS = 900
"""A text with its prompt; longer ones are refused, not cut."""


class AskedModel:
    """Scores what follows a text. Nothing is rounded to fewer bits than the weights in the file have."""

    def __init__(self, file: Path) -> None:
        torch.backends.cuda.matmul.allow_tf32 = False
        torch.backends.cudnn.allow_tf32 = False
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        architecture = GGUFReader(file).fields["general.architecture"].contents()
        # What transformers makes of a SentencePiece vocabulary cuts words that are whole in it.
        self.tokenizer = (
            SentencePieces(file)
            if architecture.startswith("gemma")
            else AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
        )
        self.model = (
            AutoModelForCausalLM.from_pretrained(
                file.parent,
                gguf_file=file.name,
                dtype=torch.float32,
                attn_implementation="sdpa",
            )
            .to(self.device)
            .eval()
        )
        self.chat = getattr(self.tokenizer, "chat_template", None) is not None
        # llama.cpp writes a start of its own where the file asks for one.
        self.start = (
            [self.tokenizer.start] if isinstance(self.tokenizer, SentencePieces) else []
        )

    def ids(self, text: str) -> list[int]:
        """Tokens of a text without any start; names of special tokens are those tokens."""
        if isinstance(self.tokenizer, SentencePieces):
            return self.tokenizer.encode(text)
        return self.tokenizer(text, add_special_tokens=False)["input_ids"]

    def written(self, wording: Wording) -> str:
        """The prompt up to where the answer goes on, with places for the text and the label."""
        if wording.story:
            return wording.user
        messages = [{"role": "user", "content": wording.user}]
        if wording.system:
            messages.insert(0, {"role": "system", "content": wording.system})
        if not self.chat:
            parts = [one["content"] for one in messages]
            return "\n\n".join([*parts, f"Answer: {wording.answer}"])
        rendered = self.tokenizer.apply_chat_template(
            messages, add_generation_prompt=True, tokenize=False
        )
        return rendered + wording.answer

    def continued(self, before: str, piece: str) -> list[int]:
        """Tokens of a piece that stands after a character, as src/annotators/language-model/prompt-tokens.ts has it."""
        if not before:
            return self.ids(piece)
        start, whole = self.ids(before[-1]), self.ids(before[-1] + piece)
        same = len(whole) > len(start) and whole[: len(start)] == start
        return whole[len(start) :] if same else self.ids(piece)

    @torch.no_grad()
    def states(
        self, rows: list[list[int]], branches: list[list[int]]
    ) -> tuple[Tensor, Tensor]:
        """Last hidden states [B, H] after each row, and [B, N, H] after each token of each branch, all of which go on from the row.

        Branches do not see each other, so that one pass reads them all.
        """
        flat = [token for branch in branches for token in branch]
        n, width, more = len(rows), max(map(len, rows)), len(flat)
        if width + max(map(len, branches), default=0) > MOST_TOKENS:
            raise ValueError(f"A text has {width} tokens with its prompt.")
        ids = torch.zeros(n, width + more, dtype=torch.long)
        places = torch.zeros(n, width + more, dtype=torch.long)
        seen = torch.zeros(n, width + more, width + more, dtype=torch.bool)
        among = torch.zeros(more, more, dtype=torch.bool)
        depth, at = [], 0
        for branch in branches:
            among[at : at + len(branch), at : at + len(branch)] = torch.ones(
                len(branch), len(branch), dtype=torch.bool
            ).tril()
            depth += range(len(branch))
            at += len(branch)
        triangle = torch.ones(width, width, dtype=torch.bool).tril()
        for place, row in enumerate(rows):
            ids[place, : len(row)] = torch.tensor(row)
            ids[place, width:] = torch.tensor(flat, dtype=torch.long)
            places[place, :width] = torch.arange(width)
            places[place, width:] = len(row) + torch.tensor(depth, dtype=torch.long)
            seen[place, :width, :width] = triangle
            seen[place, width:, : len(row)] = True
            seen[place, width:, width:] = among
        mask = torch.zeros(
            n, 1, width + more, width + more, device=self.device
        ).masked_fill(~seen[:, None].to(self.device), torch.finfo(torch.float32).min)
        masks = (
            {"full_attention": mask, "sliding_attention": mask}
            if self.model.config.model_type.startswith("gemma3")
            else mask
        )
        read = self.model.model(
            ids.to(self.device),
            attention_mask=masks,
            position_ids=places.to(self.device),
            use_cache=False,
        ).last_hidden_state
        last = torch.tensor([len(row) - 1 for row in rows], device=self.device)
        return read[torch.arange(n, device=self.device), last], read[:, width:]

    def log_probabilities(self, states: Tensor) -> Tensor:
        """Of every token to come next, natural logarithms."""
        return torch.log_softmax(self.model.lm_head(states), -1)
