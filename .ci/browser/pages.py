#!/usr/bin/python3
"""Reads the pages that `unroll pages` wrote as readers would, in a real browser, from the disk.

    pages.py --axe axe.min.js|axe-core.jar FOLDER

Opens every page of the folder in headless Chromium, at the width of a desk, of a desk in the dark,
and of a telephone. It fails if

- axe-core finds anything serious or critical, in a page or in a figure that moves;
- a page is wider than the screen of a telephone, or its headings skip a level;
- a request went anywhere but to the folder, or a script of a page failed;
- a moving figure does not appear in its page, at its own height;
- a slider does not turn its figure by keyboard, or a sound cannot be decoded;
- the search finds nothing, or cannot be used by keyboard; the theme does not change, or is forgotten;
- with scripts off a formula or a figure is missing.

Every host is blocked as well, so nothing can be loaded that is not there for a reader without a
network. Needs Debian's python3-selenium, chromium and chromium-driver. Exit status 0, 1 on a
failure, 2 on bad arguments.
"""

import argparse
import json
import pathlib
import sys
import tempfile
import time
import zipfile

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

HERE = ("file:", "data:", "blob:", "about:", "chrome:", "devtools:")
DESK, TELEPHONE = (1280, 900), (390, 844)
SECONDS = 20

AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ['violations'], iframes: false, preload: false}).then(
  result => done(result.violations
    .filter(found => ['serious', 'critical'].includes(found.impact))
    .map(found => found.id + ' (' + found.impact + '): ' + found.nodes.length + ' places, first '
      + found.nodes[0].target.join(' ') + ' ' + found.nodes[0].html.slice(0, 120)
      + ' ' + (found.nodes[0].any[0] || {message: ''}).message)),
  failed => done(['axe itself failed: ' + failed]));
"""

TOO_WIDE = """
const wide = document.documentElement.scrollWidth;
if (wide <= innerWidth) return '';
const over = [...document.querySelectorAll('main *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('pre, table, .math'));
return wide + ' px: ' + over.slice(0, 3).map(e => e.outerHTML.slice(0, 80)).join(' | ');
"""

HEADINGS = """
const skipped = [];
let last = 0;
for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
  const level = Number(heading.tagName[1]);
  if (level > last + 1) skipped.push(heading.tagName + ' ' + heading.textContent);
  last = level;
}
if (document.querySelectorAll('h1').length !== 1) skipped.push('not one first heading');
return skipped;
"""

SOUNDS = """
const done = arguments[arguments.length - 1];
Promise.all([...document.querySelectorAll('audio')].map(async audio => {
  const bytes = await (await fetch(audio.src)).arrayBuffer();
  const sound = await new OfflineAudioContext(1, 1, 44100).decodeAudioData(bytes);
  const samples = sound.getChannelData(0);
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  if (!(sound.duration > 0.1) || !(energy > 0)) throw new Error('a sound without sound');
  return sound.duration;
})).then(all => done({count: all.length}), failed => done({failed: String(failed)}));
"""

SHOWN = """
const shown = [...document.querySelectorAll('img')].filter(img => img.offsetWidth > 0);
return shown.map(img => img.dataset.label || img.src.slice(-60)).join() + '/'
  + (document.querySelector('output') || {textContent: ''}).textContent;
"""

FITTED = """
const frames = [...document.querySelectorAll('iframe.output')];
const next = frames.find(frame => !frame.style.height);
if (next) next.scrollIntoView();
return !next;
"""

STILL = """
const pictures = [...document.querySelectorAll('noscript img, figure img, img')];
const frames = [...document.querySelectorAll('iframe.output')].filter(f => f.offsetHeight > 0);
const undrawn = [...document.querySelectorAll('.math')].filter(m => !m.querySelector('math'));
const controls = [...document.querySelectorAll('.needs-script')].filter(c => c.offsetHeight > 0);
return {pictures: pictures.filter(p => p.offsetWidth > 0).length, frames: frames.length,
  undrawn: undrawn.length, controls: controls.length};
"""


class Reader:
    """A browser, what went wrong in it, and what it saw."""

    def __init__(self, profile, axe):
        options = webdriver.ChromeOptions()
        for flag in (
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-default-apps",
            f"--user-data-dir={profile}",
            "--host-resolver-rules=MAP * ~NOTFOUND",
        ):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        self.driver.set_script_timeout(120)
        self.axe = axe
        self.failures = []
        self.requests = self.sliders = self.sounds = 0

    def fail(self, where, what):
        self.failures.append(f"{where}: {what}")
        print(f"  {where}: {what}", file=sys.stderr)

    def look(self, size, dark=False, scripts=True):
        width, height = size
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            dict(width=width, height=height, deviceScaleFactor=1, mobile=width < 600),
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})

    def open(self, page):
        self.driver.get(page.as_uri())

    def wait(self, script, where, what):
        try:
            WebDriverWait(self.driver, SECONDS, 0.1).until(lambda d: d.execute_script(script))
        except Exception:  # the reason is told, whatever it was
            self.fail(where, what)

    def audit(self, where):
        self.driver.execute_script(self.axe)
        for found in self.driver.execute_async_script(AXE):
            self.fail(where, found)

    def asked(self, where):
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                self.requests += 1
                address = message["params"]["request"]["url"]
                if not address.startswith(HERE):
                    self.fail(where, "asked for " + address)
        for entry in self.driver.get_log("browser"):
            if entry["level"] == "SEVERE":
                self.fail(where, entry["message"])


def figures(reader, page):
    """Every figure that moves, as a page of its own: no script of the page around it may help."""
    for frame in sorted((page.parent / page.stem).glob("*.html")):
        where = f"{page.stem}/{frame.name}"
        reader.open(frame)
        reader.audit(where)
        turned = reader.driver.find_elements(By.CSS_SELECTOR, "input[type=range]")
        for slider in turned:
            before = reader.driver.execute_script(SHOWN)
            slider.send_keys(Keys.HOME)
            first = reader.driver.execute_script(SHOWN)
            slider.send_keys(Keys.END)
            last = reader.driver.execute_script(SHOWN)
            if len({before, first, last}) < 2 or first == last:
                reader.fail(where, "the slider turns nothing")
            reader.sliders += 1
        reader.asked(where)


def page_by_page(reader, pages):
    for page in pages:
        reader.look(DESK)
        reader.open(page)
        reader.audit(f"{page.stem}, desk")
        for skipped in reader.driver.execute_script(HEADINGS):
            reader.fail(page.stem, "headings out of order: " + skipped)
        reader.wait(FITTED, page.stem, "a moving figure does not appear")
        sounds = reader.driver.execute_async_script(SOUNDS)
        if "failed" in sounds:
            reader.fail(page.stem, "a sound cannot be played: " + sounds["failed"])
        reader.sounds += sounds.get("count", 0)
        reader.look(DESK, dark=True)
        reader.audit(f"{page.stem}, dark")
        reader.look(TELEPHONE)
        reader.open(page)
        reader.audit(f"{page.stem}, telephone")
        too_wide = reader.driver.execute_script(TOO_WIDE)
        if too_wide:
            reader.fail(f"{page.stem}, telephone", too_wide)
        reader.asked(page.stem)
        reader.look(DESK)
        figures(reader, page)
        print(f"{page.stem}: {reader.sliders} sliders and {reader.sounds} sounds so far", flush=True)


def without_scripts(reader, pages):
    for page in pages:
        reader.look(DESK, scripts=False)
        reader.open(page)
        seen = reader.driver.execute_script(STILL)
        moving = len(list((page.parent / page.stem).glob("*.html")))
        if seen["undrawn"] or seen["frames"] or seen["controls"]:
            reader.fail(f"{page.stem}, scripts off", str(seen))
        if moving > seen["pictures"]:
            reader.fail(f"{page.stem}, scripts off", f"{moving} moving figures without a picture")
        reader.asked(f"{page.stem}, scripts off")
    reader.look(DESK)


def search(reader, index):
    """Finds a section from the keyboard alone, and goes there."""
    for size in (DESK, TELEPHONE):
        reader.look(size)
        reader.open(index)
        body = reader.driver.find_element(By.TAG_NAME, "body")
        body.send_keys("/")
        box = reader.driver.switch_to.active_element
        box.send_keys("vanishing grad")
        found = "return document.querySelectorAll('#found a').length"
        reader.wait(found, "search", "found nothing for 'vanishing grad'")
        reader.audit("search, results shown")
        box.send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
        on = reader.driver.switch_to.active_element
        if on.tag_name != "a":
            reader.fail("search", "arrow keys do not reach the results")
            continue
        on.send_keys(Keys.ENTER)
        reader.wait("return location.hash.length > 1", "search", "does not lead to a section")
        there = "return !!document.getElementById(decodeURIComponent(location.hash.slice(1)))"
        reader.wait(there, "search", "leads to a section that is not there")
        reader.open(index)
        box = reader.driver.find_element(By.ID, "search")
        box.send_keys("xylophonist")
        nothing = "return document.getElementById('searched').textContent === 'nothing found'"
        reader.wait(nothing, "search", "does not say that it found nothing")
        reader.asked("search")


def theme(reader, index, lesson):
    reader.look(DESK)
    reader.open(index)
    colour = "return getComputedStyle(document.body).backgroundColor"
    light = reader.driver.execute_script(colour)
    reader.driver.find_element(By.ID, "theme").send_keys(Keys.ENTER)
    dark = reader.driver.execute_script(colour)
    if light == dark:
        reader.fail("theme", "the button changes nothing")
    reader.open(lesson)
    if reader.driver.execute_script(colour) != dark:
        reader.fail("theme", "the choice is forgotten on the next page")
    reader.driver.execute_script("localStorage.clear()")


def skip_link(reader, lesson):
    reader.look(DESK)
    reader.open(lesson)
    reader.driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    first = reader.driver.switch_to.active_element
    box = first.rect
    if "skip" not in first.get_attribute("class") or box["x"] < 0:
        reader.fail("skip link", "is not the first stop, or cannot be seen")
        return
    first.send_keys(Keys.ENTER)
    reader.driver.switch_to.active_element.send_keys(Keys.TAB)
    inside = "return !!document.activeElement.closest('main')"
    if not reader.driver.execute_script(inside):
        reader.fail("skip link", "does not lead into the text")


def script_of(axe):
    if axe.suffix != ".jar":
        return axe.read_text()
    with zipfile.ZipFile(axe) as jar:
        name = next(n for n in jar.namelist() if n.endswith("/axe.min.js"))
        return jar.read(name).decode()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path, help="what unroll pages --out wrote")
    parser.add_argument("--axe", required=True, type=pathlib.Path, help="axe-core's script or webjar")
    parser.add_argument("--only", default="*", help="pages to read, for example '0*'")
    options = parser.parse_args()
    folder = options.folder.resolve()
    pages = sorted(folder.glob(options.only + ".html"))
    if not (folder / "index.html").is_file() or not pages:
        parser.error(f"no pages in {folder}; write them with unroll pages --out {folder}")
    if not options.axe.is_file():
        parser.error(f"no file {options.axe}")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="pages") as profile:
        reader = Reader(profile, script_of(options.axe))
        try:
            page_by_page(reader, pages)
            without_scripts(reader, pages)
            search(reader, folder / "index.html")
            theme(reader, folder / "index.html", pages[0])
            skip_link(reader, pages[0])
        finally:
            reader.driver.quit()
    print(
        f"{len(pages)} pages read in {time.monotonic() - began:.0f} s: {reader.sliders} sliders,"
        f" {reader.sounds} sounds, {reader.requests} requests, {len(reader.failures)} failures"
    )
    return 1 if reader.failures else 0


if __name__ == "__main__":
    sys.exit(main())
