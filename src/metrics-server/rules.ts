import { rule, shown } from '../validation/rule';

export const RESOLUTION = rule({
  id: 'metrics-server/resolution',
  severity: 'error',
  message: ({ resolution, why }: { resolution: string; why: string }) => `"resolution" is ${resolution}: ${why}`,
  why: 'The server exits at startup.',
  example: {
    resolution: '10s',
    why: 'nine tenths of it must be at least "kubeletRequestTimeout" (10s): use a longer resolution or a shorter timeout',
  },
  see: 'https://github.com/kubernetes-sigs/metrics-server/blob/v0.9.0/cmd/metrics-server/app/options/options.go',
});

export const VERSION = rule({
  id: 'metrics-server/version',
  severity: 'error',
  message: ({
    option, since, version,
  }: {
    option: string; since: string; version: string;
  }) => `"${option}" requires metrics-server ${since} or newer; the version is ${version}: use a newer version, or remove the option`,
  why: 'The server exits at startup if it is given an unknown flag.',
  example: { option: 'scrapedNodes', since: '0.7.0', version: '0.6.4' },
});

export const KUBELET_TLS = rule({
  id: 'metrics-server/kubelet-tls',
  severity: 'error',
  message: () => '"kubeletCertificateAuthority" and "kubeletInsecureTls" are both set: remove one of the two',
  why: 'The server exits at startup.',
  example: {},
  see: 'https://github.com/kubernetes-sigs/metrics-server/blob/v0.9.0/cmd/metrics-server/app/options/kubelet_client.go',
});

export const ADDRESS_TYPE = rule({
  id: 'metrics-server/address-type',
  severity: 'error',
  message: ({
    type, allowed,
  }: { type: string; allowed: readonly string[] }) => `"kubeletAddressTypes" has ${shown(type)}: it must be one of ${allowed.join(', ')}`,
  why: 'No node has an address of this type, so that no kubelet is found.',
  example: { type: 'InternalIp', allowed: ['InternalIP'] },
});

export const HOST_PORT = rule({
  id: 'metrics-server/host-port',
  severity: 'error',
  message: (
    { port }: { port: number },
  ) => `"port" is ${port}, which is the port of the kubelet, and "hostNetwork" is true: use another port such as 4443`,
  why: 'The kubelet already listens on this port of the node: the pods never start.',
  example: { port: 10250 },
});
