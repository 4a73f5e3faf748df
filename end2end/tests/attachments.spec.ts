// Pictures and documents with an issue: attached with a description, read by everybody, removed again.
import { disguised, pdf, picture } from '../helpers/files';
import { expect, test } from '../helpers/fixtures';
import { fill, postIssue, signInAs, signOut } from '../helpers/people';

test('a picture is attached with an alternative text, read by a visitor, and removed @matrix', async ({ page, to, say, request }) => {
  test.setTimeout(120_000);
  const title = say('Rampen till samlingslokalen är för brant', 'The ramp to the meeting hall is too steep');
  const alt = say('Rampen från sidan: den stiger en meter på tre', 'The ramp from the side: it rises one metre in three');
  const attach = page.getByRole('button', { name: say('Bifoga filen', 'Attach the file') });
  await signInAs(page, to, 'representative');
  const path = await postIssue(page, to, say, { title });

  await test.step('what is wrong is told at its field, and the words stay', async () => {
    await page.locator('main').getByRole('link', { name: say('Bilagor', 'Attachments'), exact: true }).click();
    await attach.click();
    await expect(page.locator('.errors li')).toHaveCount(2);
    await page.setInputFiles('#file', disguised('rampen.jpg'));
    await fill(page, { title: alt }, 'main form.form');
    await attach.click();
    await expect(page.locator('#file-e')).toBeVisible();
    await expect(page.locator('#title')).toHaveValue(alt);
    await page.setInputFiles('#file', picture('rampen.png'));
    await fill(page, { title: 'rampen.png' }, 'main form.form');
    await attach.click();
    await expect(page.locator('#title-e')).toBeVisible();
  });

  await test.step('a picture and a document are attached', async () => {
    await page.setInputFiles('#file', picture('rampen.png'));
    await fill(page, { title: alt }, 'main form.form');
    await attach.click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await page.setInputFiles('#file', pdf('matt.pdf'));
    await fill(page, { title: say('Rampens mått', 'Measures of the ramp') }, 'main form.form');
    await attach.click();
    await expect(page.locator('main .rows > li')).toHaveCount(2);
  });

  await test.step('everybody reads them', async () => {
    await signOut(page);
    await page.goto(to(path));
    const image = page.getByRole('img', { name: alt });
    await image.scrollIntoViewIfNeeded();
    await expect(image).toBeVisible();
    // it is loaded as it comes into view
    await expect(async () => {
      expect((await request.get((await image.getAttribute('src')) ?? '')).status()).toBe(200);
    }).toPass();
    const link = page.getByRole('link', { name: say('Rampens mått', 'Measures of the ramp') });
    const answer = await request.get((await link.getAttribute('href')) ?? '');
    expect(answer.headers()['content-disposition']).toContain('attachment');
    expect(answer.headers()['x-content-type-options']).toBe('nosniff');
  });

  await test.step('the picture is removed, and the history tells that it was there', async () => {
    await signInAs(page, to, 'representative', `${path}/bilagor`);
    await page.locator('main .rows > li').filter({ hasText: alt }).getByRole('button').click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('main .rows > li')).toHaveCount(1);
    await signOut(page);
    await page.goto(to(path));
    await expect(page.locator('main .files > li')).toHaveCount(1);
    await page.goto(to(`${path}/historik`));
    await expect(page.locator('main')).toContainText(alt);
  });

  await test.step('those who curate take the document down, and its title is told no longer', async () => {
    await signInAs(page, to, 'kansli', path);
    await page.locator('main .files > li').getByRole('link', { name: say('Ta ner bilagan', 'Take down the attachment') }).click();
    await fill(page, { reason: say('Måtten stämmer inte.', 'The measures are wrong.') }, 'main form.form');
    await page.getByRole('button', { name: say('Ta ner bilagan', 'Take down the attachment') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('main .files')).toHaveCount(0);
    await signOut(page);
    await page.goto(to(`${path}/historik`));
    await expect(page.locator('main')).toContainText(say('togs ner', 'taken down'));
    await expect(page.locator('main')).not.toContainText(say('Rampens mått', 'Measures of the ramp'));
  });
});
