// Every page, once per role that changes it: no violations that axe finds, contrast again in dark, nothing to scroll
// sideways at 320 px. The last test holds the table against app/src/routes.rs: a new page needs a line here.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../helpers/axe';
import { expect, test } from '../helpers/fixtures';
import type { Mailbox } from '../helpers/mailbox';
import { picture } from '../helpers/files';
import { fill, people, signInAs, writeIssue, type Person } from '../helpers/people';

type Role = Person | 'visitor';
interface Visit {
  /** The route in app/src/routes.rs. */
  route: string;
  /** Its address, or how to find it. Without: as the route. */
  at?: string | ((page: Page, mailbox: Mailbox) => Promise<string>);
  /** What is done on the page before it is looked at, such as sending a form with errors. */
  then?: (page: Page, mailbox: Mailbox) => Promise<unknown>;
  status?: number;
}

const to = (path: string) => path;
const A = '/goteborg';

const found = async (page: Page, list: string, name: string): Promise<string> => {
  await page.goto(list);
  const link = page.locator('main .rows h3 a').filter({ hasText: name }).first();
  return (await link.getAttribute('href', { timeout: 5_000 })) ?? '';
};
const issue = (title: string, rest = '', words = title) => async (page: Page) =>
  `${await found(page, `${A}/fragor?lage=alla&q=${encodeURIComponent(words)}`, title)}${rest}`;
const brief = async (page: Page) => {
  await page.goto(await meeting(COMING)(page));
  return (await page.locator('.agenda a[href*="/punkt/"]').first().getAttribute('href')) ?? '';
};
const meeting = (title: string, rest = '') => async (page: Page) => `${await found(page, `${A}/moten`, title)}${rest}`;
const reception = async (page: Page) => {
  await page.goto(`${A}/att-gora`);
  return (await page.locator('main a[href*="/sa-gick-det/"]').first().getAttribute('href', { timeout: 5_000 })) ?? '';
};
/** The earlier versions of what is written about the item that is on, by its link on the secretary's page. */
const historyOfItem = async (page: Page): Promise<string> => {
  await page.goto(await meeting(RUNNING, '/nu/sekreterare')(page));
  return (await page.locator('main a[href*="/historik/"]').getAttribute('href')) ?? '';
};
const send = (name: RegExp | string) => async (page: Page) => {
  // as a browser without our checks would send it: errors come from the server
  await page.locator('main form.form').last().evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await page.locator('main').getByRole('button', { name }).click();
  await expect(page.locator('.errors, .flash.warning').first()).toBeVisible();
};

async function sendEmpty(page: Page): Promise<void> {
  await fill(page, { 'said-0': '' });
  await send('Skicka för justering')(page);
}

const TORGET = 'Ungdomar i Biskopsgården vill vara med innan torget ritas om';
const COMING = 'Lokaler som räcker till alla';
const HELD = 'Tidigt eller för sent?';
const FULL = 'Utan adress, utan skåp, med hund';
const INVITED = 'Skolan som stannar uppe på kvällen';
const TALK = 'Budgeten och föreningarna';
const HELD_TALK = 'Stormöte om kvällarna i staden';
const ADJUSTED = 'Plats på trottoaren?';
const WAITING = 'Nattbussens hållplats';
const RUNNING = 'Staden efter klockan tio';
const ORGANISATION = `${A}/organisationer/unga-pa-hisingen`;

/** Pages about failures, which a build for tests shows on demand. */
const FAILING = '/_test/fel/{status}';

const visits: Record<Role, Visit[]> = {
  visitor: [
    { route: '/' },
    { route: '/{agreement}', at: A },
    { route: '/{agreement}', at: '/vastra-gotaland' },
    { route: '/{agreement}', at: '/en/goteborg' },
    { route: '/{agreement}/overenskommelsen', at: `${A}/overenskommelsen` },
    { route: '/{agreement}/principer/{number}', at: `${A}/principer/2` },
    { route: '/{agreement}/ataganden/{number}', at: `${A}/ataganden/3` },
    { route: '/{agreement}/organ', at: `${A}/organ` },
    { route: '/{agreement}/organ', at: '/en/vastra-gotaland/organ' },
    { route: '/{agreement}/organ/{slug}', at: `${A}/organ/samverkansgruppen-utforare` },
    { route: '/{agreement}/organ/{slug}', at: `${A}/organ/idekom` },
    { route: '/{agreement}/organ/{slug}', at: '/en/vastra-gotaland/organ/samverkansgruppen-vg' },
    { route: '/plats/{token}', at: '/plats/redan-slut', status: 410 },
    { route: '/{agreement}/fragor', at: `${A}/fragor` },
    { route: '/{agreement}/fragor', at: `${A}/fragor?lage=alla&tema=lokaler&sent=1` },
    { route: '/{agreement}/fragor', at: `${A}/fragor?q=finns-inte-alls`, then: (page) => expect(page.locator('.empty')).toBeVisible() },
    { route: '/{agreement}/fragor', at: `${A}/fragor?efter=inte-en-sida`, status: 400 },
    { route: '/{agreement}/forum/{slug}', at: `${A}/forum/rostbarare` },
    { route: '/{agreement}/forum/{slug}', at: `${A}/forum/utforare?lage=besvarade` },
    { route: '/{agreement}/fragor/{issue}', at: issue(TORGET) },
    { route: '/{agreement}/fragor/{issue}', at: issue('Booking a community room') },
    { route: '/{agreement}/fragor/{issue}', at: issue('Får vi plantera i de tomma stenkaren') },
    { route: '/{agreement}/fragor/{issue}', at: `${A}/fragor/9999-finns-inte`, status: 404 },
    { route: '/{agreement}/fragor/{issue}/historik', at: issue(TORGET, '/historik') },
    { route: '/{agreement}/fragor/{issue}/inlagg/{contribution}/historik', at: issue(TORGET, '/inlagg/1/historik') },
    { route: '/{agreement}/fragor/{issue}/anmal', at: issue(TORGET, '/anmal?inlagg=1') },
    { route: '/{agreement}/fragor/{issue}/anmal', at: issue(TORGET, '/anmal'), then: send('Skicka anmälan') },
    { route: '/{agreement}/fragor/{issue}', at: issue(TORGET), then: (page) => page.getByText('Följ frågan med e-post').click() },
    { route: '/{agreement}/fragor/{issue}/folj', at: issue(TORGET, '/folj') },
    { route: '/{agreement}/fragor/{issue}/folj', at: issue(TORGET, '/folj'), then: send('Mejla mig en länk') },
    { route: '/foljer', status: 401 },
    { route: '/foljer/{token}', at: followLink },
    { route: '/foljer/{token}', at: confirmedFollow },
    { route: '/foljer/{token}', at: '/foljer/redan-slut', status: 410 },
    { route: '/foljer/{token}/sluta', at: '/foljer/redan-slut/sluta', status: 410 },
    { route: '/{agreement}/fragor/ny', at: `${A}/fragor/ny`, status: 401 },
    { route: '/{agreement}/moten', at: `${A}/moten` },
    { route: '/{agreement}/moten/{meeting}', at: meeting(COMING) },
    { route: '/{agreement}/moten/{meeting}', at: meeting(COMING), then: send('Anmäl mig') },
    { route: '/{agreement}/moten/{meeting}', at: meeting(HELD) },
    { route: '/{agreement}/moten/{meeting}', at: meeting(ADJUSTED) },
    { route: '/{agreement}/moten/{meeting}/justera/{token}', at: meeting(WAITING, '/justera/redan-anvand'), status: 410 },
    { route: '/{agreement}/atgarder', at: `${A}/atgarder` },
    { route: '/{agreement}/atgarder', at: `${A}/atgarder?lage=sena` },
    { route: '/{agreement}/atgarder/{number}', at: `${A}/atgarder/1` },
    { route: '/{agreement}/moten/{meeting}/punkter', at: meeting(COMING, '/punkter') },
    { route: '/{agreement}/moten/{meeting}/punkt/{item}', at: brief },
    { route: '/{agreement}/moten/{meeting}', at: meeting(FULL), then: (page) => page.getByText('Behöver du något för att kunna delta?').click() },
    { route: '/{agreement}/moten/{meeting}', at: meeting(INVITED) },
    { route: '/{agreement}/moten/{meeting}/inbjudan/{token}', at: meeting(INVITED, '/inbjudan/redan-slut'), status: 410 },
    { route: '/{agreement}/moten/{meeting}/incheckning', at: meeting(COMING, '/incheckning?q=ABC234'), status: 401 },
    { route: '/{agreement}/moten/{meeting}/anmalan/{token}', at: ownSignUp, then: (page) => expect(page.getByRole('button', { name: 'Bekräfta min plats' })).toBeVisible() },
    { route: '/{agreement}/moten/{meeting}/anmalan/{token}', at: ownSignUp, then: (page) => page.getByRole('button', { name: 'Bekräfta min plats' }).click() },
    { route: '/{agreement}/onskemal', at: `${A}/onskemal` },
    { route: '/{agreement}/onskemal', at: `${A}/onskemal?visa=avslutade` },
    { route: '/{agreement}/onskemal/{number}', at: `${A}/onskemal/1` },
    { route: '/{agreement}/onskemal/nytt', at: `${A}/onskemal/nytt`, status: 401 },
    { route: '/{agreement}/planering', at: `${A}/planering` },
    { route: '/{agreement}/planering', at: `${A}/planering?q=finns-inte-alls`, then: (page) => expect(page.locator('.empty')).toBeVisible() },
    { route: '/{agreement}/kalender', at: `${A}/kalender` },
    { route: '/{agreement}/kalender', at: '/vastra-gotaland/kalender' },
    { route: '/{agreement}/kalender/{year}', at: `/en${A}/kalender/2026` },
    { route: '/{agreement}/enkater', at: `${A}/enkater` },
    { route: '/{agreement}/moten/{meeting}/enkat', at: meeting('Plats på trottoaren', '/enkat') },
    { route: '/{agreement}/moten/{meeting}/anmalan/{token}/enkat', at: meeting(HELD, '/anmalan/redan-slut/enkat'), status: 410 },
    { route: '/{agreement}/sa-gick-det', at: `${A}/sa-gick-det` },
    { route: '/{agreement}/sa-gick-det', at: '/en/vastra-gotaland/sa-gick-det?ar=alla' },
    { route: '/{agreement}/sa-gick-det/{what}/{number}', at: `${A}/sa-gick-det/fragor/1`, status: 401 },
    { route: '/{agreement}/dagbok', at: `${A}/dagbok` },
    { route: '/{agreement}/dagbok', at: `${A}/dagbok?slag=moten&fran=2026-01-01&utskrift=1` },
    { route: '/{agreement}/moten/{meeting}/nu', at: meeting(RUNNING, '/nu') },
    { route: '/{agreement}/moten/{meeting}/nu', at: meeting(RUNNING, '/nu?alla=1') },
    { route: '/{agreement}/moten/{meeting}/nu', at: meeting(COMING, '/nu') },
    { route: '/{agreement}/moten/{meeting}/nu/skarm', at: meeting(RUNNING, '/nu/skarm') },
    { route: '/{agreement}/moten/{meeting}/nu/fraga', at: meeting(RUNNING, '/nu/fraga') },
    { route: '/{agreement}/moten/{meeting}/nu/omrostning/{number}', at: meeting(RUNNING, '/nu/omrostning/1') },
    { route: '/{agreement}/organisationer', at: `${A}/organisationer` },
    { route: '/{agreement}/organisationer', at: `${A}/organisationer?q=zzz` },
    { route: '/{agreement}/organisationer/{slug}', at: ORGANISATION },
    { route: '/{agreement}/organisationer/{slug}', at: `${A}/organisationer/torg-och-parkkontoret` },
    { route: '/{agreement}/organisationer/{slug}', at: `${A}/organisationer/sdf-angered` },
    { route: '/{agreement}/samtal', at: `${A}/samtal` },
    { route: '/{agreement}/samtal', at: '/vastra-gotaland/samtal' },
    { route: '/{agreement}/samsyn', at: `${A}/samsyn` },
    { route: '/{agreement}/samsyn', at: `${A}/samsyn?visa=aterkallade&organ=styrgruppen` },
    { route: '/{agreement}/samsyn', at: '/en/vastra-gotaland/samsyn' },
    { route: '/{agreement}/samsyn/{number}', at: `${A}/samsyn/1` },
    { route: '/{agreement}/samsyn/{number}', at: `${A}/samsyn/2` },
    { route: '/{agreement}/samsyn/{number}', at: `/en${A}/samsyn/3` },
    { route: '/{agreement}/samsyn/ny', at: `${A}/samsyn/ny`, status: 401 },
    { route: '/{agreement}/logg', at: `${A}/logg?slag=samsyn` },
    { route: '/{agreement}/loften', at: `${A}/loften` },
    { route: '/{agreement}/loften', at: `${A}/loften?lage=forsenade` },
    { route: '/{agreement}/loften', at: `${A}/loften?parti=finns-inte` },
    { route: '/{agreement}/loften/{number}', at: `${A}/loften/1` },
    { route: '/{agreement}/loften/{number}', at: '/vastra-gotaland/loften/1' },
    { route: '/{agreement}/loften/{number}', at: `${A}/loften/9999`, status: 404 },
    { route: '/{agreement}/moten/{meeting}', at: meeting(TALK) },
    { route: '/{agreement}/moten/{meeting}', at: meeting(HELD_TALK) },
    { route: '/{agreement}/moten/{meeting}/underlag', at: meeting(TALK, '/underlag') },
    { route: '/{agreement}/logg', at: `${A}/logg` },
    { route: '/{agreement}/logg', at: `${A}/logg?slag=loften` },
    { route: '/{agreement}/logg', at: `${A}/logg?alla=1&slag=moten` },
    { route: '/{agreement}/logg', at: `${A}/logg?slag=overklaganden` },
    { route: '/{agreement}/logg/{position}', at: `${A}/logg/1` },
    { route: '/logga-in' },
    { route: '/logga-in', then: send('Skicka länken') },
    { route: '/logga-in', then: askForLink },
    { route: '/logga-in', then: wrongPassword },
    { route: '/logga-in/{token}', at: signInLink },
    { route: '/logga-in/{token}', at: '/logga-in/redan-anvand', status: 410 },
    { route: '/demo/brevlada' },
    { route: '/tillganglighet' },
    { route: '/personuppgifter' },
    { route: '/inbjudan/{token}', at: '/inbjudan/redan-anvand', status: 410 },
    { route: '/{agreement}/skrivbord', at: `${A}/skrivbord`, status: 401 },
    { route: '/{agreement}/att-gora', at: `${A}/att-gora`, status: 401 },
    ...[413, 429, 500, 503].map((status) => ({ route: FAILING, at: `/_test/fel/${status}`, status })),
  ],
  representative: [
    { route: '/{agreement}/sa-gick-det/{what}/{number}', at: reception },
    { route: '/{agreement}/sa-gick-det/{what}/{number}', at: reception, then: send('Spara') },
    { route: '/{agreement}/onskemal/nytt', at: `${A}/onskemal/nytt` },
    { route: '/{agreement}/onskemal/nytt', at: `${A}/onskemal/nytt`, then: send('Skicka önskemålet') },
    { route: '/{agreement}/onskemal/{number}', at: `${A}/onskemal/1` },
    { route: '/{agreement}/samsyn/ny', at: `${A}/samsyn/ny` },
    { route: '/{agreement}/samsyn/ny', at: `${A}/samsyn/ny?om=forum-rostbarare`, then: send('Skicka förslaget') },
    { route: '/{agreement}/samsyn/{number}', at: `${A}/samsyn/3` },
    { route: '/{agreement}/samsyn/{number}', at: `${A}/samsyn/3`, then: send('Skicka svaret') },
    { route: '/{agreement}', at: A },
    { route: '/konto' },
    { route: '/{agreement}/fragor/ny', at: `${A}/fragor/ny` },
    { route: '/{agreement}/fragor/ny', at: `${A}/fragor/ny`, then: send('Skicka frågan') },
    { route: '/{agreement}/fragor/ny', at: `${A}/fragor/ny`, then: preview },
    { route: '/{agreement}/fragor/{issue}', at: issue(TORGET) },
    { route: '/{agreement}/fragor/{issue}', at: issue('Den som bara har kontanter') },
    { route: '/{agreement}/fragor/{issue}', at: issue('Den som bara har kontanter', '?svara=1#skriv'), then: (page) => expect(page.locator('#text')).not.toBeEmpty() },
    { route: '/{agreement}/fragor/{issue}/andra', at: ownIssue('/andra') },
    { route: '/{agreement}/fragor/{issue}/beslut', at: ownIssue('/beslut') },
    { route: '/{agreement}/fragor/{issue}/inlagg/{contribution}/andra', at: ownContribution },
    { route: '/{agreement}/fragor/{issue}/bilagor', at: issue(TORGET, '/bilagor') },
    { route: '/{agreement}/fragor/{issue}/bilagor', at: ownIssue('/bilagor'), then: send('Bifoga filen') },
    { route: '/{agreement}/fragor/{issue}/bilagor', at: ownIssue('/bilagor'), then: attachPicture },
    { route: '/{agreement}/fragor/{issue}/inlagg/{contribution}/bilagor', at: async (page) => (await ownContribution(page)).replace(/andra$/, 'bilagor') },
    { route: '/{agreement}/moten/{meeting}', at: meeting(COMING) },
    { route: '/{agreement}/moten/{meeting}/nu', at: meeting(RUNNING, '/nu') },
    { route: '/{agreement}/moten/{meeting}/nu/fraga', at: meeting(RUNNING, '/nu/fraga') },
    { route: '/{agreement}/moten/{meeting}/nu/fraga', at: meeting(RUNNING, '/nu/fraga'), then: send('Skicka frågan') },
    { route: '/{agreement}/moten/{meeting}/nu/omrostning/{number}', at: meeting(RUNNING, '/nu/omrostning/2'), then: send('Rösta') },
    { route: '/{agreement}/organisationer/{slug}', at: ORGANISATION },
    { route: '/{agreement}/organisationer/{slug}/andra', at: `${ORGANISATION}/andra` },
    { route: '/{agreement}/organisationer/{slug}/andra', at: `${ORGANISATION}/andra`, then: (page) => fill(page, { name: '' }).then(() => send('Spara')(page)) },
    { route: '/{agreement}/organisationer/{slug}/bjud-in', at: `${ORGANISATION}/bjud-in` },
    { route: '/inbjudan/{token}', at: invitation },
    { route: '/organisationer/ny' },
    { route: '/organisationer/ny', then: send('Registrera organisation') },
    { route: '/{agreement}/fragor/{issue}/overklaga', at: declinedIssue, then: send('Skicka överklagandet') },
    { route: '/{agreement}/skrivbord', at: `${A}/skrivbord`, status: 403 },
    { route: '/{agreement}/att-gora', at: `${A}/att-gora` },
    { route: '/logga-in' },
  ],
  two: [{ route: '/konto' }, { route: '/foljer' }],
  newcomer: [
    { route: '/{agreement}/fragor/ny', at: `${A}/fragor/ny` },
    { route: '/{agreement}/fragor/{issue}', at: waitingIssue },
    { route: '/konto' },
  ],
  individual: [
    { route: '/{agreement}/att-gora', at: `${A}/att-gora`, then: (page) => expect(page.locator('.empty')).toBeVisible() },
    { route: '/{agreement}/fragor/ny', at: `${A}/fragor/ny`, status: 403 },
    { route: '/{agreement}/fragor/{issue}', at: issue('Den som bara har kontanter') },
    { route: '/{agreement}/fragor/{issue}/folj', at: issue(TORGET, '/folj') },
    { route: '/foljer' },
    { route: '/konto' },
    { route: '/konto', then: chooseCommonPassword },
  ],
  officer: [
    { route: '/{agreement}/fragor/{issue}', at: issue(TORGET) },
    { route: '/{agreement}/fragor/{issue}/beslut', at: issue(TORGET, '/beslut') },
    { route: '/{agreement}/fragor/{issue}/beslut', at: issue(TORGET, '/beslut'), then: send('Lämna svaret') },
    { route: '/{agreement}/att-gora', at: `${A}/att-gora` },
    { route: '/{agreement}/loften/{number}', at: ownPromise('?akt=claim'), then: send('Säg att det är hållet') },
    { route: '/konto' },
  ],
  politician: [
    { route: '/{agreement}', at: A },
    { route: '/{agreement}/fragor/{issue}', at: issue('Den som bara har kontanter') },
    { route: '/{agreement}/fragor/{issue}', at: issue('Den som bara har kontanter'), then: contribute },
    { route: '/{agreement}/skrivbord', at: `${A}/skrivbord`, status: 403 },
    { route: '/{agreement}/att-gora', at: `${A}/att-gora` },
    { route: '/konto' },
  ],
  steering: [
    { route: '/{agreement}', at: A },
    { route: '/{agreement}/fragor/{issue}', at: issue(TORGET) },
    { route: '/{agreement}/organisationer/{slug}', at: `${A}/organisationer/styrgruppen` },
    { route: '/{agreement}/overklaganden', at: `${A}/overklaganden` },
    { route: '/{agreement}/overklaganden/{number}', at: `${A}/overklaganden/1` },
    { route: '/{agreement}/overklaganden/{number}', at: `${A}/overklaganden/2`, then: (page) => page.locator('main').getByRole('button', { name: 'Agera för Styrgruppen' }).click() },
    { route: '/{agreement}/overklaganden/{number}', at: `${A}/overklaganden/2`, then: send('Spara beslutet') },
    { route: '/konto' },
  ],
  // one body, two sides: only the seats of civil society moderate
  mixed: [
    { route: '/{agreement}', at: '/vastra-gotaland' },
    { route: '/{agreement}/skrivbord', at: '/vastra-gotaland/skrivbord', then: (page) => expect(page.locator('.empty form')).toBeVisible() },
    { route: '/{agreement}/skrivbord', at: '/vastra-gotaland/skrivbord', then: (page) => page.locator('.empty').getByRole('button').click() },
  ],
  publicSeat: [
    { route: '/{agreement}', at: '/vastra-gotaland' },
    { route: '/{agreement}/skrivbord', at: '/vastra-gotaland/skrivbord', status: 403 },
    { route: '/konto' },
  ],
  kansli: [
    { route: '/{agreement}/moten/{meeting}/enkat', at: meeting('Plats på trottoaren', '/enkat') },
    ...['min-dag', 'publicering', 'nya', 'nykomlingar', 'komplettering', 'forsenat', 'organ', 'onskemal', 'samsyn', 'moten', 'anteckningar', 'justering', 'veckan', 'loften', 'atgarder', 'insatser', 'utkast', 'planer'].map((queue) => ({ route: '/{agreement}/skrivbord', at: `${A}/skrivbord?ko=${queue}` })),
    { route: '/{agreement}/skrivbord', at: `${A}/skrivbord?ko=nya`, then: (page) => page.locator('.queue .rows a[data-row="0"]').click() },
    { route: '/{agreement}/skrivbord', at: `${A}/skrivbord?ko=publicering`, then: (page) => page.locator('.queue .rows a[data-row="0"]').click() },
    { route: '/{agreement}/skrivbord', at: `${A}/skrivbord?ko=nya&alla=1`, then: (page) => expect(page.locator('.mark input').first()).toBeChecked() },
    { route: '/{agreement}/skrivbord', at: `${A}/skrivbord?ko=nykomlingar`, then: (page) => page.locator('.queue .rows a[data-row="0"]').click() },
    { route: '/{agreement}/skrivbord', at: `${A}/skrivbord?ko=nya`, then: decideFromPanel },
    { route: '/{agreement}/skrivbord/flera', at: `${A}/skrivbord/flera` },
    { route: '/{agreement}/skrivbord/flera', at: `${A}/skrivbord?ko=nya&alla=1`, then: decideMarked },
    { route: '/{agreement}/skrivbord', at: `${A}/skrivbord?ko=nya&forum=rostbarare&alder=7`, then: (page) => page.locator('.queue details.more summary').click() },
    { route: '/{agreement}/skrivbord/insatser', at: `${A}/skrivbord/insatser`, then: (page) => page.locator('main details.more summary').first().click() },
    { route: '/{agreement}/skrivbord/insatser', at: `${A}/skrivbord/insatser`, then: send('Spara') },
    { route: '/{agreement}/skrivbord/vyer', at: `${A}/skrivbord/vyer?ko=nya&alder=14` },
    { route: '/{agreement}/skrivbord/vyer', at: `${A}/skrivbord/vyer`, then: send('Spara vyn') },
    { route: '/{agreement}/skrivbord/historik', at: `${A}/skrivbord/historik` },
    { route: '/{agreement}/skrivbord/fraser', at: `${A}/skrivbord/fraser` },
    { route: '/{agreement}/skrivbord/fraser', at: `${A}/skrivbord/fraser`, then: send('Spara') },
    { route: '/{agreement}/skrivbord/fraser', at: `${A}/skrivbord/fraser`, then: (page) => page.locator('.rows a').first().click() },
    { route: '/{agreement}/skrivbord/fraser', at: `${A}/skrivbord/fraser`, then: askToRemove },
    { route: '/{agreement}/att-gora', at: `${A}/att-gora` },
    { route: '/{agreement}/fragor/{issue}', at: issue('Den som bara har kontanter') },
    { route: '/{agreement}/fragor/{issue}/beslut', at: issue('Den som bara har kontanter', '/beslut') },
    { route: '/{agreement}/fragor/{issue}/beslut', at: issue('Den som bara har kontanter', '/beslut?akt=refer') },
    { route: '/{agreement}/organ/{slug}', at: `${A}/organ/kansliet` },
    { route: '/{agreement}/organ/{slug}/platser', at: `${A}/organ/samverkansgruppen-utforare/platser` },
    { route: '/{agreement}/organ/{slug}/platser', at: `${A}/organ/samverkansgruppen-utforare/platser`, then: sendOffer },
    { route: '/{agreement}/organ/{slug}/platser/{seat}', at: seatPage },
    { route: '/{agreement}/organ/{slug}/narvaro/{meeting}', at: attendancePage },
    { route: '/plats/{token}', at: offeredSeat },
    { route: '/{agreement}/begransningar', at: `${A}/begransningar` },
    { route: '/{agreement}/begransningar', at: `${A}/begransningar?fraga=1&inlagg=1` },
    { route: '/{agreement}/anmalningar', at: flagged },
    { route: '/{agreement}/skrivbord', at: `${A}/skrivbord?ko=anmalt`, then: openFirst },
    { route: '/{agreement}/anmalningar', at: `${A}/anmalningar`, then: (page) => page.getByRole('link', { name: 'Svara utan att dölja' }).first().click() },
    { route: '/{agreement}/fragor/{issue}/inlagg/{contribution}/bryt-ut', at: issue(TORGET, '/inlagg/1/bryt-ut') },
    { route: '/{agreement}/fragor/{issue}/bilagor/{attachment}/ta-ner', at: issue(TORGET, '/bilagor/1/ta-ner') },
    { route: '/{agreement}/fragor/{issue}/inlagg/{contribution}/dolj', at: issue(TORGET, '/inlagg/1/dolj') },
    { route: '/{agreement}/fragor/{issue}/dolj', at: issue(TORGET, '/dolj') },
    { route: '/{agreement}/fragor/{issue}/beslut', at: issue('Den som bara har kontanter', '/beslut?akt=refer'), then: send('Fråga en förvaltning') },
    { route: '/{agreement}/moten', at: `${A}/moten` },
    { route: '/{agreement}/onskemal/{number}', at: openWish },
    { route: '/{agreement}/onskemal/{number}/dolj', at: async (page) => `${await openWish(page)}/dolj` },
    { route: '/{agreement}/onskemal/{number}/dolj', at: async (page) => `${await openWish(page)}/dolj`, then: send('Dölj önskemålet') },
    { route: '/{agreement}/onskemal/{number}', at: openWish, then: send('Skicka svaret') },
    { route: '/{agreement}/planering', at: `${A}/planering?ordning=stod` },
    { route: '/{agreement}/planering/{meeting}', at: choosing },
    { route: '/{agreement}/planering/{meeting}', at: choosing, then: send('Spara valen') },
    { route: '/{agreement}/moten/nytt', at: `${A}/moten/nytt` },
    { route: '/{agreement}/moten/nytt', at: `${A}/moten/nytt`, then: send('Bjud in') },
    { route: '/{agreement}/moten/{meeting}', at: meeting(COMING) },
    { route: '/{agreement}/moten/{meeting}/andra', at: meeting(COMING, '/andra') },
    { route: '/{agreement}/moten/mallar', at: `${A}/moten/mallar` },
    { route: '/{agreement}/moten/mallar/{kind}', at: `${A}/moten/mallar/hearing` },
    { route: '/{agreement}/moten/{meeting}/stall-in', at: meeting(COMING, '/stall-in') },
    { route: '/{agreement}/moten/{meeting}/stall-in', at: meeting(COMING, '/stall-in'), then: send('Ställ in mötet') },
    { route: '/{agreement}/moten/{meeting}/protokoll', at: meeting(COMING, '/protokoll') },
    { route: '/{agreement}/moten/{meeting}/protokoll', at: meeting(WAITING, '/protokoll') },
    { route: '/{agreement}/moten/{meeting}/protokoll', at: meeting(WAITING, '/protokoll'), then: sendEmpty },
    { route: '/{agreement}/moten/{meeting}/rattelser', at: meeting(ADJUSTED, '/rattelser') },
    { route: '/{agreement}/moten/{meeting}/rattelser', at: meeting(ADJUSTED, '/rattelser'), then: send('Publicera rättelsen') },
    { route: '/{agreement}/moten/{meeting}/dokumentation', at: meeting(ADJUSTED, '/dokumentation') },
    { route: '/{agreement}/atgarder/{number}', at: `${A}/atgarder?lage=oppna`, then: (page) => page.locator('table a').first().click() },
    { route: '/{agreement}/moten/{meeting}/anmalda', at: meeting(COMING, '/anmalda') },
    { route: '/{agreement}/moten/{meeting}/anmalda', at: meeting(FULL, '/anmalda') },
    { route: '/{agreement}/moten/{meeting}/incheckning', at: meeting('Plats på trottoaren?', '/incheckning') },
    { route: '/{agreement}/moten/{meeting}/incheckning', at: meeting(COMING, '/incheckning'), then: (page) => page.getByRole('button', { name: /^Checka in/ }).first().click() },
    { route: '/{agreement}/moten/{meeting}/incheckning', at: meeting(COMING, '/incheckning?q=ZZZZZZ'), then: (page) => expect(page.locator('.empty')).toBeVisible() },
    { route: '/{agreement}/moten/{meeting}/inbjudna', at: meeting(INVITED, '/inbjudna') },
    { route: '/{agreement}/moten/{meeting}/inbjudna', at: meeting(COMING, '/inbjudna'), then: send('Skicka inbjudan') },
    { route: '/{agreement}/moten/{meeting}/inbjudan/{token}', at: guestInvitation },
    { route: '/{agreement}/moten/{meeting}/inbjudan/{token}', at: guestInvitation, then: (page) => page.getByRole('button', { name: 'Jag kan inte komma' }).click() },
    { route: '/{agreement}/moten/{meeting}/nu/sekreterare', at: meeting(RUNNING, '/nu/sekreterare') },
    { route: '/{agreement}/moten/{meeting}/nu/sekreterare/omrostning', at: meeting(RUNNING, '/nu/sekreterare/omrostning') },
    { route: '/{agreement}/moten/{meeting}/nu/sekreterare/omrostning', at: meeting(RUNNING, '/nu/sekreterare/omrostning'), then: send('Öppna omröstningen') },
    { route: '/{agreement}/moten/{meeting}/nu/sekreterare/dolj/{number}', at: meeting(RUNNING, '/nu/sekreterare/dolj/7') },
    { route: '/{agreement}/moten/{meeting}/nu/sekreterare/historik/{item}', at: historyOfItem },
    { route: '/{agreement}/organisationer/{slug}', at: `${A}/organisationer/nya-roster-i-nordost` },
    { route: '/{agreement}/organisationer/{slug}', at: ORGANISATION },
    { route: '/{agreement}/logg', at: `${A}/logg` },
    { route: '/{agreement}/skrivbord', at: `${A}/skrivbord?ko=overklagat` },
    ...['overklagat', 'moten'].map((queue) => ({ route: '/{agreement}/skrivbord', at: `${A}/skrivbord?ko=${queue}`, then: openFirst })),
    { route: '/{agreement}/overklaganden/{number}', at: `${A}/overklaganden/2` },
    { route: '/{agreement}/samtal', at: `${A}/samtal`, then: (page) => page.locator('main details.more summary').first().click() },
    { route: '/{agreement}/samsyn', at: `${A}/samsyn`, then: (page) => page.getByText('Översynen är gjord').click() },
    { route: '/{agreement}/samsyn/ny', at: `${A}/samsyn/ny` },
    { route: '/{agreement}/samsyn/{number}/dolj/{answer}', at: `${A}/samsyn/1/dolj/2` },
    { route: '/{agreement}/samsyn/{number}/dolj/{answer}', at: `${A}/samsyn/1/dolj/2`, then: send('Dölj orden i svar 2') },
    { route: '/{agreement}/loften/nytt', at: `${A}/loften/nytt` },
    { route: '/{agreement}/loften/nytt', at: `${A}/loften/nytt`, then: (page) => page.locator('main .rows a').first().click() },
    { route: '/{agreement}/loften/nytt', at: heldTalk, then: send('Publicera löftet') },
    { route: '/{agreement}/loften/{number}', at: ownPromise('?akt=confirm') },
    { route: '/{agreement}/loften/{number}/andra', at: `${A}/loften/1/andra`, then: send('Spara rättelsen') },
  ],
};

/** The oldest wish that waits, and the form that chooses issues for the next meeting. */
async function openWish(page: Page): Promise<string> {
  await page.goto(`${A}/onskemal`);
  return (await page.locator('main .rows :is(h2, h3) a').last().getAttribute('href')) ?? '';
}

async function choosing(page: Page): Promise<string> {
  await page.goto(`${A}/planering`);
  return (await page.locator('section[aria-labelledby="valj"] a').first().getAttribute('href')) ?? '';
}

/** A promise that is not kept, of the body that the demo's officer speaks for. */
function ownPromise(rest: string) {
  return async (page: Page) => `${await found(page, `${A}/loften?agare=torg-och-parkkontoret`, '')}${rest}`;
}

/** The form for a promise made at the talk that was held last. */
async function heldTalk(page: Page): Promise<string> {
  await page.goto(`${A}/loften/nytt`);
  return (await page.locator('main .rows a').first().getAttribute('href')) ?? '';
}

async function askForLink(page: Page): Promise<void> {
  await fill(page, { email: people.kansli.email });
  await page.getByRole('button', { name: 'Skicka länken' }).click();
  await expect(page.locator('.flash.info')).toBeVisible();
}

async function wrongPassword(page: Page): Promise<void> {
  await page.getByText('Logga in med lösenord').click();
  await fill(page, { username: people.kansli.email, password: 'gurka under bron' });
  await page.locator('main details').getByRole('button', { name: 'Logga in' }).click();
  await expect(page.locator('main details[open] .errors')).toBeVisible();
}

/** Signs in by a link, which lets one choose a password, and tries one that is too common. */
async function chooseCommonPassword(page: Page, mailbox: Mailbox): Promise<void> {
  await page.goto('/logga-in?till=/konto');
  await fill(page, { email: people.individual.email });
  await page.getByRole('button', { name: 'Skicka länken' }).click();
  await expect(page.locator('.flash.info')).toBeVisible();
  await page.goto(await mailbox.link(people.individual.email, /Dialogforum/, /logga-in/));
  await page.getByRole('button', { name: 'Logga in på den här enheten' }).click();
  await page.getByText('Välj ett lösenord').click();
  await fill(page, { new_password: 'Lösenord2026' });
  await page.getByRole('button', { name: 'Spara lösenordet' }).click();
  await expect(page.locator('.errors')).toBeVisible();
}

async function signInLink(page: Page, mailbox: Mailbox): Promise<string> {
  await page.goto('/logga-in');
  await askForLink(page);
  return mailbox.link(people.kansli.email, /Dialogforum/, /logga-in/);
}

async function followLink(page: Page, mailbox: Mailbox): Promise<string> {
  const email = `folj.${Date.now()}@example.org`;
  await page.goto(await issue(TORGET, '/folj')(page));
  await fill(page, { email });
  await page.getByRole('button', { name: 'Mejla mig en länk' }).click();
  return mailbox.link(email, /Bekräfta/, /foljer/);
}

async function confirmedFollow(page: Page, mailbox: Mailbox): Promise<string> {
  const link = await followLink(page, mailbox);
  await page.goto(link);
  await page.getByRole('button', { name: 'Ja, följ frågan' }).click();
  return link;
}

async function ownSignUp(page: Page, mailbox: Mailbox): Promise<string> {
  const email = `vera.${Date.now()}@example.org`;
  await page.goto(await meeting('Vem tar över efter oss?')(page));
  await fill(page, { name: 'Vera Visit', email }, '#anmalan form');
  await page.locator('#anmalan').getByRole('button', { name: 'Anmäl mig' }).click();
  return mailbox.link(email, /Bekräfta/, /anmalan/);
}

async function guestInvitation(page: Page, mailbox: Mailbox): Promise<string> {
  const email = `gast.${Date.now()}@example.org`;
  await page.goto(await meeting('Vem tar över efter oss?', '/inbjudna')(page));
  await fill(page, { email, name: 'Gun Gäst' });
  await page.getByRole('button', { name: 'Skicka inbjudan' }).click();
  return mailbox.link(email, /Inbjudan/, /inbjudan/);
}

async function invitation(page: Page, mailbox: Mailbox): Promise<string> {
  const email = `kollega.${Date.now()}@example.org`;
  await page.goto(`${ORGANISATION}/bjud-in`);
  await fill(page, { email, function: 'kassör' });
  await page.getByRole('button', { name: 'Skicka inbjudan' }).click();
  return mailbox.link(email, /Inbjudan/, /inbjudan/);
}

async function posted(page: Page, about: string): Promise<string> {
  // the same text twice within a day is not taken
  const title = `${about} ${Date.now().toString(36)}`;
  await writeIssue(page, to, { title });
  await page.getByRole('button', { name: 'Skicka frågan' }).click();
  await expect(page.locator('h1')).toHaveText(title);
  return new URL(page.url()).pathname;
}

function ownIssue(rest: string) {
  return async (page: Page) => `${await posted(page, `Fontänen vid stationen är tom (${rest.slice(1)})`)}${rest}`;
}

async function ownContribution(page: Page): Promise<string> {
  const path = await posted(page, 'Klockan på torget går fel sedan länge');
  await fill(page, { text: 'Den går tjugo minuter efter.' }, '#skriv');
  await page.getByRole('button', { name: 'Skicka inlägget' }).click();
  await expect(page.locator('#inlagg-1')).toBeVisible();
  return `${path}/inlagg/1/andra`;
}

async function attachPicture(page: Page): Promise<void> {
  await page.setInputFiles('#file', picture('torget.png'));
  await fill(page, { title: 'Fontänen utan vatten' });
  await page.getByRole('button', { name: 'Bifoga filen' }).click();
  await expect(page.locator('main .rows img')).toBeVisible();
}

async function waitingIssue(page: Page): Promise<string> {
  const path = await posted(page, 'Var kan nya föreningar hålla sitt första möte?');
  await expect(page.locator('.flash.success')).toContainText('Den läses först');
  return path;
}

/** The form that appeals: one's own issue, just declined. */
async function declinedIssue(page: Page): Promise<string> {
  const path = await posted(page, 'Skylten vid lekplatsen pekar åt fel håll');
  await signInAs(page, to, 'kansli', `${path}/beslut?akt=decline`);
  await fill(page, { reason: 'Skylten är privat.' });
  await page.getByRole('button', { name: 'Avböj', exact: true }).click();
  await expect(page.locator('.flash.success')).toBeVisible();
  await signInAs(page, to, 'representative');
  return `${path}/overklaga`;
}

async function preview(page: Page): Promise<void> {
  await writeIssue(page, to, { title: 'Ett prov på hur det ser ut' });
  // the plain way, without script
  await page.locator('main form.form').evaluate((form: HTMLFormElement) => {
    const button = document.createElement('input');
    Object.assign(button, { type: 'hidden', name: 'preview', value: '1' });
    form.append(button);
    form.submit();
  });
  await expect(page.locator('.preview h3').first()).toBeVisible();
}

async function flagged(page: Page): Promise<string> {
  await page.goto(await issue(TORGET, '/anmal?inlagg=1')(page));
  await fill(page, { reason: 'personal', note: 'Det står ett namn i andra meningen.' });
  await page.getByRole('button', { name: 'Skicka anmälan' }).click();
  await expect(page.locator('.flash.success')).toBeVisible();
  return `${A}/anmalningar`;
}

const GROUP = `${A}/organ/samverkansgruppen-utforare`;

async function sendOffer(page: Page): Promise<void> {
  await fill(page, { email: 'ingen' }, 'main form[action$="/platser"]');
  await page.locator('main form[action$="/platser"] .button').click();
  await expect(page.locator('.errors')).toBeVisible();
}

async function seatPage(page: Page): Promise<string> {
  await page.goto(`${GROUP}/platser`);
  return (await page.locator('main .rows h3 a').first().getAttribute('href')) ?? '';
}

async function attendancePage(page: Page): Promise<string> {
  await page.goto(GROUP);
  return (await page.locator('main a[href*="/narvaro/"]').first().getAttribute('href')) ?? '';
}

async function offeredSeat(page: Page, mailbox: Mailbox): Promise<string> {
  const email = `plats-${Date.now()}@example.org`;
  await page.goto(`${GROUP}/platser`);
  await fill(page, { email, kind: 'expert' }, 'main form[action$="/platser"]');
  await page.locator('main form[action$="/platser"] .button').click();
  await expect(page.locator('.flash.success')).toBeVisible();
  return new URL(await mailbox.link(email, /plats|seat/, /\/plats\//)).pathname;
}

async function openFirst(page: Page): Promise<void> {
  await page.locator('.queue .rows a[data-row="0"]').click();
  await expect(page.locator('.side #chosen')).toBeVisible();
}

async function decideFromPanel(page: Page): Promise<void> {
  await page.locator('.queue .rows a[data-row="0"]').click();
  await page.locator('.side').getByRole('link', { name: 'Be om komplettering' }).click();
  await expect(page.locator('.side #reason')).toBeVisible();
}

async function askToRemove(page: Page): Promise<void> {
  await page.locator('.rows a').first().click();
  await page.getByRole('link', { name: 'Ta bort frasen' }).click();
  await expect(page.getByRole('button', { name: 'Ja, ta bort frasen' })).toBeVisible();
}

async function decideMarked(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Besluta om de markerade' }).click();
  await page.getByRole('link', { name: 'Be om komplettering' }).click();
  await page.locator('main form.form').evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await page.getByRole('button', { name: /^Be om komplettering/ }).click();
  await expect(page.locator('.errors')).toBeVisible();
}

async function contribute(page: Page): Promise<void> {
  await fill(page, { text: 'Jag tar med mig frågan till nämnden.' }, '#skriv');
  await page.getByRole('button', { name: 'Skicka inlägget' }).click();
  await expect(page.locator('.voice.politician').first()).toBeVisible();
}

test.describe.configure({ mode: 'parallel' });

// so many pages for a role that two workers share them evenly
const PART = 12;

for (const [role, all] of Object.entries(visits) as [Role, Visit[]][]) {
  for (let start = 0; start < all.length; start += PART) {
    const part = all.slice(start, start + PART);
    test(`pages as ${role}, ${start + 1} to ${start + part.length}`, async ({ page, mailbox }) => {
      test.setTimeout(180_000);
      const wrong: string[] = [];
      if (role !== 'visitor') await signInAs(page, to, role);
      for (const visit of part) {
        const name = `${visit.route} as ${role}${visit.then ? ', used' : ''}`;
        try {
          const at = typeof visit.at === 'function' ? await visit.at(page, mailbox) : (visit.at ?? visit.route);
          const answer = await page.goto(at);
          expect(answer?.status(), `status of ${at}`).toBe(visit.status ?? 200);
          await visit.then?.(page, mailbox);
          await page.waitForLoadState('load');
          await expectAccessible(page, { name });
          await expectNoSidewaysScroll(page);
        } catch (error) {
          wrong.push(`${name} (${page.url()}): ${String(error instanceof Error ? error.message : error).replace(/\u001b\[\d+m/g, '')}`);
        }
      }
      expect(wrong.join('\n\n')).toBe('');
    });
  }
}

test('every page of the table of routes is looked at', () => {
  const routes = readFileSync(join(__dirname, '../../app/src/routes.rs'), 'utf8');
  const pages = [...routes.matchAll(/\bGET\s+"([^"]+)"/g)].map((match) => match[1]).filter((path) => !/\.ics$|\.atom$|\.txt$|\.csv$|\/strom$|\/bilagor\/\{attachment\}$|\/rattelser\/\{number\}$/.test(path));
  expect(pages.length).toBeGreaterThan(20);
  const seen = new Set(Object.values(visits).flat().map((visit) => visit.route));
  expect(pages.filter((path) => !seen.has(path)), 'pages without a line in this file').toEqual([]);
  expect([...seen].filter((path) => path !== FAILING && !pages.includes(path)), 'lines here without a page').toEqual([]);
});
