/* Where identifiers and addresses lead to. Only http and https are ever followed. */

const REGISTERS = [
  [/^wikidata:(Q\d+)$/, (id) => `https://www.wikidata.org/wiki/${id}`],
  [/^bwb:(BWB[RVW]\d+)/, (id) => `https://wetten.overheid.nl/${id}`],
  [/^(ECLI:[A-Z]{2}:[A-Z0-9]+:\d{4}:[A-Z0-9.]+)$/i, (id) => `https://deeplink.rechtspraak.nl/uitspraak?id=${id}`],
  [/^tooi:mnre(\d+)$/, (id) => `https://identifier.overheid.nl/tooi/id/ministerie/mnre${id}`],
];

/** The web page of an identifier of a register, null where it has none. */
function registerPage(id) {
  for (const [pattern, address] of REGISTERS) {
    const match = pattern.exec(id ?? "");
    if (match) return address(match[1]);
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
