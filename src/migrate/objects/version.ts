import { Component, COMPONENTS } from '../../versions/capabilities';
import { ComponentVersion } from '../../versions/component-version';
import { Expression, literal, version } from '../convert';

/** A version for the program. */
export interface FoundVersion {
  readonly version: Expression;
  /** What changes, where the old version is too old for this library. */
  readonly note?: string;
}

/** The version of an image or a field; the oldest that this library has in the place of one that is older. Undefined for what is no version. */
export function keptVersion(component: Component, text: string | undefined): FoundVersion | undefined {
  // what packagers append says nothing of the program: `0.30.0-12.16`
  const plain = /^v?(\d+\.\d+\.\d+)(?:[-+][\w.+-]*)?$/.exec(text ?? '')?.[1];
  const number = version(plain);
  if (!number || plain === undefined) { return undefined; }
  const { oldest } = COMPONENTS[component];
  if (ComponentVersion.parse(component, 'version', plain).version.isAtLeast(oldest)) { return { version: number }; }
  return { version: literal(oldest)!, note: `${plain} becomes ${oldest}, the oldest version that this library supports: upgrade the old stack first` };
}
