// The people of the demo and what they often do.
import { expect, type Page } from '@playwright/test';

/** People whom the sign-in page of a demo offers, by what they are. */
export const people = {
  /** Represents Unga på Hisingen, a signatory. */
  representative: { name: 'Amina Berglund', email: 'amina.berglund@ungapahisingen.example.org', organisation: 'Unga på Hisingen' },
  /** Represents two organisations. */
  two: { name: 'Samira Benali', email: 'samira.benali@manskaran.example.org', organisation: 'Moskéföreningen Månskäran' },
  /** Represents an organisation that has not signed. */
  newcomer: { name: 'Hodan Jama', email: 'hodan.jama@nyaroster.example.org', organisation: 'Nya röster i Nordost' },
  kansli: { name: 'Eva Lindqvist', email: 'eva.lindqvist@kansliet.example.org', organisation: 'Kansliet' },
  officer: { name: 'Karin Nyström', email: 'karin.nystrom@torgochpark.example.org', organisation: 'Torg- och parkkontoret' },
  politician: { name: 'Jasmin Haddad', email: 'jasmin.haddad@politik.example.org', organisation: 'Göteborgs Stad' },
  /** Chairs the steering group for civil society. */
  steering: { name: 'Birgit Öhman', email: 'birgit.ohman@seniorkraft.example.org', organisation: 'Seniorkraft Göteborg' },
  /** Has a seat of civil society in the mixed body that does the kansli's work in Västra Götaland, and acts for an organisation at first. */
  mixed: { name: 'Anders Käll', email: 'anders.kall@kusthjalpen.example.org', organisation: 'Kusthjälpen Uddevalla' },
  /** Has a seat of the public side in the same body. */
  publicSeat: { name: 'Annika Löfqvist', email: 'annika.lofqvist@region.example.org', organisation: 'Västra Götalandsregionen' },
  individual: { name: 'Maja Holmér', email: 'maja.holmer@brev.example.org', organisation: '' },
} as const;
export type Person = keyof typeof people;
export const persons = Object.keys(people) as Person[];

type To = (path: string) => string;

/** One click on the sign-in page of a demo; ends on the page asked for. Whoever was signed in before is not any more. */
export async function signInAs(page: Page, to: To, person: Person, path = '/goteborg'): Promise<void> {
  await page.context().clearCookies();
  await page.goto(to(`/logga-in?till=${encodeURIComponent(path)}`));
  await page.locator('.personas').getByRole('button', { name: people[person].name }).click();
  await expect(page.locator('.acting')).toBeVisible();
}

export async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
}

/** Fills fields by their names: texts, dates, lists that open, and choices (one value or several). */
export async function fill(page: Page, fields: Record<string, string | string[]>, form = 'main form'): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`${form} [name="${name}"]:not([type=hidden])`);
    const kind = await field.first().evaluate((e) => (e instanceof HTMLInputElement ? e.type : e.localName));
    if (kind === 'radio' || kind === 'checkbox') {
      for (const one of [value].flat()) await page.locator(`${form} [name="${name}"][value="${one}"]`).check();
    } else if (kind === 'select') {
      await field.selectOption(value);
    } else {
      await field.fill(String(value));
    }
  }
}

/** Waits until the islands of a page are alive; a page without any is at once. */
export async function islandsReady(page: Page): Promise<void> {
  if ((await page.locator('leptos-island').count()) > 0) await expect(page.locator('html[data-islands=ready]')).toBeAttached({ timeout: 20_000 });
}

export interface NewIssue {
  title: string;
  what?: string;
  forum?: string;
  themes?: string[];
}

/** Opens the form for a new issue and fills it; does not send it. */
export async function writeIssue(page: Page, to: To, issue: NewIssue, agreement = 'goteborg'): Promise<void> {
  await page.goto(to(`/${agreement}/fragor/ny`));
  await fill(page, {
    title: issue.title,
    what: issue.what ?? 'The corner by the library has been closed since spring, and nobody has said when it opens again.',
    why: 'Forty children meet there every week.',
    whom: 'Families in the neighbourhood.',
    ask: 'A date for when it opens, or another room until then.',
    ...(agreement === 'goteborg' ? { forum: issue.forum ?? 'rostbarare' } : {}),
    ...(issue.themes ? { themes: issue.themes } : {}),
  });
}

/** Posts an issue as whoever is signed in, and gives its address without the language. */
export async function postIssue(page: Page, to: To, say: (sv: string, en: string) => string, issue: NewIssue): Promise<string> {
  await writeIssue(page, to, issue);
  await page.getByRole('button', { name: say('Skicka frågan', 'Send the issue') }).click();
  await expect(page.locator('h1')).toHaveText(issue.title);
  return pathOf(page);
}

/** The address of the page that is open, without language, query and fragment. */
export function pathOf(page: Page): string {
  return new URL(page.url()).pathname.replace(/^\/en(?=\/|$)/, '');
}
