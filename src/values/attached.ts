/**
 * One value for each object, like a `WeakMap`, but in a hidden property of the object.
 *
 * V8 frees the values of a WeakMap, and all that they lead to, only in a full collection. A value of a construct leads to its whole app: a
 * program with 1,000 clusters would keep the garbage of a hundred of them. A hidden property is freed with its object.
 */
export class Attached<K extends object, V> {
  private readonly key = Symbol('cdk8s-prometheus');
  /** Of objects that accept no property: frozen options of a user. */
  private frozen: WeakMap<K, V> | undefined;

  public get(owner: K): V | undefined {
    return this.frozen?.has(owner) ? this.frozen.get(owner) : this.of(owner)[this.key];
  }

  public has(owner: K): boolean {
    return this.key in owner || this.frozen?.has(owner) === true;
  }

  public set(owner: K, value: V): this {
    const isSet = this.key in owner;
    if (Object.isFrozen(owner) || !isSet && !Object.isExtensible(owner)) {
      (this.frozen ??= new WeakMap()).set(owner, value);
    } else if (isSet) {
      this.of(owner)[this.key] = value;
    } else {
      Object.defineProperty(owner, this.key, { value, writable: true });
    }
    return this;
  }

  private of(owner: K): { [key: symbol]: V | undefined } {
    return owner as { [key: symbol]: V | undefined };
  }
}
