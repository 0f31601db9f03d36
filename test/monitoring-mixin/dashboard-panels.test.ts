import { Duration } from 'cdk8s';
import { boardsOf, dashboardsOf } from '../../src/monitoring-mixin/dashboards';
import { pagesOf } from '../../src/monitoring-mixin/dashboards/alert-panels';
import { boardContextOf } from '../../src/monitoring-mixin/dashboards/board-context';
import { rulesWithSources } from '../../src/monitoring-mixin/rule-groups';
import { aContext, groupsAt, OPTIONS } from '../support/mixin';

const boardsWith = (options: Parameters<typeof boardsOf>[1], context = aContext()) => new Map(boardsOf(context, options).map(board => [board.id, board]));
const panelOf = (board: string, title: string, options: Parameters<typeof boardsOf>[1] = {}) =>
  boardsWith(options).get(board)!.rows.flatMap(row => row.panels).find(panel => panel.title === title)!;

describe('thresholds', () => {
  test('are those of the alerts, as changed by the user', () => {
    expect(panelOf('nodes', 'Load per CPU').thresholds).toEqual({ warning: 2 });
    expect(panelOf('nodes', 'Load per CPU', { alerts: { NodeSystemSaturation: { threshold: 5 } } }).thresholds).toEqual({ warning: 5 });
  });

  test('have both levels, in the unit of the panel', () => {
    expect(panelOf('nodes', 'File systems used').thresholds).toEqual({ warning: 0.95, critical: 0.97 });
    const alerts = { NodeFilesystemAlmostOutOfSpace: { levels: { critical: { threshold: 1 } } } };
    expect(panelOf('nodes', 'File systems used', { alerts }).thresholds).toEqual({ warning: 0.95, critical: 0.99 });
  });

  test('of an alert without a threshold are a mistake', () => {
    expect(() => boardContextOf(aContext()).limits('KubePodCrashLooping')).toThrow('No alert KubePodCrashLooping has a threshold');
  });
});

describe('alerts of a board', () => {
  test('are counted first and listed last, for the selected objects', () => {
    const { rows } = boardsWith({}).get('pod')!;
    const [count] = rows[0].panels;
    expect(count.title).toBe('Alerts');
    expect(count.queries[0].expr).toContain('alertname=~"CPUThrottlingHigh|');
    expect(count.queries[0].expr).toContain('alertstate="firing",namespace=~"$namespace|",pod=~"$pod|"');
    expect(rows.at(-1)!.panels[0].title).toBe('Firing alerts');
  });

  test('exist only for existing alerts', () => {
    const rules = rulesWithSources(aContext(), { ...OPTIONS, alerts: { CPUThrottlingHigh: { enabled: false } } }, undefined);
    const [board] = boardsOf(aContext(), {}, rules).filter(({ id }) => id === 'pod');
    expect(board.rows[0].panels[0].queries[0].expr).not.toContain('CPUThrottlingHigh');
    expect(board.rows[0].panels[0].queries[0].expr).toContain('KubePodCrashLooping');
  });
});

describe('the runbook of an alert', () => {
  const base = 'https://example.org/runbooks/';
  const pages = (urls: Record<string, string>) => pagesOf(['A', 'B', 'C'], new Map(Object.entries(urls)));

  test('opens with a click: a hidden column has the end of its address', () => {
    const rules = rulesWithSources(aContext(), OPTIONS, undefined);
    const board = boardsOf(aContext(), {}, rules).find(({ id }) => id === 'apiserver')!;
    const { columns = [], queries: [{ expr }] } = board.rows.at(-1)!.panels[0];
    expect(columns.find(({ title }) => title === 'Alert')!.page).toEqual({ title: 'Open the runbook', base: `${base}apiserver.md#`.replace(/[^/]+$/, ''), label: 'runbook' });
    const { texts = {}, isUnseen } = columns.find(({ title }) => title === 'Runbook')!;
    expect([texts.KubeAPIDown, isUnseen]).toEqual(['apiserver.md#kubeapidown', true]);
    expect(Object.keys(texts)).toEqual(expect.arrayContaining(['KubeAPIErrorBudgetBurn', 'KubeClientErrors']));
    expect(expr).toContain('"runbook", "$1", "alertname", "(.+)")');
  });

  test('is the one in the annotation, on any site', () => {
    expect(pages({ A: `${base}a.md`, B: `${base}b.md` })).toEqual({ base, paths: { A: 'a.md', B: 'b.md' } });
    expect(pages({ A: `${base}a/a/`, B: 'https://wiki.example.org/b' })).toEqual({ base: 'https://', paths: { A: 'example.org/runbooks/a/a/', B: 'wiki.example.org/b' } });
    expect(pages({ A: `${base}one/` })).toEqual({ base, paths: { A: 'one/' } });
  });

  test('does not exist if no address can be part of a link', () => {
    expect(pages({})).toBeUndefined();
    expect(pages({ A: 'https://example.org/{{ $labels.pod }}', B: 'wiki' })).toBeUndefined();
  });
});

test('signals, which fire in a healthy cluster, are not alerts of a board', () => {
  const panels = boardsOf(aContext()).flatMap(({ rows }) => rows.flatMap(row => row.panels));
  const exprs = panels.filter(({ title }) => title === 'Alerts' || title === 'Firing alerts').map(({ queries: [{ expr }] }) => expr);
  expect(exprs.length).toBeGreaterThan(40);
  expect(exprs.filter(expr => /Watchdog|InfoInhibitor/.test(expr))).toEqual([]);
});

test('no panel is omitted if everything is scraped and recorded', () => {
  const panelsOf = ({ rows }: ReturnType<typeof boardsOf>[number]) => rows.flatMap(({ panels }) => panels.map(({ title, queries }) => [title, queries.length]));
  const titles = (rules?: ReturnType<typeof rulesWithSources>) => boardsOf(aContext(), {}, rules).map(board => [board.id, panelsOf(board)]);
  expect(titles(rulesWithSources(aContext(), OPTIONS, undefined))).toEqual(titles());
});

describe('the home board', () => {
  test('lists every other board with its firing alerts, and a link to it', () => {
    const boards = dashboardsOf(aContext());
    const { panels } = JSON.parse(boards.find(({ id }) => id === 'home')!.json);
    const links = panels.flatMap(({ fieldConfig }: any) => fieldConfig?.defaults.links ?? []).map(({ url }: any) => /\/d\/cdk8s-prometheus-([\w-]+)/.exec(url)![1]);
    expect(links.sort()).toEqual(boards.map(({ id }) => id).filter(id => id !== 'home').sort());
  });

  test('is the first link of every other board', () => {
    for (const { id, json } of dashboardsOf(aContext())) {
      const { links: [{ url, includeVars, keepTime }] } = JSON.parse(json);
      expect([id, url, includeVars, keepTime]).toEqual([id, id === 'home' ? '' : '/d/cdk8s-prometheus-home', true, true]);
    }
  });

  test('does not exist if there is only one board', () => {
    expect([...boardsWith({ isSelected: id => ['pod', 'home'].includes(id) }).keys()]).toEqual(['pod']);
    expect([...boardsWith({ isSelected: id => id === 'pod' || id === 'nodes' }).keys()]).toEqual(['nodes', 'pod']);
  });
});

test('raw rates have at least four samples, for any data source', () => {
  const queriesAt = (seconds: number) => boardsOf(aContext(), {}, groupsAt(seconds)).flatMap(({ rows }) => rows.flatMap(row => row.panels.flatMap(({ queries }) => queries)));
  const intervalsOf = (seconds: number) => new Set(queriesAt(seconds).flatMap(({ interval }) => interval ?? []));
  expect(intervalsOf(30)).toEqual(new Set(['30s']));
  expect(intervalsOf(Duration.minutes(2).toSeconds())).toEqual(new Set(['2m']));
});
