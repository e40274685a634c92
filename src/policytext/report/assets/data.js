/* The data of the report: the columns of all documents at once, reading views in chunks when they are wanted. */

const RAW = JSON.parse(byId("index").textContent);
byId("index").remove();

const LABELS = RAW.labels;
const TAGS = LABELS.slice(0, 3);
const TOPICS = RAW.topics;
const ACTORS = RAW.actors.names.map((name, number) => ({
  number,
  name,
  kind: RAW.kinds[RAW.actors.kinds[number]],
  link: RAW.actors.links[number],
  key: RAW.actors.links[number] ?? name,
}));
const ACTOR_BY_KEY = new Map(ACTORS.map((actor) => [actor.key, actor]));

/** Documents: `topics` are [code, score] pairs, `opinions` [label, holder, target, named ...], `key` is unique. */
const DOCUMENTS = [];
const BY_KEY = new Map();
for (const [id, title, path, date, topics, opinions, actors, words] of RAW.documents) {
  let key = id;
  for (let copy = 2; BY_KEY.has(key); copy += 1) key = `${id}~${copy}`;
  const tags = new Array(LABELS.length).fill(0);
  for (const [label] of opinions) tags[label] += 1;
  const year = date ? Number(date.slice(0, 4)) : null;
  const item = { number: DOCUMENTS.length, key, id, title, path, date, year, topics, opinions, actors, words, tags };
  BY_KEY.set(key, item);
  DOCUMENTS.push(item);
}
const YEARS = [...new Set(DOCUMENTS.map((item) => item.year).filter((year) => year !== null))].sort((a, b) => a - b);

const FIRST_OF_CHUNK = RAW.chunks;
const FAILURES = RAW.failures;
const TITLE = RAW.title;
RAW.documents = null;

/** How a document is called: its title, else its id. */
const titleOf = (item) => item.title || item.id;

/** A topic's English label; `dutchTopic` gives the Dutch one. */
const topicLabel = (code) => TOPICS[code]?.[0] ?? `Topic ${code}`;

/** The code of a document's first topic, null without one. */
const mainTopic = (item) => item.topics[0]?.[0] ?? null;

const whole = new Promise((resolve) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve, { once: true });
  else resolve();
});
let unpacked = { number: -1, views: [] };

/** The reading view of a document; what was unpacked last is kept. */
async function readingView(item) {
  let number = FIRST_OF_CHUNK.length - 1;
  while (FIRST_OF_CHUNK[number] > item.number) number -= 1;
  if (unpacked.number !== number) {
    // While the file is still being read, only what another chunk follows is sure to be complete.
    if (!byId(`chunk-${number + 1}`)) await whole;
    unpacked = { number, views: await unpack(byId(`chunk-${number}`).textContent) };
  }
  return unpacked.views[item.number - FIRST_OF_CHUNK[number]];
}

async function unpack(base64) {
  if (typeof DecompressionStream === "undefined") {
    throw new Error("this browser is too old to unpack the documents (it has no DecompressionStream)");
  }
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}
