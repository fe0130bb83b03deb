#!/usr/bin/python3
"""Starts the kernel many times while both cores are busy; every start must end in a result.

    JUPYTER_PATH=$(java -jar target/unroll.jar kernelspec --path | tail -n 1) \
        /usr/bin/python3 .ci/kernel/starts.py --starts 40
"""

import argparse
import multiprocessing
import statistics
import sys
import time

from jupyter_client.manager import start_new_kernel


def burn():
    while True:
        pass


def start_once():
    """Seconds to a ready kernel and to its first result."""
    begin = time.monotonic()
    km, kc = start_new_kernel(kernel_name="java", startup_timeout=60)
    ready = time.monotonic() - begin
    try:
        results = []

        def hook(message):
            if message["msg_type"] == "execute_result":
                results.append(message["content"]["data"]["text/plain"])

        kc.execute_interactive("6 * 7", timeout=60, output_hook=hook)
        if results != ["42"]:
            raise RuntimeError(f"6 * 7 gave {results}")
        return ready, time.monotonic() - begin
    finally:
        kc.stop_channels()
        km.shutdown_kernel(now=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--starts", type=int, default=40)
    parser.add_argument("--busy", type=int, default=2, help="processes that keep cores busy")
    arguments = parser.parse_args()
    burners = [multiprocessing.Process(target=burn, daemon=True) for _ in range(arguments.busy)]
    for burner in burners:
        burner.start()
    times, failures = [], 0
    try:
        for number in range(1, arguments.starts + 1):
            try:
                times.append(start_once())
            except Exception as error:  # whatever it was, it is a start that failed
                failures += 1
                print(f"start {number} failed: {error}", file=sys.stderr)
    finally:
        for burner in burners:
            burner.terminate()
    for name, column in (("ready", 0), ("first result", 1)):
        seconds = sorted(t[column] for t in times) or [float("nan")]
        print(
            f"{name}: min {seconds[0]:.2f} s, median {statistics.median(seconds):.2f} s,"
            f" max {seconds[-1]:.2f} s"
        )
    print(f"{len(times)} of {arguments.starts} starts succeeded")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
