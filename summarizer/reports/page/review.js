// What a person finds of the findings. It is kept in this page until it is saved as a reviewer's file, which the command
// line and this page read alike: {"schema": "summarizer.review/1", "reviews": [{finding, verdict, note, reviewer, date}]}.
const SCHEMA = "summarizer.review/1";
const VERDICTS = ["confirmed", "dismissed", "explained"];
const LARGEST = 20_000_000; // bytes of a file; as much as the command line reads
const LONGEST_NOTE = 4000;
const LONGEST_NAME = 200;
const reviews = new Map();
let unsaved = false;

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function startReview() {
  for (const card of cards) {
    const told = card.querySelector(".reviewed");
    if (told) {
      const { verdict, note, reviewer, date } = told.dataset;
      reviews.set(card.dataset.id, { finding: card.dataset.id, verdict, note: note ?? "", reviewer: reviewer ?? null, date });
      told.remove();
    }
    card.append(makeForm(card));
    showReview(card);
  }
  listen();
  byId("save").addEventListener("click", save);
  byId("load").addEventListener("change", load);
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
  tellPrecision();
}

// One form is made and copied to every finding; a page may hold hundreds.
const pattern = make("div", { class: "review" }, make("fieldset", {}, make("legend", {}, "Your finding")));
for (const verdict of ["open", ...VERDICTS]) {
  pattern.firstChild.append(make("label", {}, make("input", { type: "radio", value: verdict, autocomplete: "off" }), verdict));
}
pattern.append(
  make("label", { class: "note" }, make("span", {}, "Why"), make("textarea", { maxlength: LONGEST_NOTE, rows: 2 })),
  make("p", { class: "by" }),
);

function makeForm(card) {
  const copy = pattern.cloneNode(true);
  for (const radio of all("input", copy)) radio.name = `review-${card.id}`;
  return copy;
}

function listen() {
  document.addEventListener("change", (event) => {
    if (event.target.matches(".review input")) setVerdict(event.target.closest(".card"), event.target.value);
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches(".review textarea")) setNote(event.target.closest(".card"), event.target.value);
  });
}

function setVerdict(card, verdict) {
  const id = card.dataset.id;
  if (verdict === "open") reviews.delete(id);
  else {
    const reviewer = byId("reviewer").value.trim().slice(0, LONGEST_NAME) || null;
    reviews.set(id, { finding: id, verdict, note: reviews.get(id)?.note ?? "", reviewer, date: today() });
  }
  unsaved = true;
  showReview(card);
  tellPrecision();
}

function setNote(card, note) {
  const review = reviews.get(card.dataset.id);
  if (!review) return;
  review.note = note;
  review.date = today();
  unsaved = true;
}

function showReview(card) {
  const review = reviews.get(card.dataset.id);
  const verdict = review?.verdict ?? "open";
  card.dataset.review = verdict;
  for (const radio of all("input[type=radio]", card)) radio.checked = radio.value === verdict;
  const note = card.querySelector(".note");
  note.hidden = !review;
  if (review && note.querySelector("textarea").value !== review.note) note.querySelector("textarea").value = review.note;
  card.querySelector(".by").textContent = review ? `by ${review.reviewer ?? "a reviewer"}, ${review.date}` : "";
}

function tellPrecision() {
  const known = cards.map((card) => reviews.get(card.dataset.id)).filter(Boolean);
  const parts = VERDICTS.map((verdict) => `${known.filter((one) => one.verdict === verdict).length} ${verdict}`);
  byId("precision").textContent = known.length
    ? `${known.length} of ${cards.length} reviewed: ${parts.join(", ")}`
    : `none of ${cards.length} findings is reviewed`;
}

function save() {
  const kept = [...reviews.values()].sort((a, b) => (a.finding < b.finding ? -1 : 1));
  const text = `${JSON.stringify({ schema: SCHEMA, reviews: kept }, null, 2)}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = make("a", { href: address, download: "reviews.json" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  unsaved = false;
  tell(`${kept.length === 1 ? "1 review" : `${kept.length} reviews`} saved as reviews.json`);
}

async function load(event) {
  const [file] = event.target.files;
  if (!file) return;
  try {
    if (file.size > LARGEST) throw new Error("it is too large");
    const read = parseReviews(await file.text());
    for (const review of read) merge(review);
    for (const card of cards) showReview(card);
    choose(readForm());
    tellPrecision();
    const ids = new Set(cards.map((card) => card.dataset.id));
    const others = read.filter((review) => !ids.has(review.finding)).length;
    tell(`${read.length} read` + (others ? `; ${others} of findings that are not on this page, kept for the next file` : ""));
  } catch (error) {
    tell(`This is no reviewer’s file: ${error.message}`);
  }
  event.target.value = "";
}

function parseReviews(text) {
  const value = JSON.parse(text);
  if (value?.schema !== SCHEMA) throw new Error(`its schema is not ${SCHEMA}`);
  if (!Array.isArray(value.reviews)) throw new Error("it has no list of reviews");
  return value.reviews.map((one, index) => {
    const { finding, verdict, note = "", reviewer = null, date } = one ?? {};
    const ok =
      /^f-[0-9a-f]{12}$/.test(finding) &&
      VERDICTS.includes(verdict) &&
      typeof note === "string" &&
      (reviewer === null || typeof reviewer === "string") &&
      /^\d{4}-\d{2}-\d{2}$/.test(date);
    if (!ok) throw new Error(`its review ${index + 1} is broken`);
    return { finding, verdict, note, reviewer, date };
  });
}

function merge(review) {
  const before = reviews.get(review.finding);
  if (!before || review.date >= before.date) reviews.set(review.finding, review);
}

function tell(message) {
  byId("review-message").textContent = message;
}
