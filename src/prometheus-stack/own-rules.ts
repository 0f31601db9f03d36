import { Construct, IConstruct } from 'constructs';
import { NO_EVALUATION } from './rules';
import { PrometheusRules } from '../prometheus-rules/prometheus-rules';
import { PrometheusRulesProps } from '../prometheus-rules/prometheus-rules-props';
import { ServiceLevelObjective } from '../slo/service-level-objective';
import { ServiceLevelObjectiveProps } from '../slo/service-level-objective-props';
import { slug } from '../validation/kubernetes-names';
import { Problems } from '../validation/problems';

/** Settings of a stack for rules of a user. */
export interface OwnRulesDefaults {
  readonly namespace?: string;
  readonly prometheus?: IConstruct;
}

export function createOwnRules(stack: Construct, id: string, props: PrometheusRulesProps, defaults: OwnRulesDefaults): PrometheusRules {
  return new PrometheusRules(stack, `Rules-${id}`, { name: slug(id), ...props, ...placed(stack, 'addRules', props, defaults) });
}

export function createOwnObjective(
  stack: Construct, id: string, props: ServiceLevelObjectiveProps, defaults: OwnRulesDefaults,
): ServiceLevelObjective {
  return new ServiceLevelObjective(
    stack, `Objective-${id}`, { name: slug(id), ...props, ...placed(stack, 'addServiceLevelObjective', props, defaults) },
  );
}

function placed(stack: Construct, method: string, props: OwnRulesDefaults, { namespace, prometheus }: OwnRulesDefaults): OwnRulesDefaults {
  const evaluator = props.prometheus ?? prometheus;
  if (!evaluator) { Problems.of(stack).add(NO_EVALUATION, { method }); }
  return { namespace: props.namespace ?? namespace, prometheus: evaluator };
}
