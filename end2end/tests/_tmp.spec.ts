import { expect, test } from '../helpers/fixtures';
import { expectAccessible, expectNoSidewaysScroll } from '../helpers/axe';
test('clock and mail @postgres', async ({ clock, mailbox, server, page }) => {
  await clock.set('2026-12-01T08:00:00Z');
  expect(await (await fetch(server.url + '/now')).text()).toContain('2026-12-01');
  expect(await (await fetch(server.url + '/now')).text()).toContain('|' + server.url);
  await clock.advance({ days: 1 });
  expect(await (await fetch(server.url + '/now')).text()).toContain('86400');
  expect(await mailbox.link('a@example.org', /logga in/i, /logga-in/)).toBe('http://x.example/logga-in/abc');
  await page.goto('/');
  await expectAccessible(page); await expectNoSidewaysScroll(page);
});
test('axe fails on bad', async ({ page }) => { test.fail(); await page.goto('/bad'); await expectAccessible(page); });
test('scroll fails on bad', async ({ page }) => { test.fail(); await page.goto('/bad'); await expectNoSidewaysScroll(page); });
test('500 noted', async ({ page }) => { await page.goto('/boom'); });
test('panic noted', async ({ page }) => { await page.goto('/panic'); });
test('fresh and restart', async ({ freshServer }) => { const s = await freshServer({ demo: false }); await s.kill(); await s.restart(); expect((await fetch(s.url + '/health')).ok).toBe(true); expect(s.log()).toContain('demo false'); });
test('skipped', async () => { test.skip(); });
