import { IConstruct } from 'constructs';
import { ObjectMetadata } from './object';

/** A monitor that a construct makes, before it is created. */
export interface MonitorParts {
  readonly metadata: ObjectMetadata;
  readonly spec: object;
}

/** What a user changes of the monitors of a construct. */
export type MonitorDecoration = (kind: 'ServiceMonitor' | 'PodMonitor' | 'ScrapeConfig', parts: MonitorParts) => MonitorParts;

const decorations = new WeakMap<IConstruct, MonitorDecoration>();

/** Applies to the monitors that a construct creates from now on. */
export function decorateMonitors(scope: IConstruct, decoration: MonitorDecoration): void {
  decorations.set(scope, decoration);
}

export function decorated(scope: IConstruct, ...[kind, parts]: Parameters<MonitorDecoration>): MonitorParts {
  return decorations.get(scope)?.(kind, parts) ?? parts;
}
