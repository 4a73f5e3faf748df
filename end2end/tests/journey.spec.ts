// The main job, from a new issue to the minutes that close the loop, through the eyes of everyone who takes part in it.
import { day, instant } from '../helpers/dates';
import { expect, test } from '../helpers/fixtures';
import { fill, pathOf, people, postIssue, signInAs, signOut, writeIssue } from '../helpers/people';

const BODY = 'Torg- och parkkontoret';

test('from an issue to a hearing and its minutes @matrix', async ({ page, to, say, clock, mailbox }) => {
  test.setTimeout(180_000);
  const now = new Date();
  const asked = say('Biblioteket i Länsmansgården behöver en tid då det öppnar', 'The library in Länsmansgården needs a date when it opens');
  const other = say('Bänkarna vid kanalen försvann över en natt', 'The benches by the canal disappeared overnight');
  let issue = '';
  let second = '';
  let meeting = '';

  await test.step('a representative signs in by e-mail', async () => {
    await page.goto(to('/goteborg/fragor/ny'));
    await page.locator('main').getByRole('link', { name: say('Logga in', 'Sign in') }).click();
    await page.locator('#email').fill(people.representative.email);
    await page.getByRole('button', { name: say('Skicka länken', 'Send the link') }).click();
    await expect(page.locator('.flash.info')).toBeVisible();
    await page.goto(await mailbox.link(people.representative.email, /Dialogforum/, /\/logga-in\//));
    await page.getByRole('button', { name: /Logga in på den här enheten|Sign in on this device/ }).click();
    // back where the sign-in was asked for, in the name of the organisation
    await expect(page.getByRole('heading', { level: 1, name: say('Ta upp en fråga', 'Raise an issue') })).toBeVisible();
    await expect(page.locator('.acting')).toContainText(people.representative.organisation);
  });

  await test.step('and posts an issue for the organisation', async () => {
    await writeIssue(page, to, { title: asked });
    await page.getByRole('button', { name: say('Skicka frågan', 'Send the issue') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('h1')).toHaveText(asked);
    await expect(page.locator('.head .due')).toBeVisible(); // rule: whatever is open has a next date
    issue = pathOf(page);
    second = await postIssue(page, to, say, { title: other });
  });

  await test.step('the kansli takes it up at a hearing', async () => {
    await signInAs(page, to, 'kansli', issue);
    await page.getByRole('link', { name: say('Fatta beslut', 'Decide') }).click();
    await page.getByRole('link', { name: say('Ta upp på ett möte', 'Take up at a meeting') }).click();
    await expect(page.locator('[name="item_issue-0"]')).toHaveValue(numberOf(issue));
    await fill(page, {
      kind: 'hearing',
      title: say('Rum för läsning', 'Room for reading'),
      theme: say('Vad händer med biblioteken när husen rustas?', 'What happens to the libraries while the buildings are renovated?'),
      date: day(now, 14),
      starts: '17:30',
      ends: '19:30',
      place: 'Medborgarhuset, Kyrkbytorget',
      capacity: '12',
      'item_issue-0': numberOf(issue),
      'item_reason-0': say('Den rör många barn och går fortfarande att lösa.', 'It concerns many children and can still be solved.'),
      'item_minutes-0': '60',
    });
    await page.getByRole('button', { name: say('Bjud in', 'Announce the meeting'), exact: true }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('h1')).toHaveText(say('Rum för läsning', 'Room for reading'));
    await expect(page.locator('.agenda')).toContainText(asked);
    meeting = pathOf(page);
    await page.locator('.agenda').getByRole('link', { name: /^(Läs fråga|Read issue)/ }).click();
    await expect(page.locator('.head')).toContainText(say('På dagordningen', 'On an agenda'));
  });

  await test.step('a visitor without account signs up by e-mail', async () => {
    await signOut(page);
    await page.goto(to(meeting));
    await expect(page.locator('.places b')).toHaveText('12');
    await fill(page, { name: 'Vera Visit', email: 'vera@example.org' }, '#anmalan form');
    await page.locator('#anmalan').getByRole('button', { name: say('Anmäl mig', 'Sign me up') }).click();
    await expect(page.locator('.flash')).toContainText(say('mejlat en länk', 'mailed a link'));
    await page.goto(await mailbox.link('vera@example.org', /Bekräfta|Confirm/, /\/anmalan\//));
    await page.getByRole('button', { name: say('Bekräfta min plats', 'Confirm my place') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('main')).toContainText(say('Bekräftad', 'Confirmed'));
    await page.goto(to(meeting));
    await expect(page.locator('.places b')).toHaveText('11');
    const calendar = await page.request.get(to(`${meeting}/kalender.ics`));
    expect(calendar.headers()['content-type']).toContain('text/calendar');
    expect(await calendar.text()).toMatch(/BEGIN:VTIMEZONE[\s\S]*DTSTART;TZID=Europe\/Stockholm:\d{8}T173000/);
  });

  await test.step('the kansli asks a public body for an answer by a date', async () => {
    await signInAs(page, to, 'kansli', second);
    await page.getByRole('link', { name: say('Fatta beslut', 'Decide') }).click();
    await page.getByRole('link', { name: say('Fråga en förvaltning', 'Ask a public body') }).click();
    await fill(page, {
      to: 'torg-och-parkkontoret',
      reason: say('Kontoret sköter bänkarna.', 'The office looks after the benches.'),
      next_on: day(now, 5),
    });
    await page.getByRole('button', { name: say('Fråga en förvaltning', 'Ask a public body') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await page.goto(to(second));
    await expect(page.locator('.head .due')).toContainText(BODY);
    await expect(page.locator('.head .due time')).toHaveAttribute('datetime', day(now, 5));
    await expect(page.locator('.due.late')).toHaveCount(0);
  });

  await test.step('which is late, in public', async () => {
    await signOut(page);
    await clock.set(instant(day(now, 8), '09:00'));
    await page.goto(to(second));
    await expect(page.locator('.head .due.late')).toContainText(say('Försenat 3 dagar', '3 days late'));
    await expect(page.locator('.chain .next.late')).toContainText(BODY);
    await page.goto(to('/goteborg/fragor?sent=answer'));
    await expect(page.locator('.rows')).toContainText(other);
  });

  await test.step('an officer answers late, and the answer stands in the chain', async () => {
    await signInAs(page, to, 'officer', second);
    await page.getByRole('link', { name: say('Svara på frågan', 'Answer the issue') }).click();
    await fill(page, {
      text: say('Bänkarna lagas och kommer tillbaka i april.', 'The benches are being repaired and return in April.'),
      reason: say('De kommer tillbaka i april.', 'They return in April.'),
      next_on: day(now, 60),
    });
    await page.getByRole('button', { name: say('Lämna svaret', 'Give the answer') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await signOut(page);
    await page.goto(to(second));
    const answer = page.locator('.chain .answer');
    await expect(answer).toContainText(BODY);
    await expect(answer).toContainText('april', { ignoreCase: true });
    await expect(answer.locator('.state.late')).toHaveText(say('3 dagar sent', '3 days late'));
    await expect(page.locator('.head .due.late')).toHaveCount(0);
    await expect(page.locator('.head')).toContainText(say('Besvarad', 'Answered'));
  });

  await test.step('the minutes of the hearing close the loop', async () => {
    await clock.set(instant(day(now, 14), '20:00'));
    await signInAs(page, to, 'kansli', meeting);
    await page.getByRole('link', { name: say('Skriv anteckningar', 'Write minutes') }).first().click();
    await fill(page, {
      'said-0': say('Föreningen berättade hur barnen väntar utanför.', 'The association told how the children wait outside.'),
      'decided-0': say('Kontoret svarar skriftligt.', 'The office answers in writing.'),
      'outcome-0': 'refer',
      'reason-0': say('Kontoret äger huset.', 'The office owns the building.'),
      'body-0': 'torg-och-parkkontoret',
      'next-0': day(now, 25),
      'what-0': say('Bjud in till en kväll i huset', 'Invite to an evening in the building'),
      'owner-0': people.representative.organisation,
      'due-0': day(now, 28),
      chair: say('kansliansvarig', 'head of the secretariat'),
    });
    await page.getByRole('button', { name: say('Publicera anteckningarna', 'Publish the minutes') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await signOut(page);
    await page.goto(to(meeting));
    const point = page.locator('#punkt-1');
    await expect(point.locator('.decided')).toContainText(say('skriftligt', 'in writing'));
    await expect(point.locator('.todo')).toContainText(people.representative.organisation);
    await expect(point.locator('.todo time')).toHaveAttribute('datetime', day(now, 28));
  });

  await test.step('the issue has moved on, and the action has its clock there', async () => {
    await page.goto(to(issue));
    await expect(page.locator('.head')).toContainText(BODY);
    await expect(page.locator('.chain .next').filter({ hasText: BODY })).toBeVisible();
    const action = page.locator('.chain .next').filter({ hasText: say('Bjud in till en kväll i huset', 'Invite to an evening in the building') });
    await expect(action).toContainText(people.representative.organisation);
    await expect(action.locator('time')).toHaveAttribute('datetime', day(now, 28));
    await page.goto(to('/goteborg/logg'));
    await expect(page.locator('.log')).toContainText(say(`fråga ${numberOf(issue)}`, `issue ${numberOf(issue)}`));
  });

  await test.step('until whoever took it on has done it', async () => {
    await signInAs(page, to, 'representative', meeting);
    const todo = page.locator('#punkt-1 .todo');
    await todo.locator('summary').click();
    await todo.locator('textarea').fill(say('Trettio kom.', 'Thirty came.'));
    await todo.getByRole('button', { name: say('Bocka av', 'Tick off') }).click();
    await expect(page.locator('#punkt-1 .todo .state.done')).toBeVisible();
    await page.goto(to(issue));
    await expect(page.locator('.chain .next')).toHaveCount(1);
  });
});

const numberOf = (issue: string) => /fragor\/(\d+)/.exec(issue)?.[1] ?? '';
