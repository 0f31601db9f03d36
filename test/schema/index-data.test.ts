import { CEL_RULES } from '../../src/schema/cel';
import { kubernetesSchemas, operatorSchemas } from '../../src/upstream/load';
import { NodeAttributes, SchemaIndex } from '../../src/upstream/schema-index';

/** The attributes that the walker reads of a node. An additional one would be ignored silently. */
const KNOWN = ['t', 'i', 'm', 'r', 'p', 'e', 'c', 'min', 'max', 'xmin', 'xmax', 'nl', 'xl', 'ni', 'xi', 'f', 'ios', 'any', 'k', 'set', 'd', 'o', 'was'];
const FORMATS = ['int32', 'int64', 'double', 'date-time', 'byte', 'quantity'];

const attributesOf = ({ nodes }: SchemaIndex): NodeAttributes[] => nodes.flatMap(node => [node, ...(node.was ?? []).map(([, before]) => before)]);

describe.each([['operator', operatorSchemas], ['kubernetes', kubernetesSchemas]] as const)('the index of %s', (_, load) => {
  test('has only attributes and formats that the walker knows', () => {
    const all = attributesOf(load());
    expect([...new Set(all.flatMap(node => Object.keys(node)))].filter(key => !KNOWN.includes(key))).toEqual([]);
    expect([...new Set(all.flatMap(({ f }) => f ?? []))].filter(format => !FORMATS.includes(format))).toEqual([]);
  });

  test('has only plain default values, which need no nested defaults', () => {
    expect(attributesOf(load()).filter(({ d }) => typeof d === 'object' && d !== null)).toEqual([]);
  });

  test('has no CEL rule without a row', () => {
    const { pool, ...index } = load();
    const texts = [...new Set(attributesOf({ ...index, pool }).flatMap(({ c = [] }) => c).map(at => pool[at] as string))];
    expect(texts.filter(text => !CEL_RULES.has(text))).toEqual([]);
  });
});
