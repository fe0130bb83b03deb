#!/usr/bin/python3
"""A class on one machine: N users of a JupyterHub start a server and a Java kernel and run a lesson at once.

Needs Debian's packages jupyterhub and jupyter-notebook (their Python brings tornado), and a built course.

    .ci/jupyterhub/rehearse.py --users 20 --lesson 02-elman

Says how long servers and kernels took to start, what each took of memory, and what failed; ends with 1 if anything did.
"""

import argparse
import asyncio
import collections
import json
import os
import pathlib
import secrets
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

HERE = pathlib.Path(__file__).resolve().parent
COURSE = HERE.parent.parent


class Failed(Exception):
    """One user could not go on; the message says why."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Hub:
    """A JupyterHub of this machine, and its interface for programs."""

    def __init__(self, work: pathlib.Path, options):
        self.work = work
        self.port = free_port()
        self.token = secrets.token_hex(32)
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = open(work / "hub.log", "wb")
        environment = dict(
            os.environ,
            REHEARSAL_WORK=str(work),
            REHEARSAL_URL=self.url,
            REHEARSAL_HUB_PORT=str(free_port()),
            REHEARSAL_PROXY=f"http://127.0.0.1:{free_port()}",
            REHEARSAL_TOKEN=self.token,
            REHEARSAL_USERS=str(options.users),
            REHEARSAL_JUPYTER_PATH=str(options.prefix / "share" / "jupyter"),
            REHEARSAL_JAVA=options.java,
            # Debian's proxy looks for its parts there; a Node.js from elsewhere does not
            NODE_PATH=os.pathsep.join(filter(None, [os.environ.get("NODE_PATH"), "/usr/share/nodejs"])),
        )
        environment.pop("JUPYTER_PATH", None)
        self.process = subprocess.Popen(
            ["jupyterhub", "--config", str(HERE / "jupyterhub_config.py")],
            cwd=work, env=environment, stdout=self.log, stderr=self.log, start_new_session=True,
        )

    async def ask(self, method: str, path: str, token: str = "", body=None):
        request = HTTPRequest(
            self.url + path,
            method=method,
            headers={"Authorization": "token " + (token or self.token), "Content-Type": "application/json"},
            body=json.dumps(body) if body is not None else ("" if method == "POST" else None),
            request_timeout=300,
            allow_nonstandard_methods=True,
        )
        response = await AsyncHTTPClient().fetch(request)
        return json.loads(response.body) if response.body else None

    async def ready(self, seconds: float):
        end = time.time() + seconds
        while time.time() < end:
            if self.process.poll() is not None:
                break
            try:
                return await self.ask("GET", "/hub/api/")
            except (OSError, HTTPClientError):
                await asyncio.sleep(0.3)
        sys.exit(f"the hub did not start; {self.log.name} tells why:\n" + self.last_words())

    def last_words(self) -> str:
        return "\n".join((self.work / "hub.log").read_text(errors="replace").splitlines()[-8:])

    def end(self):
        """Ends the hub, which ends its servers, and whatever of it is left."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            pass
        for pid in processes("REHEARSAL_TOKEN=" + self.token):
            os.kill(pid, signal.SIGKILL)
        for pid in processes("HOME=" + str(self.work / "home")):
            os.kill(pid, signal.SIGKILL)
        self.log.close()


def processes(variable: str):
    """The processes in whose environment some variable begins so."""
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if any(each.startswith(variable.encode()) for each in environment):
            yield int(folder.name)


class Memory:
    """What the processes of each user take, in MB; pages that several share are counted in parts (PSS)."""

    def __init__(self, work: pathlib.Path):
        self.home = "HOME=" + str(work / "home") + "/"
        self.most = collections.defaultdict(float)
        self.most_at_once = 0.0

    def look(self):
        total = 0.0
        for pid in processes(self.home):
            folder = pathlib.Path("/proc") / str(pid)
            try:
                command = (folder / "cmdline").read_bytes()
                environment = (folder / "environ").read_bytes().split(b"\0")
                lines = (folder / "smaps_rollup").read_text().splitlines()
            except OSError:
                continue
            pss = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
            user = next((e[len(self.home):] for e in environment if e.startswith(self.home.encode())), b"?").decode()
            kind = "kernel" if b"java" in command.split(b"\0")[0] else "server"
            self.most[kind, user] = max(self.most[kind, user], pss)
            total += pss
        self.most_at_once = max(self.most_at_once, total)

    async def watch(self):
        while True:
            await asyncio.get_running_loop().run_in_executor(None, self.look)
            await asyncio.sleep(1)


class User:
    """One member of the class."""

    def __init__(self, hub: Hub, name: str, cells: list, options):
        self.hub = hub
        self.name = name
        self.cells = cells
        self.seconds = options.timeout
        self.times = {}
        self.failure = ""

    async def go(self):
        try:
            await asyncio.wait_for(self.lesson(), self.seconds)
        except asyncio.TimeoutError:
            self.failure = f"not done after {self.seconds} s, after " + (", ".join(self.times) or "nothing")
        except HTTPClientError as refused:
            self.failure = f"{refused} (after {', '.join(self.times) or 'nothing'})"
        except (Failed, OSError) as failed:
            self.failure = str(failed)

    async def lesson(self):
        begun = time.time()
        await self.hub.ask("POST", f"/hub/api/users/{self.name}")
        await self.hub.ask("POST", f"/hub/api/users/{self.name}/server")
        while True:
            user = await self.hub.ask("GET", f"/hub/api/users/{self.name}")
            server = user["servers"].get("")
            if server and server["ready"]:
                break
            if not server and not user.get("pending"):
                raise Failed("its server ended while it started")
            await asyncio.sleep(0.2)
        self.times["server"] = time.time() - begun

        token = (await self.hub.ask("POST", f"/hub/api/users/{self.name}/tokens", body={}))["token"]
        begun = time.time()
        at = f"/user/{self.name}/api/kernels"
        kernel = await self.hub.ask("POST", at, token, {"name": "java"})
        socket_url = f"ws://127.0.0.1:{self.hub.port}{at}/{kernel['id']}/channels?token={token}"
        self.connection = await websocket_connect(socket_url, connect_timeout=60)
        await self.execute("1 + 1")
        self.times["kernel"] = time.time() - begun

        begun = time.time()
        for number, cell in enumerate(self.cells, 1):
            await self.execute(cell, f"cell {number}")
        self.times["lesson"] = time.time() - begun
        self.connection.close()

    async def execute(self, code: str, what: str = "the first cell"):
        identity = uuid.uuid4().hex
        header = {"msg_id": identity, "username": self.name, "session": identity, "msg_type": "execute_request", "version": "5.3"}
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": True}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []}
        await self.connection.write_message(json.dumps(message))
        while True:
            text = await self.connection.read_message()
            if text is None:
                raise Failed(f"{what}: the connection to the kernel was closed")
            answer = json.loads(text) if isinstance(text, str) else {}
            if answer.get("parent_header", {}).get("msg_id") != identity:
                continue
            if answer["header"]["msg_type"] == "execute_reply":
                if answer["content"]["status"] != "ok":
                    said = answer["content"]
                    raise Failed(f"{what}: {said.get('ename', said['status'])} {said.get('evalue', '')}")
                return


def cells_of(lesson: pathlib.Path) -> list:
    notebook = json.loads(lesson.read_text())
    return ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code" and "".join(c["source"]).strip()]


def line(what: str, values: list, unit: str) -> str:
    if not values:
        return f"{what:<16}none"
    return f"{what:<16}median {statistics.median(values):6.1f} {unit}, most {max(values):6.1f} {unit}, of {len(values)}"


async def rehearse(options, work: pathlib.Path) -> int:
    hub = Hub(work, options)
    memory = Memory(work)
    try:
        await hub.ready(120)
        cells = cells_of(COURSE / "notebooks" / f"{options.lesson}.ipynb")
        users = [User(hub, f"student{i:02d}", cells, options) for i in range(1, options.users + 1)]
        watch = asyncio.ensure_future(memory.watch())
        begun = time.time()
        await asyncio.gather(*(user.go() for user in users))
        seconds = time.time() - begun
        watch.cancel()
    finally:
        hub.end()

    print(f"{options.users} users at once, lesson {options.lesson} in quick mode ({len(cells)} cells), Java options \"{options.java}\":")
    for stage, what in (("server", "server start"), ("kernel", "kernel start"), ("lesson", "lesson")):
        print("  " + line(what, [user.times[stage] for user in users if stage in user.times], "s"))
    for kind in ("server", "kernel"):
        print("  " + line(f"{kind} memory", [mb for (of, _), mb in memory.most.items() if of == kind], "MB"))
    print(f"  all together    most {memory.most_at_once:.0f} MB at once, {seconds:.0f} s from the first login to the last cell")
    failed = [user for user in users if user.failure]
    for user in failed:
        print(f"  FAILED {user.name}: {user.failure}")
    print(f"  {len(users) - len(failed)} of {len(users)} users finished the lesson")
    return 1 if failed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--lesson", default="02-elman")
    parser.add_argument("--java", default="-Xmx512m -XX:+UseSerialGC", help="options of every kernel's Java")
    parser.add_argument("--timeout", type=float, default=900, help="seconds that a user may take in all")
    parser.add_argument("--prefix", type=pathlib.Path, help="install the kernel below it and leave it there, for example /usr/local")
    parser.add_argument("--jar", type=pathlib.Path, default=COURSE / "target" / "unroll.jar")
    options = parser.parse_args()
    if options.users < 1:
        parser.error("--users is a number from 1 on")
    if not (COURSE / "notebooks" / f"{options.lesson}.ipynb").is_file():
        parser.error(f"no lesson {options.lesson} in {COURSE / 'notebooks'}")
    if not options.jar.is_file():
        parser.error(f"{options.jar} is missing; build it with mvn -DskipTests package")
    for program in ("jupyterhub", "jupyterhub-singleuser", "configurable-http-proxy"):
        if not shutil.which(program):
            parser.error(f"{program} is missing; install it with apt-get install jupyterhub jupyter-notebook")
    with tempfile.TemporaryDirectory(prefix="unroll-hub") as folder:
        work = pathlib.Path(folder)
        options.prefix = (options.prefix or work / "prefix").resolve()
        subprocess.run(
            ["java", "-jar", str(options.jar), "kernelspec", "--install", "--prefix", str(options.prefix)],
            check=True, stdout=subprocess.DEVNULL,
        )
        return asyncio.run(rehearse(options, work))


if __name__ == "__main__":
    sys.exit(main())
