// Organisations mentioned with @: the word is found, the text links to them, they are told once and see where.
import { expectAccessible } from '../helpers/axe';
import { expect, test } from '../helpers/fixtures';
import { fill, islandsReady, people, postIssue, signInAs, signOut } from '../helpers/people';

test('an organisation is mentioned, linked, told once, and finds it on its page @matrix', async ({ page, to, say, mailbox, clock }) => {
  test.setTimeout(120_000);
  const title = say('Låset till förrådet går inte att öppna', 'The lock of the storeroom cannot be opened');
  await signInAs(page, to, 'representative');
  const path = await postIssue(page, to, say, { title });

  await test.step('the register says how one mentions it', async () => {
    await signInAs(page, to, 'two', path);
    const register = page.getByRole('link', { name: say('Kortnamnet står på organisationens sida', 'The short name stands on the organisation\'s page') });
    await expect(register).toBeVisible();
    await page.goto(to('/goteborg/organisationer/torg-och-parkkontoret'));
    await expect(page.locator('.facts')).toContainText('@torg-och-parkkontoret');
  });

  await test.step('a contribution mentions it, and somebody who is not there', async () => {
    await page.goto(to(path));
    await fill(page, { text: say('Vad säger @torg-och-parkkontoret? Och @finns-inte?', 'What does @torg-och-parkkontoret say? And @finns-inte?') }, '#skriv');
    await page.getByRole('button', { name: say('Skicka inlägget', 'Send the contribution') }).click();
    const link = page.locator('#inlagg-1').getByRole('link', { name: '@Torg- och parkkontoret' });
    await expect(link).toHaveAttribute('href', to('/goteborg/organisationer/torg-och-parkkontoret'));
    await expect(page.locator('#inlagg-1')).toContainText('@finns-inte');
  });

  await test.step('it is told once, also when the text is changed', async () => {
    await clock.advance({ minutes: 2 });
    const subject = new RegExp(`(nämns i|is mentioned in) .${title}`);
    const mail = await mailbox.wait(people.officer.email, subject);
    expect(mail.links.some((link) => link.endsWith('#inlagg-1'))).toBe(true);
    await page.locator('#inlagg-1').getByRole('link', { name: say('Ändra', 'Change'), exact: true }).click();
    await fill(page, { text: say('Vad säger @torg-och-parkkontoret om låset?', 'What does @torg-och-parkkontoret say of the lock?') });
    await page.getByRole('button', { name: say('Spara inlägget', 'Save the contribution') }).click();
    await expect(page.locator('#inlagg-1')).toContainText(say('om låset', 'of the lock'));
    await clock.advance({ minutes: 4 });
    await page.waitForTimeout(1500);
    expect((await mailbox.list(people.officer.email)).filter((m) => subject.test(m.subject))).toHaveLength(1);
    await clock.reset();
  });

  await test.step('its page lists where, for everybody', async () => {
    await signOut(page);
    await page.goto(to('/goteborg/organisationer/torg-och-parkkontoret'));
    await page.getByRole('region', { name: say('Nämns i', 'Mentioned in') }).getByRole('link', { name: title }).click();
    await expect(page).toHaveURL(/#inlagg-1$/);
    await expect(page.locator('#inlagg-1')).toBeVisible();
  });
});

test('whoever writes looks an organisation up by keyboard', async ({ page, to, say }) => {
  await signInAs(page, to, 'representative', '/goteborg/fragor/ny');
  await islandsReady(page);
  await page.locator('[name=what]').fill(say('Vi delar nyckel med', 'We share a key with'));
  const button = page.locator('.composing').first().getByRole('button', { name: say('Nämn en organisation', 'Mention an organisation') });
  await button.focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: say('Nämn en organisation', 'Mention an organisation') });
  await expect(sheet.getByRole('textbox')).toBeFocused();
  // with nothing found, enter in the field does nothing; then it takes the first
  await page.keyboard.press('Enter');
  await expect(sheet).toBeVisible();
  await page.keyboard.type('torg- och');
  await expect(sheet.getByRole('status')).toContainText(say('Välj', 'Choose'));
  await expectAccessible(page);
  await expect(sheet.getByRole('button', { name: 'Torg- och parkkontoret' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(sheet).toBeHidden();
  await expect(page.locator('[name=what]')).toBeFocused();
  await expect(page.locator('[name=what]')).toHaveValue(say('Vi delar nyckel med @torg-och-parkkontoret ', 'We share a key with @torg-och-parkkontoret '));
  await page.keyboard.press('Control+z');
  await expect(page.locator('[name=what]')).toHaveValue(say('Vi delar nyckel med', 'We share a key with'));
});

test('a preview shows whom the text mentions', async ({ page, to, say }) => {
  await signInAs(page, to, 'representative', '/goteborg/fragor/ny');
  await islandsReady(page);
  await page.locator('[name=what]').fill('@if-stenbrottet @finns-inte');
  await page.locator('.composing').first().getByRole('button', { name: say('Förhandsvisa', 'Preview') }).click();
  await expect(page.locator('.preview').first().getByRole('link')).toHaveText(['@IF Stenbrottet']);
});
