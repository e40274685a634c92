/* What stands beside the text: the tagged sentences with who says it of whom, and who and what is named. */

function evidence(view) {
  if (view.sentences.length === 0) return h("p", { class: "none" }, "No sentence is tagged.");
  return h(
    "ol",
    { class: "evidence" },
    view.sentences.map((sentence) =>
      h(
        "li",
        { id: `evidence-${sentence.id}`, tabindex: -1 },
        sentence.tags.map(([tag, value]) =>
          h("span", { class: `badge ${TAGS[tag] ?? "own"}` }, `${capital(LABELS[tag])} ${score(value)}`),
        ),
        betweenWhom(view, sentence),
        h(
          "a",
          { class: "quote", href: addressOf({}), "data-jump": `sentence-${sentence.id}` },
          dutch(shortened(view.text.slice(...sentence.at).replace(/\s+/g, " "), 180)),
        ),
      ),
    ),
  );
}

/** Holder → target, each leading to the documents where it is so again. */
function betweenWhom(view, { holder, target }) {
  if (!holder && !target) return null;
  const side = (mention, role) =>
    mention
      ? h(
          "a",
          { href: addressOf({ ...START, v: "documents", actors: [{ role, actor: ACTORS[mention[2]] }] }) },
          dutch(view.text.slice(mention[0], mention[1])),
        )
      : h("span", { class: "unknown" }, "not found");
  return h(
    "p",
    { class: "between" },
    h("span", { class: "visually-hidden" }, "Holder: "),
    side(holder, "holder"),
    h("span", { "aria-hidden": "true" }, " → "),
    h("span", { class: "visually-hidden" }, ", target: "),
    side(target, "target"),
  );
}

/** The entities by label: each once, with how often it is named, where it leads, and other documents that name it. */
function named(view) {
  const groups = new Map();
  for (const entity of view.entities) {
    const text = view.text.slice(...entity.at).replace(/\s+/g, " ");
    const key = entity.actor ?? entity.link?.id ?? text;
    if (!groups.has(entity.label)) groups.set(entity.label, new Map());
    const group = groups.get(entity.label);
    if (!group.has(key)) group.set(key, { text, entity, times: 0 });
    group.get(key).times += 1;
  }
  if (groups.size === 0) return h("p", { class: "none" }, "No entity was found.");
  return h(
    "dl",
    { class: "named" },
    [...groups].map(([label, group]) => [
      h("dt", null, label),
      h(
        "dd",
        null,
        h(
          "ul",
          null,
          [...group.values()].map(({ text, entity, times }) => namedOne(text, entity, times)),
        ),
      ),
    ]),
  );
}

function namedOne(text, entity, times) {
  const actor = entity.actor === null ? null : ACTORS[entity.actor];
  const name = entity.link?.name ?? actor?.name ?? text;
  const page = registerPage(entity.link?.id);
  const details = [
    entity.attributes.office,
    entity.attributes.portfolio,
    entity.attributes.party,
    entity.attributes.value,
  ];
  const told = details.filter((each) => typeof each === "string" && each).join(", ");
  return h(
    "li",
    null,
    actor
      ? h("a", { href: addressOf({ ...START, v: "documents", actors: [{ role: "any", actor }] }) }, dutch(name))
      : dutch(name),
    times > 1 && ` ×${times}`,
    told && h("small", null, ` ${told}`),
    entity.link &&
      h("small", { class: "id" }, " ", page ? outside(page, entity.link.id) : h("bdi", null, entity.link.id)),
  );
}

/** The related articles; one that is in this report leads there. */
function relatedArticles(view) {
  return h(
    "ul",
    { class: "related-articles" },
    view.related.map((article) => {
      const title = view.text.slice(...article.title);
      const there = article.document !== null && BY_KEY.get(article.document);
      const told = [
        ...article.topics.slice(0, 1).map(([code, value]) => `${topicLabel(code)} ${score(value)}`),
        article.shared.length > 0 && `shares ${article.shared.map(topicLabel).join(", ")}`,
        article.similarity !== null && `similarity ${score(article.similarity)}`,
      ];
      return h(
        "li",
        null,
        there ? h("a", { href: addressOf({ v: "document", d: there.key }) }, dutch(title)) : dutch(title),
        article.teaser && dutch(view.text.slice(...article.teaser), "p"),
        h("small", null, told.filter(Boolean).join(" · ")),
      );
    }),
  );
}
