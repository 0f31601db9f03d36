import { hostPortProblems } from '../../src/scrape-graph/checks/host-ports';
import { explain } from '../../src/scrape-graph/explanation';

const daemonSet = (namespace: string, pod: object): any => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'node-exporter', namespace },
  spec: { selector: { matchLabels: { app: 'x' } }, template: { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'x', image: 'x', ports: [{ containerPort: 9100, hostPort: 9100 }] }], ...pod } } },
});
const messages = (...pods: object[]) => hostPortProblems(pods.map((pod, at) => daemonSet(`n${at}`, pod))).map(({ finding }) => finding.message);

describe('host ports', () => {
  it('of two DaemonSets on the same nodes are reported, with a cure', () => {
    expect(messages({}, {})).toEqual([
      'DaemonSet n1/node-exporter uses port 9100 of each node, which DaemonSet n0/node-exporter also uses: change one of the ports, or remove one of them and scrape the other '
      + '[scrape-graph/host-port-taken]',
    ]);
    expect(messages({ nodeSelector: { os: 'linux' } }, { nodeSelector: { os: 'linux', pool: 'a' } })).toHaveLength(1);
    expect(messages({ hostNetwork: true, containers: [{ name: 'x', ports: [{ containerPort: 9100 }] }] }, {})).toHaveLength(1);
  });

  it('of DaemonSets on other nodes, with another protocol or with one address are not reported', () => {
    expect(messages({ nodeSelector: { os: 'linux' } }, { nodeSelector: { os: 'windows' } })).toEqual([]);
    expect(messages({ nodeSelector: { pool: 'a' } }, { nodeSelector: { os: 'linux' } })).toEqual([]);
    expect(messages({ affinity: { nodeAffinity: {} } }, {})).toEqual([]);
    expect(messages({}, { containers: [{ name: 'x', ports: [{ containerPort: 9100, hostPort: 9100, protocol: 'UDP' }] }] })).toEqual([]);
    expect(messages({}, { containers: [{ name: 'x', ports: [{ containerPort: 9100, hostPort: 9100, hostIP: '127.0.0.1' }] }] })).toEqual([]);
    expect(messages({}, { containers: [{ name: 'x', ports: [{ containerPort: 9100 }] }] })).toEqual([]);
  });

  it('are among the problems of YAML', () => {
    const { problems } = explain([daemonSet('a', {}), daemonSet('b', {})], { withAdmission: true });
    expect(problems.map(({ id }) => id)).toContain('scrape-graph/host-port-taken');
  });
});
