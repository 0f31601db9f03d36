import { Json, Path } from './generator';
import { Schema } from '../../../src/schema/schema';

/** Fields that no variant contains, with reasons. */
export const SKIPPED: readonly { readonly at: RegExp; readonly why: string }[] = [
  { at: /^(Alertmanager|ThanosRuler)\.listenLocal$/, why: 'the constructs refuse it: nobody could reach their Services' },
  { at: /\.lifecycle\.stopSignal$/, why: 'the API server accepts it next to "os" of the pod only, which no custom resource has' },
  { at: /(\.web\.tlsConfig|clusterTLS\.server)\.keyFile$/, why: 'the operator mounts a Secret without a name for it, which the API server rejects' },
  { at: /webexConfigs\[\]\.httpConfig\.(basicAuth|oauth2|bearerTokenSecret)$/, why: 'Webex accepts no message without "authorization", which excludes them' },
  { at: /ionosSDConfigs\[\]\.oauth2$/, why: '"authorization" is required there, which excludes it' },
  { at: /rocketchatConfigs\[\]\.actions$/, why: 'the operator writes fields that no Alertmanager reads' },
  { at: /^ThanosRuler\.remoteWrite\[\]\.azureAd\.workloadIdentity$/, why: 'Thanos does not know it' },
  { at: /readinessProbe\.terminationGracePeriodSeconds$/, why: 'the API server accepts it for other probes only' },
  { at: /dataSourceRef\.namespace$/, why: 'it refers to another namespace by an alpha feature of Kubernetes' },
  { at: /\.resources\.claims$/, why: 'it refers to "resourceClaims" of the pod, which no custom resource has' },
];

type Value = Json | ((count: number) => Json);

const URL = 'https://maximal.example/x';
const unique = (prefix: string) => (count: number) => `${prefix}${count}`;

/** Meaningful values of fields, by the end of their paths. The first match counts. */
const VALUES: readonly (readonly [RegExp, Value])[] = [
  // a text here would be a secret in plain text
  [/\.bearerToken$/, '$(TOKEN)'],
  [/^(Prometheus|PrometheusAgent|ThanosRuler)\.remoteWrite\[\]\.name$/, unique('receiver')],
  [/^ThanosRuler\.queryEndpoints\[\]$/, 'query:10902'],
  // Kubernetes
  [/matchExpressions\[\]\.operator$|matchFields\[\]\.operator$/, 'In'],
  [/matchFields\[\]\.key$/, 'metadata.name'],
  [/(volumeClaimTemplate|ephemeral\.volumeClaimTemplate)\.(spec\.resources\.(requests|limits)|status\.(capacity|allocatedResources))$/, { storage: '1Gi' }],
  [/resources\.(requests|limits)$/, { cpu: '1', memory: '1Gi' }],
  [/updateStrategy\.type$/, 'RollingUpdate'],
  [/shardingStrategy\.mode$/, 'Topology'],
  [/initContainers\[\]\.name$/, unique('i')],
  [/(env|containers|volumes)\[\]\.name$/, unique('n')],
  [/\.imagePullPolicy$|image\.pullPolicy$/, 'Always'],
  [/fieldRef\.apiVersion$/, 'v1'],
  [/fieldRef\.fieldPath$/, 'metadata.name'],
  [/resourceFieldRef\.resource$/, 'limits.cpu'],
  [/fileKeyRef\.volumeName$|ontainers\[\]\.volumeMounts\[\]\.name$|^[A-Za-z]+\.volumeMounts\[\]\.name$|thanos\.volumeMounts\[\]\.name$/, 'scratch'],
  [/volumeMounts\[\]\.mountPath$/, (count: number) => `/mnt/${count}`],
  [/volumeMounts\[\]\.mountPropagation$/, 'None'],
  [/volumeMounts\[\]\.recursiveReadOnly$/, 'Disabled'],
  [/volumeDevices\[\]\.name$/, 'block'],
  [/volumeDevices\[\]\.devicePath$/, '/dev/x'],
  [/initContainers\[\]\.ports\[\]\.(containerPort|hostPort)$/, (count: number) => 4000 + count],
  [/containers\[\]\.ports\[\]\.(containerPort|hostPort)$/, (count: number) => 2000 + count],
  [/ports\[\]\.protocol$/, 'TCP'],
  [/\.hostIP$/, '10.0.0.1'],
  [/ports\[\]\.name$/, 'x'],
  [/httpGet\.scheme$/, 'HTTP'],
  [/httpGet\.path$/, '/x'],
  [/(httpGet|tcpSocket)\.port$/, 8080],
  [/initContainers\[\]\.restartPolicy$/, 'Always'],
  [/containers\[\]\.restartPolicy$/, 'Never'],
  [/restartPolicyRules\[\]\.action$/, 'Restart'],
  [/exitCodes\.operator$/, 'In'],
  [/resizePolicy\[\]\.resourceName$/, 'cpu'],
  [/resizePolicy\[\]\.restartPolicy$/, 'NotRequired'],
  [/terminationMessagePath$/, '/dev/x'],
  [/terminationMessagePolicy$/, 'File'],
  [/(seccompProfile|appArmorProfile)\.type$/, 'Localhost'],
  [/\.procMount$/, 'Default'],
  [/windowsOptions\.hostProcess$/, false],
  [/fsGroupChangePolicy$/, 'OnRootMismatch'],
  [/supplementalGroupsPolicy$/, 'Merge'],
  [/seLinuxChangePolicy$/, 'Recursive'],
  [/sysctls\[\]\.name$/, 'kernel.shm_rmid_forced'],
  [/tolerations\[\]\.operator$/, 'Equal'],
  [/tolerations\[\]\.effect$/, 'NoExecute'],
  [/whenUnsatisfiable$/, 'DoNotSchedule'],
  [/node(Affinity|Taints)Policy$/, 'Honor'],
  [/\.matchLabelKeys$/, ['y']],
  [/\.mismatchLabelKeys$/, ['z']],
  [/nameservers$/, ['10.0.0.10']],
  [/hostAliases\[\]\.ip$/, '10.0.0.1'],
  [/persistentVolumeClaimRetentionPolicy\.when/, 'Retain'],
  [/azureDisk\.cachingMode$/, 'None'],
  [/azureDisk\.kind$/, 'Managed'],
  [/azureDisk\.diskURI$/, '/subscriptions/x'],
  [/emptyDir\.medium$/, 'Memory'],
  [/accessModes$/, ['ReadWriteOnce']],
  [/volumeMode$/, 'Filesystem'],
  [/dataSource(Ref)?$/, { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'x' }],
  [/flexVolume\.driver$/, 'maximal/x'],
  [/csi\.driver$/, 'csi.maximal.example'],
  [/hostPath\.type$/, 'Directory'],
  [/iscsi\.iqn$/, 'iqn.2026-01.example.maximal:x'],
  [/iscsi\.initiatorName$/, 'iqn.2026-01.example.maximal:y'],
  [/(hostPath|nfs|cephfs)\.path$/, '/x'],
  [/secret\.items\[\]\.path$/, unique('secret')],
  [/configMap\.items\[\]\.path$/, unique('config')],
  [/downwardAPI\.items\[\]\.path$/, unique('field')],
  [/serviceAccountToken\.path$/, unique('token')],
  [/clusterTrustBundle\.path$/, unique('trust')],
  [/\.credentialBundlePath$/, unique('bundle')],
  [/\.certificateChainPath$/, unique('chain')],
  [/\.keyPath$/, unique('key')],
  [/podCertificate\.userAnnotations$/, { 'maximal.example/x': 'x' }],
  [/quobyte\.registry$/, 'quobyte:7861'],
  [/podCertificate\.keyType$/, 'ED25519'],
  [/signerName$/, 'maximal.example/x'],
  [/podCertificate\.maxExpirationSeconds$/, 3600],
  [/serviceAccountToken\.expirationSeconds$/, 600],
  [/\.(envFrom\[\]\.(configMapRef|secretRef)|secretRef|nodePublishSecretRef|podManagementPolicyRef)\.name$/, 'maximal'],
  [/imagePullSecrets\[\]\.name$/, 'maximal'],
  [/\.paused$/, false],
  // processes
  [/^Prometheus(Agent)?\.version$/, 'v3.16.0'],
  [/^Alertmanager\.version$/, 'v0.35.0'],
  [/(^ThanosRuler|\.thanos)\.version$/, 'v0.42.4'],
  [/prober\.url$/, 'blackbox:9115'],
  [/\.(url|href|imageURL|thumbURL|iconURL|clientURL|apiURL|titleLink|fromURL|tokenUrl)$/, URL],
  [/pushoverConfigs\[\]\.monospace$/, false],
  [/wechatConfigs\[\]\.messageType$/, 'text'],
  [/scrapeClass$/, 'maximal'],
  [/serviceName$|alertmanagerConfiguration\.name$/, 'maximal'],
  [/namespaces\.ownNamespace$/, false],
  [/kubernetesSDConfigs\[\]\.selectors\[\]\.field$/, 'metadata.name=web'],
  [/kubernetesSDConfigs\[\]\.selectors\[\]\.label$/, 'app=web'],
  [/scrapeClasses\[\]\.default$/, false],
  [/scrapeClasses\[\]\.name$/, unique('class')],
  [/smarthost$/, 'smtp.maximal.example:587'],
  [/azureAd\..*(clientId|tenantId)$/, '00000000-0000-0000-0000-000000000000'],
  [/times\[\]\.startTime$/, '10:00'],
  [/times\[\]\.endTime$/, '12:00'],
  [/receivers\[\]\.name$/, unique('n')],
  [/^AlertmanagerConfig\.route\.routes$/, [{ receiver: 'n0' }]],
  [/^AlertmanagerConfig\.route\.receiver$/, 'n0'],
];

/** Keys of the Secret and the ConfigMap for all references. */
const KEYS: readonly (readonly [RegExp, string])[] = [
  [/\.(ca|client_ca)(\.|$)/, 'ca.crt'], [/\.cert\./, 'tls.crt'], [/\.keySecret$/, 'tls.key'],
  [/slackConfigs\[\]\.apiURL$/, 'slack'], [/(URL|Url|urlSecret)$/, 'url'],
  [/additionalScrapeConfigs$|additionalAlert(Manager|Relabel)Configs$/, 'list'],
];

export function valueFor(path: Path, count: number, schema: Schema): Json {
  const { names } = schema;
  if (names.includes('key') && names.every(name => ['key', 'name', 'optional'].includes(name))) {
    return { key: KEYS.find(([at]) => at.test(path))?.[1] ?? 'token', ...names.includes('name') && { name: 'maximal' }, ...names.includes('optional') && { optional: false } };
  }
  const found = VALUES.find(([at]) => at.test(path))?.[1];
  if (found !== undefined) { return typeof found === 'function' ? found(count) : found; }
  return undefined;
}
