// From a wish to a hearing: what was chosen for it and what was not, with reasons that everybody reads.
import { day } from '../helpers/dates';
import { expect, test } from '../helpers/fixtures';
import { fill, pathOf, people, postIssue, signInAs, signOut } from '../helpers/people';

const number = (path: string) => /\/(?:fragor|moten|onskemal)\/(\d+)/.exec(path)?.[1] ?? '';

test('a wish becomes a hearing, with reasons for what was chosen and what was not @matrix', async ({ page, to, say, mailbox, clock }) => {
  test.setTimeout(150_000);
  const mark = Date.now().toString(36);
  const first = say(`Ljuset i gångtunneln ${mark} är släckt`, `The light in the tunnel ${mark} is out`);
  const second = say(`Bänkarna vid tunneln ${mark} är borta`, `The benches by the tunnel ${mark} are gone`);
  const title = say(`Hur gör vi tunneln ${mark} trygg?`, `How do we make the tunnel ${mark} safe?`);
  await signInAs(page, to, 'representative');
  const chosen = await postIssue(page, to, say, { title: first });
  const passed = await postIssue(page, to, say, { title: second });

  const wish = await test.step('an organisation wishes for a meeting', async () => {
    await page.goto(to('/goteborg/onskemal'));
    await page.getByRole('link', { name: say('Önska ett möte', 'Wish for a meeting') }).click();
    await page.getByRole('button', { name: say('Skicka önskemålet', 'Send the wish') }).click();
    await expect(page.locator('.errors')).toBeVisible();
    await fill(page, {
      title,
      why: say('Ingen går där efter klockan sex.', 'Nobody walks there after six.'),
      kind: 'hearing',
      area: 'hisingen',
      period: say('I höst', 'This autumn'),
      fraga: number(chosen),
    });
    await page.getByRole('button', { name: say('Skicka önskemålet', 'Send the wish') }).click();
    await expect(page.locator('h1')).toHaveText(title);
    await expect(page.locator('.head .due')).toContainText(say('svarar senast', 'answers by'));
    return pathOf(page);
  });

  await test.step('another one wants the same, once', async () => {
    await signInAs(page, to, 'two', wish);
    await page.getByRole('button', { name: say('Vi också', 'We too'), exact: true }).click();
    await expect(page.locator('#support-count')).toHaveText('1');
    await expect(page.getByRole('button', { name: say('Vi också', 'We too'), exact: true })).toHaveCount(0);
  });

  const meeting = await test.step('the kansli finds it on the desk and plans a meeting of it', async () => {
    await signInAs(page, to, 'kansli', '/goteborg/skrivbord?ko=onskemal');
    await page.locator('.queue .rows').getByRole('link', { name: title }).click();
    await page.getByRole('button', { name: say('Planera ett möte av önskemålet', 'Plan a meeting from the wish') }).click();
    // nothing was typed again: the form holds what the wish says
    await expect(page.locator('#title')).toHaveValue(title);
    await fill(page, {
      date: day(new Date(), 40),
      starts: '17:30',
      ends: '19:30',
      place: say('Biblioteket', 'The library'),
      'item_issue-0': '',
      'item_title-0': say('Välkomna', 'Welcome'),
    });
    await page.getByRole('button', { name: say('Bjud in', 'Announce') }).click();
    await expect(page.locator('h1')).toHaveText(title);
    return pathOf(page);
  });

  await test.step('and answers the wish', async () => {
    await page.goto(to(wish));
    await fill(page, { act: 'plan', meeting: number(meeting), reason: say('Många går där.', 'Many walk there.') }, 'main form.form');
    await page.getByRole('button', { name: say('Skicka svaret', 'Send the answer') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('.facts').getByRole('link', { name: title })).toBeVisible();
  });

  await test.step('chooses one issue, and not the other', async () => {
    await page.goto(to(meeting));
    await page.getByRole('link', { name: say('Välj frågor till mötet', 'Choose issues for the meeting') }).click();
    await page.goto(`${page.url()}?q=${mark}`);
    const row = (name: string) => page.locator('main section.box').filter({ hasText: name });
    await row(first).getByLabel(say('Väljs till mötet', 'Chosen for the meeting')).check();
    await row(second).getByLabel(say('Inte den här gången', 'Not this time')).check();
    await page.getByRole('button', { name: say('Spara valen', 'Save the choices') }).click();
    // both need a reason, and what was chosen is still there
    await expect(page.locator('.errors')).toBeVisible();
    await expect(row(first).getByLabel(say('Väljs till mötet', 'Chosen for the meeting'))).toBeChecked();
    await row(first).locator('textarea').fill(say('Den gäller flest.', 'It concerns most.'));
    await row(second).locator('textarea').fill(say('Bänkarna kommer i vår.', 'The benches come in spring.'));
    await page.getByRole('button', { name: say('Spara valen', 'Save the choices') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
  });

  await test.step('the reasons are public: on the meeting, on both issues, in the log', async () => {
    await signOut(page);
    await page.goto(to(meeting));
    await expect(page.locator('#valda')).toContainText(say('Den gäller flest.', 'It concerns most.'));
    await expect(page.locator('#valda')).toContainText(say('Bänkarna kommer i vår.', 'The benches come in spring.'));
    await page.goto(to(chosen));
    await expect(page.locator('.chain')).toContainText(say('Den gäller flest.', 'It concerns most.'));
    await page.goto(to(passed));
    await expect(page.locator('.chain')).toContainText(say('Bänkarna kommer i vår.', 'The benches come in spring.'));
    await expect(page.locator('.chain')).toContainText(title);
    await page.goto(to('/goteborg/logg?slag=fragor'));
    await expect(page.locator('.log')).toContainText(say('Bänkarna kommer i vår.', 'The benches come in spring.'));
    // the calendar has the meeting, and the map and the table lead to each other
    await page.goto(to(`/goteborg/kalender/${day(new Date(), 40).slice(0, 4)}`));
    await expect(page.locator('.year').getByRole('link', { name: title })).toBeVisible();
    await page.locator('.tilemap a').first().click();
    await expect(page).toHaveURL(/#omrade-/);
  });

  await test.step('those who wanted it are told', async () => {
    await clock.advance({ minutes: 2 });
    const mail = await mailbox.wait(people.two.email, /önskemålet|wish/);
    expect(mail.text).toContain(say('Många går där.', 'Many walk there.'));
  });
});
