import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { PROXY, RELOADER, WEB } from './common-spec';
import { LISTEN_LOCAL_ROUTE } from './rules';
import { objectsOf } from '../validation/app-objects';
import { finding, Finding } from '../validation/rule';
import { jsonOf } from '../validation/to-json';

/** A Prometheus that listens on loopback. */
export interface LocalPrometheus {
  readonly namespace: string | undefined;
  readonly podLabels: { readonly [key: string]: string };
  readonly authProxy: boolean;
  /** The governing Service that the operator creates for the pods. */
  readonly governing: { readonly name: string; readonly label: string };
  /** Objects of the construct itself, which are correct. */
  readonly own: readonly ApiObject[];
}

/** Services, Ingresses, routes and monitors of the app that lead to a port without a listener. */
export function checkClosedPorts(app: IConstruct, prometheus: LocalPrometheus): Finding[] {
  const objects = KINDS.flatMap(kind => objectsOf(app, kind)).filter(object => !prometheus.own.includes(object));
  const manifests = objects.map(object => ({ object, manifest: jsonOf(object) }))
    .filter(({ manifest }) => manifest.metadata?.namespace === undefined || manifest.metadata.namespace === prometheus.namespace);
  const dead = manifests.filter(({ manifest }) => manifest.kind === 'Service' && leadsNowhere(manifest, prometheus.podLabels));
  const names = [prometheus.governing.name, ...dead.map(({ object }) => object.name)];
  const routes = manifests.filter(({ manifest }) =>
    (ROUTES.includes(manifest.kind) && names.some(name => refersTo(manifest.spec, name)))
    || (manifest.kind === 'ServiceMonitor' && prometheus.governing.label in (manifest.spec?.selector?.matchLabels ?? {})));
  return [
    ...dead, ...routes,
  ].map(({ object }) => finding(
    LISTEN_LOCAL_ROUTE, { kind: object.kind, name: object.name, path: object.node.path, authProxy: prometheus.authProxy },
  ));
}

const ROUTES = ['Ingress', 'HTTPRoute'];
const KINDS = ['Service', 'ServiceMonitor', ...ROUTES];

/** Whether its selector matches the pods, and one of its ports does not exist there. */
function leadsNowhere(service: any, podLabels: { readonly [key: string]: string }): boolean {
  const selector = Object.entries(service.spec?.selector ?? {});
  const takesThem = selector.length > 0 && selector.every(([key, value]) => podLabels[key] === value);
  const closed: unknown[] = [WEB.name, WEB.port, RELOADER.name, RELOADER.port];
  return takesThem
    && (service.spec.ports ?? []).some(({ port, targetPort = port }: any) => closed.includes(targetPort) && targetPort !== PROXY.name);
}

/** Whether a Service of that name is a backend: `backend.service.name` of an Ingress, `backendRefs[].name` of a route. */
function refersTo(spec: any, name: string): boolean {
  const backends = [
    spec?.defaultBackend,
    ...(spec?.rules ?? []).flatMap((each: any) => [
      ...(each.http?.paths ?? []).map((path: any) => path.backend), ...(each.backendRefs ?? []),
    ]),
  ];
  return backends.some(backend => (backend?.service?.name ?? backend?.name) === name);
}
