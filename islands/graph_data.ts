// The graph as the server gives it: columns, accounts by their place in them.

export interface GraphData {
  accounts: string[];
  handles: (string | null)[];
  network: number[];
  role: string[];
  partners: number[];
  x: number[];
  y: number[];
  ties: { first: number[]; second: number[]; weight: number[]; layer: string[] };
  ties_found: number;
  acts?: { account: string[]; at: number[]; layer: string[]; acts_found: number; acts_given: number };
}

const AGAIN_MS = 1500;
const MOST_TRIES = 200;

/** Waits while the server computes the layout. */
export async function readGraph(address: string): Promise<GraphData> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const answer = await fetch(address, { headers: { accept: "application/json" } });
    if (answer.status === 200) return JSON.parse(await answer.text()) as GraphData;
    if (answer.status !== 202) throw new Error(((await answer.json()) as { error?: string }).error ?? answer.statusText);
    await new Promise((done) => setTimeout(done, AGAIN_MS));
  }
  throw new Error("The graph takes very long to compute. Load the page again later.");
}
