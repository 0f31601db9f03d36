/** A volume of the pod, and where the reloader mounts it. */
export class ReloaderVolume {
  /**
   * An existing volume of the pod. If the pod does not have it, `attachTo` reports an error.
   * @param name of the volume in the pod.
   * @param mountPath folder where the reloader mounts it.
   */
  public static existing(name: string, mountPath: string): ReloaderVolume {
    return new ReloaderVolume(name, mountPath, undefined);
  }

  /**
   * Keys of a Secret as files; `attachTo` adds it to the pod.
   * @param name of the volume in the pod.
   * @param mountPath folder where the reloader mounts it.
   * @param secretName name of the Secret.
   */
  public static secret(name: string, mountPath: string, secretName: string): ReloaderVolume {
    return new ReloaderVolume(name, mountPath, { secret: { secretName } });
  }

  /**
   * Keys of a ConfigMap as files; `attachTo` adds it to the pod.
   * @param name of the volume in the pod.
   * @param mountPath folder where the reloader mounts it.
   * @param configMapName name of the ConfigMap.
   */
  public static configMap(name: string, mountPath: string, configMapName: string): ReloaderVolume {
    return new ReloaderVolume(name, mountPath, { configMap: { name: configMapName } });
  }

  /**
   * An empty folder, for files that the reloader writes and the process reads; `attachTo` adds it to the pod.
   * @param name of the volume in the pod.
   * @param mountPath folder where the reloader mounts it.
   */
  public static emptyDir(name: string, mountPath: string): ReloaderVolume {
    return new ReloaderVolume(name, mountPath, { emptyDir: {} });
  }

  /** The name of the volume in the pod. */
  public readonly name: string;
  /** Where it is mounted. */
  public readonly mountPath: string;
  /**
   * What `attachTo` adds to the pod; undefined for one that must exist.
   * @internal
   */
  public readonly _source?: object;

  private constructor(name: string, mountPath: string, source: object | undefined) {
    this.name = name;
    this.mountPath = mountPath;
    this._source = source;
  }
}
