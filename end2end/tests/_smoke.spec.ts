// Shows that the scaffold stands: a server starts, answers in both languages, with and without JavaScript.
import { expect, test } from '../helpers/fixtures';

test('the server answers @matrix @release', async ({ page, to, lang }) => {
  const response = await page.goto(to('/'));
  expect(response?.status()).toBe(200);
  await expect(page.locator('html')).toHaveAttribute('lang', lang);
  await expect(page.locator('h1')).toBeVisible();
});
