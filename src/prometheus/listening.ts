import { ResolvedCommon } from './resolve-props';
import {
  AUTH_PROXY_BYPASSED, LISTEN_LOCAL_DISTROLESS, LISTEN_LOCAL_MONITOR, LISTEN_LOCAL_RELOADER_PROBES, LISTEN_LOCAL_SERVICE, LISTEN_LOCAL_TLS,
  TLS_RELOADER_PROBES,
} from './rules';
import { finding, Finding, shown } from '../validation/rule';
import { PROBE_LOOPBACK, PROBE_SCHEME } from '../validation/rules';

/** Names of objects next to the custom resource. */
export interface Made {
  readonly service: boolean;
  /** The name of the PodMonitor, if there is one. */
  readonly podMonitor?: string;
}

/** The listeners of the processes in its pods. */
const PORTS: { readonly [container: string]: number } = { 'prometheus': 9090, 'config-reloader': 8080 };
const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'];

/**
 * Access to the processes of the pods, and whether their probes work. Read from the finished custom resource, so a patch is checked like an
 * option.
 */
export function checkListening({ spec }: any, props: ResolvedCommon, { service, podMonitor }: Made): Finding[] {
  const { authProxy, operator, operatorProbesConfigReloader: isProbed } = props;
  const listenLocal = spec?.listenLocal === true;
  const tls = spec?.web?.tlsConfig !== undefined;
  const image = String(spec?.image ?? '');
  return [
    ...listenLocal && service && !authProxy ? [finding(LISTEN_LOCAL_SERVICE, {})] : [],
    ...listenLocal && podMonitor !== undefined ? [finding(LISTEN_LOCAL_MONITOR, { name: podMonitor })] : [],
    ...listenLocal && /-distroless(@|$)/.test(image) ? [finding(LISTEN_LOCAL_DISTROLESS, { image })] : [],
    ...listenLocal && tls ? [finding(LISTEN_LOCAL_TLS, {})] : [],
    ...listenLocal && isProbed && !operator.has('reloaderExecProbes')
      ? [finding(LISTEN_LOCAL_RELOADER_PROBES, { version: operator.text })] : [],
    ...tls && isProbed && operator.has('reloaderWebConfig') ? [finding(TLS_RELOADER_PROBES, {})] : [],
    ...authProxy && !listenLocal ? [finding(AUTH_PROXY_BYPASSED, {})] : [],
    ...checkProbes(spec?.containers, { listenLocal, isReloaderTls: tls && operator.has('reloaderWebConfig'), isTls: tls }),
  ];
}

interface Listening {
  readonly listenLocal: boolean;
  readonly isTls: boolean;
  readonly isReloaderTls: boolean;
}

/** Probes in the custom resource override the operator's own. */
function checkProbes(containers: unknown, { listenLocal, isTls, isReloaderTls }: Listening): Finding[] {
  const known = Array.isArray(containers) ? containers.filter(container => Object.hasOwn(PORTS, container?.name)) : [];
  return known.flatMap(container => PROBES.filter(probe => container[probe]?.httpGet).flatMap(probe => {
    const where = `${probe} of container ${shown(container.name)}`;
    const asked = container[probe].httpGet.scheme ?? 'HTTP';
    const speaksTls = container.name === 'prometheus' ? isTls : isReloaderTls;
    const spoken = speaksTls ? 'HTTPS' : 'HTTP';
    if (listenLocal) { return [finding(PROBE_LOOPBACK, { where, handler: 'httpGet', listener: `localhost:${PORTS[container.name]}` })]; }
    return asked === spoken ? [] : [finding(PROBE_SCHEME, { where, asked, spoken })];
  }));
}
