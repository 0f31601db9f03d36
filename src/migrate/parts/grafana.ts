import { Call, classesIn, Code, shortened, written } from './code';
import { at, entriesOf, Gathered } from './converted';
import { sayIngress, sayRoutes } from './exposure';
import { adminOf } from './grafana-admin';
import { sayMixinDashboards, sayOwnDashboards, sidecarOf } from './grafana-dashboards';
import { datasourcesOf } from './grafana-datasources';
import { environmentOf } from './grafana-environment';
import { pluginsOf } from './grafana-plugins';
import { sayPod } from './grafana-pod';
import { NeededSecrets, smtpSecrets } from './grafana-secrets';
import { grafanaName, rootUrlOf, sayService } from './grafana-service';
import { chartSettings } from './grafana-settings';
import { grafanaVolumeOf } from './grafana-storage';
import { isEmpty, isFilledText } from '../../values/json';
import { valueAt } from '../chart-values';
import { namespaceOf } from '../names';
import { Converted, Part, Release } from '../part';

/** Grafana of the chart, with datasources, settings, dashboards and its address. */
export const grafanaPart: Part = (values, release): Converted => {
  const said = new Gathered();
  sayMixinDashboards(said, values);
  const isOn = valueAt(values, 'grafana.enabled') !== false;
  if (at(values, 'grafana.enabled') !== undefined) {
    const note = isOn ? 'new Grafana(...), mixin.dashboards' : `mixin.dashboards: ${said.options[0][1].code}`;
    said.say('grafana.enabled', 'mapped', note);
  }
  if (isOn) { sayGrafana(said, values, release); }
  return said.converted;
};

/** Names and namespace of the Grafana of the chart, and of that of the program. */
interface Place {
  readonly old: string;
  readonly name: string;
  readonly namespace: string;
  /** The namespace, if it is not that of the release. */
  readonly ownNamespace: string | undefined;
}

function placeOf(values: unknown, release: Release): Place {
  const old = grafanaName(values, release);
  const given = at(values, 'grafana.namespaceOverride');
  return {
    old,
    name: old === 'grafana' ? 'grafana-server' : 'grafana',
    namespace: isFilledText(given) ? given : namespaceOf(values, release),
    ownNamespace: isFilledText(given) ? given : undefined,
  };
}

function sayGrafana(said: Gathered, values: unknown, release: Release): void {
  const place = placeOf(values, release);
  const needed = new NeededSecrets();
  const value = new Call('new Grafana', [
    new Code('chart'), new Code('\'Grafana\''), optionsOf(said, values, release, place, needed),
  ], [], ['Grafana']);
  said.statements.push({
    code: `${written(value)};`,
    comment: 'Grafana of the chart. Its Deployment has another name, because the selector of a Deployment is immutable.',
    ...classesIn(value),
  });
  sayNames(said, values, place);
  sayAddress(said, values, release, place);
  sayOwnDashboards(said, values);
  said.options.push(['mixinJobs.grafana', { code: `'${place.name}'` }]);
  const warning = needed.warning(place.namespace);
  if (warning !== undefined) { said.warnings.push(warning); }
}

/** The options of the Grafana. Results and warnings are listed in this order. */
function optionsOf(said: Gathered, values: unknown, release: Release, place: Place, needed: NeededSecrets): object {
  const { old, name, namespace, ownNamespace } = place;
  const found = chartSettings(said, at(values, 'grafana')?.['grafana.ini'], release, needed.reference);
  const { options: ofSettings, settings } = found;
  const smtp = smtpSecrets(said, values);
  const environment = environmentOf(said, values, needed.reference, ofSettings);
  const pod: { readonly auth?: object } = sayPod(said, values, selectingLabels(values, release));
  const secretSettings = { ...found.secretSettings, ...smtp };
  return {
    name: name === 'grafana' ? undefined : name,
    namespace: ownNamespace,
    admin: adminOf(said, values, old, namespace),
    datasources: datasourcesOf(said, values, release, needed.reference),
    ...sidecarOf(said, values),
    ...grafanaVolumeOf(said, values, old),
    rootUrl: rootUrlOf(values, ofSettings),
    ...ofSettings,
    ...Object.keys(settings).length > 0 && { settings },
    ...Object.keys(secretSettings).length > 0 && { secretSettings },
    plugins: pluginsOf(said, values),
    ...environment,
    ...pod,
    ...pod.auth && { auth: { ...ofSettings.auth as object | undefined, ...pod.auth } },
  };
}

/** The labels by which the Prometheus of the release selects ServiceMonitors. */
function selectingLabels(values: unknown, release: Release): Record<string, unknown> {
  const given = at(values, 'prometheus.prometheusSpec.serviceMonitorSelector');
  if (!isEmpty(given)) { return Object.fromEntries(entriesOf(at(given, 'matchLabels'))); }
  return valueAt(values, 'prometheus.prometheusSpec.serviceMonitorSelectorNilUsesHelmValues') === false ? {} : { release: release.name };
}

function sayNames(said: Gathered, values: unknown, { old, name, ownNamespace }: Place): void {
  if (ownNamespace !== undefined) { said.say('grafana.namespaceOverride', 'mapped', 'namespace of the Grafana'); }
  for (const key of ['fullnameOverride', 'nameOverride']) {
    if (at(values, `grafana.${key}`) === undefined) { continue; }
    said.say(`grafana.${key}`, 'mapped', `the Service ${shortened(old)}; the Deployment is named ${name}`);
  }
}

/** The Service of the chart, and what leads to it. */
function sayAddress(said: Gathered, values: unknown, release: Release, { old, name, namespace, ownNamespace }: Place): void {
  sayService(said, values, { old, name, namespace: ownNamespace });
  const port = valueAt(values, 'grafana.service.port') ?? 80;
  const exposed = { key: 'grafana', service: old, port, namespace, routePrefix: '/' };
  sayIngress(said, values, release, exposed);
  sayRoutes(said, values, release, exposed);
}
