import { RELEASES } from '../../src/versions/releases';

const { newsOf } = jest.requireActual<{ newsOf(lines: readonly string[]): string | undefined }>('../../build/sync-upstream/news.js');
const { MODULES, newerProgram, pinsIn } = jest.requireActual<{
  MODULES: { readonly [row: string]: string };
  newerProgram(row: string, pins: { readonly [row: string]: string }, versionsOf: (module: string) => string[]): string[];
  pinsIn(text: string): { readonly [row: string]: string };
}>('../../build/sync-upstream/newer-programs.js');
const { flagsIn, notesIn } = jest.requireActual<{
  flagsIn(source: string): { readonly [flag: string]: true };
  notesIn(changelog: string, since: string): string[];
}>('../../build/sync-upstream/prometheus-notes.js');
const { readFileSync } = jest.requireActual<typeof import('fs')>('fs');

test('without news no issue is created', () => {
  expect(newsOf([])).toBeUndefined();
});

test('an issue has the news and the next steps, and is short enough for GitHub', () => {
  const text = newsOf(['Kubernetes 1.38.0 is newer than 1.37.2:', ...Array.from({ length: 5_000 }, (_, i) => `  field ${i} ${'x'.repeat(500)}`)])!;
  expect(text).toContain('Kubernetes 1.38.0 is newer than 1.37.2:');
  expect(text).toContain('4801 more lines are left out');
  expect(text).toContain('"A new upstream release in an hour"');
  expect(text.length).toBeLessThan(65_536);
});

test('every pinned program is checked: by its module, or with the operator, Prometheus and Grafana', () => {
  const pins = pinsIn(readFileSync('src/versions/releases.ts', 'utf8'));
  expect(pins).toEqual(Object.fromEntries(Object.entries(RELEASES).map(([row, { version }]) => [row, version])));
  const elsewhere = ['prometheusOperator', 'prometheus', 'prometheus2', 'configReloader', 'admissionWebhook', 'grafana', 'dashboardSidecar'];
  expect([...Object.keys(MODULES), ...elsewhere].sort()).toEqual(Object.keys(RELEASES).sort());
});

test('a newer release is news, an older one in an unsorted list is not', () => {
  const of = (...versions: string[]) => newerProgram('thanos', { thanos: '0.42.4' }, () => versions);
  expect(of('0.100.0', '0.9.0')).toEqual(['github.com/thanos-io/thanos 0.100.0 is newer than 0.42.4, the pin of thanos']);
  expect(of('0.42.4', '0.5.0')).toEqual([]);
  expect(of()).toEqual([]);
  expect(() => newerProgram('thanos', {}, () => [])).toThrow('src/versions/releases.ts has no row thanos');
});

// the form of cmd/prometheus/main.go of Prometheus 3.16.0
const MAIN = `func (c *flagConfig) setFeatureListOptions(logger *slog.Logger) error {
\tfor _, f := range c.featureList {
\t\t\tswitch o {
\t\t\tcase "exemplar-storage":
\t\t\tcase "promql-at-modifier", "promql-negative-offset":
\t\t\tcase "":
\t\t\tdefault:
\t\t\t}
\t}
}

func other() {
\tcase "no-flag":
}
`;

test('feature flags are read from the source, and an unknown form of the source is an error', () => {
  expect(Object.keys(flagsIn(MAIN))).toEqual(['exemplar-storage', 'promql-at-modifier', 'promql-negative-offset']);
  expect(() => flagsIn('func main() {}')).toThrow('adapt prometheus-notes.js');
});

test('changes and features of each newer release are listed, without fixes', () => {
  const changelog = '# Changelog\n\n## main / unreleased\n\n- [CHANGE] Z\n\n## 3.16.0 / 2026-11-04\n- [CHANGE] A #1\n- [BUGFIX] B\n- [FEATURE] C\n\n## 3.15.10 / 2026-10-30\n- [SECURITY] D\n\n## 3.15.2 / 2026-10-21\n- [CHANGE] E\n';
  expect(notesIn(changelog, '3.15.2')).toEqual(['[CHANGE] A #1', '[FEATURE] C', '[SECURITY] D']);
});
