/* The text of a document as one reads it: its sections, with tagged sentences and entities marked. */

const FOLDED = { boilerplate: "Page furniture", related: "Related articles, as in the text" };

/** Makes the elements of the text of a reading view. */
class DocumentText {
  constructor(view) {
    this.view = view;
    const sentences = view.sentences.map((sentence) => ({
      type: "sentence",
      start: sentence.at[0],
      end: sentence.at[1],
      sentence,
    }));
    const entities = view.entities.map((entity) => ({
      type: "entity",
      start: entity.at[0],
      end: entity.at[1],
      entity,
    }));
    this.spans = [...sentences, ...entities].sort((a, b) => a.start - b.start);
    this.longest = this.spans.reduce((longest, span) => Math.max(longest, span.end - span.start), 0);
    this.blocks = view.blocks.map(([kind, level, start, end]) => ({ kind, level, start, end }));
    if (this.blocks.length === 0 && view.text) {
      this.blocks = [{ kind: "body", level: null, start: 0, end: view.text.length }];
    }
    this.headings = new Map(
      view.sections.filter((section) => section.heading).map((section) => [section.heading[0], section]),
    );
  }

  /** The elements of the whole text, in order. */
  elements() {
    const found = [];
    let into = found;
    for (let index = 0; index < this.blocks.length; index += 1) {
      const block = this.blocks[index];
      if (block.kind in FOLDED) {
        let last = index;
        while (this.blocks[last + 1]?.kind === block.kind) last += 1;
        into.push(this.folded(this.blocks.slice(index, last + 1)));
        index = last;
      } else if (block.kind === "heading") {
        const section = h("section", { class: "part" }, this.heading(block));
        found.push(section);
        into = { push: (element) => section.append(element) };
      } else if (!(block.kind === "title" && block.start === this.view.title?.[0])) {
        into.push(h("p", { class: block.kind }, this.inline(block.start, block.end)));
      }
    }
    return found;
  }

  heading(block) {
    const section = this.headings.get(block.start);
    const depth = Math.min(Math.max(block.level ?? 1, 1) + 1, 6);
    return h(
      `h${depth}`,
      { id: section && `section-${section.id}`, tabindex: section && -1, class: "heading" },
      this.inline(block.start, block.end),
      section?.tags.map(([tag, value]) =>
        h("span", { class: `badge ${TAGS[tag] ?? "own"}`, lang: "en" }, `${capital(LABELS[tag])} ${score(value)}`),
      ),
    );
  }

  folded(blocks) {
    const words = blocks.reduce((sum, { start, end }) => sum + this.view.text.slice(start, end).split(/\s+/).length, 0);
    return h(
      "details",
      { class: "folded" },
      h("summary", { lang: "en" }, `${FOLDED[blocks[0].kind]}, ${counted(words, "word")}`),
      blocks.map(({ start, end }) => h("p", null, this.inline(start, end))),
    );
  }

  /** A stretch of the text, with its marks. */
  inline(start, end) {
    const found = [];
    let open = null;
    for (const [from, to, marks] of pieces(start, end, touching(this.spans, this.longest, start, end))) {
      const sentence = marks.find((span) => span.type === "sentence");
      const piece = this.piece(
        from,
        to,
        marks.filter((span) => span.type === "entity"),
      );
      if (!sentence) {
        found.push(piece);
        open = null;
      } else if (open?.span === sentence) {
        open.element.append(...piece);
      } else {
        open = { span: sentence, element: taggedSentence(sentence, from, piece) };
        found.push(open.element);
      }
    }
    return found;
  }

  piece(from, to, entities) {
    const text = this.view.text.slice(from, to);
    const span = entities.at(-1);
    return [span ? entityMark(span, text, to === span.end) : text];
  }
}

/** A tagged sentence, or a part of it in one block; where it begins, its tags stand before it. */
function taggedSentence({ start, sentence }, from, piece) {
  const tags = sentence.tags.map(([tag]) => TAGS[tag] ?? "own");
  const begins = from === start;
  return h(
    "mark",
    { class: `sentence ${tags[0]}`, id: begins && `sentence-${sentence.id}`, tabindex: begins && -1 },
    begins &&
      sentence.tags.map(([tag, value]) =>
        h(
          "a",
          {
            class: `badge ${TAGS[tag] ?? "own"}`,
            lang: "en",
            href: addressOf({}),
            "data-jump": `evidence-${sentence.id}`,
          },
          `${capital(LABELS[tag])} ${score(value)}`,
        ),
      ),
    piece,
  );
}

/** An entity, or a part of it: underlined after its label, which stands behind its end. */
function entityMark({ entity }, text, ends) {
  const page = registerPage(entity.link?.id);
  const told = [entity.link?.name, entity.link?.id, `score ${score(entity.score)}`].filter(Boolean).join(" · ");
  const content = [
    h("span", { class: "name" }, text),
    ends && h("span", { class: "entity-label", lang: "en" }, entity.label),
  ];
  const attributes = { class: `entity ${entity.label.toLowerCase().replace(/[^a-z0-9]/g, "")}`, title: told };
  return page ? outside(page, content, attributes) : h("span", attributes, content);
}
