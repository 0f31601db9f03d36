const own = new WeakSet<object>();

/** Registers a custom resource whose construct checks its fields against the version of the process. */
export function registerResource(object: object): void {
  own.add(object);
}

export function isRegistered(object: object): boolean {
  return own.has(object);
}
