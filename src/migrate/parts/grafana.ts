import { Call, classesIn, Code, shortened, written } from './code';
import { at, entriesOf, Gathered } from './converted';
import { sayIngress, sayRoutes } from './exposure';
import { sayMixinDashboards, sayOwnDashboards, sidecarOf } from './grafana-dashboards';
import { datasourcesOf } from './grafana-datasources';
import { sayPod } from './grafana-pod';
import { isSecretSetting, SecretSetting, settingOfVariable, chartSettings } from './grafana-settings';
import { isEmpty, isFilledText } from '../../values/json';
import { valueAt } from '../chart-values';
import { size } from '../convert';
import { namespaceOf } from '../names';
import { Converted, Part, Release } from '../part';

/** The Secret that the engineer creates from secrets in the values. */
const SECRETS = 'grafana-secrets';
const ADMIN = 'grafana-admin';

/** Grafana of the chart, with datasources, settings, dashboards and its address. */
export const grafanaPart: Part = (values, release): Converted => {
  const said = new Gathered();
  sayMixinDashboards(said, values);
  const isOn = valueAt(values, 'grafana.enabled') !== false;
  if (at(values, 'grafana.enabled') !== undefined) { said.say('grafana.enabled', 'mapped', isOn ? 'new Grafana(...), mixin.dashboards' : `mixin.dashboards: ${said.options[0][1].code}`); }
  if (isOn) { sayGrafana(said, values, release); }
  return said.converted;
};

/** `grafana.fullname` of the subchart. */
export function grafanaName(values: unknown, release: Release): string {
  const [full, base] = [at(values, 'grafana.fullnameOverride'), at(values, 'grafana.nameOverride')];
  const name = isFilledText(base) ? base : 'grafana';
  const usual = release.name.includes(name) ? release.name : `${release.name}-${name}`;
  return (isFilledText(full) ? full : usual).slice(0, 63).replace(/-$/, '');
}

/** Keys of one Secret, each for a value that must not be in the program. */
class Needed {
  public readonly keys: { readonly key: string; readonly path: string }[] = [];

  public readonly reference = (name: string, path: string): SecretSetting => {
    const base = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 80) || 'secret';
    let key = base;
    for (let count = 2; this.keys.some(each => each.key === key); count += 1) { key = `${base}-${count}`; }
    this.keys.push({ key, path });
    return { secretName: SECRETS, key };
  };
}

function sayGrafana(said: Gathered, values: unknown, release: Release): void {
  const old = grafanaName(values, release);
  const given = at(values, 'grafana.namespaceOverride');
  const namespace = isFilledText(given) ? given : namespaceOf(values, release);
  const needed = new Needed();
  const name = old === 'grafana' ? 'grafana-server' : 'grafana';
  const found = chartSettings(said, at(values, 'grafana')?.['grafana.ini'], release, needed.reference);
  const { options: ofSettings, settings, secretSettings } = found;
  const smtp = smtpSecrets(said, values);
  const environment = environmentOf(said, values, needed.reference, ofSettings);
  const pod: { readonly auth?: object } = sayPod(said, values, selectingLabels(values, release));
  const all = {
    name: name === 'grafana' ? undefined : name,
    namespace: isFilledText(given) ? given : undefined,
    admin: adminOf(said, values, old, namespace),
    datasources: datasourcesOf(said, values, release, needed.reference),
    ...sidecarOf(said, values),
    ...storageOf(said, values, old),
    rootUrl: rootUrlOf(values, ofSettings),
    ...ofSettings,
    ...Object.keys(settings).length > 0 && { settings },
    ...Object.keys({ ...secretSettings, ...smtp }).length > 0 && { secretSettings: { ...secretSettings, ...smtp } },
    plugins: pluginsOf(said, values),
    ...environment,
    ...pod,
    ...pod.auth && { auth: { ...ofSettings.auth as object | undefined, ...pod.auth } },
  };
  const value = new Call('new Grafana', [new Code('chart'), new Code('\'Grafana\''), all], [], ['Grafana']);
  said.statements.push({ code: `${written(value)};`, comment: 'Grafana of the chart. Its Deployment has another name, because the selector of a Deployment is immutable.', ...classesIn(value) });
  if (isFilledText(given)) { said.say('grafana.namespaceOverride', 'mapped', 'namespace of the Grafana'); }
  for (const key of ['fullnameOverride', 'nameOverride']) {
    if (at(values, `grafana.${key}`) !== undefined) { said.say(`grafana.${key}`, 'mapped', `the Service ${shortened(old)}; the Deployment is named ${name}`); }
  }
  sayService(said, values, { old, name, namespace: isFilledText(given) ? given : undefined });
  const exposed = { key: 'grafana', service: old, port: valueAt(values, 'grafana.service.port') ?? 80, namespace, routePrefix: '/' };
  sayIngress(said, values, release, exposed);
  sayRoutes(said, values, release, exposed);
  sayOwnDashboards(said, values);
  said.options.push(['mixinJobs.grafana', { code: `'${name}'` }]);
  saySecrets(said, needed, namespace);
}

/** The labels by which the Prometheus of the release selects ServiceMonitors. */
function selectingLabels(values: unknown, release: Release): Record<string, unknown> {
  const given = at(values, 'prometheus.prometheusSpec.serviceMonitorSelector');
  if (!isEmpty(given)) { return Object.fromEntries(entriesOf(at(given, 'matchLabels'))); }
  return valueAt(values, 'prometheus.prometheusSpec.serviceMonitorSelectorNilUsesHelmValues') === false ? {} : { release: release.name };
}

function saySecrets(said: Gathered, { keys }: Needed, namespace: string): void {
  if (keys.length === 0) { return; }
  const files = keys.map(({ key }) => `--from-file ${key}`).join(' ');
  said.warnings.push([
    `Create the Secret ${SECRETS} in the namespace ${shortened(namespace)} before you apply this. Its keys are:`,
    ...keys.map(({ key, path }) => `  ${key}: ${shortened(path)}`),
    'Write each value to a file with the name of its key, without a line break at the end. Then:',
    `  kubectl --namespace ${shortened(namespace)} create secret generic ${SECRETS} ${files}`,
  ].join('\n'));
}

/** The Secret of the admin: the user's, or a copy of the chart's, which is deleted with the release. */
function adminOf(said: Gathered, values: unknown, old: string, namespace: string): object {
  const existing = at(values, 'grafana.admin.existingSecret');
  const key = (name: string, usual: string) => { const value = at(values, `grafana.admin.${name}`); return isFilledText(value) && value !== usual ? value : undefined; };
  entriesOf(at(values, 'grafana.admin')).forEach(([field]) => {
    if (['existingSecret', 'userKey', 'passwordKey'].includes(field)) { said.say(`grafana.admin.${field}`, 'mapped', 'admin of the Grafana'); }
  });
  for (const field of ['adminUser', 'adminPassword']) {
    if (at(values, `grafana.${field}`) !== undefined) { said.say(`grafana.${field}`, isFilledText(existing) ? 'same' : 'different', isFilledText(existing) ? 'it is in the Secret' : `it is in the Secret ${ADMIN}, which you copy`); }
  }
  const inEnvironment = adminInEnvironment(said, values, namespace);
  if (inEnvironment && !isFilledText(existing)) { return inEnvironment; }
  if (isFilledText(existing)) { return { secretName: existing, userKey: key('userKey', 'admin-user'), passwordKey: key('passwordKey', 'admin-password') }; }
  said.warnings.push([
    `The password of Grafana's admin is in the Secret ${shortened(old)}, which is deleted with the release. Copy it to ${ADMIN} before you apply this:`,
    `  kubectl --namespace ${shortened(namespace)} get secret ${shortened(old)} --output json | jq '{apiVersion, kind, type, data, metadata: {name: "${ADMIN}", namespace: .metadata.namespace}}' | kubectl create --filename -`,
  ].join('\n'));
  return { secretName: ADMIN };
}

/** The admin from environment variables: the chart then creates no Secret. */
function adminInEnvironment(said: Gathered, values: unknown, namespace: string): object | undefined {
  const [user, password] = ADMIN_VARIABLES.map(name => at(values, `grafana.envValueFrom.${name}.secretKeyRef`));
  const [name, key] = [at(password, 'name'), at(password, 'key')];
  if (isFilledText(name) && isFilledText(key)) {
    const isSame = at(user, 'name') === name && isFilledText(at(user, 'key'));
    if (!isSame) { said.warnings.push(`The Secret ${shortened(name)} has the password of Grafana's admin. Also write the name of the admin to its key admin-user.`); }
    return { secretName: name, userKey: isSame ? at(user, 'key') : undefined, passwordKey: key };
  }
  if (ADMIN_VARIABLES.every(each => at(values, `grafana.env.${each}`) === undefined)) { return undefined; }
  said.warnings.push([
    `Grafana's admin is in environment variables of the values. Create the Secret ${ADMIN} from them before you apply this. Write each to a file without a line break at the end:`,
    `  kubectl --namespace ${shortened(namespace)} create secret generic ${ADMIN} --from-file admin-user --from-file admin-password`,
  ].join('\n'));
  return { secretName: ADMIN };
}

/** The claim of the chart contains users, dashboards and silences. */
function storageOf(said: Gathered, values: unknown, old: string): object {
  const persistence = at(values, 'grafana.persistence');
  const isOn = at(persistence, 'enabled') === true;
  const existing = at(persistence, 'existingClaim');
  const isSet = ['sts', 'StatefulSet', 'statefulset'].includes(String(at(persistence, 'type'))) || at(values, 'grafana.useStatefulSet') === true;
  const usual = isSet ? `storage-${old}-0` : old;
  const claim = isFilledText(existing) ? existing : usual;
  for (const [key, value] of entriesOf(persistence)) {
    if (!PERSISTENCE.includes(key)) { continue; }
    const path = `grafana.persistence.${key}`;
    if (isOn) {
      said.say(path, 'mapped', `existingClaim: ${shortened(claim)}`);
    } else {
      said.say(path, 'same', isEmpty(value) ? 'empty' : 'no volume');
    }
  }
  if (!isOn) { return {}; }
  const bytes = size(at(persistence, 'size'));
  said.warnings.push([
    `Grafana keeps its volume: the PersistentVolumeClaim ${shortened(claim)}${bytes ? ` of ${shortened(at(persistence, 'size'))}` : ''}.${isFilledText(existing) || isSet ? '' : ' It must not be deleted with the release: annotate it with helm.sh/resource-policy: keep.'}`,
    `Only one Grafana may use it: scale the old one to 0 first. Grafana migrates its database to the version of the program, which cannot be reverted: set "version" to that of the release (kubectl get deployment,statefulset ${shortened(old)} --output wide).`,
  ].join(' '));
  return { existingClaim: claim };
}

const PERSISTENCE = ['enabled', 'type', 'size', 'storageClassName', 'accessModes', 'existingClaim', 'annotations', 'finalizers', 'extraPvcLabels', 'selectorLabels', 'volumeName', 'subPath', 'inMemory', 'lookupVolumeName', 'disableWarning'];

/** The URL of the Ingress, unless it is in the settings. */
function rootUrlOf(values: unknown, settings: Record<string, unknown>): string | undefined {
  if (settings.rootUrl !== undefined) { return undefined; }
  const [ingress, route] = [at(values, 'grafana.ingress'), at(values, 'grafana.route.main')];
  const first = (config: unknown, hosts: string) => { const list = at(config, hosts); return at(config, 'enabled') === true && Array.isArray(list) && isFilledText(list[0]) && !list[0].includes('{{') ? list[0] : undefined; };
  const host = first(ingress, 'hosts');
  const name = host ?? first(route, 'hostnames');
  return name === undefined ? undefined : `${host !== undefined && isEmpty(at(ingress, 'tls')) ? 'http' : 'https'}://${name}`;
}

function smtpSecrets(said: Gathered, values: unknown): Record<string, SecretSetting> {
  const name = at(values, 'grafana.smtp.existingSecret');
  const key = (field: string, usual: string) => { const value = at(values, `grafana.smtp.${field}`); return isFilledText(value) ? value : usual; };
  entriesOf(at(values, 'grafana.smtp')).forEach(([field]) => {
    if (['existingSecret', 'userKey', 'passwordKey'].includes(field)) { said.say(`grafana.smtp.${field}`, isFilledText(name) ? 'mapped' : 'same', isFilledText(name) ? 'secretSettings["smtp.user"], secretSettings["smtp.password"]' : 'no Secret'); }
  });
  return isFilledText(name) ? { 'smtp.user': { secretName: name, key: key('userKey', 'user') }, 'smtp.password': { secretName: name, key: key('passwordKey', 'password') } } : {};
}

/** `id`, `id version` and `url;id` of the chart. */
function pluginsOf(said: Gathered, values: unknown): string[] | undefined {
  const list = at(values, 'grafana.plugins');
  if (list === undefined) { return undefined; }
  const all = Array.isArray(list) ? list.filter(isFilledText) : [];
  const made = all.flatMap(each => { const [id, version, more] = each.trim().split(/[\s@]+/); return /^[a-z0-9-]+$/i.test(id) && more === undefined ? [version === undefined ? id : `${id}@${version}`] : []; });
  const rest = all.length - made.length;
  said.say('grafana.plugins', rest === 0 ? 'mapped' : 'different', rest === 0 ? 'plugins of the Grafana' : `${rest} with a URL: write "id@version@url" to "plugins" of the Grafana`);
  return made.length > 0 ? made : undefined;
}

const ADMIN_VARIABLES = ['GF_SECURITY_ADMIN_USER', 'GF_SECURITY_ADMIN_PASSWORD'];

/** Environment variables; secret ones become references. */
function environmentOf(said: Gathered, values: unknown, needed: (key: string, path: string) => SecretSetting, settings: Record<string, unknown>): object {
  const env: Record<string, string> = {};
  const secretEnv: Record<string, unknown> = {};
  for (const [name, value] of entriesOf(at(values, 'grafana.env'))) {
    if (ADMIN_VARIABLES.includes(name)) { said.say(`grafana.env.${name}`, 'different', 'it belongs in the Secret of "admin" of the Grafana: write it there'); continue; }
    const setting = settingOfVariable(settings, name, value);
    if (setting !== undefined) { said.say(`grafana.env.${name}`, 'mapped', setting); continue; }
    const isSecret = isSecretSetting(name.toLowerCase(), String(value));
    if (isSecret) { secretEnv[name] = needed(name, `grafana.env.${name}`); } else { env[name] = String(value); }
    said.say(`grafana.env.${name}`, 'mapped', isSecret ? 'secretEnv of the Grafana' : 'env of the Grafana');
  }
  for (const [name] of entriesOf(at(values, 'grafana.envRenderSecret'))) {
    secretEnv[name] = needed(name, `grafana.envRenderSecret.${name}`);
    said.say(`grafana.envRenderSecret.${name}`, 'mapped', 'secretEnv of the Grafana');
  }
  for (const [name, source] of entriesOf(at(values, 'grafana.envValueFrom'))) {
    const [secretName, key] = [at(source, 'secretKeyRef.name'), at(source, 'secretKeyRef.key')];
    if (ADMIN_VARIABLES.includes(name)) { said.say(`grafana.envValueFrom.${name}`, 'mapped', 'admin of the Grafana'); continue; }
    const isRead = isFilledText(secretName) && isFilledText(key);
    if (isRead) { secretEnv[name] = { secretName, key }; }
    said.say(`grafana.envValueFrom.${name}`, isRead ? 'mapped' : 'unsupported', isRead ? 'secretEnv of the Grafana' : 'the option "secretEnv" reads only Secrets: write the value to "env"');
  }
  const single = at(values, 'grafana.envFromSecret');
  const list = at(values, 'grafana.envFromSecrets');
  const named = (Array.isArray(list) ? list : []).map(each => isFilledText(at(each, 'name')) ? each.name : each);
  const secrets = [single, ...named].filter(isFilledText);
  for (const key of ['envFromSecret', 'envFromSecrets']) { if (at(values, `grafana.${key}`) !== undefined) { said.say(`grafana.${key}`, secrets.length > 0 ? 'mapped' : 'same', secrets.length > 0 ? 'envFromSecrets of the Grafana' : 'empty'); } }
  return {
    ...Object.keys(env).length > 0 && { env }, ...Object.keys(secretEnv).length > 0 && { secretEnv }, ...secrets.length > 0 && { envFromSecrets: secrets },
  };
}

interface Names {
  readonly old: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

const SERVICE = ['enabled', 'type', 'port', 'targetPort', 'portName', 'annotations', 'labels', 'nodePort', 'clusterIP', 'loadBalancerIP', 'loadBalancerClass', 'loadBalancerSourceRanges', 'externalIPs', 'externalTrafficPolicy', 'sessionAffinity', 'appProtocol', 'ipFamilies', 'ipFamilyPolicy', 'trafficDistribution'];
const SERVICE_FIELDS = ['clusterIP', 'loadBalancerIP', 'loadBalancerClass', 'loadBalancerSourceRanges', 'externalIPs', 'externalTrafficPolicy', 'sessionAffinity', 'ipFamilies', 'ipFamilyPolicy', 'trafficDistribution'];

/** The Service of the chart: Ingresses, routes and other programs refer to its name. */
function sayService(said: Gathered, values: unknown, { old, name, namespace }: Names): void {
  const service = at(values, 'grafana.service');
  entriesOf(service).forEach(([key]) => { if (SERVICE.includes(key)) { said.say(`grafana.service.${key}`, 'mapped', 'a Service with the old name'); } });
  if (valueAt(values, 'grafana.service.enabled') === false) { return; }
  const of = (key: string) => { const value = at(service, key); return isEmpty(value) ? undefined : value; };
  const type = String(of('type') ?? 'ClusterIP');
  const spec = {
    type: type === 'ClusterIP' ? undefined : type,
    ...Object.fromEntries(SERVICE_FIELDS.map(key => [key, of(key)])),
    ports: [{ name: String(of('portName') ?? 'http-web'), port: of('port') ?? 80, targetPort: 3000, nodePort: type === 'NodePort' ? of('nodePort') : undefined }],
    selector: { 'app.kubernetes.io/name': 'grafana', 'app.kubernetes.io/instance': name },
  };
  const value = { apiVersion: 'v1', kind: 'Service', metadata: { name: old, namespace, labels: of('labels'), annotations: of('annotations') }, spec };
  said.statements.push({ code: `new ApiObject(chart, 'GrafanaOldService', ${written(value)});`, comment: 'The Service of the chart, for clients that use its name. Remove it when nothing uses it.', uses: ['ApiObject'] });
}

