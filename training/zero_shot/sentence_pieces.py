"""The tokens of a SentencePiece vocabulary in a GGUF file, as llama.cpp cuts a text into them."""

from __future__ import annotations

import heapq
import re
from pathlib import Path

from gguf import GGUFReader

SPACE = "\u2581"
BYTE = 6
"""The type of a token that stands for a byte, in a GGUF file."""


class SentencePieces:
    """Joins the neighbours whose piece scores highest, the first of equals, until none are left to join."""

    def __init__(self, file: Path) -> None:
        fields = GGUFReader(file).fields
        pieces = fields["tokenizer.ggml.tokens"].contents()
        self.pieces = pieces
        self.scores = fields["tokenizer.ggml.scores"].contents()
        types = fields["tokenizer.ggml.token_type"].contents()
        self.ids = {piece: at for at, piece in enumerate(pieces)}
        self.bytes = {
            int(piece[3:5], 16): at
            for at, (piece, kind) in enumerate(zip(pieces, types, strict=True))
            if kind == BYTE
        }
        self.start = int(fields["tokenizer.ggml.bos_token_id"].contents())

    def encode(self, text: str) -> list[int]:
        """Tokens without any start; no space is put before the text. Special tokens in it are characters."""
        text = re.sub(" ", SPACE, text)
        symbols: list[str | None] = list(text)
        after = [*range(1, len(symbols)), -1] if symbols else []
        before = list(range(-1, len(symbols) - 1))
        queue: list[tuple[float, int, int, str]] = []

        def offer(left: int, right: int) -> None:
            if left < 0 or right < 0:
                return
            whole = symbols[left] + symbols[right]
            found = self.ids.get(whole)
            if found is not None:
                heapq.heappush(queue, (-self.scores[found], left, right, whole))

        for at in range(len(symbols) - 1):
            offer(at, at + 1)
        while queue:
            _, left, right, whole = heapq.heappop(queue)
            if symbols[left] is None or symbols[right] is None:
                continue
            if after[left] != right or symbols[left] + symbols[right] != whole:
                continue
            symbols[left], symbols[right] = whole, None
            after[left] = after[right]
            if after[right] >= 0:
                before[after[right]] = left
            offer(before[left], left)
            offer(left, after[left])
        tokens: list[int] = []
        for symbol in symbols:
            if symbol is None:
                continue
            found = self.ids.get(symbol)
            tokens += (
                [found]
                if found is not None
                else [self.bytes[one] for one in symbol.encode()]
            )
        return tokens
