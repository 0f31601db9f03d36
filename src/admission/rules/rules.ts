import { rule } from '../../validation/rule';

const OBJECT = 'PrometheusRule "shop/web"';
const EXPR = 'spec.groups[0].rules[0].expr';

interface Args {
  /** Undefined if the caller names the object in the message. */
  readonly object?: string;
  readonly path: string;
  readonly why: string;
}

const named = (object: string | undefined) => object === undefined ? '' : `${object}: `;

export const RULE_LEFT_OUT = rule<Args>({
  id: 'rules/left-out',
  severity: 'error',
  message: ({ object, path, why }) => `${named(object)}${path}: ${why}; prometheus-operator rejects the whole object`,
  why: 'No rule of the object is evaluated. If the admission webhook of prometheus-operator runs, it rejects the object.',
  example: { object: OBJECT, path: EXPR, why: '"expr": "(" at character 4 is not closed' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.94.1/pkg/operator/rules.go#L234',
});

export const RULES_TOO_LARGE = rule({
  id: 'rules/too-large',
  severity: 'error',
  message: ({ object, size, limit }: { object?: string; size: number; limit: number }) =>
    `${named(
      object,
    )}spec has at least ${size} bytes as YAML; at most ${limit} are allowed: split it; otherwise the operator rejects the object`,
  why: 'The operator writes the rules into ConfigMaps, and accepts at most half the maximum size of an object.',
  example: { object: OBJECT, size: 600_000, limit: 524_288 },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.94.1/pkg/operator/rules.go#L231',
});

export const RULE_NOT_LOADED = rule<Args>({
  id: 'rules/not-loaded',
  severity: 'error',
  message: ({ object, path, why }) => `${named(object)}${path}: ${why}; Prometheus rejects its whole configuration`,
  why: 'The operator accepts the rule, but Prometheus rejects it: it keeps its old configuration, or does not start.',
  example: { object: OBJECT, path: EXPR, why: '"expr": integral() requires Prometheus 3.16 or newer; the version is 3.5.0' },
  see: 'https://github.com/prometheus/prometheus/blob/v3.16.0/cmd/prometheus/main.go#L789',
});

export const RULE_FAILS = rule<Args>({
  id: 'rules/fails',
  severity: 'error',
  message: ({ object, path, why }) => `${named(object)}${path}: ${why}; each evaluation of the rule fails`,
  why: 'Prometheus loads the rule, and reports an error each time it evaluates it: nothing is recorded, and no alert fires.',
  example: { object: OBJECT, path: EXPR, why: '"expr" is a range: a rule requires an instant vector or a number' },
  see: 'https://github.com/prometheus/prometheus/blob/v3.16.0/rules/manager.go',
});

export const RULE_IGNORED = rule<Args>({
  id: 'rules/ignored',
  severity: 'warning',
  message: ({ object, path, why }) => `${named(object)}${path} is ignored: ${why}`,
  why: 'The operator removes the field, and writes that only to its log.',
  example: {
    object: OBJECT,
    path: 'spec.groups[0].query_offset',
    why: '"query_offset" requires Prometheus 2.53 or newer; the version is 2.50.0',
  },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.94.1/pkg/operator/rules.go#L174',
});

export const RULE_DUPLICATE = rule<Args>({
  id: 'rules/duplicate',
  severity: 'warning',
  message: ({ object, path, why }) => `${named(object)}${path}: ${why}`,
  why: 'Prometheus evaluates the rule twice. For a recorded series it drops one of the two results.',
  example: { object: OBJECT, path: 'spec.groups[0].rules[1]', why: 'it appears twice (also rules[0]): remove one of them' },
});
