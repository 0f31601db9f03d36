/** Adds a value to the list of a key in a map. */
export function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const values = map.get(key);
  if (values) { values.push(value); } else { map.set(key, [value]); }
}
