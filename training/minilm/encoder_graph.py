"""The encoder of all-MiniLM-L6-v2 up to the mean of its tokens' states, as part of an ONNX graph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from onnx import TensorProto

from graph import GraphBuilder, embeddings, encoder_layers, mean_pooled

if TYPE_CHECKING:
    from transformers import PretrainedConfig

POSITIONS = "embeddings.position_embeddings.weight"
KINDS = "embeddings.token_type_embeddings.weight"


def encoder_weights(
    weights: Mapping[str, np.ndarray], most_tokens: int
) -> dict[str, np.ndarray]:
    """A BERT's weights as the graph reads them: places for ``most_tokens`` behind one for padding, and one kind of token."""
    places = weights[POSITIONS][:most_tokens]
    # Row 0 is for padding, which nothing attends to.
    table = np.concatenate([np.zeros_like(places[:1]), places])
    # Every token has type 0.
    return {**weights, POSITIONS: table, KINDS: weights[KINDS][:1]}


def mean_of_tokens(graph: GraphBuilder, config: PretrainedConfig) -> str:
    """The mean of the last layer's states over a text's tokens [B, width]."""
    real = graph.op("Cast", "attention_mask", to=TensorProto.FLOAT)
    x = embeddings(graph, "embeddings", 0, config.layer_norm_eps)
    x = encoder_layers(graph, x, real, "encoder", config)
    return mean_pooled(graph, x, real)
