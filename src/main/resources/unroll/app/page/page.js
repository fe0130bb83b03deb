// Lets what scrolls sideways be scrolled by keyboard, changes the theme, and shows fresh outputs when a lesson has run.
"use strict";
// A stop for the tabulator where there is something to scroll, and only there.
function stops() {
  for (const box of document.querySelectorAll("main pre, main table, div.math")) {
    if (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}
stops();
addEventListener("resize", stops);
addEventListener("load", stops);
document.getElementById("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  try {
    localStorage.setItem("unroll-theme", root.dataset.theme);
  } catch {
    // it is forgotten with the page
  }
});
const sections = document.querySelector(".sections details");
if (sections) sections.open = matchMedia("(min-width: 75rem)").matches;
const lesson = document.body.dataset.lesson;
const state = document.getElementById("state");
async function follow() {
  try {
    const told = await (await fetch("/" + lesson + ".json")).json();
    if (told.version !== Number(document.body.dataset.version)) {
      location.reload();
      return;
    }
    state.textContent = told.state;
    if (told.final) return;
  } catch {
    state.textContent = "the course has ended on this machine; start it again with mvn";
  }
  setTimeout(follow, 2000);
}
if (lesson) follow();
