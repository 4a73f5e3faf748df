// A body in the open: who sits there, a seat that ends, its vacancy, and somebody new who is offered it by e-mail.
import { day } from '../helpers/dates';
import { expect, test } from '../helpers/fixtures';
import { fill, signInAs, signOut } from '../helpers/people';

const BODY = '/goteborg/organ/samverkansgruppen-utforare';
const OFFER = 'main form[action$="/platser"]';

test('a seat ends, its vacancy shows, and somebody new takes it @matrix', async ({ page, to, say, mailbox }) => {
  test.setTimeout(120_000);
  // several runs may share a server: each ends one of the seats that the demo filled, and fills it with somebody of its own
  const function_ = say(`ledamot ${Date.now()}`, `member ${Date.now()}`);
  const email = `plats-${Date.now()}@example.org`;
  const vacancies = async () => page.locator('#civil_society ~ .cq .state.wait').filter({ hasText: say('Vakant', 'Vacant') }).count();
  let before = 0;

  await test.step('all see who sits there, by function, and what is missing', async () => {
    await page.goto(to('/goteborg/organ'));
    await page.getByRole('link', { name: 'Samverkansgruppen för utförare' }).click();
    await expect(page.locator('main')).toContainText(say('Det som saknas', 'The gaps'));
    await expect(page.locator('main')).toContainText('Åsa Wallerius');
    // she has not agreed that her name is shown
    await expect(page.locator('main')).not.toContainText('Agneta Söderhjelm');
    await expect(page.locator('main')).toContainText(say('Namnet visas inte', 'The name is not shown'));
    before = await vacancies();
  });

  await test.step('a seat ends at once, and is vacant', async () => {
    await signInAs(page, to, 'kansli', `${BODY}/platser`);
    await page.getByRole('link', { name: /ledamot, (ordförande|sammankallande)/ }).first().click();
    await fill(page, { on: day(new Date(), -1), reason: say('Uppdraget är slut.', 'The appointment is over.') }, 'main section form');
    await page.getByRole('button', { name: say('Avsluta uppdraget', 'End the appointment') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await signOut(page);
    await page.goto(to(BODY));
    expect(await vacancies()).toBe(before + 1);
    await page.goto(to('/goteborg/logg?alla=1&slag=anslutna'));
    await expect(page.locator('.log').first()).toContainText(say('En person lämnade sin plats i', 'A person left a seat in'));
  });

  await test.step('the kansli offers it', async () => {
    await signInAs(page, to, 'kansli', `${BODY}/platser`);
    await fill(page, { email: 'ingen' }, OFFER);
    await page.locator(`${OFFER} .button`).click();
    await expect(page.locator('.errors')).toBeVisible();
    await fill(page, { email, function: function_ }, OFFER);
    await page.locator(`${OFFER} .button`).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('main')).toContainText(email);
    await signOut(page);
  });

  await test.step('whoever got the mail accepts, with a name that is theirs to show', async () => {
    const link = await mailbox.link(email, /plats|seat/, /\/plats\//);
    await page.goto(link);
    await expect(page.locator('h1')).toContainText('Samverkansgruppen för utförare');
    await page.getByRole('button', { name: say('Tacka ja', 'Accept') }).click();
    await expect(page.locator('.errors')).toBeVisible();
    await fill(page, { name: 'Vera Platsholm', shows_name: '1' });
    await page.getByRole('button', { name: say('Tacka ja', 'Accept') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    const seat = page.locator('tr').filter({ hasText: function_ });
    await expect(seat).toContainText('Vera Platsholm');
    expect(await vacancies()).toBe(before);
    await page.getByRole('button', { name: say('Dölj mitt namn', 'Hide my name') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(seat).not.toContainText('Vera Platsholm');
    // the link works once
    await signOut(page);
    await page.goto(link);
    await expect(page.locator('h1')).toContainText(say('gäller inte längre', 'no longer valid'));
  });

  await test.step('and the public side has no part in it', async () => {
    await signInAs(page, to, 'officer', `${BODY}/platser`);
    await expect(page.locator('h1')).toContainText(say('Det här får du inte göra', 'You may not do this'));
  });
});
