/* Elements are made here, of text and attributes, never of markup: what a document says cannot become an element. */

const SVG = "http://www.w3.org/2000/svg";

/** Sets attributes (`class`, `aria-label`, ...), listeners (`onclick`: a function) and children of an element. */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

/** An HTML element. */
function h(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** An SVG element. */
function s(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

/** Text out of a document or register: in its own direction, so that it cannot turn what stands around it. */
function dutch(text, name = "bdi", attributes = {}) {
  return h(name, { lang: "nl", dir: "auto", ...attributes }, text);
}

/** A table: `head` are the column titles, `rows` arrays of texts or elements; the first of each row is its title. */
function table(caption, head, rows) {
  return h(
    "div",
    { class: "scroller", tabindex: 0, role: "group", "aria-label": caption },
    h(
      "table",
      { class: "plain" },
      h("caption", { class: "visually-hidden" }, caption),
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          head.map((title) => h("th", { scope: "col" }, title)),
        ),
      ),
      h(
        "tbody",
        null,
        rows.map(([first, ...rest]) =>
          h(
            "tr",
            null,
            h("th", { scope: "row" }, first),
            rest.map((value) => h("td", null, value)),
          ),
        ),
      ),
    ),
  );
}

const byId = (id) => document.getElementById(id);
const NUMBER = new Intl.NumberFormat("en");

/** A whole number with thousands set apart. */
const count = (value) => NUMBER.format(value);

/** A number with its noun: "1 document", "2 documents". */
const counted = (value, noun) => `${count(value)} ${noun}${value === 1 ? "" : "s"}`;

/** A probability, as "0.93"; never "1.00" for what is less than certain. */
const score = (value) => (value > 0.994 && value < 1 ? "0.99" : value.toFixed(2));

/** The first `length` characters of a text, cut between characters. */
function shortened(text, length) {
  const characters = Array.from(text);
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`;
}

/** Says something to those who listen to the page. */
function announce(text) {
  byId("status").textContent = text;
}
