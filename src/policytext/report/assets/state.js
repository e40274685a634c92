/* What is shown stands in the address, behind the `#`: every view can be linked to, and the browser goes back. */

const ROLES = { any: "named anywhere", sentence: "in a tagged sentence", holder: "as holder", target: "as target" };
const NO_FILTER = { q: "", topic: "", from: "", to: "", tag: "", actors: [] };
const START = { ...NO_FILTER, v: "overview", d: "", sort: "date", order: "down", page: 1 };
const SINGLE = ["v", "d", "q", "topic", "from", "to", "tag", "sort", "order"];

let state = { ...START };

/** The state that an address says; what it does not say, or says wrongly, is as at the start. */
function stateOf(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const found = { ...START, actors: [] };
  for (const name of SINGLE) if (given.get(name)) found[name] = given.get(name);
  if (!["overview", "documents", "document"].includes(found.v)) found.v = START.v;
  found.page = Math.max(1, Math.trunc(Number(given.get("page"))) || 1);
  for (const text of given.getAll("actor")) {
    const [role, ...rest] = text.split(":");
    const actor = ACTOR_BY_KEY.get(rest.join(":"));
    if (actor && role in ROLES) found.actors.push({ role, actor });
  }
  return found;
}

/** The address of a state: the present one, but for `changes`. */
function addressOf(changes) {
  const wanted = { ...state, ...changes };
  const told = new URLSearchParams();
  for (const name of SINGLE) if (name === "v" || wanted[name] !== START[name]) told.append(name, wanted[name]);
  if (wanted.v !== "document") told.delete("d");
  for (const { role, actor } of wanted.actors) told.append("actor", `${role}:${actor.key}`);
  if (wanted.page !== 1) told.append("page", wanted.page);
  return `#${told}`;
}

/** Goes to a state; `replace` leaves no step to go back to, as for every letter of a search. */
function go(changes, { replace = false } = {}) {
  const address = addressOf(changes);
  if (address === location.hash) return;
  if (replace) {
    history.replaceState(null, "", address);
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = address;
  }
}
