import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { createObject, ObjectMetadata } from './object';

/** An alert, with the field names of Prometheus' rule files. */
export interface AlertRow {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels: { readonly [name: string]: string };
  readonly annotations: { readonly [name: string]: string };
}

/** A recorded series, with the same field names. */
export interface RecordRow {
  readonly record: string;
  readonly expr: string;
  readonly labels?: { readonly [name: string]: string };
}

export interface RuleGroup {
  readonly name: string;
  readonly interval?: string;
  readonly limit?: number;
  readonly query_offset?: string;
  readonly labels?: { readonly [name: string]: string };
  readonly rules: readonly (AlertRow | RecordRow)[];
}

/** @param more fields of the spec in addition to the groups */
export function createPrometheusRule(
  scope: Construct, id: string, metadata: ObjectMetadata, groups: readonly RuleGroup[], more: object = {},
): ApiObject {
  return createObject(scope, id, metadata, { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', spec: { ...more, groups } });
}
