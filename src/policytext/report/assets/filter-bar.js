/* The filters that overview and documents share. */

const HINTS = 30;

/** Builds the filter bar once; `showFilters` brings it up to the state. */
function buildFilters() {
  const topics = Object.entries(TOPICS).map(([code, [label]]) => [code, label]);
  topics.sort((a, b) => COLLATOR.compare(a[1], b[1]));
  const years = YEARS.map((year) => [String(year), String(year)]);
  const labels = LABELS.map((label) => [label, capital(label)]);
  byId("filters").append(
    h(
      "form",
      { role: "search", "aria-label": "Filter documents", onsubmit: (event) => event.preventDefault() },
      field(
        "Search",
        h("input", {
          id: "q",
          type: "search",
          autocomplete: "off",
          spellcheck: "false",
          placeholder: "Title, id, path or name",
          oninput: debounced((event) => go({ q: event.target.value, page: 1 }, { replace: true })),
        }),
        "wide",
      ),
      h(
        "details",
        { id: "more-filters", open: true },
        h("summary", null, "More filters"),
        h(
          "div",
          { class: "fields" },
          choice("topic", "Main topic", "All topics", topics, "medium"),
          choice("from", "From", "First year", years),
          choice("to", "Until", "Last year", years),
          choice("tag", "Tag", "Any or none", labels),
          field(
            "Organisation, minister or other actor",
            h("input", {
              id: "actor",
              list: "actors",
              autocomplete: "off",
              spellcheck: "false",
              placeholder: "Name",
              oninput: typeActor,
              onchange: addActor,
            }),
            "wide",
          ),
          choice("role", "How it occurs", null, Object.entries(ROLES), "medium"),
          h("datalist", { id: "actors" }),
        ),
      ),
    ),
    h(
      "div",
      { class: "selection" },
      h("p", { id: "found" }),
      h("ul", { id: "chips", "aria-label": "Filters in use" }),
      h("button", { type: "button", id: "clear", onclick: clearFilters }, "Clear filters"),
    ),
  );
  if (window.matchMedia("(max-width: 50rem)").matches) byId("more-filters").open = false;
}

function field(label, input, size = "") {
  return h("div", { class: `field ${size}` }, h("label", { for: input.id }, label), input);
}

function choice(id, label, none, options, size) {
  const change = (event) => id !== "role" && go({ [id]: event.target.value, page: 1 });
  return field(
    label,
    h(
      "select",
      { id, onchange: change },
      none !== null && h("option", { value: "" }, none),
      options.map(([value, text]) => h("option", { value }, text)),
    ),
    size,
  );
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function debounced(act, milliseconds = 150) {
  let timer = 0;
  return (event) => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds, event);
  };
}

/** Offers the actors whose names hold what is typed, those named in most documents first. */
function hint(text) {
  const typed = folded(text.trim());
  const fitting = typed.length < 2 ? [] : actorsByUse().filter((actor) => folded(actor.name).includes(typed));
  byId("actors").replaceChildren(...fitting.slice(0, HINTS).map((actor) => h("option", { value: actor.name })));
}

/** What is typed asks for hints; a hint that is chosen is no typing, and is taken at once. */
function typeActor(event) {
  if (event.inputType === undefined || event.inputType === "insertReplacementText") addActor(event);
  else hint(event.target.value);
}

let byUse = null;
function actorsByUse() {
  if (byUse === null) {
    const uses = new Array(ACTORS.length).fill(0);
    for (const item of DOCUMENTS) for (const number of item.actors) uses[number] += 1;
    byUse = [...ACTORS].sort((a, b) => uses[b.number] - uses[a.number]);
  }
  return byUse;
}

function addActor(event) {
  const typed = folded(event.target.value.trim());
  const actor = actorsByUse().find((each) => folded(each.name) === typed);
  if (!typed) return;
  if (!actor) {
    announce(`No actor is called ${event.target.value}`);
    return;
  }
  event.target.value = "";
  go({ actors: [...state.actors, { role: byId("role").value, actor }], page: 1 });
}

function clearFilters() {
  go({ ...NO_FILTER, page: 1 });
  byId("q").focus();
}

/** Shows the filters of the state, and how many documents they select. */
function showFilters() {
  for (const name of ["q", "topic", "from", "to", "tag"]) {
    const input = byId(name);
    if (input.tagName === "SELECT" && ![...input.options].some((option) => option.value === state[name])) {
      input.append(h("option", { value: state[name] }, state[name]));
    }
    if (input !== document.activeElement || input.value.trim() !== state[name]) input.value = state[name];
  }
  const chips = state.actors.map((wanted) =>
    h(
      "li",
      null,
      h(
        "button",
        {
          type: "button",
          class: "chip",
          onclick: () => go({ actors: state.actors.filter((each) => each !== wanted), page: 1 }),
        },
        dutch(wanted.actor.name),
        ` ${ROLES[wanted.role]} `,
        h("span", { "aria-hidden": "true" }, "×"),
        h("span", { class: "visually-hidden" }, "remove this filter"),
      ),
    ),
  );
  byId("chips").replaceChildren(...chips);
  const filtered = addressOf({ ...START, actors: [] }) !== addressOf({ ...START, ...filterOf(state) });
  byId("clear").hidden = !filtered;
  const number = current().length;
  const found = filtered
    ? `${count(number)} of ${counted(DOCUMENTS.length, "document")}`
    : counted(DOCUMENTS.length, "document");
  if (byId("found").textContent !== found) {
    byId("found").textContent = found;
    announce(found);
  }
}

/** The filters of a state, without view and order. */
const filterOf = ({ q, topic, from, to, tag, actors }) => ({ q, topic, from, to, tag, actors });
