// Marks a row without leaving the list: the form of the row is sent, and its state told where it stands.

function said(details: HTMLDetailsElement, mark: string, word: string, note: string): void {
  details.dataset.marked = mark;
  const state = details.querySelector(".mark-state");
  if (state) state.textContent = word;
  const told = details.querySelector(":scope > .note");
  if (told) told.textContent = note;
  details.open = false;
  details.querySelector("summary")?.focus({ preventScroll: true });
}

function problem(form: HTMLFormElement, text: string): void {
  const place = form.querySelector<HTMLElement>(".marking-problem");
  if (!place) return;
  place.textContent = text;
  place.hidden = !text;
}

async function send(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const details = form.closest("details");
  if (!details) return;
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) if (typeof value === "string") body.append(name, value);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      redirect: "manual",
      headers: { accept: "application/json" },
    });
    if (answer.type !== "opaqueredirect" && !answer.ok) {
      problem(form, ((await answer.json()) as { error?: string }).error ?? answer.statusText);
      return;
    }
    problem(form, "");
    said(details, button.value, button.dataset.done ?? button.textContent ?? "", body.get("note") ?? "");
    remember(body.get("by") ?? "");
  } catch (error) {
    problem(form, String(error));
  }
}

/** Who marked one row will mark the others, too. */
function remember(name: string): void {
  for (const field of document.querySelectorAll<HTMLInputElement>('.marking input[name="by"]')) field.value = name;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.classList.contains("marking")) return;
  const button = event.submitter;
  if (!(button instanceof HTMLButtonElement)) return;
  event.preventDefault();
  void send(form, button);
});

for (const details of document.querySelectorAll<HTMLDetailsElement>("details.mark")) {
  details.addEventListener("toggle", () => {
    if (!details.open) return;
    for (const other of document.querySelectorAll<HTMLDetailsElement>("details.mark[open]")) {
      if (other !== details) other.open = false;
    }
    details.querySelector<HTMLButtonElement>(".mark-buttons button")?.focus({ preventScroll: true });
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary")?.focus();
    event.stopPropagation();
  });
}
