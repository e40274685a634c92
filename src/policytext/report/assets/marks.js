/* What plots are drawn with: figures, texts that fit, marks that are links, and keys to walk among them. */

const PAD = 4;
const pen = document.createElement("canvas").getContext("2d");
pen.font = `13px ${getComputedStyle(document.body).fontFamily}`;

/** The width of a text in a plot, in pixels. */
function widthOf(text) {
  return pen.measureText(text).width;
}

/** A text shortened to a width in pixels. */
function fitting(text, width) {
  let length = Array.from(text).length;
  while (length > 1 && widthOf(shortened(text, length)) > width) length -= 1;
  return shortened(text, length);
}

/** A text in a plot; `full` is what it was before it was shortened. */
function label(text, x, y, attributes = {}, full = text) {
  return s("text", { x, y, ...attributes }, text === full ? null : s("title", null, full), text);
}

/** A part of a plot that leads to the documents behind it. */
function mark(href, name, ...shapes) {
  return s("a", { href, class: "mark", "aria-label": name, tabindex: -1 }, s("title", null, name), shapes);
}

/** A bar of a tag, in its colour and with its pattern, so that it is told apart without colour too. */
function bar(tag, x, y, width, height) {
  const place = { x, y, width: Math.max(width, 1), height };
  return [s("rect", { ...place, class: `fill-${tag}` }), s("rect", { ...place, fill: `url(#pattern-${tag})` })];
}

/** The patterns of the tags, once for all plots. */
function patterns() {
  const lines = { praise: "M0 6 6 0", criticism: "M0 0 6 6M0 6 6 0", recommendation: null };
  return s(
    "svg",
    { width: 0, height: 0, class: "patterns", "aria-hidden": "true" },
    s(
      "defs",
      null,
      TAGS.map((tag) =>
        s(
          "pattern",
          { id: `pattern-${tag}`, width: 6, height: 6, patternUnits: "userSpaceOnUse" },
          lines[tag] && s("path", { d: lines[tag], class: "pattern-line" }),
        ),
      ),
    ),
  );
}

/** What the colours and patterns mean. */
function legend() {
  return h(
    "ul",
    { class: "legend" },
    TAGS.map((tag) =>
      h("li", null, s("svg", { width: 16, height: 16, "aria-hidden": "true" }, bar(tag, 1, 1, 14, 14)), capital(tag)),
    ),
  );
}

/**
 * A plot with its title, a line that says how to read it, and the same as a table.
 *
 * `draw(width)` returns the SVG for a width in pixels; it is drawn again when the width changes.
 */
function figure({ id, title, reading, draw, rows, head, size = "", keyed = false }) {
  const canvas = h("div", { class: "canvas" });
  const place = h(
    "figure",
    { class: `figure ${size}`, "aria-labelledby": `${id}-title` },
    h("figcaption", null, h("h2", { id: `${id}-title` }, title), h("p", { class: "how" }, reading)),
    keyed && legend(),
    canvas,
  );
  if (rows.length === 0) {
    canvas.append(h("p", { class: "none" }, "Nothing of this kind in these documents."));
    return place;
  }
  const details = h("details", { class: "as-table" }, h("summary", null, "As a table"));
  details.addEventListener("toggle", () => details.append(table(title, head, rows)), { once: true });
  place.append(details);
  let drawn = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width);
    if (width < 1 || width === drawn) return;
    drawn = width;
    const image = draw(width);
    image.setAttribute("role", "group");
    image.setAttribute("aria-label", `${title}: arrow keys go from mark to mark, Enter shows the documents`);
    canvas.replaceChildren(image);
    walkable(image);
  }).observe(canvas);
  return place;
}

/** Makes one stop for the tab key out of a plot; arrow keys, Home and End go among its marks. */
function walkable(image) {
  const marks = [...image.querySelectorAll("a.mark")];
  if (marks.length === 0) return;
  marks[0].setAttribute("tabindex", 0);
  image.addEventListener("keydown", (event) => {
    const here = marks.indexOf(document.activeElement);
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const next = event.key === "Home" ? 0 : event.key === "End" ? marks.length - 1 : here + (steps[event.key] ?? NaN);
    if (here < 0 || !(next in marks)) return;
    event.preventDefault();
    marks[here].setAttribute("tabindex", -1);
    marks[next].setAttribute("tabindex", 0);
    marks[next].focus();
  });
}
