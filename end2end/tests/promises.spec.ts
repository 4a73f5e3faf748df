// A promise made at a high-level talk, until it is kept: written down in public, reported by its owner, late in public, back on the next
// agenda, kept when the kansli agrees. And the brief that a politician reads before: two printed pages at most.
import { day, instant } from '../helpers/dates';
import { expect, test } from '../helpers/fixtures';
import { sheets } from '../helpers/paper';
import { fill, pathOf, people, signInAs, signOut } from '../helpers/people';

const OWNER = people.officer.organisation;
const NEXT_TALK = 'Budgeten och föreningarna';

test('a promise made at a talk returns until it is kept @matrix', async ({ page, to, say, clock }) => {
  test.setTimeout(180_000);
  const now = new Date();
  const words = say('Vi sätter upp åtta bänkar längs kanalen före sommaren.', 'We put up eight benches along the canal before summer.');
  const later = say('Samtalet efter budgeten', 'The talk after the budget');
  let promise = '';
  let next = '';

  await test.step('the kansli writes it down at the talk where it was made', async () => {
    await signInAs(page, to, 'kansli', '/goteborg/loften/nytt');
    await page.locator('main .rows a').first().click();
    await page.getByRole('button', { name: say('Publicera löftet', 'Publish the promise') }).click();
    await expect(page.locator('.errors')).toBeVisible();
    await fill(page, {
      words,
      party: 'Torg- och parknämnden',
      function: say('ordförande', 'chair'),
      owner: OWNER,
      due: day(now, 10),
    });
    await page.getByRole('button', { name: say('Publicera löftet', 'Publish the promise') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    promise = pathOf(page);
    await signOut(page);
    await page.goto(to(promise));
    await expect(page.locator('.head')).toContainText(words);
    await expect(page.locator('.head .due time')).toHaveAttribute('datetime', day(now, 10));
  });

  await test.step('it is on the agenda of the next talk by itself, and in the brief', async () => {
    await page.goto(to('/goteborg/moten'));
    await page.locator('main .rows h3 a').filter({ hasText: NEXT_TALK }).click();
    await expect(page.locator('.agenda')).toContainText(words);
    next = pathOf(page);
    await page.goto(to(`${next}/underlag`));
    await expect(page.locator('main')).toContainText(words);
    expect(await sheets(page), 'printed pages of the brief').toBeLessThanOrEqual(2);
  });

  await test.step('a politician finds the brief among what waits', async () => {
    await signInAs(page, to, 'politician', '/goteborg/att-gora');
    await page.getByRole('link', { name: say('Underlag att läsa före', 'Brief to read before') }).click();
    await expect(page.locator('h1')).toHaveText(NEXT_TALK);
  });

  await test.step('its owner tells how it goes', async () => {
    await signInAs(page, to, 'officer', '/goteborg/att-gora');
    await page.locator('main').getByRole('link', { name: new RegExp(`^${say('Berätta hur det går', 'Tell how it goes')} ?: ${words}`) }).click();
    await page.getByRole('button', { name: say('Berätta hur det går', 'Tell how it goes') }).click();
    await expect(page.locator('.errors')).toBeVisible();
    await fill(page, { text: say('Fyra står redan på plats.', 'Four are in place already.') });
    await page.getByRole('button', { name: say('Berätta hur det går', 'Tell how it goes') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('.chain')).toContainText(say('Fyra står redan på plats.', 'Four are in place already.'));
  });

  await test.step('it is late, in public', async () => {
    await signOut(page);
    await clock.set(instant(day(now, 12), '09:00'));
    await page.goto(to(promise));
    await expect(page.locator('.head .due.late')).toContainText(say('Försenat 2 dagar', '2 days late'));
    await page.goto(to('/goteborg/loften?lage=forsenade'));
    await expect(page.locator('.rows')).toContainText(words);
    await page.goto(to(`/goteborg/organisationer/torg-och-parkkontoret`));
    await expect(page.locator('.clocks')).toContainText(words);
  });

  await test.step('the talk is held, and it returns on the agenda of the one after', async () => {
    await clock.set(instant(day(now, 27), '09:00'));
    await signInAs(page, to, 'kansli', '/goteborg/moten/nytt');
    await fill(page, {
      kind: 'high_level_talk',
      title: later,
      theme: say('Vi går igenom det som är lovat.', 'We go through what is promised.'),
      date: day(now, 60),
      starts: '13:00',
      ends: '15:00',
      place: 'Rådhuset',
      capacity: '20',
    });
    await page.getByRole('button', { name: say('Bjud in', 'Announce the meeting'), exact: true }).click();
    await expect(page.locator('h1')).toHaveText(later);
    await expect(page.locator('.agenda')).toContainText(words);
    next = pathOf(page);
  });

  await test.step('its owner says that it is kept', async () => {
    await signInAs(page, to, 'officer', `${promise}?akt=claim`);
    await fill(page, { text: say('Alla åtta bänkar står där.', 'All eight benches are there.') });
    await page.getByRole('button', { name: say('Säg att det är hållet', 'Say that it is kept') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('.head .state.wait')).toBeVisible();
    // nobody judges their own promise
    await expect(page.getByRole('link', { name: say('Bekräfta att det är hållet', 'Confirm that it is kept') })).toHaveCount(0);
  });

  await test.step('and the kansli agrees: it leaves the agenda with a mark, and the ledger counts it as kept', async () => {
    await signInAs(page, to, 'kansli', promise);
    await page.getByRole('link', { name: say('Bekräfta att det är hållet', 'Confirm that it is kept') }).click();
    await page.getByRole('button', { name: say('Bekräfta att det är hållet', 'Confirm that it is kept') }).click();
    await expect(page.locator('.head .due.done')).toBeVisible();
    await signOut(page);
    await page.goto(to('/goteborg/loften?lage=hallna'));
    await expect(page.locator('.rows')).toContainText(words);
    await page.goto(to(next));
    await expect(page.locator('.agenda')).toContainText(say('Hållet före samtalet, tas inte upp', 'Kept before the talk, not taken up'));
    const table = await page.request.get(to('/goteborg/loften.csv?lage=hallna'));
    expect(table.headers()['content-type']).toContain('text/csv');
    expect(await table.text()).toContain(words);
  });
});
