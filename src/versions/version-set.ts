import { Release, RELEASES, SetName, versionIn } from './releases';

/**
 * Tested set of versions: one version of each component. A program that sets it keeps its images when this library is upgraded:
 * `new PrometheusStack(chart, 'Monitoring', { versions: VersionSet.V2026_11 })`. The conformance tests run the components of a set
 * together, and upgrade a stack from each set to the next.
 * @see docs/upgrading.md
 */
export class VersionSet {
  /** prometheus-operator 0.94, Prometheus 3.16, Alertmanager 0.35, Thanos 0.42, kube-state-metrics 2.20. */
  public static readonly V2026_11 = new VersionSet('2026-11');

  /** prometheus-operator 0.85, Prometheus 3.5, Alertmanager 0.28, Thanos 0.39, kube-state-metrics 2.16. */
  public static readonly V2025_09 = new VersionSet('2025-09');

  /** Year and month of the set: `2026-11`. */
  public readonly name: string;

  /** @param name year and month; a set that is no longer supported keeps its name, and has the set to use instead */
  private constructor(name: SetName, /** @internal */ public readonly _successor?: VersionSet) {
    this.name = name;
  }

  /** The version of each component, by its name: `prometheus`, `kubeStateMetrics`. */
  public get components(): { [component: string]: string } {
    return Object.fromEntries(Object.keys(RELEASES).map(release => [release, versionIn(release as Release, this)]));
  }
}
