"""The encoder with its heads as an ONNX graph, in fp32 or in static int8.

Each output is the logarithm of the mean probability over a question's heads, so that a softmax gives that mean back.
`doubt` says in bits how far the heads differ: the entropy of their mean less the mean of their entropies.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx

from data import DIMENSIONS
from graph import GraphBuilder, Range, whole_model
from minilm.encoder_graph import encoder_weights, mean_of_tokens
from minilm.model import MAX_TOKENS, SentenceHeads

OUTPUTS = ("logits_reddit", "logits_everyday", *(f"logits_{name}" for name in DIMENSIONS))
QUESTION_OF = {"logits_reddit": "reddit", "logits_everyday": "everyday"}
"""The other outputs are the ratings'."""


def build_graph(
    model: SentenceHeads, ranges: Mapping[str, Range] | None
) -> onnx.ModelProto:
    """The model as ONNX; int8 where ``ranges`` has the range of each linear layer's input.

    Inputs ``input_ids`` and ``attention_mask`` are int64 [B, L], padded on the right. Outputs are those of ``OUTPUTS``,
    [B, 28] or [B, 5], and ``doubt`` [B, 5] in their order.
    """
    config = model.encoder.config
    weights = {name: value.numpy() for name, value in model.encoder.state_dict().items()}
    graph = GraphBuilder(encoder_weights(weights, MAX_TOKENS), ranges)
    outputs = _heads(graph, mean_of_tokens(graph, config), model)
    return whole_model(graph, outputs)


def _head_weights(model: SentenceHeads, output: str) -> tuple[np.ndarray, np.ndarray]:
    """``(weight [members, labels, width], bias [members, labels])`` of an output."""
    question = QUESTION_OF.get(output, "ratings")
    weight, bias = (each[question].detach().numpy() for each in (model.weight, model.bias))
    if question != "ratings":
        return weight, bias
    at = 5 * DIMENSIONS.index(output.removeprefix("logits_"))
    return weight[:, at : at + 5], bias[:, at : at + 5]


def _heads(graph: GraphBuilder, pooled: str, model: SentenceHeads) -> dict[str, int]:
    """Adds the outputs; how many columns each has."""
    tiny = graph.constant("tiny", np.array(1e-12, np.float32))
    bits = graph.constant("bits", np.array(-1 / np.log(2), np.float32))
    widths, doubts = {}, []
    for output in OUTPUTS:
        weight, bias = _head_weights(model, output)
        members, labels, width = weight.shape
        matrix = np.ascontiguousarray(weight.reshape(-1, width).T)
        logits = graph.op(
            "Gemm",
            pooled,
            graph.constant(f"{output}.matrix", matrix),
            graph.constant(f"{output}.bias", bias.reshape(-1)),
        )
        q = graph.op(
            "Softmax", graph.op("Reshape", logits, graph.ints(0, members, labels)), axis=2
        )
        mean = graph.op("ReduceMean", q, graph.ints(1), keepdims=0)
        log_mean = graph.op("Log", graph.op("Add", mean, tiny))
        graph.nodes.append(onnx.helper.make_node("Identity", [log_mean], [output]))
        widths[output] = labels
        doubts.append(_doubt(graph, q, mean, log_mean, tiny, bits))
    graph.nodes.append(onnx.helper.make_node("Concat", doubts, ["doubt"], axis=1))
    return widths | {"doubt": len(OUTPUTS)}


def _doubt(
    graph: GraphBuilder, q: str, mean: str, log_mean: str, tiny: str, bits: str
) -> str:
    """[B, 1]: the entropy of the mean less the mean entropy of the heads, in bits."""
    whole = graph.op(
        "ReduceSum", graph.op("Mul", mean, log_mean), graph.ints(1), keepdims=1
    )
    log_q = graph.op("Log", graph.op("Add", q, tiny))
    each = graph.op("ReduceSum", graph.op("Mul", q, log_q), graph.ints(2), keepdims=0)
    each = graph.op("ReduceMean", each, graph.ints(1), keepdims=1)
    return graph.op("Mul", graph.op("Sub", whole, each), bits)
