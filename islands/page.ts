// What every page does beside its text: light or dark, the language at once, keys, rows that the keyboard walks.

const root = document.documentElement;

function isDark(): boolean {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function switchTheme(): void {
  const theme = isDark() ? "light" : "dark";
  root.dataset.theme = theme;
  document.cookie = `unisono-theme=${theme}; Path=/; SameSite=Strict; Max-Age=31536000`;
}

function button(id: string): HTMLButtonElement | null {
  const found = document.getElementById(id);
  return found instanceof HTMLButtonElement ? found : null;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));
}

function rows(): HTMLTableRowElement[] {
  return [...document.querySelectorAll<HTMLTableRowElement>("table.rows > tbody > tr")];
}

function walk(step: number): void {
  const all = rows();
  if (!all.length) return;
  const here = all.findIndex((row) => row.classList.contains("here"));
  const next = all[Math.max(0, Math.min(all.length - 1, here < 0 ? 0 : here + step))];
  all[here]?.classList.remove("here");
  next?.classList.add("here");
  next?.scrollIntoView({ block: "nearest" });
  const first = next && linkOf(next);
  (first ?? (next?.querySelector("button, input") as HTMLElement | null))?.focus({ preventScroll: true });
}

function linkOf(row: HTMLTableRowElement): HTMLElement | null {
  return row.querySelector<HTMLElement>("a[data-open]") ?? row.querySelector<HTMLElement>("th a[href], a[href]");
}

function openRow(event: KeyboardEvent): void {
  // Enter on a link or a button is the browser's own; elsewhere it opens the row that was walked to.
  if (event.target instanceof HTMLElement && event.target.closest("a, button, summary, label, dialog")) return;
  const row = document.querySelector<HTMLTableRowElement>("table.rows > tbody > tr.here");
  if (row) linkOf(row)?.click();
}

function leave(target: EventTarget | null): void {
  if (isTyping(target)) (target as HTMLElement).blur();
  for (const row of document.querySelectorAll("table.rows > tbody > tr.here")) row.classList.remove("here");
}

function mark(): void {
  const row = document.querySelector("table.rows > tbody > tr.here");
  (row?.querySelector("[data-mark]") as HTMLElement | null)?.click();
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const keys = document.getElementById("keys");
  if (event.key === "Escape") {
    if (!document.querySelector("dialog[open]")) leave(event.target);
    return;
  }
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "Enter") openRow(event);
  const does: Record<string, () => void> = {
    j: () => walk(1),
    k: () => walk(-1),
    x: mark,
    "/": () => document.getElementById("search")?.focus(),
    "?": () => keys instanceof HTMLDialogElement && keys.showModal(),
  };
  const action = does[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
}

function start(): void {
  const theme = button("theme");
  const help = button("help");
  if (theme) {
    theme.hidden = false;
    theme.addEventListener("click", switchTheme);
  }
  if (help) {
    help.hidden = false;
    help.addEventListener("click", () => (document.getElementById("keys") as HTMLDialogElement).showModal());
  }
  const language = document.getElementById("language");
  if (language instanceof HTMLSelectElement) {
    language.form?.querySelector("button")?.setAttribute("hidden", "");
    language.addEventListener("change", () => language.form?.submit());
  }
  if (matchMedia("(max-width: 56rem)").matches) document.querySelector(".places details")?.removeAttribute("open");
  document.addEventListener("keydown", onKey);
}

start();
