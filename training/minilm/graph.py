"""Builds ONNX graphs of MiniLM by hand, so that only standard operators appear and the file is
the same for the same weights. With int8=True, every product with a weight matrix is
DynamicQuantizeLinear (one scale for the whole activation) + MatMulInteger (one scale per output
column of the weights), and embedding tables are uint8."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .base import EPSILON, HEADS, HIDDEN, quantise_table

OPSET, IR_VERSION = 17, 8


def quantise_matrix(matrix, narrow):
    """float [n, m], n even -> (int8 [n, m], scale [m]), one scale a column.

    With `narrow`, two neighbours (rows 2k and 2k + 1) of a column have absolute values of at most
    128 together. CPUs without VNNI add two products of uint8 and int8 in 16 bits, and 255 x 128 is
    the most that fits: so every CPU computes the same sums.
    """
    size = np.abs(matrix)
    most = (size[0::2] + size[1::2]).max(0) if narrow else size.max(0)
    scale = np.maximum(most, 1e-12).astype(np.float32) / np.float32(127)
    return np.rint(matrix / scale).astype(np.int8), scale


class Graph:
    """A graph under construction; every method returns the name of its result."""

    def __init__(self, int8, narrow=True):
        self.int8, self.narrow = int8, narrow
        self.nodes, self.constants, self.quantised = [], {}, {}

    def constant(self, name, array):
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def number(self, value):
        return self.constant("number_%r" % float(value), np.array(value, np.float32))

    def ints(self, *values):
        name = "ints_" + "_".join(str(v).replace("-", "m") for v in values)
        return self.constant(name, np.array(values, np.int64))

    def op(self, kind, *inputs, name=None, **attributes):
        out = name or "%s_%d" % (kind.lower(), len(self.nodes))
        self.nodes.append(helper.make_node(kind, list(inputs), [out], name=out, **attributes))
        return out

    def quantise(self, x):
        """float x -> (uint8, scale, zero point); asked twice, answered with the same nodes."""
        if x not in self.quantised:
            names = [x + end for end in ("_u8", "_scale", "_zero")]
            self.nodes.append(helper.make_node("DynamicQuantizeLinear", [x], names, name=x + "_quantise"))
            self.quantised[x] = names
        return self.quantised[x]

    def product(self, x, name, matrix):
        """x [.., n] times a constant matrix [n, m]."""
        if not self.int8:
            return self.op("MatMul", x, self.constant(name, matrix))
        whole_numbers, scale = quantise_matrix(matrix, self.narrow)
        weight = self.constant(name + "_i8", whole_numbers)
        zero = self.constant(name + "_zero", np.zeros(matrix.shape[1], np.int8))
        u8, x_scale, x_zero = self.quantise(x)
        whole = self.op("Cast", self.op("MatMulInteger", u8, weight, x_zero, zero), to=TensorProto.FLOAT)
        return self.op("Mul", whole, self.op("Mul", x_scale, self.constant(name + "_scale", scale)))

    def linear(self, x, weights, name, out=None):
        """x [.., n] through the layer `name` (weight [m, n] as torch keeps it, bias [m])."""
        y = self.product(x, name + ".weight", weights[name + ".weight"].T)
        return self.op("Add", y, self.constant(name + ".bias", weights[name + ".bias"]), name=out)

    def norm(self, x, weights, name):
        return self.op("LayerNormalization", x, self.constant(name + ".weight", weights[name + ".weight"]),
                       self.constant(name + ".bias", weights[name + ".bias"]), axis=-1, epsilon=EPSILON)

    def gelu(self, x):
        erf = self.op("Erf", self.op("Div", x, self.number(np.sqrt(2))))
        return self.op("Mul", self.op("Mul", x, self.op("Add", erf, self.number(1))), self.number(0.5))

    def look_up(self, ids, name, table):
        """ids [b, l] -> rows of the table, float [b, l, n]."""
        if not self.int8:
            return self.op("Gather", self.constant(name, table), ids)
        q, scale, zero = quantise_table(table)
        rows = self.op("Gather", self.constant(name + "_u8", q), ids)
        return self.op("DequantizeLinear", rows, self.constant(name + "_scale", scale),
                       self.constant(name + "_zero", zero))

    def model(self, inputs, outputs, producer, floats=None):
        """inputs: {name: shape}, int64, and floats, float32; outputs: {name: shape}, float32 -> checked ModelProto."""
        info = helper.make_tensor_value_info
        graph = helper.make_graph(
            self.nodes, producer,
            [info(k, TensorProto.INT64, v) for k, v in inputs.items()]
            + [info(k, TensorProto.FLOAT, v) for k, v in (floats or {}).items()],
            [info(k, TensorProto.FLOAT, v) for k, v in outputs.items()], list(self.constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)],
                                  ir_version=IR_VERSION, producer_name=producer)
        onnx.checker.check_model(model, full_check=True)
        return model


def split_heads(g, x, order):
    """[b, l, 384] -> [b, 12, l, 32], or the order given."""
    return g.op("Transpose", g.op("Reshape", x, g.ints(0, 0, HEADS, HIDDEN // HEADS)), perm=order)


def attention(g, x, bias, weights, name):
    """Self-attention. x [b, l, 384], bias [b, 1, 1, l] (0, or very negative where masked)."""
    q = split_heads(g, g.linear(x, weights, name + "self.query"), [0, 2, 1, 3])
    k = split_heads(g, g.linear(x, weights, name + "self.key"), [0, 2, 3, 1])
    v = split_heads(g, g.linear(x, weights, name + "self.value"), [0, 2, 1, 3])
    scores = g.op("Div", g.op("MatMul", q, k), g.number(np.sqrt(HIDDEN // HEADS)))
    mixed = g.op("MatMul", g.op("Softmax", g.op("Add", scores, bias), axis=-1), v)
    flat = g.op("Reshape", g.op("Transpose", mixed, perm=[0, 2, 1, 3]), g.ints(0, 0, HIDDEN))
    return g.linear(flat, weights, name + "output.dense")


def layer(g, x, bias, weights, name):
    """One transformer layer, norms after the sums as in BERT."""
    mixed = attention(g, x, bias, weights, name + "attention.")
    x = g.norm(g.op("Add", mixed, x), weights, name + "attention.output.LayerNorm")
    inner = g.gelu(g.linear(x, weights, name + "intermediate.dense"))
    outer = g.linear(inner, weights, name + "output.dense")
    return g.norm(g.op("Add", outer, x), weights, name + "output.LayerNorm")


def mask_bias(g, mask):
    """attention_mask int64 [b, l] -> float [b, 1, 1, l]: 0 to attend, -10000 not to."""
    real = g.op("Cast", g.op("Unsqueeze", mask, g.ints(1, 2)), to=TensorProto.FLOAT)
    return g.op("Mul", g.op("Sub", g.number(1), real), g.number(-10000))


def encoder(g, weights, prefix="", longest=512, extra=None, words=None):
    """Whole encoder over inputs input_ids and attention_mask -> hidden states [b, l, 384].

    `extra`, a result [b, l, 384], is added to the embeddings; `words`, a result or input of that shape, takes the
    place of the words' rows where the file is to have no table. Positions and the only segment used
    are one float table of `longest` rows.
    """
    e = prefix + "embeddings."
    words = words or g.look_up("input_ids", e + "words", weights[e + "word_embeddings.weight"])
    places = weights[e + "position_embeddings.weight"][:longest] + weights[e + "token_type_embeddings.weight"][:1]
    length = g.op("Slice", g.op("Shape", "attention_mask"), g.ints(1), g.ints(2))
    rows = g.op("Slice", g.constant(e + "places", places), g.ints(0), length, g.ints(0))
    x = g.op("Add", words, rows)
    x = g.op("Add", x, extra) if extra else x
    x = g.norm(x, weights, e + "LayerNorm")
    bias = mask_bias(g, "attention_mask")
    count = sum(name.startswith(prefix + "encoder.layer.") and name.endswith("self.query.weight") for name in weights)
    for i in range(count):
        x = layer(g, x, bias, weights, "%sencoder.layer.%d." % (prefix, i))
    return x
