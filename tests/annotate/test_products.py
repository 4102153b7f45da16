"""A product is right, and a row's bits do not depend on the rows beside it."""

from __future__ import annotations

import numpy as np
import pytest

from kg.annotate.products import Products

SHAPES = [(288, 288), (300, 96), (96, 128), (131, 77), (1, 1)]


@pytest.fixture(scope="module")
def products() -> Products:
    return Products()


@pytest.mark.parametrize(("inner", "columns"), SHAPES)
def test_rows_are_alike_in_any_company(products: Products, inner: int, columns: int) -> None:
    random = np.random.default_rng(7)
    x = random.standard_normal((700, inner), dtype="float32")
    y = random.standard_normal((columns, inner), dtype="float32")
    whole = products.gemm(x, y, trans2=True)
    assert np.allclose(whole, x @ y.T, atol=1e-3)
    for begin, end in [(0, 1), (5, 7), (3, 20), (100, 101), (111, 400), (699, 700)]:
        assert np.array_equal(products.gemm(x[begin:end], y, trans2=True), whole[begin:end])


def test_either_side_may_be_transposed_and_the_place_given(products: Products) -> None:
    x = np.arange(6, dtype="float32").reshape(2, 3)
    y = np.arange(12, dtype="float32").reshape(3, 4)
    assert np.array_equal(products.gemm(x, y), x @ y)
    assert np.array_equal(products.gemm(np.ascontiguousarray(x.T), y, trans1=True), x @ y)
    out = np.zeros((2, 4), dtype="float32")
    assert products.gemm(x, y, out=out) is out
    assert np.array_equal(out, x @ y)


def test_no_rows_give_no_rows(products: Products) -> None:
    assert products.gemm(np.zeros((0, 3), dtype="float32"), np.ones((3, 4), dtype="float32")).shape == (0, 4)
