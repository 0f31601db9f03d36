import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { verticalPodAutoscalerOf } from './autoscaled-components';
import { createObject, ObjectMetadata } from './object';
import { amountOf, checkQuantity } from './quantity';
import { checkNumber, checkReferences } from './references';
import { VPA_IN_PLACE, VPA_OPTION, VPA_REPLICAS, VPA_REQUEST } from './rules';
import { VerticalPodAutoscalerMode, VerticalPodAutoscalerOptions } from './vertical-pod-autoscaler-options';
import { Problems } from '../validation/problems';
import { Finding, finding } from '../validation/rule';
import { clusterOf, versionsInForce } from '../validation/versions-in-force';
import { ComponentVersion } from '../versions/component-version';

const RESOURCES = ['cpu', 'memory'];

/** The object that scales the pods of a component, and the main container. */
export interface Autoscaled {
  readonly targets: readonly Target[];
  readonly container: string;
  /** Undefined: one pod per node. */
  readonly replicas: number | undefined;
  readonly requests: { readonly cpu?: string; readonly memory?: string };
}

export interface Target {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** Creates the VerticalPodAutoscalers of a workload, if its component has them enabled. */
export function autoscaleVertically(scope: Construct, metadata: ObjectMetadata, workload: () => Autoscaled | undefined): ApiObject[] {
  const wanted = verticalPodAutoscalerOf(scope);
  const found = wanted && workload();
  if (!wanted || !found) { return []; }
  const { options } = wanted;
  const problems = Problems.of(scope);
  problems.addAll([...wanted.findings, ...checkOptions(options), ...checkWorkload(options, found)]);
  if (options.mode === VerticalPodAutoscalerMode.IN_PLACE_OR_RECREATE) { problems.check(() => checkKubernetes(scope)); }
  return found.targets.map(target => createObject(scope, `VerticalPodAutoscaler-${target.name}`, {
    ...metadata, name: autoscalerName(target),
  }, {
    apiVersion: 'autoscaling.k8s.io/v1', kind: 'VerticalPodAutoscaler', spec: specOf(options, target, found.container),
  }));
}

/** Prometheus and Alertmanager are often both called "main". */
function autoscalerName({ apiVersion, kind, name }: Target): string {
  return apiVersion.startsWith('apps/') ? name : `${kind.toLowerCase()}-${name}`;
}

function specOf(options: VerticalPodAutoscalerOptions, targetRef: Target, container: string): object {
  const {
    mode = VerticalPodAutoscalerMode.OFF,
    minCpu,
    maxCpu,
    minMemory,
    maxMemory,
    controlledResources = RESOURCES,
    controlsLimits = false,
    minReplicas,
    recommender,
  } = options;
  return {
    targetRef,
    updatePolicy: { updateMode: mode, ...minReplicas !== undefined && { minReplicas } },
    resourcePolicy: {
      containerPolicies: [
        {
          containerName: container,
          controlledResources,
          controlledValues: controlsLimits ? 'RequestsAndLimits' : 'RequestsOnly',
          ...(minCpu !== undefined || minMemory !== undefined) && { minAllowed: { cpu: minCpu, memory: minMemory } },
          ...(maxCpu !== undefined || maxMemory !== undefined) && { maxAllowed: { cpu: maxCpu, memory: maxMemory } },
        },
        // sidecars keep their requests: the minimum that VerticalPodAutoscaler recommends is more than most of them use
        { containerName: '*', mode: 'Off' },
      ],
    },
    ...recommender !== undefined && { recommenders: [{ name: recommender }] },
  };
}

function checkOptions(options: VerticalPodAutoscalerOptions): Finding[] {
  const { controlledResources = RESOURCES, minReplicas, recommender } = options;
  const bounds = ([
    'Cpu', 'Memory',
  ] as const).map(resource => ({ resource, min: options[`min${resource}`], max: options[`max${resource}`] }));
  const isAbove = (min: string | undefined, max: string | undefined) => (amountOf(min) ?? 0) > (amountOf(max) ?? Infinity);
  return [
    ...bounds.flatMap(({ resource, min, max }) => [
      ...checkQuantity(`verticalPodAutoscaler.min${resource}`, min), ...checkQuantity(`verticalPodAutoscaler.max${resource}`, max),
    ]),
    ...bounds.filter(({ min, max }) => isAbove(min, max))
      .map(({ resource, min, max }) => finding(
        VPA_OPTION, { option: `min${resource}`, value: min!, why: `it is above "max${resource}" (${max}): use a smaller value` },
      )),
    ...controlledResources.filter(name => !RESOURCES.includes(name))
      .map(name => finding(VPA_OPTION, { option: 'controlledResources', value: name, why: 'it must be "cpu" or "memory"' })),
    ...controlledResources.length === 0
      ? [finding(VPA_OPTION, { option: 'controlledResources', value: '', why: 'it must have "cpu" or "memory"' })]
      : [],
    ...checkNumber('verticalPodAutoscaler.minReplicas', minReplicas, 1),
    ...checkReferences([{ prop: 'verticalPodAutoscaler.recommender', name: recommender }]),
  ];
}

const EVICTING: readonly VerticalPodAutoscalerMode[] = [VerticalPodAutoscalerMode.RECREATE, VerticalPodAutoscalerMode.IN_PLACE_OR_RECREATE];

/** Options that contradict the workload. */
function checkWorkload(options: VerticalPodAutoscalerOptions, { targets: [{ name }], replicas, requests }: Autoscaled): Finding[] {
  const { mode = VerticalPodAutoscalerMode.OFF, minReplicas, controlledResources = RESOURCES } = options;
  if (mode === VerticalPodAutoscalerMode.OFF) { return []; }
  const limits = [
    { option: 'cpu', min: options.minCpu, max: options.maxCpu, value: requests.cpu },
    { option: 'memory', min: options.minMemory, max: options.maxMemory, value: requests.memory },
  ];
  const outside = limits.filter(({ option }) => controlledResources.includes(option)).flatMap(({ option, min, max, value }) => {
    const amount = amountOf(value);
    if (amount === undefined || value === undefined) { return []; }
    const [low, high] = [amountOf(min), amountOf(max)];
    if (low !== undefined && amount < low) {
      return [finding(VPA_REQUEST, { name, option, value, bound: `below the minimum of the VerticalPodAutoscaler (${min})` })];
    }
    return high !== undefined && amount > high
      ? [finding(VPA_REQUEST, { name, option, value, bound: `above the maximum of the VerticalPodAutoscaler (${max})` })]
      : [];
  });
  return [
    ...outside,
    ...EVICTING.includes(mode) && replicas !== undefined && replicas < (minReplicas ?? 2)
      ? [finding(VPA_REPLICAS, { name, replicas, minReplicas, mode })]
      : [],
  ];
}

function checkKubernetes(scope: IConstruct): Finding[] {
  const versions = versionsInForce(scope.node.root, 'kubernetes')(clusterOf(scope));
  return versions.filter(text => !ComponentVersion.parse('kubernetes', 'kubernetesVersion', text).version.has('inPlaceResize'))
    .map(version => finding(VPA_IN_PLACE, { version }));
}
