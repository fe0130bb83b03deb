"""A peer of the benchmark in Python: what PeerMain.java says of commands and answers holds here too.

A peer is a class with VERSIONS, open(workload, threads), steps(n) -> losses, sample(characters).
"""
import random
import struct
import sys
import time

CHARACTERS = 50


class Unsupported(Exception):
    pass


class Workload:
    """Reads the file that Workload.java describes; rows of numbers are memoryviews."""

    def __init__(self, path):
        with open(path, "rb") as file:
            words = file.readline().split()
            data = file.read()
        self.kind = words[0].decode()
        self.vocabulary, self.layers, self.hidden, self.batch, self.window, count = map(int, words[1:7])
        self.rate = float(words[7])
        assert sys.byteorder == "little", "the file has its low bytes first"
        self._data, self._at = memoryview(data), 0
        size = self.batch * self.window
        self.inputs = [self._take("i", size) for _ in range(count)]
        self.targets = [self._take("i", size) for _ in range(count)]
        gates = {"elman": 1, "lstm": 4, "gru": 3}[self.kind]
        h = self.hidden
        self.cells = []
        for layer in range(self.layers):
            inputs = self.vocabulary if layer == 0 else h
            shapes = [(inputs, gates * h)]
            shapes += [(h, 2 * h), (h, h), (1, gates * h), (1, h)] if self.kind == "gru" else [(h, gates * h), (1, gates * h)]
            self.cells.append([(shape, self._take("f", shape[0] * shape[1])) for shape in shapes])
        self.readout = [(shape, self._take("f", shape[0] * shape[1])) for shape in ((h, self.vocabulary), (1, self.vocabulary))]

    def _take(self, kind, count):
        part = self._data[self._at : self._at + 4 * count]
        self._at += 4 * count
        return part.cast(kind)


def draw(probabilities):
    """Where a number drawn evenly from 0 to 1 falls."""
    u = random.random()
    for symbol, p in enumerate(probabilities):
        u -= p
        if u < 0:
            return symbol
    return len(probabilities) - 1


def answer(line):
    print("@", line, flush=True)


def _run(work, seconds, first, limit=None):
    start, done, count = time.perf_counter(), 0, first
    while True:
        work(count)
        done += count
        gone = time.perf_counter() - start
        if gone >= seconds:
            return "ran %d %r" % (done, gone)
        count = limit or max(1, min(done, int((seconds - gone) * done / gone / 2)))


def serve(peer):
    answer("ready " + peer.VERSIONS)
    for line in sys.stdin:
        words = line.split()
        try:
            if words[0] == "open":
                peer.open(Workload(words[6]), int(words[7]))
                answer("ok")
            elif words[0] == "steps":
                answer("losses " + " ".join(repr(float(loss)) for loss in peer.steps(int(words[1]))))
            elif words[0] == "run":
                answer(_run(peer.steps, float(words[1]), 1))
            elif words[0] == "sample":
                answer(_run(peer.sample, float(words[1]), CHARACTERS, CHARACTERS))
            else:
                answer("error no command " + words[0])
        except Unsupported as refusal:
            answer("missing %s" % refusal)
        except Exception as e:  # the driver names it and goes on without this peer
            answer("error %s: %s" % (type(e).__name__, str(e).split("\n")[0]))
