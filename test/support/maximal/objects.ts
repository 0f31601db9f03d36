import { Manifest } from '../synth';

const PEM = (kind: string) => `-----BEGIN ${kind}-----\nMIIB\n-----END ${kind}-----\n`;

/** The keys of the Secret and the ConfigMap that the variants refer to. */
export const DATA: { readonly [key: string]: string } = {
  'token': 't',
  'url': 'https://hook.example/x',
  'slack': 'https://slack.com/api/chat.postMessage',
  'list': '[]\n',
  'ca.crt': PEM('CERTIFICATE'),
  'tls.crt': PEM('CERTIFICATE'),
  'tls.key': PEM('PRIVATE KEY'),
};

/** Objects that the variants refer to. */
export const MAXIMAL_OBJECTS: readonly Manifest[] = [
  { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'maximal', namespace: 'maximal' }, stringData: DATA },
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'maximal', namespace: 'maximal' }, spec: { ports: [{ port: 9090 }], selector: { 'app.kubernetes.io/managed-by': 'prometheus-operator' } } },
  { apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'AlertmanagerConfig', metadata: { name: 'maximal', namespace: 'maximal' }, spec: { route: { receiver: 'x' }, receivers: [{ name: 'x' }] } },
  { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' }, provisioner: 'maximal.example/x' },
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'maximal', namespace: 'maximal' }, data: DATA },
];
