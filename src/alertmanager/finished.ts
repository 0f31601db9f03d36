import { AlertmanagerOptions } from './alertmanager-props';
import { ResolvedProps } from './resolve-props';
import { ROUTE_UNREACHED } from './rules';
import { ALERTMANAGER_ROWS } from './spec-rows';
import {
  asMap, asNumber, asText, finishedInstance, finishedPod, finishedStorage, Json, metadataOf, nameAt, presentText, versionAt, withRows,
} from '../manifest/finished';
import { checkAnnotations, checkLabels } from '../manifest/labels';
import { finding, Finding } from '../validation/rule';
import { asList } from '../values/json';

/** The props of an Alertmanager, as in the finished custom resource. */
export function finishedProps(props: ResolvedProps, manifest: any): ResolvedProps {
  const spec = asMap(manifest?.spec) ?? {};
  const { version, findings } = versionAt(props.version, spec.version);
  const configuration = nameAt(spec, 'alertmanagerConfiguration');
  const isOwn = configuration !== undefined && configuration === props.name;
  const secretName = nameAt(spec, 'web.tlsConfig.keySecret') ?? nameAt(spec, 'web.tlsConfig.cert.secret');
  return {
    ...props,
    findings,
    version: version as ResolvedProps['version'],
    labels: metadataOf(manifest).labels,
    replicas: asNumber(spec.replicas) ?? 1,
    configSecret: presentText(spec.configSecret),
    routing: isOwn ? props.routing : undefined,
    namesConfiguration: configuration !== undefined && !isOwn,
    storage: finishedStorage(spec.storage),
    externalUrl: asText(spec.externalUrl),
    tls: secretName === undefined ? undefined : { secretName },
    logLevel: asText(spec.logLevel) ?? 'info',
    logFormat: asText(spec.logFormat) ?? 'logfmt',
    options: finishedInstance(withRows<AlertmanagerOptions>(props.options, ALERTMANAGER_ROWS, spec), spec, manifest),
    pod: finishedPod(props.pod, spec),
  };
}

/** Problems of a finished AlertmanagerConfig. Its routes and receivers are checked like the operator does. */
export function checkFinished(manifest: any): Finding[] {
  const { labels, annotations } = metadataOf(manifest);
  return [...checkLabels('labels', labels), ...checkAnnotations('annotations', annotations), ...checkRawRoutes(manifest)];
}

/** Routes of a finished AlertmanagerConfig behind a route that matches everything without `continue`. */
export function checkRawRoutes({ spec }: any): Finding[] {
  return unreached(asMap(spec?.route) ?? {}, 'route');
}

function unreached(route: Json, where: string): Finding[] {
  const routes = asList(route.routes).map(each => asMap(each) ?? {});
  const last = routes.findIndex(({ matchers, continue: goesOn }) => asList(matchers).length === 0 && goesOn !== true);
  return [
    ...last >= 0 && last < routes.length - 1
      ? [finding(ROUTE_UNREACHED, { where: `${where}.routes[${last + 1}]`, before: `${where}.routes[${last}]` })]
      : [],
    ...routes.flatMap((child, index) => unreached(child, `${where}.routes[${index}]`)),
  ];
}
