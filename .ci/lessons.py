"""Runs every lesson in quick mode through the real Jupyter protocol: nbclient and the kit's kernel."""

import os
import pathlib
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


def main(folder: str) -> int:
    os.environ["UNROLL_QUICK"] = "1"
    lessons = sorted(pathlib.Path(folder).glob("*.ipynb"))
    if not lessons:
        print(f"no lessons in {folder}")
        return 2
    failed = 0
    for lesson in lessons:
        notebook = nbformat.read(lesson, as_version=4)
        client = NotebookClient(
            notebook, kernel_name="java", timeout=300, resources={"metadata": {"path": folder}}
        )
        start = time.time()
        try:
            client.execute()
            print(f"ok    {lesson.name}  {time.time() - start:.1f} s")
        except CellExecutionError as error:
            failed += 1
            print(f"FAIL  {lesson.name}\n{error}")
    print(f"{len(lessons) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
