import { CoreCase, DEPLOYMENT, of, POD, STATEFUL_SET } from '../core-cases';

const container = (fields: object) => ({ 'spec.containers.0': { name: 'web', image: 'nginx:1.29', ...fields } });
const AT = 'spec.containers[0]';
const image = (value: string) => ({ 'spec.containers.0.image': value });
const IMAGE = [`core/image ${AT}.image`];
const HEX = 'a1'.repeat(32);
const resources = (requests: object | undefined, limits?: object) => container({ resources: { ...requests && { requests }, ...limits && { limits } } });
const request = (name: string) => `core/request-above-limit ${AT}.resources.requests${name}`;
const ports = (...list: object[]) => container({ ports: list });
const env = (...list: object[]) => container({ env: list });
const volumes = (list: object[], mounts: object[] = []) => ({ ...container({ volumeMounts: mounts }), 'spec.volumes': list });
const probe = (kind: string, fields: object) => container({ [kind]: { exec: { command: ['true'] }, ...fields } });
const toleration = (fields: object) => ({ 'spec.tolerations': [fields] });

export const RESOURCES: readonly CoreCase[] = [
  of(POD, 'a limit without a request', resources(undefined, { memory: '1Gi' })),
  of(POD, 'a request without a limit', resources({ cpu: '100m', memory: '1Gi' })),
  of(POD, 'a request that equals its limit in another unit', resources({ memory: '1Gi', cpu: '1000m' }, { memory: '1024Mi', cpu: 1 })),
  of(POD, 'a memory request above its limit', resources({ memory: '2Gi' }, { memory: '1Gi' }), [request('.memory')]),
  of(POD, 'a CPU request above its limit, as numbers', resources({ cpu: 2 }, { cpu: 1.5 }), [request('.cpu')]),
  of(POD, 'a CPU request above its limit by one nano', resources({ cpu: '1000000001n' }, { cpu: '1' }), [request('.cpu')]),
  of(POD, '1G is below 1Gi', resources({ memory: '1G' }, { memory: '1Gi' })),
  of(POD, '1Gi is above 1G', resources({ memory: '1Gi' }, { memory: '1G' }), [request('.memory')]),
  of(POD, 'numbers beyond those of JavaScript', resources({ memory: '9007199254740993' }, { memory: '9007199254740992' }), [request('.memory')]),
  of(POD, 'exponents', resources({ memory: '1e9' }, { memory: '1000M' })),
  of(POD, 'ephemeral storage above its limit', resources({ 'ephemeral-storage': '2Gi' }, { 'ephemeral-storage': '1Gi' }), [request('.ephemeral-storage')]),
  of(POD, 'an extended resource', resources({ 'nvidia.com/gpu': 1 }, { 'nvidia.com/gpu': 1 })),
  of(POD, 'an extended resource by its limit alone', resources(undefined, { 'nvidia.com/gpu': '2' })),
  of(POD, 'an extended resource below its limit', resources({ 'nvidia.com/gpu': 1 }, { 'nvidia.com/gpu': 2 }), [request('["nvidia.com/gpu"]')]),
  of(POD, 'an extended resource without a limit', resources({ 'nvidia.com/gpu': 1 }), [request('["nvidia.com/gpu"]')]),
  of(POD, 'half an extended resource', resources(undefined, { 'nvidia.com/gpu': '0.5' }), [`core/quantity ${AT}.resources.limits["nvidia.com/gpu"]`]),
  of(POD, 'huge pages', resources({ 'hugepages-2Mi': '4Mi', 'memory': '1Gi' }, { 'hugepages-2Mi': '4Mi', 'memory': '1Gi' })),
  of(POD, 'huge pages below their limit', resources({ 'hugepages-2Mi': '2Mi', 'memory': '1Gi' }, { 'hugepages-2Mi': '4Mi' }), [request('.hugepages-2Mi')]),
  of(POD, 'huge pages without memory', resources(undefined, { 'hugepages-2Mi': '4Mi' }), [`core/request-above-limit ${AT}.resources`]),
  of(POD, 'a negative request', resources({ memory: '-1Gi' }), [`core/quantity ${AT}.resources.requests.memory`]),
  of(POD, 'a unit that does not exist', resources({ memory: '1GB' }), [`core/quantity ${AT}.resources.requests.memory`]),
  of(POD, 'a unit in the wrong case', resources({ memory: '1K' }), [`core/quantity ${AT}.resources.requests.memory`]),
  of(POD, 'a blank before the unit', resources({ memory: '1 Gi' }), [`core/quantity ${AT}.resources.requests.memory`]),
  of(POD, 'an empty amount', resources({ memory: '' }), [`core/quantity ${AT}.resources.requests.memory`]),
  of(POD, 'thousandths of a byte', resources({ memory: '512m' }), [`core/fractional-bytes ${AT}.resources.requests.memory`]),
  of(POD, 'a resource that does not exist', resources({ gpu: 1 }), [`core/resource-name ${AT}.resources.requests.gpu`]),
  of(POD, 'a resource of namespaces', resources({ pods: 1 }), [`core/resource-name ${AT}.resources.requests.pods`]),
  of(POD, 'an amount that a tool writes later', resources({ memory: '${MEMORY}' }), [], { accepted: false }),
];

export const CONTAINERS: readonly CoreCase[] = [
  of(POD, 'no containers', { 'spec.containers': [] }, ['core/container spec.containers']),
  of(POD, 'two containers of one name', { 'spec.containers.1': { name: 'web', image: 'x' } }, ['core/container spec.containers[1].name']),
  of(POD, 'an init container of the name of another', { 'spec.initContainers': [{ name: 'web', image: 'x' }] }, ['core/container spec.initContainers[0].name']),
  of(POD, 'a container with a bad name', container({ name: 'My_Container' }), [`core/container ${AT}.name`]),
  of(POD, 'a container name of 64 characters', container({ name: 'a'.repeat(64) }), [`core/container ${AT}.name`]),
  of(POD, 'a probe of an init container', { 'spec.initContainers': [{ name: 'i', image: 'x', livenessProbe: { exec: { command: ['true'] } } }] },
    ['core/container spec.initContainers[0].livenessProbe']),
  of(POD, 'a probe of a sidecar', { 'spec.initContainers': [{ name: 'i', image: 'x', restartPolicy: 'Always', livenessProbe: { exec: { command: ['true'] } } }] }),
  of(POD, 'an unknown pull policy', container({ imagePullPolicy: 'always' }), [`core/container ${AT}.imagePullPolicy`]),
  of(POD, 'an unknown policy of messages', container({ terminationMessagePolicy: 'Log' }), [`core/container ${AT}.terminationMessagePolicy`]),

  of(POD, 'images of every form', {
    'spec.containers': ['nginx', 'localhost/x', 'localhost:5000/a/b:v1', 'quay.io/prometheus/prometheus:v3.16.0-distroless', `ghcr.io/a/b@sha256:${HEX}`, `a/b:c@sha256:${HEX}`,
      'registry.example.org:5000/a_b/c__d/e---f:T_1', 'EXAMPLE.org/a', 'Registry/a', '[2001:db8::1]:5000/a'].map((each, index) => ({ name: `c${index}`, image: each })),
  }),
  of(POD, 'no image', { 'spec.containers.0.image': undefined }, IMAGE),
  of(POD, 'an empty image', image(''), IMAGE),
  of(POD, 'an image with a blank at the end', image('nginx '), IMAGE),
  of(POD, 'an image with a line break at the end', image('nginx:1.29\n'), IMAGE),
  of(DEPLOYMENT, 'an image with a blank at the end: the template is accepted, its pods are rejected', { 'spec.template.spec.containers.0.image': 'nginx ' },
    ['core/image spec.template.spec.containers[0].image'], { accepted: true }),
  // the API server accepts it, but the kubelet cannot read it
  ...([
    ['capitals in the path', 'quay.io/Team/app:v1'], ['an empty tag', 'nginx:'], ['two tags', 'a/b:c:d'], ['a scheme', 'https://quay.io/a/b'], ['a short digest', 'a/b@sha256:abc'],
    ['a digest in capitals', `a/b@sha256:${HEX.toUpperCase()}`], ['an unknown digest', `a/b@md5:${HEX}`], ['a tag of 129 characters', `nginx:${'a'.repeat(129)}`], ['a blank inside', 'ngi nx'],
    ['a slash at the end', 'quay.io/a/'], ['an ID', HEX], ['two dots', 'a/b..c'], ['a repository of 256 characters', `quay.io/${'a'.repeat(256)}`],
  ] as const).map(([title, value]) => of(POD, `an image with ${title}`, image(value), IMAGE, { accepted: true })),
  of(POD, 'an image that a tool writes later', image('{{ .Values.image }}')),

  of(POD, 'ports with names', ports({ name: 'http', containerPort: 80 }, { name: 'a-1', containerPort: 81, protocol: 'UDP' })),
  of(POD, 'one port for two protocols', ports({ name: 'dns', containerPort: 53, protocol: 'UDP' }, { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' })),
  of(POD, 'a port name of 15 characters', ports({ name: 'a'.repeat(15), containerPort: 80 })),
  of(POD, 'a port name of 16 characters', ports({ name: 'a'.repeat(16), containerPort: 80 }), [`core/container-port ${AT}.ports[0].name`]),
  of(POD, 'a port name with an underscore', ports({ name: 'a_b', containerPort: 80 }), [`core/container-port ${AT}.ports[0].name`]),
  of(POD, 'a port name of digits', ports({ name: '80', containerPort: 80 }), [`core/container-port ${AT}.ports[0].name`]),
  of(POD, 'a port name with two hyphens', ports({ name: 'a--b', containerPort: 80 }), [`core/container-port ${AT}.ports[0].name`]),
  of(POD, 'a port name in capitals', ports({ name: 'HTTP', containerPort: 80 }), [`core/container-port ${AT}.ports[0].name`]),
  of(POD, 'two ports of one name', ports({ name: 'http', containerPort: 80 }, { name: 'http', containerPort: 81 }), [`core/container-port ${AT}.ports[1].name`]),
  of(POD, 'one port twice', ports({ name: 'a', containerPort: 80 }, { name: 'b', containerPort: 80 }), [`core/port-twice ${AT}.ports[1]`]),
  of(POD, 'port 65536', ports({ containerPort: 65536 }), [`core/container-port ${AT}.ports[0].containerPort`]),
  of(POD, 'port 0', ports({ containerPort: 0 }), [`core/container-port ${AT}.ports[0].containerPort`]),
  of(POD, 'a port of the node that is none', ports({ containerPort: 80, hostPort: 70000 }), [`core/container-port ${AT}.ports[0].hostPort`]),
  of(POD, 'an unknown protocol', ports({ containerPort: 80, protocol: 'tcp' }), [`core/container-port ${AT}.ports[0].protocol`]),
  of(POD, 'two ports with one port of the node', ports({ containerPort: 80, hostPort: 80 }, { containerPort: 81, hostPort: 80 }), [`core/container-port ${AT}.ports[1].hostPort`]),
  of(POD, 'one port of the node for two protocols', ports({ containerPort: 80, hostPort: 80 }, { containerPort: 80, hostPort: 80, protocol: 'UDP' })),
  of(POD, 'another port of the node with its network', { ...ports({ containerPort: 80, hostPort: 81 }), 'spec.hostNetwork': true }, [`core/container-port ${AT}.ports[0].hostPort`]),
  of(DEPLOYMENT, 'no port of the node with its network', { 'spec.template.spec.hostNetwork': true, 'spec.template.spec.containers.0.ports': [{ containerPort: 80 }] }),

  of(POD, 'variables', env({ name: 'A', value: 'x' }, { name: 'b.c-d_1', value: '' }, { name: 'C', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } })),
  of(POD, 'a variable twice', env({ name: 'A', value: '1' }, { name: 'A', value: '2' }), [`core/env-twice ${AT}.env[1].name`]),
  of(POD, 'a variable that extends itself', env({ name: 'A', value: '1' }, { name: 'A', value: '$(A),2' })),
  of(POD, 'a variable with "=" in its name', env({ name: 'A=B', value: '1' }), [`core/env ${AT}.env[0].name`]),
  of(POD, 'a variable with a value and a source', env({ name: 'A', value: '1', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }), [`core/env ${AT}.env[0]`]),
  of(POD, 'a variable with two sources', env({ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'b' }, configMapKeyRef: { name: 'a', key: 'b' } } }), [`core/env ${AT}.env[0].valueFrom`]),
  of(POD, 'a variable with an empty source', env({ name: 'A', valueFrom: {} }), [`core/env ${AT}.env[0].valueFrom`]),

  of(POD, 'a liveness probe that must succeed once', probe('livenessProbe', { successThreshold: 1 })),
  of(POD, 'a liveness probe that must succeed twice', probe('livenessProbe', { successThreshold: 2 }), [`core/probe ${AT}.livenessProbe.successThreshold`]),
  of(POD, 'a startup probe that must succeed twice', probe('startupProbe', { successThreshold: 2 }), [`core/probe ${AT}.startupProbe.successThreshold`]),
  of(POD, 'a readiness probe that must succeed twice', probe('readinessProbe', { successThreshold: 2 })),
  of(POD, 'zeros, which are defaults', probe('livenessProbe', { successThreshold: 0, periodSeconds: 0, initialDelaySeconds: 0 })),
  of(POD, 'a negative delay', probe('livenessProbe', { initialDelaySeconds: -1 }), [`core/probe ${AT}.livenessProbe.initialDelaySeconds`]),
  of(POD, 'a negative period', probe('readinessProbe', { periodSeconds: -1 }), [`core/probe ${AT}.readinessProbe.periodSeconds`]),
  of(POD, 'a grace period of a readiness probe', probe('readinessProbe', { terminationGracePeriodSeconds: 5 }), [`core/probe ${AT}.readinessProbe.terminationGracePeriodSeconds`]),
  of(POD, 'a grace period of 0', probe('livenessProbe', { terminationGracePeriodSeconds: 0 }), [`core/probe ${AT}.livenessProbe.terminationGracePeriodSeconds`]),
  of(POD, 'a probe without a command', container({ livenessProbe: { exec: { command: [] } } }), [`core/probe ${AT}.livenessProbe.exec.command`]),
  of(POD, 'a probe with a scheme in lower case', container({ livenessProbe: { httpGet: { port: 80, scheme: 'https' } } }), [`core/probe ${AT}.livenessProbe.httpGet.scheme`]),
];

export const VOLUMES: readonly CoreCase[] = [
  of(POD, 'a volume that is mounted twice', volumes([{ name: 'a', emptyDir: {} }], [{ name: 'a', mountPath: '/a' }, { name: 'a', mountPath: '/b', subPath: 'c/d' }])),
  of(POD, 'a volume without a source, which is an emptyDir', volumes([{ name: 'a' }], [{ name: 'a', mountPath: '/a' }])),
  of(POD, 'a mount of no volume', volumes([{ name: 'config', emptyDir: {} }], [{ name: 'conf', mountPath: '/a' }]), [`core/volume-mount ${AT}.volumeMounts[0].name`]),
  of(POD, 'two volumes at one path', volumes([{ name: 'a' }, { name: 'b' }], [{ name: 'a', mountPath: '/a' }, { name: 'b', mountPath: '/a' }]), [`core/volume-mount ${AT}.volumeMounts[1].mountPath`]),
  of(POD, 'two volumes of one name', volumes([{ name: 'a' }, { name: 'a' }]), ['core/volume spec.volumes[1].name']),
  of(POD, 'a volume with a bad name', volumes([{ name: 'a.b' }]), ['core/volume spec.volumes[0].name']),
  of(POD, 'a volume with two sources', volumes([{ name: 'a', emptyDir: {}, secret: { secretName: 'x' } }]), ['core/volume spec.volumes[0]']),
  of(POD, 'a volume of no secret', volumes([{ name: 'a', secret: {} }]), ['core/volume spec.volumes[0].secret.secretName']),
  of(POD, 'a volume of no ConfigMap', volumes([{ name: 'a', configMap: { name: '' } }]), ['core/volume spec.volumes[0].configMap.name']),
  of(POD, 'a mode that YAML reads as a decimal number', volumes([{ name: 'a', secret: { secretName: 'x', defaultMode: 644 } }]), ['core/volume spec.volumes[0].secret.defaultMode']),
  of(POD, 'a mode', volumes([{ name: 'a', secret: { secretName: 'x', defaultMode: 0o644, items: [{ key: 'a', path: 'b/..c', mode: 0o400 }] } }])),
  of(POD, 'a file outside of the volume', volumes([{ name: 'a', secret: { secretName: 'x', items: [{ key: 'a', path: '../b' }] } }]), ['core/volume spec.volumes[0].secret.items[0].path']),
  of(POD, 'an absolute file', volumes([{ name: 'a', configMap: { name: 'x', items: [{ key: 'a', path: '/b' }] } }]), ['core/volume spec.volumes[0].configMap.items[0].path']),
  of(POD, 'a folder outside of the volume', volumes([{ name: 'a' }], [{ name: 'a', mountPath: '/a', subPath: 'b/../../c' }]), [`core/volume-mount ${AT}.volumeMounts[0].subPath`]),
  of(POD, 'both kinds of folders', volumes([{ name: 'a' }], [{ name: 'a', mountPath: '/a', subPath: 'b', subPathExpr: 'c' }]), [`core/volume-mount ${AT}.volumeMounts[0]`]),
  of(STATEFUL_SET, 'a mount of a claim', {
    'spec.template.spec.containers.0.volumeMounts': [{ name: 'data', mountPath: '/data' }],
    'spec.volumeClaimTemplates': [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }],
  }),
  of(STATEFUL_SET, 'a mount of no claim', { 'spec.template.spec.containers.0.volumeMounts': [{ name: 'data', mountPath: '/data' }] },
    ['core/volume-mount spec.template.spec.containers[0].volumeMounts[0].name']),
];

export const SCHEDULING: readonly CoreCase[] = [
  of(POD, 'tolerations', { 'spec.tolerations': [{ operator: 'Exists' }, { key: 'a', value: 'b', effect: 'NoSchedule' }, { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 }] }),
  of(POD, 'a toleration without a key', toleration({ operator: 'Equal', value: 'x' }), ['core/pod spec.tolerations[0].operator']),
  of(POD, 'a toleration that says nothing', toleration({ effect: 'NoSchedule' }), ['core/pod spec.tolerations[0].operator']),
  of(POD, 'a toleration with an unknown operator', toleration({ key: 'a', operator: 'In' }), ['core/pod spec.tolerations[0].operator']),
  of(POD, 'a toleration that exists with a value', toleration({ key: 'a', operator: 'Exists', value: 'b' }), ['core/pod spec.tolerations[0].value']),
  of(POD, 'a toleration with an unknown effect', toleration({ key: 'a', operator: 'Exists', effect: 'NoScheduled' }), ['core/pod spec.tolerations[0].effect']),
  of(POD, 'a toleration for a time', toleration({ key: 'a', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 5 }), ['core/pod spec.tolerations[0].tolerationSeconds']),
  of(POD, 'a weight of 101', { 'spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution': [{ weight: 101, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname' } }] },
    ['core/pod spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight']),
  of(POD, 'no terms of nodes', { 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms': [] },
    ['core/pod spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms']),
  of(POD, 'one constraint twice', { 'spec.topologySpreadConstraints': [1, 2].map(maxSkew => ({ maxSkew, topologyKey: 'a', whenUnsatisfiable: 'DoNotSchedule' })) },
    ['core/pod spec.topologySpreadConstraints[1]']),
  of(POD, 'a skew of 0', { 'spec.topologySpreadConstraints': [{ maxSkew: 0, topologyKey: 'a', whenUnsatisfiable: 'DoNotSchedule' }] }, ['core/pod spec.topologySpreadConstraints[0].maxSkew']),
  of(POD, 'a ServiceAccount with a bad name', { 'spec.serviceAccountName': 'My_Account' }, ['core/pod spec.serviceAccountName']),
  of(POD, 'an unknown restart policy', { 'spec.restartPolicy': 'Sometimes' }, ['core/pod spec.restartPolicy']),
];
