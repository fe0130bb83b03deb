// Before anything is drawn: the theme that was chosen last, else the system's; and an ear for walled-off outputs,
// which say once how high they are, sooner than the page is read to its end.
"use strict";
try {
  const chosen = localStorage.getItem("unroll-theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
} catch {
  // no storage on this page: the system's theme it is
}
addEventListener("message", (event) => {
  for (const frame of document.querySelectorAll("iframe.output")) {
    if (frame.contentWindow === event.source && Number.isFinite(event.data?.height)) {
      frame.style.height = Math.min(event.data.height, 2000) + "px";
    }
  }
});
