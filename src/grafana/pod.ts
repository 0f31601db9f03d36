import { caFolder } from './ca-folder';
import { DATABASE_CA } from './database-facts';
import { environment, datasourceVariable } from './environment';
import { GOSSIP } from './peers';
import { ResolvedProps } from './resolve-props';
import { LDAP_FILE } from './settings-rows';
import { decideHealthCheck, HealthCheck, isFinding } from '../health/health-check';
import { containerFields, sidecarFields } from '../manifest/container-fields';
import { Labels } from '../manifest/labels';
import { podFields, spread } from '../manifest/pod';
import { securityContextOf } from '../manifest/pod-security';
import { RESTRICTED_CONTAINER } from '../manifest/workloads';

export const PORT = { name: 'http', port: 3000 } as const;

/** The user of upstream's image. */
const GRAFANA = 472;
const DASHBOARDS = '/var/lib/grafana-dashboards';
const PROVISIONING = '/etc/grafana/provisioning';
/** GF_PATHS_CONFIG of upstream's image. */
const INI = '/etc/grafana/grafana.ini';

/**
 * Writable folders in addition to their data. With these, grafana-operator runs Grafana with a read-only root file system; the sidecar
 * writes only to its own folder.
 * @see https://github.com/grafana/grafana-operator/blob/v5.20.0/controllers/reconcilers/grafana/deployment_reconciler.go
 */
const SCRATCH = [{ name: 'logs', mountPath: '/var/log/grafana' }, { name: 'tmp', mountPath: '/tmp', subPath: 'grafana' }];
/** The entry point of the image writes the credentials of these profiles into a file. */
const AWS_PROFILES = 'GF_AWS_PROFILES';
const AWS_CREDENTIALS = { name: 'tmp', mountPath: '/usr/share/grafana/.aws', subPath: 'aws' };
const SCRATCH_OF_SIDECAR = { name: 'tmp', mountPath: '/tmp', subPath: 'dashboards' };

/** Datasources and folders in the format that Grafana reads at startup. */
export function provisioning({ datasources, dashboardsEnabled }: ResolvedProps) {
  return {
    datasources: {
      apiVersion: 1, prune: true, datasources: datasources.map((each, at) => each._provisioned(at === 0, datasourceVariable(at))),
    },
    ...dashboardsEnabled && {
      dashboards: {
        apiVersion: 1,
        providers: [{
          name: 'config-maps',
          type: 'file',
          allowUiUpdates: false,
          updateIntervalSeconds: 30,
          options: { path: DASHBOARDS, foldersFromFilesStructure: true },
        }],
      },
    },
  };
}

/** @see https://github.com/grafana/grafana/blob/main/pkg/api/http_server.go healthzHandler and apiHealthHandler */
function probeOf(path: string): HealthCheck | undefined {
  const check = decideHealthCheck({ path, listener: { host: '', port: PORT.port, scheme: 'HTTP' }, container: 'grafana', hasShell: true });
  return isFinding(check) ? undefined : check;
}

/** Objects that the pod refers to. */
interface PodParts {
  readonly serviceAccountName: string;
  readonly configMap: string;
  readonly claim: string | undefined;
  /** The labels of the pods. */
  readonly selector: Labels;
}

export function podSpec(props: ResolvedProps, { serviceAccountName, configMap, claim, selector }: PodParts): object {
  const { datasources, dashboardsEnabled, env, secretEnv, envFromSecrets, extra, pod, replicas, subPath } = props;
  const [health, alive] = ['/api/health', '/healthz'].map(path => probeOf(`${subPath}${path}`));
  const authorities = [...new Set(datasources.flatMap(({ _caSecret }) => _caSecret ?? []))].sort();
  const files = secretFiles(props);
  const folders = ['datasources', ...dashboardsEnabled ? ['dashboards'] : []];
  return {
    serviceAccountName,
    automountServiceAccountToken: dashboardsEnabled,
    securityContext: securityContextOf(pod, { id: GRAFANA, hasVolumes: true }),
    ...podFields(pod),
    ...replicas > 1 && spread(selector),
    ...extra.initContainers.length > 0 && { initContainers: extra.initContainers },
    containers: [
      {
        name: 'grafana',
        image: props.image,
        ...envFromSecrets.length > 0 && { envFrom: envFromSecrets.map(name => ({ secretRef: { name } })) },
        env: environment(props),
        ports: [
          { name: PORT.name, containerPort: PORT.port, protocol: 'TCP' },
          ...replicas > 1
            ? ['TCP', 'UDP'].map(protocol => ({ name: `${GOSSIP.name}-${protocol.toLowerCase()}`, containerPort: GOSSIP.port, protocol }))
            : [],
        ],
        // the first start creates a database
        startupProbe: { ...health, periodSeconds: 5, failureThreshold: 60 },
        readinessProbe: health,
        // `/healthz` does not check the database: a restart does not repair a database that is down
        livenessProbe: { ...alive, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 6 },
        ...containerFields(pod),
        volumeMounts: [
          { name: 'data', mountPath: '/var/lib/grafana' },
          ...SCRATCH,
          ...AWS_PROFILES in env || AWS_PROFILES in secretEnv ? [AWS_CREDENTIALS] : [],
          { name: 'provisioning', mountPath: INI, subPath: 'grafana.ini', readOnly: true },
          ...folders.map(folder => ({
            name: 'provisioning', mountPath: `${PROVISIONING}/${folder}/${folder}.yaml`, subPath: `${folder}.yaml`, readOnly: true,
          })),
          ...dashboardsEnabled ? [{ name: 'dashboards', mountPath: DASHBOARDS, readOnly: true }] : [],
          ...authorities.map((secretName, at) => ({ name: `ca-${at}`, mountPath: caFolder(secretName), readOnly: true })),
          ...files.map(({ name, mount }) => ({ name, ...mount, readOnly: true })),
          ...extra.volumeMounts,
        ],
        terminationMessagePolicy: 'FallbackToLogsOnError',
        securityContext: RESTRICTED_CONTAINER,
      },
      ...dashboardsEnabled ? [sidecar(props)] : [],
      ...extra.containers,
    ],
    volumes: [
      { name: 'data', ...claim === undefined ? { emptyDir: {} } : { persistentVolumeClaim: { claimName: claim } } },
      ...['logs', 'tmp'].map(name => ({ name, emptyDir: {} })),
      { name: 'provisioning', configMap: { name: configMap } },
      ...dashboardsEnabled ? [{ name: 'dashboards', emptyDir: {} }] : [],
      ...authorities.map((secretName, at) => ({ name: `ca-${at}`, secret: { secretName, items: [{ key: 'ca.crt', path: 'ca.crt' }] } })),
      ...files.map(({ name, secretName, item }) => ({ name, secret: { secretName, items: [item] } })),
      ...extra.volumes,
    ],
  };
}

/** Files of Secrets that settings refer to. */
function secretFiles({ database, ldap }: ResolvedProps) {
  const authority = database?._options.caSecretName;
  return [
    ...authority === undefined
      ? []
      : [{ name: 'database-ca', secretName: authority, item: { key: 'ca.crt', path: 'ca.crt' }, mount: { mountPath: DATABASE_CA } }],
    ...ldap === undefined
      ? []
      : [{
        name: 'ldap',
        secretName: ldap.secretName,
        item: { key: ldap.key, path: 'ldap.toml' },
        mount: { mountPath: LDAP_FILE, subPath: 'ldap.toml' },
      }],
  ];
}

/**
 * Writes the ConfigMaps with the label into a folder, and follows their changes.
 * @see https://github.com/kiwigrid/k8s-sidecar
 */
function sidecar({ pod, sidecarImage, allNamespaces, dashboardLabel, dashboardNamespaces, folderAnnotation }: ResolvedProps): object {
  const env = {
    LABEL: dashboardLabel.name,
    LABEL_VALUE: dashboardLabel.value,
    METHOD: 'WATCH',
    RESOURCE: 'configmap',
    FOLDER: DASHBOARDS,
    NAMESPACE: allNamespaces ? 'ALL' : dashboardNamespaces.join(','),
    FOLDER_ANNOTATION: folderAnnotation,
    // two namespaces may contain a file with the same name
    ...(allNamespaces || dashboardNamespaces.length > 1) && { UNIQUE_FILENAMES: 'true' },
  };
  return {
    name: 'dashboards',
    image: sidecarImage,
    env: Object.entries(env).map(([name, value]) => ({ name, value })),
    ...sidecarFields('10m', '80Mi', pod),
    volumeMounts: [{ name: 'dashboards', mountPath: DASHBOARDS }, SCRATCH_OF_SIDECAR],
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: RESTRICTED_CONTAINER,
  };
}
