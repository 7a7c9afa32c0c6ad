// The canvas: sigma draws what the server placed; edges rest while the view moves, names appear where there is room.

import Graph from "graphology";
import Sigma from "sigma";
import type { Choice } from "./graph_choice";
import { between, colour, layerColour, networkColour, onThemeChange } from "./graph_colours";
import type { GraphData } from "./graph_data";

export interface Drawing {
  fit(): void;
  show(node: number): void;
  selectAreas(isOn: boolean): void;
}

const STEP = 60;

export function hasWebGL(): boolean {
  const probe = document.createElement("canvas").getContext("webgl2");
  // Browsers allow few contexts at a time: the probe's is given back at once.
  probe?.getExtension("WEBGL_lose_context")?.loseContext();
  return probe !== null;
}

function sizeOf(partners: number, accounts: number): number {
  const crowding = Math.max(0.45, Math.min(1, (120 / accounts) ** 0.5));
  return Math.min(2.5 + 0.7 * Math.sqrt(partners), 11) * crowding;
}

function build(data: GraphData, nameOf: (data: GraphData, node: number) => string): Graph {
  const graph = new Graph({ multi: false, type: "undirected" });
  data.accounts.forEach((_, node) => {
    const size = sizeOf(data.partners[node] ?? 0, data.accounts.length);
    graph.addNode(node, {
      x: data.x[node] ?? 0,
      y: -(data.y[node] ?? 0),
      size: data.role[node] === "launcher" ? size * 1.5 : size,
      label: nameOf(data, node),
    });
  });
  data.ties.first.forEach((first, tie) => {
    const second = data.ties.second[tie];
    if (second !== undefined) graph.mergeEdge(first, second, { layer: data.ties.layer[tie] });
  });
  return graph;
}

function paint(graph: Graph, data: GraphData): void {
  const isOne = new Set(data.network).size < 2;
  const [paper, ink] = [colour("paper", "#ffffff"), colour("ink", "#1c1b1a")];
  const faint = data.ties.first.length > 2000 ? 0.8 : 0.6;
  const roles: Record<string, string> = { launcher: colour("link-layer"), booster: colour("reply") };
  const ofLayer = new Map<string, string>();
  graph.forEachNode((node) => {
    const role = roles[data.role[+node] ?? ""] ?? ink;
    graph.setNodeAttribute(node, "color", isOne ? role : networkColour(data.network[+node] ?? 1));
  });
  graph.forEachEdge((edge, { layer }) => {
    const name = String(layer);
    if (!ofLayer.has(name)) ofLayer.set(name, between(layerColour(name), paper, faint));
    graph.setEdgeAttribute(edge, "color", ofLayer.get(name));
  });
}

export function draw(
  place: HTMLElement,
  data: GraphData,
  choice: Choice,
  nameOf: (data: GraphData, node: number) => string,
): Drawing | null {
  const graph = build(data, nameOf);
  paint(graph, data);
  let renderer: Sigma;
  try {
    renderer = new Sigma(graph, place, {
      hideEdgesOnMove: true,
      hideLabelsOnMove: data.accounts.length > 3000,
      enableEdgeEvents: false,
      labelRenderedSizeThreshold: 5,
      labelDensity: 0.6,
      labelColor: { color: colour("ink", "#1c1b1a") },
      labelFont: "system-ui, sans-serif",
      defaultEdgeColor: colour("rule", "#dddddd"),
      zIndex: true,
      minEdgeThickness: 0.5,
      nodeReducer: (node, shown) => reducedNode(+node, shown, choice),
      edgeReducer: (edge, shown) => reducedEdge(graph, edge, shown, choice),
    });
  } catch (error) {
    console.warn("WebGL failed", error);
    return null;
  }
  choice.onChange(() => renderer.refresh({ skipIndexation: true }));
  renderer.on("clickNode", ({ node }) => choice.toggle(+node, "graph"));
  onThemeChange(() => {
    paint(graph, data);
    renderer.setSetting("labelColor", { color: colour("ink", "#1c1b1a") });
    renderer.refresh({ skipIndexation: true });
  });
  giveBack(renderer);
  walkByKeys(place, renderer);
  return {
    fit: () => void renderer.getCamera().animatedReset(),
    show: (node) => {
      const at = renderer.getNodeDisplayData(String(node));
      if (at) void renderer.getCamera().animate({ x: at.x, y: at.y, ratio: 0.25 });
    },
    selectAreas: areaSelection(place, renderer, graph, choice),
  };
}

type Shown = Record<string, unknown>;

function reducedNode(node: number, shown: Shown, choice: Choice): Shown {
  if (!choice.nodes.size) return shown;
  if (choice.nodes.has(node)) return { ...shown, zIndex: 1, forceLabel: choice.nodes.size <= 40, highlighted: false };
  return { ...shown, color: between(String(shown.color), colour("paper", "#ffffff"), 0.82), label: null, zIndex: 0 };
}

function reducedEdge(graph: Graph, edge: string, shown: Shown, choice: Choice): Shown {
  if (!choice.nodes.size) return shown;
  const [first, second] = graph.extremities(edge);
  const isInside = choice.nodes.has(+first) || choice.nodes.has(+second);
  return isInside ? { ...shown, zIndex: 1 } : { ...shown, hidden: true };
}

/** A browser has few WebGL contexts: this one is given back when the page is left, and drawn anew on return. */
function giveBack(renderer: Sigma): void {
  addEventListener("pagehide", (event) => {
    const canvases = Object.values(renderer.getCanvases());
    renderer.kill();
    for (const canvas of canvases) canvas.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
    if (event.persisted) addEventListener("pageshow", () => location.reload(), { once: true });
  });
}

function walkByKeys(place: HTMLElement, renderer: Sigma): void {
  place.addEventListener("keydown", (event) => {
    const camera = renderer.getCamera();
    const { x, y, ratio } = camera.getState();
    const step = (STEP / place.clientWidth) * ratio;
    const to: Record<string, () => void> = {
      ArrowLeft: () => camera.setState({ x: x - step }),
      ArrowRight: () => camera.setState({ x: x + step }),
      ArrowUp: () => camera.setState({ y: y + step }),
      ArrowDown: () => camera.setState({ y: y - step }),
      "+": () => camera.setState({ ratio: ratio / 1.3 }),
      "-": () => camera.setState({ ratio: ratio * 1.3 }),
    };
    const move = to[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  });
}

/** Draws a rectangle with the pointer and chooses the accounts in it; with Shift they are added. */
function areaSelection(place: HTMLElement, renderer: Sigma, graph: Graph, choice: Choice): (isOn: boolean) => void {
  const box = document.createElement("div");
  box.className = "lasso";
  box.hidden = true;
  place.append(box);
  let from: [number, number] | null = null;
  let isChoosing = false;
  const at = (event: PointerEvent): [number, number] => {
    const edge = place.getBoundingClientRect();
    return [event.clientX - edge.left, event.clientY - edge.top];
  };
  const corners = (one: [number, number], other: [number, number]): [number, number, number, number] => [
    Math.min(one[0], other[0]),
    Math.min(one[1], other[1]),
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
  ];
  const stretch = (to: [number, number]): void => {
    if (!from) return;
    const [left, top, right, bottom] = corners(from, to);
    Object.assign(box.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${right - left}px`,
      height: `${bottom - top}px`,
    });
  };
  place.addEventListener(
    "pointerdown",
    (event) => {
      if (!isChoosing || event.button) return;
      from = at(event);
      box.hidden = false;
      stretch(from);
      place.setPointerCapture(event.pointerId);
    },
    true,
  );
  place.addEventListener("pointermove", (event) => from && stretch(at(event)), true);
  place.addEventListener(
    "pointerup",
    (event) => {
      if (!from) return;
      const [left, top, right, bottom] = corners(from, at(event));
      from = null;
      box.hidden = true;
      const inside = graph.filterNodes((_, { x, y }) => {
        const seen = renderer.graphToViewport({ x: Number(x), y: Number(y) });
        return seen.x >= left && seen.x <= right && seen.y >= top && seen.y <= bottom;
      });
      choice.set([...(event.shiftKey ? choice.nodes : []), ...inside.map(Number)], "graph");
    },
    true,
  );
  return (isOn) => {
    isChoosing = isOn;
    place.classList.toggle("choosing", isOn);
    renderer.getMouseCaptor().enabled = !isOn;
    renderer.getTouchCaptor().enabled = !isOn;
  };
}
