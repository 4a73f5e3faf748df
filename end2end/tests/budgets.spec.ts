// What a first visit may cost (ENGINEERING.md, section 6), measured on the release build.
import { bill, measureVisit } from '../helpers/bytes';
import { expect, test } from '../helpers/fixtures';

const KB = 1000;
const FIRST_VIEW = 30 * KB;
const CODE = 150 * KB;

test.describe('@budget bytes of a first visit', () => {
  const pages = ['/goteborg', '/goteborg/forum/medlemsvardande'];

  for (const path of pages) {
    test(path, async ({ browser, server }) => {
      await expectWithinBudget(await measureVisit(browser, server.url + path));
    });
  }

  test('an issue page', async ({ browser, page, server }) => {
    await page.goto('/goteborg/forum/medlemsvardande');
    const path = await page.locator('a[href^="/goteborg/fragor/"]').first().getAttribute('href');
    expect(path, 'a link to an issue').toBeTruthy();
    await expectWithinBudget(await measureVisit(browser, server.url + path));
  });
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
