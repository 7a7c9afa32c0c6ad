// A network as a graph that answers: what is chosen in it is chosen in the table of members and in the raster, and back.

import { Choice } from "./graph_choice";
import { type GraphData, readGraph } from "./graph_data";
import { draw, hasWebGL } from "./graph_drawing";
import { Raster } from "./graph_raster";
import { MembersTable } from "./graph_table";

function part<T extends HTMLElement>(within: ParentNode, selector: string): T {
  const found = within.querySelector<T>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

function nameOf(data: GraphData, node: number): string {
  const handle = data.handles[node];
  return handle ? `@${handle.replace(/^@/, "")}` : (data.accounts[node] ?? "");
}

function filled(text: string, values: Record<string, number>): string {
  return text.replace(/%\((\w+)\)s/g, (whole, name: string) =>
    name in values ? (values[name] ?? 0).toLocaleString(document.documentElement.lang) : whole,
  );
}

const MOST_NAMED = 24;

/** Tells which accounts are chosen, with links, for those who do not see the canvas and for accounts on other pages. */
function tell(figure: HTMLElement, data: GraphData, choice: Choice): void {
  const words = part(figure, ".graph-words").dataset;
  const list = part(figure, ".graph-selected");
  const chosen = [...choice.nodes];
  const drawn = data.ties.first.length;
  const ties = filled((drawn < data.ties_found ? words.drawn : words.every) ?? "", { n: drawn, all: data.ties_found });
  part(figure, ".graph-told").textContent = chosen.length
    ? filled(words.selected ?? "", { n: chosen.length, all: data.accounts.length })
    : `${words.nothing ?? ""} ${ties}`;
  list.replaceChildren(
    ...chosen.slice(0, MOST_NAMED).map((node) => {
      const link = document.createElement("a");
      const [path, choices] = (figure.dataset.accounts ?? "").split("?");
      const account = encodeURIComponent(data.accounts[node] ?? "").replace(/%3A/g, ":");
      link.href = `${path}${account}${choices ? `?${choices}` : ""}`;
      const name = document.createElement("bdi");
      name.textContent = nameOf(data, node);
      link.append(name);
      const row = document.createElement("li");
      row.append(link);
      return row;
    }),
  );
  if (chosen.length > MOST_NAMED) {
    const more = document.createElement("li");
    more.textContent = filled(words.more ?? "", { n: chosen.length - MOST_NAMED });
    list.append(more);
  }
  list.hidden = !chosen.length;
  part<HTMLButtonElement>(figure, '[data-do="clear"]').disabled = !chosen.length;
}

function offerNames(figure: HTMLElement, data: GraphData, choice: Choice, show: (node: number) => void): void {
  const field = part<HTMLInputElement>(figure, '[data-do="find"]');
  const names = new Map<string, number>();
  for (let node = 0; node < data.accounts.length; node++) {
    names.set(nameOf(data, node).toLowerCase(), node);
    names.set((data.accounts[node] ?? "").toLowerCase(), node);
  }
  const offered = part(figure, "datalist");
  field.addEventListener("input", () => {
    const typed = field.value.toLowerCase();
    const near = typed ? [...names.keys()].filter((name) => name.includes(typed)).slice(0, 12) : [];
    offered.replaceChildren(...near.map((name) => Object.assign(document.createElement("option"), { value: name })));
  });
  field.addEventListener("change", () => {
    const typed = field.value.toLowerCase().trim();
    const near = typed ? [...names].filter(([name]) => name.includes(typed)).map(([, node]) => node) : [];
    const found = names.get(typed) ?? names.get(`@${typed}`) ?? (new Set(near).size === 1 ? near[0] : undefined);
    if (found === undefined) return;
    choice.set([found], "graph");
    show(found);
  });
}

async function start(figure: HTMLElement): Promise<void> {
  const words = part(figure, ".graph-words").dataset;
  if (!hasWebGL()) {
    part(figure, ".graph-told").textContent = words.nogl ?? "";
    return;
  }
  const data = await readGraph(figure.dataset.graph ?? "");
  const choice = new Choice();
  const canvas = part(figure, ".graph-canvas");
  const picture = part(figure, ".graph-picture");
  const tools = part(figure, ".graph-tools");
  canvas.hidden = tools.hidden = false;
  const drawing = draw(canvas, data, choice, nameOf);
  if (!drawing) {
    canvas.hidden = tools.hidden = true;
    part(figure, ".graph-told").textContent = words.nogl ?? "";
    return;
  }
  picture.hidden = true;
  const note = figure.querySelector<HTMLElement>(".picture-note");
  if (note) note.hidden = true;
  choice.onChange(() => tell(figure, data, choice));
  MembersTable.join(document.querySelector(figure.dataset.table || "#none"), data, choice);
  Raster.join(document.querySelector("[data-raster]"), data, choice, nameOf);
  part(figure, '[data-do="fit"]').addEventListener("click", () => drawing.fit());
  part(figure, '[data-do="clear"]').addEventListener("click", () => choice.set([], "graph"));
  const lasso = part(figure, '[data-do="lasso"]');
  lasso.addEventListener("click", () => {
    const isOn = lasso.getAttribute("aria-pressed") !== "true";
    lasso.setAttribute("aria-pressed", String(isOn));
    drawing.selectAreas(isOn);
  });
  offerNames(figure, data, choice, (node) => drawing.show(node));
  tell(figure, data, choice);
  figure.dataset.ready = "";
}

for (const figure of document.querySelectorAll<HTMLElement>("[data-graph]")) {
  start(figure).catch((error: unknown) => {
    part(figure, ".graph-told").textContent = String(error);
  });
}
