import { Ids, shortened, option, written } from './code';
import { at, entriesOf, Gathered } from './converted';
import { hasDashboards } from './default-rules';
import { slug } from '../../validation/kubernetes-names';
import { isEmpty, isFilledText, isMap } from '../../values/json';
import { valueAt } from '../chart-values';
import { labels } from '../convert';

const SIDECAR = 'grafana.sidecar.dashboards';
const PROVIDER_FOLDER = 'grafana_folder';

/** Options of a Grafana for the location of dashboards. */
export interface DashboardPlace {
  readonly dashboards?: Record<string, unknown>;
  readonly dashboardsEnabled?: boolean;
}

/** The dashboards of the mixin: whether they are created, and for which Grafana. */
export function sayMixinDashboards(said: Gathered, values: unknown): void {
  const isMade = hasDashboards(values);
  said.options.push(option('mixin.dashboards', isMade));
  const isForced = at(values, 'grafana.forceDeployDashboards');
  if (isForced !== undefined) { said.say('grafana.forceDeployDashboards', 'mapped', `mixin.dashboards: ${isMade}`); }
  const isDefault = at(values, 'grafana.defaultDashboardsEnabled');
  if (isDefault !== undefined) { said.say('grafana.defaultDashboardsEnabled', 'mapped', `mixin.dashboards: ${isMade}`); }
  if (at(values, 'alertmanager.forceDeployDashboards') !== undefined) {
    said.say(
      'alertmanager.forceDeployDashboards', isMade ? 'same' : 'different', 'the dashboard of Alertmanager is one of those of the mixin',
    );
  }
  sayShown(said, values, isMade);
  if (!isMade) { return; }
  const label = dashboardLabel(values);
  if (label.name !== 'grafana_dashboard' || label.value !== '1') {
    said.options.push(option('mixin.dashboardLabels', { [label.name]: label.value }));
  }
  const folder = at(values, `${SIDECAR}.annotations`)?.[folderAnnotation(values) ?? PROVIDER_FOLDER];
  if (isFilledText(folder)) { said.options.push(option('mixin.dashboardOptions.folder', folder)); }
  sayOperator(said, values);
  const namespace = at(values, 'grafana.namespaceOverride');
  if (isFilledText(namespace)) { said.options.push(option('mixin.dashboardNamespace', namespace)); }
}

function sayShown(said: Gathered, values: unknown, isMade: boolean): void {
  const timezone = valueAt(values, 'grafana.defaultDashboardsTimezone');
  const editable = valueAt(values, 'grafana.defaultDashboardsEditable');
  if (isMade && isFilledText(timezone)) { said.options.push(option('mixin.dashboardOptions.timezone', timezone)); }
  if (isMade && typeof editable === 'boolean') { said.options.push(option('mixin.dashboardOptions.editable', editable)); }
  for (const [key, to] of [['defaultDashboardsTimezone', 'timezone'], ['defaultDashboardsEditable', 'editable']]) {
    if (at(values, `grafana.${key}`) !== undefined) {
      said.say(`grafana.${key}`, isMade ? 'mapped' : 'same', isMade ? `mixin.dashboardOptions.${to}` : 'no dashboards');
    }
  }
  const interval = at(values, 'grafana.defaultDashboardsInterval');
  if (interval !== undefined) {
    said.say('grafana.defaultDashboardsInterval', 'different', 'panels follow the scrape intervals of the mixin');
  }
}

/** GrafanaDashboards of grafana-operator. */
function sayOperator(said: Gathered, values: unknown): void {
  const operator = at(values, 'grafana.operator');
  if (operator === undefined) { return; }
  const isOn = at(operator, 'dashboardsConfigMapRefEnabled') === true;
  const selector = labels(at(operator, 'matchLabels'));
  for (const [key] of entriesOf(operator)) {
    const path = `grafana.operator.${key}`;
    if (!isOn) {
      said.say(path, 'same', 'no GrafanaDashboards');
    } else if (key === 'dashboardsConfigMapRefEnabled' || key === 'matchLabels') {
      said.say(path, selector ? 'mapped' : 'unsupported', selector ? 'mixin.grafanaSelector' : 'matchLabels is not a map of labels');
    } else if (key === 'folder') {
      said.say(path, 'mapped', 'mixin.dashboardOptions.folder');
    } else if (['annotations', 'resyncPeriod', 'folderUID', 'folderRef'].includes(key)) {
      said.say(
        path,
        isEmpty(at(operator, key)) ? 'same' : 'different',
        'GrafanaDashboards of the mixin have their content, a folder and a selector: change other fields with a JSON patch',
      );
    }
  }
  if (!isOn || !selector) { return; }
  said.options.push(['mixin.grafanaSelector', selector], option('mixin.dashboardOptions.allowCrossNamespaceImport', true));
  const folder = at(operator, 'folder');
  if (isFilledText(folder)) { said.options.push(option('mixin.dashboardOptions.folder', folder)); }
}

export function dashboardLabel(values: unknown): { readonly name: string; readonly value: string } {
  const [name, value] = [at(values, `${SIDECAR}.label`), at(values, `${SIDECAR}.labelValue`)];
  return { name: isFilledText(name) ? name : 'grafana_dashboard', value: isEmpty(value) ? '1' : String(value) };
}

function folderAnnotation(values: unknown): string | undefined {
  const given = at(values, `${SIDECAR}.folderAnnotation`);
  return isFilledText(given) ? given : undefined;
}

/** A list, or a text with commas. Undefined if all namespaces are searched, or only the own one. */
function namespacesIn(search: unknown): string[] | undefined {
  if (Array.isArray(search)) { return search.map(String); }
  return isFilledText(search) && search !== 'ALL' ? search.split(',') : undefined;
}

/** The label that Grafana's sidecar reads. */
export function sidecarOf(said: Gathered, values: unknown): DashboardPlace {
  const isOn = valueAt(values, `${SIDECAR}.enabled`) !== false;
  const { name, value } = dashboardLabel(values);
  const search = valueAt(values, `${SIDECAR}.searchNamespace`);
  const namespaces = namespacesIn(search);
  const annotation = folderAnnotation(values);
  for (const [key, given] of entriesOf(at(values, SIDECAR))) {
    const path = `${SIDECAR}.${key}`;
    if (['enabled', 'label', 'labelValue', 'searchNamespace', 'folderAnnotation'].includes(key)) {
      said.say(path, 'mapped', `${key === 'enabled' ? 'dashboardsEnabled' : 'dashboards'} of the Grafana`);
    } else if (key === 'annotations') {
      said.say(path, isEmpty(given) ? 'same' : 'mapped', isEmpty(given) ? 'empty' : 'mixin.dashboardOptions.folder');
    } else if (key === 'provider') {
      for (const [field, one] of entriesOf(given)) {
        if (!PROVIDER.includes(field)) { continue; }
        const isSame = field === 'foldersFromFilesStructure'
          ? one === true
          : isEmpty(one) || one === false || field === 'name' || field === 'type' || field === 'orgid';
        said.say(
          `${path}.${field}`,
          isSame ? 'same' : 'different',
          isSame ? 'same behavior' : 'dashboards from ConfigMaps cannot be saved in Grafana, and use the folder in their annotation',
        );
      }
    } else if (isEmpty(given) || given === false) { said.say(path, 'same', 'empty'); }
  }
  if (!isOn) { return { dashboardsEnabled: false }; }
  const found = {
    label: name === 'grafana_dashboard' ? undefined : name,
    labelValue: value === '1' ? undefined : value,
    folderAnnotation: annotation === PROVIDER_FOLDER ? undefined : annotation,
    ...namespaces ? { namespaces } : { allNamespaces: true },
  };
  return { dashboards: found };
}

const PROVIDER = ['name', 'orgid', 'folder', 'folderUid', 'type', 'disableDelete', 'allowUiUpdates', 'foldersFromFilesStructure'];

/** Dashboards in the values. Those with JSON become ConfigMaps. Nothing is downloaded. */
export function sayOwnDashboards(said: Gathered, values: unknown): void {
  const ids = new Ids();
  const label = dashboardLabel(values);
  const folders = foldersOf(values);
  const downloads: string[] = [];
  for (const [provider, dashboards] of entriesOf(at(values, 'grafana.dashboards'))) {
    for (const [name, dashboard] of entriesOf(dashboards)) {
      const path = `grafana.dashboards.${provider}.${name}`;
      const json = at(dashboard, 'json');
      const url = downloadOf(dashboard);
      if (isFilledText(json)) {
        const folder = folders[provider];
        const metadata = {
          name: `dashboard-${slug(name)}`.slice(0, 200),
          labels: { [label.name]: label.value },
          annotations: folder ? { [folderAnnotation(values) ?? PROVIDER_FOLDER]: folder } : undefined,
        };
        const value = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { [`${slug(name)}.json`]: json } };
        said.statements.push({
          code: `new ApiObject(chart, '${ids.unique(`${name}Dashboard`)}', ${written(value)});`,
          comment: `The dashboard ${shortened(name)} of the values.`,
          uses: ['ApiObject'],
        });
        said.say(path, 'mapped', 'new ApiObject(...): a ConfigMap that the sidecar reads');
      } else if (url !== undefined) {
        downloads.push(`curl --location --output dashboards/${slug(name)}.json ${url}`);
        said.say(path, 'different', 'dashboards are not downloaded: add the file to the repository, and use GrafanaDashboard.fromFolder');
      } else {
        said.say(
          path,
          isMap(dashboard) ? 'different' : 'unsupported',
          isMap(dashboard) ? 'add the file to the repository: new GrafanaDashboard(chart, ..., { path })' : 'it is not a dashboard',
        );
      }
    }
  }
  if (downloads.length > 0) {
    said.warnings.push([
      'The chart downloads dashboards whenever Grafana starts. Download them to the repository, and add: '
        + 'GrafanaDashboard.fromFolder(chart, \'Downloaded\', \'dashboards\', { datasources });',
      ...downloads.map(each => `  ${each}`),
    ].join('\n'));
  }
  sayProviders(said, values, label);
}

function sayProviders(said: Gathered, values: unknown, label: { readonly name: string; readonly value: string }): void {
  if (at(values, 'grafana.dashboardProviders') !== undefined) {
    said.say('grafana.dashboardProviders', 'mapped', 'folders of the dashboards; the sidecar provides them');
  }
  for (const [provider, name] of entriesOf(at(values, 'grafana.dashboardsConfigMaps'))) {
    said.say(
      `grafana.dashboardsConfigMaps.${provider}`,
      'different',
      `the sidecar selects ConfigMaps by label: kubectl label configmap ${shortened(
        name,
      )} ${shortened(label.name)}=${shortened(label.value)}`,
    );
    said.warnings.push(
      `The ConfigMap ${shortened(
        name,
      )} has dashboards. Label it, so that Grafana finds it: kubectl label configmap ${shortened(
        name,
      )} ${shortened(label.name)}=${shortened(label.value)}`,
    );
  }
}

function downloadOf(dashboard: unknown): string | undefined {
  const [id, revision, url] = ['gnetId', 'revision', 'url'].map(key => at(dashboard, key));
  if (Number.isSafeInteger(Number(id)) && !isEmpty(id)) {
    return `https://grafana.com/api/dashboards/${Number(id)}/revisions/${Number(revision ?? 1)}/download`;
  }
  return isFilledText(url) && /^https?:\/\/[A-Za-z0-9.:/_%~?=&,+@-]+$/.test(url) ? `'${url}'` : undefined;
}

/** Folders of providers, by their names. */
function foldersOf(values: unknown): Readonly<Record<string, string | undefined>> {
  const files = entriesOf(at(values, 'grafana.dashboardProviders')).flatMap(([, file]) => {
    const list = at(file, 'providers');
    return Array.isArray(list) ? list : [];
  });
  return Object.fromEntries(files.filter(isMap).map(each => [String(each.name), isFilledText(each.folder) ? each.folder : undefined]));
}

