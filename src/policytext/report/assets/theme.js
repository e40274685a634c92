/* Light and dark: as the system says, or as one chooses. */

const THEMES = ["auto", "light", "dark"];

/** What was chosen before, null where the browser keeps nothing for files. */
function remembered(name) {
  try {
    return localStorage.getItem(`policytext-report-${name}`);
  } catch {
    return null;
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(`policytext-report-${name}`, value);
  } catch {
    // A browser that keeps nothing for files asks anew each time.
  }
}

const darkSystem = window.matchMedia("(prefers-color-scheme: dark)");
let theme = "auto";

function setTheme(chosen) {
  theme = chosen;
  const dark = theme === "dark" || (theme === "auto" && darkSystem.matches);
  document.documentElement.dataset.scheme = dark ? "dark" : "light";
  byId("theme").replaceChildren(h("span", { class: "spare" }, "Theme: "), theme);
}

function buildTheme() {
  setTheme(THEMES.includes(remembered("theme")) ? remembered("theme") : "auto");
  darkSystem.addEventListener("change", () => setTheme(theme));
  byId("theme").addEventListener("click", () => {
    const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    setTheme(next);
    remember("theme", next);
    announce(`Theme: ${next}`);
  });
}
