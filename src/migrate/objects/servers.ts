import { Manifest, nameOf, textOf, textsOf } from '../../scrape-graph/manifest';
import { Expression, labels, literal } from '../convert';
import { Converted, MigratedValue, Statement } from '../part';
import { ALERTMANAGER_FIELDS, PROMETHEUS_FIELDS, readFields } from './fields';
import { FoundStack } from './found';
import { SELECTION_FIELDS, selectionOptions } from './selection';
import { keptVersion } from './version';

type Options = readonly (readonly [option: string, value: Expression])[];

/** The result for an object, without statements. */
type Part = Pick<Converted, 'options' | 'values' | 'warnings'>;

const NOTHING: Part = { options: [], values: [], warnings: [] };

/** Fields that no option can express, unchanged. */
function patchesOf(component: string, patches: ReadonlyMap<string, unknown>): Statement[] {
  return [...patches].map(([field, value]) => ({
    code: `stack.${component}!.customResource.addJsonPatch(JsonPatch.add(${literal(`/spec/${field}`)!.code}, ${literal(value)!.code}));`,
    comment: `No option has this value of "${field}".`,
    uses: ['JsonPatch'],
  }));
}

/** Fields that this library sets itself: derived from other options, or names of its objects. */
const OWN = [
  'image',
  'version',
  'baseImage',
  'tag',
  'sha',
  'serviceAccountName',
  'podMetadata.labels',
  'portName',
  'securityContext.runAsNonRoot',
  'securityContext.seccompProfile',
  'alerting',
  'listenLocal',
];

/** Fields that the API server drops, because no release of the operator has them, or not this one. */
function unknownFields(server: Manifest, { side: { graph } }: FoundStack): string[] {
  const findings = graph.verdicts.of(server).findings.filter(({ ruleId }) => [
    'schema/unknown-field', 'schema/removed', 'schema/too-new',
  ].includes(ruleId));
  return findings.flatMap(({ message }) => /^"spec\.([A-Za-z]\w*)"/.exec(message)?.[1] ?? []);
}

const LISTEN_LOCAL = 'a server that listens on loopback has no Service here: in the program it listens on all addresses, and a '
  + 'NetworkPolicy restricts access; see "authProxy" and "tls"';

/** Only its sidecars reach a server on loopback. */
function listenLocal(server: Manifest): Pick<Converted, 'values' | 'warnings'> {
  if (server.spec?.listenLocal !== true) { return { values: [], warnings: [] }; }
  return {
    values: [{ path: `${nameOf(server)}: listenLocal`, outcome: 'unsupported', note: LISTEN_LOCAL }],
    warnings: [`${nameOf(server)}: ${LISTEN_LOCAL}`],
  };
}

export function prometheusObjectPart(stack: FoundStack): Converted {
  const { prometheus } = stack;
  if (!prometheus) { return { options: [['prometheusEnabled', literal(false)!]], statements: [], values: [], warnings: [] }; }
  const object = nameOf(prometheus);
  const own = readFields({
    object,
    component: 'prometheus',
    spec: prometheus.spec,
    rows: PROMETHEUS_FIELDS,
    without: [...OWN, ...SELECTION_FIELDS, 'serviceDiscoveryRole', 'rules', 'thanos.version', ...unknownFields(prometheus, stack)],
    hasSpec: true,
  });
  const local = listenLocal(prometheus);
  const selection = selectionOptions(stack);
  const image = imageOf(prometheus, 'prometheus', 'prometheus/prometheus');
  const account = accountOf(prometheus, 'prometheus', stack);
  const alerting = alertingOf(prometheus, stack);
  const sidecar = sidecarOf(prometheus);
  return {
    options: [
      ['prometheus.name', literal(prometheus.metadata.name)!], ...image.options,
      ...prometheus.spec?.retention === undefined && prometheus.spec?.retentionSize === undefined
        ? [['prometheus.retention', DAY] as const]
        : [],
      ...own.options, ...sidecar.options,
      ...selection.options, ...account.options, ...alerting.options, ...labelsOf(prometheus, 'prometheus'),
    ],
    statements: patchesOf('prometheus', own.patches),
    values: [
      ...image.values, ...own.values, ...sidecar.values,
      ...selection.values, ...account.values, ...alerting.values, ...portOf(prometheus), ...local.values,
    ],
    warnings: [
      ...local.warnings, ...image.warnings, ...sidecar.warnings, ...account.warnings, ...claimWarning(prometheus),
    ],
  };
}

/** The operator's defaults. */
const DAY: Expression = { code: 'Duration.days(1)', uses: ['Duration'] };

export function alertmanagerObjectPart(stack: FoundStack): Converted {
  const { alertmanager } = stack;
  if (!alertmanager) { return { options: [['alertmanagerEnabled', literal(false)!]], statements: [], values: [], warnings: [] }; }
  const object = nameOf(alertmanager);
  const config = configOf(alertmanager, stack);
  const own = readFields({
    object,
    component: 'alertmanager',
    spec: alertmanager.spec,
    rows: ALERTMANAGER_FIELDS,
    without: [
      ...OWN, 'configSecret', 'alertmanagerConfigSelector', 'alertmanagerConfigNamespaceSelector', ...unknownFields(alertmanager, stack),
    ],
    hasSpec: true,
  });
  const local = listenLocal(alertmanager);
  const image = imageOf(alertmanager, 'alertmanager', 'prometheus/alertmanager');
  const account = accountOf(alertmanager, 'alertmanager', stack);
  return {
    options: [
      ['alertmanager.name', literal(alertmanager.metadata.name)!],
      ...image.options,
      ...config.options,
      ...own.options,
      ...account.options,
      ...labelsOf(alertmanager, 'alertmanager'),
    ],
    statements: patchesOf('alertmanager', own.patches),
    values: [...image.values, ...config.values, ...own.values, ...account.values, ...portOf(alertmanager), ...local.values],
    warnings: [...local.warnings, ...image.warnings, ...config.warnings, ...account.warnings],
  };
}

/** The configuration stays in place: in a Secret, or in its base AlertmanagerConfig. */
function configOf(alertmanager: Manifest, { side }: FoundStack): Part {
  const { spec, metadata: { name, namespace } } = alertmanager;
  const object = nameOf(alertmanager);
  const secret = textOf(spec?.configSecret, `alertmanager-${name}`);
  const selection = configSelection(alertmanager);
  if (spec?.alertmanagerConfiguration?.name !== undefined) {
    return {
      ...selection,
      warnings: [`keep the AlertmanagerConfig ${namespace ?? ''}/${textOf(spec.alertmanagerConfiguration.name)}: it is the global routing`],
    };
  }
  const isHere = side.graph.world.named('Secret', namespace, secret) !== undefined;
  return {
    options: [['alertmanager.configSecret', literal(secret)!], ...selection.options],
    values: [{ path: `${object}: configSecret`, outcome: 'mapped', note: 'alertmanager.configSecret' }, ...selection.values],
    warnings: [`keep the Secret ${namespace ?? ''}/${secret}: it has the routes and receivers of Alertmanager${isHere
      ? ', and is created by the old manifests'
      : ''}`],
  };
}

function configSelection({ spec, ...alertmanager }: Manifest): Part {
  const [selector, namespaces] = [spec?.alertmanagerConfigSelector, spec?.alertmanagerConfigNamespaceSelector];
  if (selector === undefined) { return { ...NOTHING, options: [['alertmanager.configSelection', literal({ none: true })!]] }; }
  const conditions = {
    ...Object.keys(selector?.matchLabels ?? {}).length > 0 && { matchLabels: selector.matchLabels },
    ...(selector?.matchExpressions ?? []).length > 0 && { matchExpressions: selector.matchExpressions },
    ...Object.keys(namespaces?.matchLabels ?? {}).length > 0 && { namespaceLabels: namespaces.matchLabels },
  };
  const options: Options = [
    ...Object.keys(conditions).length > 0 ? [['alertmanager.configSelection', literal(conditions)!] as const] : [],
    ...namespaces !== undefined && Object.keys(conditions).length === 0 ? [['alertmanager.allNamespaces', literal(true)!] as const] : [],
  ];
  return {
    options,
    values: [{ path: `${nameOf(alertmanager)}: alertmanagerConfigSelector`, outcome: 'mapped', note: 'alertmanager.configSelection' }],
    warnings: [],
  };
}

/** For the usual image the version suffices. Other images are written unchanged. */
function imageOf(server: Manifest, component: 'prometheus' | 'alertmanager', usual: string): Part {
  const [image, stated] = [textOf(server.spec?.image), textOf(server.spec?.version)];
  const [, repository = '', tag = ''] = /^(.*?)(?::([^:@/]+))?(?:@.*)?$/.exec(image) ?? [];
  const number = keptVersion(component, stated) ?? keptVersion(component, tag);
  const object = nameOf(server);
  const isUsual = image === '' || repository.endsWith(`/${usual}`) && number !== undefined;
  const raised = number?.note === undefined ? image : `${repository}:v${String(number.version.data)}`;
  return {
    options: [
      ...number ? [[`${component}.version`, number.version] as const] : [],
      ...isUsual ? [] : [[`${component}.image`, literal(raised)!] as const],
    ],
    values: [
      ...number
        ? [{
          path: `${object}: version`,
          outcome: number.note === undefined ? 'mapped' : 'different',
          note: number.note ?? `${component}.version`,
        } as const]
        : [],
      ...image === ''
        ? []
        : [{ path: `${object}: image`, outcome: 'mapped', note: isUsual ? `${component}.version` : `${component}.image` } as const],
    ],
    warnings: number?.note === undefined ? [] : [`${component} ${number.note}${isUsual ? '' : `, and push ${raised}`}`],
  };
}

/** The version of the Thanos sidecar. An image that is set has priority over it. */
function sidecarOf(prometheus: Manifest): Part {
  const { thanos } = prometheus.spec ?? {};
  const number = keptVersion('thanos', textOf(thanos?.version));
  if (!number) { return NOTHING; }
  const path = `${nameOf(prometheus)}: thanos.version`;
  const image = textOf(thanos.image) === '' ? '' : `, and change the image ${textOf(thanos.image)}`;
  return {
    options: [['prometheus.thanos.version', number.version]],
    values: [{ path, outcome: number.note === undefined ? 'mapped' : 'different', note: number.note ?? 'prometheus.thanos.version' }],
    warnings: number.note === undefined ? [] : [`thanos ${number.note}${image}`],
  };
}

/** The account is created here, under another name. Its cloud annotations are kept. */
function accountOf(server: Manifest, component: string, { side, namespace }: FoundStack): Part {
  const name = textOf(server.spec?.serviceAccountName);
  if (name === '') { return NOTHING; }
  const usual = `${component}-${server.metadata.name}`;
  const annotations = labels(
    textsOf(side.graph.world.named('ServiceAccount', server.metadata.namespace ?? namespace, name)?.metadata.annotations),
  );
  const path = `${nameOf(server)}: serviceAccountName`;
  return {
    options: annotations ? [[`${component}.serviceAccountAnnotations`, annotations]] : [],
    values: [name === usual
      ? { path, outcome: 'same', note: `same name: ${usual}` }
      : { path, outcome: 'different', note: `renamed to ${usual}: grant it the permissions that other objects grant to ${name}` }],
    warnings: name === usual
      ? []
      : [
        `the ServiceAccount of ${component} is renamed from ${name} to ${usual}: change references to it, such as cloud roles and bindings`,
      ],
  };
}

/** Labels of the pods, except common ones. */
function labelsOf({ spec }: Manifest, component: string): Options {
  const own = Object.entries(textsOf(spec?.podMetadata?.labels))
    .filter(
      ([name]) => !/^(app\.kubernetes\.io|operator\.prometheus\.io|helm\.sh)\//.test(name)
        && !['app', 'prometheus', 'alertmanager'].includes(name),
    );
  const expression = labels(Object.fromEntries(own));
  return expression ? [[`${component}.podLabels`, expression]] : [];
}

function portOf(server: Manifest): MigratedValue[] {
  const name = textOf(server.spec?.portName, 'web');
  return name === 'web'
    ? []
    : [{
      path: `${nameOf(server)}: portName`,
      outcome: 'different',
      note: `the port is renamed from ${JSON.stringify(name)} to "web": change references to it`,
    }];
}

/** The stack's own Alertmanager is connected automatically. Others are written unchanged. */
function alertingOf(prometheus: Manifest, { alertmanager, side }: FoundStack): Part {
  const { alerting } = prometheus.spec;
  const all: readonly any[] = Array.isArray(alerting?.alertmanagers) ? alerting.alertmanagers : [];
  if (all.length === 0) { return NOTHING; }
  const isOwn = ({ name, namespace }: any) => alertmanager !== undefined && side.graph.world.ofKind('Service').some(each =>
    each.metadata.name === name && each.metadata.namespace === (namespace ?? each.metadata.namespace) && side.graph.world.podsOf(each)
      .some(({ workload }) => workload.metadata.name === `alertmanager-${alertmanager.metadata.name}`));
  const others = all.filter(each => !isOwn(each ?? {}));
  const path = `${nameOf(prometheus)}: alerting`;
  if (others.length === 0) { return { ...NOTHING, values: [{ path, outcome: 'same', note: 'the Alertmanager of the stack' }] }; }
  return {
    ...NOTHING,
    options: [['prometheus.spec.alerting', literal(alerting)!]],
    values: [{ path, outcome: 'mapped', note: 'prometheus.spec' }],
  };
}

function claimWarning({ spec }: Manifest): string[] {
  const selectors = ['serviceMonitorSelector', 'podMonitorSelector', 'probeSelector', 'scrapeConfigSelector'];
  const isIdle = selectors.every(field => spec?.[field] === undefined || spec[field] === null)
    && spec?.additionalScrapeConfigs === undefined;
  return [
    ...isIdle ? ['Prometheus selects no monitors, so it scrapes nothing: set "prometheus.selection" if this is a mistake'] : [],
    ...storageWarning(spec),
  ];
}

function storageWarning(spec: any): string[] {
  return spec?.storage?.volumeClaimTemplate === undefined
    ? ['Prometheus has no claim: its samples are lost when its pod is replaced, which the migration does']
    : [];
}
