// What a text has said: any two versions compared, readable on a phone, by ear and without script.
import { expectAccessible, expectNoSidewaysScroll } from '../helpers/axe';
import { expect, test } from '../helpers/fixtures';
import { fill, postIssue, signInAs, signOut } from '../helpers/people';

const LONG = 'We have asked for this since the hall was rebuilt, and each time somebody else answers. '.repeat(4);

test('an issue is changed twice, and any two versions are compared @matrix', async ({ page, to, say }) => {
  test.setTimeout(120_000);
  const title = say('Dörren till salen är för tung', 'The door of the hall is too heavy');
  const what = (door: string) => `${LONG}\n\n${say('Dörren', 'The door')} ${door}`;
  await signInAs(page, to, 'representative');
  const path = await postIssue(page, to, say, { title, what: what(say('är tung för många.', 'is heavy for many.')), themes: ['lokaler'] });
  for (const door of [say('är tung för de flesta.', 'is heavy for most.'), say('är låst för de flesta.', 'is locked for most.')]) {
    await page.goto(to(`${path}/andra`));
    await fill(page, { what: what(door) });
    await page.getByRole('button', { name: say('Spara ändringarna', 'Save the changes') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
  }
  await signOut(page);
  await page.goto(to(path));
  await page.getByRole('link', { name: new RegExp(`^${say('Ändrad', 'Changed')}`) }).click();

  await test.step('the latest change comes first, in words too', async () => {
    await expect(page.locator('#visad')).toHaveText(say('Version 2 blev version 3', 'Version 2 became version 3'));
    await expect(page.locator('del')).toContainText(say('borttaget: tung', 'removed: heavy'));
    await expect(page.locator('ins')).toContainText(say('tillagt: låst', 'added: locked'));
    // what stayed is folded, and opens
    const folded = page.getByText(say('1 stycke är oförändrat', '1 paragraph is unchanged'));
    await expect(page.getByText(LONG.trim())).toBeHidden();
    await folded.click();
    await expect(page.getByText(LONG.trim())).toBeVisible();
  });

  await test.step('any two are compared, and one is read whole', async () => {
    await fill(page, { fran: '1', till: '3' }, 'main form[method=get]');
    await page.getByRole('button', { name: say('Jämför', 'Compare'), exact: true }).click();
    await expect(page.locator('#visad')).toHaveText(say('Version 1 blev version 3', 'Version 1 became version 3'));
    await page.getByRole('link', { name: say('Läs hela version 2', 'Read all of version 2') }).click();
    await expect(page.locator('#visad')).toHaveText('Version 2');
    await expect(page.locator('del, ins')).toHaveCount(0);
  });
});

test('a comparison is accessible and fits 320 px', async ({ page, to, say }) => {
  const title = 'Ljuset på gårdsplanen slocknar klockan åtta';
  await signInAs(page, to, 'representative');
  const path = await postIssue(page, to, say, { title });
  for (const ask of ['Förhandsbesked om funktionsnedsättningsorganisationernas remissvarsmöjligheter.', 'Ljus till klockan tio.']) {
    await page.goto(to(`${path}/andra`));
    await fill(page, { ask });
    await page.getByRole('button', { name: 'Spara ändringarna' }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
  }
  await page.goto(to(`${path}/historik`));
  await expect(page.locator('del').first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});
