// A meeting that is full: the waiting list moves by itself, and whoever got the place is checked in at the door. And one by invitation.
import type { Page } from '@playwright/test';
import { day } from '../helpers/dates';
import { expect, test } from '../helpers/fixtures';
import { fill, pathOf, signInAs, signOut } from '../helpers/people';

type To = (path: string) => string;
type Say = (sv: string, en: string) => string;

/** Announces a meeting as whoever is signed in, and gives its address. */
async function announce(page: Page, to: To, say: Say, title: string, fields: Record<string, string>): Promise<string> {
  await page.goto(to('/goteborg/moten/nytt'));
  await fill(page, {
    kind: 'hearing',
    title,
    theme: say('Vi talar om rum som räcker.', 'We talk about rooms that suffice.'),
    date: day(new Date(), 21),
    starts: '17:30',
    ends: '19:30',
    place: 'Medborgarhuset, Kyrkbytorget',
    'item_title-0': say('Välkomna', 'Welcome'),
    ...fields,
  });
  await page.getByRole('button', { name: say('Bjud in', 'Announce the meeting'), exact: true }).click();
  await expect(page.locator('h1')).toHaveText(title);
  return pathOf(page);
}

test('a full meeting, its waiting list and the door @matrix', async ({ page, to, say, mailbox }) => {
  test.setTimeout(150_000);
  const [first, second] = [`ett.${Date.now()}@example.org`, `tva.${Date.now()}@example.org`];
  let meeting = '';
  let own = '';
  let code = '';

  await test.step('the kansli announces a meeting with one place', async () => {
    await signInAs(page, to, 'kansli');
    meeting = await announce(page, to, say, say('Ett rum för en', 'A room for one'), { capacity: '1', seats: '1', date: day(new Date(), 1) });
    await signOut(page);
  });

  await test.step('somebody takes it', async () => {
    await page.goto(to(meeting));
    await fill(page, { name: 'Vera Visit', email: first }, '#anmalan form');
    await page.locator('#anmalan').getByRole('button', { name: say('Anmäl mig', 'Sign me up') }).click();
    await expect(page.locator('.flash')).toBeVisible();
    own = await mailbox.link(first, /Bekräfta|Confirm/, /\/anmalan\//);
    await page.goto(own);
    await page.getByRole('button', { name: say('Bekräfta min plats', 'Confirm my place') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
  });

  await test.step('the next one waits, and says what she needs', async () => {
    await page.goto(to(meeting));
    await expect(page.locator('.places b')).toHaveText(say('Fullt', 'Full'));
    await page.getByText(say('Behöver du något för att kunna delta?', 'Do you need anything to be able to take part?')).click();
    await fill(page, { name: 'Wilma Väntar', email: second, interpreter: say('teckenspråk', 'sign language'), wheelchair: '1' }, '#anmalan form');
    await page.locator('#anmalan').getByRole('button', { name: say('Ställ mig på väntelistan', 'Put me on the waiting list') }).click();
    await expect(page.locator('.flash')).toContainText(say('Mötet är fullt', 'The meeting is full'));
    await page.goto(await mailbox.link(second, /väntelistan|waiting list/, /\/anmalan\//));
    await page.getByRole('button', { name: say('Ställ mig på väntelistan', 'Put me on the waiting list') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('main')).toContainText(say('Du är nummer 1 i kön', 'You are number 1 in the queue'));
    await expect(page.locator('main .qr')).toHaveCount(0);
  });

  await test.step('the kansli sees the list and what to order; nobody else does', async () => {
    await signInAs(page, to, 'kansli', `${meeting}/anmalda`);
    await expect(page.locator('main')).toContainText('Wilma Väntar');
    await expect(page.locator('main')).toContainText(say('Tolk: teckenspråk', 'Interpreter: sign language'));
    await signOut(page);
    await page.goto(to(meeting));
    await expect(page.locator('main')).not.toContainText('Wilma');
  });

  await test.step('somebody leaves, and the place goes on by itself', async () => {
    await page.goto(own);
    await page.locator('summary', { hasText: say('Avboka min plats', 'Cancel my place') }).click();
    await page.getByRole('button', { name: say('Ja, avboka', 'Yes, cancel it') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await page.goto(await mailbox.link(second, /fått en plats|got a place/, /\/anmalan\//));
    await expect(page.locator('.state.done').first()).toHaveText(say('Bekräftad', 'Confirmed'));
    await expect(page.locator('main .qr svg')).toBeVisible();
    code = (await page.locator('main .code').textContent())?.trim() ?? '';
    expect(code).toMatch(/^[A-Z2-9]{6}$/);
  });

  await test.step('at the door the code leads to her, for the kansli only', async () => {
    const answer = await page.goto(to(`${meeting}/incheckning?q=${code}`));
    expect(answer?.status()).toBe(401);
    await expect(page.locator('main')).not.toContainText('Wilma');
    await signInAs(page, to, 'kansli', `${meeting}/incheckning`);
    await fill(page, { q: code.toLowerCase() }, 'main form.search');
    await page.getByRole('button', { name: say('Sök', 'Search'), exact: true }).click();
    await page.getByRole('button', { name: say('Checka in Wilma Väntar', 'Check in Wilma Väntar') }).click();
    await expect(page.locator('.flash.success')).toContainText(say('Wilma Väntar är incheckad', 'Wilma Väntar is checked in'));
    await expect(page.locator('.places b')).toHaveText('1');
    await page.locator('.flash').getByRole('button', { name: say('Ångra', 'Undo') }).click();
    await expect(page.locator('.places b')).toHaveText('0');
    await page.getByRole('button', { name: say('Checka in Wilma Väntar', 'Check in Wilma Väntar') }).first().click();
    await expect(page.locator('.places b')).toHaveText('1');
  });
});

test('a meeting by invitation is read by all and joined by guests @matrix', async ({ page, to, say, mailbox }) => {
  test.setTimeout(120_000);
  const guest = `gast.${Date.now()}@example.org`;
  await signInAs(page, to, 'kansli');
  const meeting = await announce(page, to, say, say('Rum bakom en dörr', 'Rooms behind a door'), { capacity: '5', by_invitation: '1' });
  await page.goto(to(`${meeting}/inbjudna`));
  await fill(page, { email: guest, name: 'Gun Gäst', organisation: 'Unga på Hisingen' });
  await page.getByRole('button', { name: say('Skicka inbjudan', 'Send the invitation') }).click();
  await expect(page.locator('main')).toContainText(say('Har inte svarat (1)', 'Not answered yet (1)'));
  await signOut(page);

  await page.goto(to(meeting));
  await expect(page.locator('#anmalan')).toContainText('Unga på Hisingen');
  await expect(page.locator('#anmalan')).not.toContainText('Gun');
  await expect(page.locator('#anmalan form')).toHaveCount(0);

  await page.goto(await mailbox.link(guest, /Inbjudan|Invitation/, /\/inbjudan\//));
  await page.getByRole('button', { name: /^(Jag kommer|I am coming)$/ }).click();
  await expect(page.locator('.flash.success')).toBeVisible();
  await expect(page.locator('main .code')).toBeVisible();

  await signInAs(page, to, 'kansli', `${meeting}/inbjudna`);
  await expect(page.locator('main')).toContainText(say('Tackat ja (1)', 'Accepted (1)'));
});
