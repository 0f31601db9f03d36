import { ApiObject } from 'cdk8s';

export const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/** The waves of what must come first; everything else is in wave 0. */
const KINDS: { readonly [kind: string]: number } = { Namespace: -4, CustomResourceDefinition: -3 };
const OPERATOR = -2;
/** After the rules of the first synchronization: the webhook is not ready yet. */
const WEBHOOK_CONFIGURATIONS = 1;

/**
 * In which wave Argo CD applies an object of the stack: it waits until the objects of the wave before are healthy.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export function waveOf({ kind }: Pick<ApiObject, 'kind'>, isOfOperator: boolean): number | undefined {
  if (kind.endsWith('WebhookConfiguration')) { return WEBHOOK_CONFIGURATIONS; }
  // its monitor is a custom resource, which needs the definitions alone
  return Object.hasOwn(KINDS, kind) ? KINDS[kind] : isOfOperator ? OPERATOR : undefined;
}
