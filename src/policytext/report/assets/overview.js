/* The overview: what the selected documents say, in plots. */

const MOST_NAMES = 15;
const MOST_SIDES = 10;
const MOST_TOGETHER = 14;
const BODIES = ["ORG", "MINISTRY", "PARTY"];

function overview() {
  const items = current();
  return [
    h("h1", { tabindex: -1, id: "view-title" }, "Overview"),
    tiles(items),
    h(
      "div",
      { class: "figures" },
      overTime(items),
      byTopic(items),
      byActor(items, "by-body", "Tags by organisation", (actor) => BODIES.includes(actor.kind)),
      byActor(items, "by-minister", "Tags by minister", (actor) => actor.kind === "MINISTER"),
      holders(items),
      sides(items),
      topicsOverTime(items),
      cooccurrence(items),
    ),
    failures(),
  ];
}

const documentsWith = (changes) => addressOf({ v: "documents", d: "", page: 1, ...changes });
const withActor = (role, number) => ({ actors: [...state.actors, { role, actor: ACTORS[number] }] });

function tiles(items) {
  const sums = TAGS.map((_, tag) => items.reduce((sum, item) => sum + item.tags[tag], 0));
  const dates = items
    .map((item) => item.date)
    .filter(Boolean)
    .sort();
  const span = dates.length ? [...new Set([dates[0].slice(0, 4), dates.at(-1).slice(0, 4)])].join("–") : "none dated";
  const tile = (value, name, note, kind = "") =>
    h("li", { class: `tile ${kind}` }, h("strong", null, value), h("span", null, name), h("small", null, note));
  return h(
    "ul",
    { class: "tiles", "aria-label": "In numbers" },
    tile(count(items.length), "documents", span),
    TAGS.map((tag, index) =>
      tile(
        count(sums[index]),
        sums[index] === 1 ? tag : (TAG_PLURALS[tag] ?? tag),
        `in ${counted(items.filter((item) => item.tags[index]).length, "document")}`,
        `edge-${tag}`,
      ),
    ),
    tile(count(documentsByActor(items).size), "actors", "persons, bodies, parties"),
    FAILURES.length > 0 && tile(count(FAILURES.length), "failed", "see the foot of this page", "edge-failed"),
  );
}

const TAG_PLURALS = { recommendation: "recommendations", praise: "times praise", criticism: "times criticism" };
const TAG_HEAD = TAGS.map(capital);

function overTime(items) {
  const { bins, binOf, axis } = periods(items);
  const tags = tagsBy(items, (_, item) => (binOf(item) < 0 ? [] : [binOf(item)]));
  const bars = bins.map(({ name, from, to }, index) => ({
    name,
    values: tags.get(index) ?? TAGS.map(() => 0),
    href: (tag) => documentsWith({ from, to, tag }),
  }));
  const any = bars.some((each) => total(each.values));
  return figure({
    id: "over-time",
    title: "Tags over time",
    size: "wide",
    keyed: true,
    reading: "Tagged sentences by the date of their document.",
    draw: uprightBars(bars, axis, "Tagged sentences"),
    head: [axis, ...TAG_HEAD],
    rows: any ? bars.map((each) => [each.name, ...each.values.map(count)]) : [],
  });
}

function stacked({ id, title, reading, bars, first }) {
  return figure({
    id,
    title,
    reading,
    keyed: true,
    draw: lyingBars(bars, "Tagged sentences"),
    head: [first, ...TAG_HEAD],
    rows: bars.map((each) => [dutch(each.name), ...each.values.map(count)]),
  });
}

function byTopic(items) {
  const found = tagsBy(items, (_, item) => (mainTopic(item) === null ? [] : [mainTopic(item)]));
  const bars = largest(found, 21).map(([code, values]) => ({
    name: topicLabel(code),
    values,
    href: (tag) => documentsWith({ topic: String(code), tag }),
  }));
  return stacked({
    id: "by-topic",
    title: "Tags by topic",
    bars,
    first: "Topic",
    reading: "Tagged sentences by the main topic of their document.",
  });
}

function actorBars(found, role, most = MOST_NAMES) {
  return largest(found, most).map(([number, values]) => ({
    name: ACTORS[number].name,
    values,
    href: (tag) => documentsWith({ tag, ...withActor(role, number) }),
  }));
}

function byActor(items, id, title, wanted) {
  const fits = ACTORS.map(wanted);
  const found = tagsBy(items, (opinion) =>
    opinion.filter((number, place) => place > 0 && fits[number] && opinion.indexOf(number, 1) === place),
  );
  return stacked({
    id,
    title,
    bars: actorBars(found, "sentence"),
    first: "Name",
    reading: "Tagged sentences that name them, or of which they are holder or target.",
  });
}

function holders(items) {
  const found = tagsBy(items, ([, holder]) => (holder < 0 ? [] : [holder]));
  return stacked({
    id: "holders",
    title: "Who advises, praises and criticises",
    bars: actorBars(found, "holder"),
    first: "Holder",
    reading: "Tagged sentences by who holds the opinion, where that was found.",
  });
}

function sides(items) {
  const found = tagsBy(items, ([, , target]) => (target < 0 ? [] : [target]));
  const kinds = { praise: "Who is praised", criticism: "Who is criticised", recommendation: "Who is advised" };
  return Object.entries(kinds).map(([tag, title]) => {
    const place = TAGS.indexOf(tag);
    const numbers = new Map(
      [...found].filter(([, values]) => values[place]).map(([key, values]) => [key, [values[place]]]),
    );
    const bars = actorBars(numbers, "target", MOST_SIDES);
    return figure({
      id: `target-${tag}`,
      title,
      size: "third",
      reading: `Targets of ${tag}, where that was found.`,
      draw: lyingBars(bars, "Tagged sentences", [tag]),
      head: ["Target", "Tagged sentences"],
      rows: bars.map((each) => [dutch(each.name), count(each.values[0])]),
    });
  });
}

function topicsOverTime(items) {
  const { bins, binOf, axis } = periods(items);
  const found = new Map();
  for (const item of items) {
    const [code, bin] = [mainTopic(item), binOf(item)];
    if (code === null || bin < 0) continue;
    if (!found.has(code))
      found.set(
        code,
        bins.map(() => 0),
      );
    found.get(code)[bin] += 1;
  }
  const rows = largest(found, 21).map(([code, values]) => ({
    name: topicLabel(code),
    values,
    href: (bin) => documentsWith({ topic: String(code), from: bins[bin].from, to: bins[bin].to }),
  }));
  const names = bins.map((each) => each.name);
  return figure({
    id: "topics-by-year",
    title: "Topics by year",
    size: "wide",
    reading: "Documents by main topic and date; the stronger the shade, the more.",
    draw: matrix(rows, names, axis),
    head: ["Topic", ...names],
    rows: rows.map((each) => [each.name, ...each.values.map(count)]),
  });
}

function cooccurrence(items) {
  const used = [...documentsByActor(items)].filter(([number]) => ACTORS[number].kind !== "other");
  const numbers = largest(new Map(used), MOST_TOGETHER).map(([number]) => number);
  const names = numbers.map((number) => ACTORS[number].name);
  const values = together(items, numbers);
  const pairs = values
    .flatMap((row, i) => row.map((value, j) => [`${names[i]} and ${names[j]}`, value]))
    .filter(([, value]) => value);
  pairs.sort((a, b) => b[1] - a[1]);
  const both = (i, j) =>
    documentsWith({
      actors: [...state.actors, ...[i, j].map((place) => ({ role: "any", actor: ACTORS[numbers[place]] }))],
    });
  return figure({
    id: "together",
    title: "Who is named together",
    size: "wide",
    reading: "Documents that name both; columns bear the numbers of the rows.",
    draw: halfMatrix(names, values, both),
    head: ["Two actors", "Documents"],
    rows: pairs.map(([name, value]) => [dutch(name), count(value)]),
  });
}

function failures() {
  if (FAILURES.length === 0) return null;
  return h(
    "section",
    { class: "failures", "aria-labelledby": "failures-title" },
    h("h2", { id: "failures-title" }, `${counted(FAILURES.length, "document")} failed`),
    table(
      "Documents that failed",
      ["Document", "Stage", "Cause"],
      FAILURES.map(({ id, source, stage, error, message }) => [
        h("bdi", null, source || id),
        stage,
        h("bdi", null, [message, error && ` (${error})`]),
      ]),
    ),
  );
}
