/* A text cut at the bounds of everything that is marked in it, so that marks may overlap as they like. */

/**
 * The pieces of the stretch from `start` to `end`: [from, to, marks that cover the piece], in order.
 *
 * `spans` are {start, end, ...}.
 */
function pieces(start, end, spans) {
  const inside = spans.filter((span) => span.start < end && span.end > start && span.start < span.end);
  inside.sort((a, b) => a.start - b.start);
  const cuts = new Set([start, end]);
  for (const span of inside) {
    cuts.add(Math.max(start, span.start));
    cuts.add(Math.min(end, span.end));
  }
  const bounds = [...cuts].sort((a, b) => a - b);
  let next = 0;
  let covering = [];
  return bounds.slice(0, -1).map((from, index) => {
    covering = covering.filter((span) => span.end > from);
    for (; next < inside.length && inside[next].start <= from; next += 1) covering.push(inside[next]);
    return [from, bounds[index + 1], [...covering]];
  });
}

/** The spans that touch a stretch, out of `spans` sorted by start, of which the longest has `longest` characters. */
function touching(spans, longest, start, end) {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].start < start - longest) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (; low < spans.length && spans[low].start < end; low += 1) if (spans[low].end > start) found.push(spans[low]);
  return found;
}
