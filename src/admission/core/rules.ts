import { Problem, sentence } from './report';
import { rule } from '../../validation/rule';

const VALIDATION = 'https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis';
const CORE = `${VALIDATION}/core/validation/validation.go`;
const DOCS = 'https://kubernetes.io/docs';

const row = (id: string, why: string, example: Problem, see = CORE) =>
  rule<Problem>({ id: `core/${id}`, severity: 'error', message: sentence, why, example, see });
const notice = (...[id, why, example, see]: Parameters<typeof row>) =>
  rule<Problem>({ ...row(id, why, example, see), severity: 'warning' });

const REJECTED = 'The API server rejects the object.';
const POD_REJECTED = 'The API server rejects the object, or the pods that its controller makes.';

export const NAME = row('name', REJECTED, {
  path: 'metadata.name',
  value: 'My_App',
  why: 'which is not a valid name for a ConfigMap',
  cure: 'use lower-case letters, digits, hyphens and dots, at most 253 characters',
}, `${DOCS}/concepts/overview/working-with-objects/names/`);

export const LABEL = row('label', REJECTED, {
  path: 'metadata.labels.team',
  value: 'platform & infra',
  why: 'which is not a valid label value',
  cure: 'use at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
}, `${DOCS}/concepts/overview/working-with-objects/labels/#syntax-and-character-set`);

export const ANNOTATION = row('annotation', REJECTED, {
  path: 'metadata.annotations',
  value: 262145,
  why: 'more bytes than the 262144 that all annotations may have together',
  cure: 'move the data to a ConfigMap',
}, `${DOCS}/concepts/overview/working-with-objects/annotations/#syntax-and-character-set`);

export const SELECTOR = row('selector', REJECTED, {
  path: 'spec.template.metadata.labels',
  why: 'does not match "spec.selector", which requires app=web, but the template has "api"',
  cure: 'use the same labels in both',
}, `${VALIDATION}/apps/validation/validation.go`);

export const QUANTITY = row('quantity', REJECTED, {
  path: 'spec.containers[0].resources.requests.memory',
  value: '1GB',
  why: 'which is not a valid quantity',
  cure: 'write it like "100m" or "250Mi"',
}, `${DOCS}/reference/kubernetes-api/common-definitions/quantity/`);

export const REQUEST_ABOVE_LIMIT = row('request-above-limit', POD_REJECTED, {
  path: 'spec.template.spec.containers[0].resources.requests.memory',
  value: '2Gi',
  why: 'above the limit "1Gi"',
  cure: 'lower the request, or raise the limit',
}, `${DOCS}/concepts/configuration/manage-resources-containers/#requests-and-limits`);

export const RESOURCE_NAME = row('resource-name', POD_REJECTED, {
  path: 'spec.containers[0].resources.limits.gpu',
  why: 'is not a valid resource of containers',
  cure: 'use cpu, memory, ephemeral-storage, hugepages-<size>, or a name with a domain, such as nvidia.com/gpu',
});

export const FRACTIONAL_BYTES = notice('fractional-bytes',
  'The API server rounds the amount up, and warns: "m" is a thousandth of a byte, "M" is a megabyte.', {
    path: 'spec.containers[0].resources.limits.memory',
    value: '512m',
    why: 'which is not a whole number of bytes',
    cure: 'write it like "512Mi"',
  }, 'https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/api/pod/warnings.go');

export const CONTAINER = row('container', POD_REJECTED, {
  path: 'spec.containers[1].name',
  value: 'web',
  why: 'which is also the name of another container',
  cure: 'use a different name for each container',
});

export const IMAGE = row('image',
  'The API server rejects the object, or the kubelet reports InvalidImageName: the container never starts.', {
    path: 'spec.containers[0].image',
    value: 'Nginx:1.29',
    why: 'which has upper-case letters in its repository',
    cure: 'write it like "registry.example.org/team/app:v1.2.3"',
  }, 'https://github.com/distribution/reference/blob/v0.6.0/reference.go');

export const CONTAINER_PORT = row('container-port', POD_REJECTED, {
  path: 'spec.containers[0].ports[0].name',
  value: 'prometheus-metrics',
  why: 'which is not a valid port name',
  cure: 'use at most 15 lower-case letters, digits and single hyphens',
});

export const PORT_TWICE = notice('port-twice',
  'The API server warns. Server-side apply rejects the object: port and protocol are the key of the list.', {
    path: 'spec.containers[0].ports[1]',
    value: '8080/TCP',
    why: 'which "spec.containers[0].ports[0]" declares, too',
    cure: 'remove one of them',
  }, 'https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/api/pod/warnings.go');

export const ENV = row('env', POD_REJECTED, {
  path: 'spec.containers[0].env[0]', why: 'has both a value and a source', cure: 'remove "value" or "valueFrom"',
});

export const ENV_TWICE = notice('env-twice', 'The last one wins. Server-side apply rejects the object: the name is the key of the list.', {
  path: 'spec.containers[0].env[1].name',
  value: 'LOG_LEVEL',
  why: 'which is also the name of an earlier variable',
  cure: 'remove one of them',
}, 'https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/api/pod/warnings.go');

export const VOLUME = row('volume', POD_REJECTED, {
  path: 'spec.volumes[1].name',
  value: 'config',
  why: 'which is also the name of another volume',
  cure: 'use a different name for each volume',
});

export const VOLUME_MOUNT = row('volume-mount', POD_REJECTED, {
  path: 'spec.containers[0].volumeMounts[0].name',
  value: 'conf',
  why: 'which is not a volume of the pod',
  cure: 'use one of "config", "data"',
});

export const PROBE = row('probe', POD_REJECTED, {
  path: 'spec.containers[0].livenessProbe.successThreshold', value: 2, why: 'but must be 1', cure: 'remove it',
});

export const POD = row('pod', POD_REJECTED, {
  path: 'spec.template.spec.restartPolicy',
  value: 'Never',
  why: 'but pods of a Deployment are always restarted',
  cure: 'remove it, or use a Job',
});

export const WORKLOAD = row('workload', REJECTED, {
  path: 'spec.strategy.rollingUpdate.maxUnavailable',
  value: 0,
  why: 'but "maxSurge" is also 0',
  cure: 'allow one of them to be more than 0',
}, `${VALIDATION}/apps/validation/validation.go`);

export const SCHEDULE = row('schedule', REJECTED, {
  path: 'spec.schedule', value: '*/5 * * *', why: 'which has 4 fields', cure: 'give minute, hour, day of month, month and day of week',
}, `${DOCS}/concepts/workloads/controllers/cron-jobs/#schedule-syntax`);

export const SCHEDULE_ZONE = notice('schedule-zone', 'Kubernetes 1.29 and newer reject the CronJob.', {
  path: 'spec.schedule', value: 'CRON_TZ=UTC 0 5 * * *', why: 'which sets a time zone', cure: 'use "timeZone" instead',
}, `${DOCS}/concepts/workloads/controllers/cron-jobs/#unsupported-timezone-specification`);

export const SERVICE = row('service', REJECTED, {
  path: 'spec.ports[1].name', value: 'web', why: 'the name of another port', cure: 'use a different name for each port',
});

export const DATA_KEY = row('data-key', REJECTED, {
  path: 'data["my file"]', value: 'my file', why: 'which cannot be a key', cure: 'use at most 253 letters, digits, "-", "_" and "."',
});

export const SECRET_DATA = row('secret-data', REJECTED, {
  path: 'data["tls.key"]', why: 'is missing in a Secret of type kubernetes.io/tls', cure: 'add it, or change the type',
});

export const SIZE = row('size',
  'The API server or etcd rejects the object. A server-side dry run does not find what is too large for etcd.', {
    path: 'data',
    value: 1048577,
    why: 'more bytes than the 1048576 that a ConfigMap may have',
    cure: 'split it, or keep the data in a volume',
  }, `${DOCS}/concepts/configuration/configmap/#motivation`);

export const NETWORK_POLICY = row('network-policy', REJECTED, {
  path: 'spec.ingress[0].ports[0].endPort', value: 80, why: 'below "port", which is 90', cure: 'swap the two values',
}, `${VALIDATION}/networking/validation/validation.go`);

export const INGRESS = row('ingress', REJECTED, {
  path: 'spec.rules[0].http.paths[0].path', value: 'metrics', why: 'which does not begin with "/"', cure: 'write "/metrics"',
}, `${VALIDATION}/networking/validation/validation.go`);

export const RBAC = row('rbac', REJECTED, {
  path: 'rules[0].verbs', why: 'is empty', cure: 'list at least one verb, such as "get"',
}, `${VALIDATION}/rbac/validation/validation.go`);

export const DISRUPTION_BUDGET = row('disruption-budget', REJECTED, {
  path: 'spec', why: 'has both "minAvailable" and "maxUnavailable"', cure: 'remove one of them',
}, `${VALIDATION}/policy/validation/validation.go`);

export const AUTOSCALER = row('autoscaler', REJECTED, {
  path: 'spec.maxReplicas', value: 2, why: 'below "minReplicas", which is 3', cure: 'raise it, or lower "minReplicas"',
}, `${VALIDATION}/autoscaling/validation/validation.go`);

export const VOLUME_CLAIM = row('volume-claim', REJECTED, {
  path: 'spec.accessModes', why: 'is empty', cure: 'list at least one, such as "ReadWriteOnce"',
});

export const FLAG_TWICE = row('flag-twice', 'The process exits at startup: "flag cannot be repeated". The container never becomes ready.', {
  path: 'spec.template.spec.containers[0].args[3]',
  value: '--web.max-requests=10',
  why: 'which repeats "--web.max-requests" of node-exporter',
  cure: 'remove one of them',
}, 'https://github.com/alecthomas/kingpin/blob/v2.4.0/app.go');
