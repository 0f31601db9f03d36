import { kubectl, mustKubectl } from './cluster';
import { ask } from './http';
import { podsOf, ready } from './pods';
import { explainNamespace } from './wait';

export interface Sample {
  readonly metric: any;
  readonly value: [number, string];
}

/** A stack that was applied: its pods, and its Prometheus. */
export class RunningStack {
  /** Namespace and label of the pods of each component. */
  public readonly pods: readonly (readonly [namespace: string, selector: string])[];

  public constructor(private readonly namespace: string, private readonly isTls: boolean = false) {
    this.pods = [
      ...['prometheus-operator', 'prometheus', 'alertmanager', 'kube-state-metrics']
        .map(name => [namespace, `app.kubernetes.io/name=${name}`] as const),
      [`${namespace}-node-exporter`, 'app.kubernetes.io/name=node-exporter'],
    ];
  }

  /** Resolves when every pod is Ready. */
  public async settled(): Promise<void> {
    for (const [namespace, selector] of this.pods) { await ready(namespace, selector, 240); }
  }

  public restarts(): string[] {
    const found = this.pods.flatMap(([namespace, selector]) => podsOf(namespace, selector));
    return found.map(({ name, restarts }) => `${name} ${restarts}`).filter(line => !line.endsWith(' 0'));
  }

  /**
   * Requested from within the pod, the only route to a server on loopback; but over TLS from outside, which the shell's wget does not
   * support well enough.
   */
  public async api(method: string): Promise<any> {
    const [{ name, ip }] = podsOf(this.namespace, 'app.kubernetes.io/name=prometheus');
    const path = `/api/v1/${method}`;
    const answer = this.isTls
      ? (await ask(`https://${ip}:9090${path}`)).body
      : mustKubectl([
        'exec', '-n', this.namespace, name, '-c', 'prometheus', '--', 'wget', '-q', '-O', '-', `http://localhost:9090${path}`,
      ]);
    return JSON.parse(answer).data;
  }

  public async query(expression: string): Promise<Sample[]> {
    return (await this.api(`query?query=${encodeURIComponent(expression)}`)).result;
  }

  public explain(): string {
    return [this.namespace, `${this.namespace}-node-exporter`].map(name => explainNamespace(name)).join('\n');
  }

  /** Logs of all containers of a component. */
  public logs([namespace, selector]: readonly [string, string]): string[] {
    return mustKubectl(['logs', '-n', namespace, '-l', selector, '--all-containers', '--tail=2000']).split('\n');
  }

  /** Reasons of the events that warn. */
  public warnings(): string[] {
    const command = ['get', 'events', '-n', this.namespace, '--field-selector', 'type=Warning', '-o', 'jsonpath={.items[*].reason}'];
    return kubectl(command).output.split(' ');
  }
}

/** One of each kind that rules and panels look at and a stack does not have. */
export function oneOfEach(namespace: string): object[] {
  const meta = (name: string) => ({ metadata: { name, namespace } });
  const resources = { limits: { cpu: '10m', memory: '10Mi' } };
  const pod = { containers: [{ name: 'app', image: 'registry.example.org/not-there:1', resources }], restartPolicy: 'Never' };
  const job = { activeDeadlineSeconds: 5, backoffLimit: 0, template: { spec: pod } };
  const scaled = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' };
  const claim = { accessModes: ['ReadWriteOnce'], storageClassName: 'none', resources: { requests: { storage: '1Gi' } } };
  const volume = {
    capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], storageClassName: 'other', hostPath: { path: '/nowhere' },
  };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'ResourceQuota', ...meta('quota'), spec: { hard: { configmaps: '10' } } },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      ...meta('budget'),
      spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'x' } } },
    },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      ...meta('autoscaler'),
      spec: { maxReplicas: 2, scaleTargetRef: scaled },
    },
    { apiVersion: 'batch/v1', kind: 'CronJob', ...meta('yearly'), spec: { schedule: '0 0 1 1 *', jobTemplate: { spec: job } } },
    { apiVersion: 'batch/v1', kind: 'Job', ...meta('once'), spec: job },
    { apiVersion: 'v1', kind: 'Pod', ...meta('waits'), spec: pod },
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...meta('claim'), spec: claim },
    { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: namespace }, spec: volume },
  ];
}
