/* Bars: upright ones over time, lying ones by name; each stacked by tag, or of one tag. */

/** Round numbers from 0 to `most` or just beyond, for an axis. */
function ticks(most, wanted = 4) {
  const rough = Math.max(most, 1) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].find((factor) => factor * power >= rough) * power);
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}

const total = (values) => values.reduce((sum, value) => sum + value, 0);

/**
 * Upright stacked bars. `bars` are {name, values (one for each tag), href(tag)}.
 */
function uprightBars(bars, axis, unit) {
  return (width) => {
    const height = 260;
    const bottom = 44;
    const top = 22;
    const scale = ticks(Math.max(...bars.map((each) => total(each.values))));
    const most = scale.at(-1);
    const left = Math.ceil(Math.max(24, ...scale.map((value) => widthOf(count(value))))) + 12;
    const y = (value) => height - bottom - (value / most) * (height - bottom - top);
    const step = (width - left - PAD) / bars.length;
    const every = Math.ceil((Math.max(...bars.map((each) => widthOf(each.name))) + 8) / step);
    const image = s(
      "svg",
      { width, height, viewBox: `0 0 ${width} ${height}` },
      label(unit, 0, 11, { class: "axis-label" }),
      label(axis, left + (width - left) / 2, height - 4, { class: "axis-label", "text-anchor": "middle" }),
      scale.map((value) => [
        s("line", { x1: left, x2: width, y1: y(value), y2: y(value), class: value ? "grid" : "axis" }),
        label(count(value), left - 6, y(value) + 4, { "text-anchor": "end" }),
      ]),
    );
    bars.forEach((each, index) => {
      const thick = Math.min(step - 2 * Math.min(step * 0.15, 6), 56);
      const middle = left + (index + 0.5) * step;
      let below = 0;
      each.values.forEach((value, tag) => {
        if (!value) return;
        const from = y(below + value);
        const name = `${each.name}: ${count(value)} ${TAGS[tag]}`;
        image.append(
          mark(each.href(TAGS[tag]), name, bar(TAGS[tag], middle - thick / 2, from, thick, y(below) - from)),
        );
        below += value;
      });
      if (index % every === 0)
        image.append(label(each.name, middle, height - bottom + 16, { "text-anchor": "middle" }));
    });
    return image;
  };
}

/**
 * Lying stacked bars. `bars` are {name, values, href(tag)}; `tags` are those that the values are of.
 */
function lyingBars(bars, unit, tags = TAGS) {
  return (width) => {
    const narrow = width < 460;
    const row = narrow ? 40 : 24;
    const left = narrow ? 0 : Math.min(240, Math.floor(width * 0.4));
    const right = 52;
    const top = 6;
    const thick = 14;
    const most = Math.max(...bars.map((each) => total(each.values)));
    const scale = (width - left - right) / most;
    const height = top + bars.length * row + 22;
    const image = s(
      "svg",
      { width, height, viewBox: `0 0 ${width} ${height}` },
      !narrow && s("line", { x1: left, x2: left, y1: top, y2: height - 20, class: "axis" }),
      label(unit, left, height - 4, { class: "axis-label" }),
    );
    bars.forEach((each, index) => {
      const y = top + index * row + (narrow ? 20 : 4);
      const text = fitting(each.name, narrow ? width - PAD : left - 10);
      image.append(
        narrow
          ? label(text, 0, y - 5, {}, each.name)
          : label(text, left - 8, y + 11, { "text-anchor": "end" }, each.name),
      );
      let x = left;
      each.values.forEach((value, place) => {
        if (!value) return;
        const name = `${each.name}: ${count(value)} ${tags[place]}`;
        image.append(mark(each.href(tags[place]), name, bar(tags[place], x, y, value * scale, thick)));
        x += value * scale;
      });
      image.append(label(count(total(each.values)), x + 6, y + 11, { class: "value" }));
    });
    return image;
  };
}
