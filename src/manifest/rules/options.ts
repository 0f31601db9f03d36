import { rule, shown } from '../../validation/rule';

// Values of single options, and fields that the user adds to a specification.

const REJECTED_OR_EXITS = 'The API server rejects the object, or the process exits at startup.';

export const QUANTITY = rule({
  id: 'manifest/quantity',
  severity: 'error',
  judges: 'object',
  covers: ['core/quantity'],
  message: ({ prop, value }: { prop: string; value: string }) =>
    `"${prop}" is ${shown(value)}, which is not a valid quantity: write it like "100m" (CPU) or "250Mi" (memory)`,
  why: 'The API server rejects the object.',
  example: { prop: 'memory', value: '250 MB' },
});

export const NUMBER = rule({
  id: 'manifest/number',
  severity: 'error',
  judges: 'object',
  message: ({ prop, value, allowed }: { prop: string; value: number; allowed: string }) => `"${prop}" is ${value}: it must be ${allowed}`,
  why: REJECTED_OR_EXITS,
  example: { prop: 'shards', value: 0, allowed: 'a whole number from 1 to 100' },
});

export const CHOICE = rule({
  id: 'manifest/choice',
  severity: 'error',
  judges: 'object',
  message: ({ prop, value, allowed }: { prop: string; value: string; allowed: readonly string[] }) => {
    const values = allowed.map(each => JSON.stringify(each));
    return `"${prop}" is ${shown(value)}: use one of ${values.join(', ')}`;
  },
  why: REJECTED_OR_EXITS,
  example: { prop: 'dnsPolicy', value: 'clusterFirst', allowed: ['ClusterFirst', 'Default', 'None'] },
});

export const LOG = rule({
  id: 'manifest/log',
  severity: 'error',
  judges: 'object',
  message: ({ prop, value, allowed }: { prop: string; value: string; allowed: readonly string[] }) =>
    `"${prop}" is ${shown(value)}: it must be one of ${allowed.join(', ')}`,
  why: REJECTED_OR_EXITS,
  example: { prop: 'logLevel', value: 'verbose', allowed: ['debug', 'info', 'warn', 'error'] },
});

export const URL_INVALID = rule({
  id: 'manifest/url',
  severity: 'error',
  judges: 'object',
  message: ({ prop, url }: { prop: string; url: string }) => {
    const withoutUser = url.replace(/\/\/[^/]*@/, '//…@'); // a message must not repeat a password
    return `"${prop}" is ${shown(withoutUser)}: write it like "https://prometheus.example.org" or "https://example.org/prometheus"`;
  },
  why: 'The process exits at startup if it cannot read the URL. Otherwise links do not work.',
  example: { prop: 'externalUrl', url: 'prometheus.example.org' },
});

export const ROUTE_PREFIX = rule({
  id: 'manifest/route-prefix',
  severity: 'error',
  judges: 'object',
  message: ({ routePrefix }: { routePrefix: string }) => `"routePrefix" is ${shown(routePrefix)}: write a path such as "/prometheus"`,
  why: 'Probes and scrapes use the path, and all of them fail.',
  example: { routePrefix: 'prometheus' },
});

export const SELECTION_NONE = rule({
  id: 'manifest/selection-none',
  severity: 'error',
  message: ({ prop, given }: { prop: string; given: readonly string[] }) => {
    const conditions = given.map(name => `"${name}"`);
    return `"${prop}" has "none: true" and ${conditions.join(', ')}: `
      + 'remove "none" to select by the conditions, or remove the conditions';
  },
  why: 'With "none" nothing is selected, so the conditions have no effect.',
  example: { prop: 'selection.rules', given: ['matchLabels'] },
});

export const SPEC_OPTION = rule({
  id: 'manifest/spec-option',
  severity: 'error',
  message: ({ path, option }: { path: string; option: string }) =>
    `"${path}" is written by the option "${option}": use the option, and remove the field from "spec"`,
  why: 'The construct also checks the option, and other objects depend on it. Of two values, only one could take effect.',
  example: { path: 'spec.retention', option: 'retention' },
});

export const SPEC_FIXED = rule({
  id: 'manifest/spec-fixed',
  severity: 'error',
  message: ({ path, why }: { path: string; why: string }) =>
    `"${path}" is written by the construct: ${why}: remove the field from "spec"`,
  why: 'Other objects of the construct depend on the value.',
  example: { path: 'spec.portName', why: 'Services and monitors use the name of the port' },
});

export const SPEC_NOT_A_MAP = rule({
  id: 'manifest/spec-map',
  severity: 'error',
  message: ({ prop }: { prop: string }) =>
    `"${prop}" is not a map: give the fields of the specification, such as { minReadySeconds: 10 }; their values may be lazy`,
  why: 'The fields are merged with those of the options when the construct is created.',
  example: { prop: 'spec' },
});
