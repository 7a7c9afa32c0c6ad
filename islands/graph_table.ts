// The table of members: rows are chosen by a box of their own, and shown alone when the graph chose them.

import type { Choice } from "./graph_choice";
import type { GraphData } from "./graph_data";

export class MembersTable {
  readonly #rows = new Map<number, HTMLTableRowElement>();

  static join(table: Element | null, data: GraphData, choice: Choice): void {
    if (table) new MembersTable(table, data, choice);
  }

  constructor(table: Element, data: GraphData, choice: Choice) {
    const places = new Map(data.accounts.map((account, node) => [account, node]));
    for (const row of table.querySelectorAll<HTMLTableRowElement>("tr[data-account]")) {
      const node = places.get(row.dataset.account ?? "");
      if (node === undefined) continue;
      this.#rows.set(node, row);
      const box = document.createElement("input");
      box.type = "checkbox";
      box.className = "choose-row";
      box.setAttribute("aria-label", row.querySelector("a")?.textContent ?? "");
      box.addEventListener("change", () => choice.toggle(node, "table"));
      row.querySelector("th")?.prepend(box);
    }
    choice.onChange(() => this.#show(choice));
  }

  #show(choice: Choice): void {
    const alone = choice.nodes.size > 0 && choice.source !== "table";
    for (const [node, row] of this.#rows) {
      const isChosen = choice.nodes.has(node);
      row.classList.toggle("selected", isChosen);
      if (choice.source !== "table" || !choice.nodes.size) row.hidden = alone && !isChosen;
      const box = row.querySelector<HTMLInputElement>("input.choose-row");
      if (box) box.checked = isChosen;
    }
  }
}
