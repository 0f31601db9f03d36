import { App, Chart, Duration, Size } from 'cdk8s';
import * as library from '../../src';
import { createService } from '../../src/manifest/core';
import { enumValues, OptionType, structOf } from '../../src/validation/option-types';

/** A value of each class that options accept. */
function instanceOf(name: string): unknown {
  const app = new App();
  const chart = new Chart(app, 'other', { namespace: 'monitoring' });
  const { AlertIntegration, AlertRouting, BlackboxModule, CustomResourceValue, Exposure, GlobalView, GrafanaDatasource, NodeSource, ProbeTargets } = library;
  const { ReloadMethod, ReloaderVolume, SkippedNodesPolicy, ThanosEndpoint, ThanosQuery, WebhookCertificate } = library;
  const makers: { readonly [name: string]: () => unknown } = {
    AlertIntegration: () => AlertIntegration.webhook({ url: 'https://example.org' }),
    AlertRouting: () => new AlertRouting({ receivers: [{ name: 'team', integrations: [] }], route: { receiver: 'team' } }),
    ApiObject: () => createService(chart, 'Service', { name: 'web' }, { ports: [{ name: 'http', port: 80 }] }),
    Construct: () => createService(chart, 'Service', { name: 'web' }, { ports: [{ name: 'http', port: 80 }] }),
    IConstruct: () => createService(chart, 'Service', { name: 'web' }, { ports: [{ name: 'http', port: 80 }] }),
    BlackboxModule: () => BlackboxModule.http(),
    CustomResourceValue: () => CustomResourceValue.gauge({ path: ['spec'] }),
    DashboardTarget: () => library.DashboardTarget.sidecar(),
    Duration: () => Duration.minutes(1),
    Exposure: () => Exposure.clusterIp(),
    GlobalView: () => GlobalView.federation({ match: ['up'] }),
    GrafanaDatabase: () => library.GrafanaDatabase.postgres({ host: 'postgres:5432', user: 'grafana' }),
    GrafanaDatasource: () => GrafanaDatasource.prometheus({ serviceName: 'prometheus', namespace: 'monitoring' }),
    NodeSource: () => NodeSource.of([]),
    ProbeTargets: () => ProbeTargets.of('https://example.org'),
    ReloadMethod: () => ReloadMethod.http({ port: 8080 }),
    ReloaderVolume: () => ReloaderVolume.emptyDir('config', '/config'),
    Size: () => Size.gibibytes(1),
    SloIndicator: () => library.SloIndicator.events({ total: 'requests_total', errors: 'errors_total' }),
    ServingCertificate: () => library.ServingCertificate.selfSigned(),
    SkippedNodesPolicy: () => SkippedNodesPolicy.warn(),
    ThanosEndpoint: () => ThanosEndpoint.address('thanos:10901'),
    ThanosQuery: () => new ThanosQuery(chart, 'Query', { endpoints: [] }),
    VersionSet: () => library.VersionSet.V2026_11,
    WebhookCertificate: () => WebhookCertificate.selfSigned(),
  };
  const make = makers[name];
  if (!make) { throw new Error(`no sample of the class ${name}: add one`); }
  return make();
}

/** A value of a type, with every option to a depth. */
export function sampleOf(type: OptionType, depth = 0): unknown {
  switch (type.kind) {
    case 'string': return 'a';
    case 'number': return 1;
    case 'boolean': return true;
    case 'any': return {};
    case 'enum': return enumValues(type.name)[0] ?? 0;
    case 'class': return instanceOf(type.name);
    case 'list': return [sampleOf(type.item!, depth)];
    case 'map': return { a: sampleOf(type.item!, depth) };
    case 'struct': return optionsOf(type.name, depth + 1);
  }
}

/** Every option of a struct. Below a depth only the required ones. */
export function optionsOf(struct: string, depth = 0): Record<string, unknown> {
  const options = [...structOf(struct) ?? []].filter(([, { isOptional, kind }]) => !isOptional || (depth < 4 && (kind !== 'struct' || depth < 3)));
  return Object.fromEntries(options.map(([option, type]) => [option, sampleOf(type, depth)]));
}
