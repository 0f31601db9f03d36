import { Duration } from 'cdk8s';
import { shop } from './shop';
import { PrometheusTest } from '../../src';

/** Results of promtool; each throws if it differs. */
export const PROMTOOL_CASES: { readonly [title: string]: () => void } = {
  'an alert fires on series that make it, by way of what is recorded, with its labels': () => {
    PrometheusTest.of(shop()).expectAlert('WebDown', { 'up{job="web",instance="a"}': '1x5 0x60', 'up{job="web",instance="b"}': '1x70' }, { labels: { severity: 'critical', job: 'web' } });
  },
  'it does not before it has waited, nor where nothing is wrong': () => {
    const tested = PrometheusTest.of(shop());
    tested.expectAlert('WebDown', { 'up{job="web"}': '0x60' }, { after: Duration.minutes(3), fires: false });
    tested.expectAlert('WebDown', { 'up{job="web"}': '1x60' }, { fires: false });
  },
  'what is not as it was said fails, and says so': () => {
    const tested = PrometheusTest.of(shop());
    expect(() => tested.expectAlert('WebDown', { 'up{job="web"}': '1x60' })).toThrow('alert "WebDown" does not fire after 30 minutes with these series');
    expect(() => tested.expectAlert('WebDown', { 'up{job="web"}': '0x60' }, { fires: false })).toThrow('alert "WebDown" fires after 30 minutes with these series; it fires with:\n  {alertname="WebDown", job="web", severity="critical"} {summary="down"}');
    expect(() => tested.expectAlert('WebDown', { 'up{job="web"}': '0x60' }, { labels: { severity: 'info' } })).toThrow('does not fire');
  },
  'annotations are those that Prometheus writes': () => {
    const tested = PrometheusTest.of(shop());
    tested.expectAlert('WebDown', { 'up{job="web"}': '0x60' }, { annotations: { summary: 'down' } });
    expect(() => tested.expectAlert('WebDown', { 'up{job="web"}': '0x60' }, { annotations: { summary: 'up' } })).toThrow('does not fire with these labels and annotations');
  },
  'a recorded series has its samples': () => {
    const tested = PrometheusTest.of(shop());
    const series = { 'up{job="web",instance="a"}': '0.5x30', 'up{job="web",instance="b"}': '1x30', 'up{job="db"}': '1x30' };
    tested.expectRecord('job:up:min', series, { samples: [{ labels: { job: 'web' }, value: 0.5 }, { labels: { job: 'db' }, value: 1 }] });
    tested.expectRecord('job:up:min', {}, { samples: [] });
    tested.expectRecord('job:up:min', { 'up{job="web"}': '1x2 0x30' }, { after: Duration.minutes(2), samples: [{ value: 1 }] });
    expect(() => tested.expectRecord('job:up:min', series, { samples: [{ labels: { job: 'web' }, value: 1 }] })).toThrow('"job:up:min" does not have these samples');
    expect(() => tested.expectRecord('job:up:min', series, { samples: [] })).toThrow('"job:up:min" has samples');
  },
  'series that cannot be read are told as promtool tells them': () => {
    expect(() => PrometheusTest.of(shop()).expectAlert('WebDown', { 'up{job=': '1x60' })).toThrow(/^promtool cannot evaluate alert "WebDown":/);
  },
  'an alert of the mixin': () => {
    PrometheusTest.of(shop()).expectAlert('KubePodNotReady', { 'kube_pod_status_phase{job="kube-state-metrics",namespace="shop",pod="web-1",uid="u",phase="Pending"}': '1x600' }, { labels: { namespace: 'shop' } });
  },
};
