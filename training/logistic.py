"""Logistic regression for the small scorers whose weights are tables: fitted, cross-validated by groups, shown, written."""
import numpy as np

FOLDS = 10
RIDGE = 0.3


def fit(x, y, weight=None):
    """Ridge logistic regression by Newton's method -> weights; the first feature, the bias, is not held back."""
    weight = np.ones(len(y)) if weight is None else weight
    ridge = np.full(x.shape[1], RIDGE)
    ridge[0] = 1e-6
    w = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (weight * (y - p)) - ridge * w
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        w += step
        if np.abs(step).max() < 1e-9:
            break
    return w


def across(x, y, groups, weight=None, folds=FOLDS):
    """-> the probability of each row, by weights from the groups of other folds"""
    weight = np.ones(len(y)) if weight is None else weight
    names = sorted(set(groups))
    fold = np.array([names.index(group) % folds for group in groups])
    p = np.zeros(len(y))
    for k in range(folds):
        rest = fold != k
        p[~rest] = 1 / (1 + np.exp(-x[~rest] @ fit(x[rest], y[rest], weight[rest])))
    return p


def show_bands(p, y, *edges):
    """Prints how many rows of each band of probability are right; `edges` from the top down."""
    for high, low in zip((1.01, *edges), edges):
        band = (p >= low) & (p < high)
        if band.any():
            print("%.2f and more: %d, mean %.2f, right %.2f" % (low, band.sum(), p[band].mean(), y[band].mean()))


def write(path, kind, names, weights):
    """Writes a scorer's table, or shows it where there is no path."""
    print({name: round(float(value), 2) for name, value in zip(names, weights)})
    if path:
        lines = ["# Weights of the scorer of %s, made by training/%s." % (kind, kind)]
        lines += ["%s\t%.4f" % pair for pair in zip(names, weights)]
        path.write_text("\n".join(lines) + "\n", encoding="utf8")
