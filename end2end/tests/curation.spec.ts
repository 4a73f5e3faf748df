// The kansli's work in the open: issues merged and taken apart again, a slip undone, a contribution that becomes an issue.
import { day } from '../helpers/dates';
import { expect, test } from '../helpers/fixtures';
import { fill, pathOf, people, postIssue, signInAs, signOut } from '../helpers/people';

const number = (path: string) => /\/fragor\/(\d+)/.exec(path)?.[1] ?? '';

test('issues are merged and taken apart, and a slip is undone @matrix', async ({ page, to, say, mailbox, clock }) => {
  test.setTimeout(120_000);
  const one = say('Hissen till föreningslokalen står still', 'The lift to the meeting room stands still');
  const two = say('Föreningslokalens hiss är trasig igen', 'The meeting room lift is broken again');
  await signInAs(page, to, 'representative');
  const first = await postIssue(page, to, say, { title: one });
  const second = await postIssue(page, to, say, { title: two });

  await test.step('another organisation stands behind both', async () => {
    await signInAs(page, to, 'two');
    for (const path of [first, second]) {
      await page.goto(to(path));
      await page.getByRole('button', { name: say('Stå bakom', 'Stand behind') }).click();
      await expect(page.locator('#backing-count')).toHaveText('1');
    }
  });

  await test.step('the kansli merges one into the other', async () => {
    await signInAs(page, to, 'kansli', `${first}/beslut?akt=merge`);
    await fill(page, { into: number(second), reason: say('De gäller samma hiss.', 'They are about the same lift.') });
    await page.getByRole('button', { name: say('Slå ihop med en annan fråga', 'Merge with another issue') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await signOut(page);
    // each leads to the other, and whoever stands behind both counts once
    await page.goto(to(first));
    await expect(page.locator('.flash.info').first()).toContainText(two);
    await page.locator('.flash.info').first().getByRole('link').click();
    await expect(page.locator('h1')).toHaveText(two);
    await expect(page.locator('main')).toContainText(one);
    await expect(page.locator('#backing-count')).toHaveText('1');
  });

  await test.step('and takes them apart', async () => {
    await signInAs(page, to, 'kansli', `${first}/beslut`);
    await fill(page, { reason: say('Det är två hissar.', 'They are two lifts.'), next_on: day(new Date(), 9) });
    await page.getByRole('button', { name: say('Dela upp igen', 'Undo the merge') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('#backing-count')).toHaveText('1');
  });

  await test.step('a slip is undone before anybody is told', async () => {
    await page.goto(to(`${second}/beslut?akt=close`));
    await fill(page, { reason: say('Av misstag.', 'By mistake.') });
    await page.getByRole('button', { name: say('Avsluta', 'Close'), exact: true }).click();
    await page.getByRole('button', { name: say('Ångra', 'Undo'), exact: true }).click();
    await expect(page.locator('.flash.success')).toContainText(say('Ångrat', 'Undone'));
    await expect(page.locator('.chain')).toContainText(say('ångrade sig inom en minut', 'undid it within a minute'));
    await expect(page.locator('.head .due')).toBeVisible();
    await clock.advance({ minutes: 2 });
    await mailbox.wait(people.representative.email);
    const mails = await mailbox.list(people.representative.email);
    expect(mails.filter((mail) => /Av misstag|By mistake/.test(mail.text))).toEqual([]);
  });
});

test('a contribution becomes an issue of its own and stays where it was @matrix', async ({ page, to, say }) => {
  const title = say('Biljetten till mötet kostar för mycket', 'The ticket to the meeting costs too much');
  const text = say('Dessutom går bussen hem bara till klockan nio.', 'Besides, the bus home stops running at nine.');
  await signInAs(page, to, 'representative');
  const path = await postIssue(page, to, say, { title });
  await signInAs(page, to, 'two', path);
  await fill(page, { text }, '#skriv');
  await page.getByRole('button', { name: say('Skicka inlägget', 'Send the contribution') }).click();
  await expect(page.locator('#inlagg-1')).toContainText(text);

  await signInAs(page, to, 'kansli', path);
  await page.locator('#inlagg-1').getByRole('link', { name: say('Bryt ut', 'Split off') }).click();
  await page.getByRole('button', { name: say('Bryt ut', 'Split off') }).click();
  await expect(page.locator('.errors')).toBeVisible();
  const split = say('Bussen hem från mötena slutar gå klockan nio', 'The bus home from meetings stops at nine');
  await fill(page, { title: split, reason: say('Det är en fråga för sig.', 'It is an issue of its own.') });
  await page.getByRole('button', { name: say('Bryt ut', 'Split off') }).click();
  await expect(page.locator('h1')).toHaveText(split);
  await expect(page.locator('main')).toContainText(text);
  const made = pathOf(page);
  await signOut(page);
  await page.goto(to(path));
  await expect(page.locator('#inlagg-1')).toContainText(text);
  await page.locator('#inlagg-1').getByRole('link', { name: say(`Blev fråga ${number(made)}`, `Became issue ${number(made)}`) }).click();
  await expect(page.locator('h1')).toHaveText(split);
});

test('a contribution is reported, hidden and shown again, and nobody learns by whom @matrix', async ({ page, to, say, mailbox, clock }) => {
  test.setTimeout(120_000);
  const title = say('Grillplatsen vid dammen är nedbränd', 'The barbecue place by the pond is burnt down');
  const text = say('Det var grannen i nummer fyra, skriv det.', 'It was the neighbour at number four, write that.');
  await signInAs(page, to, 'representative');
  const path = await postIssue(page, to, say, { title });
  await signInAs(page, to, 'two', path);
  await fill(page, { text }, '#skriv');
  await page.getByRole('button', { name: say('Skicka inlägget', 'Send the contribution') }).click();
  await expect(page.locator('#inlagg-1')).toContainText(text);

  await test.step('somebody reports it', async () => {
    await signInAs(page, to, 'individual', path);
    await page.locator('#inlagg-1').getByRole('link', { name: say('Anmäl', 'Report') }).click();
    await page.getByRole('button', { name: say('Skicka anmälan', 'Send the report') }).click();
    await expect(page.locator('.errors')).toBeVisible();
    await fill(page, { reason: 'personal', note: say('Det pekar ut en granne.', 'It points at a neighbour.') });
    await page.getByRole('button', { name: say('Skicka anmälan', 'Send the report') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
  });

  await test.step('the kansli finds it on the desk and hides the contribution', async () => {
    await signInAs(page, to, 'kansli', '/goteborg/skrivbord?ko=anmalt');
    await page.locator('.queue .rows').getByRole('link', { name: title }).click();
    const report = page.locator('.side');
    await expect(report).toContainText(say('Det pekar ut en granne.', 'It points at a neighbour.'));
    expect(await page.locator('main').textContent()).not.toContain(people.individual.name);
    await report.getByRole('link', { name: say('Dölj inlägget', 'Hide the contribution') }).click();
    await fill(page, { reason: say('Det pekar ut en person.', 'It points at a person.') });
    await page.getByRole('button', { name: say('Dölj inlägget', 'Hide the contribution') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
  });

  await test.step('all see that it is hidden and why; its author is told', async () => {
    await signOut(page);
    await page.goto(to(path));
    await expect(page.locator('#inlagg-1')).toContainText(say('Det pekar ut en person.', 'It points at a person.'));
    await expect(page.locator('#inlagg-1')).not.toContainText(text);
    await clock.advance({ minutes: 2 });
    await mailbox.wait(people.two.email);
    const told = await mailbox.wait(people.individual.email, /anmälan|report/);
    expect(told.text).toContain(say('Det pekar ut en person.', 'It points at a person.'));
    await clock.reset();
  });

  await test.step('and it can come back', async () => {
    await signInAs(page, to, 'kansli', path);
    await page.locator('#inlagg-1').getByRole('link', { name: say('Visa igen', 'Show again') }).click();
    await fill(page, { reason: say('Ingen pekas ut.', 'Nobody is pointed at.') });
    await page.getByRole('button', { name: say('Visa inlägget igen', 'Show the contribution again') }).click();
    await signOut(page);
    await page.goto(to(path));
    await expect(page.locator('#inlagg-1')).toContainText(text);
  });
});

test('an issue is hidden with a reason and shown again @matrix', async ({ page, to, say, mailbox, clock }) => {
  const title = say('Huset på Kanelgatan nummer nio luktar', 'The house at nine Kanelgatan smells');
  await signInAs(page, to, 'representative');
  const path = await postIssue(page, to, say, { title });
  const hide = say('Dölj frågan', 'Hide the issue');

  await signInAs(page, to, 'kansli', path);
  await page.getByRole('link', { name: hide }).click();
  await page.getByRole('button', { name: hide }).click();
  await expect(page.locator('.errors')).toBeVisible();
  await fill(page, { reason: say('Den pekar ut dem som bor där.', 'It points at those who live there.') });
  await page.getByRole('button', { name: hide }).click();
  await expect(page.locator('.flash.success')).toBeVisible();

  await test.step('all read that it is hidden and why, and nothing of it', async () => {
    await signOut(page);
    await page.goto(to(path));
    await expect(page.locator('h1')).toContainText(say(`Fråga ${number(path)}`, `Issue ${number(path)}`));
    await expect(page.locator('main')).toContainText(say('Den pekar ut dem som bor där.', 'It points at those who live there.'));
    expect(await page.content()).not.toContain('Kanelgatan');
    await clock.advance({ minutes: 2 });
    const told = await mailbox.wait(people.representative.email, /dold|hidden/i);
    expect(told.text).toContain(say('Den pekar ut dem som bor där.', 'It points at those who live there.'));
    await clock.reset();
  });

  await test.step('and it can come back', async () => {
    await signInAs(page, to, 'kansli', path);
    const show = say('Visa frågan igen', 'Show the issue again');
    await page.getByRole('link', { name: show }).click();
    await fill(page, { reason: say('Numret är borta ur texten.', 'The number is gone from the text.') });
    await page.getByRole('button', { name: show }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await signOut(page);
    await page.goto(to(path));
    await expect(page.locator('h1')).toHaveText(title);
  });
});
