// What every journey imports instead of @playwright/test: `test` with a running server, its language, its clock and
// its mailbox. A page that throws, or that breaks its own Content-Security-Policy, fails its test.
import { test as base, expect } from '@playwright/test';
import { Clock } from './clock';
import { Mailbox } from './mailbox';
import { startServer, type Backend, type Server, type ServerOptions } from './server';

export interface Options {
  lang: 'sv' | 'en';
  /** Messages of the browser that a test expects, such as /404/. */
  expectedErrors: RegExp[];
}
export interface WorkerOptions {
  backend: Backend;
}
interface Fixtures {
  /** The address of a page in the language of this run: to('/goteborg') → '/en/goteborg'. */
  to: (path: string) => string;
  /** The words of this run's language: say('Logga in', 'Sign in'). */
  say: (sv: string, en: string) => string;
  clock: Clock;
  mailbox: Mailbox;
  /** Another server, for a test that must not share one; stopped when the test ends. */
  freshServer: (options?: Partial<ServerOptions>) => Promise<Server>;
  watchPages: void;
}
interface WorkerFixtures {
  /** One server for each worker; tests of a file share its database. */
  server: Server;
}

export const test = base.extend<Options & Fixtures, WorkerOptions & WorkerFixtures>({
  backend: ['sqlite', { option: true, scope: 'worker' }],
  lang: ['sv', { option: true }],
  expectedErrors: [[], { option: true }],

  server: [
    async ({ backend }, use) => {
      const server = await startServer({ backend });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 150_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  to: async ({ lang }, use) => use((path) => (lang === 'en' ? `/en${path === '/' ? '' : path}` : path)),
  say: async ({ lang }, use) => use((sv, en) => (lang === 'en' ? en : sv)),
  clock: async ({ server }, use) => {
    const clock = new Clock(server.url);
    await use(clock);
    await clock.reset();
  },
  mailbox: async ({ server, browser }, use) => {
    const mailbox = new Mailbox(server.url, browser);
    await use(mailbox);
    await mailbox.close();
  },
  freshServer: async ({ backend }, use) => {
    const servers: Server[] = [];
    await use(async (options) => {
      const server = await startServer({ backend, ...options });
      servers.push(server);
      return server;
    });
    for (const server of servers) await server.stop();
  },

  watchPages: [
    async ({ context, server, expectedErrors }, use, testInfo) => {
      const errors: string[] = [];
      const note = (text: string) => {
        if (!expectedErrors.some((expected) => expected.test(text))) errors.push(text);
      };
      context.on('weberror', (event) => {
        // The browser leaves out the fade between two pages when the next one is opened at once; nobody is to blame.
        if (!/^Transition was (aborted|skipped)/.test(event.error().message)) note(`error in the page: ${event.error().message}`);
      });
      context.on('console', (message) => {
        // A panic of an island and a breach of the CSP are told on the console only.
        if (message.type() === 'error' && /panicked|Content.Security.Policy|hydrat/i.test(message.text())) {
          note(`console: ${message.text()}`);
        }
      });
      context.on('response', (response) => {
        // pages about failures are asked for under /_test
        const own = response.url().startsWith(server.url) && !response.url().startsWith(`${server.url}/_test/`);
        if (own && response.status() >= 500) note(`${response.status()} for ${response.url()}`);
      });
      await use();
      if (testInfo.status !== testInfo.expectedStatus || errors.length > 0) {
        await testInfo.attach('server log', { body: server.log(200), contentType: 'text/plain' });
      }
      expect(errors, 'what the browser complained of').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
