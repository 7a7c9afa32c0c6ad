// Which accounts are chosen, and by which part of the page; every part hears of it.

export type Source = "graph" | "table" | "raster";

export class Choice {
  nodes: ReadonlySet<number> = new Set();
  source: Source = "graph";
  readonly #heard: (() => void)[] = [];

  onChange(hear: () => void): void {
    this.#heard.push(hear);
  }

  set(nodes: Iterable<number>, source: Source): void {
    this.nodes = new Set(nodes);
    this.source = source;
    for (const hear of this.#heard) hear();
  }

  toggle(node: number, source: Source): void {
    const nodes = new Set(this.nodes);
    if (!nodes.delete(node)) nodes.add(node);
    this.set(nodes, source);
  }
}
