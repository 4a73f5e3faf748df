// Appeals: whoever wrote what was declined or closed has it tried by civil society's seats in the steering group.
import type { Page } from '@playwright/test';
import { expect, test } from '../helpers/fixtures';
import { fill, people, postIssue, signInAs, signOut } from '../helpers/people';

type Say = (sv: string, en: string) => string;
type To = (path: string) => string;
const number = (path: string) => /\/fragor\/(\d+)/.exec(path)?.[1] ?? '';

async function kansliDecides(page: Page, to: To, path: string, act: string, reason: string, button: string): Promise<void> {
  await signInAs(page, to, 'kansli', `${path}/beslut?akt=${act}`);
  await fill(page, { reason });
  await page.getByRole('button', { name: button, exact: true }).click();
  await expect(page.locator('.flash.success')).toBeVisible();
}

async function appeal(page: Page, to: To, say: Say, path: string, text: string): Promise<void> {
  await signInAs(page, to, 'representative', path);
  await page.locator('.head').getByRole('link', { name: say('Överklaga beslutet', 'Appeal the decision') }).click();
  const send = page.getByRole('button', { name: say('Skicka överklagandet', 'Send the appeal') });
  await fill(page, { text: say('Nej.', 'No.') });
  await send.click();
  await expect(page.locator('.errors')).toBeVisible();
  await fill(page, { text });
  await send.click();
  await expect(page.locator('.flash.success')).toBeVisible();
  await expect(page.locator('main')).toContainText(text);
}

async function steeringDecides(page: Page, to: To, say: Say, path: string, outcome: string, reason: string): Promise<void> {
  await signInAs(page, to, 'steering', '/goteborg/overklaganden');
  await page.locator('main .rows').getByRole('link', { name: new RegExp(`${say('fråga', 'issue')} ${number(path)}$`) }).click();
  await page.locator('main').getByRole('button', { name: say('Agera för Styrgruppen', 'Act for Styrgruppen') }).click();
  await fill(page, { outcome, reason });
  await page.getByRole('button', { name: say('Spara beslutet', 'Save the decision') }).click();
  // what is changed is read once more
  if (outcome === 'changed') await page.getByRole('button', { name: say('Ja, ändra beslutet', 'Yes, change the decision') }).click();
  await expect(page.locator('.flash.success')).toBeVisible();
  await expect(page.locator('main')).toContainText(reason);
}

test('an appeal is won, and the declined issue comes back @matrix', async ({ page, to, say, mailbox, clock }) => {
  test.setTimeout(120_000);
  const title = say('Grinden till skolgården är låst efter fyra', 'The gate to the school yard is locked after four');
  const words = say('Grinden är stadens egen, det står på skylten bredvid.', 'The gate is the city\u2019s own, as the sign beside it says.');
  await signInAs(page, to, 'representative');
  const path = await postIssue(page, to, say, { title });
  await kansliDecides(page, to, path, 'decline', say('Grinden är privat.', 'The gate is private.'), say('Avböj', 'Decline'));
  await appeal(page, to, say, path, words);

  await test.step('all see that it is appealed and when it is answered, nobody reads the words', async () => {
    await signOut(page);
    await page.goto(to(path));
    await expect(page.locator('.chain')).toContainText(say('överklagade beslutet att avböja frågan', 'appealed the decision to decline the issue'));
    await expect(page.locator('.head .due')).toContainText(say('svarar på överklagandet senast', 'answers the appeal by'));
    await expect(page.locator('main')).not.toContainText(words);
    await clock.advance({ minutes: 2 });
    const mail = await mailbox.wait(people.steering.email, /Överklagande \d+ väntar/);
    expect(mail.text).not.toContain(words);
    await clock.reset();
  });

  await test.step('the kansli reads it and does not decide', async () => {
    await signInAs(page, to, 'kansli', '/goteborg/skrivbord?ko=overklagat');
    await page.locator('.queue .rows').getByRole('link', { name: title }).click();
    await expect(page.locator('.side')).toContainText(words);
    await page.locator('#chosen a').click();
    await expect(page.locator('main')).toContainText(words);
    await expect(page.getByRole('button', { name: say('Spara beslutet', 'Save the decision') })).toHaveCount(0);
  });

  await test.step('the steering group changes the decision', async () => {
    const reason = say('Staden äger grinden.', 'The city owns the gate.');
    await steeringDecides(page, to, say, path, 'changed', reason);
    await signOut(page);
    await page.goto(to(path));
    await expect(page.locator('.head .meta')).toContainText(say('I forum', 'In its forum'));
    await expect(page.locator('.chain')).toContainText(reason);
    await expect(page.locator('.chain')).toContainText(say('ändrade beslutet att avböja frågan', 'changed the decision to decline the issue'));
    await page.goto(to('/goteborg/logg?slag=overklaganden'));
    await expect(page.locator('.log')).toContainText(reason);
    await clock.advance({ minutes: 2 });
    const told = await mailbox.wait(people.representative.email, /Överklagande \d+ är avgjort/);
    expect(told.text).toContain(reason);
  });
});

test('an appeal is lost, and the issue stays closed @matrix', async ({ page, to, say }) => {
  test.setTimeout(120_000);
  const title = say('Bollplanet bakom kyrkan har fått nya tider', 'The pitch behind the church has new hours');
  await signInAs(page, to, 'representative');
  const path = await postIssue(page, to, say, { title });
  await kansliDecides(page, to, path, 'close', say('Tiderna är ändrade.', 'The hours have changed.'), say('Avsluta', 'Close'));
  await appeal(page, to, say, path, say('De nya tiderna gäller bara vuxna lag.', 'The new hours are for adult teams only.'));
  const reason = say('Ungdomstiderna kommer i maj.', 'The hours for the young come in May.');
  await steeringDecides(page, to, say, path, 'stands', reason);

  await signInAs(page, to, 'representative', path);
  await expect(page.locator('.chain')).toContainText(say('stå fast', 'stand'));
  await expect(page.locator('.chain')).toContainText(reason);
  await page.locator('.head').getByRole('link', { name: say('Läs överklagandet', 'Read the appeal') }).click();
  await expect(page.locator('main')).toContainText(say('Beslutet står fast', 'Decision stands'));
  await expect(page.getByRole('button', { name: say('Ta tillbaka överklagandet', 'Withdraw the appeal') })).toHaveCount(0);
});

test('a hidden contribution shows again after an appeal @matrix', async ({ page, to, say }) => {
  test.setTimeout(120_000);
  const title = say('Trappan till biblioteket är hal', 'The stairs to the library are slippery');
  const text = say('Vaktmästaren saltar bara på måndagar.', 'The caretaker salts on Mondays only.');
  const words = say('En vaktmästare är inte en privatperson i sin tjänst.', 'A caretaker on duty is not a private person.');
  await signInAs(page, to, 'representative');
  const path = await postIssue(page, to, say, { title });
  await signInAs(page, to, 'two', path);
  await fill(page, { text }, '#skriv');
  await page.getByRole('button', { name: say('Skicka inlägget', 'Send the contribution') }).click();
  await expect(page.locator('#inlagg-1')).toContainText(text);
  await signInAs(page, to, 'kansli', `${path}/inlagg/1/dolj`);
  await fill(page, { reason: say('Det pekar ut en person.', 'It points at a person.') });
  await page.getByRole('button', { name: say('Dölj inlägget', 'Hide the contribution') }).click();
  await expect(page.locator('.flash.success')).toBeVisible();

  await signInAs(page, to, 'two', path);
  await page.locator('#inlagg-1').getByRole('link', { name: say('Överklaga beslutet', 'Appeal the decision') }).click();
  await fill(page, { text: words });
  await page.getByRole('button', { name: say('Skicka överklagandet', 'Send the appeal') }).click();
  await expect(page.locator('.flash.success')).toBeVisible();

  await steeringDecides(page, to, say, path, 'changed', say('Det är kritik, inte personuppgifter.', 'It is criticism, not personal data.'));
  await signOut(page);
  await page.goto(to(path));
  await expect(page.locator('#inlagg-1')).toContainText(text);
  await expect(page.locator('main')).not.toContainText(words);
});
