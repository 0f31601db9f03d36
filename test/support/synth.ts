import { App, Chart, Testing } from 'cdk8s';
import { NodeDescription } from '../../src';

export type Manifest = { apiVersion: string; kind: string; metadata: any; [field: string]: any };

/** A chart in a separate app. */
export function aChart(namespace?: string, context?: { [key: string]: any }): Chart {
  const app = new App();
  for (const [key, value] of Object.entries(context ?? {})) { app.node.setContext(key, value); }
  return new Chart(app, 'test', { namespace });
}

export function synth(chart: Chart): Manifest[] {
  return Testing.synth(chart);
}

export function ofKind(objects: readonly Manifest[], kind: string): Manifest[] {
  return objects.filter(object => object.kind === kind);
}

/** The one object of this kind. */
export function theOne(objects: readonly Manifest[], kind: string): Manifest {
  const found = ofKind(objects, kind);
  expect(found.map(object => object.metadata.name)).toHaveLength(1);
  return found[0];
}

/** All errors of the synthesis as one text. Empty if there are none. */
export function errorsOf(chart: Chart): string {
  try {
    Testing.synth(chart);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

/** The notices that a synthesis prints on stderr. */
export function noticesOf(chart: Chart): string[] {
  const spy = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  try {
    Testing.synth(chart);
    return spy.mock.calls.map(([text]) => String(text));
  } finally {
    spy.mockRestore();
  }
}

/** A Ready node with one internal address. */
export function aNode(name: string, ...internalIps: string[]): NodeDescription {
  return { name, internalIps, ready: true };
}

/** `count` nodes in 10.0.0.0/8. */
export function manyNodes(count: number): NodeDescription[] {
  return Array.from({ length: count }, (_, i) => aNode(`node-${i}`, `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`));
}
