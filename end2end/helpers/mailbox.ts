// Reads the mails that a demo server shows instead of sending them, at /demo/brevlada. The page shows each mail as
//   <details data-mail data-to="anna@example.org" data-subject="…"> … text with links … </details>
// newest first.
import type { Browser, BrowserContext } from '@playwright/test';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** Every link in the text. */
  links: string[];
}

const POLL_MS = 250;

export class Mailbox {
  private context: BrowserContext | undefined;

  constructor(
    private readonly serverUrl: string,
    private readonly browser: Browser,
  ) {}

  /** All mails to an address, newest first. */
  async list(to: string): Promise<Mail[]> {
    // A context of its own: reading mail must not touch the cookies of the person in the test.
    this.context ??= await this.browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 800 } });
    const page = await this.context.newPage();
    try {
      const response = await page.goto(`${this.serverUrl}/demo/brevlada?till=${encodeURIComponent(to)}`);
      if (!response?.ok()) throw new Error(`/demo/brevlada answered ${response?.status()}`);
      const mails = await page.locator('[data-mail]').evaluateAll((articles) =>
        articles.map((article) => ({
          to: article.getAttribute('data-to') ?? '',
          subject: article.getAttribute('data-subject') ?? '',
          text: article.textContent ?? '',
          // from the links themselves: in the running text the next word may follow without a space
          links: [...article.querySelectorAll('a')].map((link) => link.href),
        })),
      );
      return mails.filter((mail) => mail.to.toLowerCase() === to.toLowerCase());
    } finally {
      await page.close();
    }
  }

  /** The newest mail to an address whose subject fits; waits for it, since jobs send mails. */
  async wait(to: string, subject: RegExp = /./, options: { timeout?: number; after?: number } = {}): Promise<Mail> {
    const { timeout = 20_000, after = 0 } = options;
    const limit = Date.now() + timeout;
    for (;;) {
      const mails = (await this.list(to)).filter((mail) => subject.test(mail.subject));
      if (mails.length > after) return mails[0];
      if (Date.now() > limit) throw new Error(`No mail to ${to} with a subject like ${subject} within ${timeout / 1000} s`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** The link of the newest mail that fits, such as link(address, /sign in/i, /logga-in/). */
  async link(to: string, subject: RegExp, address: RegExp = /./, options?: { timeout?: number; after?: number }): Promise<string> {
    const mail = await this.wait(to, subject, options);
    const link = mail.links.find((candidate) => address.test(candidate));
    if (!link) throw new Error(`The mail “${mail.subject}” to ${to} holds no link like ${address}: ${mail.links.join(', ')}`);
    return link;
  }

  async close(): Promise<void> {
    await this.context?.close();
    this.context = undefined;
  }
}
