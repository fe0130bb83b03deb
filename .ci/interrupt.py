"""Stops a training as a learner would, and checks that what was trained is kept.

Trains a model of Shakespeare in a cell that would run for minutes, interrupts it after some seconds, and
then evaluates the model: the cell must end without an error, soon, and the loss must have fallen.
"""

import queue
import re
import sys
import time

from jupyter_client.manager import start_new_kernel

PREPARATION = """
import unroll.cell.*;
import unroll.data.*;
import unroll.model.*;
import unroll.notebook.*;
import unroll.tape.*;
import unroll.train.*;

Corpus text = Corpus.of(Datasets.shakespeare().text());
Corpus held = text.split(0.1).validation();
Windows windows = Windows.of(text.split(0.1).train(), 32, 50);
LanguageModel<Lstm.State> model = LanguageModel.lstm(text.vocabulary(), 128, Initializer.seeded(1));
double untrained = model.evaluate(held, 32);
"""
TRAINING = """
try (LiveLoss live = LiveLoss.of("Reading Shakespeare", "nats per character")) {
  System.out.println(Trainer.of(Adam.of(model.parameters(), 0.01)).clipping(5)
      .listening(live::follow).fit(12 * windows.size(), model.lossOver(windows)));
}
"""
RESULT = 'System.out.println(untrained + " " + model.evaluate(held, 32));'
SECONDS = 12


def run(client, source, interrupt=None):
    """Runs a cell, interrupted once if asked; returns status, what it printed, seconds after that."""
    asked = client.execute(source)
    text, status, interrupted = "", "ok", None
    start = time.time()
    while time.time() - start < 120:
        if interrupt and not interrupted and time.time() - start > SECONDS:
            interrupt()
            interrupted = time.time()
        try:
            message = client.get_iopub_msg(timeout=0.5)
        except queue.Empty:
            continue
        if message["parent_header"].get("msg_id") != asked:
            continue
        content = message["content"]
        if message["msg_type"] == "stream":
            text += content["text"]
        elif message["msg_type"] == "error":
            status, text = "error", text + "\n".join(content["traceback"])
        elif message["msg_type"] == "status" and content["execution_state"] == "idle":
            return status, text, time.time() - interrupted if interrupted else 0
    return "late", text, 0


def main():
    manager, client = start_new_kernel(kernel_name="java")
    try:
        status, text, _ = run(client, PREPARATION)
        if status == "ok":
            status, text, after = run(client, TRAINING, manager.interrupt_kernel)
        if status != "ok":
            print(f"{status}\n{text}")
            return 1
        print(f"the training cell ended {after:.1f} s after the interrupt: {text.strip()}")
        status, text, _ = run(client, RESULT)
        before, now = (float(x) for x in re.findall(r"\d+\.\d+", text)[-2:])
        print(f"held out: {before:.3f} before, {now:.3f} with what was trained")
        return 0 if status == "ok" and now < before - 1 else 1
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    sys.exit(main())
