// Which tests run where. A server with a fresh database is started for each worker by helpers/fixtures.ts.
//
//   tag in a test's title     runs in
//   @matrix                   each row of the matrix below: database × JavaScript × language × width
//   @postgres                 `main` and, on PostgreSQL, `main-postgres`
//   @release, @budget         the release build only (DIALOGFORUM_BUILD=release)
//   none                      `main`: SQLite, JavaScript, Swedish, 1280 px
//
// A test that needs something else (axe at 320 px, dark, no JavaScript) says so with test.use() instead of being
// skipped elsewhere: `make test` counts a skipped test as a failed one.
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import type { Options, WorkerOptions } from './helpers/fixtures';

type Project = NonNullable<PlaywrightTestConfig<Options, WorkerOptions>['projects']>[number];
type Backend = 'sqlite' | 'postgres';
type Lang = 'sv' | 'en';

const viewports = {
  360: { width: 360, height: 740 },
  1280: { width: 1280, height: 800 },
} as const;

function use(backend: Backend, js: boolean, lang: Lang, width: 360 | 1280): Project['use'] {
  return {
    backend,
    lang,
    javaScriptEnabled: js,
    viewport: viewports[width],
    hasTouch: width === 360,
    locale: lang === 'sv' ? 'sv-SE' : 'en-GB',
  };
}

// Five of the sixteen combinations hold every pair of values of any two columns (a pairwise covering array), which
// is where such faults hide; DIALOGFORUM_FULL_MATRIX=1 runs all sixteen.
type Row = [Backend, boolean, Lang, 360 | 1280];
const covering: Row[] = [
  ['sqlite', true, 'sv', 360],
  ['sqlite', false, 'en', 1280],
  ['postgres', true, 'en', 1280],
  ['postgres', false, 'sv', 1280],
  ['postgres', false, 'en', 360],
];
const full: Row[] = (['sqlite', 'postgres'] as const).flatMap((backend) =>
  [true, false].flatMap((js) =>
    (['sv', 'en'] as const).flatMap((lang) => ([360, 1280] as const).map((width): Row => [backend, js, lang, width])),
  ),
);
const matrix = process.env.DIALOGFORUM_FULL_MATRIX ? full : covering;

const dev: Project[] = [
  {
    name: 'main',
    grepInvert: /@matrix|@release|@budget/,
    use: use('sqlite', true, 'sv', 1280),
  },
  {
    name: 'main-postgres',
    grep: /@postgres/,
    grepInvert: /@matrix|@release|@budget/,
    use: use('postgres', true, 'sv', 1280),
  },
  ...matrix.map(
    ([backend, js, lang, width]): Project => ({
      name: `${backend}-${js ? 'js' : 'nojs'}-${lang}-${width}`,
      grep: /@matrix/,
      use: use(backend, js, lang, width),
    }),
  ),
];
const release: Project[] = [
  {
    name: 'release',
    grep: /@release|@budget/,
    use: use('sqlite', true, 'sv', 360),
  },
];

export default defineConfig<Options, WorkerOptions>({
  testDir: './tests',
  outputDir: './test-results',
  globalSetup: './helpers/global-setup.ts',
  // Two cores: a browser and a server for each of two workers is what they carry.
  workers: Number(process.env.E2E_WORKERS ?? 2),
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  retries: process.env.CI ? 1 : 0, // what passes only at the second try is named by scripts/test.sh
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? 'test-results/report.json' }]],
  use: {
    timezoneId: 'Europe/Stockholm',
    // While one page fades into the next, clicks go nowhere; without script Playwright cannot wait for the end of it.
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    trace: process.env.CI ? 'off' : 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox', // CI runs as root; only our own pages are opened
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-dev-shm-usage',
      ],
    },
  },
  projects: process.env.DIALOGFORUM_BUILD === 'release' ? release : dev,
});
