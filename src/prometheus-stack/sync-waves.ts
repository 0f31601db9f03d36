import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';

const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/** Waves of objects that must come first. Everything else is in wave 0. */
const KINDS: { readonly [kind: string]: number } = { Namespace: -4, CustomResourceDefinition: -3 };
const OPERATOR = -2;
/** After the rules of the first synchronization: before, the webhook is not ready. */
const WEBHOOK_CONFIGURATIONS = 1;

/**
 * The wave in which Argo CD applies an object of the stack: it waits until the objects of the previous wave are healthy.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
function waveOf({ kind }: Pick<ApiObject, 'kind'>, isOfOperator: boolean): number | undefined {
  if (kind.endsWith('WebhookConfiguration')) { return WEBHOOK_CONFIGURATIONS; }
  // its monitor is a custom resource, which only needs the definitions
  if (Object.hasOwn(KINDS, kind)) { return KINDS[kind]; }
  return isOfOperator ? OPERATOR : undefined;
}

/** Annotates the objects of a stack with their waves. */
export function addSyncWaves(objects: readonly ApiObject[], operator: IConstruct | undefined): void {
  const ofOperator = new Set<IConstruct>(operator?.node.findAll());
  for (const object of objects) {
    const wave = waveOf(object, ofOperator.has(object));
    if (wave !== undefined) { object.metadata.addAnnotation(SYNC_WAVE, String(wave)); }
  }
}
