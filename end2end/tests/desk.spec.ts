// The desk: phrases, one decision about several issues, newcomers, keys; and the same from the other side of the table.
import { expect, test } from '../helpers/fixtures';
import { fill, islandsReady, pathOf, postIssue, signInAs, signOut } from '../helpers/people';

const number = (path: string) => /\/fragor\/(\d+)/.exec(path)?.[1] ?? '';

test('two issues are taken in with one reason, put together from a saved phrase @matrix', async ({ page, to, say, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const titles = [say('Vi har ingen nyckel till lokalen', 'We have no key to the room'), say('Vi får inte veta vem som bokar', 'Nobody tells us who books')];
  const phrase = say('Två som hör ihop', 'Two that belong together');
  const words = say('Frågorna gäller samma hus, så vi tar in dem samtidigt.', 'The issues are about the same house, so we take them in together.');
  await signInAs(page, to, 'newcomer');
  const paths: string[] = [];
  for (const title of titles) paths.push(await postIssue(page, to, say, { title }));

  await test.step('a phrase is saved', async () => {
    await signInAs(page, to, 'kansli', '/goteborg/skrivbord/fraser');
    await fill(page, { title: phrase, text: words });
    await page.getByRole('button', { name: say('Spara', 'Save'), exact: true }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('.rows')).toContainText(words);
  });

  await test.step('both issues are marked in their queue', async () => {
    await page.goto(to('/goteborg/skrivbord?ko=publicering'));
    for (const path of paths) await page.getByLabel(say(`Markera fråga ${number(path)}`, `Mark issue ${number(path)}`), { exact: true }).check();
    await page.getByRole('button', { name: say('Besluta om de markerade', 'Decide about the marked ones') }).click();
    for (const title of titles) await expect(page.locator('main')).toContainText(title);
    await page.getByRole('link', { name: say('Ta in i forumet', 'Take into the forum') }).click();
    await expect(page.locator('[name=fraga]:checked')).toHaveCount(2);
  });

  await test.step('what is typed stays when the phrase is put in', async () => {
    if (javaScriptEnabled) await islandsReady(page);
    await fill(page, { reason: say('Tack för frågorna!', 'Thank you for asking!') });
    await page.locator('#fras').selectOption({ label: phrase });
    await page.getByRole('button', { name: say('Sätt in', 'Put in') }).click();
    await expect(page.locator('#reason')).toHaveValue(new RegExp(words));
    await expect(page.locator('#reason')).toHaveValue(new RegExp(say('Tack för frågorna!', 'Thank you for asking!')));
    await expect(page.locator('[name=fraga]:checked')).toHaveCount(2);
    await page.locator('main form .acts').getByRole('button', { name: say('Ta in de markerade', 'Take in the marked ones'), exact: true }).click();
    await expect(page.locator('#klara')).toHaveText(say('2 frågor är klara', '2 issues are done'));
  });

  await test.step('each has its own decision, and one is taken back', async () => {
    await page.getByRole('button', { name: say(`Ångra fråga ${number(paths[1])}`, `Undo issue ${number(paths[1])}`) }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    // the others can be undone still
    await expect(page.getByRole('button', { name: say(`Ångra fråga ${number(paths[0])}`, `Undo issue ${number(paths[0])}`) })).toBeVisible();
    await expect(page.getByRole('button', { name: say(`Ångra fråga ${number(paths[1])}`, `Undo issue ${number(paths[1])}`) })).toHaveCount(0);
    await signOut(page);
    await page.goto(to(paths[0]));
    await expect(page.locator('.chain')).toContainText(words);
    const answer = await page.goto(to(paths[1]));
    expect(answer?.status()).toBe(404);
  });
});

test('an officer and a representative come from what waits for them to the form that settles it @matrix', async ({ page, to, say }) => {
  await signInAs(page, to, 'officer', '/goteborg/att-gora');
  await expect(page.locator('h1')).toHaveText(say('Att göra', 'To do'));
  await expect(page.locator('#i-dag')).toBeVisible();
  await expect(page.locator('section').filter({ has: page.locator('#justera') })).toContainText('Nattbussens hållplats');
  // whoever has lost the mail can have the link again
  await expect(page.locator('section').filter({ has: page.locator('#justera') }).getByRole('button', { name: say('Skicka länken igen', 'Send the link again') }).first()).toBeVisible();
  await page.getByRole('link', { name: new RegExp(`^${say('Lämna svaret', 'Give the answer')}`) }).first().click();
  await expect(page.locator('form #text')).toBeVisible();

  await signInAs(page, to, 'representative', '/goteborg/att-gora');
  const promised = page.locator('section').filter({ has: page.locator('#lovat') });
  await expect(promised).toContainText('Kvittot har bleknat innan redovisningen är klar');
  await promised.getByRole('link', { name: new RegExp(`^${say('Skicka kompletteringen', 'Send the addition')}`) }).first().click();
  await fill(page, { reason: say('Tolv i veckan, och Amina handleder.', 'Twelve a week, and Amina supervises.') });
  await page.getByRole('button', { name: say('Skicka kompletteringen', 'Send the addition') }).click();
  await expect(page.locator('.flash.success')).toBeVisible();
});

test('a newcomer without an answer is welcomed from the desk @matrix', async ({ page, to, say }) => {
  const title = 'Toaletten i Hisingsparken har varit stängd i tre säsonger';
  await signInAs(page, to, 'kansli', '/goteborg/skrivbord?ko=nykomlingar');
  await page.locator('.queue .rows').getByRole('link', { name: title }).click();
  await expect(page.locator('.side')).toContainText('Ebba');
  const issue = await page.locator('#chosen a').getAttribute('href');
  await fill(page, { text: say('Välkommen hit, Ebba! Vi frågar kontoret om vintern.', 'Welcome here, Ebba! We ask the office about winter.') }, '.side form');
  await page.getByRole('button', { name: say('Skicka svaret', 'Send the answer') }).click();
  // back in the queue, for the next one
  await page.waitForURL(/\/skrivbord\?ko=nykomlingar(#|$)/);
  await expect(page.locator('.flash.success')).toBeVisible();
  await expect(page.locator('.queue')).not.toContainText(title);
  await page.goto(issue ?? '');
  await expect(page.locator('main')).toContainText(say('Välkommen hit, Ebba!', 'Welcome here, Ebba!'));
});

test('the desk by keys, which can be turned off', async ({ page, to }) => {
  await signInAs(page, to, 'kansli', '/goteborg/skrivbord?ko=nya');
  await islandsReady(page);
  await page.keyboard.press('j');
  await expect(page.locator('[data-row="0"]')).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.locator('.mark input').first()).toBeChecked();
  await page.keyboard.press('Enter');
  await page.waitForURL(/fraga=\d+/);
  await expect(page.locator('.side')).toBeVisible();
  await expect(page.locator('.queue')).toBeVisible();
  await islandsReady(page);
  const open = pathOf(page);
  await page.keyboard.press('f');
  await page.waitForURL(/akt=refer/);
  await islandsReady(page);
  await page.keyboard.press('f');
  await expect(page.locator('.side #to')).toBeFocused();
  // a letter in a field is a letter
  await page.locator('#reason').focus();
  await page.keyboard.type('jkx');
  await expect(page.locator('#reason')).toHaveValue('jkx');
  expect(pathOf(page)).toBe(open);

  await page.locator('h1').click();
  await page.keyboard.press('?');
  await expect(page.locator('dialog')).toBeVisible();
  await page.getByLabel('Tangenterna är på i den här webbläsaren').uncheck();
  await page.getByRole('button', { name: 'Stäng' }).click();
  await page.reload();
  await islandsReady(page);
  await page.keyboard.press('?');
  await expect(page.locator('dialog')).toBeHidden();
  await page.getByRole('button', { name: 'Tangenter' }).click();
  await expect(page.getByLabel('Tangenterna är på i den här webbläsaren')).not.toBeChecked();
});

test('keys stop nothing where what is chosen takes the place of the list', async ({ page, to }) => {
  await page.setViewportSize({ width: 1024, height: 800 });
  await signInAs(page, to, 'kansli', '/goteborg/skrivbord?ko=nya');
  await islandsReady(page);
  await page.locator('[data-row="0"]').click();
  await page.waitForURL(/fraga=\d+/);
  await expect(page.locator('.queue')).toBeHidden();
  await islandsReady(page);
  await page.keyboard.press('?');
  await expect(page.locator('dialog')).toBeVisible();
  await page.getByLabel('Tangenterna är på i den här webbläsaren').uncheck();
  await page.getByRole('button', { name: 'Stäng' }).click();
  await expect(page.locator('dialog')).toBeHidden();
  const open = page.url();
  await page.keyboard.press('f');
  await expect(page.locator('.side')).toBeVisible();
  expect(page.url()).toBe(open);
  // the way to the switch is there on the smallest screens too
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('button', { name: 'Tangenter' }).click();
  await expect(page.locator('dialog')).toBeVisible();
});

test('the list begins high, and what is opened from it takes focus', async ({ page, to }) => {
  const top = async (selector: string) => (await page.locator(selector).first().boundingBox())?.y ?? Infinity;
  await page.setViewportSize({ width: 360, height: 740 });
  await signInAs(page, to, 'kansli', '/goteborg/skrivbord?ko=nya');
  expect(await top('[data-row="0"]')).toBeLessThan(740);
  await page.locator('.queues summary').click();
  await expect(page.locator('.queues').getByRole('link', { name: 'Försenat' })).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(to('/goteborg/skrivbord?ko=nya'));
  await page.locator('[data-row="0"]').click();
  await page.waitForURL(/fraga=\d+/);
  await islandsReady(page);
  await expect(page.locator('#chosen')).toBeFocused();
  expect(await top('.side')).toBeLessThan(450);
  await page.keyboard.press('?');
  await expect(page.getByRole('button', { name: 'Stäng' })).toBeFocused();
});

test('the kansli plans its week: an effort, a filter saved as a view, what others plan, and what was done @matrix', async ({ page, to, say, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const title = `${say('Frukost om principerna', 'Breakfast about the principles')} ${Date.now()}`;
  const name = `${say('Gamla', 'Old')} ${Date.now() % 1_000_000}`;
  const soon = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await signInAs(page, to, 'kansli', '/goteborg/skrivbord/insatser');

  await test.step('an effort gets a date and stands in the week', async () => {
    await fill(page, { title, whom: say('nya chefer', 'new managers'), due: soon }, '#ny form');
    await page.locator('#ny').getByRole('button', { name: say('Spara', 'Save'), exact: true }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await page.goto(to('/goteborg/skrivbord?ko=veckan'));
    await expect(page.locator('.queue section')).toHaveCount(7);
    await page.locator('.queue').getByRole('link', { name: title }).click();
    await expect(page.locator('h1')).toHaveText(say('Insatser', 'Information efforts'));
  });

  await test.step('ticked off it is gone from there', async () => {
    const row = page.locator('.rows > li').filter({ hasText: title });
    await row.locator('summary').click();
    await row.getByRole('button', { name: new RegExp(`^${say('Bocka av', 'Tick off')}`) }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('section').filter({ has: page.locator('#gjorda') })).toContainText(title);
    await page.goto(to('/goteborg/skrivbord?ko=veckan'));
    await expect(page.locator('.queue')).not.toContainText(title);
  });

  await test.step('a filter is saved under a name', async () => {
    await page.goto(to('/goteborg/skrivbord?ko=forsenat'));
    if (javaScriptEnabled) await islandsReady(page);
    await page.locator('.queue details.more summary').click();
    await page.locator('#sida').selectOption('offentliga');
    await page.locator('.queue details.more').getByRole('button', { name: say('Visa', 'Show'), exact: true }).click();
    await page.waitForURL(/sida=offentliga/);
    await page.getByRole('link', { name: say('Spara vyn', 'Save the view') }).click();
    await fill(page, { name }, '#ny form');
    await page.locator('#ny').getByRole('button', { name: say('Spara vyn', 'Save the view') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await page.locator('.rows').getByRole('link', { name }).click();
    await page.waitForURL(/ko=forsenat&sida=offentliga/);
    await page.goto(to('/goteborg/skrivbord/vyer'));
    await page.getByRole('button', { name: new RegExp(`${say('Ta bort vyn', 'Remove the view')}.*${name}`) }).click();
    await expect(page.locator('.rows')).not.toContainText(name);
  });

  await test.step('what others plan, and what was done', async () => {
    await page.goto(to('/goteborg/skrivbord?ko=planer'));
    await expect(page.locator('.queue section').first()).toBeVisible();
    await page.goto(to('/goteborg/skrivbord/historik'));
    await expect(page.locator('main')).toContainText(say('Informationsinsatser som gjordes', 'Information efforts done'));
    const file = await page.request.get(to('/goteborg/skrivbord/historik.csv'));
    expect(file.headers()['content-type']).toContain('text/csv');
  });
});
