// What comes alive in the browser: drafts, backing, news while one reads. And what stays plain.
import type { Page } from '@playwright/test';
import { expect, test } from '../helpers/fixtures';
import { fill, islandsReady, people, postIssue, signInAs, writeIssue } from '../helpers/people';

/** Everything that the console of a page calls an error, and every WASM module that it loads. */
function watch(page: Page): { errors: string[]; wasm: string[] } {
  const seen = { errors: [] as string[], wasm: [] as string[] };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') seen.errors.push(message.text());
  });
  page.on('pageerror', (error) => seen.errors.push(error.message));
  page.on('request', (request) => {
    if (request.url().endsWith('.wasm')) seen.wasm.push(request.url());
  });
  return seen;
}

const sv = (words: string) => words;

test('a draft outlives a reload and a sign-in, and is gone once it was posted', async ({ page, to, context }) => {
  const title = 'Vattenposten vid kolonierna är avstängd';
  const seen = watch(page);
  await signInAs(page, to, 'representative');
  await writeIssue(page, to, { title });
  await islandsReady(page);
  await page.locator('[name=ask]').fill('Slå på vattnet igen före första maj.');
  await expect(page.getByText('Utkast sparat i den här webbläsaren')).toBeVisible();

  await page.reload();
  await expect(page.getByText('Ditt utkast är hämtat')).toBeVisible();
  await expect(page.locator('[name=title]')).toHaveValue(title);
  await expect(page.locator('[name=ask]')).toHaveValue('Slå på vattnet igen före första maj.');

  // the session ends while one writes; the draft is still there after signing in again
  await context.clearCookies();
  await page.getByRole('button', { name: 'Skicka frågan' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Logga in först');
  await signInAs(page, to, 'representative', '/goteborg/fragor/ny');
  await expect(page.getByText('Ditt utkast är hämtat')).toBeVisible();
  await expect(page.locator('[name=title]')).toHaveValue(title);

  await page.getByRole('button', { name: 'Skicka frågan' }).click();
  await expect(page.locator('h1')).toHaveText(title);
  await islandsReady(page);
  await page.goto(to('/goteborg/fragor/ny'));
  await islandsReady(page);
  await expect(page.locator('[name=title]')).toHaveValue('');
  expect(seen.errors.filter((e) => !/401/.test(e))).toEqual([]);
});

test('a draft that was posted stays away, even if one left before the next page came alive', async ({ page, to }) => {
  const title = 'Grinden till lekplatsen hänger snett';
  await signInAs(page, to, 'representative');
  await writeIssue(page, to, { title });
  await islandsReady(page);
  await page.locator('[name=ask]').fill('Räta upp grinden före sommaren.');
  await expect(page.getByText('Utkast sparat i den här webbläsaren')).toBeVisible();
  // the module never reaches the page that says it was saved
  await page.route('**/*.wasm', (route) => route.abort());
  await page.getByRole('button', { name: 'Skicka frågan' }).click();
  await expect(page.locator('h1')).toHaveText(title);
  await page.unroute('**/*.wasm');
  await page.goto(to('/goteborg/fragor/ny'));
  await islandsReady(page);
  await expect(page.locator('[name=title]')).toHaveValue('');
});

test('Markdown is shown as it will look without leaving the form', async ({ page, to }) => {
  await signInAs(page, to, 'representative');
  await writeIssue(page, to, { title: 'Ett torg för alla', what: 'Det är **mycket** viktigt för oss alla här.' });
  await islandsReady(page);
  const composer = page.locator('leptos-island').filter({ has: page.locator('#what') });
  await composer.getByRole('button', { name: 'Förhandsvisa' }).click();
  await expect(composer.locator('.preview strong')).toHaveText('mycket');
  await expect(page.locator('#what')).toBeHidden();
  await composer.getByRole('button', { name: 'Skriv' }).click();
  await expect(page.locator('#what')).toHaveValue('Det är **mycket** viktigt för oss alla här.');
});

test('standing behind an issue takes no reload', async ({ page, to }) => {
  await signInAs(page, to, 'two');
  const path = await postIssue(page, to, sv, { title: 'Trappan till lokalen saknar ledstång' });
  const seen = watch(page);
  await signInAs(page, to, 'representative', path);
  await islandsReady(page);
  await page.evaluate(() => Object.assign(window, { stays: true }));
  const count = page.locator('#backing-count');
  await expect(count).toHaveText('0');
  const back = page.getByRole('button', { name: 'Stå bakom' });
  await back.click();
  await expect(page.getByRole('button', { name: 'Ni står bakom' })).toHaveAttribute('aria-pressed', 'true');
  await expect(count).toHaveText('1');
  await page.getByRole('button', { name: 'Ni står bakom' }).click();
  await expect(back).toHaveAttribute('aria-pressed', 'false');
  await expect(count).toHaveText('0');
  await back.click();
  await expect(count).toHaveText('1');
  expect(await page.evaluate(() => 'stays' in window), 'the page was not loaded again').toBe(true);
  await page.reload();
  await expect(count).toHaveText('1');
  await expect(page.locator('.backing[aria-labelledby="st"]')).toContainText(people.representative.organisation);
  expect(seen.errors).toEqual([]);
});

test('a new contribution is announced on an open page, which does not jump @postgres', async ({ page, to, browser, server }) => {
  await signInAs(page, to, 'representative');
  const path = await postIssue(page, to, sv, { title: 'Vi saknar en brygga som alla kan använda' });
  const seen = watch(page);
  await islandsReady(page);
  await page.evaluate(() => window.scrollTo(0, 400));
  const before = await page.evaluate(() => [window.scrollY, document.querySelector('h1')?.getBoundingClientRect().top]);

  const elsewhere = await browser.newContext({ baseURL: server.url });
  const other = await elsewhere.newPage();
  await signInAs(other, to, 'kansli', path);
  await fill(other, { text: 'Vi tar med frågan till nästa möte.' }, '#skriv');
  await other.getByRole('button', { name: 'Skicka inlägget' }).click();
  await expect(other.locator('.post')).toContainText('nästa möte');
  await elsewhere.close();

  const news = page.locator('.fresh a');
  await expect(news).toHaveText('1 nytt inlägg. Visa det');
  expect(await page.evaluate(() => [window.scrollY, document.querySelector('h1')?.getBoundingClientRect().top])).toEqual(before);
  await expect(page.locator('.post')).toHaveCount(0);
  await news.click();
  await expect(page.locator('#inlagg-1')).toContainText('nästa möte');
  await expect(page.locator('#inlagg-1')).toBeInViewport();
  await expect(page.locator('.fresh')).toBeHidden();
  expect(seen.errors).toEqual([]);
});

test('pages without islands load no WASM, and no page complains', async ({ page, to }) => {
  const seen = watch(page);
  const plain = ['/', '/goteborg', '/goteborg/forum/rostbarare', '/goteborg/fragor', '/goteborg/moten', '/goteborg/organisationer', '/goteborg/overenskommelsen', '/goteborg/logg', '/logga-in'];
  for (const path of plain) {
    await page.goto(to(path));
    expect(await page.locator('leptos-island').count(), `islands of ${path}`).toBe(0);
    expect(await page.locator('script').count(), `scripts of ${path}`).toBe(0);
  }
  expect(seen.wasm).toEqual([]);
  await page.goto(to('/goteborg/fragor'));
  await page.locator('.rows h3 a').first().click();
  await islandsReady(page);
  expect(seen.wasm.length).toBe(1);
  expect(seen.errors).toEqual([]);
});

test('the draft of a decision outlives a reload, belongs to its act alone, and is gone once it was taken', async ({ page, to }) => {
  await signInAs(page, to, 'representative');
  const path = await postIssue(page, to, sv, { title: 'Bänkarna vid hållplatsen är borttagna' });
  const decide = (act: string) => to(`${path}/beslut?akt=${act}`);
  await signInAs(page, to, 'kansli', path);
  await page.goto(decide('close'));
  await islandsReady(page);
  await page.locator('[name=reason]').fill('Bänkarna är tillbaka.');
  await expect(page.getByText('Utkast sparat i den här webbläsaren')).toBeVisible();
  await page.goto(decide('decline'));
  await islandsReady(page);
  await expect(page.locator('[name=reason]')).toHaveValue('');
  await page.goto(decide('close'));
  await expect(page.locator('[name=reason]')).toHaveValue('Bänkarna är tillbaka.');
  await page.locator('form#beslut .acts .button').first().click();
  await expect(page.locator('.flash.success')).toBeVisible();
  await islandsReady(page);
  await expect.poll(() => page.evaluate(() => Object.values({ ...localStorage }).join(' '))).not.toContain('tillbaka');
});
