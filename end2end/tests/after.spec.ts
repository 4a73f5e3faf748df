// After a meeting: those who were there are asked by mail, five answer without an account, and the numbers show. And an initiator says how
// they were met.
import { day } from '../helpers/dates';
import { expect, test } from '../helpers/fixtures';
import { fill, pathOf, people, postIssue, signInAs, signOut } from '../helpers/people';

test('a held meeting is asked about, and from five answers on the numbers show @matrix', async ({ page, to, say, mailbox, clock }) => {
  test.setTimeout(240_000);
  const stamp = Date.now();
  const mails = [1, 2, 3, 4, 5].map((n) => `svar${n}.${stamp}@example.org`);
  const few = say('För få svar för att visas.', 'Too few answers to be shown.');
  const words = say('Ett möte till, på en lördag.', 'Another meeting, on a Saturday.');
  let meeting = '';

  await test.step('the kansli announces a meeting, and five sign up', async () => {
    await signInAs(page, to, 'kansli');
    await page.goto(to('/goteborg/moten/nytt'));
    const title = say('Rummet efteråt', 'The room afterwards');
    await fill(page, {
      kind: 'hearing',
      title,
      theme: say('Vi talar om rum som räcker.', 'We talk about rooms that suffice.'),
      date: day(new Date(), 3),
      starts: '17:30',
      ends: '19:30',
      capacity: '20',
      place: 'Medborgarhuset, Kyrkbytorget',
      'item_title-0': say('Välkomna', 'Welcome'),
    });
    await page.getByRole('button', { name: say('Bjud in', 'Announce the meeting'), exact: true }).click();
    await expect(page.locator('h1')).toHaveText(title);
    meeting = pathOf(page);
    await signOut(page);
    for (const [n, email] of mails.entries()) {
      await page.goto(to(meeting));
      await fill(page, { name: `Vera ${n}`, email }, '#anmalan form');
      await page.locator('#anmalan').getByRole('button', { name: say('Anmäl mig', 'Sign me up') }).click();
      await expect(page.locator('.flash')).toBeVisible();
      await page.goto(await mailbox.link(email, /Bekräfta|Confirm/, /\/anmalan\//));
      await page.getByRole('button', { name: say('Bekräfta min plats', 'Confirm my place') }).click();
      await expect(page.locator('.flash.success')).toBeVisible();
    }
  });

  await test.step('the morning after they are asked', async () => {
    await clock.advance({ days: 5 });
    await mailbox.wait(mails[0], /Hur var mötet|How was the meeting/);
  });

  await test.step('four answer: nothing is told', async () => {
    for (const email of mails.slice(0, 4)) {
      await page.goto(await mailbox.link(email, /Hur var mötet|How was the meeting/, /\/enkat/));
      await fill(page, { met: '5', learned: '3', words: email === mails[0] ? words : '' });
      await page.getByRole('button', { name: say('Skicka svaret', 'Send the answer') }).click();
      await expect(page.locator('h1')).toHaveText(say('Tack för ditt svar', 'Thank you for your answer'));
    }
    await page.goto(to(`${meeting}/enkat`));
    await expect(page.locator('main')).toContainText(few);
    await expect(page.locator('main svg')).toHaveCount(0);
  });

  await test.step('an answer without its numbers is asked for again, and keeps its words', async () => {
    await page.goto(await mailbox.link(mails[4], /Hur var mötet|How was the meeting/, /\/enkat/));
    await fill(page, { words: say('Mer tid.', 'More time.') });
    await page.getByRole('button', { name: say('Skicka svaret', 'Send the answer') }).click();
    await expect(page.locator('.errors')).toBeVisible();
    await expect(page.locator('main textarea')).toHaveValue(say('Mer tid.', 'More time.'));
    await fill(page, { met: '4', learned: '5' });
    await page.getByRole('button', { name: say('Skicka svaret', 'Send the answer') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
  });

  await test.step('the numbers show, the words do not', async () => {
    await page.goto(to(meeting));
    await expect(page.locator('main')).toContainText(say('Bemötande: 4,8 av 5', 'How people were met: 4.8 of 5'));
    await page.goto(to(`${meeting}/enkat`));
    await expect(page.locator('main svg')).toHaveCount(2);
    await expect(page.locator('main')).not.toContainText(words);
  });

  await test.step('the kansli lets one through', async () => {
    await signInAs(page, to, 'kansli', `${meeting}/enkat`);
    await page.getByLabel(words).check();
    await fill(page, { reason: say('Säger något om nästa möte.', 'Says something about the next meeting.') });
    await page.getByRole('button', { name: say('Visa för alla', 'Show to everyone') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await signOut(page);
    await page.goto(to(`${meeting}/enkat`));
    await expect(page.locator('main')).toContainText(words);
    await page.goto(to('/goteborg/enkater'));
    await expect(page.locator('main .rows')).toContainText(say('Rummet efteråt', 'The room afterwards'));
  });

  await test.step('it stands in the diary', async () => {
    await page.goto(to('/goteborg/dagbok?slag=moten'));
    await expect(page.locator('.log')).toContainText(say('blev tillfrågade om hur det var', 'were asked how it was'));
  });
});

test('an initiator says how they were met, and all read it with their name @matrix', async ({ page, to, say, mailbox, clock }) => {
  test.setTimeout(120_000);
  const words = say('Vi fick ett rakt besked.', 'We got a straight answer.');
  await signInAs(page, to, 'representative');
  const title = say('Nyckeln till förrådet som ingen har', 'The key to the storeroom that nobody has');
  const issue = await postIssue(page, to, say, { title });
  await signInAs(page, to, 'kansli', `${issue}/beslut?akt=close`);
  await fill(page, { reason: say('Nyckeln är hittad.', 'The key has been found.') });
  await page.getByRole('button', { name: say('Avsluta', 'Close'), exact: true }).click();
  await expect(page.locator('.flash.success')).toBeVisible();
  await clock.advance({ minutes: 2 });
  const link = await mailbox.link(people.representative.email, /bemötta\? (Nyckeln|The key)|met\? (Nyckeln|The key)/, /\/sa-gick-det\//);
  await signInAs(page, to, 'representative', '/goteborg/att-gora');
  await expect(page.locator('main aside')).toContainText(title);
  await page.goto(link);
  await fill(page, { score: '4', words, named: '1' });
  // the mail is in the language of whoever gets it, and so is the page that it leads to
  await page.locator('main form.form .button').click();
  await expect(page.locator('.flash.success')).toBeVisible();
  await signOut(page);
  await page.goto(to('/goteborg/sa-gick-det?utfall=inte-vidare'));
  await expect(page.locator('main .rows')).toContainText(words);
  await expect(page.locator('main svg')).toBeVisible();
});
