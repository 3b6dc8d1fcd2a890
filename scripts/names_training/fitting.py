"""The fit: a weighted logistic regression on the best (label, stem) pair of each hostname and site."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from names_training.rows import Table

RIDGE = 6.0
# The fit is given more ordinary names than a stream has for each successor, as that ranks later moves better. Then the
# bias is set as if only this share of them were there, so that what is said comes true (measured on sites never seen).
ORDINARY_SHARE = 0.3
PASSES = 3  # which pair is the best depends on the weights, so the choice is made again


@dataclass(frozen=True, slots=True)
class Fitted:
    """The bias and a weight for each feature."""

    bias: float
    weights: NDArray[np.float64]

    def log_odds(self, table: Table) -> NDArray[np.float64]:
        """Of every pair."""
        found: NDArray[np.float64] = table.features @ self.weights + self.bias
        return found

    def best(self, table: Table) -> NDArray[np.float64]:
        """The log-odds of every group's best pair."""
        found = np.full(len(table.weights), -np.inf)
        np.maximum.at(found, table.group, self.log_odds(table))
        return found


def fit(successors: Table, ordinary: Table) -> Fitted:
    """Weights that tell successors from ordinary names."""
    fitted: Fitted | None = None
    for _ in range(PASSES):
        chosen = [_best_rows(table, fitted) for table in (successors, ordinary)]
        tables = list(zip((successors, ordinary), chosen, strict=True))
        matrix = np.concatenate([table.features[rows] for table, rows in tables]).astype(np.float64)
        weights = np.concatenate([table.weights[table.group[rows]] for table, rows in tables])
        labels = np.concatenate([np.ones(len(chosen[0])), np.zeros(len(chosen[1]))])
        fitted = _regress(matrix, labels, weights)
    assert fitted is not None
    return replace(fitted, bias=fitted.bias - math.log(ORDINARY_SHARE))


def _best_rows(table: Table, fitted: Fitted | None) -> NDArray[np.int64]:
    """For each group the row of its best pair; all rows while there are no weights yet."""
    if fitted is None:
        return np.arange(len(table.group))
    order = np.lexsort((-fitted.log_odds(table), table.group))
    groups = table.group[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = groups[1:] != groups[:-1]
    rows: NDArray[np.int64] = order[first]
    return rows


def _regress(
    matrix: NDArray[np.float64], labels: NDArray[np.float64], weights: NDArray[np.float64], rounds: int = 80
) -> Fitted:
    """Newton steps; the bias is hardly shrunk."""
    matrix = np.column_stack([np.ones(len(matrix)), matrix])
    found = np.zeros(matrix.shape[1])
    shrink = np.full(matrix.shape[1], RIDGE)
    shrink[0] = 1e-4
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ found, -60, 60)))
        gradient = matrix.T @ (weights * (chance - labels)) + shrink * found
        curvature = (matrix * (weights * chance * (1 - chance))[:, None]).T @ matrix + np.diag(shrink)
        step = np.linalg.solve(curvature, gradient)
        found -= step
        if np.abs(step).max() < 1e-7:
            break
    return Fitted(float(found[0]), found[1:])
