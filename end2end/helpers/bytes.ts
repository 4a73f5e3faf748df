// Counts what a first visit to a page costs, as it crosses the wire: a fresh browser, headers and all.
// Chromium asks for brotli on loopback as it does over TLS, so the server's own compression is what is measured.
import type { Browser, BrowserContext } from '@playwright/test';

export interface Loaded {
  path: string;
  kind: 'document' | 'style' | 'script' | 'wasm' | 'other';
  encoding: string;
  /** Bytes on the wire, headers and all. */
  bytes: number;
}
export interface Visit {
  resources: Loaded[];
  /** What the page was answered with. */
  status: number;
  /** Everything a reader needs: all but the islands' module and its glue. */
  firstView: number;
  /** All WASM and all JavaScript. */
  code: number;
  hasIslands: boolean;
}

const QUIET_MS = 700;

/** Whoever is signed in elsewhere: their cookies, and nothing that was loaded. */
export type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>;

export async function measureVisit(browser: Browser, url: string, as?: SignedIn): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, storageState: as });
  try {
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    const seen = new Map<string, Loaded>();
    let last = Date.now();
    network.on('Network.responseReceived', ({ requestId, response, type }) => {
      last = Date.now();
      if (!response.url.startsWith('http') || type === 'EventSource') return;
      const path = new URL(response.url).pathname;
      seen.set(requestId, { path, kind: kindOf(response.mimeType, type), encoding: header(response.headers, 'content-encoding'), bytes: 0 });
    });
    network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      last = Date.now();
      const resource = seen.get(requestId);
      if (resource) resource.bytes = encodedDataLength;
    });
    const answer = await page.goto(url, { waitUntil: 'load' });
    // An open event stream never lets the network be idle, so wait for quiet instead.
    const limit = Date.now() + 20_000;
    while (Date.now() - last < QUIET_MS && Date.now() < limit) await page.waitForTimeout(100);
    const hasIslands = (await page.locator('leptos-island').count()) > 0;
    const resources = [...seen.values()];
    const module = (r: Loaded) => r.kind === 'wasm' || isGlue(r);
    return {
      resources,
      hasIslands,
      status: answer?.status() ?? 0,
      firstView: sum(resources.filter((r) => !module(r))),
      code: sum(resources.filter((r) => r.kind === 'wasm' || r.kind === 'script')),
    };
  } finally {
    await context.close();
  }
}

/** The lines of a bill, for the log. */
export function bill(visit: Visit): string {
  const lines = visit.resources.map((r) => `${String(r.bytes).padStart(8)}  ${(r.encoding || 'plain').padEnd(6)} ${r.kind.padEnd(8)} ${r.path}`);
  return [...lines, `${String(visit.firstView).padStart(8)}  first view`, `${String(visit.code).padStart(8)}  WASM and JavaScript`].join('\n');
}

// wasm-bindgen's glue is only loaded together with the module: frontend.js, perhaps with a hash, and its snippets.
const isGlue = (r: Loaded) => r.kind === 'script' && /\/(frontend[^/]*\.js|snippets\/.*)$/.test(r.path);
const sum = (resources: Loaded[]) => resources.reduce((total, r) => total + r.bytes, 0);

function header(headers: Record<string, string>, name: string): string {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
}

function kindOf(mime: string, type: string): Loaded['kind'] {
  if (mime === 'application/wasm') return 'wasm';
  if (type === 'Document') return 'document';
  if (type === 'Stylesheet' || mime === 'text/css') return 'style';
  if (type === 'Script' || mime.includes('javascript')) return 'script';
  return 'other';
}
