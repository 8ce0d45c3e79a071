// Starts what the page holds; a page of readings or checks has none of the tools.
function follow() {
  const { at, chosen } = readAddress();
  const place = at ? byId(at) : null;
  if (form) {
    const keep = location.hash.includes("=") ? chosen : readForm();
    fillForm(keep);
    choose(readForm());
    if (place?.hidden) {
      fillForm({});
      choose({});
    }
    if (place && !location.hash.includes("=")) writeAddress(at, readForm());
  }
  if (place) go(place);
}

function startPrinting() {
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
  });
}

if (form) {
  for (const tool of [byId("filter-tool"), byId("review-tool")]) {
    tool.hidden = false;
    tool.open = matchMedia("(min-width: 68rem)").matches;
  }
  startFilters();
  startReview();
  startKeys();
}
startLights();
startPrinting();
addEventListener("hashchange", follow);
follow();
