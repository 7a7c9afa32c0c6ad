document.documentElement.classList.add("scripted");
const toggle = document.getElementById("theme");
toggle.hidden = false;
toggle.addEventListener("click", () => {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "light" : "dark";
  toggle.setAttribute("aria-pressed", String(!dark));
});
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const downward = head.getAttribute("aria-sort") !== "descending";
      const value = (row) => {
        const shown = row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
        const plain = shown.replace(/[,\s%]/g, "");
        return plain === "–" ? "" : isNaN(plain) ? shown : plain;
      };
      const rows = [...table.tBodies[0].rows].sort((one, other) => {
        const a = value(one), b = value(other);
        if (a === "" || b === "") return (a === "") - (b === "");
        const order = isNaN(a) || isNaN(b) ? a.localeCompare(b) : a - b;
        return downward ? -order : order;
      });
      table.tBodies[0].append(...rows);
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", downward ? "descending" : "ascending");
    });
  });
}
