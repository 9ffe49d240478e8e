"use strict";
// Looks at the report in every way that the tests ask about, and leaves the findings in the page.

const REPORT = location.hash.slice(1);
const HEIGHT = 900;
// Tall enough for every account to stand in its column without scrolling.
const TALL = 40000;

async function opened(width, scheme, scripted) {
  const frame = document.createElement("iframe");
  frame.width = width;
  frame.height = HEIGHT;
  // A frame's reader prefers the scheme that the frame itself is set in.
  frame.style.colorScheme = scheme;
  if (!scripted) frame.setAttribute("sandbox", "allow-same-origin");
  await new Promise((done) => {
    frame.addEventListener("load", done);
    frame.src = REPORT;
    document.body.append(frame);
  });
  await pause();
  return frame;
}

async function layout(width, scheme, scripted) {
  const frame = await opened(width, scheme, scripted);
  const [doc, view] = [frame.contentDocument, frame.contentWindow];
  const seen = {
    width,
    scheme,
    scripted,
    innerWidth: view.innerWidth,
    prefersDark: view.matchMedia("(prefers-color-scheme: dark)").matches,
    live: doc.documentElement.classList.contains("live"),
    paper: view.getComputedStyle(doc.body).backgroundColor,
    ink: view.getComputedStyle(doc.body).color,
    folded: layoutProblems(doc),
  };
  doc.querySelectorAll("details").forEach((details) => { details.open = true; });
  frame.height = TALL;
  await pause();
  seen.unfolded = layoutProblems(doc);
  seen.resources = view.performance.getEntriesByType("resource").map((entry) => entry.name);
  frame.remove();
  return seen;
}

async function conduct(scripted) {
  const frame = await opened(1400, "light", scripted);
  const doc = frame.contentDocument;
  const seen = { links: linkProblems(doc), told: told(doc) };
  if (scripted) seen.statements = statementProblems(doc);
  seen.arrivals = await arrivalProblems(doc, 30);
  frame.remove();
  return seen;
}

async function look() {
  const seen = { views: [] };
  for (const width of [1400, 400]) {
    for (const scheme of ["light", "dark"]) seen.views.push(await layout(width, scheme, true));
    seen.views.push(await layout(width, "light", false));
  }
  seen.scripted = await conduct(true);
  seen.plain = await conduct(false);
  return seen;
}

// As ASCII without markup characters, so that the printed page holds the JSON as it is.
const ascii = (text) =>
  text.replace(/[<>&\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

look()
  .catch((error) => ({ failed: `${error}\n${error.stack}` }))
  .then((seen) => { document.getElementById("seen").textContent = ascii(JSON.stringify(seen)); });
