"""Runs lessons as a browser does: asks a Jupyter server for the notebook, starts its kernel, runs every cell.

    python3 lesson.py ADDRESS LESSON...

ADDRESS is what the course printed, token included; LESSON is a name in notebooks/. Exit status 1 if a cell ends in an
error or a lesson takes more than eight minutes. Needs what comes with every Jupyter: tornado.
"""

import asyncio
import json
import sys
import time
import urllib.parse
import urllib.request
import uuid

from tornado.websocket import websocket_connect

SECONDS = 480


class Server:
    def __init__(self, address):
        parts = urllib.parse.urlsplit(address)
        self.base = f"{parts.scheme}://{parts.netloc}/"
        self.token = urllib.parse.parse_qs(parts.query).get("token", [""])[0]

    def ask(self, method, path, body=None):
        request = urllib.request.Request(
            self.base + "api/" + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": "token " + self.token},
        )
        with urllib.request.urlopen(request, timeout=60) as reply:
            text = reply.read()
        return json.loads(text) if text else None


async def run(server, lesson):
    path = f"notebooks/{lesson}.ipynb"
    notebook = server.ask("GET", "contents/" + path)["content"]
    kernel = notebook["metadata"]["kernelspec"]["name"]
    session = server.ask(
        "POST", "sessions", {"path": path, "name": lesson, "type": "notebook", "kernel": {"name": kernel}}
    )
    channels = f"api/kernels/{session['kernel']['id']}/channels?session_id=walk&token={server.token}"
    socket = await websocket_connect("ws" + server.base[len("http"):] + channels)
    try:
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        for number, cell in enumerate(cells, 1):
            failure = await execute(socket, "".join(cell["source"]))
            if failure:
                raise RuntimeError(f"{lesson}, code cell {number}: {failure}")
        return len(cells)
    finally:
        socket.close()
        server.ask("DELETE", "sessions/" + session["id"])


async def execute(socket, source):
    """Runs one cell; returns what went wrong, or nothing."""
    asked = uuid.uuid4().hex
    header = {"msg_id": asked, "msg_type": "execute_request", "username": "walk", "session": "walk", "version": "5.3"}
    content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    await socket.write_message(json.dumps(message))
    failure, replied, idle = "", False, False
    while not (replied and idle):
        text = await socket.read_message()
        if text is None:
            return "the server closed the connection"
        reply = json.loads(text)
        if reply["parent_header"].get("msg_id") != asked:
            continue
        if reply["msg_type"] == "error":
            failure = reply["content"]["ename"] + ": " + reply["content"]["evalue"]
        elif reply["msg_type"] == "execute_reply":
            replied = True
        elif reply["msg_type"] == "status":
            idle = reply["content"]["execution_state"] == "idle"
    return failure


async def main(address, lessons):
    server = Server(address)
    for lesson in lessons:
        start = time.time()
        cells = await asyncio.wait_for(run(server, lesson), SECONDS)
        print(f"   {lesson}: {cells} cells ran without an error, {time.time() - start:.0f} s")


if __name__ == "__main__":
    try:
        asyncio.run(main(sys.argv[1], sys.argv[2:]))
    except (RuntimeError, OSError, asyncio.TimeoutError) as failure:
        print(f"FAILED {failure or 'not done in time'}", file=sys.stderr)
        sys.exit(1)
