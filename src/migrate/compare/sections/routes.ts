import { RuleState, rulesOf } from '../../../diff/rule-states';
import { Side, Sides } from '../../../diff/side';
import { alertPaths } from '../../../scrape-graph/checks/alerting';
import { Manifest, nameOf, textOf, textsOf } from '../../../scrape-graph/manifest';
import { routedReceivers, Routing, routingOf } from '../../../scrape-graph/routes';
import { listed } from '../../../validation/rule';
import { isOfHelm } from '../../names';
import { Compared, compared, kept } from '../finding';

/** Routing of alerts: whether each reaches a receiver, and the receivers by name. */
export function routeSections(sides: Sides): Compared[] {
  return [...pathSection(sides), ...sides.before.graph.world.ofKind('Alertmanager').flatMap(old => alertmanagerOf(old, sides))];
}

/** A Prometheus whose alerts no longer reach an Alertmanager. */
function pathSection({ before, after, serverName }: Sides): Compared[] {
  const now = new Map(alertPaths(after.graph).map(path => [nameOf(path.prometheus), path]));
  return alertPaths(before.graph).filter(({ alertmanagers }) => alertmanagers.length > 0).map(({ prometheus }) => {
    const name = nameOf(prometheus);
    const path = now.get(serverName(prometheus));
    if (path && path.alertmanagers.length > 0) { return kept('delivery', `${name}: sends alerts to an Alertmanager`, 'prometheus'); }
    const elsewhere = after.graph.prometheuses.find(each => nameOf(each) === serverName(prometheus))?.spec?.additionalAlertManagerConfigs;
    if (elsewhere !== undefined) {
      return compared('delivery', 'changed', name, 'sends alerts to the Alertmanagers of "additionalAlertManagerConfigs"', 'prometheus');
    }
    return compared('delivery', 'gone', name, 'its alerts are sent to no Alertmanager of the new manifests', 'prometheus');
  });
}

function alertmanagerOf(old: Manifest, sides: Sides): Compared[] {
  const now = sides.after.graph.world.ofKind('Alertmanager').find(each => nameOf(each) === sides.serverName(old));
  const name = nameOf(old);
  if (!now) { return [compared('delivery', 'gone', name, 'no Alertmanager of the new manifests replaces it', 'alertmanager')]; }
  const [was, is] = [routingOf(old, sides.before.graph), routingOf(now, sides.after.graph)];
  if (was && is) { return [...deliverySection(old, was, is, sides), ...receiverSection(was, is)]; }
  return is
    ? [compared(
      'route', 'changed', name, 'its old configuration is not in the old manifests: compare the receivers yourself', 'alertmanager',
    )]
    : configSection(old, now, sides);
}

/** The Secret from which an Alertmanager reads its configuration. */
function secretOf({ spec, metadata: { name } }: Manifest): string {
  return textOf(spec?.configSecret, `alertmanager-${name}`);
}

/** The new manifests do not contain the configuration: it remains if the Secret does. */
function configSection(old: Manifest, now: Manifest, { before }: Sides): Compared[] {
  const { namespace } = old.metadata;
  const [was, is] = [secretOf(old), secretOf(now)];
  const subject = `Secret ${namespace ?? ''}/${was}`;
  if (textOf(now.spec?.alertmanagerConfiguration?.name) !== textOf(old.spec?.alertmanagerConfiguration?.name)) {
    return [compared('delivery', 'gone', nameOf(old), 'its global AlertmanagerConfig is not in the new manifests', 'alertmanager')];
  }
  if (was !== is || namespace !== now.metadata.namespace) {
    return [compared(
      'delivery',
      'gone',
      subject,
      `the new Alertmanager reads the Secret ${now.metadata.namespace ?? ''}/${is}, which is not in the new manifests`,
      'alertmanager',
    )];
  }
  const secret = before.graph.world.named('Secret', namespace, was);
  if (secret && isOfHelm(secret) && secret.metadata.annotations?.['helm.sh/resource-policy'] !== 'keep') {
    return [compared(
      'delivery',
      'gone',
      subject,
      'it has the routes and receivers, and "helm uninstall" deletes it: annotate it with "helm.sh/resource-policy: keep" first',
      'alertmanager',
    )];
  }
  return [kept('delivery', subject, 'alertmanager')];
}

/** Alerts of the new side with a name of the old one: their receivers before and after. */
function deliverySection(alertmanager: Manifest, was: Routing, is: Routing, sides: Sides): Compared[] {
  const [old, now] = [alertsIn(sides.before, sides), alertsIn(sides.after, sides)];
  const silent = [...old].filter(([name, rule]) => reaches(
    rule, was, sides.before,
  ) && now.has(name) && !reaches(now.get(name)!, is, sides.after)).map(([name]) => name).sort();
  const name = nameOf(alertmanager);
  if (silent.length === 0) { return [kept('delivery', `${name}: its alerts reach a receiver`, 'alertmanager')]; }
  return [compared(
    'delivery',
    'gone',
    name,
    `${silent.length === 1 ? '1 alert reaches' : `${silent.length} alerts reach`} no receiver that sends: ${listed(silent, 10)}`,
    'alertmanager',
  )];
}

function alertsIn(side: Side, sides: Sides): ReadonlyMap<string, RuleState> {
  return new Map(rulesOf(side, sides).filter(({ kind }) => kind === 'alert').map(rule => [rule.name, rule]));
}

function reaches({ name, labels }: RuleState, routing: Routing, { graph }: Side): boolean {
  const external = textsOf(graph.prometheuses[0]?.spec?.externalLabels);
  const plain = Object.fromEntries(Object.entries(labels).filter(([, value]) => !value.includes('{{')));
  return routedReceivers(routing, { ...external, ...plain, alertname: name }).some(receiver => (routing.receivers.get(receiver) ?? 0) > 0);
}

/** The name of a receiver of an AlertmanagerConfig without the operator's prefix. */
function plainName(receiver: string): string {
  return receiver.split('/').at(-1)!;
}

/** A receiver without an integration cannot be lost. */
function receiverSection(was: Routing, is: Routing): Compared[] {
  const now = new Map([...is.receivers].map(([name, count]) => [plainName(name), { name, count }]));
  const old = [...was.receivers].map(([name, count]) => ({ name, count, plain: plainName(name) }));
  const found = old.map(({ name, count, plain }): Compared => {
    const other = now.get(plain);
    const subject = `receiver ${JSON.stringify(name)}`;
    if (!other) {
      return count === 0
        ? compared('route', 'changed', subject, 'is gone; it notifies nobody', 'alertmanager')
        : compared('route', 'gone', subject, integrations(count), 'alertmanager');
    }
    if (other.count < count) { return compared('route', 'gone', subject, countChange(count, other.count), 'alertmanager'); }
    if (other.count > count) { return compared('route', 'changed', subject, countChange(count, other.count), 'alertmanager'); }
    return other.name === name
      ? kept('route', subject, 'alertmanager')
      : compared('route', 'renamed', subject, `now ${JSON.stringify(other.name)}`, 'alertmanager');
  });
  const names = new Set(old.map(({ plain }) => plain));
  const added = [...now].filter(([plain]) => !names.has(plain))
    .map(([, { name, count }]) => compared('route', 'new', `receiver ${JSON.stringify(name)}`, integrations(count), 'alertmanager'));
  return [...found, ...added];
}

function countChange(old: number, now: number): string {
  return `${integrations(old)} ${old === 1 ? 'becomes' : 'become'} ${now}`;
}

function integrations(count: number): string {
  return count === 1 ? '1 integration' : `${count} integrations`;
}
