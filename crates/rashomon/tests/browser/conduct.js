"use strict";
// What a document does when it is used: links, statements that light up, targets that open. Each function
// returns lines about what went wrong, and how much it tried.

const pause = () => new Promise((done) => setTimeout(done, 20));

function linkProblems(doc) {
  const problems = [];
  const links = [...doc.querySelectorAll('a[href^="#"]')];
  for (const link of links) {
    const target = decodeURIComponent(link.getAttribute("href").slice(1));
    if (!doc.getElementById(target)) problems.push(`#${target} does not exist`);
  }
  return { problems, tried: links.length };
}

// Following a link must bring its target into view, out of whatever is folded or scrolled away.
async function arrivalProblems(doc, most) {
  const problems = [];
  const targets = new Set([...doc.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute("href").slice(1)));
  const all = [...targets].filter((id) => doc.getElementById(decodeURIComponent(id)));
  const step = Math.max(1, Math.floor(all.length / most));
  const some = all.filter((_, i) => i % step === 0);
  const view = doc.defaultView;
  for (const id of some) {
    doc.querySelectorAll("details").forEach((details) => { details.open = false; });
    view.location.hash = `#${id}`;
    await pause();
    const target = doc.getElementById(decodeURIComponent(id));
    const box = target.getBoundingClientRect();
    const seen = target.checkVisibility() && box.bottom > 0 && box.top < view.innerHeight;
    if (!seen) problems.push(`#${id} is not in view after its link was followed (top ${Math.round(box.top)})`);
  }
  view.location.hash = "";
  await pause();
  return { problems, tried: some.length };
}

const parts = (doc, key) =>
  [...doc.querySelectorAll(".body span[data-k], .margin [data-k]")].filter((part) =>
    part.dataset.k.split(" ").includes(key));

// What is lit when a statement is pointed at: the statement itself and its counterparts, nothing else.
function litProblems(doc, key, peers, how) {
  const problems = [];
  const expected = new Map(parts(doc, key).map((part) => [part, "lit"]));
  const counterparts = peers.flatMap((peer) => parts(doc, peer));
  if (peers.length && !counterparts.length) problems.push(`${key}: its counterparts are not in the text`);
  for (const [part, name] of expected) {
    if (!part.classList.contains(name)) problems.push(`${key} is not lit when ${how}`);
  }
  for (const part of counterparts) {
    if (!part.classList.contains("peer")) problems.push(`${key}: ${part.dataset.k} is no counterpart when ${how}`);
  }
  const allowed = new Set([...expected.keys(), ...counterparts]);
  for (const part of doc.querySelectorAll(".lit, .peer")) {
    if (!allowed.has(part)) problems.push(`${part.dataset.k} is lit with ${key} when ${how}`);
  }
  const note = doc.querySelector(".apparatus");
  if (note.hidden || !note.textContent.trim()) problems.push(`${key}: no note is shown when ${how}`);
  return problems;
}

// The first stretch that belongs to a statement before all others, as a pointer would meet it.
const stretch = (doc, key) =>
  [...doc.querySelectorAll(".body span[data-k]")].find((part) => part.dataset.k.split(" ").pop() === key);

function paintProblems(doc, key) {
  const colour = (part) => doc.defaultView.getComputedStyle(part).backgroundColor;
  const [own, peer] = [doc.querySelector(".body span.lit"), doc.querySelector(".body span.peer")];
  const plain = [...doc.querySelectorAll(".body span.s")].find((s) => !s.matches(".lit, .peer, .deep"));
  const colours = [own, peer, plain].map((part) => part && colour(part));
  return new Set(colours).size === 3 ? [] : [`${key}: lit, counterpart and plain are not told apart: ${colours}`];
}

function statementProblems(doc) {
  const problems = [];
  let [tried, withPeers] = [0, 0];
  const view = doc.defaultView;
  const clear = () => doc.dispatchEvent(new view.KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  for (const note of doc.querySelectorAll(".notes [data-k]")) {
    const key = note.dataset.k;
    const peers = note.dataset.p ? note.dataset.p.split(" ") : [];
    const words = stretch(doc, key);
    if (!words) continue;
    tried += 1;
    words.dispatchEvent(new view.MouseEvent("mouseover", { bubbles: true }));
    problems.push(...litProblems(doc, key, peers, "pointed at"));
    clear();
    if (doc.querySelector(".lit, .peer") || !doc.querySelector(".apparatus").hidden) {
      problems.push(`${key} stays lit after Escape`);
    }
    const number = words.querySelector("a.no");
    if (number) {
      number.focus({ preventScroll: true });
      if (doc.activeElement !== number) problems.push(`${key} cannot be focused`);
      const innermost = number.closest("[data-k]").dataset.k.split(" ").pop();
      if (innermost === key) problems.push(...litProblems(doc, key, peers, "focused"));
      number.blur();
      clear();
    }
    if (!peers.length) continue;
    withPeers += 1;
    const stayed = !words.dispatchEvent(new view.MouseEvent("click", { bubbles: true, cancelable: true }));
    problems.push(...litProblems(doc, key, peers, "clicked"), ...paintProblems(doc, key));
    if (!stayed) problems.push(`${key}: a click leads away from the text`);
    clear();
  }
  return { problems: problems.slice(0, 12), tried, withPeers };
}

// Everything that is told in words: what the page is worth without its script.
function told(doc) {
  const text = (selector) => [...doc.querySelectorAll(selector)].map((element) => element.innerText);
  const bodies = [...doc.querySelectorAll(".body")].map((body) =>
    [...body.querySelectorAll(".row > :not(.margin)")].map((paragraph) => paragraph.innerText).join("\n"));
  return { ledger: text(".ledger tbody tr"), heads: text(".ledger thead th"), bodies, sections: text("main h2") };
}
