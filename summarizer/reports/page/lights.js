// Pointing at a quote, or moving to it by keyboard, lights all quotes that stand in the same finding or agreement.
let places = null;
let lit = [];

function placesOf(token) {
  if (!places) {
    places = new Map();
    for (const node of all("[data-t]")) {
      for (const one of node.dataset.t.split(" ")) {
        if (!places.has(one)) places.set(one, []);
        places.get(one).push(node);
      }
    }
  }
  return places.get(token) ?? [];
}

function light(event) {
  const node = event.target instanceof Element ? event.target.closest("[data-t]") : null;
  for (const one of lit) one.classList.remove("lit");
  lit = node ? node.dataset.t.split(" ").flatMap(placesOf) : [];
  for (const one of lit) one.classList.add("lit");
}

function startLights() {
  document.addEventListener("pointerover", light);
  document.addEventListener("focusin", light);
}
