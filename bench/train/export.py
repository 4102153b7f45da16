"""The trained encoder as an ONNX graph: one window at a time, weights in 8 bits for each output.

The graph is written node by node, so that the same weights give the same bytes whatever the exporter's version. One
window is one run: the scale of the activations is that of the window alone, and what else is read changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from bench.train.sizes import EPSILON, HEADS

Array = npt.NDArray[np.generic]
OPSETS = (("", 17), ("com.microsoft", 1))
IR = 8
MOST = 127


class _Graph:
    """Nodes and weights as they are added; `add` gives back the name of the node's output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: Array) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, inputs: Iterable[str], name: str, domain: str = "", **how: object) -> str:
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name, domain=domain, **how))
        return name

    def dense(self, states: str, name: str, weight: Array, bias: Array) -> str:
        """A linear layer; `weight` is (outputs, inputs) as in torch."""
        scale, whole = _eighths(weight)
        inputs = [
            states,
            self.weight(f"{name}.weight", whole.T),
            self.weight(f"{name}.scale", scale),
            self.weight(f"{name}.zero", np.zeros(len(scale), dtype=np.int8)),
            self.weight(f"{name}.bias", bias),
        ]
        return self.add("DynamicQuantizeMatMul", inputs, name, "com.microsoft")

    def looked_up(self, ids: str, name: str, table: Array) -> str:
        """Rows of a table, in 8 bits with a scale for each row."""
        scale, whole = _eighths(table)
        rows = self.add("Gather", (self.weight(f"{name}.weight", whole), ids), f"{name}.rows")
        real = self.add("Cast", (rows,), f"{name}.real", to=TensorProto.FLOAT)
        scales = self.add("Gather", (self.weight(f"{name}.scale", scale[:, None]), ids), f"{name}.scales")
        return self.add("Mul", (real, scales), name)


def _eighths(weight: Array) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int8]]:
    """Each row's scale, and the row in whole numbers of -127 to 127."""
    values = weight.astype(np.float32)
    scale = np.maximum(np.abs(values).max(axis=1), 1e-12) / np.float32(MOST)
    return scale.astype(np.float32), np.round(values / scale[:, None]).clip(-MOST, MOST).astype(np.int8)


def to_onnx(weights: Mapping[str, Array], layers: int) -> bytes:
    """The model file: inputs `pieces`, `shapes` and `first` (one window), output `scores` (words, `heads.WIDTH`)."""
    graph = _Graph()
    made = _embedded(graph, weights)
    for i in range(layers):
        made = _layer(graph, made, {k: weights[f"layers.{i}.{k}"] for k in _PARTS}, f"layer{i}")
    rows = graph.add("Squeeze", (made, graph.weight("axis", np.array([0], dtype=np.int64))), "read")
    rows = graph.add("Gather", (rows, "first"), "heads")
    head = graph.add("MatMul", (rows, graph.weight("head.weight", weights["head.weight"].T)), "head")
    graph.add("Add", (head, graph.weight("head.bias", weights["head.bias"])), "scores")
    tags = len(weights["head.bias"])
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, [d]) for n, d in _INPUTS]
    output = helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["words", tags])
    whole = helper.make_graph(graph.nodes, "reader", inputs, [output], graph.weights)
    opsets = [helper.make_opsetid(domain, version) for domain, version in OPSETS]
    return bytes(helper.make_model(whole, opset_imports=opsets, ir_version=IR).SerializeToString(deterministic=True))


_INPUTS = (("pieces", "pieces"), ("shapes", "pieces"), ("first", "words"))
_PARTS = tuple(
    f"{part}.{kind}"
    for part in ("query", "key", "value", "mixed", "attended", "inner", "outer", "normed")
    for kind in ("weight", "bias")
)


def _embedded(graph: _Graph, weights: Mapping[str, Array]) -> str:
    """The sum of each piece's embeddings, normed; (1, pieces, width)."""
    positions = weights["positions.weight"] + weights["kinds.weight"][0]
    words = graph.looked_up("pieces", "words", weights["pieces.weight"])
    forms = graph.looked_up("shapes", "forms", weights["shapes.weight"])
    length = graph.add("Shape", ("pieces",), "length")
    start = graph.weight("start", np.array([0], dtype=np.int64))
    places = graph.add("Slice", (graph.weight("positions", positions), start, length), "places")
    summed = graph.add("Add", (graph.add("Add", (words, forms), "formed"), places), "summed")
    normed = [summed, graph.weight("normed.scale", weights["normed.weight"])]
    normed.append(graph.weight("normed.shift", weights["normed.bias"]))
    made = graph.add("LayerNormalization", normed, "normed", epsilon=EPSILON)
    return graph.add("Unsqueeze", (made, graph.weight("front", np.array([0], dtype=np.int64))), "embedded")


def _layer(graph: _Graph, states: str, own: Mapping[str, Array], name: str) -> str:
    asked = [
        graph.dense(states, f"{name}.{part}", own[f"{part}.weight"], own[f"{part}.bias"])
        for part in ("query", "key", "value")
    ]
    seen = graph.add("MultiHeadAttention", asked, f"{name}.seen", "com.microsoft", num_heads=HEADS)
    mixed = graph.dense(seen, f"{name}.mixed", own["mixed.weight"], own["mixed.bias"])
    states = _normed(graph, states, mixed, own, f"{name}.attended", "attended")
    inner = graph.dense(states, f"{name}.inner", own["inner.weight"], own["inner.bias"])
    inner = graph.add("Gelu", (inner,), f"{name}.gelu", "com.microsoft")
    outer = graph.dense(inner, f"{name}.outer", own["outer.weight"], own["outer.bias"])
    return _normed(graph, states, outer, own, f"{name}.normed", "normed")


def _normed(graph: _Graph, states: str, more: str, own: Mapping[str, Array], name: str, part: str) -> str:
    """The norm of a sum, in two nodes: onnxruntime's own fusion of them is six times as slow on a processor."""
    inputs = [
        graph.add("Add", (states, more), f"{name}.sum"),
        graph.weight(f"{name}.scale", own[f"{part}.weight"]),
        graph.weight(f"{name}.shift", own[f"{part}.bias"]),
    ]
    return graph.add("LayerNormalization", inputs, name, epsilon=EPSILON)
