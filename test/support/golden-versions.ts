import { Release, RELEASES } from '../../src/versions/releases';

// JavaScript, because `npm run release` and the package tests read goldens, too
const { filled, placeholderOf, PLACEHOLDER } = require('../../build/release/golden-versions') as {
  readonly PLACEHOLDER: RegExp;
  filled(golden: string, pins: { readonly [row: string]: string }): string;
  placeholderOf(row: string): string;
};

type Replacement = readonly [pattern: RegExp, replacement: string];

const ROWS = Object.keys(RELEASES) as Release[];
const escaped = (text: string) => text.replace(/[.+*?^${}()|[\]\\]/g, '\\$&');
const kebab = (row: string) => row.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

/** `app.kubernetes.io/name` of the objects of a row, as a pattern, if it is not the name of the row. */
const NAMES: { readonly [row in Release]?: string } = {
  prometheus: 'prometheus(?:-agent)?',
  prometheus2: 'prometheus(?:-agent)?',
  thanos: 'thanos-[a-z]+',
  admissionWebhook: 'prometheus-operator-admission-webhook',
};

/** Custom resources with the version of a row. The operator selects the image by it. */
const VERSIONED: { readonly [row in Release]?: string } = {
  prometheus: 'Prometheus(?:Agent)?', prometheus2: 'Prometheus(?:Agent)?', alertmanager: 'Alertmanager', thanos: 'ThanosRuler',
};

/** The places of a default version. Each names the component, because several components have the same version. */
function placesOf(row: Release): readonly Replacement[] {
  const { version, image, tag = 'v' }: { version: string; image: string; tag?: string } = RELEASES[row];
  const repository = `${escaped(image.slice(image.indexOf('/')))}:${tag}`; // without the host, which a stack can replace
  const [text, kept] = [escaped(version), `$1${placeholderOf(row)}`];
  const place = (before: string, after = '$'): Replacement => [new RegExp(`(${before})${text}(?=${after})`, 'gm'), kept];
  return [
    place(repository, '(?:-distroless)?(?:[@"\'\\s,]|$)'),
    place(`^( *)app\\.kubernetes\\.io/name: ${NAMES[row] ?? kebab(row)}\\n(?:\\2\\w.*\\n)*?\\2app\\.kubernetes\\.io/version: `),
    ...VERSIONED[row] ? [place(`^kind: ${VERSIONED[row]}\\n(?:(?!---).*\\n)*?spec:\\n(?: .*\\n)*? {2}version: v`)] : [],
    ...row === 'thanos' ? [place('^ {2}thanos:\\n(?: {4}.*\\n)*? {4}version: v')] : [],
    ...row === 'kubeStateMetrics' ? [place('Not everything is visible with kube-state-metrics ', '\\. ')] : [],
  ];
}

/** The same YAML with placeholders in place of the default versions of these components. */
export function withPlaceholders(yaml: string, rows: readonly Release[] = ROWS): string {
  const places = rows.filter(row => yaml.includes(RELEASES[row].version)).flatMap(placesOf);
  return places.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), yaml);
}

/** What `withPlaceholders` was called with. */
export function withVersions(golden: string): string {
  return filled(golden, Object.fromEntries(ROWS.map(row => [row, RELEASES[row].version])));
}

/** Lines that contain the default version of one of these components as a whole number, whatever the place. */
export function linesWithVersions(golden: string, rows: readonly Release[] = ROWS): string[] {
  const versions = [...new Set(rows.map(row => escaped(RELEASES[row].version)))].join('|');
  const version = new RegExp(`(?<![\\d.])(?:${versions})(?!\\d|\\.\\d)`);
  return version.test(golden) ? golden.split('\n').filter(line => version.test(line)) : [];
}

/** Each line of documents that has a default version, once for each component, and the kinds of its objects. */
export function listOfVersions(documents: readonly string[]): string {
  const kinds = new Map<string, Map<string, Set<string>>>(ROWS.map(row => [row, new Map()]));
  for (const document of documents) {
    const [, kind] = /^kind: (.*)$/m.exec(document)!;
    const lines = document.split('\n');
    for (const [at, line] of withPlaceholders(document).split('\n').entries()) {
      for (const [, row] of line.matchAll(PLACEHOLDER)) {
        const text = lines[at].trim().replace(/^- /, '');
        kinds.get(row)!.set(text, (kinds.get(row)!.get(text) ?? new Set()).add(kind));
      }
    }
  }
  const linesOf = (places: ReadonlyMap<string, ReadonlySet<string>>) => [...places.keys()].sort()
    .map(text => `  ${text}\n    ${[...places.get(text)!].sort().join(', ')}\n`);
  return ROWS.map(row => `${row}\n${linesOf(kinds.get(row)!).join('')}`).join('\n');
}
