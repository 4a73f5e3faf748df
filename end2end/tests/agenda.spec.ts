// A meeting from a draft to its agenda on paper: rows that move, what is too long said in time, a series, a brief.
import type { Locator, Page } from '@playwright/test';
import { day } from '../helpers/dates';
import { expect, test } from '../helpers/fixtures';
import { sheets } from '../helpers/paper';
import { fill, islandsReady, pathOf, postIssue, signInAs, signOut } from '../helpers/people';

const number = (path: string) => /\/fragor\/(\d+)/.exec(path)?.[1] ?? '';

test('a meeting is prepared, announced and read item by item @matrix', async ({ page, to, say, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const now = new Date();
  const asked = say('Klätterställningen är avspärrad', 'The climbing frame is fenced off');
  const title = say('Lekplatser som lagas', 'Playgrounds that get mended');
  const closing = say('Avslutning', 'Closing');
  await signInAs(page, to, 'representative');
  const issue = await postIssue(page, to, say, { title: asked });
  let meeting = '';

  await test.step('the kansli saves a draft, and nobody else reads it', async () => {
    await signInAs(page, to, 'kansli', '/goteborg/moten/nytt');
    await fill(page, {
      kind: 'hearing',
      title,
      theme: say('Vem lagar lekplatserna, och när?', 'Who mends the playgrounds, and when?'),
      date: day(now, 20),
      starts: '17:30',
      ends: '18:30',
      place: say('Medborgarhuset', 'The community centre'),
      capacity: '12',
      'item_title-0': closing,
      'item_minutes-0': '15',
      'item_issue-1': number(issue),
      'item_reason-1': say('Många barn väntar.', 'Many children wait.'),
      'item_minutes-1': '60',
    });
    await page.getByRole('button', { name: say('Spara som utkast', 'Save as a draft') }).click();
    // what is too long is said once, before anything is saved
    await expect(page.locator('.flash.warning')).toContainText('75');
    await page.getByRole('button', { name: say('Spara som utkast', 'Save as a draft') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('h1')).toHaveText(title);
    meeting = pathOf(page);
    await signOut(page);
    expect((await page.goto(to(meeting)))?.status()).toBe(404);
    await page.goto(to('/goteborg/moten'));
    await expect(page.locator('main')).not.toContainText(title);
  });

  await test.step('moves a row, keeps what is typed, and announces it', async () => {
    await signInAs(page, to, 'kansli', meeting);
    await page.getByRole('link', { name: say('Granska och bjud in', 'Review and announce') }).click();
    if (javaScriptEnabled) await islandsReady(page);
    await fill(page, { ends: '19:00', place: say('Biblioteket', 'The library') });
    await page.getByRole('button', { name: say('Flytta upp Punkt 2', 'Move up Item 2') }).click();
    if (javaScriptEnabled) await expect(page.getByRole('status').filter({ hasText: say('Punkten är nu nummer 1', 'The item is now number 1') })).toBeAttached();
    await expect(page.locator('[data-row] select').first()).toHaveValue(number(issue));
    await expect(page.locator('[name=place]')).toHaveValue(say('Biblioteket', 'The library'));
    await page.getByRole('button', { name: say('Bjud in', 'Announce the meeting'), exact: true }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('.agenda > li').first()).toContainText(asked);
    await expect(page.locator('.agenda > li').nth(1).locator('time')).toHaveText(say('18.30', '18:30'));
  });

  // without script there is no grip, and nothing promises one
  if (javaScriptEnabled) {
    await test.step('drags a row by its grip, and saves that order', async () => {
      await page.goto(to(`${meeting}/andra`));
      await islandsReady(page);
      const row = page.locator('[data-row]').filter({ has: page.locator('[name=item_title-1]') });
      await expect(row.locator('[name=item_title-1]')).toHaveValue(closing);
      await dragUp(page, row.locator('.grip'));
      await expect(page.getByRole('status').filter({ hasText: say('Punkten är nu nummer 1', 'The item is now number 1') })).toBeAttached();
      // what the form sends, and what stands on the page
      await expect(page.locator('[name=item_number-1]')).toHaveValue('1');
      await expect(page.locator('[name=item_number-0]')).toHaveValue('2');
      await expect(page.locator('[data-row]').first().locator('[name=item_title-1]')).toHaveValue(closing);
      await expect(page.locator('[data-held]')).toHaveCount(0);
      await page.getByRole('button', { name: say('Spara ändringarna', 'Save the changes') }).click();
      await expect(page.locator('.flash.success')).toBeVisible();
      await expect(page.locator('.agenda > li').first()).toContainText(closing);
      await expect(page.locator('.agenda > li').nth(1)).toContainText(asked);
    });
  }

  await test.step('all read the brief of the item', async () => {
    await signOut(page);
    await page.goto(to(meeting));
    await expect(page.locator('#anmalan')).toBeVisible();
    await page.locator('.agenda').getByRole('link', { name: say('Underlag till punkten', 'Brief for the item') }).click();
    await expect(page.locator('.brief')).toContainText(asked);
    await expect(page.locator('.brief')).toContainText('Unga på Hisingen');
  });

  await test.step('a copy is repeated, and the rest of the series cancelled', async () => {
    await signInAs(page, to, 'kansli', meeting);
    await page.getByRole('link', { name: say('Kopiera mötet', 'Copy the meeting') }).click();
    await expect(page.locator('[name=title]')).toHaveValue(title);
    await page.getByText(say('Upprepa mötet', 'Repeat the meeting')).click();
    await fill(page, { title: say('Öppet hus om lekplatser', 'Open house about playgrounds'), date: day(now, 40), repeat: 'weeks', every: '2', times: '3' });
    await page.getByRole('button', { name: say('Bjud in', 'Announce the meeting'), exact: true }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await page.getByRole('link', { name: say('Ställ in mötet', 'Cancel the meeting') }).click();
    await fill(page, { reason: say('Huset är bokat.', 'The house is taken.'), which: 'coming' });
    await page.getByRole('button', { name: say('Ställ in mötet', 'Cancel the meeting') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await page.goto(to('/goteborg/moten'));
    const cards = page.locator('.rows li').filter({ hasText: say('Öppet hus om lekplatser', 'Open house about playgrounds') });
    await expect(cards).toHaveCount(3);
    await expect(cards.locator('.state.off')).toHaveCount(3);
  });
});

/** Holds a row by its grip and moves the pointer up into the row above, as a hand does: in steps. */
async function dragUp(page: Page, grip: Locator): Promise<void> {
  // so that the end of the row above is in view
  await grip.evaluate((e) => e.scrollIntoView({ block: 'center' }));
  const box = await grip.boundingBox();
  if (!box) throw new Error('the grip is not shown');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await expect(page.locator('[data-held]')).toHaveCount(1);
  await page.mouse.move(x, y - 180, { steps: 18 });
  await page.mouse.up();
}

test('the brief of each item takes one sheet, however long its texts are', async ({ page, to, say }) => {
  test.setTimeout(120_000);
  const now = new Date();
  const title = 'Hallen som ingen får låna efter klockan fyra på vardagar';
  await signInAs(page, to, 'representative');
  const issue = await postIssue(page, to, say, { title, what: 'Vi har frågat i två år och fått olika svar varje gång. '.repeat(40) });
  await signInAs(page, to, 'kansli', '/goteborg/moten/nytt');
  await fill(page, {
    kind: 'hearing',
    title: 'Hallar som står tomma',
    theme: 'Vem får låna hallarna, och när?',
    date: day(now, 21),
    starts: '17:30',
    ends: '19:30',
    place: 'Medborgarhuset',
    capacity: '12',
    'item_issue-0': number(issue),
    'item_reason-0': 'Många väntar på ett svar som gäller. '.repeat(12).trim(),
    'item_minutes-0': '60',
    'item_title-1': 'Avslutning',
    'item_minutes-1': '15',
  });
  await page.getByRole('button', { name: 'Bjud in', exact: true }).click();
  await expect(page.locator('.flash.success')).toBeVisible();
  const hearing = pathOf(page);
  // promises stand on the agenda of the next talk by themselves, and have briefs as issues do
  await page.goto(to('/goteborg/moten'));
  await page.locator('main .rows h3 a').filter({ hasText: 'Budgeten och föreningarna' }).click();
  await expect(page.locator('.agenda')).toBeVisible();
  const talk = pathOf(page);
  for (const meeting of [hearing, talk]) {
    await page.goto(to(meeting));
    const links = page.locator('.agenda').getByRole('link', { name: 'Underlag till punkten' });
    const addresses = await links.evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
    expect(addresses.length, `briefs of ${meeting}`).toBeGreaterThan(0);
    for (const address of addresses.slice(0, 4)) {
      await page.goto(address);
      await expect(page.locator('.brief')).toContainText('Läs allt på');
      expect(await sheets(page), `printed pages of ${address}`).toBe(1);
    }
    await page.goto(to(`${meeting}/punkter`));
    expect(await sheets(page), `printed pages of all briefs of ${meeting}`).toBe(await page.locator('.brief').count());
  }
});
