// What must never happen, seen from a browser: posting in another name, posting twice, a link that works twice.
import { expect, test } from '../helpers/fixtures';
import { people, postIssue, signInAs, writeIssue } from '../helpers/people';

test('a form opened for one organisation is never sent in the name of another', async ({ page, to, context }) => {
  const title = 'Vi vill låna spolplattan bakom ishallen';
  await signInAs(page, to, 'two');
  const names = page.locator('.acting .drop button[name=as]');
  const [first, second] = (await names.evaluateAll((buttons) => buttons.map((b) => (b.firstChild?.textContent ?? '').trim()))).filter(Boolean);
  expect(second, 'a second organisation').toBeTruthy();
  const switchTo = async (tab: typeof page, name: string) => {
    await tab.goto(to('/goteborg'));
    await tab.locator('.acting summary').click();
    await tab.locator('.acting').getByRole('button', { name }).click();
    await expect(tab.locator('.acting p')).toContainText(name);
  };
  await switchTo(page, first);
  await writeIssue(page, to, { title });

  // in another tab the organisation is switched
  const tab = await context.newPage();
  await switchTo(tab, second);

  await page.getByRole('button', { name: 'Skicka frågan' }).click();
  await expect(page.getByRole('alert')).toContainText('Du har bytt organisation');
  await expect(page.locator('main')).toContainText(`Du skickar i namnet: ${second}`);
  await expect(page.locator('[name=title]')).toHaveValue(title); // nothing typed is lost
  await tab.goto(to(`/goteborg/fragor?lage=alla&q=spolplattan`));
  await expect(tab.locator('main .rows')).toHaveCount(0);

  // sent once more, now knowingly
  await page.getByRole('button', { name: 'Skicka frågan' }).click();
  await expect(page.locator('h1')).toHaveText(title);
  await expect(page.locator('.head .meta')).toContainText(second);
});

test('a form sent twice posts once @postgres', async ({ page, to, context }) => {
  const title = 'Cykelställen vid simhallen räcker inte';
  await signInAs(page, to, 'representative');
  await writeIssue(page, to, { title });
  // the same form twice at once, as an impatient finger or a retry after a lost answer would send it
  const { action, body } = await page.locator('main form.form').evaluate((form: HTMLFormElement) => ({
    action: form.action,
    body: new URLSearchParams([...new FormData(form)].map(([name, value]): [string, string] => [name, String(value)])).toString(),
  }));
  const send = () =>
    context.request.post(action, {
      data: body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(action).origin },
      maxRedirects: 0,
    });
  const answers = await Promise.all([send(), send(), send()]);
  expect(answers.map((a) => a.status())).toEqual([303, 303, 303]);
  expect(new Set(answers.map((a) => a.headers().location)).size).toBe(1);
  await page.getByRole('button', { name: 'Skicka frågan' }).click();
  await expect(page.locator('h1')).toHaveText(title);
  await page.goto(to('/goteborg/fragor?lage=alla&q=simhallen+r%C3%A4cker'));
  await expect(page.locator('main .rows > li')).toHaveCount(1);
});

test('a sign-in link works once, and then offers a new one', async ({ page, to, mailbox, context }) => {
  await page.goto(to('/logga-in'));
  await page.locator('#email').fill(people.individual.email);
  await page.getByRole('button', { name: 'Skicka länken' }).click();
  const link = await mailbox.link(people.individual.email, /Dialogforum/, /\/logga-in\//);

  // opening it signs nobody in: scanners of mail open links as well
  const opened = await page.goto(link);
  expect(opened?.headers()['referrer-policy']).toBe('no-referrer');
  await expect(page.locator('.acting')).toHaveCount(0);
  await page.getByRole('button', { name: 'Logga in på den här enheten' }).click();
  await expect(page.locator('.acting')).toContainText(people.individual.name);

  await context.clearCookies();
  const again = await page.goto(link);
  expect(again?.status()).toBe(410);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Länken gäller inte längre');
  await page.getByRole('link', { name: 'Skicka en ny länk' }).click();
  await expect(page.locator('#email')).toBeVisible();
});

test('a sign-in link is too old after ten minutes', async ({ page, to, mailbox, clock }) => {
  await page.goto(to('/logga-in'));
  await page.locator('#email').fill(people.officer.email);
  await page.getByRole('button', { name: 'Skicka länken' }).click();
  const link = await mailbox.link(people.officer.email, /Dialogforum/, /\/logga-in\//);
  await clock.advance({ minutes: 11 });
  expect((await page.goto(link))?.status()).toBe(410);
  await expect(page.getByRole('link', { name: 'Skicka en ny länk' })).toBeVisible();
});

test('another site cannot send our forms', async ({ page, to, context, server }) => {
  await signInAs(page, to, 'representative');
  const path = await postIssue(page, to, (sv) => sv, { title: 'Staketet runt skolgården är trasigt' });
  const foreign: Record<string, string>[] = [{ origin: 'https://evil.example' }, { origin: server.url, 'sec-fetch-site': 'cross-site' }];
  for (const headers of foreign) {
    const answer = await context.request.post(`${path}/bakom`, { form: { on: '1' }, headers, maxRedirects: 0 });
    expect(answer.status()).toBe(403);
  }
});
