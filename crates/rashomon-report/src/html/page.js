"use strict";
// The page works without this: it lights up counterparts, aligns the columns and shows notes in place.
(() => {
  document.documentElement.classList.add("live");
  const texts = document.querySelector(".texts");
  const apparatus = document.querySelector(".apparatus");
  const places = new Map();
  const peers = new Map();
  const notes = new Map();
  for (const part of document.querySelectorAll(".body span[data-k], .margin [data-k]")) {
    for (const key of part.dataset.k.split(" ")) {
      if (!places.has(key)) places.set(key, []);
      places.get(key).push(part);
    }
  }
  for (const note of document.querySelectorAll(".notes [data-k]")) {
    notes.set(note.dataset.k, note);
    peers.set(note.dataset.k, note.dataset.p ? note.dataset.p.split(" ") : []);
  }
  const paint = (key, name) => (places.get(key) || []).forEach((part) => part.classList.add(name));
  let shown = null;
  const clear = () => {
    for (const part of texts.querySelectorAll(".lit, .peer")) part.classList.remove("lit", "peer");
    apparatus.hidden = true;
    shown = null;
  };
  const show = (key) => {
    if (key === shown) return;
    clear();
    if (!notes.has(key)) return;
    shown = key;
    paint(key, "lit");
    peers.get(key).forEach((peer) => paint(peer, "peer"));
    apparatus.replaceChildren(...Array.from(notes.get(key).childNodes, (node) => node.cloneNode(true)));
    apparatus.hidden = false;
  };
  // The innermost statement is named last.
  const keyOf = (target) => {
    const part = target.closest && target.closest(".body [data-k]");
    return part ? part.dataset.k.split(" ").pop() : null;
  };
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const align = (key) => {
    const own = places.get(key)[0];
    const offset = own.getBoundingClientRect().top - own.closest(".account").getBoundingClientRect().top;
    for (const peer of peers.get(key)) {
      const part = (places.get(peer) || [])[0];
      if (!part) continue;
      const column = part.closest(".account");
      const top = column.scrollTop + part.getBoundingClientRect().top - column.getBoundingClientRect().top - offset;
      column.scrollTo({ top, behavior: still.matches ? "auto" : "smooth" });
    }
  };
  const inside = (event) => {
    const key = keyOf(event.target);
    if (key) show(key);
  };
  texts.addEventListener("mouseover", inside);
  texts.addEventListener("focusin", inside);
  texts.addEventListener("click", (event) => {
    const key = keyOf(event.target);
    if (!key || String(getSelection())) return;
    show(key);
    if (peers.has(key) && peers.get(key).length) {
      // The note is in view already, so the link need not lead away from the text.
      event.preventDefault();
      align(key);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
  });
  texts.addEventListener("mouseleave", () => {
    if (!texts.contains(document.activeElement)) clear();
  });
  const arrive = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    const part = target.closest("[data-k]") || target.querySelector("[data-k]");
    if (part && target.closest(".body")) {
      const suffix = target.id.split("-").pop();
      const keys = part.dataset.k.split(" ");
      show(keys.find((key) => key.endsWith("/" + suffix)) || keys.pop());
    }
  };
  // Labels in the margin go down to the line where their statement begins.
  const settle = () => {
    const lists = Array.from(document.querySelectorAll(".margin"));
    for (const list of lists) for (const label of list.children) label.style.marginTop = "";
    for (const list of lists) {
      if (!list.offsetParent) continue;
      for (const label of list.children) {
        const words = places.get(label.dataset.k).find((part) => part.tagName === "SPAN");
        const gap = words.getClientRects()[0].top - label.getBoundingClientRect().top;
        if (gap > 3) label.style.marginTop = `${gap}px`;
      }
    }
  };
  settle();
  addEventListener("resize", settle);
  addEventListener("hashchange", arrive);
  arrive();
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = Array.from(document.querySelectorAll("details:not([open])"));
    folded.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((details) => { details.open = false; }));
})();
