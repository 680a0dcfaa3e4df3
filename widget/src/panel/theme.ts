import { readable, repairContrast, type Colors } from "../contrast";

const BACKGROUNDS = { light: ["#ffffff", "#f4f4f1"], dark: ["#17191b", "#24272a"] } as const;

/**
 * Gives the panel the practice's colours, repaired for the theme that the visitor prefers.
 *
 * @param element - the panel.
 * @param colors - the practice's.
 * @param chosen - "light" or "dark" overrides the visitor's system.
 */
export function applyTheme(element: HTMLElement, colors: Colors, chosen: string | undefined): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const isDark = chosen === "dark" || (chosen !== "light" && system.matches);
    const theme = isDark ? "dark" : "light";
    const [background, surface] = BACKGROUNDS[theme];
    const { primary, on_primary } = repairContrast(colors, background);
    element.dataset["theme"] = theme;
    const values = {
      bg: background,
      surface,
      primary,
      "on-primary": on_primary,
      accent: readable(primary, [background, surface]),
    };
    for (const [name, value] of Object.entries(values))
      element.style.setProperty(`--kw-${name}`, value);
  };
  system.addEventListener("change", apply);
  apply();
}
