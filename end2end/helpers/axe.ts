// Accessibility of a page as it stands: no violations, contrast in dark as well, no sideways scroll at 320 px.
// Needs JavaScript in the page (axe runs there); use it in tests with JavaScript on.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export interface AxeOptions {
  /** How the page is named when something is wrong with it. */
  name?: string;
  /** A part of the page only. */
  include?: string;
}

/** All rules in light, contrast again in dark. */
export async function expectAccessible(page: Page, options: AxeOptions = {}): Promise<void> {
  const name = options.name ?? new URL(page.url()).pathname;
  // We have no frames, so axe need not open a page of its own to put their results together.
  const builder = () => {
    const axe = new AxeBuilder({ page }).setLegacyMode(true);
    return options.include ? axe.include(options.include) : axe;
  };
  const only = { resultTypes: ['violations' as const], preload: false };
  // Colours that are on their way from one to another are no colours to judge.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const light = await builder().options({ ...only, runOnly: TAGS }).analyze();
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const dark = await builder().options({ ...only, runOnly: { type: 'rule', values: ['color-contrast'] } }).analyze();
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  expect(describe(light.violations), `axe: ${name}`).toEqual([]);
  expect(describe(dark.violations), `axe, dark: ${name}`).toEqual([]);
}

/** WCAG 1.4.10: at 320 px nothing has to be scrolled sideways. */
export async function expectNoSidewaysScroll(page: Page, width = 320): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 740 });
  const found = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return null;
    // Name the elements that stick out, not their parents.
    const wide = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1);
    const inner = wide.filter((e) => !wide.some((other) => other !== e && e.contains(other)));
    return {
      scrollWidth: root.scrollWidth,
      clientWidth: root.clientWidth,
      elements: inner.slice(0, 5).map((e) => `${e.tagName.toLowerCase()}.${[...e.classList].join('.')}`),
    };
  });
  if (before) await page.setViewportSize(before);
  expect(found, `sideways scroll at ${width} px: ${new URL(page.url()).pathname}`).toBeNull();
}

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];

function describe(violations: Violations): string[] {
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id} (${violation.impact}): ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim() ?? violation.help}`),
  );
}
