/* Matrices: how often two things go together, in shades that each carry their number. */

const SHADES = 5;

const shade = (value, most) => Math.max(1, Math.ceil((value / most) * SHADES));

/** A cell: a shade with its number; without a value, nothing. */
function cell(value, most, x, y, width, height, href, name) {
  if (!value) return s("rect", { x, y, width: width - 1, height: height - 1, class: "cell-none" });
  const step = shade(value, most);
  const text = value > 9999 ? `${Math.round(value / 1000)}k` : String(value);
  return mark(
    href,
    name,
    s("rect", { x, y, width: width - 1, height: height - 1, class: `heat-${step}` }),
    widthOf(text) < width - 2 &&
      label(text, x + width / 2 - 0.5, y + height / 2 + 4, { "text-anchor": "middle", class: `on-heat-${step}` }),
  );
}

/**
 * A matrix of `rows` ({name, values, href(column)}) by `columns` (names).
 */
function matrix(rows, columns, axis) {
  return (width) => {
    const narrow = width < 560;
    const left = narrow ? Math.floor(width * 0.32) : Math.min(250, Math.floor(width * 0.3));
    const step = (width - left) / columns.length;
    const row = 24;
    const top = 24;
    const height = top + rows.length * row + 22;
    const most = Math.max(...rows.flatMap((each) => each.values));
    const every = Math.ceil((Math.max(...columns.map(widthOf)) + 6) / step);
    const image = s(
      "svg",
      { width, height, viewBox: `0 0 ${width} ${height}` },
      columns.map(
        (name, index) =>
          index % every === 0 && label(name, left + (index + 0.5) * step, 14, { "text-anchor": "middle" }),
      ),
      label(axis, left + (width - left) / 2, height - 4, { class: "axis-label", "text-anchor": "middle" }),
    );
    rows.forEach((each, index) => {
      const y = top + index * row;
      image.append(label(fitting(each.name, left - 10), left - 8, y + 16, { "text-anchor": "end" }, each.name));
      each.values.forEach((value, column) => {
        const name = `${each.name}, ${columns[column]}: ${counted(value, "document")}`;
        image.append(cell(value, most, left + column * step, y, step, row, each.href(column), name));
      });
    });
    return image;
  };
}

/**
 * The lower half of a matrix of `names` with themselves; `values[i][j]` for j < i, `href(i, j)`.
 *
 * Columns bear the numbers of the rows, for names do not fit above them.
 */
function halfMatrix(names, values, href) {
  return (width) => {
    const narrow = width < 560;
    const size = Math.min(names.length, narrow ? 10 : names.length);
    const left = Math.floor(narrow ? width * 0.36 : Math.min(280, width * 0.36));
    const step = Math.min((width - left) / Math.max(size - 1, 1), 44);
    const row = 24;
    const height = size * row + 6;
    const most = Math.max(1, ...values.slice(0, size).flat());
    const image = s("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
    for (let i = 0; i < size; i += 1) {
      const y = i * row;
      const name = `${i + 1} ${names[i]}`;
      image.append(label(fitting(name, left - 10), left - 8, y + 16, { "text-anchor": "end" }, name));
      for (let j = 0; j < i; j += 1) {
        const told = `${names[i]} and ${names[j]}: ${counted(values[i][j], "document")}`;
        image.append(cell(values[i][j], most, left + j * step, y, step, row, href(i, j), told));
      }
      if (i < size - 1) {
        image.append(
          label(String(i + 1), left + (i + 0.5) * step, y + 16, { "text-anchor": "middle", class: "value" }),
        );
      }
    }
    return image;
  };
}
