// The raster of the chosen accounts: one row an account, one tick an act; a click on a row takes its account out.

import type { Choice } from "./graph_choice";
import { colour, layerColour, onThemeChange } from "./graph_colours";
import type { GraphData } from "./graph_data";

const NAMES_WIDE = 150;
const FOOT = 26;
const MOST_HIGH = 640;
const MOST_NAMED = 90;

export class Raster {
  readonly #canvas = document.createElement("canvas");
  #rows: number[] = [];
  #rowHigh = 14;

  static join(
    figure: HTMLElement | null,
    data: GraphData,
    choice: Choice,
    nameOf: (data: GraphData, node: number) => string,
  ): void {
    const place = figure?.querySelector<HTMLElement>(".raster-drawn");
    const picture = figure?.querySelector<HTMLElement>(".raster-picture");
    if (figure && place && picture && data.acts) new Raster(place, picture, data, choice, nameOf);
  }

  constructor(
    readonly place: HTMLElement,
    readonly picture: HTMLElement,
    readonly data: GraphData,
    readonly choice: Choice,
    readonly nameOf: (data: GraphData, node: number) => string,
  ) {
    place.append(this.#canvas);
    this.#canvas.setAttribute("role", "img");
    choice.onChange(() => this.#show());
    onThemeChange(() => this.#draw());
    addEventListener("resize", () => this.#draw());
    this.#canvas.addEventListener("click", (event) => {
      const node = this.#rows[Math.floor(event.offsetY / this.#rowHigh)];
      if (node !== undefined) choice.toggle(node, "raster");
    });
  }

  #show(): void {
    const isChosen = this.choice.nodes.size > 0;
    this.place.hidden = !isChosen;
    this.picture.hidden = isChosen;
    const note = this.place.closest("figure")?.querySelector<HTMLElement>(".raster-note");
    if (note) note.hidden = isChosen;
    this.#draw();
  }

  #draw(): void {
    const acts = this.data.acts;
    if (!acts || this.place.hidden) return;
    const node = new Map([...this.choice.nodes].map((one) => [this.data.accounts[one] ?? "", one]));
    const first = new Map<number, number>();
    const own: number[] = [];
    acts.account.forEach((account, act) => {
      const who = node.get(account);
      if (who === undefined) return;
      own.push(act);
      first.set(who, Math.min(first.get(who) ?? Infinity, acts.at[act] ?? Infinity));
    });
    this.#rows = [...first.keys()].sort((one, other) => (first.get(one) ?? 0) - (first.get(other) ?? 0));
    this.#rowHigh = Math.max(2, Math.min(14, MOST_HIGH / Math.max(1, this.#rows.length)));
    this.#paint(own, node);
  }

  #paint(own: number[], node: Map<string, number>): void {
    const acts = this.data.acts;
    if (!acts) return;
    const high = this.#rows.length * this.#rowHigh;
    const wide = Math.max(this.place.clientWidth, 320);
    const scale = devicePixelRatio || 1;
    this.#canvas.width = wide * scale;
    this.#canvas.height = (high + FOOT) * scale;
    this.#canvas.style.height = `${high + FOOT}px`;
    const brush = this.#canvas.getContext("2d");
    if (!brush) return;
    brush.scale(scale, scale);
    const named = this.#rows.length <= MOST_NAMED;
    const left = named ? NAMES_WIDE : 8;
    // The span of all acts, so that another choice is drawn on the same scale.
    const begin = acts.at[0] ?? 0;
    const span = Math.max(1, (acts.at[acts.at.length - 1] ?? 1) - begin);
    const rowOf = new Map(this.#rows.map((who, row) => [who, row]));
    for (const act of own) {
      const row = rowOf.get(node.get(acts.account[act] ?? "") ?? -1) ?? 0;
      brush.fillStyle = layerColour(acts.layer[act] ?? "");
      const x = left + (((acts.at[act] ?? begin) - begin) / span) * (wide - left - 6);
      brush.fillRect(x, row * this.#rowHigh + 1, 2, Math.max(1, this.#rowHigh - 2));
    }
    this.#letter(brush, named ? left : 0, { begin, span, left, wide, high });
    this.#canvas.setAttribute("aria-label", `${this.#rows.length} × ${own.length}`);
  }

  #letter(
    brush: CanvasRenderingContext2D,
    names: number,
    axis: { begin: number; span: number; left: number; wide: number; high: number },
  ): void {
    brush.font = "11px system-ui, sans-serif";
    brush.fillStyle = colour("ink", "#1c1b1a");
    if (names) {
      brush.textAlign = "right";
      this.#rows.forEach((who, row) => {
        if (this.#rowHigh < 11 && row % 2) return;
        brush.fillText(this.nameOf(this.data, who).slice(0, 22), names - 8, (row + 0.8) * this.#rowHigh, names - 10);
      });
    }
    brush.fillStyle = colour("muted", "#5d5a54");
    const zone = this.place.closest("figure")?.dataset.zone ?? "UTC";
    const days = new Intl.DateTimeFormat(document.documentElement.lang, {
      timeZone: zone,
      dateStyle: axis.span > 3 * 86_400 ? "medium" : undefined,
      ...(axis.span > 3 * 86_400 ? {} : { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }),
    });
    for (let part = 0; part <= 4; part++) {
      brush.textAlign = part === 0 ? "left" : part === 4 ? "right" : "center";
      const x = axis.left + (part / 4) * (axis.wide - axis.left - 6);
      brush.fillText(days.format((axis.begin + (part / 4) * axis.span) * 1000), x, axis.high + 18);
    }
  }
}
