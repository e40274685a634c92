/* The table of documents: a page of what is selected, sortable by column. */

const PER_PAGE = 50;
const COLUMNS = [
  ["title", "Document", "title"],
  ["date", "Date", "date"],
  ["topic", "Main topic", "topic"],
  ["recommendation", "Recomm.", "number", "Recommendations"],
  ["praise", "Praise", "number"],
  ["criticism", "Critic.", "number", "Criticism"],
  ["words", "Words", "number words"],
];

function documentsView() {
  const items = current();
  const pages = Math.max(1, Math.ceil(items.length / PER_PAGE));
  const page = Math.min(state.page, pages);
  const shown = items.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  return [
    h("h1", { tabindex: -1, id: "view-title" }, "Documents"),
    items.length === 0
      ? h("p", { class: "none" }, "No document fits these filters.")
      : h(
          "table",
          { class: "documents" },
          h("caption", { class: "visually-hidden" }, "Documents; the buttons in the head sort them"),
          h("thead", null, h("tr", null, COLUMNS.map(heading))),
          h("tbody", null, shown.map(row)),
        ),
    pager(page, pages, items.length),
  ];
}

function heading([name, title, kind, full]) {
  const active = state.sort === name;
  const first = name === "title" || name === "topic" ? "up" : "down";
  const other = state.order === "down" ? "up" : "down";
  const order = active ? other : first;
  const sorted = active ? (state.order === "up" ? "ascending" : "descending") : null;
  return h(
    "th",
    { scope: "col", class: kind, "aria-sort": sorted },
    h(
      "button",
      { type: "button", id: `sort-${name}`, onclick: () => go({ sort: name, order, page: 1 }, { replace: true }) },
      full ? [h("span", { "aria-hidden": "true" }, title), h("span", { class: "visually-hidden" }, full)] : title,
      h("span", { class: "arrow", "aria-hidden": "true" }, active ? (state.order === "up" ? " ↑" : " ↓") : ""),
    ),
  );
}

function row(item) {
  const topic = mainTopic(item);
  return h(
    "tr",
    null,
    h(
      "th",
      { scope: "row", class: "title" },
      h("a", { href: addressOf({ v: "document", d: item.key }) }, dutch(titleOf(item), "span")),
      h("bdi", { class: "path" }, item.path || item.id),
      h("span", { class: "brief" }, [item.date || "no date", topic !== null && ` · ${topicLabel(topic)}`]),
    ),
    h("td", { class: "date" }, item.date || "–"),
    h("td", { class: "topic" }, topic === null ? "–" : topicLabel(topic)),
    TAGS.map((tag, index) =>
      h(
        "td",
        { class: "number" },
        item.tags[index]
          ? h("span", { class: `amount ${tag}` }, count(item.tags[index]))
          : h("span", { class: "zero" }, "0"),
      ),
    ),
    h("td", { class: "number words" }, count(item.words)),
  );
}

function pager(page, pages, number) {
  if (pages === 1) return null;
  const step = (to, name, sign) =>
    to < 1 || to > pages
      ? h("span", { class: "step off" }, sign)
      : h("a", { class: "step", href: addressOf({ page: to }), id: `page-${name}` }, sign);
  const first = (page - 1) * PER_PAGE + 1;
  return h(
    "nav",
    { class: "pager", "aria-label": "Pages of documents" },
    step(page > 1 ? 1 : 0, "first", "First"),
    step(page - 1, "previous", "Previous"),
    h(
      "span",
      { class: "where" },
      `${count(first)}–${count(Math.min(first + PER_PAGE - 1, number))} of ${count(number)}`,
    ),
    step(page + 1, "next", "Next"),
    step(page < pages ? pages : 0, "last", "Last"),
  );
}
