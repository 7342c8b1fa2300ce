"""Blocks of weights in GGUF's simple forms and the numbers they stand for, by llama.cpp's own Python package (``gguf``).

python test/reference/block_weights.py > test/annotators/gguf-onnx/blocks.json
"""

import json

import numpy as np
from gguf import GGMLQuantizationType, dequantize, quantize

BLOCK = 32
random = np.random.default_rng(1)
weights = random.normal(size=(2, 2 * BLOCK)).astype(np.float32)
# All the same: the scale of such a block is 0.
weights[1, BLOCK:] = -0.375

forms = {}
for name in ("Q4_0", "Q4_1", "Q8_0"):
    form = GGMLQuantizationType[name]
    content = quantize(weights, form)
    forms[name] = {
        "type": int(form),
        "content": content.tobytes().hex(),
        "weights": [float(weight) for weight in dequantize(content, form).ravel()],
    }
print(json.dumps(forms))
