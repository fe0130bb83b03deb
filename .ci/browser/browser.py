#!/usr/bin/python3
"""Runs notebooks in a real Jupyter, in a real browser, and looks at what a learner would see.

    browser.py --kernels target/jupyter [--jupyter "/usr/bin/jupyter notebook"]
               [--screenshots FOLDER] [--quick] NOTEBOOK...

Starts the Jupyter given (the classic notebook, Notebook 7 or JupyterLab) on a copy of each notebook,
opens it in headless Chromium, runs it from top to bottom and waits until it is idle. It fails if

- a cell ends in an error, or the notebook is not done in time;
- a figure is not drawn: each must hold an SVG of plotly's with a trace in it;
- plotly.js came more than once, or a request, page or socket went anywhere but to this machine.

Every other host is blocked as well, so nothing can be loaded that is not there for a learner
without a network. Screenshots are taken at the width of a desk and of a telephone.

Needs Debian's python3-selenium, chromium and chromium-driver. Exit status 0, 1 on a failure, 2 on
bad arguments.
"""

import argparse
import json
import os
import pathlib
import secrets
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

from selenium import webdriver
from selenium.common.exceptions import JavascriptException, TimeoutException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

HERE = {"127.0.0.1", "localhost", "[::1]", "::1"}
INSIDE = {"data", "blob", "about", "chrome", "devtools", "chrome-extension", "javascript"}

# What differs between the classic notebook and JupyterLab: how to run all, when it is done, outputs.
CLASSIC = {
    "ready": "return !!(window.Jupyter && Jupyter.notebook && Jupyter.notebook._fully_loaded"
    " && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected())",
    "run": "Jupyter.notebook.clear_all_output(); Jupyter.notebook.execute_all_cells();",
    "done": "return Jupyter.notebook.get_cells().every(c => c.cell_type !== 'code'"
    " || !c.get_text().trim() || typeof c.input_prompt_number === 'number')"
    " || Jupyter.notebook.get_cells().some(c => c.output_area"
    " && c.output_area.outputs.some(o => o.output_type === 'error'))",
    "outputs": "return Jupyter.notebook.get_cells().map(c => c.cell_type === 'code'"
    " ? c.output_area.toJSON() : [])",
    "narrow": "",
    "go": "const cell = Jupyter.notebook.get_cell(arguments[0]);"
    " cell.element[0].scrollIntoView({block: 'end'}); return cell.element[0];",
}
LAB = {
    "ready": "const w = window.jupyterapp && jupyterapp.shell.currentWidget;"
    " const s = w && w.context && w.context.isReady && w.context.sessionContext;"
    " return !!(s && s.session && s.session.kernel && s.session.kernel.status === 'idle');",
    "run": "jupyterapp.commands.execute('notebook:run-all-cells');",
    "done": "const cells = jupyterapp.shell.currentWidget.content.model.cells;"
    " let all = true, failed = false;"
    " for (const c of cells) { if (c.type === 'code' && c.sharedModel.getSource().trim()) {"
    "   const o = c.outputs.toJSON();"
    "   failed = failed || o.some(x => x.output_type === 'error');"
    "   all = all && typeof c.executionCount === 'number' && c.executionState !== 'running'; } }"
    " return failed || (all && jupyterapp.shell.currentWidget.context.sessionContext"
    ".session.kernel.status === 'idle');",
    "outputs": "return [...jupyterapp.shell.currentWidget.content.model.cells]"
    ".map(c => c.type === 'code' ? c.outputs.toJSON() : [])",
    "narrow": "jupyterapp.shell.collapseLeft();",
    "go": "const n = jupyterapp.shell.currentWidget.content; n.activeCellIndex = arguments[0];"
    " n.scrollToItem(arguments[0], 'end'); return n.widgets[arguments[0]].node;",
}


class Failure(Exception):
    """What a learner would have met."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_jupyter(command, folder, home, kernels, quick):
    """Starts a Jupyter of its own: own configuration, own token, the kit's kernels."""
    port, token = free_port(), secrets.token_hex(16)
    environment = dict(os.environ)
    environment.update(
        HOME=str(home),
        JUPYTER_PATH=str(kernels),
        JUPYTER_CONFIG_DIR=str(home / "config"),
        JUPYTER_DATA_DIR=str(home / "data"),
        JUPYTER_RUNTIME_DIR=str(home / "runtime"),
        IPYTHONDIR=str(home / "ipython"),
    )
    if quick:
        environment["UNROLL_QUICK"] = "1"
    arguments = shlex.split(command)
    lab = arguments[-1] == "lab"
    prefix = "ServerApp" if lab else "NotebookApp"
    arguments += ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}"]
    arguments += [f"--{prefix}.token={token}", f"--{prefix}.port_retries=0"]
    if lab:
        arguments += ["--expose-app-in-browser", f"--ServerApp.root_dir={folder}"]
        # Its question whether to fetch news would lie over the page.
        settings = home / "config" / "labconfig"
        settings.mkdir(parents=True)
        disabled = {"@jupyterlab/apputils-extension:announcements": True}
        (settings / "page_config.json").write_text(json.dumps({"disabledExtensions": disabled}))
    log = open(home / "jupyter.log", "wb")
    server = subprocess.Popen(
        arguments, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT
    )
    base = f"http://127.0.0.1:{port}/"
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{base}api?token={token}", timeout=5):
                return server, base, token
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    stop(server)
    raise Failure("Jupyter did not start:\n" + (home / "jupyter.log").read_text()[-3000:])


def stop(server):
    if server.poll() is None:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def start_browser(profile):
    options = webdriver.ChromeOptions()
    for flag in (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-default-apps",
        "--window-size=1280,1000",
        f"--user-data-dir={profile}",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    driver.set_script_timeout(60)
    driver.set_page_load_timeout(90)
    return driver


def addresses(driver):
    """Every address that the browser asked for since it was last asked."""
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            yield message["params"]["request"]["url"]
        elif message["method"] == "Network.webSocketCreated":
            yield message["params"]["url"]


def foreign(urls):
    """Those that are not on this machine."""
    for url in urls:
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in INSIDE and (parts.hostname or "") not in HERE:
            yield url


def wait(driver, script, seconds, what):
    def holds(_):
        try:
            return driver.execute_script(script)
        except JavascriptException:
            return False

    try:
        WebDriverWait(driver, seconds, 0.3).until(holds)
    except TimeoutException:
        raise Failure(f"{what} within {seconds} s") from None


def html_of(output):
    html = output.get("data", {}).get("text/html", "")
    return html if isinstance(html, str) else "".join(html)


def check_outputs(cells):
    """No cell failed; returns how many figures each cell shows."""
    scripts, figures = 0, {}
    for number, outputs in enumerate(cells):
        for output in outputs:
            if output["output_type"] == "error":
                raise Failure(f"cell {number}: {output['ename']}: {output['evalue'][:500]}")
            html = html_of(output)
            scripts += "window.unrollPlotly = unpack(packed)" in html
            if 'role="figure"' in html:
                figures[number] = figures.get(number, 0) + html.count('role="figure"')
                data = output["data"]
                if "image/png" not in data or "text/plain" not in data:
                    raise Failure(f"cell {number}: a figure without a picture or without words")
    if figures and scripts != 1:
        raise Failure(f"plotly.js came {scripts} times, not once")
    return figures


DRAWN = """
const boxes = [...arguments[0].querySelectorAll('[role=figure]')];
return boxes.map(box => box.querySelectorAll(
  'svg.main-svg .trace, svg.main-svg .hm, svg.main-svg .scatterlayer .trace').length
  + (box.querySelector('svg.main-svg .heatmaplayer image') ? 1 : 0));
"""


def check_drawn(driver, front, number, expected):
    deadline = time.monotonic() + 40
    counts = []
    while time.monotonic() < deadline:
        cell = driver.execute_script(front["go"], number)
        counts = driver.execute_script(DRAWN, cell)
        if len(counts) == expected and all(counts):
            return sum(counts)
        time.sleep(0.3)
    raise Failure(f"cell {number}: {expected} figures, but traces drawn in each: {counts}")


def run(driver, front, url, name, screenshots, seconds):
    list(addresses(driver))
    driver.get(url)
    wait(driver, front["ready"], 120, f"{name}: the kernel was not ready")
    began = time.monotonic()
    driver.execute_script(front["run"])
    wait(driver, front["done"], seconds, f"{name}: not done")
    took = time.monotonic() - began
    cells = driver.execute_script(front["outputs"])
    figures = check_outputs(cells)
    traces = 0
    for number, expected in figures.items():
        traces += check_drawn(driver, front, number, expected)
        if screenshots:
            driver.save_screenshot(str(screenshots / f"{name}-{number:02d}-desk.png"))
    if screenshots:
        driver.execute_script(front["narrow"])
        telephone = dict(width=390, height=844, deviceScaleFactor=2, mobile=True)
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", telephone)
        time.sleep(1)
        for number in figures:
            driver.execute_script(front["go"], number)
            time.sleep(0.5)
            driver.save_screenshot(str(screenshots / f"{name}-{number:02d}-telephone.png"))
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    asked = list(addresses(driver))
    outside = sorted(set(foreign(asked)))
    if outside:
        raise Failure("asked for addresses outside this machine: " + ", ".join(outside[:10]))
    print(
        f"{name}: {len(cells)} cells in {took:.1f} s, {sum(figures.values())} figures drawn"
        f" ({traces} traces), {len(asked)} requests, all to this machine"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("notebooks", nargs="+", type=pathlib.Path)
    parser.add_argument("--jupyter", default="/usr/bin/jupyter notebook", help="the command")
    parser.add_argument("--kernels", required=True, type=pathlib.Path, help="for JUPYTER_PATH")
    parser.add_argument("--screenshots", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true", help="lessons in quick mode")
    parser.add_argument("--seconds", type=int, default=300, help="for one notebook")
    options = parser.parse_args()
    for notebook in options.notebooks:
        if not notebook.is_file():
            parser.error(f"no notebook {notebook}")
    if not (options.kernels / "kernels").is_dir():
        parser.error(f"no folder kernels in {options.kernels}")
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)
    lab = shlex.split(options.jupyter)[-1] == "lab"
    with tempfile.TemporaryDirectory(prefix="browser") as temporary:
        home = pathlib.Path(temporary)
        folder = home / "notebooks"
        folder.mkdir()
        for notebook in options.notebooks:
            shutil.copy(notebook, folder)
        server = driver = None
        try:
            server, base, token = start_jupyter(
                options.jupyter, folder, home, options.kernels.resolve(), options.quick
            )
            driver = start_browser(home / "profile")
            for notebook in options.notebooks:
                place = "lab/tree/" if lab else "notebooks/"
                url = f"{base}{place}{urllib.parse.quote(notebook.name)}?token={token}"
                front = LAB if lab else CLASSIC
                run(driver, front, url, notebook.stem, options.screenshots, options.seconds)
        except Failure as failure:
            print(f"browser: {failure}", file=sys.stderr)
            if driver:
                for entry in driver.get_log("browser")[-20:]:
                    print("  page:", entry["message"][:300], file=sys.stderr)
                if options.screenshots:
                    driver.save_screenshot(str(options.screenshots / "failure.png"))
            return 1
        finally:
            if driver:
                driver.quit()
            if server:
                stop(server)
    return 0


if __name__ == "__main__":
    sys.exit(main())
