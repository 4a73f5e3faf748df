// A forum's way of working is proposed, objected to, written anew and answered again; all of it in public, none of it by person.
import { day } from '../helpers/dates';
import { expect, test } from '../helpers/fixtures';
import { fill, pathOf, people, signInAs, signOut } from '../helpers/people';

test('a forum changes how it works only when nobody objects @matrix', async ({ page, to, say, mailbox, clock }) => {
  test.setTimeout(150_000);
  const mark = Date.now().toString(36);
  const title = say(`Första samtalet ${mark} inom två dygn`, `The first talk ${mark} within two days`);
  const objection = say(`Två dygn ${mark} räcker inte för att få tolk.`, `Two days ${mark} are not enough to get an interpreter.`);
  const send = say('Skicka förslaget', 'Send the proposal');
  const row = (name: string) => page.locator('#svaren tr').filter({ hasText: name });

  const proposal = await test.step('a participant of the forum proposes', async () => {
    await signInAs(page, to, 'representative', '/goteborg/forum/medlemsvardande');
    await page.getByRole('link', { name: say('Så ändras hur forumet arbetar', "How the forum's way of working is changed") }).click();
    await page.getByRole('link', { name: say('Föreslå en ändring', 'Propose a change') }).click();
    await expect(page.locator('main')).toContainText(people.two.organisation);
    await fill(page, { until: day(new Date(), 90) });
    await page.getByRole('button', { name: send }).click();
    await expect(page.locator('.errors')).toContainText(say('60 dagar', '60 days'));
    await fill(page, {
      title,
      text: say('Värdarna bjuder in inom två dygn.', 'The hosts invite within two days.'),
      why: say('I vintras tog det tre veckor.', 'This winter it took three weeks.'),
      until: day(new Date(), 30),
    });
    await page.getByRole('button', { name: send }).click();
    await expect(page.locator('h1')).toHaveText(title);
    await expect(page.locator('.head .due')).toContainText(say('Svara senast', 'Answer by'));
    await expect(row(people.representative.organisation)).toContainText(say('Har inte svarat', 'Has not answered'));
    return pathOf(page);
  });

  await test.step('another one objects, with a reason', async () => {
    await signInAs(page, to, 'two', '/goteborg/att-gora');
    await page.locator('main').getByRole('link', { name: title }).first().click();
    await fill(page, { answer: 'object' });
    await page.getByRole('button', { name: say('Skicka svaret', 'Send the answer') }).click();
    await expect(page.locator('.errors')).toBeVisible();
    await expect(page.locator('#svar [value="object"]')).toBeChecked();
    await fill(page, { reason: objection });
    await page.getByRole('button', { name: say('Skicka svaret', 'Send the answer') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(row(people.two.organisation)).toContainText(objection);
    await expect(page.locator('main')).not.toContainText(people.two.name);
  });

  await test.step('whoever proposed is told, and writes a new version', async () => {
    await clock.advance({ minutes: 2 });
    const mail = await mailbox.wait(people.representative.email, new RegExp(`(invändning|objection).*${mark}`, 'i'));
    expect(mail.text).toContain(objection);
    await signInAs(page, to, 'representative', proposal);
    await page.getByRole('link', { name: say('Skriv en ny version', 'Write a new version') }).click();
    await fill(page, {
      text: say('Värdarna svarar inom två dygn. Samtalet hålls när tolken är bokad.', 'The hosts answer within two days. The talk is held once the interpreter is booked.'),
      reason: say('Tolken först.', 'The interpreter first.'),
      until: day(new Date(), 40),
    });
    await page.getByRole('button', { name: say('Skriv en ny version', 'Write a new version') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await page.getByText(say('Version 1 bredvid version 2', 'Version 1 beside version 2')).click();
    await expect(page.locator('details[open] .compare ins').first()).toBeVisible();
    await expect(row(people.two.organisation).locator('.state').first()).toContainText(say('Har inte svarat', 'Has not answered'));
  });

  await test.step('all are asked anew, and what was said before is kept', async () => {
    await signInAs(page, to, 'two', proposal);
    await fill(page, { answer: 'consent' });
    await page.getByRole('button', { name: say('Skicka svaret', 'Send the answer') }).click();
    await expect(row(people.two.organisation).locator('.state').first()).toContainText(say('Samtycker', 'Consents'));
    await row(people.two.organisation).getByText(say('Tidigare svar', 'Earlier answers')).click();
    await expect(row(people.two.organisation)).toContainText(objection);
    // silence is not consent
    await expect(page.locator('.head .state')).toContainText(say('Öppet för svar', 'Open for answers'));
  });

  await test.step('the kansli sees it, and has no say in it', async () => {
    await signInAs(page, to, 'kansli', '/goteborg/skrivbord?ko=samsyn');
    await page.locator('.queue .rows').getByRole('link', { name: title }).click();
    await expect(page.locator('h1')).toHaveText(title);
    await expect(page.locator('#svar')).toHaveCount(0);
  });

  await test.step('whoever proposed takes it back; all of it stays readable', async () => {
    const reason = say(`Vi ses först ${mark}.`, `We meet first ${mark}.`);
    await signInAs(page, to, 'representative', proposal);
    await page.getByRole('link', { name: say('Ta tillbaka förslaget', 'Withdraw the proposal') }).click();
    await fill(page, { reason });
    await page.getByRole('button', { name: say('Ta tillbaka förslaget', 'Withdraw the proposal') }).click();
    await signOut(page);
    await page.goto(to(proposal));
    await expect(page.locator('.head .state')).toContainText(say('Återkallat', 'Withdrawn'));
    await expect(page.locator('#svaren')).toContainText(say('Samtycker', 'Consents'));
    await page.goto(to('/goteborg/logg?slag=samsyn'));
    await expect(page.locator('.log')).toContainText(reason);
    await expect(page.locator('.log')).toContainText(objection);
  });

  await test.step('what once passed stands where it holds', async () => {
    await page.goto(to('/goteborg/organ/samverkansgruppen-utforare'));
    await expect(page.locator('main')).toContainText(say('Gäller sedan', 'In force since'));
    await page.goto(to('/goteborg/samsyn?visa=inte-antagna'));
    await expect(page.locator('.rows')).toContainText(say('har inte svarat', 'have not answered'));
  });
});
