import { COMMUNITY_RUNBOOKS, RUNBOOKS_COMMIT } from '../../src/monitoring-mixin/community-runbooks';
import { runbookOf } from '../../src/monitoring-mixin/runbook-links';
import { allGroups } from '../support/mixin';

const linksOf = (runbookUrl?: string): [string, string | undefined][] => allGroups('2.20.0', undefined, { runbookUrl })
  .flatMap(({ groups }) => groups.flatMap(({ rules }) => rules.flatMap(rule => 'alert' in rule ? [[rule.alert, rule.annotations.runbook_url] as [string, string]] : [])));

// content/runbooks/kubernetes/KubePodCrashLooping.md at a685d14, which Hugo serves in lower case
test('an alert with a page links to it, one without has no link', () => {
  expect(runbookOf('KubePodCrashLooping', 'workloads', undefined)).toBe('https://runbooks.prometheus-operator.dev/runbooks/kubernetes/kubepodcrashlooping/');
  expect(runbookOf('etcdNoLeader', 'etcd', undefined)).toBe('https://runbooks.prometheus-operator.dev/runbooks/etcd/etcdnoleader/');
  expect(runbookOf('KubePodOfNobody', 'workloads', undefined)).toBeUndefined();
  expect(runbookOf('constructor', 'workloads', undefined)).toBeUndefined();
});

test('a copy of the runbooks has every alert', () => {
  expect(runbookOf('KubePodOfNobody', 'workloads', 'https://wiki.example.org/')).toBe('https://wiki.example.org/workloads.md#kubepodofnobody');
  expect(linksOf('https://wiki.example.org').filter(([alert, link]) => !link?.endsWith(`.md#${alert.toLowerCase()}`))).toEqual([]);
});

test('no link is dead: each leads to a page of the commit', () => {
  const pages = new Set(Object.entries(COMMUNITY_RUNBOOKS).flatMap(([folder, alerts]) => alerts.map(alert => `https://runbooks.prometheus-operator.dev/runbooks/${folder}/${alert.toLowerCase()}/`)));
  const links = linksOf().flatMap(([, link]) => link ?? []);
  expect(links.filter(link => !pages.has(link))).toEqual([]);
  expect(new Set(links).size).toBeGreaterThan(50);
  expect(JSON.stringify(linksOf())).not.toContain('example.org');
});

test('the list is as the script writes it', () => {
  const { moduleOf } = require('../../build/sync-upstream/runbooks'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { readFileSync } = jest.requireActual<typeof import('fs')>('fs');
  const pages = Object.fromEntries(Object.entries(COMMUNITY_RUNBOOKS).map(([folder, alerts]) => [folder, [...alerts]]));
  expect(readFileSync(require.resolve('../../src/monitoring-mixin/community-runbooks'), 'utf8')).toBe(moduleOf({ commit: RUNBOOKS_COMMIT, pages }));
  expect(RUNBOOKS_COMMIT).toMatch(/^[0-9a-f]{40}$/);
});
