import { readdirSync } from 'fs';
import { basename, join } from 'path';
import { finding, listed, Rule, shown } from '../../src/validation/rule';

const src = join(__dirname, '../../src');
const tables = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(file => basename(file) === 'rules.ts');
const rules: Rule<any>[] = tables.flatMap(file => Object.values(require(join(src, file))) as Rule<any>[]);

test('ids stand once', () => {
  const ids = rules.map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(20);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(rules.map(rule => [rule.id, rule] as const))('%s describes the problem in one line, with its id, and has a reason', (id, rule) => {
  expect(id).toMatch(/^[a-z-]+\/[a-z][a-z0-9-]*$/);
  const { message, severity } = finding(rule, rule.example);
  expect(message.endsWith(` [${id}]`)).toBe(true);
  expect(message).not.toMatch(/\n|undefined|NaN|\[object|\.\s*\[/);
  expect(message).toMatch(/^(["a-z0-9]|(Deployment|DaemonSet|ScaledObject|ScrapeConfig|Probe|ConfigMap|Secret|ServiceAccount|Service|Endpoints|PrometheusRule|ServiceMonitor|PodMonitor|Prometheus|AlertmanagerConfig|Alertmanager|APIService)\b)/); // lower case, but for kinds
  expect(rule.why).toMatch(/^[A-Z].*\.$/);
  expect(['error', 'warning']).toContain(severity);
});

test('values in messages are quoted, on one line and bounded', () => {
  expect(shown('a\nb')).toBe('"a\\nb"');
  expect(shown('x'.repeat(1000), 10)).toBe('"xxxxxxxxxx…"');
  expect(shown(undefined)).toBe('"undefined"');
  expect(listed(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
  expect(listed(['a', 'b'], 2)).toBe('a, b');
});
