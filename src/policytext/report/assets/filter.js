/* Which documents a state selects, and in which order. */

const searched = new Map();

/** What the search looks through: title, id, path, and everyone who is named, holds or is meant. */
function searchText(item) {
  if (!searched.has(item)) {
    const names = item.actors.map((number) => ACTORS[number].name);
    searched.set(item, folded([item.title, item.id, item.path, ...names].join("\n")));
  }
  return searched.get(item);
}

/** A text without case and accents. */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function hasOpinion(item, label, { role, actor }) {
  return item.opinions.some((opinion) => {
    if (label >= 0 && opinion[0] !== label) return false;
    if (role === "holder") return opinion[1] === actor.number;
    if (role === "target") return opinion[2] === actor.number;
    return opinion.includes(actor.number, 1);
  });
}

function hasActor(item, label, wanted) {
  return wanted.role === "any" ? item.actors.includes(wanted.actor.number) : hasOpinion(item, label, wanted);
}

/** The documents that a state selects. Words of a search must all occur. */
function selected({ q, topic, from, to, tag, actors }) {
  const words = folded(q).split(/\s+/).filter(Boolean);
  const label = tag ? LABELS.indexOf(tag) : -1;
  const code = topic === "" ? null : Number(topic);
  return DOCUMENTS.filter((item) => {
    if (code !== null && mainTopic(item) !== code) return false;
    if (from && (!item.date || item.date.slice(0, from.length) < from)) return false;
    if (to && (!item.date || item.date.slice(0, to.length) > to)) return false;
    if (tag && !(item.tags[label] > 0)) return false;
    if (!actors.every((wanted) => hasActor(item, label, wanted))) return false;
    return words.length === 0 || words.every((word) => searchText(item).includes(word));
  });
}

const COLLATOR = new Intl.Collator("nl", { numeric: true, sensitivity: "base" });
const ORDERS = {
  date: (a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0),
  title: (a, b) => COLLATOR.compare(titleOf(a), titleOf(b)),
  topic: (a, b) => COLLATOR.compare(topicLabel(mainTopic(a)), topicLabel(mainTopic(b))),
  words: (a, b) => a.words - b.words,
  ...Object.fromEntries(TAGS.map((tag, label) => [tag, (a, b) => a.tags[label] - b.tags[label]])),
};

/** The documents in the order of a state; those without a date or topic come last, whichever the direction. */
function ordered(items, { sort, order }) {
  const compare = ORDERS[sort] ?? ORDERS.date;
  const sign = order === "up" ? 1 : -1;
  const lacks = sort === "topic" ? (item) => mainTopic(item) === null : (item) => sort === "date" && !item.date;
  return [...items].sort((a, b) => lacks(a) - lacks(b) || sign * compare(a, b) || a.number - b.number);
}

let latest = { key: null, items: [] };

/** The documents of the present state, filtered and in order; kept until filter or order change. */
function current() {
  const key = addressOf({ v: "documents", d: "", page: 1 });
  if (latest.key !== key) latest = { key, items: ordered(selected(state), state) };
  return latest.items;
}
