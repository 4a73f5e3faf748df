// The main path by keyboard alone: Tab, Enter, Space, arrows, typing. Nothing here may use the mouse or set focus itself.
import type { Page } from '@playwright/test';
import { expect, test } from '../helpers/fixtures';
import { islandsReady } from '../helpers/people';

const MOST_TABS = 150;

/** Name of what has focus, and whether one can see that it has. */
async function focused(page: Page): Promise<{ name: string; role: string; visible: boolean; inView: boolean }> {
  return page.evaluate(() => {
    const e = document.activeElement;
    if (!(e instanceof HTMLElement) || e === document.body) return { name: '', role: '', visible: true, inView: true };
    const labels = 'labels' in e ? [...((e as HTMLInputElement).labels ?? [])].map((l) => l.textContent ?? '') : [];
    const name = (e.getAttribute('aria-label') ?? ([labels.join(' '), e.textContent ?? ''].find((t) => t.trim() !== '') ?? '')).replace(/\s+/g, ' ').trim();
    const style = getComputedStyle(e);
    // a choice may draw its ring on the label around it
    const around = e.closest('label, li') ?? e;
    const ringed = [e, around].some((x) => {
      const s = getComputedStyle(x);
      return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none';
    });
    const box = e.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = box.top + Math.min(box.height / 2, 20);
    const top = document.elementFromPoint(x, y);
    const inView = y >= 0 && y <= innerHeight && !!top && (top === e || e.contains(top) || top.contains(e) || !!around.contains(top));
    return { name, role: e.localName, visible: ringed && style.visibility !== 'hidden', inView };
  });
}

/** Tabs on until what is wanted has focus; every stop on the way must be seen. */
async function tabTo(page: Page, wanted: RegExp, role?: string): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < MOST_TABS; i++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    expect(now.visible, `focus is visible on “${now.name}” of ${page.url()}`).toBe(true);
    expect(now.inView, `“${now.name}” of ${page.url()} is in view while it has focus`).toBe(true);
    passed.push(now.name.slice(0, 30));
    if (wanted.test(now.name) && (!role || now.role === role)) return;
  }
  throw new Error(`Tab never reached ${wanted} on ${page.url()}; passed: ${passed.join(' | ')}`);
}

async function type(page: Page, label: RegExp, text: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.type(text);
}

/** Presses Enter on a link or button and waits for the page that follows. */
async function follow(page: Page, name: RegExp, role?: string): Promise<void> {
  await tabTo(page, name, role);
  await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press('Enter')]);
}

test('from the start page to a posted issue, its backing and a hearing by keyboard alone', async ({ page, to }) => {
  test.setTimeout(150_000);
  const title = 'Belysningen i parken slocknar klockan nio';

  await page.goto(to('/goteborg'));
  // the skip link comes first, shows itself, and leads past the menu
  await page.keyboard.press('Tab');
  await expect(page.locator('.skip')).toBeFocused();
  await expect(page.locator('.skip')).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => !!document.activeElement?.closest('main')), 'focus is in the content').toBe(true);

  await page.goto(to('/goteborg/fragor'));
  await follow(page, /^Ta upp en fråga$/);
  await tabTo(page, /Hoppa till innehållet/);
  await page.keyboard.press('Enter');
  await follow(page, /^Logga in$/);
  await follow(page, /Amina Berglund/, 'button');
  await expect(page.locator('h1')).toHaveText('Ta upp en fråga');
  await islandsReady(page);

  await type(page, /^Rubrik/, title);
  await type(page, /^Vad gäller det/, 'Lamporna släcks medan träningen pågår, och ungdomarna går hem i mörker.');
  await type(page, /^Varför är det viktigt/, 'Det är sextio barn som rör sig där varje kväll.');
  await type(page, /^Vilka berör det/, 'Barn och ledare i tre föreningar.');
  await type(page, /^Vad ber ni om/, 'Låt lamporna lysa till klockan elva.');
  // a group of radio buttons is one stop; arrows choose
  await tabTo(page, /Medlemsvårdande|Röstbärare|Utförare/, 'input');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[name=forum]:checked')).toHaveCount(1);
  await follow(page, /^Skicka frågan$/, 'button');
  await expect(page.locator('h1')).toHaveText(title);

  // standing behind another's issue with Space
  await page.goto(to('/goteborg/fragor'));
  await page.goto(to(await page.locator('.rows li').filter({ hasNotText: 'Unga på Hisingen' }).locator('h3 a').first().getAttribute('href').then(String)));
  await islandsReady(page);
  const pressed = page.locator('#backing-form button');
  const before = await pressed.getAttribute('aria-pressed');
  await tabTo(page, /^(Stå bakom|Ni står bakom)$/, 'button');
  await page.keyboard.press('Space');
  await expect(pressed).toHaveAttribute('aria-pressed', before === 'true' ? 'false' : 'true');

  // signing up for the next hearing
  await page.goto(to('/goteborg/moten'));
  await follow(page, /Lokaler som räcker till alla/, 'a');
  await tabTo(page, /^Namn/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Amina Berglund');
  await follow(page, /^Anmäl mig$/, 'button');
  await expect(page.locator('.flash')).toBeVisible();
});

test('the menu opens and closes by keyboard on a phone', async ({ page, to }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(to('/goteborg'));
  await tabTo(page, /^Meny$/, 'summary');
  await page.keyboard.press('Enter');
  await expect(page.locator('.menu nav')).toBeVisible();
  await follow(page, /^Möten$/, 'a');
  await expect(page.locator('h1')).toHaveText('Möten');
});

test('a form with errors puts focus on the summary, whose links lead to the fields', async ({ page, to }) => {
  await page.goto(to('/logga-in'));
  await tabTo(page, /^E-post/);
  await page.keyboard.type('ingen adress');
  await page.keyboard.press('Enter');
  await expect(page.locator('.errors')).toBeVisible();
  await expect(page.locator('.errors')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('#email')).toBeFocused();
  await expect(page.locator('#email')).toHaveValue('ingen adress');
});
