// After a meeting: minutes that an adjuster sends back and approves, a checksum that holds, a correction beside them, an action that slips.
import { createHash } from 'node:crypto';
import { day, instant } from '../helpers/dates';
import { expect, test } from '../helpers/fixtures';
import { fill, pathOf, people, signInAs, signOut } from '../helpers/people';

test('minutes are adjusted, published, checked and corrected @matrix', async ({ page, to, say, clock, mailbox }) => {
  test.setTimeout(180_000);
  const now = new Date();
  const adjuster = `justerare.${now.getTime()}@example.org`;
  const title = say('Brunnen på innergården', 'The well in the courtyard');
  const todo = say('Täta brunnslocket', 'Seal the well cover');
  let meeting = '';
  let action = '';

  await test.step('a meeting is announced, and held', async () => {
    await signInAs(page, to, 'kansli', '/goteborg/moten/nytt');
    await fill(page, {
      kind: 'dialogue_meeting',
      title,
      theme: say('Vem lagar brunnen, och när?', 'Who mends the well, and when?'),
      date: day(now, 3),
      starts: '17:30',
      ends: '18:30',
      place: say('Tvättstugan', 'The laundry'),
      capacity: '12',
      'item_title-0': say('Locket', 'The cover'),
      'item_minutes-0': '30',
    });
    await page.getByRole('button', { name: say('Bjud in', 'Announce the meeting'), exact: true }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    meeting = pathOf(page);
    await clock.set(instant(day(now, 3), '20:00'));
  });

  await test.step('the kansli writes and sends the minutes to be adjusted', async () => {
    await signInAs(page, to, 'kansli', `${meeting}/protokoll`);
    await fill(page, {
      'said-0': say('Locket läcker när det regnar.', 'The cover leaks when it rains.'),
      'decided-0': say('Det tätas.', 'It is sealed.'),
      'what-0': todo,
      'owner-0': people.representative.organisation,
      'due-0': day(now, 10),
      'function-0': say('vaktmästare', 'caretaker'),
      attending: `${people.representative.organisation}; 3`,
      alone: '2',
      'adj_function-0': say('mötesordförande', 'chair of the meeting'),
      'adj_email-0': adjuster,
    });
    await page.getByRole('button', { name: say('Skicka för justering', 'Send to be adjusted') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('main')).toContainText(say('Har inte svarat', 'Has not answered'));
  });

  await test.step('the chair reads it all by a mailed link, and asks for a change', async () => {
    await signOut(page);
    await page.goto(await mailbox.link(adjuster, /Justera|Adjust/, /\/justera\//));
    await expect(page.locator('.minutes')).toContainText(say('Locket läcker', 'The cover leaks'));
    await expect(page.locator('.minutes')).toContainText(todo);
    // a sentence is missing: said where it is typed
    await fill(page, { answer: 'change' });
    await page.getByRole('button', { name: say('Skicka svaret', 'Send the answer') }).click();
    await expect(page.locator('.errors')).toBeVisible();
    await fill(page, { words: say('Det läcker även när det inte regnar.', 'It leaks even when it does not rain.') });
    await page.getByRole('button', { name: say('Skicka svaret', 'Send the answer') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
  });

  await test.step('who changes the text asks anew', async () => {
    await signInAs(page, to, 'kansli', `${meeting}/protokoll`);
    await expect(page.locator('main')).toContainText(say('även när det inte regnar', 'even when it does not rain'));
    await fill(page, { 'said-0': say('Locket läcker jämt.', 'The cover always leaks.') }, 'main form.form');
    await page.getByRole('button', { name: say('Skicka för justering', 'Send to be adjusted') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await signOut(page);
    await expect.poll(async () => (await mailbox.list(adjuster)).length).toBe(2);
    await page.goto(await mailbox.link(adjuster, /Justera|Adjust/, /\/justera\//));
    await expect(page.locator('.minutes')).toContainText(say('läcker jämt', 'always leaks'));
    await fill(page, { answer: 'approved' });
    await page.getByRole('button', { name: say('Skicka svaret', 'Send the answer') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
  });

  await test.step('and the minutes are published, frozen and checked', async () => {
    await signInAs(page, to, 'kansli', `${meeting}/protokoll`);
    await page.getByRole('button', { name: say('Publicera de justerade anteckningarna', 'Publish the adjusted minutes') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await signOut(page);
    await page.goto(to(meeting));
    await expect(page.locator('#punkt-1')).toContainText(say('läcker jämt', 'always leaks'));
    await expect(page.locator('main')).toContainText(say('Justerat av mötets ordförande', 'Adjusted by the chair of the meeting'));
    await expect(page.locator('main').getByRole('link', { name: people.representative.organisation })).toBeVisible();
    const text = await page.request.get(to(`${meeting}/protokoll.txt`));
    expect(text.headers()['content-type']).toContain('text/plain');
    const sum = createHash('sha256').update(await text.body()).digest('hex');
    await expect(page.locator('code.sum')).toHaveText(sum);
  });

  await test.step('a correction stands beside them', async () => {
    await signInAs(page, to, 'kansli', meeting);
    await page.getByRole('link', { name: say('Rätta anteckningarna', 'Correct the minutes') }).click();
    await fill(page, {
      item: '1',
      correction: say('Det är två lock.', 'There are two covers.'),
      reason: say('Vi räknade fel.', 'We counted wrong.'),
    });
    await page.getByRole('button', { name: say('Publicera rättelsen', 'Publish the correction') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('#punkt-1')).toContainText(say('Det är två lock.', 'There are two covers.'));
    await expect(page.locator('#punkt-1')).toContainText(say('läcker jämt', 'always leaks'));
  });

  await test.step('the action has a page, its date is moved, and it is late', async () => {
    await page.locator('#punkt-1 .todo').getByRole('link', { name: say('Åtgärd', 'Action') }).click();
    action = pathOf(page);
    await expect(page.locator('h1')).toHaveText(todo);
    await fill(page, { act: 'moved', note: say('Locket är slut i lager.', 'The cover is out of stock.'), due: day(now, 12) });
    await page.getByRole('button', { name: say('Spara', 'Save'), exact: true }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await signOut(page);
    await clock.set(instant(day(now, 14), '09:00'));
    await page.goto(to(action));
    await expect(page.locator('.chain')).toContainText(say('Datumet flyttades', 'The date was moved'));
    await expect(page.locator('.due.late')).toContainText(say('Försenat 2 dagar', '2 days late'));
    await page.goto(to('/goteborg/atgarder?lage=sena'));
    await expect(page.locator('table')).toContainText(todo);
  });

  await test.step('its owner ticks it off', async () => {
    await signInAs(page, to, 'representative', action);
    await fill(page, { act: 'done', note: say('Locket är tätt.', 'The cover is tight.') });
    await page.getByRole('button', { name: say('Spara', 'Save'), exact: true }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('.chain')).toContainText(say('Locket är tätt.', 'The cover is tight.'));
    await expect(page.locator('.due .state.done')).toBeVisible();
  });
});
