"""numpy: the network written by hand on its products, as min-char-rnn does it, here for a batch and for LSTMs too."""
import sys

import peer

try:
    import numpy as np
except ImportError as e:
    peer.answer("missing %s" % e)
    sys.exit(0)

BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8


def numbers(part):
    shape, values = part
    return np.array(values, dtype=np.float32).reshape(shape)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class Numpy:
    VERSIONS = "numpy %s, float32, Python %s" % (np.__version__, sys.version.split()[0])

    def open(self, work, threads):
        if work.kind == "gru":
            raise peer.Unsupported("no GRU was written in numpy")
        self.work, self.step, self.lstm = work, 0, work.kind == "lstm"
        self.weights = [numbers(part) for parts in work.cells for part in parts] + [numbers(part) for part in work.readout]
        self.m = [np.zeros_like(w) for w in self.weights]
        self.v = [np.zeros_like(w) for w in self.weights]
        self.inputs = [np.array(part).reshape(work.window, work.batch) for part in work.inputs]
        self.targets = [np.array(part) for part in work.targets]

    def zeros(self, batch):
        return [[np.zeros((batch, self.work.hidden), np.float32) for _ in range(2)] for _ in range(self.work.layers)]

    def cell(self, z, c):
        """Activates one step; returns the gates, the memory and the output."""
        h = self.work.hidden
        if not self.lstm:
            return None, c, np.tanh(z)
        gates = np.empty_like(z)
        gates[:, : 3 * h] = sigmoid(z[:, : 3 * h])
        gates[:, 3 * h :] = np.tanh(z[:, 3 * h :])
        i, f, o, g = np.split(gates, 4, 1)
        c = f * c + i * g
        return gates, c, o * np.tanh(c)

    def steps(self, n):
        return [self.one_step() for _ in range(n)]

    def one_step(self):
        work, h = self.work, self.work.hidden
        k = self.step % len(self.inputs)
        self.step += 1
        if k == 0:
            self.state = self.zeros(work.batch)
        symbols, below, passes = self.inputs[k], None, []
        for layer in range(work.layers):
            wx, wh, b = self.weights[3 * layer : 3 * layer + 3]
            first_h, first_c = self.state[layer]
            zs = wx[symbols] if layer == 0 else below @ wx
            hs, cs, gates = [first_h], [first_c], []
            for t in range(work.window):
                gate, c, out = self.cell(zs[t] + hs[-1] @ wh + b, cs[-1])
                gates.append(gate)
                cs.append(c)
                hs.append(out)
            self.state[layer] = [hs[-1], cs[-1]]
            passes.append((below, hs, cs, gates))
            below = np.stack(hs[1:])
        w, b = self.weights[-2:]
        flat = below.reshape(-1, h)
        logits = flat @ w + b
        logits -= logits.max(1, keepdims=True)
        p = np.exp(logits)
        p /= p.sum(1, keepdims=True)
        rows = np.arange(len(p))
        loss = -np.log(p[rows, self.targets[k]]).mean()
        p[rows, self.targets[k]] -= 1
        p /= len(p)
        gradients = [None] * len(self.weights)
        gradients[-2:] = [flat.T @ p, p.sum(0, keepdims=True)]
        above = (p @ w.T).reshape(below.shape)
        for layer in reversed(range(work.layers)):
            below, hs, cs, gates = passes[layer]
            wx, wh, b = self.weights[3 * layer : 3 * layer + 3]
            dz = np.empty((work.window, work.batch, wh.shape[1]), np.float32)
            dh_next = np.zeros((work.batch, h), np.float32)
            dc = np.zeros((work.batch, h), np.float32)
            for t in reversed(range(work.window)):
                dh = above[t] + dh_next
                if self.lstm:
                    i, f, o, g = np.split(gates[t], 4, 1)
                    tanh = np.tanh(cs[t + 1])
                    dc = dc + dh * o * (1 - tanh * tanh)
                    dz[t, :, :h] = dc * g * i * (1 - i)
                    dz[t, :, h : 2 * h] = dc * cs[t] * f * (1 - f)
                    dz[t, :, 2 * h : 3 * h] = dh * tanh * o * (1 - o)
                    dz[t, :, 3 * h :] = dc * i * (1 - g * g)
                    dc = dc * f
                else:
                    dz[t] = dh * (1 - hs[t + 1] * hs[t + 1])
                dh_next = dz[t] @ wh.T
            flat = dz.reshape(-1, dz.shape[2])
            if layer == 0:
                dwx = np.zeros_like(wx)
                np.add.at(dwx, symbols.reshape(-1), flat)
            else:
                dwx = below.reshape(-1, h).T @ flat
                above = (flat @ wx.T).reshape(above.shape)
            dwh = np.stack(hs[:-1]).reshape(-1, h).T @ flat
            gradients[3 * layer : 3 * layer + 3] = [dwx, dwh, flat.sum(0, keepdims=True)]
        self.adam(gradients)
        return loss

    def adam(self, gradients):
        root = np.float32(np.sqrt(1 - BETA2**self.step))
        rate = np.float32(self.work.rate / (1 - BETA1**self.step))
        for w, m, v, g in zip(self.weights, self.m, self.v, gradients):
            m += np.float32(1 - BETA1) * (g - m)
            v += np.float32(1 - BETA2) * (g * g - v)
            w -= rate * m / (np.sqrt(v) / root + np.float32(EPSILON))

    def sample(self, characters):
        state, symbol = self.zeros(1), 0
        for _ in range(characters):
            below = None
            for layer in range(self.work.layers):
                wx, wh, b = self.weights[3 * layer : 3 * layer + 3]
                z = wx[symbol : symbol + 1] if layer == 0 else below @ wx
                _, c, below = self.cell(z + state[layer][0] @ wh + b, state[layer][1])
                state[layer] = [below, c]
            logits = (below @ self.weights[-2] + self.weights[-1])[0]
            p = np.exp(logits - logits.max())
            symbol = peer.draw((p / p.sum()).tolist())


peer.serve(Numpy())
