"""The model with the weights of its layers in 32 bits, for processors on which onnxruntime has no 8-bit products."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from kg.errors import NoSuchDevice


def unrounded(model: Path) -> bytes:
    """The model's file with each 8-bit layer as a plain product and a sum, of the same weights.

    It needs the package `onnx`, which reading on a plain processor does not. Raises `NoSuchDevice` without it.
    """
    try:
        import onnx
    except ImportError as error:
        raise NoSuchDevice("cuda", "the package onnx is not installed", "pip install onnx") from error
    whole = onnx.load(str(model))
    kept = {one.name: onnx.numpy_helper.to_array(one) for one in whole.graph.initializer}
    nodes = []
    for node in whole.graph.node:
        if node.op_type != "DynamicQuantizeMatMul":
            nodes.append(node)
            continue
        states, weight, scale, _, bias = node.input
        name = f"{node.name}.product"
        kept[weight] = (kept[weight].astype(np.float32) * kept[scale]).astype(np.float32)
        nodes.append(onnx.helper.make_node("MatMul", [states, weight], [name], name))
        nodes.append(onnx.helper.make_node("Add", [name, bias], list(node.output), node.name))
    used = {name for node in nodes for name in node.input}
    del whole.graph.node[:], whole.graph.initializer[:]
    whole.graph.node.extend(nodes)
    whole.graph.initializer.extend(
        onnx.numpy_helper.from_array(value, name) for name, value in kept.items() if name in used
    )
    return bytes(whole.SerializeToString())
