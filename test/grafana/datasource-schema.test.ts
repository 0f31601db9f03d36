import { Duration, Size } from 'cdk8s';
import * as ts from 'typescript';
import { parse } from 'yaml';
import { Grafana, GrafanaDatasource } from '../../src';
import { complaintsOf } from '../support/compile';
import { aChart, synth, theOne } from '../support/synth';

// The foundation SDK has the fields of `jsonData` that all datasources share, and the reference by which panels name a datasource. The other fields of a provisioning file, and
// what each type adds, are on pages of Grafana's documentation: they are literals here.
const PRELUDE = `
import type { DataSourceJsonData, DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
/** @see https://grafana.com/docs/grafana/latest/administration/provisioning/#example-data-source-configuration-file */
interface Provisioned<J> {
  name: string; type: string; access: 'proxy'; uid: string; url?: string; user?: string; database?: string; basicAuth?: boolean; basicAuthUser?: string;
  isDefault?: boolean; editable: boolean; jsonData?: DataSourceJsonData & Common & J; secureJsonData?: { [field: string]: string };
}
/** @see https://grafana.com/docs/grafana/latest/administration/provisioning/#json-data */
interface Common { tlsAuthWithCACert?: boolean; tlsSkipVerify?: boolean; timeout?: number; httpHeaderName1?: string; httpHeaderName2?: string }
/** @see PromOptions and PromApplication of packages/grafana-prometheus/src/types.ts */
interface Prometheus { httpMethod?: 'GET' | 'POST'; prometheusType?: 'Cortex' | 'Mimir' | 'Prometheus' | 'Thanos'; timeInterval?: string }
/** @see https://grafana.com/docs/grafana/latest/datasources/loki/configure-loki-data-source/#provision-the-data-source */
interface Loki { maxLines?: number; derivedFields?: { name: string; matcherRegex: string; url?: string; datasourceUid?: string }[] }
/** @see https://grafana.com/docs/grafana/v13.2/datasources/tempo/configure-tempo-data-source/provision/ */
interface Tempo { tracesToLogsV2?: { datasourceUid: string }; serviceMap?: { datasourceUid: string }; nodeGraph?: { enabled: boolean } }
/** @see https://grafana.com/docs/grafana/latest/datasources/aws-cloudwatch/configure/#provision-the-data-source */
interface CloudWatch { authType: 'default' | 'keys' | 'credentials' | 'ec2_iam_role' | 'grafana_assume_role'; defaultRegion: string; assumeRoleArn?: string }
/** @see https://grafana.com/docs/grafana/latest/datasources/alertmanager/#provision-the-alertmanager-data-source */
interface Alertmanager { implementation: 'prometheus' | 'cortex' | 'mimir'; handleGrafanaManagedAlerts: boolean }
`;
const complaints = (sources: ReadonlyMap<string, string>) =>
  complaintsOf(sources, { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, skipLibCheck: true, noUnusedLocals: false });

const REFERENCE = { serviceName: 'prometheus-main', namespace: 'monitoring' };
const SECRET = { secretName: 'a', key: 'b' };
const SAMPLES: readonly (readonly [string, GrafanaDatasource])[] = [
  ['Prometheus', GrafanaDatasource.prometheus({ ...REFERENCE, tls: { secretName: 'tls' } }, { bearerToken: SECRET })],
  ['Prometheus', GrafanaDatasource.prometheus({ ...REFERENCE, tls: { secretName: '', insecureSkipVerify: true } }, { name: 'B' })],
  ['Prometheus', GrafanaDatasource.thanos(REFERENCE, { scrapeInterval: Duration.minutes(1) })],
  ['Prometheus', GrafanaDatasource.mimir('http://mimir/prometheus', { tenant: 'a', bearerToken: SECRET })],
  ['Alertmanager', GrafanaDatasource.alertmanager(REFERENCE)],
  ['Loki', GrafanaDatasource.loki('http://loki:3100', {
    tenant: 'a', basicAuthUserSecret: SECRET, secureJsonData: { basicAuthPassword: SECRET }, jsonData: { maxLines: 1000, derivedFields: [{ name: 'a', matcherRegex: 'b', datasourceUid: 'tempo' }] },
  })],
  ['Tempo', GrafanaDatasource.tempo('http://tempo:3200', {
    basicAuthUser: 'a', jsonData: { tracesToLogsV2: { datasourceUid: 'loki' }, serviceMap: { datasourceUid: 'prometheus' }, nodeGraph: { enabled: true } },
  })],
  ['CloudWatch', GrafanaDatasource.cloudWatch('eu-west-2', { assumeRoleArn: 'arn:aws:iam::123456789012:role/grafana' })],
  ['{}', GrafanaDatasource.of({ type: 'grafana-postgresql-datasource', url: 'postgres:5432', user: 'a', database: 'b' })],
];

function provisioned(): any[] {
  const chart = aChart('monitoring');
  new Grafana(chart, 'Grafana', { admin: { secretName: 'a' }, datasources: SAMPLES.map(([, datasource]) => datasource), storage: { size: Size.gibibytes(1) } });
  return parse(theOne(synth(chart), 'ConfigMap').data['datasources.yaml']).datasources;
}

const sourceOf = (type: string, value: unknown) => `${PRELUDE}\nexport const datasource: Provisioned<${type}> = ${JSON.stringify(value)};\n`;

test('every kind of datasource matches the types of Grafana\'s schema and the pages of its documentation', () => {
  const sources = provisioned().map((value, at): [string, string] => [`datasource-${at}.ts`, sourceOf(SAMPLES[at][0], value)]);
  expect(sources).toHaveLength(SAMPLES.length);
  expect(complaints(new Map(sources))).toEqual([]);
}, 60_000);

test('a field or a value that Grafana does not have would be found', () => {
  const [prometheus] = provisioned();
  const wrong = [
    { ...prometheus, isdefault: true }, { ...prometheus, jsonData: { ...prometheus.jsonData, prometheusType: 'VictoriaMetrics' } }, { ...prometheus, jsonData: { ...prometheus.jsonData, timeInterval: 30 } },
  ];
  const found = complaints(new Map(wrong.map((value, at) => [`wrong-${at}.ts`, sourceOf('Prometheus', value)])));
  expect(wrong.map((_, at) => found.some(line => line.includes(`wrong-${at}.ts`)))).toEqual([true, true, true]);
}, 60_000);

test('the uid of a datasource is what panels refer to', () => {
  const refs = provisioned().map(({ type, uid }) => ({ type, uid }));
  expect(complaints(new Map([['refs.ts', `${PRELUDE}\nexport const refs: DataSourceRef[] = ${JSON.stringify(refs)};\n`]]))).toEqual([]);
}, 60_000);
