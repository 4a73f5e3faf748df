// Following an issue without an account: the mailbox says yes, hears of what happens once, and ends it by one click.
import { expect, test } from '../helpers/fixtures';
import { fill, postIssue, signInAs, signOut } from '../helpers/people';

test('an issue is followed by e-mail alone, and no longer @matrix', async ({ page, to, say, mailbox, clock, server }) => {
  test.setTimeout(120_000);
  const title = say('Brevlådan vid färjeläget töms inte', 'The letterbox by the ferry is not emptied');
  const email = `folj.${Date.now()}@example.org`;
  const news = say('det här har hänt', 'what has happened');
  const contribute = async (path: string, text: string) => {
    await signInAs(page, to, 'two', path);
    await fill(page, { text }, '#skriv');
    await page.getByRole('button', { name: say('Skicka inlägget', 'Send the contribution') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await signOut(page);
  };
  const about = async () => (await mailbox.list(email)).filter((mail) => mail.subject.includes(news));
  await signInAs(page, to, 'representative');
  const path = await postIssue(page, to, say, { title });
  await signOut(page);

  await test.step('somebody without an account asks to follow it', async () => {
    await page.goto(to(path));
    await expect(page.locator('#follower-count')).toHaveText('0');
    await page.getByText(say('Följ frågan med e-post', 'Follow the issue by e-mail')).click();
    await fill(page, { email: 'ingen adress' }, 'aside form');
    await page.getByRole('button', { name: say('Mejla mig en länk', 'Mail me a link') }).click();
    await expect(page.locator('.errors')).toBeVisible();
    await fill(page, { email });
    await page.getByRole('button', { name: say('Mejla mig en länk', 'Mail me a link') }).click();
    await expect(page.locator('.flash.info')).toContainText(say('Öppna länken i mejlet', 'Open the link in the e-mail'));
    await expect(page.locator('#follower-count')).toHaveText('0');
  });

  await test.step('and says yes from the mailbox', async () => {
    const link = await mailbox.link(email, /Bekräfta|Confirm/, /foljer/);
    await page.goto(link);
    await page.getByRole('button', { name: say('Ja, följ frågan', 'Yes, follow the issue') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('h1')).toHaveText(title);
    await expect(page.locator('#follower-count')).toHaveText('1');
  });

  await test.step('what happens is told once', async () => {
    await contribute(path, say('Jag gick dit i går. Den var full.', 'I went there yesterday. It was full.'));
    await clock.advance({ minutes: 2 });
    await mailbox.wait(email, new RegExp(news));
    await contribute(path, say('Och i dag ligger brev på marken.', 'And today letters lie on the ground.'));
    await clock.advance({ minutes: 5 });
    await mailbox.wait(email, new RegExp(news));
    expect(await about()).toHaveLength(1);
  });

  await test.step('one click in a mail program ends it', async () => {
    const mail = await mailbox.wait(email, new RegExp(news));
    const link = mail.links.find((candidate) => candidate.includes('/foljer/')) ?? '';
    // as the mail program's server does it: no page, no cookie
    const ended = await fetch(`${server.url}${new URL(link).pathname}/sluta`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example.net' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(ended.status).toBe(200);
    const gone = await page.goto(link);
    expect(gone?.status()).toBe(410);
    await expect(page.locator('h1')).toHaveText(say('Du följer inte frågan', 'You do not follow the issue'));
    await page.goto(to(path));
    await expect(page.locator('#follower-count')).toHaveText('0');
    await contribute(path, say('Nu är den tömd.', 'It is emptied now.'));
    await clock.advance({ minutes: 30 });
    await page.waitForTimeout(1_500);
    expect(await about()).toHaveLength(1);
  });

  await test.step('with an account it is one button, and a page with all that one follows', async () => {
    await clock.reset();
    await signInAs(page, to, 'individual', path);
    await page.getByRole('button', { name: say('Följ frågan', 'Follow the issue') }).click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('#follower-count')).toHaveText('1');
    await page.getByRole('link', { name: say('Allt du följer', 'All that you follow') }).click();
    await page.locator('.rows li').filter({ hasText: title }).getByRole('button').click();
    await expect(page.locator('.flash.success')).toBeVisible();
    await expect(page.locator('main')).not.toContainText(title);
  });
});
