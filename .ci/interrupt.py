"""Stops the training of lesson 15 as a learner would, and checks that what was trained is kept.

Runs the lesson's cells at full size up to the training, interrupts it after some seconds, and then
evaluates the model: the cell must end without an error, soon, and the loss must have fallen.
"""

import pathlib
import queue
import re
import sys
import time

import nbformat
from jupyter_client.manager import start_new_kernel

LESSON = pathlib.Path(__file__).resolve().parent.parent / "notebooks" / "15-shakespeare.ipynb"
TRAINING = ".fit("
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
        for cell in nbformat.read(LESSON, as_version=4).cells:
            if cell.cell_type != "code":
                continue
            training = TRAINING in cell.source
            status, text, after = run(
                client, cell.source, manager.interrupt_kernel if training else None
            )
            if status != "ok":
                print(f"{status}\n{text}")
                return 1
            if training:
                print(f"the training cell ended {after:.1f} s after the interrupt: {text.strip()}")
                break
        status, text, _ = run(client, "System.out.println(untrained + \" \" + model.evaluate(held));")
        before, now = (float(x) for x in re.findall(r"\d+\.\d+", text)[-2:])
        print(f"held out: {before:.3f} before, {now:.3f} with what was trained")
        return 0 if status == "ok" and now < before - 1 else 1
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    sys.exit(main())
