/* What the plots count. */

const MOST_BINS = 24;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Stretches of time for dated documents: months for two years or less, else years, in twos, fives or tens. */
function periods(items) {
  const dates = items
    .map((item) => item.date)
    .filter(Boolean)
    .sort();
  if (dates.length === 0) return { bins: [], binOf: () => -1, axis: "Year" };
  const [first, last] = [dates[0], dates.at(-1)];
  const years = Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 1;
  return years <= 2 && dates.every((date) => date.length > 4) ? months(first, last) : spans(first, years);
}

function months(first, last) {
  const number = (date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
  const start = number(first);
  const bins = Array.from({ length: number(last) - start + 1 }, (_, index) => {
    const year = Math.floor((start + index) / 12);
    const month = (start + index) % 12;
    const iso = `${year}-${String(month + 1).padStart(2, "0")}`;
    return { name: `${MONTHS[month]} ${year}`, from: iso, to: iso };
  });
  return { bins, binOf: (item) => (item.date ? number(item.date) - start : -1), axis: "Month" };
}

function spans(first, years) {
  const step = [1, 2, 5, 10, 20, 50].find((each) => years / each <= MOST_BINS - 1) ?? 100;
  const start = Math.floor(Number(first.slice(0, 4)) / step) * step;
  const end = Number(first.slice(0, 4)) + years - 1;
  const bins = Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, index) => {
    const from = start + index * step;
    const to = from + step - 1;
    const name = step === 1 ? String(from) : `${from}–${String(to).slice(-2)}`;
    return { name, from: String(from).padStart(4, "0"), to: String(to).padStart(4, "0") };
  });
  const binOf = (item) => (item.year === null ? -1 : Math.floor((item.year - start) / step));
  return { bins, binOf, axis: step === 1 ? "Year" : "Years" };
}

/**
 * Tagged sentences by tag, for each key that `keysOf(opinion, item)` gives; a map from keys to arrays.
 */
function tagsBy(items, keysOf) {
  const found = new Map();
  for (const item of items) {
    for (const opinion of item.opinions) {
      if (opinion[0] >= TAGS.length) continue;
      for (const key of keysOf(opinion, item)) {
        let values = found.get(key);
        if (values === undefined) found.set(key, (values = new Array(TAGS.length).fill(0)));
        values[opinion[0]] += 1;
      }
    }
  }
  return found;
}

/** The entries of a map from numbers to numbers or arrays of them, the largest first, at most `most`. */
function largest(map, most) {
  const sized = [...map].map(([key, value]) => [key, value, Array.isArray(value) ? total(value) : value]);
  sized.sort((a, b) => b[2] - a[2] || a[0] - b[0]);
  return sized.slice(0, most).map(([key, value]) => [key, value]);
}

/** In how many documents each actor occurs. */
function documentsByActor(items) {
  const found = new Map();
  for (const item of items) for (const number of item.actors) found.set(number, (found.get(number) ?? 0) + 1);
  return found;
}

/** In how many documents each two of the actors `numbers` occur together: `found[i][j]` for j < i. */
function together(items, numbers) {
  const place = new Map(numbers.map((number, index) => [number, index]));
  const found = numbers.map((_, index) => new Array(index).fill(0));
  for (const item of items) {
    const here = item.actors
      .filter((number) => place.has(number))
      .map((number) => place.get(number))
      .sort((a, b) => a - b);
    for (let i = 1; i < here.length; i += 1) for (let j = 0; j < i; j += 1) found[here[i]][here[j]] += 1;
  }
  return found;
}
