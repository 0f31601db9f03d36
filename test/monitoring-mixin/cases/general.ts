import { AlertCase, Input, OFF, ON } from '../alert-case';
import { lasting } from '../timing';

/** Targets of a job, of which the first ones are down. */
function targets(down: number, all: number, labels = 'cluster="a",job="shop",namespace="shop",service="shop"'): Input {
  return Object.fromEntries(Array.from({ length: all }, (_, at) => [`up{${labels},instance="10.0.0.${at}:8080",pod="shop-${at}"}`, at < down ? OFF : ON]));
}

const SHOP = 'cluster="a",namespace="shop"';
const alerts = (severity: string, alertstate: string, labels = SHOP, name = 'A') => `ALERTS{alertname="${name}",alertstate="${alertstate}",severity="${severity}",${labels}}`;

const INHIBITOR: readonly AlertCase[] = [
  {
    alert: 'InfoInhibitor',
    what: 'an info alert fires alone',
    count: 1,
    fires: { [alerts('info', 'firing', `${SHOP},instance="1"`)]: ON, [alerts('info', 'firing', `${SHOP},instance="2"`, 'B')]: ON },
    quiet: { [alerts('info', 'firing', `${SHOP},instance="1"`)]: ON, [alerts('warning', 'firing', `${SHOP},instance="2"`)]: ON },
  },
  {
    alert: 'InfoInhibitor',
    what: 'an info alert is pending, before it fires; what is pending is not serious yet',
    at: '6m',
    fires: { [alerts('info', 'pending')]: '_x4 1x600', [alerts('critical', 'pending')]: ON },
    quiet: { [alerts('info', 'pending')]: '_x4 1x600', [alerts('critical', 'firing')]: ON },
  },
  {
    alert: 'InfoInhibitor',
    what: 'in each namespace of each cluster',
    count: 3,
    fires: {
      [alerts('info', 'firing')]: ON,
      [alerts('info', 'firing', 'cluster="a",namespace="pay"')]: ON,
      [alerts('info', 'firing', 'cluster="b",namespace="shop"')]: ON,
      [alerts('warning', 'firing', 'cluster="b",namespace="pay"')]: ON,
    },
    quiet: {
      [alerts('info', 'firing')]: ON,
      [alerts('warning', 'firing')]: ON,
      [alerts('info', 'firing', 'cluster="b",namespace="shop"')]: ON,
      [alerts('critical', 'firing', 'cluster="b",namespace="shop"')]: ON,
    },
  },
  {
    alert: 'InfoInhibitor',
    what: 'whatever severity it was given itself',
    fires: { [alerts('info', 'firing')]: ON, [alerts('warning', 'firing', SHOP, 'InfoInhibitor')]: ON },
    quiet: { [alerts('info', 'pending', SHOP, 'InfoInhibitor')]: ON },
  },
  { alert: 'InfoInhibitor', what: 'not for others than info', fires: { [alerts('info', 'firing')]: ON }, quiet: { [alerts('none', 'firing')]: ON } },
];

export const GENERAL: readonly AlertCase[] = [
  { alert: 'TargetDown', count: 1, fires: targets(2, 19), quiet: targets(1, 10) },
  {
    alert: 'TargetDown',
    what: 'for each job, namespace, Service and cluster',
    count: 5,
    fires: {
      ...targets(1, 2),
      ...targets(1, 2, 'cluster="b",job="shop",namespace="shop",service="shop"'),
      ...targets(1, 2, 'cluster="a",job="pay",namespace="shop",service="shop"'),
      ...targets(1, 2, 'cluster="a",job="shop",namespace="pay",service="shop"'),
      ...targets(1, 2, 'cluster="a",job="shop",namespace="shop",service="old"'),
    },
    quiet: targets(0, 3),
  },
  lasting({ alert: 'TargetDown', minutes: 10, changes: { 'up{job="shop",namespace="shop",service="shop",instance="a"}': ['1', '0'] } }),
  ...INHIBITOR,
];
