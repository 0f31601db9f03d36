import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { summaryOf } from './golden-summary';

export const GOLDEN_FOLDER = join(__dirname, '../golden');

/**
 * Compares with the committed file: a missing or different golden fails everywhere. Only `npm run update-goldens` writes (it sets the
 * variable; jest's own --updateSnapshot has no effect here).
 */
export function expectGolden(name: string, yaml: string): void {
  expectFile(`${name}.yaml`, yaml);
  const summary = summaryOf(yaml);
  if (summary !== undefined) { expectFile(`${name}.summary.txt`, summary); }
}

function expectFile(name: string, text: string): void {
  const file = join(GOLDEN_FOLDER, name);
  if (process.env.CDK8S_PROMETHEUS_UPDATE_GOLDENS === 'true') { writeFileSync(file, text); }
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : `# ${name} is missing: run "npm run update-goldens"\n`;
  expect(text).toBe(committed);
}
