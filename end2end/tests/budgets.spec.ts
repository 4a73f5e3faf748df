// What a first visit may cost (ENGINEERING.md, section 6), measured on the release build; and one short journey on it.
import { bill, measureVisit } from '../helpers/bytes';
import { expect, test } from '../helpers/fixtures';
import { fill, islandsReady, postIssue, signInAs } from '../helpers/people';

const KB = 1000;
const FIRST_VIEW = 30 * KB;
const CODE = 150 * KB;

test.describe('@budget bytes of a first visit', () => {
  const pages = ['/', '/goteborg', '/goteborg/forum/medlemsvardande', '/goteborg/fragor?lage=alla', '/goteborg/moten', '/goteborg/organisationer', '/goteborg/overenskommelsen', '/logga-in'];

  for (const path of pages) {
    test(path, async ({ browser, server }) => {
      await expectWithinBudget(await measureVisit(browser, server.url + path));
    });
  }

  test('an issue page', async ({ browser, page, server }) => {
    await page.goto('/goteborg/fragor');
    const path = await page.locator('.rows a[href^="/goteborg/fragor/"]').first().getAttribute('href');
    expect(path, 'a link to an issue').toBeTruthy();
    const visit = await measureVisit(browser, server.url + path);
    expect(visit.hasIslands, 'the issue page has islands').toBe(true);
    await expectWithinBudget(visit);
  });

  test('a meeting page', async ({ browser, page, server }) => {
    await page.goto('/goteborg/moten');
    const path = await page.locator('main a[href^="/goteborg/moten/"]:not([href$=".ics"])').first().getAttribute('href');
    expect(path, 'a link to a meeting').toBeTruthy();
    await expectWithinBudget(await measureVisit(browser, server.url + path));
  });

  test('a meeting that runs', async ({ browser, page, server }) => {
    await page.goto('/goteborg/moten');
    const path = await page.locator('main .rows h3 a').filter({ hasText: 'Staden efter klockan tio' }).getAttribute('href');
    expect(path, 'a link to the meeting').toBeTruthy();
    const visit = await measureVisit(browser, `${server.url}${path}/nu`);
    expect(visit.hasIslands, 'its page has an island').toBe(true);
    await expectWithinBudget(visit);
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

async function expectWithinBudget(visit: Awaited<ReturnType<typeof measureVisit>>): Promise<void> {
  console.log(bill(visit));
  expect(visit.firstView, 'first view without WASM').toBeLessThanOrEqual(FIRST_VIEW);
  expect(visit.code, 'WASM and JavaScript').toBeLessThanOrEqual(CODE);
  const wasm = visit.resources.filter((r) => r.kind === 'wasm');
  expect(wasm.length > 0, 'WASM is loaded where there are islands, and only there').toBe(visit.hasIslands);
  for (const r of visit.resources.filter((r) => r.kind !== 'other' && r.bytes > 1500)) {
    expect(r.encoding, `compression of ${r.path}`).toBe('br');
  }
}
