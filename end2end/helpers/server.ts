// Starts `dialogforum serve` on a free port with a database of its own, and removes both afterwards.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Backend = 'sqlite' | 'postgres';

export interface Server {
  /** Where it answers, without a slash at the end. */
  url: string;
  backend: Backend;
  databaseUrl: string;
  logFile: string;
  /** The end of what the server wrote. */
  log(lines?: number): string;
  /** Ends the process at once, as a power cut would; the database stays. */
  kill(): Promise<void>;
  /** Starts it again on the same port and database. */
  restart(): Promise<void>;
  /** Ends it in order and removes its database. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  backend: Backend;
  /** Load the demo (the default) or begin empty. */
  demo?: boolean;
  /** More settings, as DIALOGFORUM_* variables. */
  env?: Record<string, string>;
}

const START_LIMIT_MS = 120_000; // a dev build loads the whole demo
const STOP_LIMIT_MS = 10_000;

let count = 0;

export async function startServer(options: ServerOptions): Promise<Server> {
  const { backend, demo = true, env = {} } = options;
  const bin = required('DIALOGFORUM_BIN');
  const site = required('DIALOGFORUM_SITE_DIR');
  const name = `${backend}_${process.pid}_${++count}`;

  // Its own working folder, so that neither data/ nor dialogforum.toml of the clone plays a part.
  const dir = mkdtempSync(join(tmpdir(), 'dialogforum-e2e-'));
  const logDir = process.env.DIALOGFORUM_SERVER_LOGS ?? join(dir, 'logs');
  mkdirSync(logDir, { recursive: true });
  const logFile = join(logDir, `${name}.log`);

  let databaseUrl: string;
  let dropDatabase = () => {};
  if (backend === 'postgres') {
    const admin = required('TEST_POSTGRES_URL');
    const database = `e2e_${name}`;
    psql(admin, `CREATE DATABASE ${database}`);
    databaseUrl = Object.assign(new URL(admin), { pathname: `/${database}` }).toString();
    dropDatabase = () => psql(admin, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  } else {
    databaseUrl = `sqlite://${join(dir, 'dialogforum.db')}`;
  }

  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    ...inherited(),
    DIALOGFORUM_DATABASE_URL: databaseUrl,
    DIALOGFORUM_LISTEN: `127.0.0.1:${port}`,
    DIALOGFORUM_PUBLIC_URL: url,
    DIALOGFORUM_DEMO: String(demo),
    DIALOGFORUM_SITE_DIR: site,
    ...env,
  };

  let child: ChildProcess;
  let exited: Promise<void>;
  const log = (lines = 60) => readFileSync(logFile, 'utf8').split('\n').slice(-lines).join('\n');

  const launch = async () => {
    const out = openSync(logFile, 'a');
    child = spawn(bin, ['serve'], { cwd: dir, env: settings, stdio: ['ignore', out, out] });
    closeSync(out);
    let failure: Error | undefined;
    exited = new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', (error) => {
        failure = error;
        resolve();
      });
    });
    const limit = Date.now() + START_LIMIT_MS;
    while (!(await healthy(url))) {
      if (failure || child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`The server (${backend}) ended instead of starting: ${failure?.message ?? ''}\n${log()}`);
      }
      if (Date.now() > limit) {
        child.kill('SIGKILL');
        throw new Error(`The server (${backend}) did not answer ${url}/health in time:\n${log()}`);
      }
      await sleep(50);
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await exited;
    clearTimeout(timer);
  };
  const tidy = () => {
    dropDatabase();
    rmSync(dir, { recursive: true, force: true });
  };

  try {
    await launch();
  } catch (error) {
    tidy();
    throw error;
  }
  return {
    url,
    backend,
    databaseUrl,
    logFile,
    log,
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM');
      await launch();
    },
    stop: async () => {
      await end('SIGTERM');
      tidy();
    },
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run the journeys with: make e2e`);
  return value;
}

/** Our environment without settings that belong to someone's own installation. */
function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && entry[0] !== 'DATABASE_URL' && !entry[0].startsWith('DIALOGFORUM_'),
    ),
  );
}

function psql(url: string, sql: string): void {
  execFileSync('psql', [url, '-q', '-v', 'ON_ERROR_STOP=1', '-c', sql], { stdio: ['ignore', 'ignore', 'pipe'] });
}

async function healthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
