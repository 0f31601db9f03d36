import { Duration } from 'cdk8s';
import { AlertIntegration } from './alert-integration';
import { AlertDeadMansSwitch, AlertReceiver, AlertRoute, AlertRoutingProps } from './alert-routing-props';
import { ROUTING } from './rules';
import { checkNumber } from '../manifest/references';
import { finding, Finding, shown } from '../validation/rule';

/** Its receiver and alert, if no others are given. */
const RECEIVER = 'dead-mans-switch';
const ALERT = 'Watchdog';

/** A routing that sends the alert that always fires to the external service, before all other routes. */
export function withDeadMansSwitch(props: AlertRoutingProps): AlertRoutingProps {
  const { deadMansSwitch, route, receivers } = props;
  if (!deadMansSwitch) { return props; }
  const routes = [routeTo(deadMansSwitch), ...route.routes ?? []];
  return { ...props, route: { ...route, routes }, receivers: [...receivers, receiverOf(deadMansSwitch)] };
}

/**
 * A group is notified at ticks of `groupInterval`, and only if `repeatInterval` has passed since the last notification. The last
 * notification was a little after a tick, so with two equal intervals every second tick is skipped. Alertmanager logs a warning about the
 * shorter `repeatInterval`, once per configuration.
 * @see https://github.com/prometheus/alertmanager/blob/main/notify/dedup_stage.go
 */
function routeTo({ alertName = ALERT, receiver = RECEIVER, interval = Duration.minutes(1) }: AlertDeadMansSwitch): AlertRoute {
  return {
    receiver,
    matchers: [`alertname=${JSON.stringify(alertName)}`],
    // a separate notification for each cluster, so that one cluster cannot hide the silence of another
    groupBy: ['...'],
    groupWait: Duration.seconds(0),
    groupInterval: interval,
    repeatInterval: Duration.millis(Math.max(1, Math.floor(interval.toMilliseconds() / 2))),
  };
}

/** The service must not receive the resolved alert: it would count as a sign of life. */
function receiverOf({ url, receiver = RECEIVER, http }: AlertDeadMansSwitch): AlertReceiver {
  return { name: receiver, integrations: [AlertIntegration.webhook({ urlSecret: url, sendResolved: false, ...http && { http } })] };
}

export function checkDeadMansSwitch({ deadMansSwitch, receivers }: AlertRoutingProps): Finding[] {
  if (!deadMansSwitch) { return []; }
  const { receiver = RECEIVER, interval, alertName } = deadMansSwitch;
  const where = 'deadMansSwitch';
  const wrong = (why: string) => finding(ROUTING, { where, why });
  return [
    ...receivers.some(({ name }) => name === receiver)
      ? [wrong(`"receivers" also has ${shown(receiver)}, which the dead man's switch creates: set another "receiver"`)]
      : [],
    ...receiver === '' ? [wrong('"receiver" is empty: write a name, or remove it')] : [],
    ...alertName === '' ? [wrong('"alertName" is empty: write the name of the alert that always fires')] : [],
    ...checkNumber(`${where}.interval`, interval?.toMilliseconds(), 1000),
  ];
}
