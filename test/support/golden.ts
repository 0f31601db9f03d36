import { existsSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { summaryOf } from './golden-summary';
import { linesWithVersions, withPlaceholders, withVersions } from './golden-versions';
import { Release, RELEASES } from '../../src/versions/releases';

export const GOLDEN_FOLDER = join(__dirname, '../golden');

/** Goldens whose programs name a version that is also the default: it stays. */
export const NAMED_VERSIONS: { readonly [golden: string]: readonly Release[] } = {
  'example-config-reloader-prometheus': ['configReloader', 'prometheus'],
  'example-kube-state-metrics-kube-state-metrics': ['kubeStateMetrics'],
  'kube-state-metrics-2.20': ['kubeStateMetrics'],
};

/** A golden as it is stored: without the default versions, which only `default-versions.txt` has. */
export function goldenOf(name: string, yaml: string): string {
  const rows = (Object.keys(RELEASES) as Release[]).filter(row => !NAMED_VERSIONS[name]?.includes(row));
  const golden = withPlaceholders(yaml, rows);
  const named = (NAMED_VERSIONS[name] ?? []).map(row => RELEASES[row].version as string);
  const left = linesWithVersions(golden, rows.filter(row => !named.includes(RELEASES[row].version)));
  if (left.length > 0) {
    throw new Error(`the golden ${name} would change with a pin of src/versions/releases.ts: add the place to placesOf in `
      + 'test/support/golden-versions.ts, or the golden to NAMED_VERSIONS if its program names the version:\n'
      + left.slice(0, 10).join('\n'));
  }
  return golden;
}

/**
 * Compares with the committed file: a missing or different golden fails everywhere. Only `npm run update-goldens` writes (it sets the
 * variable; jest's own --updateSnapshot has no effect here).
 */
export function expectGolden(name: string, yaml: string): void {
  const golden = goldenOf(name, yaml);
  expectGoldenFile(`${name}.yaml`, golden);
  const summary = summaryOf(golden);
  if (summary !== undefined) { expectGoldenFile(`${name}.summary.txt`, summary); }
}

export function expectGoldenFile(name: string, text: string): void {
  const file = join(GOLDEN_FOLDER, name);
  if (process.env.CDK8S_PROMETHEUS_UPDATE_GOLDENS === 'true') { writeFileSync(file, text); }
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : `# ${name} is missing: run "npm run update-goldens"\n`;
  expect(text).toBe(committed);
}

/** Of a file that an example writes. */
export const nameOfExample = (example: string, file: string) => `example-${example}-${file.replace('.k8s.yaml', '').replace('/', '-')}`;

/** The files of all goldens that are YAML. */
export const goldenFiles = (folder = GOLDEN_FOLDER) => readdirSync(folder).filter(file => file.endsWith('.yaml')).sort();

/** The YAML of a golden, as it was synthesized. */
export const readGolden = (file: string, folder = GOLDEN_FOLDER) => withVersions(readFileSync(join(folder, file), 'utf8'));
