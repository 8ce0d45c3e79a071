// Which findings are shown. A choice hides cards and the matrix's rows alike; agreements are hidden by any choice.
const rows = all("#matrix tr[data-t]");
const form = byId("filters");
const words = new Map();

function textOf(node) {
  if (!words.has(node)) words.set(node, node.textContent.toLowerCase());
  return words.get(node);
}

function isChosen(card, chosen) {
  const data = card.dataset;
  return (
    (!chosen.type || data.type === chosen.type) &&
    (!chosen.severity || data.severity === chosen.severity) &&
    (!chosen.article || data.articles.split(" ").includes(chosen.article)) &&
    (!chosen.speaker || data.speakers.split("\n").includes(chosen.speaker)) &&
    (!chosen.review || (data.review ?? "open") === chosen.review) &&
    (!chosen.text || textOf(card).includes(chosen.text.toLowerCase()))
  );
}

function readForm() {
  const chosen = {};
  for (const field of FIELDS) if (form.elements[field].value) chosen[field] = form.elements[field].value;
  return chosen;
}

function fillForm(chosen) {
  for (const field of FIELDS) form.elements[field].value = chosen[field] ?? "";
}

function choose(chosen) {
  const byToken = new Map(cards.map((card) => [card.dataset.t, card]));
  const any = Object.keys(chosen).length > 0;
  for (const card of cards) card.hidden = !isChosen(card, chosen);
  for (const row of rows) {
    const own = row.dataset.t.split(" ").map((token) => byToken.get(token)).filter(Boolean);
    row.hidden = own.length ? own.every((card) => card.hidden) : any;
  }
  const shown = cards.filter((card) => !card.hidden).length;
  byId("shown").textContent = any ? `${shown} of ${cards.length} findings shown` : `all ${cards.length} findings shown`;
  byId("clear").hidden = !any;
}

function startFilters() {
  const change = () => {
    const chosen = readForm();
    choose(chosen);
    writeAddress("", chosen);
  };
  form.addEventListener("input", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("clear").addEventListener("click", () => {
    fillForm({});
    change();
    form.elements.type.focus();
  });
}
