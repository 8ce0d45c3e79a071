// Single keys, which can be turned off (WCAG 2.2, 2.1.4) and never act while somebody writes.
const help = byId("help");
let here = null;

function step(nodes, current, by) {
  if (!nodes.length) return null;
  const at = nodes.indexOf(current);
  if (at >= 0) return nodes[Math.min(Math.max(at + by, 0), nodes.length - 1)];
  const top = (node) => node.getBoundingClientRect().top;
  const next = nodes.findIndex((node) => top(node) > 8);
  if (by > 0) return nodes[next < 0 ? nodes.length - 1 : next];
  return nodes[next < 0 ? nodes.length - 1 : Math.max(next - 1, 0)];
}

function currentCard() {
  return document.activeElement?.closest(".card[data-id]") ?? null;
}

function toCard(by) {
  const next = step(cards.filter((card) => !card.hidden), currentCard(), by);
  if (!next) return;
  go(next);
  writeAddress(next.id, form ? readForm() : {});
}

function toClaim(by) {
  const next = step(all(".body .q[id]"), here, by);
  if (!next) return;
  here?.classList.remove("here");
  here = next;
  here.classList.add("here");
  go(here);
}

const KEYS = {
  j: () => toCard(1),
  k: () => toCard(-1),
  n: () => toClaim(1),
  p: () => toClaim(-1),
  c: () => judge("confirmed"),
  d: () => judge("dismissed"),
  e: () => judge("explained"),
  o: () => judge("open"),
  "/": () => {
    open(form);
    form.elements.text.focus();
  },
  "?": () => help.showModal(),
};

function judge(verdict) {
  const card = currentCard();
  if (card) setVerdict(card, verdict);
}

function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || !byId("keys-on").checked) return;
    if (event.target.closest("input:not([type=radio]), select, textarea")) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  byId("show-help").addEventListener("click", () => help.showModal());
  byId("close-help").addEventListener("click", () => help.close());
}
