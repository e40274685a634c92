/* Shows what the address says, and again when it changes. */

const VIEWS = {
  overview: { title: "Overview", make: overview },
  documents: { title: "Documents", make: documentsView },
  document: { title: "", make: documentView },
};
let shown = null;
let turn = 0;

/** Shows the view of the address. Only a change of view or document moves focus and scroll. */
async function show() {
  state = stateOf(location.hash);
  const mine = (turn += 1);
  byId("filters").hidden = state.v === "document";
  showFilters();
  for (const name of ["overview", "documents"]) {
    byId(`to-${name}`).toggleAttribute("aria-current", false);
    if (state.v === name || (state.v === "document" && name === "documents"))
      byId(`to-${name}`).setAttribute("aria-current", "page");
    byId(`to-${name}`).href = addressOf({ v: name, d: "", page: 1 });
  }
  const elements = await content();
  if (mine !== turn) return;
  const place = `${state.v} ${state.d} ${state.page}`;
  const focused = byId("main").contains(document.activeElement) ? document.activeElement.id : "";
  byId("main").replaceChildren(...elements.flat(Infinity).filter(Boolean));
  byId("main").dataset.view = state.v;
  document.title = [
    state.v === "document" ? titleOf(BY_KEY.get(state.d) ?? { id: state.d }) : VIEWS[state.v].title,
    TITLE,
  ].join(" – ");
  if (shown !== null && shown !== place) {
    window.scrollTo(0, history.state?.scrolled ?? 0);
    byId("view-title").focus({ preventScroll: true });
  } else if (focused) {
    byId(focused)?.focus({ preventScroll: true });
  }
  shown = place;
}

async function content() {
  try {
    return await VIEWS[state.v].make();
  } catch (error) {
    return [h("h1", { tabindex: -1, id: "view-title" }, "This cannot be shown"), h("p", null, error.message)];
  }
}

document.body.append(patterns());
buildTheme();
buildKeys();
buildFilters();
byId("filters").hidden = false;
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-jump]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  jump(link.dataset.jump);
});
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("main").focus();
});
// Where one was on a page is kept with its step of the history, so that only going back returns there.
history.scrollRestoration = "manual";
document.addEventListener(
  "scroll",
  debounced(() => history.replaceState({ scrolled: window.scrollY }, "")),
  { passive: true },
);
window.addEventListener("hashchange", show);
show();
