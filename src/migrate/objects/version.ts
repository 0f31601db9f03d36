import { Component, COMPONENTS } from '../../versions/capabilities';
import { ComponentVersion } from '../../versions/component-version';
import { Expression, literal, version } from '../convert';

/** A version for the program. */
export interface FoundVersion {
  readonly version: Expression;
  /** What changes if the old version is too old for this library. */
  readonly note?: string;
}

/** The version of an image or a field, at least the oldest that this library supports. Undefined if it is not a version. */
export function keptVersion(component: Component, text: string | undefined): FoundVersion | undefined {
  // suffixes of packagers say nothing about the program: `0.30.0-12.16`
  const plain = /^v?(\d+\.\d+\.\d+)(?:[-+][\w.+-]*)?$/.exec(text ?? '')?.[1];
  const number = version(plain);
  if (!number || plain === undefined) { return undefined; }
  const { oldest } = COMPONENTS[component];
  if (ComponentVersion.parse(component, 'version', plain).version.isAtLeast(oldest)) { return { version: number }; }
  return {
    version: literal(oldest)!,
    note: `${plain} becomes ${oldest}, the oldest version that this library supports: upgrade the old stack first`,
  };
}
