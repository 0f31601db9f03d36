import { Code, coded, shortened } from './code';
import { at, entriesOf, Gathered, leavesOf } from './converted';
import { isEmpty, isFilledText, isMap } from '../../values/json';
import { chartDefault } from '../chart-keys';
import { count, duration, labels, maps, quantity, secretNames, tolerations, version } from '../convert';

type Row = readonly [path: string, option: string, as: (value: any) => { readonly code: string } | undefined];

const ROWS: readonly Row[] = [
  ['replicas', 'replicas', count],
  ['nodeSelector', 'nodeSelector', labels],
  ['tolerations', 'tolerations', tolerations],
  ['priorityClassName', 'priorityClassName', quantity],
  ['podAnnotations', 'podAnnotations', labels],
  ['resources.requests.cpu', 'cpu', quantity],
  ['resources.requests.memory', 'memory', quantity],
  ['resources.limits.memory', 'memoryLimit', quantity],
  ['image.tag', 'version', version],
  ['image.pullSecrets', 'imagePullSecrets', secretNames],
  ['serviceAccount.annotations', 'serviceAccountAnnotations', labels],
  ['extraInitContainers', 'initContainers', initContainers],
];

/** The volume with the data is named `storage` in the chart, and `data` in the pod of the program. */
function initContainers(value: unknown) {
  const named = (mount: unknown) => isMap(mount) && mount.name === 'storage' ? { ...mount, name: 'data' } : mount;
  return maps(Array.isArray(value) ? value.map(each => isMap(each) && Array.isArray(each.volumeMounts)
    ? { ...each, volumeMounts: each.volumeMounts.map(named) }
    : each) : value);
}

/** Values without an option of Grafana, with the alternative. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'resources.limits.cpu': 'no CPU limit, because it makes Grafana slow',
  'initChownData': 'Kubernetes sets the group of the volume (fsGroup)',
  'securityContext': 'Grafana runs as user and group 472, as in the chart: set "podSecurity" of the Grafana',
  'containerSecurityContext': 'containers are restricted: set "podSecurity" of the Grafana',
  'affinity': 'set it with a JSON patch of the Deployment',
  'topologySpreadConstraints': 'several replicas are spread over nodes and zones',
  'autoscaling': 'set "replicas" of the Grafana',
  'deploymentStrategy': 'the strategy is Recreate with a volume, otherwise RollingUpdate',
  'podDisruptionBudget': 'several replicas have a PodDisruptionBudget',
  'imageRenderer': 'create the Deployment of the renderer in the program, and set "settings: { rendering: { server_url } }"',
  'alerting': 'mount the files with "volumes" and "volumeMounts" of the Grafana at /etc/grafana/provisioning/alerting',
  'notifiers': 'does not exist in Grafana 11 and newer',
  'networkPolicy': '"networkPolicy" and "clientNamespaces" of the Grafana restrict access',
  'testFramework': 'no release test',
  'sidecar.alerts': 'rules are not read by a sidecar: mount them with "volumes" and "volumeMounts" of the Grafana',
  'sidecar.plugins': 'plugins are not read by a sidecar: add them to "plugins" of the Grafana',
  'sidecar.notifiers': 'does not exist in Grafana 11 and newer',
  'sidecar.resources': 'the sidecar requests 10m CPU and 80Mi memory',
  'sidecar.image': 'the sidecar has the image of this library: set "imageRegistry" of the Grafana for a mirror',
  'sidecar.imagePullPolicy': 'images have a version, so they are pulled once',
  'sidecar.securityContext': 'containers are restricted: set "podSecurity" of the Grafana',
  'createConfigmap': 'settings are in a ConfigMap of the Grafana',
  'headlessService': 'several replicas use a Service to find each other',
  'extraContainers': 'write them as objects to "containers" of the Grafana',
  'rbac': 'permissions come with the Grafana',
  'livenessProbe': 'probes are those of this library',
  'readinessProbe': 'probes are those of this library',
};

/** Options of the pods, of the monitor and of mounts. */
export function sayPod(said: Gathered, values: unknown, selecting: object): object {
  const grafana = at(values, 'grafana');
  const found: Record<string, unknown> = {};
  for (const [path, option, as] of ROWS) {
    const value = at(grafana, path);
    if (value === undefined) { continue; }
    const expression = isEmpty(value) ? undefined : as(value);
    if (expression) { found[option] = coded(expression); }
    if (isEmpty(value)) { said.say(`grafana.${path}`, 'same', 'empty'); } else {
      said.say(
        `grafana.${path}`,
        expression ? 'mapped' : 'different',
        expression ? `${option} of the Grafana` : `the value cannot be converted: set "${option}" of the Grafana`,
      );
    }
  }
  for (const [path, note] of Object.entries(DIFFERENT)) {
    const value = at(grafana, path);
    if (value === undefined) { continue; }
    const isOff = isEmpty(value) || at(value, 'enabled') === false;
    const isUsual = !isOff
      && leavesOf(value, `grafana.${path}`).every(leaf => JSON.stringify(chartDefault(leaf)) === JSON.stringify(at(values, leaf)));
    if (isOff) {
      said.say(`grafana.${path}`, 'same', 'empty');
    } else { said.say(`grafana.${path}`, isUsual ? 'same' : 'different', isUsual ? 'same as in the chart' : note); }
  }
  return {
    ...found,
    ...imageOf(said, grafana),
    ...accountOf(said, grafana),
    ...ldapOf(said, grafana),
    ...mounts(said, grafana),
    ...monitorOf(said, grafana, selecting),
  };
}

/** An image of another repository. */
function imageOf(said: Gathered, grafana: unknown): object {
  const [registry, repository, tag, sha] = ['registry', 'repository', 'tag', 'sha'].map(key => at(grafana, `image.${key}`));
  for (const key of ['registry', 'repository', 'sha', 'pullPolicy']) {
    const value = at(grafana, `image.${key}`);
    if (value === undefined) { continue; }
    const path = `grafana.image.${key}`;
    const isUsual = isEmpty(value) || value === 'docker.io' || value === 'grafana/grafana' || key === 'pullPolicy';
    const isWritten = isFilledText(repository) && repository !== 'grafana/grafana' && isFilledText(tag);
    if (isUsual) {
      said.say(path, 'same', 'same behavior');
    } else if (isWritten) {
      said.say(path, 'mapped', 'image of the Grafana');
    } else {
      said.say(path, 'different', 'set "image" or "imageRegistry" of the Grafana');
    }
  }
  if (!isFilledText(repository) || repository === 'grafana/grafana' || !isFilledText(tag)) { return {}; }
  return { image: `${isFilledText(registry) ? `${registry}/` : ''}${repository}:${tag}${isFilledText(sha) ? `@sha256:${sha}` : ''}` };
}

function accountOf(said: Gathered, grafana: unknown): object {
  const [isMade, name] = [at(grafana, 'serviceAccount.create') !== false, at(grafana, 'serviceAccount.name')];
  for (const key of ['create', 'name', 'autoMount', 'automountServiceAccountToken']) {
    if (at(grafana, `serviceAccount.${key}`) === undefined) { continue; }
    const isUsed = !isMade || isFilledText(name);
    said.say(
      `grafana.serviceAccount.${key}`,
      isUsed ? 'mapped' : 'same',
      isUsed ? 'serviceAccountName of the Grafana' : 'a ServiceAccount is created',
    );
  }
  if (isMade && isFilledText(name)) {
    said.warnings.push(
      `The ServiceAccount ${shortened(
        name,
      )} of Grafana is deleted with the release: keep it, or remove "serviceAccountName" of the Grafana.`,
    );
  }
  return isFilledText(name) ? { serviceAccountName: name } : {};
}

function ldapOf(said: Gathered, grafana: unknown): object {
  const secretName = at(grafana, 'ldap.existingSecret');
  const isOn = at(grafana, 'ldap.enabled') === true;
  if (at(grafana, 'ldap') !== undefined) {
    const note = isFilledText(secretName)
      ? 'auth.ldap of the Grafana'
      : 'write ldap.toml to a Secret, and refer to it in "auth: { ldap: { config } }" of the Grafana';
    const outcome = isFilledText(secretName) ? 'mapped' : 'different';
    said.say('grafana.ldap', isOn ? outcome : 'same', isOn ? note : 'disabled');
  }
  return isOn && isFilledText(secretName) ? { auth: { ldap: { config: { secretName, key: 'ldap-toml' } } } } : {};
}

/** Secrets, ConfigMaps and volumes that are mounted. */
function mounts(said: Gathered, grafana: unknown): object {
  const volumes: object[] = [];
  const volumeMounts: object[] = [];
  for (const [key, kind] of [['extraSecretMounts', 'secretName'], ['extraConfigmapMounts', 'configMap']] as const) {
    const list = at(grafana, key);
    if (list === undefined) { continue; }
    const all = Array.isArray(list) ? list.filter(isMap) : [];
    const read = all.filter(each => isFilledText(each.name) && isFilledText(each.mountPath) && isFilledText(each[kind]));
    for (const { name, mountPath, subPath, readOnly, items, defaultMode, optional, [kind]: source } of read) {
      const fields = { items: isEmpty(items) ? undefined : items, defaultMode, optional };
      volumes.push({
        name, ...kind === 'secretName' ? { secret: { secretName: source, ...fields } } : { configMap: { name: source, ...fields } },
      });
      volumeMounts.push({ name, mountPath, subPath: isEmpty(subPath) ? undefined : subPath, readOnly });
    }
    const isWhole = read.length === all.length;
    if (all.length === 0) {
      said.say(`grafana.${key}`, 'same', 'there are none');
    } else {
      said.say(
        `grafana.${key}`,
        isWhole ? 'mapped' : 'different',
        isWhole
          ? 'volumes, volumeMounts of the Grafana'
          : 'some have another source: write them to "volumes" and "volumeMounts" of the Grafana',
      );
    }
  }
  for (const key of ['extraVolumeMounts', 'extraVolumes', 'extraEmptyDirMounts', 'extraContainerVolumes']) {
    const list = at(grafana, key);
    if (list !== undefined) {
      said.say(
        `grafana.${key}`,
        isEmpty(list) ? 'same' : 'different',
        isEmpty(list) ? 'there are none' : 'write them to "volumes" and "volumeMounts" of the Grafana',
      );
    }
  }
  return { ...volumes.length > 0 && { volumes }, ...volumeMounts.length > 0 && { volumeMounts } };
}

/** @param selecting labels by which the Prometheus of the release selects monitors */
function monitorOf(said: Gathered, grafana: unknown, selecting: object): object {
  const monitor = at(grafana, 'serviceMonitor');
  const [interval, timeout, own] = [
    coded(duration(at(monitor, 'interval'))), coded(duration(at(monitor, 'scrapeTimeout'))), labels(at(monitor, 'labels')),
  ];
  const [relabelings, metricRelabelings] = [maps(at(monitor, 'relabelings')), maps(at(monitor, 'metricRelabelings'))];
  const found: Record<string, Code | undefined> = {
    interval,
    scrapeTimeout: timeout,
    labels: coded(labels({ ...selecting, ...own && at(monitor, 'labels') })),
    relabelings: coded(relabelings),
    metricRelabelings: coded(metricRelabelings),
  };
  for (const [key, value] of entriesOf(monitor)) {
    const path = `grafana.serviceMonitor.${key}`;
    if (key === 'enabled') {
      said.say(
        path,
        value === false ? 'different' : 'same',
        value === false ? 'a Grafana is always scraped, for its rules and its dashboard' : 'it is scraped',
      );
    } else if (isEmpty(value) || key === 'path' && value === '/metrics' || key === 'scheme' && value === 'http') {
      said.say(path, 'same', 'empty');
    } else if (Object.hasOwn(found, key)) {
      said.say(
        path,
        found[key] ? 'mapped' : 'different',
        found[key] ? `monitor.${key} of the Grafana` : `the value cannot be converted: set "monitor.${key}" of the Grafana`,
      );
    }
  }
  const given = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
  return Object.keys(given).length > 0 ? { monitor: given } : {};
}
