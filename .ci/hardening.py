#!/usr/bin/env python3
"""Kills every long command of the kit at random moments and reads every file that it left; then tries a full disk, a
read-only course, no home folder, no fonts, other languages, zones and clocks, and little memory.

Run from a checkout in which target/unroll.jar is built. Writes one line a trial; exit status 1 if one fails.
"""

import argparse
import csv
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent.parent
JAR = HERE / "target" / "unroll.jar"
JAVA = [str(pathlib.Path(os.environ["JAVA_HOME"]) / "bin/java") if "JAVA_HOME" in os.environ else "java"]

failures = []


def say(name, ok, told=""):
    print(f"{'ok  ' if ok else 'FAIL'} {name}{': ' + told if told else ''}", flush=True)
    if not ok:
        failures.append(name)


def command(*arguments, java=()):
    return [*JAVA, *java, "-jar", str(JAR), *map(str, arguments)]


def run(*arguments, java=(), env=None, cwd=None, limit=300, before=()):
    return subprocess.run(
        [*before, *command(*arguments, java=java)], cwd=cwd, env=env, capture_output=True, text=True, timeout=limit)


def one_line(result, statuses=(1, 2)):
    """Whether a command failed as it should: a status of its own, a line that is no stack trace."""
    said = [line for line in result.stderr.splitlines() if line.startswith("unroll: ")]
    return result.returncode in statuses and len(said) >= 1 and "\tat " not in result.stderr


def last_line(result):
    """What a command said last; its complaint, if it made one."""
    lines = [line for line in (result.stderr + result.stdout).splitlines() if line.strip()]
    complaints = [line for line in lines if line.startswith("unroll: ")]
    return (complaints or lines or [""])[-1]


def kill_after(seconds, *arguments, cwd=None):
    """Runs a command in a process group of its own and kills all of it, if it has not ended by itself."""
    with tempfile.TemporaryFile() as silence:
        process = subprocess.Popen(
            command(*arguments), cwd=cwd, stdout=silence, stderr=silence, start_new_session=True)
        try:
            process.wait(seconds)
            return False
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return True


# What can be read, of what kind

def whole_json(folder):
    for file in folder.rglob("*.json"):
        json.loads(file.read_text("utf-8"))


def whole_pages(folder):
    for file in folder.rglob("*.html"):
        if not file.read_text("utf-8").rstrip().endswith("</html>"):
            raise ValueError(f"{file} has no end")


def whole_lines(file):
    """Lines of JSON; the last may be half a line, since its writer was killed."""
    if file.exists():
        text = file.read_text("utf-8", errors="replace")
        for line in text.split("\n")[:-1]:
            if line.strip():
                json.loads(line)


class Kills:
    """Each method sets the scene, and returns the command and what reads that which it left."""

    def __init__(self, folder):
        self.folder = folder

    def text_train(self):
        text = self.folder / "text.txt"
        text.write_text((HERE / "datasets/shakespeare/hamlet.txt").read_text("utf-8")[:60_000], "utf-8")
        out, log = self.folder / "text.ckpt", self.folder / "text.jsonl"
        arguments = ["text", "train", text, "--out", out, "--log", log, "--hidden", 32, "--steps", 600,
                     "--save-every", 0.2, "--quiet"]

        def read():
            whole_lines(log)
            if out.exists():
                result = run("text", "sample", out, "--length", 5)
                if result.returncode != 0:
                    raise ValueError(last_line(result))

        # settings are the checkpoint's when resumed
        def at():
            if out.exists():
                return ["text", "train", text, "--out", out, "--log", log, "--resume", "--quiet"]
            return arguments
        def reset():
            for file in self.folder.glob("text.*"):
                if file != text:
                    file.unlink()
        return at, read, reset

    def grade(self):
        handins, out = self.folder / "hand-ins", self.folder / "marks"
        for number in range(12):
            one = handins / f"student{number:02}"
            one.mkdir(parents=True)
            source = (HERE / "solutions/e02_elman/Elman.java").read_text("utf-8")
            (one / "Elman.java").write_text(source if number % 3 else source.replace("Math.tanh", "Math.sin"), "utf-8")

        def read():
            if out.exists():
                whole_json(out)
                whole_pages(out)
                table = out / "results.csv"
                if table.exists():
                    widths = {len(row) for row in csv.reader(table.open(encoding="utf-8", newline=""))}
                    if len(widths) != 1:
                        raise ValueError(f"rows of {widths} cells")
        return lambda: ["grade", handins, "--exercise", "02-elman", "--out", out], read, lambda: shutil.rmtree(
            out, ignore_errors=True)

    def run_in_place(self):
        lesson = self.folder / "lesson.ipynb"
        cells = [{"cell_type": "code", "execution_count": None, "id": f"c{i}", "metadata": {}, "outputs": [],
                  "source": f"int x{i} = {i};\nThread.sleep(50);\nSystem.out.println(\"x\".repeat(10_000) + x{i});"}
                 for i in range(8)]
        lesson.write_text(json.dumps({"cells": cells, "metadata": {"kernelspec": {
            "name": "java", "display_name": "Java", "language": "java"}}, "nbformat": 4, "nbformat_minor": 5}))

        def read():
            if len(json.loads(lesson.read_text("utf-8"))["cells"]) != len(cells):
                raise ValueError("cells are lost")
        return lambda: ["run", lesson, "--in-place"], read, lambda: None

    def pages(self):
        out = self.folder / "site"

        def read():
            if out.exists():
                whole_pages(out)
                if not (out / "index.html").exists():
                    raise ValueError("no index.html")
        return lambda: ["pages", "--out", out], read, lambda: None

    def release(self):
        out, plan = self.folder / "edition", self.folder / "plan.yaml"
        plan.write_text("course: trial\nzone: Europe/Berlin\nassignments:\n"
                        "  - {exercise: 02-elman, points: 10, due: 2026-11-30 23:59}\n")

        def read():
            if out.exists():
                for needed in ("pom.xml", "exercises/e02_elman/Elman.java", "notebooks/00-start.ipynb"):
                    if not (out / needed).exists():
                        raise ValueError(f"no {needed}")
        return (lambda: ["release", "--plan", plan, "--out", out, "--skip-verify"], read,
                lambda: shutil.rmtree(out, ignore_errors=True))

    def data_import(self):
        text, out = self.folder / "book.txt", self.folder / "imported"
        text.write_text((HERE / "datasets/shakespeare/hamlet.txt").read_text("utf-8") * 400, "utf-8")

        def read():
            if out.exists():
                kept = [file for file in out.rglob("*") if file.is_file() and file.stat().st_size > 1_000_000]
                if not kept or kept[0].stat().st_size != text.stat().st_size:
                    raise ValueError("half a copy")
        return (lambda: ["data", "import", "text", text, "--name", "book", "--to", out], read,
                lambda: shutil.rmtree(out, ignore_errors=True))


def kills(names, count, seed):
    dice = random.Random(seed)
    for name in names:
        with tempfile.TemporaryDirectory(prefix="unroll-kill-") as folder:
            folder = pathlib.Path(folder)
            at, read, reset = getattr(Kills(folder), name)()
            start = time.monotonic()
            whole = subprocess.run(command(*at()), capture_output=True, text=True, timeout=600)
            length = time.monotonic() - start
            if whole.returncode != 0:
                say(f"{name} left alone", False, last_line(whole))
                continue
            killed, troubles = 0, []
            reset()
            tries = 0
            while killed < count and tries < 3 * count:
                tries += 1
                moment = dice.uniform(0.2, length)
                ended = not kill_after(moment, *at())
                killed += not ended
                try:
                    read()
                except (ValueError, OSError) as trouble:
                    troubles.append(f"after {moment:.2f} s: {trouble}")
                if ended:
                    reset()
            left = subprocess.run(command(*at()), capture_output=True, text=True, timeout=600)
            try:
                read()
            except (ValueError, OSError) as trouble:
                troubles.append(f"at the end: {trouble}")
            if left.returncode != 0:
                troubles.append("the last run, left alone: " + last_line(left))
            known = {"text.txt", "text.ckpt", "text.jsonl", "hand-ins", "marks", "lesson.ipynb", "site", "edition",
                     "plan.yaml", "book.txt", "imported"}
            litter = [file.name for file in folder.iterdir() if file.name not in known]
            told = f"{killed} kills within {length:.1f} s, every file readable" + (
                f"; {len(litter)} drafts left beside ({litter[0]})" if litter else "")
            say(f"kill {name}", not troubles, "; ".join(troubles) or told)


def course(folder):
    """A small course of its own, with one exercise solved."""
    for name in ("exercises", "datasets", "solutions"):
        shutil.copytree(HERE / name, folder / name, ignore=shutil.ignore_patterns("imported", "progress.tsv"))
    (folder / "notebooks").mkdir(parents=True)
    for lesson in ("00-start", "02-elman"):
        shutil.copy(HERE / "notebooks" / f"{lesson}.ipynb", folder / "notebooks")
    shutil.copy(HERE / "README.md", folder)
    shutil.copy(HERE / "solutions/e02_elman/Elman.java", folder / "exercises/e02_elman/Elman.java")
    return folder


def environments(names):
    with tempfile.TemporaryDirectory(prefix="unroll-odd-") as folder:
        folder = pathlib.Path(folder)
        home = course(folder / "course")
        text = folder / "text.txt"
        text.write_text((HERE / "datasets/shakespeare/hamlet.txt").read_text("utf-8")[:60_000], "utf-8")
        handins = folder / "hand-ins"
        (handins / "ann").mkdir(parents=True)
        shutil.copy(HERE / "solutions/e02_elman/Elman.java", handins / "ann")

        def grade(out, **how):
            return run("grade", handins, "--exercise", "02-elman", "--out", out, **how)

        if "disks" in names:
            if os.geteuid() == 0:
                disks(folder, home, text, grade)
            else:
                print("     not root: full and read-only disks are not tried")
        if "odd" in names:
            odd(folder, home, text, grade, dict(os.environ))


def odd(folder, home, text, grade, plain):
    there = [f"-Dunroll.home={home}"]
    def solved(result):
        return result.returncode == 0 and "9 of 9 points" in result.stdout

    # languages
    turkish = ["-Duser.language=tr", "-Duser.country=TR"]
    for name, java, env in (
            ("Turkish properties", turkish, plain),
            ("LC_ALL=tr_TR.UTF-8", [], {**plain, "LC_ALL": "tr_TR.UTF-8"}),
            ("Arabic digits", ["-Duser.language=ar", "-Duser.country=EG"], plain),
            ("file.encoding=ISO-8859-9", ["-Dfile.encoding=ISO-8859-9"], plain),
            ("LC_ALL=C", [], {**plain, "LC_ALL": "C"})):
        result = run("check", "02-elman", java=there + java, env=env)
        say(f"{name}, check", solved(result), last_line(result))
    result = run("run", "00", "--quick", java=there, env={**plain, "JDK_JAVA_OPTIONS": " ".join(turkish)})
    say("Turkish, run", result.returncode == 0, last_line(result))
    result = run("text", "train", text, "--out", folder / "tr.ckpt", "--steps", 30, "--hidden", 16, "--quiet",
                 "--log", folder / "tr.jsonl", java=turkish)
    say("Turkish, text train", result.returncode == 0, last_line(result))
    whole_lines(folder / "tr.jsonl")
    result = run("status", java=there + turkish)
    say("Turkish, status", "02-elman" in result.stdout and "3 of 3" in result.stdout, last_line(result))
    result = grade(folder / "tr-marks", java=turkish)
    say("Turkish, grade", result.returncode == 0, last_line(result))
    result = run("pages", "--out", folder / "tr-site", java=turkish)
    say("Turkish, pages", result.returncode == 0, last_line(result))

    # time zones
    for zone in ("Pacific/Kiritimati", "America/St_Johns", "Antarctica/Troll"):
        result = run("status", java=there, env={**plain, "TZ": zone})
        say(f"TZ={zone}, status", result.returncode == 0, last_line(result))
    marks = []
    for zone in ("UTC", "Pacific/Kiritimati"):
        out = folder / zone.replace("/", "-")
        grade(out, env={**plain, "TZ": zone})
        with (out / "results.csv").open(encoding="utf-8", newline="") as table:
            marks.append([{**row, "seconds": ""} for row in csv.DictReader(table)])
    say("the same marks in two zones", marks[0] == marks[1] and len(marks[0]) == 1)

    # no display, no fonts, no home
    bare = {key: value for key, value in plain.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    result = run("run", "00", "--quick", java=there, env={**bare, "FONTCONFIG_FILE": "/none", "FONTCONFIG_PATH": "/none"})
    say("no display, no fonts: run", result.returncode == 0, last_line(result))
    if os.geteuid() == 0 and shutil.which("setpriv"):
        nobody = ["setpriv", "--reuid", "54321", "--regid", "54321", "--clear-groups"]
        for name, env in (("no HOME", {"PATH": plain["PATH"]}),
                          ("HOME that is not there", {"PATH": plain["PATH"], "HOME": "/not/there"})):
            os.chmod(folder, 0o755)
            result = run("check", "02-elman", java=there, env=env, before=nobody, cwd="/")
            say(f"{name}, a user without a name, a course of somebody else's: check", solved(result), last_line(result))
        result = run("run", "00", "--quick", java=there, env={"PATH": plain["PATH"]}, before=nobody, cwd="/")
        say("no HOME: run", result.returncode == 0, last_line(result))

    # little memory
    for lesson in ("15",):
        result = run("run", lesson, "--quick", env={**plain, "JDK_JAVA_OPTIONS": "-Xmx1g"}, limit=600)
        say(f"-Xmx1g, lesson {lesson} in quick mode", result.returncode == 0, last_line(result))
    result = run("text", "train", text, "--out", folder / "small.ckpt", "--steps", 20, "--quiet", java=["-Xmx1g"])
    say("-Xmx1g, text train", result.returncode == 0, last_line(result))
    result = run("text", "train", text, "--out", folder / "tiny.ckpt", "--steps", 20, "--hidden", 8000, "--quiet",
                 java=["-Xmx64m"])
    say("-Xmx64m, a network that does not fit", one_line(result), last_line(result))

    # clocks
    if shutil.which("faketime"):
        faked = {**plain, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        for moment in ("1999-12-31 23:59:58", "2038-01-19 03:14:06"):
            result = run("check", "02-elman", java=there, env=faked, before=["faketime", "-f", f"@{moment}"])
            say(f"the clock at {moment}: check", solved(result), last_line(result))
            (folder / f"clock-{moment[:4]}").mkdir()
            result = grade(folder / f"clock-{moment[:4]}", env=faked, before=["faketime", "-f", f"@{moment}"])
            say(f"the clock at {moment}: grade", result.returncode == 0, last_line(result))
        out = folder / "clock.ckpt"
        train = ["text", "train", text, "--out", out, "--steps", 60, "--hidden", 16, "--quiet"]
        run(*train[:-3], 30, *train[-2:])
        for name, shift in (("a day back", "-1d"), ("a year ahead", "+1y")):
            result = run("text", "train", text, "--out", out, "--resume", "--quiet", env=faked,
                         before=["faketime", "-f", shift])
            say(f"the clock {name}: text train --resume", result.returncode == 0, last_line(result))
    else:
        print("     no faketime here: clocks are not tried")


def disks(folder, home, text, grade):
    full = folder / "full"
    full.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", full])
    if mounted.returncode != 0:
        print("     nothing can be mounted here: full and read-only disks are not tried")
        return
    try:
        for name, arguments, left in (
                ("text train", ["text", "train", text, "--out", full / "a.ckpt", "--hidden", 256, "--steps", 20,
                                "--quiet"], "a.ckpt"),
                ("run --out", ["run", HERE / "notebooks/00-start.ipynb", "--quick", "--out", full], "00-start.ipynb"),
                ("pages", ["pages", "--out", full / "site"], "site"),
                ("data import", ["data", "import", "text", HERE / "datasets/shakespeare/hamlet.txt", HERE / "README.md",
                                 "--name", "x", "--to", full / "x"], "x"),
                ("release", ["release", "--out", full / "edition", "--skip-verify"], "edition")):
            (full / "ballast").write_bytes(b"x" * 60_000)
            result = run(*arguments)
            say(f"disk full, {name}", one_line(result) and not (full / left).exists(), last_line(result))
            for entry in list(full.iterdir()):
                if entry.name != "ballast":
                    say(f"disk full, {name}: leaves nothing", False, entry.name)
                    shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        with (full / "ballast").open("wb", buffering=0) as ballast:
            try:
                while True:
                    ballast.write(b"x" * 4096)
            except OSError:
                pass
        result = grade(full / "marks")
        say("disk full, grade", one_line(result, (1, 2, 3)), last_line(result))
        result = run("status", "--page", full / "page.html", java=[f"-Dunroll.home={home}"])
        say("disk full, status --page", one_line(result) and not (full / "page.html").exists(), last_line(result))
        shutil.rmtree(full / "marks", ignore_errors=True)
    finally:
        subprocess.run(["umount", full])

    frozen = folder / "frozen"
    frozen.mkdir()
    subprocess.run(["mount", "--bind", home, frozen], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", frozen], check=True)
        (home / "exercises/progress.tsv").unlink(missing_ok=True)
        there = [f"-Dunroll.home={frozen}"]
        result = run("check", "02-elman", java=there)
        said = [line for line in result.stderr.splitlines() if line.startswith("unroll: ")]
        say("read-only course, check", result.returncode == 0 and len(said) == 1, last_line(result))
        result = run("run", "00", "--quick", java=there)
        say("read-only course, run", result.returncode == 0, last_line(result))
        result = run("run", frozen / "notebooks/00-start.ipynb", "--quick", "--in-place", java=there)
        say("read-only course, run --in-place", one_line(result), last_line(result))
        result = run("status", java=there)
        say("read-only course, status", result.returncode == 0, last_line(result))
        for name, arguments in (
                ("status --page", ["status", "--page", frozen / "p.html"]),
                ("text train", ["text", "train", text, "--out", frozen / "a.ckpt", "--steps", 5]),
                ("pages", ["pages", "--out", frozen / "site"]),
                ("data import", ["data", "import", "text", text, "--name", "x"]),
                ("release", ["release", "--out", frozen / "e", "--skip-verify"]),
                ("grade", ["grade", folder / "hand-ins", "--exercise", "02-elman", "--out", frozen / "marks"])):
            result = run(*arguments, java=there)
            say(f"read-only course, {name}", one_line(result), last_line(result))
    finally:
        subprocess.run(["umount", frozen])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=24, help="how often each long command is killed")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of the moments")
    parser.add_argument("--only", nargs="*", help="of text_train grade run_in_place pages release data_import odd disks")
    chosen = parser.parse_args()
    names = ["text_train", "grade", "run_in_place", "pages", "release", "data_import", "odd", "disks"]
    names = [name for name in names if not chosen.only or name in chosen.only]
    print(f"seed {chosen.seed}", flush=True)
    kills([name for name in names if name not in ("odd", "disks")], chosen.kills, chosen.seed)
    if {"odd", "disks"} & set(names):
        environments(names)
    print(f"{len(failures)} failed" if failures else "all held")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
