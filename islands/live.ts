// The live board: parts of the page as the server fills them anew, with a pause; without this the page reloads itself.

const RETRY_MS = 10_000;
const board = document.querySelector<HTMLElement>("[data-events]");
const pause = document.querySelector<HTMLButtonElement>("[data-pause]");
const link = document.querySelector<HTMLElement>("[data-link]");
const linkWords = (link?.dataset.words ?? "").split("|");
const pauseWords = (pause?.dataset.words ?? "").split("|");

const filled = new Map<HTMLElement, string>();
let source: EventSource | null = null;
let retry: ReturnType<typeof setTimeout> | undefined;
let isPaused = false;

function say(place: number): void {
  const words = linkWords[place] ?? "";
  if (link && link.textContent !== words) link.textContent = words;
}

function keysOf(part: Element): Set<string> {
  return new Set([...part.querySelectorAll<HTMLElement>("[data-key]")].map((row) => row.dataset.key ?? ""));
}

// The element that has the keyboard, told by what stays when its part is filled anew.
function focusOf(part: Element): string | null {
  const active = document.activeElement;
  if (!active || !part.contains(active)) return null;
  const details = active.closest("details[id]");
  if (active.tagName === "SUMMARY" && details) return `#${CSS.escape(details.id)} > summary`;
  const href = active.getAttribute("href");
  const row = active.closest<HTMLElement>("[data-key]")?.dataset.key;
  const within = row === undefined ? "" : `[data-key="${CSS.escape(row)}"] `;
  if (href !== null) return `${within}a[href="${CSS.escape(href)}"]`;
  const label = active.getAttribute("aria-label");
  return label === null ? null : `${within}[aria-label="${CSS.escape(label)}"]`;
}

function fill(part: HTMLElement, html: string): void {
  const fresh = new DOMParser().parseFromString(html, "text/html").body;
  const text = fresh.innerHTML.trim();
  // What says the same is left alone: a screen reader would tell it again.
  if (text === (filled.get(part) ?? part.innerHTML.trim())) return;
  filled.set(part, text);
  const known = keysOf(part);
  const open = [...part.querySelectorAll<HTMLDetailsElement>("details[id][open]")].map((one) => one.id);
  const scrolled = [...part.querySelectorAll(".scroll")].map((one) => [one.scrollLeft, one.scrollTop] as const);
  const here = part.querySelector<HTMLElement>("tr.here[data-key]")?.dataset.key;
  const focused = focusOf(part);
  part.replaceChildren(...fresh.childNodes);
  for (const id of open) part.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  part.querySelectorAll(".scroll").forEach((one, place) => {
    one.scrollLeft = scrolled[place]?.[0] ?? 0;
    one.scrollTop = scrolled[place]?.[1] ?? 0;
  });
  if (here !== undefined) part.querySelector(`tr[data-key="${CSS.escape(here)}"]`)?.classList.add("here");
  if (focused !== null) part.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true });
  for (const row of part.querySelectorAll<HTMLElement>("tr[data-key]")) {
    if (!known.has(row.dataset.key ?? "")) row.classList.add("fresh");
  }
}

function take(message: MessageEvent<string>): void {
  const told = JSON.parse(message.data) as { part: string; html: string };
  const part = board?.querySelector<HTMLElement>(`[data-part="${CSS.escape(told.part)}"]`);
  if (part) fill(part, told.html);
}

function leave(): void {
  clearTimeout(retry);
  source?.close();
  source = null;
}

function follow(): void {
  leave();
  if (!board || isPaused || document.hidden) return;
  source = new EventSource(board.dataset.events ?? "");
  source.addEventListener("open", () => say(0));
  source.addEventListener("part", take);
  source.addEventListener("error", () => {
    say(2);
    // The browser tries again by itself unless it was refused; then it is asked again after a while.
    if (source?.readyState === EventSource.CLOSED) retry = setTimeout(follow, RETRY_MS);
  });
}

function switchPause(): void {
  isPaused = !isPaused;
  if (pause) pause.textContent = pauseWords[isPaused ? 1 : 0] ?? "";
  if (isPaused) {
    leave();
    say(1);
  } else follow();
}

if (board) {
  if (pause) {
    pause.hidden = false;
    pause.addEventListener("click", switchPause);
  }
  // A page in the background holds no connection: browsers have few of them for one server.
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : follow()));
  addEventListener("pagehide", leave);
  follow();
}

export {};
