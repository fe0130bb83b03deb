"""PyTorch: its own recurrent modules, Adam and autograd. The second of its two biases, which this kit has not, is held at zero."""
import sys

import peer

try:
    import torch
except ImportError as e:
    peer.answer("missing %s" % e)
    sys.exit(0)

TYPE = torch.float64 if sys.argv[1:] == ["double"] else torch.float32
MODULES = {"elman": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}


def numbers(part):
    shape, values = part
    return torch.frombuffer(bytearray(values), dtype=torch.float32).reshape(shape).to(TYPE)


class Torch:
    VERSIONS = "PyTorch %s, %s, Python %s" % (torch.__version__, str(TYPE).split(".")[1], sys.version.split()[0])

    def open(self, work, threads):
        torch.set_num_threads(threads)
        self.work, self.step = work, 0
        self.cells = MODULES[work.kind](work.vocabulary, work.hidden, work.layers, dtype=TYPE)
        self.readout = torch.nn.Linear(work.hidden, work.vocabulary, dtype=TYPE)
        with torch.no_grad():
            for layer, parts in enumerate(work.cells):
                self._load(layer, [numbers(part) for part in parts])
            self.readout.weight.copy_(numbers(work.readout[0]).T)
            self.readout.bias.copy_(numbers(work.readout[1])[0])
        parameters = [p for p in self.cells.parameters() if p.requires_grad] + list(self.readout.parameters())
        self.adam = torch.optim.Adam(parameters, lr=work.rate)
        as_tensor = lambda part: torch.frombuffer(bytearray(part), dtype=torch.int32).long()
        self.inputs, self.targets = [as_tensor(p) for p in work.inputs], [as_tensor(p) for p in work.targets]

    def _load(self, layer, parts):
        h, kind = self.work.hidden, self.work.kind
        get = lambda name: getattr(self.cells, "%s_l%d" % (name, layer))
        if kind == "gru":
            x, gates, candidate, bias, inner = parts
            recurrent = torch.cat([gates, candidate], 1)
        else:
            x, recurrent, bias = parts
        # gates of an LSTM: i, f, o, g there, i, f, g, o here
        order = [0, 1, 3, 2] if kind == "lstm" else range(x.shape[1] // h)
        turn = lambda m: torch.cat([m[:, g * h : (g + 1) * h] for g in order], 1).T
        get("weight_ih").copy_(turn(x))
        get("weight_hh").copy_(turn(recurrent))
        get("bias_ih").copy_(turn(bias)[:, 0])
        get("bias_hh").zero_()
        if kind == "gru":
            get("bias_hh")[2 * h :] = inner[0]
        else:
            get("bias_hh").requires_grad_(False)

    def steps(self, n):
        losses = []
        for _ in range(n):
            k = self.step % len(self.inputs)
            self.step += 1
            x = torch.nn.functional.one_hot(self.inputs[k], self.work.vocabulary).to(TYPE)
            out, state = self.cells(x.view(self.work.window, self.work.batch, -1), None if k == 0 else self.state)
            self.state = tuple(s.detach() for s in state) if isinstance(state, tuple) else state.detach()
            loss = torch.nn.functional.cross_entropy(self.readout(out).view(-1, self.work.vocabulary), self.targets[k])
            self.adam.zero_grad()
            loss.backward()
            self.adam.step()
            losses.append(loss.item())
        return losses

    @torch.inference_mode()
    def sample(self, characters):
        state, symbol = None, 0
        x = torch.zeros(1, 1, self.work.vocabulary, dtype=TYPE)
        for _ in range(characters):
            x.zero_()
            x[0, 0, symbol] = 1
            out, state = self.cells(x, state)
            symbol = torch.multinomial(torch.softmax(self.readout(out[0, 0]), 0), 1).item()


peer.serve(Torch())
