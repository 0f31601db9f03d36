import * as ts from 'typescript';
import { ServiceLevelObjective, SloIndicator } from '../../src';
import { dashboardsOf } from '../../src/monitoring-mixin/dashboards';
import { complaintsOf } from '../support/compile';
import { aContext } from '../support/mixin';
import { aChart, ofKind, synth } from '../support/synth';

// The types that Grafana generates from its schema are the reference: each dashboard is compiled as a literal of them, so that an unknown
// or different field fails.
const SDK = '@grafana/grafana-foundation-sdk';

/** Enumerations are written as their values in JSON. */
const PRELUDE = `
import type { Dashboard, Panel, RowPanel } from '${SDK}/dashboard';
import type { Dataquery } from '${SDK}/prometheus';
import type { Options as StatOptions } from '${SDK}/stat';
import type { FieldConfig, Options as TimeseriesOptions } from '${SDK}/timeseries';
import type { Options as TableOptions } from '${SDK}/table';
import type { FieldConfig as StateFieldConfig, Options as StateOptions } from '${SDK}/statetimeline';
import type { DynamicConfigValue, FieldColor, MatcherConfig, ThresholdsConfig } from '${SDK}/dashboard';
type Plain<T> = T extends number ? T | \`\${T}\` extends \`\${infer N extends number}\` ? N : T
  : T extends string ? \`\${T}\` : T extends (...args: any) => any ? never : T extends readonly (infer U)[] ? Plain<U>[] : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
type Query = Omit<Dataquery, '_implementsDataqueryVariant' | 'dataqueryName'>;
interface DataLink { title: string; url: string; targetBlank: boolean }
interface Defaults<C> { unit?: string; min?: number; noValue?: string; thresholds?: ThresholdsConfig; color?: FieldColor; links?: DataLink[]; custom?: C }
type Typed<K extends string, O, C> = Omit<Panel, 'type' | 'targets' | 'options' | 'fieldConfig'> & { type: K; targets: Query[]; options: O; fieldConfig: { defaults: Defaults<C>; overrides: { matcher: MatcherConfig; properties: DynamicConfigValue[] }[] } };
type OurPanel = RowPanel | Typed<'stat', StatOptions, never> | Typed<'table', TableOptions, never> | Typed<'timeseries', TimeseriesOptions, FieldConfig> | Typed<'state-timeline', StateOptions, StateFieldConfig>;
type OurDashboard = Plain<Omit<Dashboard, 'panels'> & { panels: OurPanel[] }>;
`;

const complaints = (sources: ReadonlyMap<string, string>) =>
  complaintsOf(sources, { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, skipLibCheck: true });

const sourceOf = (id: string, json: string): [string, string] => [`dashboard-${id}.ts`, `${PRELUDE}\nexport const dashboard: OurDashboard = ${json};\n`];
const dashboards = dashboardsOf(aContext('2.20.0'));

test('every dashboard matches the types of Grafana\'s schema', () => {
  expect(complaints(new Map(dashboards.map(({ id, json }) => sourceOf(id, json))))).toEqual([]);
}, 60_000);

test('so does that of an objective', () => {
  const chart = aChart('shop');
  const indicator = SloIndicator.events({ total: 'requests_total', errors: 'errors_total' });
  new ServiceLevelObjective(chart, 'Availability', { service: 'checkout', objective: 99.9, indicator, grouping: ['namespace'] });
  const boards = ofKind(synth(chart), 'ConfigMap').flatMap(({ data }) => Object.values<string>(data));
  expect(boards).toHaveLength(1);
  expect(complaints(new Map([sourceOf('slo', boards[0])]))).toEqual([]);
}, 60_000);

test('an unknown field and an invalid value would be found', () => {
  const { json } = dashboards.find(({ id }) => id === 'cluster')!;
  const wrong = [json.replace('"graphTooltip": 1', '"graphTooltip": 7'), json.replace('"schemaVersion"', '"schemaVersions"'), json.replace('"textMode": "auto"', '"textMode": "large"'), json.replace('"legendFormat"', '"legend"')];
  const found = complaints(new Map(wrong.map((text, i) => sourceOf(`wrong-${i}`, text))));
  expect(wrong.map((_, i) => found.some(line => line.includes(`dashboard-wrong-${i}.ts`)))).toEqual([true, true, true, true]);
}, 60_000);
