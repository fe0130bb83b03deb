// Searches the sections of all lessons, on this machine: the index is a script beside the pages.
"use strict";
(() => {
  const input = document.getElementById("search");
  const found = document.getElementById("found");
  const told = document.getElementById("searched");
  let index;
  let sections;

  function load() {
    if (sections !== undefined) return;
    sections = [];
    const script = document.createElement("script");
    script.src = "static/sections.js";
    script.onload = () => {
      sections = window.UNROLL_SECTIONS;
      index = lunr(function () {
        this.ref("n");
        this.field("title", { boost: 8 });
        this.field("lesson", { boost: 3 });
        this.field("text");
        sections.forEach((section, n) => this.add({ n, ...section }));
      });
      show();
    };
    document.head.append(script);
  }

  // Every word must be there; the last may still be unfinished.
  function matches(words) {
    return index.query((query) => {
      words.forEach((word, n) => {
        const clean = lunr.tokenizer(word).map(String);
        for (const term of clean) {
          query.term(term, { presence: lunr.Query.presence.OPTIONAL, boost: 4 });
          if (n === words.length - 1) query.term(term, { wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false });
        }
      });
    });
  }

  function line(section) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = section.page + (section.anchor ? "#" + encodeURIComponent(section.anchor) : "");
    const lesson = document.createElement("small");
    lesson.textContent = section.lesson;
    link.append(section.title, lesson);
    item.append(link);
    return item;
  }

  function show() {
    const words = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    if (!index || words.length === 0) {
      found.hidden = true;
      told.textContent = "";
      return;
    }
    const best = matches(words).slice(0, 12).map((match) => sections[match.ref]);
    found.replaceChildren(...best.map(line));
    found.hidden = best.length === 0;
    told.textContent = best.length === 0 ? "nothing found" : best.length + " sections found";
    told.classList.toggle("unseen", best.length > 0);
  }

  input.addEventListener("focus", load);
  input.addEventListener("input", () => {
    load();
    show();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      found.hidden = true;
      input.blur();
    } else if (event.key === "/" && !event.target.closest("input, textarea")) {
      event.preventDefault();
      input.focus();
    }
  });
  // Down and up go through what was found, and back to the words.
  document.querySelector(".search").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || found.hidden) return;
    event.preventDefault();
    const stops = [input, ...found.querySelectorAll("a")];
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
  });
  document.addEventListener("focusin", (event) => {
    if (!event.target.closest(".search")) found.hidden = true;
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".search")) found.hidden = true;
  });
})();
