// Says once, in plain words, what is missing, instead of every test failing on its own.
import { accessSync, constants } from 'node:fs';

export default function globalSetup(): void {
  const missing: string[] = [];
  for (const [name, mode] of [
    ['DIALOGFORUM_BIN', constants.X_OK],
    ['DIALOGFORUM_SITE_DIR', constants.R_OK],
  ] as const) {
    const path = process.env[name];
    try {
      if (!path) throw new Error('not set');
      accessSync(path, mode);
    } catch {
      missing.push(`${name} (${path ?? 'not set'})`);
    }
  }
  if (!process.env.TEST_POSTGRES_URL) missing.push('TEST_POSTGRES_URL (not set)');
  if (missing.length > 0) {
    throw new Error(`The journeys need ${missing.join(', ')}. Run them with: make e2e`);
  }
}
