import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

export const GOLDEN_FOLDER = join(__dirname, '../golden');

/**
 * Compares with the committed file, everywhere: a golden that is missing or different fails. Only `npm run update-goldens`
 * writes (it sets the variable; jest's own --updateSnapshot has no say here).
 */
export function expectGolden(name: string, yaml: string): void {
  const file = join(GOLDEN_FOLDER, `${name}.yaml`);
  if (process.env.CDK8S_PROMETHEUS_UPDATE_GOLDENS === 'true') { writeFileSync(file, yaml); }
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : `# ${name}.yaml is missing: run "npm run update-goldens"\n`;
  expect(yaml).toBe(committed);
}
