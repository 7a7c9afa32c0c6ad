// Colours of the page's style as WebGL and canvases want them: "#rrggbb".

const LAYERS: Record<string, string> = { link: "link-layer", wording: "text-layer", text: "text-layer" };

export function colour(name: string, otherwise = "#777777"): string {
  const written = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  return /^#[0-9a-f]{6}$/i.test(written) ? written : otherwise;
}

export function layerColour(layer: string): string {
  return colour(LAYERS[layer] ?? layer, colour("other"));
}

/** A colour between two: share 0 is the first, 1 the second. */
export function between(first: string, second: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [low, high] = [first, second].map((one) => parseInt(one.slice(at, at + 2), 16)) as [number, number];
    return Math.round(low + (high - low) * share)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${parts.join("")}`;
}

// Of one lightness, told apart by most eyes; networks after the eighth share them again.
const NETWORKS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b67c00", "#2f8dc4", "#8a3200", "#77736b"];

export function networkColour(network: number): string {
  return NETWORKS[(network - 1) % NETWORKS.length] ?? "#77736b";
}

export function onThemeChange(hear: () => void): void {
  new MutationObserver(hear).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", hear);
}
