// What a page takes on paper.
import type { Page } from '@playwright/test';

/** How many sheets of A4 a page takes. */
export async function sheets(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: 'A4' });
  return (pdf.toString('latin1').match(/\/Type\s*\/Page(?![a-zA-Z])/g) ?? []).length;
}
