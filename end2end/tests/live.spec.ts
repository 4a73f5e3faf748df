// A meeting while it runs, by three browsers at once: the secretary, somebody with a phone, and the projector in the hall.
import type { Page } from '@playwright/test';
import { expect, test } from '../helpers/fixtures';
import { expectNoSidewaysScroll } from '../helpers/axe';
import { fill, islandsReady, people, signInAs } from '../helpers/people';

const RUNNING = 'Staden efter klockan tio';

test('a meeting is led, asked at and shown @matrix', async ({ page, browser, baseURL, javaScriptEnabled, to, say }) => {
  test.setTimeout(120_000);
  const contexts = await Promise.all([
    browser.newContext({ baseURL, javaScriptEnabled, viewport: { width: 360, height: 740 }, hasTouch: true }),
    browser.newContext({ baseURL, javaScriptEnabled, viewport: { width: 1024, height: 768 } }),
  ]);
  const [phone, screen] = await Promise.all(contexts.map((context) => context.newPage()));
  // without script a page tells what is new when it is loaded again
  const shows = async (on: Page, text: string) => {
    if (!javaScriptEnabled) await on.reload();
    await expect(on.locator('#golvet')).toContainText(text);
  };
  const ready = async (on: Page) => {
    if (javaScriptEnabled) await islandsReady(on);
  };

  await page.goto(to('/goteborg/moten'));
  const link = await page.locator('main .rows h3 a').filter({ hasText: RUNNING }).getAttribute('href');
  const meeting = (link ?? '').replace(/^\/en(?=\/)/, '');
  await signInAs(page, to, 'kansli', `${meeting}/nu/sekreterare`);
  await ready(page);
  await signInAs(phone, to, 'individual', `${meeting}/nu`);
  await ready(phone);
  await screen.goto(to(`${meeting}/nu/skarm`));
  await ready(screen);
  await expect(screen.locator('header, footer, button')).toHaveCount(0);
  await expectNoSidewaysScroll(phone);

  const question = say('Vem har nyckeln till väntsalen?', 'Who has the key to the waiting room?');
  await test.step('a question is asked on the phone', async () => {
    await phone.getByRole('link', { name: say('Ställ en fråga', 'Ask a question') }).click();
    await phone.getByRole('button', { name: say('Skicka frågan', 'Send the question') }).click();
    await expect(phone.locator('.errors')).toBeVisible();
    await fill(phone, { text: question });
    await phone.getByRole('button', { name: say('Skicka frågan', 'Send the question') }).click();
    await expect(phone.locator('.flash.success')).toBeVisible();
    await expect(phone.locator('#golvet')).toContainText(question);
    // her name is nobody's business: she did not say so
    expect(await phone.locator('#golvet').textContent()).not.toContain(people.individual.name);
    await ready(phone);
  });

  await test.step('somebody else’s is voted up', async () => {
    const row = phone.locator('#golvet li').filter({ hasText: 'announce the stops' });
    await row.getByRole('button').click();
    await expect(row.getByRole('button')).toHaveAttribute('aria-pressed', 'true');
    await expect(row).toContainText(say('9 röster', '9 votes'));
  });

  await test.step('the secretary takes it, and the hall reads it', async () => {
    await shows(page, question);
    await page.locator('#golvet li').filter({ hasText: question }).getByRole('button', { name: say('Ta frågan', 'Take it') }).click();
    await expect(page.locator('#golvet .ontaken')).toContainText(question);
    await shows(screen, question);
    await expect(screen.locator('.ontaken')).toContainText(question);
  });

  const note = say('Nyckeln finns hos vakten.', 'The guard has the key.');
  await test.step('what is written is kept when the meeting goes on', async () => {
    const before = await page.locator('#said').inputValue();
    await page.locator('#said').fill(`${before}\n${note}`);
    await page.getByRole('button', { name: say('Nästa punkt', 'Next item') }).click();
    await expect(page.locator('#golvet .item')).toContainText('Tre saker före vintern');
    // the box goes along, once what stands in it is saved
    await expect(page.locator('#styr h2')).toContainText('Tre saker före vintern');
    await expect(page.locator('#vidare')).toBeHidden();
    await shows(screen, 'Tre saker före vintern');
    await page.locator('main .names a').filter({ hasText: 'Ljus, väntsalar' }).click();
    await expect(page.locator('#said')).toHaveValue(new RegExp(note));
    await expect(page.locator('#vidare')).toContainText(say('Du skriver fortfarande om punkt', 'You are still writing about item'));
    await ready(page);
  });

  await test.step('a poll is answered, closed and shown', async () => {
    await phone.locator('#o-2').click();
    await phone.getByLabel('Lördag').check();
    await phone.getByRole('button', { name: say('Rösta', 'Vote') }).click();
    await expect(phone.locator('.flash.success')).toBeVisible();
    await ready(phone);
    await page.locator('#golvet .ontaken').getByRole('button', { name: say('Besvarad', 'Answered') }).click();
    await expect(page.locator('#golvet .ontaken')).toHaveCount(0);
    await page.getByRole('button', { name: say('Avsluta omröstning 2', 'Close poll 2') }).click();
    await expect(page.getByRole('button', { name: say('Avsluta omröstning 2', 'Close poll 2') })).toHaveCount(0);
    await shows(screen, 'Vilka nätter behövs ett öppet rum?');
    await expect(screen.locator('table.poll')).toContainText('8');
  });

  await test.step('somebody asks for the word', async () => {
    await phone.getByRole('button', { name: say('Begär ordet', 'Ask to speak'), exact: true }).click();
    await expect(phone.getByRole('button', { name: say('Ta mig från talarlistan', 'Take me off the speakers’ list') })).toBeVisible();
    await shows(page, people.individual.name);
    expect(await phone.locator('#golvet').textContent()).not.toContain(people.individual.name);
    await ready(phone);
  });

  await test.step('the meeting ends', async () => {
    await page.locator('#slut summary').click();
    await page.locator('#slut button').click();
    const over = say('Mötet är slut.', 'The meeting is over.');
    await expect(page.locator('#golvet')).toContainText(over);
    await shows(phone, over);
    await shows(screen, over);
  });
  await Promise.all(contexts.map((context) => context.close()));
});
