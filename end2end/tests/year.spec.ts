// A year, as one journey: a wish becomes a hearing that is full, is run by three browsers at once, and leaves minutes behind that do
// something; what somebody took on there is late and then done; what is promised at a talk returns by itself until it is kept. The clock is
// moved by the test. Reading, sign-up and minutes go without JavaScript; what is live has it.
import { createHash } from 'node:crypto';
import type { BrowserContext, BrowserContextOptions, Locator, Page } from '@playwright/test';
import { expectNoSidewaysScroll } from '../helpers/axe';
import { day, instant } from '../helpers/dates';
import { expect, test } from '../helpers/fixtures';
import { fill, islandsReady, pathOf, people, postIssue, signInAs, signOut } from '../helpers/people';

const number = (path: string) => /\/(?:fragor|moten|onskemal|loften|atgarder)\/(\d+)/.exec(path)?.[1] ?? '';

/** The second one of the kansli who writes: not one of those whom the sign-in page offers. */
const WRITER = { name: 'Farid Rahimi', email: 'farid.rahimi@kansliet.example.org' };
const OFFICE = people.officer.organisation;
const OFFICE_SLUG = 'torg-och-parkkontoret';

// Days of the journey, counted from the day on which it is run. The demo's own talks are over before the first of ours.
const HEARING = 20;
const DUE_FIRST = 28;
const DUE_SECOND = 30;
const TALK = 45;
const PROMISED = 80;
const NEXT_TALK = 110;

test('the yearly round, from a wish to a promise that is kept @postgres', async ({ page, browser, baseURL, server, to, say, clock, mailbox }) => {
  test.setTimeout(420_000);
  const now = new Date();
  const on = (days: number) => day(now, days);
  const at = (days: number, time: string) => clock.set(instant(on(days), time));
  const mark = now.getTime().toString(36);

  // Browsers of our own are watched as the one of the fixture is.
  const complaints: string[] = [];
  const contexts: BrowserContext[] = [];
  const open = async (options: BrowserContextOptions): Promise<Page> => {
    const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 800 }, ...options });
    contexts.push(context);
    context.on('weberror', (event) => {
      if (!/^Transition was (aborted|skipped)/.test(event.error().message)) complaints.push(event.error().message);
    });
    context.on('console', (message) => {
      if (message.type() === 'error' && /panicked|Content.Security.Policy|hydrat/i.test(message.text())) complaints.push(message.text());
    });
    context.on('response', (response) => {
      if (response.url().startsWith(server.url) && response.status() >= 500) complaints.push(`${response.status()} for ${response.url()}`);
    });
    return context.newPage();
  };

  const first = say(`Belysningen på spåret ${mark} är släckt`, `The lights on the track ${mark} are out`);
  const second = say(`Vindskyddet vid spåret ${mark} läcker`, `The shelter by the track ${mark} leaks`);
  const title = say(`Hur får vi ljus på spåret ${mark}?`, `How do we get light on the track ${mark}?`);
  // what is read, signed up to and written about goes without JavaScript
  const plain = await open({ javaScriptEnabled: false });

  await signInAs(page, to, 'representative');
  const issue = await postIssue(page, to, say, { title: first });
  const passed = await postIssue(page, to, say, { title: second });

  const wish = await test.step('an organisation wishes for a meeting, and another one wants the same', async () => {
    await page.goto(to('/goteborg/onskemal'));
    await page.getByRole('link', { name: say('Önska ett möte', 'Wish for a meeting') }).click();
    await fill(page, {
      title,
      why: say('Barnen slutar träna när det blir mörkt.', 'The children stop training when it gets dark.'),
      kind: 'hearing',
      area: 'hisingen',
      period: say('I höst', 'This autumn'),
      fraga: number(issue),
    });
    await page.getByRole('button', { name: say('Skicka önskemålet', 'Send the wish') }).click();
    await expect(page.locator('h1')).toHaveText(title);
    await expect(page.locator('.head .due')).toContainText(say('svarar senast', 'answers by'));
    const path = pathOf(page);
    await signInAs(page, to, 'two', path);
    await page.getByRole('button', { name: say('Vi också', 'We too'), exact: true }).click();
    await expect(page.locator('#support-count')).toHaveText('1');
    return path;
  });

  const meeting = await test.step('the kansli plans a hearing of it with two places, and announces it', async () => {
    await signInAs(page, to, 'kansli', '/goteborg/skrivbord?ko=onskemal');
    await page.locator('.queue .rows').getByRole('link', { name: title }).click();
    await page.getByRole('button', { name: say('Planera ett möte av önskemålet', 'Plan a meeting from the wish') }).click();
    await expect(page.locator('#title')).toHaveValue(title);
    await fill(page, {
      date: on(HEARING),
      starts: '17:30',
      ends: '19:30',
      place: say('Klubbhuset', 'The club house'),
      capacity: '2',
      opens: 'by_hand',
      'item_issue-0': '',
      'item_title-0': say('Välkomna', 'Welcome'),
      'item_minutes-0': '15',
    });
    await page.getByRole('button', { name: say('Bjud in', 'Announce the meeting'), exact: true }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('h1')).toHaveText(title);
    const path = pathOf(page);
    await page.goto(to(wish));
    await fill(page, { act: 'plan', meeting: number(path), reason: say('Många tränar där.', 'Many train there.') }, 'main form.form');
    await page.getByRole('button', { name: say('Skicka svaret', 'Send the answer') }).click();
    await expect(page.locator('.facts').getByRole('link', { name: title })).toBeVisible();
    return path;
  });

  await test.step('chooses one issue and not the other, with reasons, and opens the sign-up', async () => {
    await page.goto(to(meeting));
    await page.getByRole('link', { name: say('Välj frågor till mötet', 'Choose issues for the meeting') }).click();
    await page.goto(`${page.url()}?q=${mark}`);
    const row = (name: string) => page.locator('main section.box').filter({ hasText: name });
    await row(first).getByLabel(say('Väljs till mötet', 'Chosen for the meeting')).check();
    await row(first).locator('textarea').fill(say('Den gäller flest.', 'It concerns most.'));
    await row(second).getByLabel(say('Inte den här gången', 'Not this time')).check();
    await row(second).locator('textarea').fill(say('Vindskyddet lagas redan.', 'The shelter is being mended already.'));
    await page.getByRole('button', { name: say('Spara valen', 'Save the choices') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    // announced is not open: all can read it, nobody can sign up yet
    await plain.goto(to(meeting));
    await expect(plain.locator('#anmalan')).toBeVisible();
    await expect(plain.locator('#anmalan form')).toHaveCount(0);
    await page.goto(to(meeting));
    await page.getByRole('button', { name: say('Öppna anmälan nu', 'Open sign-up now') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await signOut(page);
  });

  await test.step('all read it without JavaScript: the wish, the agenda, why the one was chosen and the other not', async () => {
    await plain.goto(to(wish));
    await expect(plain.locator('main')).toContainText(say('Många tränar där.', 'Many train there.'));
    await plain.locator('.facts').getByRole('link', { name: title }).click();
    await expect(plain.locator('h1')).toHaveText(title);
    await expect(plain.locator('.agenda > li')).toHaveCount(2);
    await expect(plain.locator('.agenda')).toContainText(first);
    await expect(plain.locator('#valda')).toContainText(say('Den gäller flest.', 'It concerns most.'));
    await expect(plain.locator('#valda')).toContainText(say('Vindskyddet lagas redan.', 'The shelter is being mended already.'));
    await plain.goto(to(passed));
    await expect(plain.locator('.chain')).toContainText(say('Vindskyddet lagas redan.', 'The shelter is being mended already.'));
    await plain.goto(to(issue));
    await expect(plain.locator('.head')).toContainText(say('På dagordningen', 'On an agenda'));
    await plain.goto(to(`/goteborg/kalender/${on(HEARING).slice(0, 4)}`));
    await expect(plain.locator('.year').getByRole('link', { name: title })).toBeVisible();
  });

  const guests = [
    { name: 'Edda Etta', email: `etta.${mark}@example.org`, organisation: '' },
    { name: 'Tore Tvåa', email: `tvaa.${mark}@example.org`, organisation: people.two.organisation },
    { name: 'Trine Trea', email: `trea.${mark}@example.org`, organisation: '' },
  ];
  const [etta, tvaa, trea] = guests;
  const link: Record<string, string> = {};

  await test.step('two sign up, and the third waits', async () => {
    for (const [n, guest] of guests.entries()) {
      const full = n === 2;
      const button = full ? say('Ställ mig på väntelistan', 'Put me on the waiting list') : say('Anmäl mig', 'Sign me up');
      await plain.goto(to(meeting));
      await expect(plain.locator('.places b')).toHaveText(full ? say('Fullt', 'Full') : String(2 - n));
      await fill(plain, { ...guest }, '#anmalan form');
      await plain.locator('#anmalan').getByRole('button', { name: button }).click();
      await expect(plain.locator('.flash').first()).toBeVisible();
      link[guest.email] = await mailbox.link(guest.email, full ? /väntelistan|waiting list/ : /Bekräfta|Confirm/, /\/anmalan\//);
      await plain.goto(link[guest.email]);
      await plain.getByRole('button', { name: full ? button : say('Bekräfta min plats', 'Confirm my place') }).click();
      await expect(plain.locator('.flash.success')).toBeVisible();
    }
    await expect(plain.locator('main')).toContainText(say('Du är nummer 1 i kön', 'You are number 1 in the queue'));
    await expect(plain.locator('main .code')).toHaveCount(0);
    await plain.goto(to(meeting));
    for (const guest of guests) await expect(plain.locator('main')).not.toContainText(guest.name);
  });

  let code = '';
  await test.step('the first one cancels by the link in the mailbox, and the third one is told of the place by mail', async () => {
    await plain.goto(link[etta.email]);
    await plain.locator('summary', { hasText: say('Avboka min plats', 'Cancel my place') }).click();
    await plain.getByRole('button', { name: say('Ja, avboka', 'Yes, cancel it') }).click();
    await expect(plain.locator('.flash.success')).toBeVisible();
    link[trea.email] = await mailbox.link(trea.email, /fått en plats|got a place/, /\/anmalan\//);
    await plain.goto(link[trea.email]);
    await expect(plain.locator('.state.done').first()).toHaveText(say('Bekräftad', 'Confirmed'));
    code = (await plain.locator('main .code').textContent())?.trim() ?? '';
    expect(code).toMatch(/^[A-Z2-9]{6}$/);
    await plain.goto(to(meeting));
    await expect(plain.locator('.places b')).toHaveText(say('Fullt', 'Full'));
  });

  // --- the evening -------------------------------------------------------------------------------------------------------------

  const phone = await open({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const screen = await open({ viewport: { width: 1920, height: 1080 } });
  const floor = (of: Page) => of.locator('#golvet');
  /** Leaves something in the page that is gone once it is loaded again. */
  const leaveMark = (of: Page) => of.evaluate(() => void (document.documentElement.dataset.same = '1'));
  const isSame = async (of: Page, who: string) => expect(await of.evaluate(() => document.documentElement.dataset.same), `${who} was not loaded again`).toBe('1');

  await test.step('the door opens: who came is checked in', async () => {
    await at(HEARING, '17:10');
    await signInAs(page, to, 'kansli', `${meeting}/incheckning?q=${code}`);
    await page.getByRole('button', { name: say(`Checka in ${trea.name}`, `Check in ${trea.name}`) }).click();
    await expect(page.locator('.places b')).toHaveText('1');
    await page.goto(to(`${meeting}/incheckning`));
    await page.getByRole('button', { name: say(`Checka in ${tvaa.name}`, `Check in ${tvaa.name}`) }).click();
    await expect(page.locator('.places b')).toHaveText('2');
  });

  await test.step('three browsers: the secretary, a participant on a phone by the link of the mail, the projector', async () => {
    await page.goto(to(`${meeting}/nu/sekreterare`));
    await islandsReady(page);
    await phone.goto(link[trea.email]);
    await phone.getByRole('button', { name: say('Delta i mötet nu', 'Take part in the meeting now') }).click();
    await expect(phone).toHaveURL(/\/nu$/);
    await islandsReady(phone);
    await expectNoSidewaysScroll(phone, 360);
    await screen.goto(to(`${meeting}/nu/skarm`));
    await islandsReady(screen);
    await expect(screen.locator('header, footer, button')).toHaveCount(0);
    await leaveMark(screen);
    // the second one who has a place has no JavaScript
    await plain.goto(link[tvaa.email]);
    await plain.getByRole('button', { name: say('Delta i mötet nu', 'Take part in the meeting now') }).click();
    await expect(plain).toHaveURL(/\/nu$/);
  });

  await test.step('the meeting is opened, and all three see its first item', async () => {
    await at(HEARING, '17:30');
    await leaveMark(page);
    await leaveMark(phone);
    await page.getByRole('button', { name: say('Öppna mötet', 'Open the meeting') }).click();
    for (const one of [page, phone, screen]) {
      await expect(floor(one).locator('.item')).toHaveText(say('1. Välkomna', '1. Welcome'));
      await expect(floor(one).locator('.left')).toContainText(say('kvar', 'left'));
    }
    await page.getByRole('button', { name: say('Nästa punkt', 'Next item') }).click();
    for (const one of [page, phone, screen]) await expect(floor(one).locator('.item')).toHaveText(`2. ${first}`);
    await isSame(page, 'the secretary');
    await isSame(phone, 'the phone');
  });

  const asked = say('När tänds ljuset på spåret igen?', 'When will the track be lit again?');
  const other = say('Vem betalar för strömmen?', 'Who pays for the electricity?');
  const ask = async (by: Page, text: string) => {
    await by.getByRole('link', { name: say('Ställ en fråga', 'Ask a question') }).click();
    await fill(by, { text });
    await by.getByRole('button', { name: say('Skicka frågan', 'Send the question') }).click();
    await expect(by.locator('.flash.success')).toBeVisible();
    await expect(floor(by)).toContainText(text);
  };
  const question = (of: Page, text: string): Locator => floor(of).locator('li').filter({ hasText: text });

  await test.step('two questions are asked, and one of them is voted up', async () => {
    await ask(plain, other);
    await expect(question(page, other)).toContainText(people.two.organisation);
    await ask(phone, asked);
    await islandsReady(phone);
    await leaveMark(phone);
    // without a reload: on the secretary's page both stand in the order in which they were asked
    await expect(question(page, asked)).toContainText(say('0 röster', '0 votes'));
    await expect(floor(page).locator('.rows li').first()).toContainText(other);
    await plain.reload();
    await question(plain, asked).getByRole('button').click();
    await expect(question(plain, asked)).toContainText(say('1 röst', '1 vote'));
    for (const one of [page, phone]) {
      await expect(question(one, asked)).toContainText(say('1 röst', '1 vote'));
      // the one that has votes comes first
      await expect(floor(one).locator('.rows li').first()).toContainText(asked);
    }
    // one vote for each: pressed again it is the same one
    await question(plain, asked).getByRole('button').click();
    await expect(question(plain, asked)).toContainText(say('1 röst', '1 vote'));
    // her name is nobody's business: she did not say so
    for (const one of [phone, plain, screen]) expect(await one.content()).not.toContain(trea.name);
    await isSame(page, 'the secretary');
    await isSame(phone, 'the phone');
  });

  await test.step('they are taken in turn: the hall reads the one that is on, and it is answered', async () => {
    const taken = (of: Page) => floor(of).locator('.ontaken');
    await floor(page).locator('.rows li').first().getByRole('button', { name: say('Ta frågan', 'Take it') }).click();
    for (const one of [page, phone, screen]) await expect(taken(one)).toContainText(asked);
    await taken(page).getByRole('button', { name: say('Besvarad', 'Answered') }).click();
    for (const one of [page, phone, screen]) await expect(taken(one)).toHaveCount(0);
    await question(page, other).getByRole('button', { name: say('Ta frågan', 'Take it') }).click();
    for (const one of [page, phone, screen]) await expect(taken(one)).toContainText(other);
    await taken(page).getByRole('button', { name: say('Ta senare', 'Take later') }).click();
    for (const one of [page, phone, screen]) await expect(taken(one)).toHaveCount(0);
    await expect(phone.locator('#besvarade')).toContainText(asked);
    await expect(phone.locator('#parkerade')).toContainText(other);
    await isSame(page, 'the secretary');
    await isSame(phone, 'the phone');
  });

  await test.step('whoever speaks for the first time comes first', async () => {
    const often = say('Berit i salen', 'Berit in the hall');
    const speaks = (of: Page) => floor(of).locator('.speaking').first();
    const write = async () => {
      await page.locator('#name').fill(often);
      await page.getByRole('button', { name: say('Skriv upp på talarlistan', 'Put on the speakers’ list') }).click();
      await expect(floor(page).locator('ol.rows li').filter({ hasText: often })).toBeVisible();
    };
    const give = () => page.getByRole('button', { name: say('Ge ordet till nästa', 'Give the word to the next') }).click();
    for (let turn = 0; turn < 2; turn++) {
      await write();
      await give();
      await expect(speaks(screen)).toContainText(often);
      await page.getByRole('button', { name: say('Har talat klart', 'Is done speaking') }).click();
      await expect(floor(screen).locator('.speaking')).toHaveCount(0);
    }
    await write();
    await phone.getByRole('button', { name: say('Begär ordet', 'Ask to speak'), exact: true }).click();
    await expect(phone.getByRole('button', { name: say('Ta mig från talarlistan', 'Take me off the speakers’ list') })).toBeVisible();
    await islandsReady(phone);
    await leaveMark(phone);
    // she asked last; whoever leads sees her name, the others do not
    const waiting = floor(page).locator('ol.rows li');
    await expect(waiting).toHaveCount(2);
    await expect(waiting.first()).toContainText(trea.name);
    await expect(waiting.first()).toContainText(say('talar första gången', 'speaks for the first time'));
    await expect(waiting.last()).toContainText(often);
    await expect(waiting.last()).not.toContainText(say('talar första gången', 'speaks for the first time'));
    await expect(floor(phone).locator('.turns li').first()).toContainText(say('Deltagare', 'Participant'));
    await give();
    await expect(speaks(page)).toContainText(trea.name);
    await expect(speaks(screen)).toContainText(say('Deltagare', 'Participant'));
    await expect(floor(screen)).not.toContainText(trea.name);
    await isSame(phone, 'the phone');
  });

  await test.step('a quick poll', async () => {
    await page.getByRole('link', { name: say('Ny omröstning', 'New poll') }).click();
    await fill(page, {
      poll: say('När ska det vara tänt?', 'When should it be lit?'),
      options: say('Till nio\nTill elva\nHela natten', 'Until nine\nUntil eleven\nAll night'),
      how: 'one',
    });
    await page.getByRole('button', { name: say('Öppna omröstningen', 'Open the poll') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await islandsReady(page);
    await leaveMark(page);
    await expect(floor(screen)).toContainText(say('När ska det vara tänt?', 'When should it be lit?'));
    await expect(floor(screen)).toContainText(say('0 har röstat', '0 have voted'));
    await floor(phone).locator('#o-1').click();
    await phone.getByLabel(say('Till elva', 'Until eleven')).check();
    await phone.getByRole('button', { name: say('Rösta', 'Vote') }).click();
    await expect(phone.locator('.flash.success')).toBeVisible();
    await islandsReady(phone);
    await leaveMark(phone);
    for (const one of [page, screen]) await expect(floor(one)).toContainText(say('1 har röstat', '1 has voted'));
    await plain.reload();
    await floor(plain).locator('#o-1').click();
    await plain.getByLabel(say('Till elva', 'Until eleven')).check();
    await plain.getByRole('button', { name: say('Rösta', 'Vote') }).click();
    await expect(plain.locator('.flash.success')).toBeVisible();
    await expect(floor(screen)).toContainText(say('2 har röstat', '2 have voted'));
    // the result is not told before it is closed
    await expect(screen.locator('table.poll')).toHaveCount(0);
    await page.getByRole('button', { name: say('Avsluta omröstning 1', 'Close poll 1') }).click();
    for (const one of [page, phone, screen]) {
      await expect(one.locator('table.poll tr').filter({ hasText: say('Till elva', 'Until eleven') }).locator('td')).toContainText('2');
      await expect(one.locator('table.poll tr').filter({ hasText: say('Hela natten', 'All night') }).locator('td')).toContainText('0');
    }
    await isSame(phone, 'the phone');
  });

  const lines = {
    heard: say('Lamporna släcktes i mars.', 'The lamps went out in March.'),
    who: say('Klubben har ringt fyra gånger.', 'The club has called four times.'),
    money: say('Strömmen kostar tolv kronor om dagen.', 'The electricity costs twelve kronor a day.'),
    heardMore: say('Lamporna släcktes den tredje mars.', 'The lamps went out on the third of March.'),
    heardElse: say('Lamporna släcktes i april.', 'The lamps went out in April.'),
    moneyMore: say('Strömmen kostar tolv kronor om dagen, säger kontoret.', 'The electricity costs twelve kronor a day, says the office.'),
  };
  const merged = [lines.heardMore, lines.who, lines.moneyMore].join('\n');

  await test.step('the secretary’s minutes are saved as they are written, and what another writes is merged into them', async () => {
    await page.locator('main .names a').filter({ hasText: first }).click();
    await expect(page).toHaveURL(/punkt=\d+/);
    await islandsReady(page);
    await leaveMark(page);
    await page.locator('#said').fill([lines.heard, lines.who, lines.money].join('\n'));
    await expect(page.locator('#pad')).toHaveText(say('Sparat', 'Saved'));

    const writer = await open({});
    await writer.goto(to('/logga-in'));
    await writer.locator('#email').fill(WRITER.email);
    await writer.getByRole('button', { name: say('Skicka länken', 'Send the link') }).click();
    await writer.goto(await mailbox.link(WRITER.email, /Dialogforum/, /\/logga-in\//));
    await writer.getByRole('button', { name: /Logga in på den här enheten|Sign in on this device/ }).click();
    await expect(writer.locator('.acting')).toContainText(people.kansli.organisation);
    await writer.goto(page.url());
    await islandsReady(writer);
    await expect(writer.locator('#said')).toHaveValue([lines.heard, lines.who, lines.money].join('\n'));
    // each changes a line of their own; the secretary has not seen the other's
    await writer.locator('#said').fill([lines.heard, lines.who, lines.moneyMore].join('\n'));
    await expect(writer.locator('#pad')).toHaveText(say('Sparat', 'Saved'));
    await expect(page.locator('#said')).toHaveValue([lines.heard, lines.who, lines.money].join('\n'));
    await page.locator('#said').fill([lines.heardMore, lines.who, lines.money].join('\n'));
    await expect(page.locator('#said')).toHaveValue(merged);
    await expect(page.getByRole('status').filter({ hasText: say('tillsammans med vad någon annan skrev', 'together with what somebody else wrote') })).toBeVisible();
    await isSame(page, 'the secretary');
    // the same line twice: both texts are kept beside each other, and somebody puts them together
    await writer.locator('#said').fill([lines.heardElse, lines.who, lines.moneyMore].join('\n'));
    const choose = writer.getByRole('link', { name: say('Läs om sidan och välj', 'Reload the page and choose') });
    await expect(choose).toHaveAttribute('href', /^\?punkt=\d+$/);
    await choose.click();
    for (const line of [lines.heardMore, lines.heardElse]) await expect(writer.locator('.texts')).toContainText(line);
    await writer.locator('#said').fill(merged);
    await writer.getByRole('button', { name: say('Spara som jag har satt ihop dem', 'Save as I put them together') }).click();
    await expect(writer.locator('.texts')).toHaveCount(0);
    await writer.reload();
    await expect(writer.locator('#said')).toHaveValue(merged);
    await writer.getByRole('link', { name: say('Tidigare versioner', 'Earlier versions') }).click();
    for (const name of [WRITER.name, people.kansli.name]) await expect(writer.locator('main .rows')).toContainText(name);
    await writer.context().close();
  });

  await test.step('the meeting ends for all', async () => {
    await at(HEARING, '19:20');
    await page.locator('#slut summary').click();
    await page.locator('#slut button').click();
    for (const one of [page, phone, screen]) await expect(floor(one)).toContainText(say('Mötet är slut.', 'The meeting is over.'));
    await isSame(screen, 'the projector');
    await isSame(phone, 'the phone');
    await phone.context().close();
    await screen.context().close();
    await plain.context().clearCookies();
  });

  // --- what remains of it ------------------------------------------------------------------------------------------------------

  const quick = say('Byt säkringen i elskåpet', 'Change the fuse in the cabinet');
  const slow = say('Sätt upp nya lampor längs spåret', 'Put up new lamps along the track');
  const adjusters = [`justerare.ett.${mark}@example.org`, `justerare.tva.${mark}@example.org`];

  await test.step('the minutes hold what was written and who came, and go to two adjusters', async () => {
    await at(HEARING + 1, '09:00');
    await signInAs(plain, to, 'kansli', meeting);
    await plain.getByRole('link', { name: say('Skriv anteckningar', 'Write minutes') }).first().click();
    await expect(plain.locator('[name="said-1"]')).toHaveValue(merged);
    await expect(plain.locator('[name=attending]')).toHaveValue(new RegExp(`${people.two.organisation}; 1`));
    await expect(plain.locator('[name=alone]')).toHaveValue('1');
    await plain.locator('#rad-1').locator('..').locator('details summary').click();
    await fill(plain, {
      'said-0': say('Alla hälsades välkomna.', 'All were welcomed.'),
      'decided-1': say('Spåret ska vara tänt till elva.', 'The track is to be lit until eleven.'),
      'outcome-1': 'refer',
      'reason-1': say('Kontoret äger lamporna.', 'The office owns the lamps.'),
      'body-1': OFFICE_SLUG,
      'next-1': on(NEXT_TALK + 5),
      // five rows of actions for each item
      'what-5': quick,
      'owner-5': people.representative.organisation,
      'due-5': on(DUE_FIRST),
      'function-5': say('vaktmästare', 'caretaker'),
      'what-6': slow,
      'owner-6': OFFICE,
      'due-6': on(DUE_SECOND),
      'function-6': say('enhetschef', 'head of unit'),
      'adj_function-0': say('justerare för föreningarna', 'adjuster for the associations'),
      'adj_email-0': adjusters[0],
      'adj_function-1': say('justerare för staden', 'adjuster for the city'),
      'adj_email-1': adjusters[1],
    });
    await plain.getByRole('button', { name: say('Skicka för justering', 'Send to be adjusted') }).click();
    await expect(plain.locator('.flash.success')).toBeVisible();
    await signOut(plain);
    await plain.goto(to(meeting));
    await expect(plain.locator('main')).not.toContainText(lines.heardMore);
  });

  await test.step('both adjust them by their own links', async () => {
    await at(HEARING + 2, '09:00');
    for (const adjuster of adjusters) {
      await plain.goto(await mailbox.link(adjuster, /Justera|Adjust/, /\/justera\//));
      await expect(plain.locator('.minutes')).toContainText(lines.heardMore);
      await expect(plain.locator('.minutes')).toContainText(slow);
      await fill(plain, { answer: 'approved' });
      await plain.getByRole('button', { name: say('Skicka svaret', 'Send the answer') }).click();
      await expect(plain.locator('.flash.success')).toBeVisible();
    }
  });

  await test.step('and they are published, for all to read and to check', async () => {
    await signInAs(plain, to, 'kansli', `${meeting}/protokoll`);
    await plain.getByRole('button', { name: say('Publicera de justerade anteckningarna', 'Publish the adjusted minutes') }).click();
    await expect(plain.locator('.flash.success')).toBeVisible();
    await signOut(plain);
    await plain.goto(to(meeting));
    const point = plain.locator('#punkt-2');
    await expect(point).toContainText(lines.heardMore);
    await expect(point).toContainText(lines.moneyMore);
    await expect(point.locator('.decided')).toContainText(say('till elva', 'until eleven'));
    await expect(point.locator('.todo li')).toHaveCount(2);
    await expect(plain.locator('main').getByRole('link', { name: people.two.organisation })).toBeVisible();
    await expect(plain.locator('main')).toContainText(say('justerare för staden', 'adjuster for the city'));
    for (const guest of guests) await expect(plain.locator('main')).not.toContainText(guest.name);
    const text = await plain.request.get(to(`${meeting}/protokoll.txt`));
    await expect(plain.locator('code.sum')).toHaveText(createHash('sha256').update(await text.body()).digest('hex'));
    await plain.goto(to(issue));
    await expect(plain.locator('.chain .next').filter({ hasText: quick }).locator('time')).toHaveAttribute('datetime', on(DUE_FIRST));
    await expect(plain.locator('.chain .next').filter({ hasText: slow }).locator('time')).toHaveAttribute('datetime', on(DUE_SECOND));
  });

  // what is hidden from the eye has a space of its own before it
  const tickOff = (what: string) => new RegExp(`^${say('Bocka av', 'Tick off')} ?: ${what}$`);
  await test.step('what the association took on is done in time', async () => {
    await at(DUE_FIRST - 1, '15:00');
    await signInAs(page, to, 'representative', '/goteborg/att-gora');
    await page.locator('main').getByRole('link', { name: tickOff(quick) }).click();
    const todo = page.locator('#punkt-2 .todo li').filter({ hasText: quick });
    await todo.locator('textarea').fill(say('Den nya säkringen håller.', 'The new fuse holds.'));
    await todo.getByRole('button', { name: say('Bocka av', 'Tick off') }).click();
    await expect(todo.locator('.state.done')).toBeVisible();
  });

  await test.step('what the office took on is late: on the issue, on the desk, on the page of who is responsible', async () => {
    await at(DUE_SECOND + 3, '09:00');
    const late = say('Försenat 3 dagar', '3 days late');
    await plain.goto(to(issue));
    const next = plain.locator('.chain .next.late').filter({ hasText: slow });
    await expect(next).toContainText(OFFICE);
    await expect(next.locator('.state.late')).toHaveText(late);
    await expect(plain.locator('.chain .next').filter({ hasText: quick })).toHaveCount(0);
    await plain.goto(to(`/goteborg/organisationer/${OFFICE_SLUG}`));
    await expect(plain.locator('.clocks li.late').filter({ hasText: slow })).toContainText(late);
    await plain.goto(to('/goteborg/atgarder?lage=sena'));
    await expect(plain.locator('table tr').filter({ hasText: slow })).toContainText(OFFICE);
    await signInAs(plain, to, 'kansli', '/goteborg/skrivbord?ko=forsenat');
    await expect(plain.locator('.queue .rows li').filter({ hasText: slow })).toContainText(late);
  });

  await test.step('until the office has done it, and nothing is late any more', async () => {
    await signInAs(page, to, 'officer', '/goteborg/att-gora');
    await page.locator('main').getByRole('link', { name: tickOff(slow) }).click();
    const todo = page.locator('#punkt-2 .todo li').filter({ hasText: slow });
    await todo.locator('textarea').fill(say('Elva lampor lyser.', 'Eleven lamps are lit.'));
    await todo.getByRole('button', { name: say('Bocka av', 'Tick off') }).click();
    await expect(todo.locator('.state.done')).toBeVisible();
    await plain.goto(to('/goteborg/skrivbord?ko=forsenat'));
    await expect(plain.locator('main')).not.toContainText(slow);
    await plain.goto(to(`/goteborg/organisationer/${OFFICE_SLUG}`));
    await expect(plain.locator('main')).not.toContainText(slow);
    await plain.goto(to(issue));
    await expect(plain.locator('.chain .next').filter({ hasText: slow })).toHaveCount(0);
    await expect(plain.locator('.chain')).toContainText(say('Elva lampor lyser.', 'Eleven lamps are lit.'));
  });

  await test.step('the kansli writes what came of the meeting', async () => {
    await plain.goto(to(meeting));
    await fill(plain, { came: say('Spåret är tänt till elva.', 'The track is lit until eleven.') }, 'aside form.form');
    await plain.getByRole('button', { name: say('Markera som uppföljt', 'Mark as followed up') }).click();
    await expect(plain.locator('.flash.success')).toBeVisible();
    await signOut(plain);
    await plain.goto(to(meeting));
    await expect(plain.locator('main')).toContainText(say('Det blev det av mötet', 'What came of the meeting'));
    await expect(plain.locator('main')).toContainText(say('Spåret är tänt till elva.', 'The track is lit until eleven.'));
  });

  // --- the politicians ---------------------------------------------------------------------------------------------------------

  const announceTalk = async (name: string, days: number): Promise<string> => {
    await page.goto(to('/goteborg/moten/nytt'));
    await fill(page, {
      kind: 'high_level_talk',
      title: name,
      theme: say('Vi går igenom det som är lovat.', 'We go through what is promised.'),
      date: on(days),
      starts: '13:00',
      ends: '15:00',
      place: 'Rådhuset',
      capacity: '20',
    });
    await page.getByRole('button', { name: say('Bjud in', 'Announce the meeting'), exact: true }).click();
    await expect(page.locator('h1')).toHaveText(name);
    return pathOf(page);
  };
  const words = say(`Spåret ${mark} får ljus året om före vintern.`, `The track ${mark} gets light all year round before winter.`);
  let talk = '';
  let next = '';
  let promise = '';

  await test.step('two talks are announced', async () => {
    await signInAs(page, to, 'kansli');
    talk = await announceTalk(say(`Samtalet om ljuset ${mark}`, `The talk about the light ${mark}`), TALK);
    next = await announceTalk(say(`Samtalet efter det ${mark}`, `The talk after that ${mark}`), NEXT_TALK);
  });

  await test.step('a promise is made at the first, and stands on the agenda of the next by itself', async () => {
    await at(TALK, '14:30');
    await signInAs(page, to, 'kansli', talk);
    await page.getByRole('link', { name: say('Skriv ner ett löfte', 'Write down a promise') }).click();
    await fill(page, {
      words,
      party: 'Torg- och parknämnden',
      function: say('ordförande', 'chair'),
      owner: OFFICE,
      due: on(PROMISED),
      issue: number(issue),
    });
    await page.getByRole('button', { name: say('Publicera löftet', 'Publish the promise') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    promise = pathOf(page);
    await plain.goto(to(next));
    await expect(plain.locator('.agenda')).toContainText(words);
    await expect(plain.locator('.agenda').getByRole('link', { name: say(`Löfte ${number(promise)}`, `Promise ${number(promise)}`) })).toBeVisible();
    await plain.goto(to(talk));
    await expect(plain.locator('main')).toContainText(words);
    await plain.goto(to('/goteborg/loften'));
    await expect(plain.locator('.rows')).toContainText(words);
    await plain.goto(to(issue));
    await expect(plain.locator('.chain .next').filter({ hasText: words }).locator('time')).toHaveAttribute('datetime', on(PROMISED));
  });

  await test.step('it is late, in public', async () => {
    await at(PROMISED + 2, '09:00');
    await plain.goto(to('/goteborg/loften?lage=forsenade'));
    await plain.locator('.rows').getByRole('link', { name: words }).click();
    await expect(plain.locator('.head .due.late')).toContainText(say('Försenat 2 dagar', '2 days late'));
    await plain.goto(to(next));
    await expect(plain.locator('.agenda')).toContainText(words);
  });

  await test.step('its owner says that it is kept, and the kansli agrees', async () => {
    await signInAs(page, to, 'officer', `${promise}?akt=claim`);
    await fill(page, { text: say('Lamporna lyser sedan i går.', 'The lamps have been lit since yesterday.') });
    await page.getByRole('button', { name: say('Säg att det är hållet', 'Say that it is kept') }).click();
    await expect(page.locator('.head .state.wait')).toBeVisible();
    await at(PROMISED + 4, '09:00');
    await signInAs(page, to, 'kansli', promise);
    await page.getByRole('link', { name: say('Bekräfta att det är hållet', 'Confirm that it is kept') }).click();
    await page.getByRole('button', { name: say('Bekräfta att det är hållet', 'Confirm that it is kept') }).click();
    await expect(page.locator('.head .due.done')).toBeVisible();
  });

  await test.step('the ledger shows it as kept, and the next talk does not take it up', async () => {
    await plain.goto(to('/goteborg/loften?lage=hallna'));
    await expect(plain.locator('.rows li').filter({ hasText: words }).locator('.state.done')).toHaveText(say('Hållet', 'Kept'));
    await plain.goto(to('/goteborg/loften?lage=forsenade'));
    await expect(plain.locator('main')).not.toContainText(words);
    await plain.goto(to(next));
    await expect(plain.locator('.agenda > li').filter({ hasText: words })).toContainText(say('Hållet före samtalet, tas inte upp', 'Kept before the talk, not taken up'));
    await plain.goto(to(issue));
    await expect(plain.locator('.chain .next').filter({ hasText: words })).toHaveCount(0);
  });

  await Promise.all(contexts.map((context) => context.close()));
  expect(complaints, 'what the browsers complained of').toEqual([]);
});
