"""Writes the numbers beside this file: recurrent networks and attention in PyTorch, 64 bit.

Run with torch 2.13.0 (CPU): python pytorch.py > pytorch.txt
A block is a line "name rows columns" and its rows. Weights are transposed to rows as examples,
LSTM gates put into the order i, f, o, g; sequences are time-major, step after step.
"""
import torch

torch.manual_seed(20140603)
torch.set_default_dtype(torch.float64)
T, B, D, H = 4, 3, 2, 5


def show(name, tensor):
    rows = tensor.detach().reshape(-1, tensor.shape[-1])
    print(name, rows.shape[0], rows.shape[1])
    for row in rows:
        print(" ".join(repr(float(number)) for number in row))


def gates(weight, order):
    """Torch stacks gates in rows; puts the blocks into our order, side by side in columns."""
    blocks = weight.reshape(len(order), H, -1)
    return torch.cat([blocks[i] for i in order]).T if weight.dim() > 1 else (
        torch.cat([weight.reshape(len(order), H)[i] for i in order])[None])


def run(name, module, order):
    x = torch.randn(T, B, D, requires_grad=True)
    start = [torch.randn(1, B, H, requires_grad=True) for _ in range(2 if name == "lstm" else 1)]
    factor = torch.randn(T, B, H)
    outputs, last = module(x, tuple(start) if name == "lstm" else start[0])
    loss = (outputs * factor).sum()
    if name == "lstm":
        loss = loss + (last[1] ** 2).sum()
        show("lstm.c", last[1])
    loss.backward()
    show(name + ".x", x)
    show(name + ".dx", x.grad)
    for part, value in zip("hc", start):
        show(f"{name}.{part}0", value)
        show(f"{name}.d{part}0", value.grad)
    show(name + ".factor", factor)
    show(name + ".outputs", outputs)
    show(name + ".loss", loss.reshape(1, 1))
    for ours, theirs in (("Wx", "weight_ih_l0"), ("Wh", "weight_hh_l0"),
                         ("bx", "bias_ih_l0"), ("bh", "bias_hh_l0")):
        parameter = getattr(module, theirs)
        show(f"{name}.{ours}", gates(parameter, order))
        show(f"{name}.d{ours}", gates(parameter.grad, order))


run("elman", torch.nn.RNN(D, H), [0])
run("relu", torch.nn.RNN(D, H, nonlinearity="relu"), [0])
run("lstm", torch.nn.LSTM(D, H), [0, 1, 3, 2])
run("gru", torch.nn.GRU(D, H), [0, 1, 2])

# Attention of B queries of H numbers over S memories of M numbers; the last of the first example
# is masked. Additive: Bahdanau et al. 2015, appendix A.1.2. General: Luong et al. 2015, equation 8.
S, M, A = 4, 3, 6
for kind in ("additive", "general"):
    query = torch.randn(B, H, requires_grad=True)
    memory = torch.randn(S, B, M, requires_grad=True)
    factor = torch.randn(B, M)
    if kind == "additive":
        weights = {"Wa": torch.randn(H, A), "Ua": torch.randn(M, A), "va": torch.randn(1, A)}
    else:
        weights = {"Wa": torch.randn(H, M)}
    for weight in weights.values():
        weight.requires_grad_()
    if kind == "additive":
        energy = torch.tanh(query @ weights["Wa"] + memory @ weights["Ua"]) @ weights["va"][0]
    else:
        energy = ((query @ weights["Wa"]) * memory).sum(-1)
    mask = torch.zeros(S, B, dtype=torch.bool)
    mask[S - 1, 0] = True
    alpha = energy.masked_fill(mask, -torch.inf).softmax(0)
    context = (alpha[:, :, None] * memory).sum(0)
    (context * factor).sum().backward()
    named = {"query": query, "memory": memory, **weights}
    for name, value in named.items():
        show(f"{kind}.{name}", value)
        show(f"{kind}.d{name}", value.grad)
    show(kind + ".factor", factor)
    show(kind + ".weights", alpha.T)
    show(kind + ".context", context)

# Layer normalisation, and losses.
norm = torch.nn.LayerNorm(H)
torch.nn.init.normal_(norm.weight)
torch.nn.init.normal_(norm.bias)
x = torch.randn(B, H, requires_grad=True)
factor = torch.randn(B, H)
y = norm(x)
(y * factor).sum().backward()
for name, value in {"x": x, "dx": x.grad, "factor": factor, "y": y, "gain": norm.weight[None],
                    "dgain": norm.weight.grad[None], "bias": norm.bias[None],
                    "dbias": norm.bias.grad[None]}.items():
    show("norm." + name, value)
logits = (3 * torch.randn(B, H)).requires_grad_()
targets = torch.rand(B, H)
loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, targets, reduction="sum") / B
loss.backward()
for name, value in {"logits": logits, "dlogits": logits.grad, "targets": targets,
                    "loss": loss.reshape(1, 1)}.items():
    show("bernoulli." + name, value)

# Cells that PyTorch does not have, as their papers write them; layer_norm is PyTorch's.
def weights(**shapes):
    made = {key: (0.7 * torch.randn(*shape)).requires_grad_() for key, shape in shapes.items()}
    made["x"] = torch.randn(T, B, D, requires_grad=True)
    return made


def finish(name, named, outputs):
    outputs = torch.stack(outputs)
    factor = torch.randn(T, B, H)
    (outputs * factor).sum().backward()
    for key, value in named.items():
        show(f"{name}.{key}", value)
        show(f"{name}.d{key}", value.grad)
    show(name + ".factor", factor)
    show(name + ".outputs", outputs)


# Pascanu et al. 2014, a transition of two layers with shortcut.
w = weights(Wx=(D, H), b=(1, H), Wh=(H, H), W2=(H, H), b2=(1, H), Ws=(H, H))
h, outputs = torch.zeros(B, H), []
for t in range(T):
    u = torch.tanh(w["x"][t] @ w["Wx"] + h @ w["Wh"] + w["b"])
    h = torch.tanh(u @ w["W2"] + w["b2"] + h @ w["Ws"])
    outputs.append(h)
finish("deep", w, outputs)

# Graves 2013, equations 7 to 11; blocks i, f, o, g.
w = weights(Wx=(D, 4 * H), Wh=(H, 4 * H), b=(1, 4 * H), p=(1, 3 * H))
h, c, outputs = torch.zeros(B, H), torch.zeros(B, H), []
pi, pf, po = w["p"].split(H, 1)
for t in range(T):
    i, f, o, g = (w["x"][t] @ w["Wx"] + h @ w["Wh"] + w["b"]).split(H, 1)
    c = torch.sigmoid(f + pf * c) * c + torch.sigmoid(i + pi * c) * torch.tanh(g)
    h = torch.sigmoid(o + po * c) * torch.tanh(c)
    outputs.append(h)
finish("peephole", w, outputs)

# Ba et al. 2016, equations 20 to 22; blocks i, f, o, g.
w = weights(Wx=(D, 4 * H), Wh=(H, 4 * H), gx=(1, 4 * H), bx=(1, 4 * H),
            gh=(1, 4 * H), bh=(1, 4 * H), gc=(1, H), bc=(1, H))
norm = lambda v, gain, bias: torch.nn.functional.layer_norm(
    v, v.shape[-1:], w[gain][0], w[bias][0])
h, c, outputs = torch.zeros(B, H), torch.zeros(B, H), []
for t in range(T):
    i, f, o, g = (norm(w["x"][t] @ w["Wx"], "gx", "bx")
                  + norm(h @ w["Wh"], "gh", "bh")).split(H, 1)
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    h = torch.sigmoid(o) * torch.tanh(norm(c, "gc", "bc"))
    outputs.append(h)
finish("normalized", w, outputs)
