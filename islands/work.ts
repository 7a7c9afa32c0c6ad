// Dropping files with the progress of sending them, and the progress of a job while it runs; forms do both without this.

const POLL_MS = 1000;

function part<T extends Element>(root: ParentNode, selector: string): T | null {
  return root.querySelector<T>(selector);
}

function sendFiles(form: HTMLFormElement, files: FileList): void {
  const told = part<HTMLElement>(form, "[data-told]");
  const box = part<HTMLElement>(form, "[data-progress]");
  const bar = part<HTMLProgressElement>(form, "progress");
  if (!told || !box || !bar) return;
  box.hidden = false;
  const size = [...files].reduce((sum, file) => sum + file.size, 0);
  if (size > Number(form.dataset.most)) {
    bar.hidden = true;
    told.textContent = form.dataset.tooLarge ?? "";
    return;
  }
  bar.hidden = false;
  const data = new FormData();
  for (const file of files) data.append("files", file, file.name);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.max = event.total;
    bar.value = event.loaded;
    const percent = Math.floor((100 * event.loaded) / event.total);
    const sentence = `${form.dataset.sending ?? ""} ${percent} %`;
    if (told.textContent !== sentence) told.textContent = sentence;
  });
  const fail = (reason: string): void => {
    bar.hidden = true;
    told.textContent = `${form.dataset.failed ?? ""} ${reason}`;
  };
  request.addEventListener("error", () => fail(""));
  request.addEventListener("load", () => {
    let answer: { address?: string; error?: string } = {};
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      answer = {};
    }
    if (request.status === 200 && answer.address) location.assign(answer.address);
    else fail(answer.error ?? "");
  });
  request.send(data);
}

function takeDrops(form: HTMLFormElement): void {
  const over = (is: boolean) => (event: DragEvent) => {
    event.preventDefault();
    form.classList.toggle("over", is);
  };
  form.addEventListener("dragover", over(true));
  form.addEventListener("dragleave", over(false));
  form.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer?.files.length) sendFiles(form, event.dataTransfer.files);
  });
  form.addEventListener("submit", (event) => {
    const chosen = part<HTMLInputElement>(form, "input[type=file]")?.files;
    if (!chosen?.length) return;
    event.preventDefault();
    sendFiles(form, chosen);
  });
}

type Job = Record<string, string | number | null>;

async function firstRows(address: string): Promise<Job[]> {
  const answer = await fetch(address, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const lines = (await answer.text()).split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Job);
}

function number(value: number): string {
  return value.toLocaleString(document.documentElement.lang);
}

function countsOf(job: Job, words: string[]): string {
  const [of, second, stored, rows, step, since] = words;
  const told: string[] = [];
  if (job.steps) told.push(`${step} ${number(Number(job.step))} ${of} ${number(Number(job.steps))}`);
  if (job.rows !== null) {
    const whole = job.total_rows ? ` ${of} ${number(Number(job.total_rows))}` : "";
    told.push(`${number(Number(job.rows))}${whole} ${rows}`);
  }
  if (job.stored !== null) told.push(`${number(Number(job.stored))} ${stored}`);
  if (job.rows_per_second) told.push(`${number(Number(job.rows_per_second))} ${rows} ${second}`);
  if (job.seconds !== null) told.push(`${since} ${number(Math.round(Number(job.seconds)))} s`);
  return told.join(" · ");
}

function showJob(root: HTMLElement, job: Job): void {
  const bar = part<HTMLProgressElement>(root, "[data-bar]");
  const text = part<HTMLElement>(root, "[data-text]");
  const counts = part<HTMLElement>(root, "[data-counts]");
  const done = job.steps ? job.step : job.rows;
  const whole = job.steps ?? job.total_rows;
  if (bar && whole && done !== null && Number(done) <= Number(whole)) {
    bar.max = Number(whole);
    bar.value = Number(done);
  }
  const sentence = [job.text, job.file].filter(Boolean).join(": ");
  if (text && sentence && text.textContent !== sentence) text.textContent = sentence;
  if (counts) counts.textContent = countsOf(job, (root.dataset.words ?? "").split("|"));
}

async function followJob(root: HTMLElement): Promise<void> {
  try {
    const [job] = await firstRows(root.dataset.job ?? "");
    if (job && job.state !== "waiting" && job.state !== "running") {
      location.reload();
      return;
    }
    if (job) showJob(root, job);
  } catch {
    // The workbench may have been closed: the page keeps what it showed, and asks again.
  }
  setTimeout(() => void followJob(root), POLL_MS);
}

async function followJobs(before: string): Promise<void> {
  let states = before;
  try {
    const address = new URL(location.href);
    address.searchParams.set("as", "json");
    states = (await firstRows(address.href)).map((job) => `${job.job} ${job.state}`).join();
    if (before && states !== before) {
      location.reload();
      return;
    }
  } catch {
    // As above.
  }
  setTimeout(() => void followJobs(states), 2 * POLL_MS);
}

const form = part<HTMLFormElement>(document, "form[data-drop]");
if (form) takeDrops(form);
const job = part<HTMLElement>(document, "[data-job]");
if (job) void followJob(job);
if (part(document, "[data-jobs]")) void followJobs("");
