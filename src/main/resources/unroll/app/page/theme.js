// Before anything is drawn: the theme that was chosen last, else the system's.
"use strict";
try {
  const chosen = localStorage.getItem("unroll-theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
} catch {
  // no storage on this page: the system's theme it is
}
