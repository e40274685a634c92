/* The reading view of one document. */

/** The reading view of the document in the state; a promise, for its data are unpacked first. */
async function documentView() {
  const item = BY_KEY.get(state.d);
  if (!item)
    return [
      h("h1", { tabindex: -1, id: "view-title" }, "No such document"),
      h("p", null, "This report has no document ", h("bdi", null, state.d), "."),
    ];
  const view = await readingView(item);
  const text = new DocumentText(view);
  return [
    neighbours(item),
    h(
      "article",
      { class: "reading", "aria-labelledby": "view-title" },
      h(
        "header",
        { class: "head" },
        h("h1", { tabindex: -1, id: "view-title", lang: "nl", dir: "auto" }, titleOf(item)),
        facts(item, view),
        topicScores(item),
      ),
      outline(view),
      h(
        "div",
        { class: "text", id: "text", lang: view.language, dir: "auto" },
        text.elements(),
        view.text.trim() === "" && h("p", { class: "none", lang: "en" }, "This document has no text."),
      ),
      h(
        "div",
        { class: "beside" },
        panel("evidence-title", "Tagged sentences", evidence(view)),
        view.related.length > 0 && panel("related-title", "Related articles", relatedArticles(view)),
        panel("named-title", "Who and what is named", named(view)),
        panel("source-title", "Source", source(item, view)),
      ),
    ),
  ];
}

function panel(id, title, ...content) {
  return h("section", { class: "panel", "aria-labelledby": id }, h("h2", { id }, title), content);
}

function facts(item, view) {
  const page = webAddress(view.source.url ?? "");
  const genre = view.source.metadata?.genre;
  return h(
    "p",
    { class: "facts" },
    [item.date || "no date", counted(item.words, "word"), typeof genre === "string" && genre]
      .filter(Boolean)
      .join(" · "),
    page && [" · ", outside(page, "on the web")],
    h("bdi", { class: "path" }, item.path || item.id),
  );
}

function topicScores(item) {
  const likely = item.topics.filter(([, value], index) => index === 0 || value >= 0.05);
  if (likely.length === 0) return null;
  return h(
    "ul",
    { class: "topics", "aria-label": "Topics" },
    likely.map(([code, value]) =>
      h(
        "li",
        null,
        h(
          "a",
          { href: addressOf({ ...START, v: "documents", topic: String(code) }), title: TOPICS[code]?.[1] },
          `${topicLabel(code)} `,
          h("span", { class: "value" }, score(value)),
        ),
      ),
    ),
  );
}

function outline(view) {
  const sections = view.sections.filter((section) => section.heading);
  if (sections.length === 0) return h("div", { class: "outline empty" });
  return h(
    "nav",
    { class: "outline", "aria-labelledby": "outline-title" },
    h("h2", { id: "outline-title" }, "Sections"),
    h(
      "ol",
      null,
      sections.map((section) =>
        h(
          "li",
          { class: `level-${Math.min(section.level, 4)}` },
          h(
            "a",
            { href: addressOf({}), "data-jump": `section-${section.id}` },
            dutch(view.text.slice(...section.heading).trim()),
          ),
        ),
      ),
    ),
  );
}

function neighbours(item) {
  const items = current();
  const here = items.indexOf(item);
  const link = (other, id, text) =>
    other
      ? h("a", { id, class: "step", href: addressOf({ d: other.key }), title: titleOf(other) }, text)
      : h("span", { class: "step off" }, text);
  return h(
    "nav",
    { class: "pager", "aria-label": "Documents in the list" },
    h(
      "a",
      {
        class: "step",
        id: "to-list",
        href: addressOf({ v: "documents", page: Math.floor(Math.max(here, 0) / PER_PAGE) + 1 }),
      },
      "Back to the list",
    ),
    link(items[here - 1], "previous-document", "Previous"),
    here >= 0 && h("span", { class: "where" }, `${count(here + 1)} of ${count(items.length)}`),
    link(here >= 0 ? items[here + 1] : null, "next-document", "Next"),
  );
}

function source(item, view) {
  const { path, media_type: type, encoding, sha256, url, metadata } = view.source;
  const { policytext, base } = view.pipeline;
  const rows = {
    Id: item.id,
    Path: path,
    Address: url,
    "Media type": [type, encoding].filter(Boolean).join(", "),
    "SHA-256": sha256,
    "Made with": `policytext ${policytext}, base ${base.name} ${base.version}`,
    ...Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [`“${name}”`, plain(value)])),
  };
  return h(
    "dl",
    { class: "source" },
    Object.entries(rows)
      .filter(([, value]) => value)
      .map(([name, value]) =>
        h("div", null, h("dt", null, h("bdi", null, name)), h("dd", null, h("bdi", null, value))),
      ),
  );
}

const plain = (value) => (typeof value === "string" ? value : JSON.stringify(value));

/** Brings a part of the view into sight and gives it the focus. */
function jump(id) {
  const place = byId(id);
  if (!place) return;
  for (let around = place.closest("details"); around; around = around.parentElement.closest("details"))
    around.open = true;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  place.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  place.focus({ preventScroll: true });
}
