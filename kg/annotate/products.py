"""Matrix products for the language model, fast on processors that its own library does not know.

BLIS, which spaCy multiplies with, takes its plain C code on a processor that it does not recognise, and is three to
four times slower there than onnxruntime. OpenBLAS, by way of NumPy, would be as fast, but a row's result depends on
which rows it is multiplied with, and so the graph on the order of the articles. Here a row gives the same bits in any
company.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Model, NumpyOps

# An ONNX model (version 8, operators of set 13) of a single node: y = Gemm(x, w, transB=1).
_GEMM = bytes.fromhex(
    "08083a560a1e0a01780a0177120179220447656d6d2a0d0a067472616e73421801a001021201675a0f0a0178120a0a08080112040a000a00"
    "5a0f0a0177120a0a08080112040a000a00620f0a0179120a0a08080112040a000a0042040a00100d"
)
Matrix = NDArray[np.float32]


class Products(NumpyOps):  # type: ignore[misc]  # compiled, and without types
    """thinc's operations on NumPy arrays, with products of float32 matrices by onnxruntime in one thread."""

    def __init__(self) -> None:
        super().__init__()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # which would keep what the largest batch took
        options.enable_mem_pattern = False  # which would keep a plan for every number of rows: 80 KB an article
        self._run = onnxruntime.InferenceSession(_GEMM, options, providers=["CPUExecutionProvider"]).run

    def gemm(self, x: Matrix, y: Matrix, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """`x` times `y`, either transposed if so asked, shapes (m, k) and (k, n); into `out` where it is given."""
        x = np.ascontiguousarray(x.T if trans1 else x, dtype="float32")
        w = np.ascontiguousarray(y if trans2 else y.T, dtype="float32")
        rows = len(x)
        # A single row would go another way, with other last bits than in company.
        product = self._run(None, {"x": np.repeat(x, 2, axis=0) if rows == 1 else x, "w": w})[0][:rows]
        if out is None:
            return product
        out[:] = product
        return out


def use_products(nlp: Language) -> None:
    """Let the parts of this pipeline multiply by `Products`, unless they are elsewhere than on a plain processor."""
    products = Products()
    for _, part in nlp.pipeline:
        model = getattr(part, "model", None)
        if isinstance(model, Model):
            for layer in model.walk():
                if type(layer.ops) is NumpyOps:
                    layer.ops = products
