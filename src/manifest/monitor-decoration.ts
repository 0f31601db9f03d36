import { IConstruct } from 'constructs';
import { ObjectMetadata } from './object';
import { Attached } from '../values/attached';

/** A monitor of a construct, before it is created. */
export interface MonitorParts {
  readonly metadata: ObjectMetadata;
  readonly spec: object;
}

/** Changes by users to the monitors of a construct. */
export type MonitorDecoration = (kind: 'ServiceMonitor' | 'PodMonitor' | 'ScrapeConfig', parts: MonitorParts) => MonitorParts;

const decorations = new Attached<IConstruct, MonitorDecoration>();

/** Applies to monitors that the construct creates afterwards. */
export function decorateMonitors(scope: IConstruct, decoration: MonitorDecoration): void {
  decorations.set(scope, decoration);
}

export function decorated(scope: IConstruct, ...[kind, parts]: Parameters<MonitorDecoration>): MonitorParts {
  return decorations.get(scope)?.(kind, parts) ?? parts;
}
