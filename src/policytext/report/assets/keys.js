/* Keys for those who keep their hands on the keyboard. Single letters can be switched off. */

const KEYS = [
  [
    "/",
    "Search",
    () => {
      if (byId("filters").hidden) go({ v: "documents", d: "" });
      setTimeout(() => byId("q").focus());
    },
  ],
  ["o", "Overview", () => go({ v: "overview", d: "", page: 1 })],
  ["d", "Documents", () => go({ v: "documents", d: "" })],
  ["n", "Next document", () => byId("next-document")?.click()],
  ["p", "Previous document", () => byId("previous-document")?.click()],
  ["u", "Back to the list", () => byId("to-list")?.click()],
  ["j", "Next tagged sentence, or next document of the table", () => step(1)],
  ["k", "Previous tagged sentence, or previous document of the table", () => step(-1)],
  ["t", "Light, dark, or as the system", () => byId("theme").click()],
  ["?", "This help", () => openHelp()],
];

/** Goes to the next thing that one reads: a tagged sentence, or a row of the table. */
function step(by) {
  const stops = [...document.querySelectorAll("mark.sentence[id], table.documents tbody a")];
  if (stops.length === 0) return;
  const here = stops.indexOf(document.activeElement.closest("mark.sentence, a"));
  const next = stops[here < 0 ? (by > 0 ? 0 : stops.length - 1) : here + by];
  if (!next) return;
  next.scrollIntoView({ block: "center" });
  next.focus({ preventScroll: true });
}

function openHelp() {
  if (!byId("keys").open) byId("keys").showModal();
}

function buildKeys() {
  const single = h("input", {
    type: "checkbox",
    id: "single-keys",
    onchange: (event) => remember("keys", event.target.checked ? "on" : "off"),
  });
  single.checked = remembered("keys") !== "off";
  byId("keys").append(
    h("h2", { id: "keys-title" }, "Keys"),
    h(
      "table",
      { class: "plain" },
      h("thead", null, h("tr", null, h("th", { scope: "col" }, "Key"), h("th", { scope: "col" }, "What it does"))),
      h(
        "tbody",
        null,
        KEYS.map(([key, text]) => h("tr", null, h("th", { scope: "row" }, h("kbd", null, key)), h("td", null, text))),
        h(
          "tr",
          null,
          h("th", { scope: "row" }, h("kbd", null, "← →")),
          h("td", null, "In a plot: from mark to mark; Enter shows the documents"),
        ),
      ),
    ),
    h("p", null, h("label", { for: "single-keys" }, single, " Single-letter keys work")),
    h("form", { method: "dialog" }, h("button", { type: "submit" }, "Close")),
  );
  byId("help").addEventListener("click", openHelp);
  document.addEventListener("keydown", pressed);
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("keys").open || !byId("single-keys").checked) return;
  if (event.target.closest("input, select, textarea")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const found = KEYS.find(([key]) => key === event.key);
  if (!found) return;
  event.preventDefault();
  found[2]();
}
