// What a first visit may cost (ENGINEERING.md, section 6), measured on the release build; and one short journey on it.
// Every page of app/src/routes.rs has a line here, or stands among the exceptions with a reason.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { bill, measureVisit } from '../helpers/bytes';
import { expect, test } from '../helpers/fixtures';
import { fill, islandsReady, postIssue, signInAs, type Person } from '../helpers/people';

const KB = 1000;
const FIRST_VIEW = 30 * KB;
const CODE = 150 * KB;

interface Measured {
  /** The route in app/src/routes.rs. */
  route: string;
  /** Its address, or how to find it. Without: as the route. */
  at?: string | ((page: Page) => Promise<string>);
  /** The page has an island: its module is measured too. */
  island?: true;
}

const to = (path: string) => path;
const A = '/goteborg';
const M = '/{agreement}/moten/{meeting}';
const ISSUE = '/{agreement}/fragor/{issue}';

/** The address that a link of a page leads to, perhaps with more behind it. */
const linked = (list: string | ((page: Page) => Promise<string>), links: string, rest = '') => async (page: Page): Promise<string> => {
  await page.goto(typeof list === 'string' ? list : await list(page));
  const href = await page.locator(links).first().getAttribute('href', { timeout: 5_000 });
  expect(href, `a link ${links}`).toBeTruthy();
  return `${href}${rest}`;
};
const issue = (rest = '') => linked(`${A}/fragor?lage=alla&q=${encodeURIComponent(TORGET)}`, `main .rows h3 a:has-text("${TORGET}")`, rest);
const meeting = (title: string, rest = '') => linked(`${A}/moten`, `main .rows h3 a:has-text("${title}")`, rest);

const TORGET = 'Ungdomar i Biskopsgården vill vara med innan torget ritas om';
const COMING = 'Lokaler som räcker till alla';
const TALK = 'Budgeten och föreningarna';
const ADJUSTED = 'Plats på trottoaren?';
const WAITING = 'Nattbussens hållplats';
const RUNNING = 'Staden efter klockan tio';
const ORGANISATION = `${A}/organisationer/unga-pa-hisingen`;
const GROUP = `${A}/organ/samverkansgruppen-utforare`;

const pages: Partial<Record<Person | 'visitor', Measured[]>> = {
  visitor: [
    { route: '/' },
    { route: '/{agreement}', at: A },
    { route: '/{agreement}/overenskommelsen', at: `${A}/overenskommelsen` },
    { route: '/{agreement}/principer/{number}', at: `${A}/principer/2` },
    { route: '/{agreement}/ataganden/{number}', at: `${A}/ataganden/3` },
    { route: '/{agreement}/organ', at: `${A}/organ` },
    { route: '/{agreement}/organ/{slug}', at: GROUP },
    { route: '/{agreement}/fragor', at: `${A}/fragor?lage=alla` },
    { route: '/{agreement}/forum/{slug}', at: `${A}/forum/medlemsvardande` },
    { route: ISSUE, at: issue(), island: true },
    { route: `${ISSUE}/historik`, at: issue('/historik') },
    { route: `${ISSUE}/inlagg/{contribution}/historik`, at: issue('/inlagg/1/historik') },
    { route: `${ISSUE}/anmal`, at: issue('/anmal?inlagg=1') },
    { route: `${ISSUE}/folj`, at: issue('/folj') },
    { route: '/{agreement}/logg', at: `${A}/logg?alla=1` },
    { route: '/{agreement}/logg/{position}', at: `${A}/logg/1` },
    { route: '/{agreement}/moten', at: `${A}/moten` },
    { route: M, at: meeting(COMING) },
    { route: M, at: meeting(ADJUSTED) },
    { route: `${M}/punkter`, at: meeting(COMING, '/punkter') },
    { route: `${M}/punkt/{item}`, at: linked(meeting(COMING), '.agenda a[href*="/punkt/"]') },
    { route: `${M}/underlag`, at: meeting(TALK, '/underlag') },
    { route: `${M}/enkat`, at: meeting(ADJUSTED, '/enkat') },
    { route: `${M}/nu`, at: meeting(RUNNING, '/nu'), island: true },
    { route: `${M}/nu`, at: meeting(RUNNING, '/nu?alla=1') },
    { route: `${M}/nu/skarm`, at: meeting(RUNNING, '/nu/skarm'), island: true },
    { route: `${M}/nu/fraga`, at: meeting(RUNNING, '/nu/fraga') },
    { route: `${M}/nu/omrostning/{number}`, at: meeting(RUNNING, '/nu/omrostning/1') },
    { route: '/{agreement}/atgarder', at: `${A}/atgarder?lage=alla` },
    { route: '/{agreement}/atgarder/{number}', at: `${A}/atgarder/1` },
    { route: '/{agreement}/onskemal', at: `${A}/onskemal` },
    { route: '/{agreement}/onskemal/{number}', at: `${A}/onskemal/1` },
    { route: '/{agreement}/planering', at: `${A}/planering` },
    { route: '/{agreement}/kalender', at: `${A}/kalender` },
    { route: '/{agreement}/kalender/{year}', at: `${A}/kalender/2026` },
    { route: '/{agreement}/samtal', at: `${A}/samtal` },
    { route: '/{agreement}/loften', at: `${A}/loften` },
    { route: '/{agreement}/loften/{number}', at: `${A}/loften/1` },
    { route: '/{agreement}/samsyn', at: `${A}/samsyn` },
    { route: '/{agreement}/samsyn/{number}', at: `${A}/samsyn/1` },
    { route: '/{agreement}/enkater', at: `${A}/enkater` },
    { route: '/{agreement}/sa-gick-det', at: `${A}/sa-gick-det?ar=alla` },
    { route: '/{agreement}/dagbok', at: `${A}/dagbok` },
    { route: '/{agreement}/organisationer', at: `${A}/organisationer` },
    { route: '/{agreement}/organisationer/{slug}', at: ORGANISATION },
    { route: '/logga-in' },
    { route: '/tillganglighet' },
    { route: '/personuppgifter' },
  ],
  representative: [
    { route: '/konto' },
    { route: '/foljer' },
    { route: '/organisationer/ny' },
    { route: '/{agreement}/organisationer/{slug}/andra', at: `${ORGANISATION}/andra` },
    { route: '/{agreement}/organisationer/{slug}/bjud-in', at: `${ORGANISATION}/bjud-in` },
    { route: '/{agreement}/fragor/ny', at: `${A}/fragor/ny`, island: true },
    { route: ISSUE, at: issue(), island: true },
    { route: '/{agreement}/onskemal/nytt', at: `${A}/onskemal/nytt` },
    { route: '/{agreement}/samsyn/ny', at: `${A}/samsyn/ny` },
    { route: '/{agreement}/samsyn/{number}', at: `${A}/samsyn/3` },
    { route: '/{agreement}/sa-gick-det/{what}/{number}', at: linked(`${A}/att-gora`, 'main a[href*="/sa-gick-det/"]') },
    { route: `${M}/nu`, at: meeting(RUNNING, '/nu'), island: true },
  ],
  steering: [
    { route: '/{agreement}/overklaganden', at: `${A}/overklaganden` },
    { route: '/{agreement}/overklaganden/{number}', at: `${A}/overklaganden/2` },
  ],
  kansli: [
    ...['min-dag', 'nya', 'veckan', 'moten', 'atgarder', 'loften', 'planer'].map((queue) => ({ route: '/{agreement}/skrivbord', at: `${A}/skrivbord?ko=${queue}` })),
    { route: '/{agreement}/skrivbord', at: linked(`${A}/skrivbord?ko=nya`, '.queue .rows a[data-row="0"]') },
    { route: '/{agreement}/skrivbord/flera', at: `${A}/skrivbord/flera` },
    { route: '/{agreement}/skrivbord/insatser', at: `${A}/skrivbord/insatser` },
    { route: '/{agreement}/skrivbord/vyer', at: `${A}/skrivbord/vyer` },
    { route: '/{agreement}/skrivbord/historik', at: `${A}/skrivbord/historik` },
    { route: '/{agreement}/skrivbord/fraser', at: `${A}/skrivbord/fraser` },
    { route: '/{agreement}/att-gora', at: `${A}/att-gora` },
    { route: '/{agreement}/anmalningar', at: `${A}/anmalningar` },
    { route: '/{agreement}/begransningar', at: `${A}/begransningar` },
    { route: `${ISSUE}/beslut`, at: issue('/beslut') },
    { route: `${ISSUE}/dolj`, at: issue('/dolj') },
    { route: `${ISSUE}/inlagg/{contribution}/dolj`, at: issue('/inlagg/1/dolj') },
    { route: `${ISSUE}/inlagg/{contribution}/bryt-ut`, at: issue('/inlagg/1/bryt-ut') },
    { route: `${ISSUE}/bilagor/{attachment}/ta-ner`, at: issue('/bilagor/1/ta-ner') },
    { route: '/{agreement}/moten/nytt', at: `${A}/moten/nytt`, island: true },
    { route: '/{agreement}/moten/mallar', at: `${A}/moten/mallar` },
    { route: '/{agreement}/moten/mallar/{kind}', at: `${A}/moten/mallar/hearing`, island: true },
    { route: M, at: meeting(COMING) },
    { route: `${M}/andra`, at: meeting(COMING, '/andra'), island: true },
    { route: `${M}/stall-in`, at: meeting(COMING, '/stall-in') },
    { route: `${M}/anmalda`, at: meeting(COMING, '/anmalda') },
    { route: `${M}/incheckning`, at: meeting(COMING, '/incheckning') },
    { route: `${M}/inbjudna`, at: meeting(COMING, '/inbjudna') },
    { route: `${M}/protokoll`, at: meeting(WAITING, '/protokoll') },
    { route: `${M}/rattelser`, at: meeting(ADJUSTED, '/rattelser') },
    { route: `${M}/dokumentation`, at: meeting(ADJUSTED, '/dokumentation') },
    { route: `${M}/nu/sekreterare`, at: meeting(RUNNING, '/nu/sekreterare'), island: true },
    { route: `${M}/nu/sekreterare/omrostning`, at: meeting(RUNNING, '/nu/sekreterare/omrostning') },
    { route: `${M}/nu/sekreterare/dolj/{number}`, at: meeting(RUNNING, '/nu/sekreterare/dolj/7') },
    { route: `${M}/nu/sekreterare/historik/{item}`, at: linked(meeting(RUNNING, '/nu/sekreterare'), 'main a[href*="/historik/"]') },
    { route: '/{agreement}/onskemal/{number}/dolj', at: `${A}/onskemal/1/dolj` },
    { route: '/{agreement}/samsyn/{number}/dolj/{answer}', at: `${A}/samsyn/1/dolj/2` },
    { route: '/{agreement}/planering/{meeting}', at: linked(`${A}/planering`, 'section[aria-labelledby="valj"] a') },
    { route: '/{agreement}/loften/nytt', at: linked(`${A}/loften/nytt`, 'main .rows a') },
    { route: '/{agreement}/loften/{number}/andra', at: `${A}/loften/1/andra` },
    { route: '/{agreement}/organ/{slug}/platser', at: `${GROUP}/platser` },
    { route: '/{agreement}/organ/{slug}/platser/{seat}', at: linked(`${GROUP}/platser`, 'main .rows h3 a') },
    { route: '/{agreement}/organ/{slug}/narvaro/{meeting}', at: linked(GROUP, 'main a[href*="/narvaro/"]') },
  ],
};

const MAILED = 'one form, which a link in a mail opens; what the page around it costs is measured elsewhere';
const OWN = 'only of what one has just written, in the fields of the form for a new one';
/** Pages that are not measured, and why. */
const exceptions: Record<string, string> = {
  '/logga-in/{token}': MAILED,
  '/inbjudan/{token}': MAILED,
  '/plats/{token}': MAILED,
  '/foljer/{token}': MAILED,
  '/foljer/{token}/sluta': MAILED,
  [`${M}/justera/{token}`]: MAILED,
  [`${M}/inbjudan/{token}`]: MAILED,
  [`${M}/anmalan/{token}`]: MAILED,
  [`${M}/anmalan/{token}/enkat`]: MAILED,
  [`${ISSUE}/andra`]: OWN,
  [`${ISSUE}/bilagor`]: OWN,
  [`${ISSUE}/overklaga`]: OWN,
  [`${ISSUE}/inlagg/{contribution}/andra`]: OWN,
  [`${ISSUE}/inlagg/{contribution}/bilagor`]: OWN,
  '/demo/brevlada': 'only a demo has it, and it grows with every mail',
};

// few enough for the time that a test has, and to be shared by two workers
const PART = 16;

test.describe('@budget bytes of a first visit', () => {
  for (const [who, all] of Object.entries(pages) as [Person | 'visitor', Measured[]][]) {
    for (let start = 0; start < all.length; start += PART) {
      const part = all.slice(start, start + PART);
      test(`as ${who}, ${start + 1} to ${start + part.length}`, async ({ browser, page, server }) => {
        test.setTimeout(240_000);
        if (who !== 'visitor') await signInAs(page, to, who);
        for (const one of part) {
          await test.step(one.route, async () => {
            const at = typeof one.at === 'function' ? await one.at(page) : (one.at ?? one.route);
            const as = who === 'visitor' ? undefined : await page.context().storageState();
            const visit = await measureVisit(browser, server.url + at, as);
            expect.soft(visit.status, `status of ${at}`).toBe(200);
            if (one.island) expect.soft(visit.hasIslands, `islands of ${at}`).toBe(true);
            expectWithinBudget(visit, at);
          });
        }
      });
    }
  }

  test('every page of the table of routes is measured, or is an exception', () => {
    const routes = readFileSync(join(__dirname, '../../app/src/routes.rs'), 'utf8');
    const files = /\.ics$|\.atom$|\.txt$|\.csv$|\/strom$|\/bilagor\/\{attachment\}$|\/rattelser\/\{number\}$/;
    const table = [...routes.matchAll(/\bGET\s+"([^"]+)"/g)].map((match) => match[1]).filter((path) => !files.test(path));
    expect(table.length).toBeGreaterThan(20);
    const measured = new Set(Object.values(pages).flat().map((one) => one.route));
    const known = new Set([...measured, ...Object.keys(exceptions)]);
    expect(table.filter((path) => !known.has(path)), 'pages without a line in this file').toEqual([]);
    expect([...known].filter((path) => !table.includes(path)), 'lines here without a page').toEqual([]);
    expect(Object.keys(exceptions).filter((path) => measured.has(path)), 'exceptions that are measured').toEqual([]);
  });
});

test('posting, standing behind and contributing on the release build @release', async ({ page, to, say }) => {
  const title = 'Scenen i parken behöver ett tak';
  await signInAs(page, to, 'two');
  const path = await postIssue(page, to, say, { title });
  await signInAs(page, to, 'representative', path);
  await islandsReady(page);
  await page.getByRole('button', { name: 'Stå bakom' }).click();
  await expect(page.locator('#backing-count')).toHaveText('1');
  await fill(page, { text: 'Vi spelade där i regn i somras.' }, '#skriv');
  await page.getByRole('button', { name: 'Skicka inlägget' }).click();
  await expect(page.locator('#inlagg-1')).toContainText('i regn');
});

function expectWithinBudget(visit: Awaited<ReturnType<typeof measureVisit>>, at: string): void {
  console.log(`${at}\n${bill(visit)}`);
  expect.soft(visit.firstView, `first view of ${at} without WASM`).toBeLessThanOrEqual(FIRST_VIEW);
  expect.soft(visit.code, `WASM and JavaScript of ${at}`).toBeLessThanOrEqual(CODE);
  const wasm = visit.resources.filter((r) => r.kind === 'wasm');
  expect.soft(wasm.length > 0, `WASM is loaded where there are islands, and only there: ${at}`).toBe(visit.hasIslands);
  for (const r of visit.resources.filter((r) => r.kind !== 'other' && r.bytes > 1500)) {
    expect.soft(r.encoding, `compression of ${r.path}`).toBe('br');
  }
}
