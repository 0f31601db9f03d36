import { Capability, Component, COMPONENTS } from '../../src/versions/capabilities';
import { ComponentVersion } from '../../src/versions/component-version';
import { justBelow } from '../support/versions';

const parse = (component: Component, text: string) => ComponentVersion.parse(component, 'version', text);
const has = (component: Component, capability: string, text: string) => parse(component, text).version.has(capability as never);

const rows = Object.entries(COMPONENTS).flatMap(([component, { capabilities }]) =>
  Object.entries(capabilities as Record<string, Capability>).map(([name, row]) => ({ component: component as Component, name, row })));

describe.each(rows)('$component $name', ({ component, name, row }) => {
  test('starts and ends exactly at its thresholds', () => {
    const { since, until } = row;
    expect(since ?? until).toBeDefined();
    if (since) {
      expect(has(component, name, justBelow(since))).toBe(false);
      expect(has(component, name, since)).toBe(true);
      if (!until) { expect(has(component, name, since.replace(/\.0$/, '.1'))).toBe(true); }
    }
    if (until) {
      expect(has(component, name, justBelow(until))).toBe(true);
      expect(has(component, name, until)).toBe(false);
    }
  });

  test('a version newer than the newest row behaves like the newest', () => {
    expect(has(component, name, '999.0.0')).toBe(ComponentVersion.newest(component).has(name as never));
  });

  test('has the source of the change upstream', () => expect(row.see).toMatch(/^https:\/\//));
});

test.each(['1.36', 'v1.36', '1.36.3', 'v1.36.2-gke.1348000', 'v1.36.4+k3s1', '1.36.0-eks-abc123'])('%j is read as 1.36', text => {
  const { version, findings } = parse('kubernetes', text);
  expect(findings).toEqual([]);
  expect(version.has('strictIpValidation' as never)).toBe(true);
});

test.each(['', 'latest', '1', '1.x', 'v', '1.36.3.4', ' 1.36', '1.36\n', '-1.36', `1.${'3'.repeat(99)}`, '1.36-' + 'a'.repeat(1000)])('%j is not a version, and the finding shows the format', text => {
  const [found] = parse('kubernetes', text).findings;
  expect(found.ruleId).toBe('versions/malformed');
  expect(found.message).toContain('"version" is "');
  expect(found.message).toContain('write it like "1.37.0"');
});

test('a version older than the oldest supported one is an error that names it', () => {
  const [found] = parse('kubernetes', '1.27.9').findings;
  expect(found.ruleId).toBe('versions/unsupported');
  expect(found.message).toContain('1.28.0');
  expect(parse('kubernetes', '1.28').findings).toEqual([]);
});
