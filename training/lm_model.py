"""The small language model's shape: a Llama decoder as the hub's exporters know it."""

from __future__ import annotations

from transformers import LlamaConfig

from lm_tokenizer import BOS, EOS

MAX_TOKENS = 256
"""The longest input it is run on; it is trained on rows of half that."""


def decoder_config(vocabulary: int, layers: int, width: int) -> LlamaConfig:
    """``layers`` x ``width``; heads of 64, two queries to a key, tied embeddings."""
    heads = width // 64
    return LlamaConfig(
        vocab_size=vocabulary,
        hidden_size=width,
        intermediate_size=round(width * 8 / 3 / 64) * 64,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        num_key_value_heads=heads // 2,
        max_position_embeddings=MAX_TOKENS,
        tie_word_embeddings=True,
        bos_token_id=BOS,
        eos_token_id=EOS,
    )
