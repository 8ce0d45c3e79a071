// The page's address keeps what is chosen and where one is: "#type=number&at=f-0123456789ab". A plain "#f-0123456789ab"
// leads to a place without any choice, with or without this script.
const byId = (id) => document.getElementById(id);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const cards = all(".card[data-id]");
const FIELDS = ["type", "severity", "article", "speaker", "review", "text"];

function readAddress() {
  const raw = location.hash.slice(1);
  if (!raw.includes("=")) return { at: raw, chosen: {} };
  const given = new URLSearchParams(raw);
  const chosen = {};
  for (const field of FIELDS) if (given.get(field)) chosen[field] = given.get(field);
  return { at: given.get("at") ?? "", chosen };
}

function writeAddress(at, chosen) {
  const given = new URLSearchParams();
  for (const field of FIELDS) if (chosen[field]) given.set(field, chosen[field]);
  let fragment = at;
  if ([...given.keys()].length) {
    if (at) given.set("at", at);
    fragment = given.toString();
  }
  history.replaceState(null, "", `#${fragment}`);
}

function open(place) {
  for (let node = place; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
}

function go(place) {
  open(place);
  if (!place.matches("a, button, input, select, textarea, [tabindex]")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ behavior: "instant", block: place.closest(".body") ? "center" : "start" });
}
