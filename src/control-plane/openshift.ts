import { Part } from './availability';
import { PartContext, PartScrape } from './part-scrape';
import { Labels } from '../manifest/labels';
import { accessFields } from '../scrape/client-access';
import { SERVICE_CA_FILE, TOKEN_FILE } from '../scrape/service-account';

/** A Service of OpenShift for the metrics of a part. */
interface OwnService {
  readonly name: string;
  readonly namespace: string;
  readonly selector: Labels;
  readonly port: string;
  readonly job: string;
  /** The label of the Service that contains the job name. Without one, a relabeling sets the job. */
  readonly jobLabel?: string;
  /** How its server authenticates clients. */
  readonly access: 'token' | 'client-certificate' | 'open';
}

/**
 * @see https://github.com/openshift/cluster-kube-controller-manager-operator/blob/main/bindata/assets/kube-controller-manager/svc.yaml
 * @see https://github.com/openshift/cluster-kube-scheduler-operator/blob/main/bindata/assets/kube-scheduler/svc.yaml
 * @see https://github.com/openshift/cluster-etcd-operator/blob/main/bindata/etcd/svc.yaml
 * @see https://github.com/openshift/cluster-dns-operator/blob/master/pkg/manifests/assets/dns/service.yaml
 * @see https://github.com/openshift/cluster-network-operator/blob/master/bindata/kube-proxy/monitor.yaml
 */
const SERVICES: { readonly [part in Part]?: OwnService } = {
  controllerManager: {
    name: 'kube-controller-manager',
    namespace: 'openshift-kube-controller-manager',
    selector: { prometheus: 'kube-controller-manager' },
    port: 'https',
    job: 'kube-controller-manager',
    jobLabel: 'prometheus',
    access: 'token',
  },
  scheduler: {
    name: 'scheduler',
    namespace: 'openshift-kube-scheduler',
    selector: { prometheus: 'kube-scheduler' },
    port: 'https',
    job: 'kube-scheduler',
    jobLabel: 'prometheus',
    access: 'token',
  },
  etcd: {
    name: 'etcd',
    namespace: 'openshift-etcd',
    selector: { 'k8s-app': 'etcd' },
    port: 'etcd-metrics',
    job: 'etcd',
    jobLabel: 'k8s-app',
    access: 'client-certificate',
  },
  dns: {
    name: 'dns-default',
    namespace: 'openshift-dns',
    selector: { 'dns.operator.openshift.io/owning-dns': 'default' },
    port: 'metrics',
    job: 'coredns',
    access: 'token',
  },
  kubeProxy: {
    name: 'openshift-kube-proxy',
    namespace: 'openshift-kube-proxy',
    selector: { app: 'kube-proxy' },
    port: 'metrics',
    job: 'kube-proxy',
    jobLabel: 'app',
    access: 'open',
  },
};

/** The scrape configuration of a part that OpenShift runs in a separate namespace. Undefined for other parts. */
export function openshiftScrape(part: Part, { etcdTls, timing }: PartContext): PartScrape | undefined {
  const service = SERVICES[part];
  if (!service) { return undefined; }
  const { name, namespace, selector, port, job, jobLabel } = service;
  const serverName = `${name}.${namespace}.svc`;
  const access = {
    'token': { scheme: 'https', bearerTokenFile: TOKEN_FILE, tlsConfig: { caFile: SERVICE_CA_FILE, serverName } },
    'client-certificate': { scheme: 'https', ...etcdTls && accessFields({ tls: etcdTls }) },
    'open': {},
  } as const;
  const relabelings = jobLabel === undefined && { relabelings: [{ action: 'replace', targetLabel: 'job', replacement: job }] as const };
  return { job, jobLabel, namespace, selector, endpoints: [{ port, ...access[service.access], ...timing, ...relabelings }] };
}
