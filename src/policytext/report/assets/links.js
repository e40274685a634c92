/* Where identifiers and addresses lead to. Only http and https are ever followed. */

const TOOI = { mnre: "ministerie", gm: "gemeente", pv: "provincie", ws: "waterschap" };
const REGISTERS = [
  [/^wikidata:(Q\d+)$/, (id) => `https://www.wikidata.org/wiki/${id}`],
  [/^bwb:(BWB[RVW]\d+)$/, (id) => `https://wetten.overheid.nl/${id}`],
  [/^tooi:((mnre|gm|pv|ws)\d+)$/, (id, kind) => `https://identifier.overheid.nl/tooi/id/${TOOI[kind]}/${id}`],
  [
    /^celex:(3\d{4}[A-Z]\d{4})$/i,
    (id) => `https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:${id.toUpperCase()}`,
  ],
];

/** The web page of an identifier of a register, null where it has none. */
function registerPage(id) {
  for (const [pattern, address] of REGISTERS) {
    const match = pattern.exec(id ?? "");
    if (match) return address(match[1], match[2]);
  }
  return null;
}

/** An address as it is, null for all that is not http or https. */
function webAddress(text) {
  try {
    const { protocol, href } = new URL(text);
    return protocol === "http:" || protocol === "https:" ? href : null;
  } catch {
    return null;
  }
}

/** A link out of the report, which opens beside it and tells nobody where it came from. */
function outside(address, content, attributes = {}) {
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer", ...attributes }, content);
}
