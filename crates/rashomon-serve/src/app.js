"use strict";
// Everything works without this. It moves through what is on the page by key, says how far the analysis is, and takes
// selected words into a form.
(() => {
  const list = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const items = () =>
    list(".item, main > .thread, main > .discrepancy, .gaps > li, .notes > ol > li, .first li").filter(
      (item) => item.offsetParent !== null,
    );
  const isWriting = (target) =>
    target.matches("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]");
  const off = "rashomon-keys-off";
  const areKeysOff = () => localStorage.getItem(off) === "1";

  let at = -1;
  const current = () => {
    const focused = document.activeElement && document.activeElement.closest(
      ".item, .thread, .discrepancy, .gaps > li, .notes > ol > li, .first li",
    );
    if (focused) return focused;
    const shown = document.querySelector(".apparatus:not([hidden])");
    return shown || items()[at] || document.querySelector("main");
  };
  const move = (step) => {
    const all = items();
    if (!all.length) return;
    const own = all.indexOf(current());
    at = Math.max(0, Math.min(all.length - 1, (own < 0 ? at : own) + step));
    const item = all[at];
    const target = item.querySelector("a") && item.matches(".first li") ? item.querySelector("a") : item;
    if (target === item) item.tabIndex = -1;
    target.focus();
    item.scrollIntoView({ block: "nearest" });
  };
  const press = (key) => {
    const target = current().querySelector(`[data-key="${key}"]`);
    if (!target) return;
    if (target.matches("input, textarea, select")) target.focus();
    else target.click();
  };
  const send = (id) => document.getElementById(id).submit();
  const plain = {
    j: () => move(1),
    k: () => move(-1),
    a: () => press("a"),
    r: () => press("r"),
    c: () => press("c"),
    n: () => press("n"),
    u: () => send("undo"),
    U: () => send("redo"),
    "/": () => document.querySelector('[data-key="/"]').focus(),
    "?": () => location.assign("/help"),
  };
  // When g was pressed; the key after it says where to go. By the keyboard's clock, which a busy page does not delay.
  let going = null;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || areKeysOff()) return;
    if (event.key === "Escape" && isWriting(event.target)) event.target.blur();
    if (isWriting(event.target)) return;
    const went = going !== null && event.timeStamp - going < 2000;
    going = null;
    if (went) {
      const way = list("[data-go]").find((link) => link.dataset.go === event.key);
      if (way) {
        event.preventDefault();
        location.assign(way.href);
      }
      return;
    }
    if (event.key === "g") {
      going = event.timeStamp;
    } else if (plain[event.key]) {
      event.preventDefault();
      plain[event.key]();
    }
  });

  const keys = document.querySelector("[data-keys]");
  if (keys) {
    keys.closest("label").hidden = false;
    keys.checked = !areKeysOff();
    keys.addEventListener("change", () => localStorage.setItem(off, keys.checked ? "0" : "1"));
  }

  // Words that are selected in an account go into the form that asks for words.
  for (const field of list("[data-selection]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Take the selected words";
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      const words = String(getSelection()).trim();
      if (words) field.value = words;
    });
    field.after(button);
  }

  const working = document.getElementById("working");
  const look = async () => {
    try {
      const answer = await fetch("/progress");
      const progress = await answer.json();
      if (!progress.working) {
        location.reload();
        return;
      }
      working.textContent = progress.line;
    } catch {
      working.textContent = "The program does not answer any more.";
      return;
    }
    setTimeout(look, 1000);
  };
  // A page on which someone is writing is not taken from under them.
  const isBusy = () => list("textarea, input[name=value]").some((field) => field.value !== field.defaultValue);
  if (working && working.hasAttribute("data-working") && !isBusy()) setTimeout(look, 700);
})();
